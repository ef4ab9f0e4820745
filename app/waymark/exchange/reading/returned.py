"""Reading back one of our trackers after an officer has sorted it, cut it and moved its columns about."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import EMPTY_CELL, ReadOnlyCell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from waymark.domain.errors import NotUnderstood, Refused
from waymark.domain.period import Period, period_from_key
from waymark.exchange.reading.cells import shown, typed
from waymark.exchange.reading.preflight import Contents, preflight
from waymark.exchange.reading.typed import Ignored, Returned, ReturnedRow, Typed
from waymark.exchange.trackers.layout import (
    ID,
    LAYOUT_VERSION,
    SHEETS,
    STAMP_SHEET,
    STAMPED,
    Column,
    Sheet,
    Stamp,
    header_key,
)

MOST_ROWS = 20_000
MOST_COLUMNS = 200
HEADER_WITHIN = 30
FEWEST_HEADERS = 2
# What openpyxl has been seen to raise over files that other programs wrote, or whose parts are damaged.
BREAKS = (TypeError, LookupError, ValueError, AttributeError, OSError, BadZipFile, ParseError, EOFError)

Place = tuple[int, int]
Cells = Sequence[Any]
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')


def read_returned(path: Path) -> Returned:
    """Read a tracker back. Columns are known by their headers, rows by the hidden ids, wherever they stand now.

    Raises Refused, in one sentence that names the file, for what is no Excel file, is damaged or protected, or is no
    tracker of Waymark's.
    """
    contents = preflight(path)
    with _opened(path) as book:
        stamp, period = _stamp(path, book)
        tables = [_Table(page, period) for page in book.worksheets if page.title != STAMP_SHEET]
        known = [table for table in tables if table.sheet is not None]
        if not known:
            raise Refused(f"“{path.name}” has neither its actions nor its readings left. Nothing was changed.")
        spoilt = _spoilt(path, known, contents)
        rows = tuple(row for table in known for row in table.rows(spoilt.get(table.page.title, {})))
        ignored = tuple(each for table in tables for each in table.ignored)
    return Returned(path.name, stamp, period, rows, ignored)


@contextmanager
def _opened(path: Path, values: bool = True) -> Iterator[Workbook]:
    """The workbook with its values, or with its formulas. Whatever openpyxl breaks on becomes one sentence."""
    try:
        # openpyxl warns of drop-downs and styles that it drops; only the cells are wanted here.
        with warnings.catch_warnings(action="ignore"), path.open("rb") as file:
            book = load_workbook(file, read_only=True, data_only=values)
            try:
                yield book
            finally:
                book.close()
    except BREAKS as problem:
        raise Refused(
            f"“{path.name}” cannot be read as an Excel workbook. Nothing was changed; "
            "open it in Excel, save it as .xlsx and try again."
        ) from problem


def _stamp(path: Path, book: Workbook) -> tuple[Stamp, Period]:
    if STAMP_SHEET not in book.sheetnames:
        raise Refused(f"“{path.name}” is not a tracker that Waymark wrote. Nothing was changed.")
    said = {row[0]: row[1] for row in _rows(book[STAMP_SHEET], last=HEADER_WITHIN) if row[1]}
    told = dict(zip(STAMPED, (said.get(name, "") for name in STAMPED), strict=True))
    if not (told["plan"] and told["position"].isdigit() and told["layout"].isdigit()):
        raise Refused(f"“{path.name}” has lost the mark of the plan it was written from. Nothing was changed.")
    if int(told["layout"]) > LAYOUT_VERSION:
        raise Refused(f"“{path.name}” was written by a newer version of Waymark. Nothing was changed; update Waymark.")
    try:
        period = period_from_key(told["period"])
    except NotUnderstood as problem:
        raise Refused(f"“{path.name}” has lost the period it is for. Nothing was changed.") from problem
    return Stamp(told["plan"], int(told["position"]), told["hash"]), period


class _Table:
    """The table on a page: which sheet of the layout it is, where its header stands and what its columns hold."""

    def __init__(self, page: ReadOnlyWorksheet, period: Period) -> None:
        self.page = page
        # The used range that a file states may be wrong, in either direction.
        page.reset_dimensions()
        self.sheet: Sheet | None = None
        self.header = 0
        self.columns: dict[int, Column] = {}
        self.ignored: list[Ignored] = []
        self._find_header(period)

    def _find_header(self, period: Period) -> None:
        layouts = [(sheet, {header_key(column.header): column for column in sheet.headed(period)}) for sheet in SHEETS]
        best = FEWEST_HEADERS - 1
        for number, texts in enumerate(_rows(self.page, last=HEADER_WITHIN), 1):
            for sheet, by_header in layouts:
                columns = _recognised(texts, by_header)
                if len(columns) > best:
                    best, self.sheet, self.header, self.columns = len(columns), sheet, number, columns
        if self.sheet is None:
            self.ignored.append(Ignored(self.page.title, "a sheet that is not part of the tracker"))

    def rows(self, spoilt: Mapping[Place, tuple[str, str]]) -> Iterator[ReturnedRow]:
        """The rows that hold anything; `spoilt` are the places of cells that cannot be taken, with the reasons."""
        assert self.sheet is not None
        letters = {place: get_column_letter(place) for place in range(1, MOST_COLUMNS + 1)}
        rows = self.page.iter_rows(min_row=self.header, max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
        heads = next(rows)
        for number, row in enumerate(rows, self.header + 1):
            ...
