"""A workbook that somebody sent, read for whatever it may hold: one of two libraries reads it, and says what it missed.

openpyxl tells of colours, but breaks on some of what other programs write, or takes a minute; calamine reads nearly all
of that, and tells of values alone. Both are given a copy of the file cut to what is read.
"""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter

from waymark.domain.errors import Refused
from waymark.exchange.reading.colours import Palette
from waymark.exchange.reading.conditional import conditional_fills
from waymark.exchange.reading.package import Package, Sheet, opened
from waymark.exchange.reading.page import BREAKS, MOST_COLUMNS, MOST_ROWS
from waymark.exchange.reading.plain import PlainWorkbook
from waymark.exchange.reading.preflight import preflight
from waymark.exchange.reading.printed import printed
from waymark.exchange.reading.sheet import Grid, Holding, SheetCell, Source
from waymark.exchange.reading.sheet_part import Place
from waymark.exchange.telling import Said, unheard

MOST_CELLS = 200_000
"""How many cells openpyxl is given, blank ones among them: each takes 20 µs and a kilobyte."""
MOST_FILLED = 300_000
"""How many cells are read at all: each takes half a kilobyte."""
LONGEST_TEXT = 32_767
"""How much of a text is kept: Excel's own limit."""
MOST_COVERED = 200_000
"""How many cells of a sheet may be covered by merges."""

NO_COLOURS = (
    "“{file}” is {why}: its values were read, but not its colours, nor what is bold or struck out. "
    "If it tells by these, type it out in words."
)
READING = "Reading the workbook"
LARGE, ODD = "very large", "not built as Excel builds workbooks"
TOO_MANY = (
    "“{file}” has more than {most:,} filled cells, and was not read. Nothing was changed; "
    "copy the sheets that matter into a new workbook, and try that."
)
TOO_LONG = "“{sheet}” has more than {rows:,} rows; what is below those was not read."
TOO_WIDE = "“{sheet}” has more than {columns} columns; what is to the right of those was not read."

HOLD_VALUES = (Holding.number, Holding.date, Holding.truth)


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks, for all cells of that style."""

    number_format: str = ""
    fill: str = ""
    bold: bool = False
    struck: bool = False
    indent: int = 0


PLAIN = Look()


def read_workbook(path: Path, said: Said = unheard) -> Source:
    """Read every sheet of a workbook, cell by cell, as far as there are values: at most 20,000 rows of 200 columns.

    Where `said` raises TimeoutError, or memory runs out, what remains to be done is done in the quicker way. Raises
    Refused, in one sentence that names the file, for what is no Excel file, is damaged or protected.
    """
    with _nothing_collected():
        package = _opened(path)
        if package.cells > MOST_CELLS:
            return _plainly(path, package, LARGE)
        try:
            return _source(path, package, _in_full(package, said))
        except (TimeoutError, MemoryError):
            why = LARGE
        except BREAKS:
            why = ODD
        # Not in the handler, which would hold on to all that was read before.
        return _plainly(path, package, why)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Python looks for rubbish among all there is, again and again: a third of the time, while so much is made."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _opened(path: Path) -> Package:
    preflight(path)
    try:
        package = opened(path)
    except BREAKS as problem:
        raise _refusal(path) from problem
    if not package.sheets:
        raise _refusal(path)
    if package.filled > MOST_FILLED:
        raise Refused(TOO_MANY.format(file=path.name, most=MOST_FILLED))
    return package


def _plainly(path: Path, package: Package, why: str) -> Source:
    try:
        grids = _values(package)
    except BREAKS as problem:
        raise _refusal(path) from problem
    return _source(path, package, grids, NO_COLOURS.format(file=path.name, why=why))


def _refusal(path: Path) -> Refused:
    return Refused(
        f"“{path.name}” cannot be read as an Excel workbook. Nothing was changed; "
        "open it in Excel, save it as .xlsx and try again."
    )


def _source(path: Path, package: Package, grids: list[Grid], *told: str) -> Source:
    return Source(path.name, tuple(grids), package.properties, (*told, *_cut_off(package)))


def _cut_off(package: Package) -> Iterator[str]:
    for sheet in package.sheets:
        if sheet.part.is_longer:
            yield TOO_LONG.format(sheet=sheet.name, rows=MOST_ROWS)
        if sheet.part.is_wider:
            yield TOO_WIDE.format(sheet=sheet.name, columns=MOST_COLUMNS)


def _in_full(package: Package, said: Said) -> list[Grid]:
    said(0, READING)
    # openpyxl warns of what it does not know; only the cells are wanted here.
    with warnings.catch_warnings(action="ignore"):
        book: Any = load_workbook(_Overheard(package.copy.getvalue(), said), data_only=True, rich_text=package.is_rich)
    palette = Palette(book.loaded_theme, book._colors)
    looks: dict[bytes, Look] = {}
    grids = []
    # Strict: of a file after the strict standard, openpyxl finds no sheets and says nothing.
    for sheet, page in zip(package.sheets, book.worksheets, strict=True):
        # What openpyxl offers for all cells makes those that are not there, up to seventeen thousand million.
        cells = page._cells
        if sheet.part.filled and not cells:
            raise ValueError("openpyxl finds nothing on a sheet that holds something")
        fills = conditional_fills([*page.conditional_formatting], cells, palette)
        making = _Making(sheet)
        for at, cell in cells.items():
            style = cell._style.tobytes()
            look = looks.get(style) or looks.setdefault(style, _look(cell, palette))
            value = cell.value
            if isinstance(value, CellRichText):
                look = _by_runs(value, look)
                value = str(value)
            making.add(at, value, look, fills.get(at, look.fill), cell.data_type == "e")
        grids.append(making.grid())
    return grids


def _by_runs(text: CellRichText, look: Look) -> Look:
    """How a text looks whose parts look each its own way: bold or struck out where all of it is."""
    fonts: list[Any] = [run.font if isinstance(run, TextBlock) else look for run in text if str(run).strip()]
    bold = all(font.bold if font is look else font.b for font in fonts)
    return replace(look, bold=bold, struck=all(font.struck if font is look else font.strike for font in fonts))


class _Overheard(BytesIO):
    """A file in memory that tells how much of it has been read."""

    def __init__(self, content: bytes, said: Said) -> None:
        super().__init__(content)
        self._size, self._read, self._said = len(content), 0, said

    def read(self, size: int | None = -1) -> bytes:
        content = super().read(size)
        self._read += len(content)
        self._said(min(self._read / self._size, 1), READING)
        return content


def _look(cell: Any, palette: Palette) -> Look:
    font = cell.font
    return Look(
        cell.number_format,
        palette.solid(cell.fill),
        bool(font.b),
        bool(font.strike),
        round(cell.alignment.indent or 0),
    )


def _values(package: Package) -> list[Grid]:
    book = PlainWorkbook(package.copy)
    grids = []
    for sheet in package.sheets:
        making = _Making(sheet)
        for at, value in book.values(sheet.name):
            making.add(at, value, PLAIN, "", False)
        # Of an error calamine makes an empty cell.
        for at, error in sheet.part.errors.items():
            making.add(at, error, PLAIN, "", True)
        grids.append(making.grid())
    return grids


class _Making:
    """A grid in the making: what a library reads of a sheet, joined with what its XML says beside."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._cells: dict[Place, SheetCell] = {}
        self._letters = [get_column_letter(column or 1) for column in range(MOST_COLUMNS + 1)]
        self._spans, self._covered = _merged(sheet)
        for at in sheet.part.unworked | sheet.comments.keys():
            self._put(at, "", Holding.text, None, PLAIN, "")

    def add(self, at: Place, value: Any, look: Look, fill: str, is_error: bool) -> None:
        """A cell that a library has found."""
        if value is not None:
            holding = Holding.error if is_error else _holding(value)
            self._put(at, printed(value, look.number_format or "General"), holding, value, look, fill)
        elif fill or at in self._cells:
            self._put(at, "", Holding.text, None, look, fill)

    def grid(self) -> Grid:
        """The grid, its cells by rows."""
        sheet = self._sheet
        return Grid(
            sheet.name,
            dict(sorted(self._cells.items())),
            sheet.is_hidden,
            frozenset(sheet.part.hidden_rows),
            frozenset(sheet.part.hidden_columns),
        )

    def _put(self, at: Place, text: str, holding: Holding, value: Any, look: Look, fill: str) -> None:
        row, column = at
        if row > self._sheet.part.last_row or column > MOST_COLUMNS or at in self._covered:
            return
        rows, columns = self._spans.get(at, (1, 1))
        self._cells[at] = SheetCell(
            text[:LONGEST_TEXT],
            f"{self._sheet.name}!{self._letters[column]}{row}",
            Holding.unworked if not text and at in self._sheet.part.unworked else holding,
            value if holding in HOLD_VALUES else None,
            look.number_format,
            fill,
            look.bold,
            look.struck,
            look.indent,
            self._sheet.comments.get(at, ""),
            rows,
            columns,
        )


def _holding(value: Any) -> Holding:
    if isinstance(value, bool):
        return Holding.truth
    if isinstance(value, int | float):
        return Holding.number
    return Holding.date if isinstance(value, date) else Holding.text


def _merged(sheet: Sheet) -> tuple[Mapping[Place, Place], set[Place]]:
    """How many rows and columns merged cells reach over, by their first cell, and the cells that they cover."""
    spans: dict[Place, Place] = {}
    covered: set[Place] = set()
    for top, left, bottom, right in sheet.part.merged:
        bottom, right = min(bottom, MOST_ROWS), min(right, MOST_COLUMNS)
        last = min(bottom, sheet.part.last_row)
        if len(covered) + (last - top + 1) * (right - left + 1) <= MOST_COVERED:
            spans[top, left] = (bottom - top + 1, right - left + 1)
            covered.update((row, column) for row in range(top, last + 1) for column in range(left, right + 1))
            covered.discard((top, left))
    return spans, covered
