"""The table on a page of a returned tracker: where its header stands now, and its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter

from waymark.domain.period import Period
from waymark.exchange.reading.cells import shown, typed
from waymark.exchange.reading.doubts import Doubt
from waymark.exchange.reading.page import MOST_COLUMNS, MOST_ROWS, Page, filled_rows, painted_rows
from waymark.exchange.reading.painted import Painted
from waymark.exchange.reading.spoilt import Spoilt
from waymark.exchange.reading.typed import Ignored, ReturnedRow, Typed
from waymark.exchange.trackers.layout import (
    ID,
    NO_YEAR,
    READINGS,
    SHEETS,
    Column,
    Sheet,
    header_key,
    undated_column,
)
from waymark.services.reporting import named_period

HEADER_WITHIN = 30
FEWEST_HEADERS = 2
STRUCK = "This is struck through; say whether it is done or withdrawn."


class Table:
    """One of the layout's sheets as it came back; `ignored` and `doubts` fill while `rows` are read."""

    def __init__(
        self, page: Page, sheet: Sheet, header: int, columns: Mapping[int, Column], later: Mapping[int, Period]
    ) -> None:
        self.page = page
        self.ignored: list[Ignored] = []
        self.doubts: list[Doubt] = []
        self._sheet = sheet
        self._header = header
        self._columns = columns
        self._later = later
        self._letters = {place: get_column_letter(place) for place in range(1, MOST_COLUMNS + 1)}

    def rows(self, spoilt: Spoilt, painted: Painted) -> Iterator[ReturnedRow]:
        """The rows in which more stands than the hidden id."""
        strays: dict[int, str] = {}
        for number, there in painted_rows(self.page, self._header + 1, MOST_ROWS + 1):
            row = [cell for cell in there if cell.value is not None]
            if not row:
                continue
            if number > MOST_ROWS:
                self.ignored.append(
                    Ignored(f"{self.page.title}!{number}", f"everything below row {MOST_ROWS:,}", "too_long")
                )
                break
            for cell in row:
                if cell.column not in self._columns:
                    strays.setdefault(cell.column, self._where(number, cell.column))
            cells = self._cells(number, row, spoilt)
            self._look(number, there, cells, painted)
            id = cells.pop(ID.field).text if ID.field in cells else ""
            if any(cell.text or cell.reason for cell in cells.values()):
                yield ReturnedRow(self._sheet, f"{self.page.title}!{number}", id or None, cells)
        self.ignored.extend(self._stray(place, where) for place, where in strays.items())

    def _stray(self, place: int, where: str) -> Ignored:
        if month := self._later.get(place):
            return Ignored(where, f"figures for {month.label}, which is after the tracker’s own month", "future_period")
        return Ignored(where, "a column that Waymark did not write", "column_unknown")

    def _cells(self, number: int, row: Sequence[ReadOnlyCell], spoilt: Spoilt) -> dict[str, Typed]:
        cells = {}
        for cell in row:
            if column := self._columns.get(cell.column):
                cells[column.field] = typed(cell, column.holds, self._where(number, cell.column))
        for place, column in self._columns.items():
            if column.field not in cells:
                reason, say = spoilt.reason(number, place) or ("", "")
                cells[column.field] = Typed("", self._where(number, place), reason, say)
        return cells

    def _look(self, number: int, row: Sequence[ReadOnlyCell], cells: dict[str, Typed], painted: Painted) -> None:
        """See what a rating was painted with, and what was struck through."""
        for cell in row:
            column = self._columns.get(cell.column)
            if column and column.field == "rating" and (fill := painted.own_fill(cell, row)):
                cells["rating"] = replace(cells["rating"], fill=fill)
            if column and cell.value is not None and painted.is_struck(cell):
                where = self._where(number, cell.column)
                self.doubts.append(Doubt("strikethrough", STRUCK, where, field=column.name))

    def _where(self, row: int, column: int) -> str:
        return f"{self.page.title}!{self._letters[column]}{row}"


def find_table(page: Page, period: Period) -> Table | None:
    """The table on a page, by the row that holds most of a sheet's headers; None where the page is no sheet of ours."""
    # Of two sheets that have as many of the headers left, the one that is still called so.
    sheets = sorted(SHEETS, key=lambda sheet: sheet.title != page.title)
    layouts = [(sheet, {header_key(column.header): column for column in sheet.headed(period)}) for sheet in sheets]
    best: tuple[Sheet, int, Mapping[int, Column], Mapping[int, Period]] | None = None
    most = FEWEST_HEADERS - 1
    for number, row in filled_rows(page, 1, HEADER_WITHIN):
        headers = {cell.column: _header(cell) for cell in row}
        for sheet, by_header in layouts:
            columns = _recognised(headers, {**by_header, **_undated(sheet, headers)})
            if len(columns) > most:
                most, best = len(columns), (sheet, number, columns, _later(sheet, headers, period))
    return Table(page, *best) if best else None


def _header(cell: ReadOnlyCell) -> str:
    return header_key(shown(cell.value, cell.number_format))


def _undated(sheet: Sheet, headers: Mapping[int, str]) -> Mapping[str, Column]:
    """The columns of readings whose periods name no year; which there were is known by their headers alone."""
    if sheet != READINGS:
        return {}
    labels = (header.removesuffix(NO_YEAR) for header in headers.values() if header.endswith(NO_YEAR))
    return {header_key(column.header): column for column in map(undated_column, labels)}


def _later(sheet: Sheet, headers: Mapping[int, str], period: Period) -> Mapping[int, Period]:
    """The months after the tracker's own for which somebody has put a column of figures beside the others (X16)."""
    if sheet != READINGS:
        return {}
    named = {place: named_period(header) for place, header in headers.items()}
    return {place: each for place, each in named.items() if each and each.last_day > period.last_day}


def _recognised(headers: Mapping[int, str], by_header: Mapping[str, Column]) -> Mapping[int, Column]:
    """The columns under headers of ours; of two with one header, the first."""
    places = {header: place for place, header in reversed([*headers.items()])}
    return {place: by_header[header] for header, place in places.items() if header in by_header}
