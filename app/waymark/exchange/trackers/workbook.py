"""A tracker as an Excel workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from waymark.exchange.inks import ink
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
from waymark.exchange.trackers.looks import ReadingStyles, Styles, styled_cell, text_cell
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
    rows = {sheet: rows_of(plan, sheet, stamp.lead) for sheet in SHEETS}
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
    book = Workbook(write_only=True)
    book.properties.title = heading(tracker.plan, tracker.period)
    book.properties.creator = tracker.plan.cover.organisation or "Waymark"
    book.properties.language = "en-GB"
    lists = lists_of(tracker.plan)
    _write_read_me(book, tracker)
    sheets = [sheet for sheet in SHEETS if tracker.rows[sheet]] or [ACTIONS]
    for place, sheet in enumerate(sheets):
        _write_sheet(book, sheet, tracker, lists, _part(said, place, len(sheets)))
    _write_stamp(book, tracker, lists)
    with replacing(target, unfinished) as path:
        book.save(path)


def _write_read_me(book: Workbook, tracker: Tracker) -> None:
    page: Any = book.create_sheet(READ_ME_SHEET)
    for letter, width in zip("AB", READ_ME_WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    _set_page(page)
    page.sheet_view.showGridLines = False
    _protect(page)
    styles = ReadingStyles(page)
    page.append([styled_cell(page, heading(tracker.plan, tracker.period), styles.title)])
    for number, line in enumerate(lines(tracker.plan, tracker.period, tracker.stamp, tracker.rows, tracker.request), 2):
        look = styles.on(line.fill.lstrip("#").upper(), ink(line.fill)) if line.fill else styles.label
        texts = (line.label, line.text)
        _set_height(page, number, max(map(_lines, texts, READ_ME_WIDTHS)))
        page.append([styled_cell(page, text, style) for text, style in zip(texts, (look, styles.text), strict=True)])
    page.close()


def _part(said: Said, place: int, count: int) -> Said:
    """Tells how far one of several parts is as how far they all are."""
    return lambda done, words: said((place + done) / count, words)


def _write_sheet(
    book: Workbook, sheet: Sheet, tracker: Tracker, lists: Mapping[str, Sequence[str]], said: Said
) -> None:
    page: Any = book.create_sheet(sheet.title)
    plan, period, rows = tracker.plan, tracker.period, tracker.rows[sheet]
    columns = columns_of(plan, sheet, period, rows)
    used = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    # A write-only sheet does not say how large it is, and whoever opens the file goes through it once more to find out.
    page.calculate_dimension = lambda: used
    styles = Styles(page)
    _lay_out(page, columns, used, styles)
    put_offers(page, plan, columns, lists, len(rows))
    headers = [column.header for column in columns]
    _append(page, columns, 1, headers, [_header_style(styles, column) for column in columns], styles)
    for number, row in enumerate(rows, 2):
        if number % ROWS_AT_A_TIME == 0:
            said(number / len(rows), f"Writing {sheet.title}")
        texts = [shown(plan, row, column, period) for column in columns]
        _append(page, columns, number, texts, [_cell_style(styles, column, row) for column in columns], styles)
    # Closed here and not by saving: left open where the file cannot be written, it would fail once more when collected.
    page.close()


def _lay_out(page: Worksheet, columns: Sequence[Column], used: str, styles: Styles) -> None:
    """Widths, frozen headers, filter, locks and printing; a write-only sheet wants to know them before its rows."""
    for place, column in enumerate(columns, 1):
        dimension: Any = page.column_dimensions[get_column_letter(place)]
        dimension.width, dimension.hidden, dimension._style = column.width, column.hidden, styles.empty
    page.freeze_panes = "C2"
    page.auto_filter.ref = used
    page.print_title_rows = "1:1"
    _set_page(page)
    _protect(page)
    if sum(not column.hidden for column in columns) > MOST_ACROSS:
        page.page_setup.fitToWidth, page.print_title_cols = 2, NAMING_COLUMNS


def _set_page(page: Any) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToHeight = 0
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", "Page &P of &N"


def _protect(page: Worksheet) -> None:
    """Against slips, without a password: what may be done all the same is set to False."""
    page.protection.sheet = True
    for allowed in ("autoFilter", "sort", "formatColumns", "formatRows", "insertRows"):
        setattr(page.protection, allowed, False)


def _append(
    page: Worksheet,
    columns: Sequence[Column],
    number: int,
    texts: Sequence[str],
    looks: Sequence[StyleArray],
    styles: Styles,
) -> None:
    """Add a row, as high as its longest text needs."""
    lines = max(_lines(text, column.width) for text, column in zip(texts, columns, strict=True) if not column.hidden)
    _set_height(page, number, lines)
    page.append([text_cell(page, text, styles, look) for text, look in zip(texts, looks, strict=True)])


def _set_height(page: Worksheet, number: int, lines: int) -> None:
    # Given as plain attributes: openpyxl's own heights are fixed ones, and a row would not grow as an officer types.
    heights: dict[int, Any] = page.row_dimensions
    heights[number] = {"ht": str(min(lines * LINE_HEIGHT, TALLEST_ROW))}


def _lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column."""
    return sum(len(line) // int(width) + 1 for line in text.split("\n"))


def _header_style(styles: Styles, column: Column) -> StyleArray:
    return styles.header if column.editable else styles.fixed_header


def _cell_style(styles: Styles, column: Column, row: Row) -> StyleArray:
    if not column.editable:
        return styles.fixed
    outside = column.month and isinstance(row, Kpi) and own_period(row, column.month) is None
    return styles.outside if outside else styles.open


def _write_stamp(book: Workbook, tracker: Tracker, lists: Mapping[str, Sequence[str]]) -> None:
    page: Any = book.create_sheet(STAMP_SHEET)
    page.sheet_state = "veryHidden"
    look = ReadingStyles(page).text
    stamp = tracker.stamp
    layout = str(LAYOUT_VERSION)
    told = (stamp.plan_id, str(stamp.sequence), stamp.hash, tracker.period.key, layout, stamp.lead, stamp.tracker)
    facts = [[STAMP_NOTE, ""], *([*line] for line in zip(STAMPED, told, strict=True))]
    listed = [[name, *words] for name, words in lists.items()]
    for place in range(max(len(facts), *map(len, listed))):
        texts = facts[place] if place < len(facts) else ["", ""]
        offered = [words[place] if place < len(words) else "" for words in listed]
        page.append([styled_cell(page, text, look) if text else None for text in (*texts, *offered)])
    page.close()
