"""A sheet's own XML, looked through before a library reads it: how far it reaches, what is merged or hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string, range_boundaries

from waymark.exchange.reading.cutting import PART, Cutting
from waymark.exchange.reading.page import MOST_COLUMNS, MOST_ROWS

KEPT = frozenset({"sheetData", "conditionalFormatting"})
"""What is left of a sheet for a library to read: on drop-downs, drawings and pivots it breaks, or takes a minute."""
MOST_MERGES = 20_000
MOST_MERGED = 1_000_000
"""Cells that a merge may reach over to be believed; a title over a whole row reaches over 16,384."""
_ROW, _CELL, _IN_CELL = range(PART + 1, PART + 4)
_TRUE = ("1", "true")

Place = tuple[int, int]
Bounds = tuple[int, int, int, int]


@dataclass(slots=True)
class SheetPart:
    """What a sheet says beside the values of its cells, by row and column from 1, or top, left, bottom and right.

    `cells` is how many are left after the cut, `filled` how many of these are not blank, `last_row` and `last_column`
    where the last of these are. `unworked` are formulas whose result was never saved.
    """

    cells: int = 0
    filled: int = 0
    last_row: int = 0
    last_column: int = 0
    merged: list[Bounds] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unworked: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    is_longer: bool = False
    is_wider: bool = False


def looked_through(content: bytes) -> tuple[SheetPart, bytes]:
    """A sheet, and its XML without what lies beyond the limits, or below the last row with a value.

    Raises ExpatError or ValueError where it is no sheet.
    """
    looking = _Looking(content)
    return looking.sheet, looking.kept()


class _Looking(Cutting):
    """A sheet's XML as it goes by. It is most of a workbook: what happens for each cell is kept short."""

    def __init__(self, content: bytes) -> None:
        self.sheet = SheetPart()
        self._columns: dict[str, int] = {}
        self._row = self._column = 0
        self._at: Place = (0, 0)
        self._error: str | None = None
        self._is_data = self._is_value = self._has_value = self._has_formula = False
        # Where what is perhaps to be cut began: a row too far down, cells too far right, rows without a value.
        self._far_row = self._far_cells = self._blank_rows = -1
        super().__init__(content, KEPT)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._is_data:
            if self._depth == _IN_CELL:
                self._start_in_cell(name)
            elif self._depth == _CELL:
                self._start_cell(attributes)
            elif self._depth == _ROW:
                self._start_row(attributes)
        elif self._depth == PART:
            self._start_part(name.rpartition(":")[2])
        elif self._depth == PART + 1:
            self._note(name.rpartition(":")[2], attributes)

    def _end(self, name: str) -> None:
        if self._is_data:
            if self._depth == _IN_CELL:
                self._is_value = False
            elif self._depth == _CELL:
                self._end_cell()
            elif self._depth == _ROW:
                self._far_cells = self._cut(self._far_cells)
            elif self._depth == PART:
                self._end_data()
        super()._end(name)

    def _text(self, text: str) -> None:
        if self._is_value:
            self._has_value = True
            if self._error is not None:
                self._error += text

    def _start_part(self, name: str) -> None:
        super()._start_part(name)
        self._is_data = name == "sheetData"

    def _end_data(self) -> None:
        self._far_row = self._cut(self._far_row)
        self._blank_rows = self._cut(self._blank_rows)
        self._is_data = False

    def _note(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "mergeCell" and len(self.sheet.merged) < MOST_MERGES:
            left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(attributes.get("ref", "")))
            if 0 < (bottom - top + 1) * (right - left + 1) <= MOST_MERGED:
                self.sheet.merged.append((top, left, bottom, right))
        elif name == "col" and (attributes.get("hidden") in _TRUE or attributes.get("width") == "0"):
            first, last = int(attributes["min"]), min(int(attributes["max"]), MOST_COLUMNS)
            self.sheet.hidden_columns.update(range(first, last + 1))

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = 0
        self._far_row = self._cut(self._far_row)
        if self._row > MOST_ROWS:
            self._far_row = self._parser.CurrentByteIndex
        else:
            if self._blank_rows < 0:
                self._blank_rows = self._parser.CurrentByteIndex
            if attributes.get("hidden") in _TRUE or attributes.get("ht") == "0":
                self.sheet.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._at = row, self._column = self._place(attributes.get("r"))
        self._has_value = self._has_formula = False
        self._error = "" if attributes.get("t") == "e" else None
        if self._column > MOST_COLUMNS or row > MOST_ROWS:
            if self._far_cells < 0:
                self._far_cells = self._parser.CurrentByteIndex
        elif self._far_cells >= 0:
            self._far_cells = self._cut(self._far_cells)

    def _place(self, address: str | None) -> Place:
        if address is None:
            return self._row, self._column + 1
        letters = address.rstrip("0123456789")
        if letters not in self._columns:
            self._columns[letters] = column_index_from_string(letters)
        return int(address[len(letters) :]), self._columns[letters]

    def _start_in_cell(self, name: str) -> None:
        local = name.rpartition(":")[2]
        self._is_value = local in ("v", "is")
        self._has_formula = self._has_formula or local == "f"

    def _end_cell(self) -> None:
        sheet, (row, column) = self.sheet, self._at
        if self._far_row >= 0 or self._far_cells >= 0:
            sheet.is_longer |= self._has_value and max(row, self._row) > MOST_ROWS
            sheet.is_wider |= self._has_value and column > MOST_COLUMNS
            return
        sheet.cells += 1
        if self._has_value or self._has_formula:
            self._blank_rows = -1
            sheet.filled += 1
            sheet.last_row = max(sheet.last_row, row)
            sheet.last_column = max(sheet.last_column, column)
            if self._error:
                sheet.errors[self._at] = self._error
            if not self._has_value:
                sheet.unworked.add(self._at)
