"""A tracker as an Excel workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi, Row
from waymark.exchange.files import replacing
from waymark.exchange.telling import Said, unheard
from waymark.exchange.trackers.content import columns_of, rows_of, shown
from waymark.exchange.trackers.layout import (
    ACTIONS,
    LAYOUT_VERSION,
    READ_ME_SHEET,
    SHEETS,
    STAMP_NOTE,
    STAMP_SHEET,
    STAMPED,
    Column,
    Sheet,
    Stamp,
)
from waymark.exchange.trackers.looks import Styles, text_cell
from waymark.exchange.trackers.offers import lists_of, put_offers
from waymark.exchange.trackers.read_me import Request, Rows, heading, lines
from waymark.services.reporting import own_period

ROWS_AT_A_TIME = 20
A4 = 9
MOST_ACROSS = 12
"""Columns that can be read when they are printed on one page across; more stand on two, beside what names each row."""
NAMING_COLUMNS = "A:D"
LINE_HEIGHT = 14.5
TALLEST_ROW = 409
"""In points; Excel knows no taller one."""
READ_ME_WIDTHS = (26, 96)
NOBODY_ASKED = Request()


def write_tracker(
    plan: Plan,
    period: Period,
    stamp: Stamp,
    target: Path,
    said: Said = unheard,
    unfinished: Path | None = None,
    request: Request = NOBODY_ASKED,
) -> None:
    """Write the plan's tracker for a period, or one lead's share of it, if the stamp names a lead.

    It has a sheet to be read first, the sheets to be filled in, and a hidden one that says where it came from. It is
    written by way of `unfinished` beside the target. Raises Refused, in words, where the target cannot be written; what
    was there is then unchanged.
    """
    rows = {sheet: rows_of(plan, sheet, period, stamp.lead) for sheet in SHEETS}
    put_tracker(Tracker(plan, period, stamp, rows, request), target, said, unfinished)


@dataclass(frozen=True, slots=True)
class Tracker:
    """What a tracker holds, and for whom."""

    plan: Plan
    period: Period
    stamp: Stamp
    rows: Rows
    request: Request


def put_tracker(tracker: Tracker, target: Path, said: Said = unheard, unfinished: Path | None = None) -> None:
    """Write a tracker. Raises Refused as `write_tracker` does."""
    writing = _Writing(tracker)
    writing.read_me()
    sheets = [sheet for sheet in SHEETS if tracker.rows[sheet]] or [ACTIONS]
    for place, sheet in enumerate(sheets):
        writing.sheet(sheet, _part(said, place, len(sheets)))
    writing.stamp()
    with replacing(target, unfinished) as path:
        writing.book.save(path)


def _part(said: Said, place: int, count: int) -> Said:
    """Tells how far one of several parts is as how far they all are."""
    return lambda done, words: said((place + done) / count, words)


class _Writing:
    """A workbook being written, from its first sheet to its last."""

    def __init__(self, tracker: Tracker) -> None:
        self.book = Workbook(write_only=True)
        self.book.properties.title = heading(tracker.plan, tracker.period)
        self.book.properties.creator = tracker.plan.cover.organisation or "Waymark"
        self.book.properties.language = "en-GB"
        self._tracker = tracker
        self._lists = lists_of(tracker.plan)
        self._first: Any = self.book.create_sheet(READ_ME_SHEET)
        self._styles = Styles(self._first)

    def read_me(self) -> None:
        """The sheet to be read before the others."""
        page, tracker, styles = self._first, self._tracker, self._styles
        for letter, width in zip("AB", READ_ME_WIDTHS, strict=True):
            page.column_dimensions[letter].width = width
        set_page(page)
        page.sheet_view.showGridLines = False
        _protect(page)
        page.append([text_cell(page, heading(tracker.plan, tracker.period), styles, styles.title)])
        told = lines(tracker.plan, tracker.period, tracker.stamp, tracker.rows, tracker.request)
        for number, line in enumerate(told, 2):
            texts = (line.label, line.text)
            looks = (styles.on(line.fill) if line.fill else styles.label, styles.text)
            _set_height(page, number, max(map(_lines, texts, READ_ME_WIDTHS)))
            page.append([text_cell(page, text, styles, look) for text, look in zip(texts, looks, strict=True)])
        page.close()

    def sheet(self, sheet: Sheet, said: Said) -> None:
        """A sheet to be filled in, a row for each thing."""
        page: Any = self.book.create_sheet(sheet.title)
        plan, period, rows = self._tracker.plan, self._tracker.period, self._tracker.rows[sheet]
        columns, styles = columns_of(plan, sheet, period, rows), self._styles
        used = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
        # A write-only sheet does not say how large it is, and whoever opens the file would go through it to find out.
        page.calculate_dimension = lambda: used
        _lay_out(page, columns, used, styles)
        put_offers(page, plan, columns, self._lists, len(rows))
        headers = [column.header for column in columns]
        append_row(page, columns, 1, headers, [_header_style(styles, column) for column in columns], styles)
        for number, row in enumerate(rows, 2):
            if number % ROWS_AT_A_TIME == 0:
                said(number / len(rows), f"Writing {sheet.title}")
            texts = [shown(plan, row, column, period) for column in columns]
            append_row(page, columns, number, texts, [_cell_style(styles, column, row) for column in columns], styles)
        # Closed here and not by saving: left open where the file cannot be written, it would fail when collected.
        page.close()

    def stamp(self) -> None:
        """The hidden sheet: where the tracker came from, and the words of its drop-downs."""
        page: Any = self.book.create_sheet(STAMP_SHEET)
        page.sheet_state = "veryHidden"
        styles, stamp, period = self._styles, self._tracker.stamp, self._tracker.period.key
        layout = str(LAYOUT_VERSION)
        told = (stamp.plan_id, str(stamp.sequence), stamp.hash, period, layout, stamp.lead, stamp.tracker)
        facts = [[STAMP_NOTE], *([*line] for line in zip(STAMPED, told, strict=True))]
        listed = [[name, *words] for name, words in self._lists.items()]
        columns = [*zip_longest(*facts, fillvalue=""), *listed]
        for texts in zip_longest(*columns, fillvalue=""):
            page.append([text_cell(page, text, styles, styles.text) if text else None for text in texts])
        page.close()


def _lay_out(page: Worksheet, columns: Sequence[Column], used: str, styles: Styles) -> None:
    """Widths, frozen headers, filter, locks and printing; a write-only sheet wants to know them before its rows."""
    for place, column in enumerate(columns, 1):
        dimension: Any = page.column_dimensions[get_column_letter(place)]
        dimension.width, dimension.hidden, dimension._style = column.width, column.hidden, styles.empty
    page.freeze_panes = "C2"
    page.auto_filter.ref = used
    page.print_title_rows = "1:1"
    set_page(page)
    _protect(page)
    if sum(not column.hidden for column in columns) > MOST_ACROSS:
        page.page_setup.fitToWidth, page.print_title_cols = 2, NAMING_COLUMNS


def set_page(page: Any) -> None:
    """Have a page printed across A4, as wide as it is, with its name and number below."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToHeight = 0
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.75, footer=0.3)
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", "Page &P of &N"


def _protect(page: Worksheet) -> None:
    """Against slips, without a password: what may be done all the same is set to False."""
    page.protection.sheet = True
    for allowed in ("autoFilter", "sort", "formatColumns", "formatRows", "insertRows"):
        setattr(page.protection, allowed, False)


def append_row(
    page: Worksheet,
    columns: Sequence[Column],
    number: int,
    texts: Sequence[str],
    looks: Sequence[StyleArray],
    styles: Styles,
) -> None:
    """Add a row of texts in these looks, as high as the longest needs."""
    lines = max(_lines(text, column.width) for text, column in zip(texts, columns, strict=True) if not column.hidden)
    _set_height(page, number, lines)
    page.append([text_cell(page, text, styles, look) for text, look in zip(texts, looks, strict=True)])


def _set_height(page: Worksheet, number: int, lines: int) -> None:
    # Given as plain attributes: openpyxl's own heights are fixed ones, and a row would not grow as an officer types.
    heights: dict[int, Any] = page.row_dimensions
    heights[number] = {"ht": str(min(lines * LINE_HEIGHT, TALLEST_ROW))}


def _lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column."""
    if "\n" not in text:
        return len(text) // int(width) + 1
    return sum(len(line) // int(width) + 1 for line in text.split("\n"))


def _header_style(styles: Styles, column: Column) -> StyleArray:
    return styles.header if column.editable else styles.fixed_header


def _cell_style(styles: Styles, column: Column, row: Row) -> StyleArray:
    if not column.editable:
        return styles.fixed
    outside = column.month and isinstance(row, Kpi) and own_period(row, column.month) is None
    return styles.outside if outside else styles.open
