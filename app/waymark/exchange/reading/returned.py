"""Reading back one of our trackers after an officer has sorted it, cut it and moved its columns about."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook

from waymark.domain.errors import NotUnderstood, Refused
from waymark.domain.period import Period, period_from_key
from waymark.exchange.reading.doubts import Doubt
from waymark.exchange.reading.package import comments_of
from waymark.exchange.reading.page import BREAKS, Page, pages_of
from waymark.exchange.reading.painted import Painted, beside, hidden_rows
from waymark.exchange.reading.preflight import Contents, preflight
from waymark.exchange.reading.spoilt import find_spoilt
from waymark.exchange.reading.table import find_table
from waymark.exchange.reading.typed import Ignored, Returned
from waymark.exchange.trackers.layout import LAYOUT_VERSION, READ_ME_SHEET, STAMP_SHEET, STAMPED, Stamp

STAMP_ROWS = 30
_STAMP = re.compile(rb"""\bname=["']%s["']""" % STAMP_SHEET.encode())
_WORKBOOK = re.compile(r"(^|/)workbook\d*\.xml$")


def is_tracker(path: Path) -> bool:
    """Whether a file that has passed the preflight has the hidden sheet by which a tracker of Waymark's is known."""
    with suppress(*BREAKS), ZipFile(path) as archive:
        return any(_STAMP.search(archive.read(name)) for name in archive.namelist() if _WORKBOOK.search(name))
    return False


def read_returned(path: Path) -> Returned:
    """Read a tracker back. Columns are known by their headers, rows by the hidden ids, wherever they stand now.

    Raises Refused, in one sentence that names the file, for what is no Excel file, is damaged or protected, or is no
    tracker of Waymark's.
    """
    contents = preflight(path)
    with _opened(path) as book, _formulas(path, contents) as formulas:
        stamp, period = _stamp(path, book)
        pages = [page for page in pages_of(book) if page.title not in (STAMP_SHEET, READ_ME_SHEET)]
        found = [(page, find_table(page, period)) for page in pages]
        tables = [table for _, table in found if table]
        if not tables:
            raise Refused(f"“{path.name}” has none of its tables left. Nothing was changed.")
        painted = Painted(book)
        rows = tuple(
            row
            for table in tables
            for row in table.rows(find_spoilt(table.page, formulas, contents.merged_cells), painted)
        )
        doubts = [doubt for table in tables for doubt in (*table.doubts, *_beside(path, table.page, contents))]
    ignored = [Ignored(page.title, "a sheet that Waymark did not write") for page, table in found if table is None]
    ignored += [each for table in tables for each in table.ignored]
    return Returned(path.name, stamp, period, rows, tuple(ignored), doubts=tuple(doubts))


def _beside(path: Path, page: Page, contents: Contents) -> Iterator[Doubt]:
    """What a page says beside its cells: rows that are hidden, and comments."""
    if contents.hidden_rows:
        yield from hidden_rows(page)
    if contents.comments:
        with ZipFile(path) as archive:
            yield from beside(page, comments_of(archive.read, archive.namelist(), page._worksheet_path))


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


@contextmanager
def _formulas(path: Path, contents: Contents) -> Iterator[Mapping[str, Page]]:
    """The sheets with their formulas, if there are any: among values, one never worked out looks empty (X06)."""
    if not contents.formulas:
        yield {}
        return
    with _opened(path, values=False) as book:
        yield {page.title: page for page in pages_of(book)}


def _stamp(path: Path, book: Workbook) -> tuple[Stamp, Period]:
    if STAMP_SHEET not in book.sheetnames:
        raise Refused(f"“{path.name}” is not a tracker that Waymark wrote. Nothing was changed.")
    lines = book[STAMP_SHEET].iter_rows(max_row=STAMP_ROWS, max_col=2, values_only=True)
    said = {str(name): str(value) for name, value in lines if value is not None}
    told = dict(zip(STAMPED, (said.get(name, "") for name in STAMPED), strict=True))
    if not (told["plan"] and told["position"].isdigit() and told["layout"].isdigit()):
        raise Refused(f"“{path.name}” has lost the mark of the plan it was written from. Nothing was changed.")
    if int(told["layout"]) > LAYOUT_VERSION:
        raise Refused(f"“{path.name}” was written by a newer version of Waymark. Nothing was changed; update Waymark.")
    try:
        period = period_from_key(told["period"])
    except NotUnderstood as problem:
        raise Refused(f"“{path.name}” has lost the period it is for. Nothing was changed.") from problem
    return Stamp(told["plan"], int(told["position"]), told["hash"], told["lead"], told["tracker"]), period
