"""A tracker as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi, Row
from waymark.domain.state import State
from waymark.exchange.files import replacing
from waymark.exchange.telling import Said, unheard
from waymark.exchange.trackers.content import columns_of, rows_of, shown
from waymark.exchange.trackers.layout import (
    ACTIONS,
    LAYOUT_VERSION,
    SHEETS,
    STAMP_NOTE,
    STAMP_SHEET,
    STAMPED,
    Column,
    Sheet,
    Stamp,
)
from waymark.services.cells import RATED_AS
from waymark.services.reporting import own_period
from waymark.services.schemes import scheme_words

# Excel takes a text that begins so for a formula as soon as somebody edits its cell (X19).
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
FIRST_CHOICE = 3
ROWS_OFFERED = 20_000
ROWS_AT_A_TIME = 20
A4 = 9
MOST_ACROSS = 12
"""Columns that can be read when they are printed on one page across; more stand on two, beside what names each row."""
NAMING_COLUMNS = "A:D"
FONT, SIZE = "Arial", 11
LINE_HEIGHT = 14.5
TALLEST_ROW = 409
"""In points; Excel knows no taller one."""


class Styles:
    """The looks of a tracker's cells, made once a sheet: giving each cell its own takes five times as long."""

    def __init__(self, sheet: Worksheet) -> None:
        self.header = _style(sheet, "FFFFFF", "1F3864", bold=True)
        self.fixed_header = _style(sheet, "FFFFFF", "595959", bold=True)
        self.open = _style(sheet)
        self.fixed = _style(sheet, "595959")
        self.outside = _style(sheet, fill="D9D9D9")
        self._quoted: dict[int, StyleArray] = {}

    def quoted(self, style: StyleArray) -> StyleArray:
        """The same look for a text that must not become a formula."""
        if id(style) not in self._quoted:
            quoted = StyleArray(style)
            quoted.quotePrefix = 1
            self._quoted[id(style)] = quoted
        return self._quoted[id(style)]


def write_tracker(
    plan: Plan,
    period: Period,
    stamp: Stamp,
    target: Path,
    said: Said = unheard,
    unfinished: Path | None = None,
) -> None:
    """Write the plan's tracker for a period: actions, readings, and a hidden sheet that says where it came from.

    It is written by way of `unfinished` beside the target. Raises Refused, in words, where the target cannot be
    written; what was there is then unchanged.
    """
    book = Workbook(write_only=True)
    book.properties.title = ": ".join(filter(None, (plan.cover.title, f"tracker for {period.label}")))
    book.properties.creator = plan.cover.organisation or "Waymark"
    book.properties.language = "en-GB"
    choices = _choices(plan)
    sheets = [sheet for sheet in SHEETS if rows_of(plan, sheet)] or [ACTIONS]
    for place, sheet in enumerate(sheets):
        _write_sheet(book, sheet, plan, period, choices, _part(said, place, len(sheets)))
    _write_stamp(book, _stamped(stamp, period), choices)
    with replacing(target, unfinished) as path:
        book.save(path)


def _choices(plan: Plan) -> Mapping[str, Sequence[str]]:
    """What the drop-downs offer, by their names in the layout."""
    states = [state.words for state in State if state.words]
    return {"state": states} | {kind: scheme_words(plan, kind) for kind in RATED_AS.values()}


def _part(said: Said, place: int, count: int) -> Said:
    """Tells how far one of several parts is as how far they all are."""
    return lambda done, words: said((place + done) / count, words)


def _write_sheet(
    book: Workbook, sheet: Sheet, plan: Plan, period: Period, choices: Mapping[str, Sequence[str]], said: Said
) -> None:
    page: Any = book.create_sheet(sheet.title)
    columns = columns_of(plan, sheet, period)
    rows = rows_of(plan, sheet)
    used = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    # A write-only sheet does not say how large it is, and whoever opens the file goes through it once more to find out.
    page.calculate_dimension = lambda: used
    _lay_out(page, columns, used)
    _offer(page, columns, choices)
    styles = Styles(page)
    headers = [column.header for column in columns]
    _append(page, columns, 1, headers, [_header_style(styles, column) for column in columns], styles)
    for number, row in enumerate(rows, 2):
        if number % ROWS_AT_A_TIME == 0:
            said(number / len(rows), f"Writing {sheet.title}")
        texts = [shown(plan, row, column, period) for column in columns]
        _append(page, columns, number, texts, [_cell_style(styles, column, row) for column in columns], styles)
    # Closed here and not by saving: left open where the file cannot be written, it would fail once more when collected.
    page.close()


def _lay_out(page: Worksheet, columns: Sequence[Column], used: str) -> None:
    """Widths, frozen headers, filter and printing; a write-only sheet wants to know them before its rows."""
    for place, column in enumerate(columns, 1):
        dimension = page.column_dimensions[get_column_letter(place)]
        dimension.width, dimension.hidden = column.width, column.hidden
    page.freeze_panes = "C2"
    page.auto_filter.ref = used
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToHeight = 0
    if sum(not column.hidden for column in columns) > MOST_ACROSS:
        page.page_setup.fitToWidth, page.print_title_cols = 2, NAMING_COLUMNS
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _offer(page: Worksheet, columns: Iterable[Column], choices: Mapping[str, Sequence[str]]) -> None:
    """Drop-downs down the whole column, so that rows which an officer adds have them too."""
    for place, column in enumerate(columns, 1):
        words = choices.get(column.choices, ())
        if words:
            letter = get_column_letter(place)
            offer = DataValidation("list", _list_of(column.choices, choices), allow_blank=True, showErrorMessage=True)
            offer.errorTitle, offer.error = "Not one of the words", f"Please choose: {', '.join(words)}."[:225]
            offer.add(f"{letter}2:{letter}{ROWS_OFFERED}")
            page.data_validations.append(offer)


def _list_of(name: str, choices: Mapping[str, Sequence[str]]) -> str:
    """Where the hidden sheet holds the words: a list in the drop-down itself may be no longer than 255 characters."""
    letter = get_column_letter(FIRST_CHOICE + [*choices].index(name))
    return f"{STAMP_SHEET}!${letter}$2:${letter}${1 + len(choices[name])}"


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
    # Given as plain attributes: openpyxl's own heights are fixed ones, and a row would not grow as an officer types.
    heights: dict[int, Any] = page.row_dimensions
    heights[number] = {"ht": str(min(lines * LINE_HEIGHT, TALLEST_ROW))}
    page.append([_cell(page, text, styles, look) for text, look in zip(texts, looks, strict=True)])


def _lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column."""
    return sum(len(line) // int(width) + 1 for line in text.split("\n"))


def _cell(page: Worksheet, text: str, styles: Styles, style: StyleArray) -> Any:
    cell: Any = WriteOnlyCell(page, text or None)
    if text:
        cell.data_type = "s"
    cell._style = styles.quoted(style) if text.startswith(FORMULA_SIGNS) else style
    return cell


def _header_style(styles: Styles, column: Column) -> StyleArray:
    return styles.header if column.editable else styles.fixed_header


def _cell_style(styles: Styles, column: Column, row: Row) -> StyleArray:
    if not column.editable:
        return styles.fixed
    outside = column.month and isinstance(row, Kpi) and own_period(row, column.month) is None
    return styles.outside if outside else styles.open


def _style(sheet: Worksheet, colour: str = "000000", fill: str = "", bold: bool = False) -> StyleArray:
    """A look, with thin lines, wrapped at the top, and as text (B46, C40: `1.10` and `Oct-01` stay)."""
    side = Side(style="thin", color="BFBFBF")
    cell: Any = WriteOnlyCell(sheet)
    cell.font, cell.border = Font(FONT, SIZE, bold, color=colour), Border(side, side, side, side)
    cell.alignment, cell.number_format = Alignment(wrap_text=True, vertical="top"), "@"
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    style: StyleArray = cell._style
    return style


def _stamped(stamp: Stamp, period: Period) -> Sequence[str]:
    return (stamp.plan_id, str(stamp.sequence), stamp.hash, period.key, str(LAYOUT_VERSION))


def _write_stamp(book: Workbook, stamped: Sequence[str], choices: Mapping[str, Sequence[str]]) -> None:
    page: Any = book.create_sheet(STAMP_SHEET)
    page.sheet_state = "veryHidden"
    styles = Styles(page)
    lists = [[name, *words] for name, words in choices.items()]
    lines = [[STAMP_NOTE, ""], *([*line] for line in zip(STAMPED, stamped, strict=True))]
    for place in range(max(len(lines), *map(len, lists))):
        texts = lines[place] if place < len(lines) else ["", ""]
        offered = [words[place] if place < len(words) else "" for words in lists]
        page.append([_cell(page, text, styles, styles.open) for text in (*texts, *offered)])
    page.close()
