"""A tracker as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi, Row
from waymark.domain.state import State
from waymark.exchange.files import replacing
from waymark.exchange.trackers.content import rows_of, shown
from waymark.exchange.trackers.layout import (
    LAYOUT_VERSION,
    SHEETS,
    STAMP_NOTE,
    STAMP_SHEET,
    STAMPED,
    Column,
    Sheet,
    Stamp,
)
from waymark.services.reporting import own_period
from waymark.services.schemes import scheme_for

# Excel takes a text that begins so for a formula as soon as somebody edits its cell (X19).
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
FIRST_CHOICE = 3
A4 = 9


class Styles:
    """The looks of a tracker's cells, made once a sheet: giving each cell its own takes five times as long."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self.header = _style(sheet, Font(bold=True, color="FFFFFF"), "1F3864")
        self.fixed_header = _style(sheet, Font(bold=True, color="FFFFFF"), "595959")
        self.open = _style(sheet, Font())
        self.fixed = _style(sheet, Font(color="595959"))
        self.outside = _style(sheet, Font(), "D9D9D9")
        self._quoted: dict[int, StyleArray] = {}

    def quoted(self, style: StyleArray) -> StyleArray:
        """The same look for a text that must not become a formula."""
        if id(style) not in self._quoted:
            quoted = StyleArray(style)
            quoted.quotePrefix = 1
            self._quoted[id(style)] = quoted
        return self._quoted[id(style)]


def write_tracker(plan: Plan, period: Period, stamp: Stamp, target: Path) -> None:
    """Write the plan's tracker for a period: actions, readings, and a hidden sheet that says where it came from.

    Raises Refused, in words, where the target cannot be written; what was there is then unchanged.
    """
    book = Workbook(write_only=True)
    book.properties.title = ": ".join(filter(None, (plan.cover.title, f"tracker for {period.label}")))
    book.properties.creator = plan.cover.organisation or "Waymark"
    book.properties.language = "en-GB"
    choices = _choices(plan)
    for sheet in SHEETS:
        _write_sheet(book, sheet, plan, period, choices)
    _write_stamp(book, _stamped(stamp, period), choices)
    with replacing(target) as path:
        book.save(path)


def _choices(plan: Plan) -> Mapping[str, Sequence[str]]:
    """What the drop-downs offer, by their names in the layout."""
    states = [state.words for state in State if state.words]
    return {"state": states, "action": _rating_words(plan, "action"), "kpi": _rating_words(plan, "kpi")}


def _rating_words(plan: Plan, kind: str) -> list[str]:
    scheme = scheme_for(plan, kind)
    return [rating.word for rating in plan.ratings.where("scheme_id", scheme.id)] if scheme else []


def _write_sheet(book: Workbook, sheet: Sheet, plan: Plan, period: Period, choices: Mapping[str, Sequence[str]]) -> None:
    page: WriteOnlyWorksheet = book.create_sheet(sheet.title)
    columns = [*sheet.headed(period)]
    rows = rows_of(plan, sheet)
    _lay_out(page, columns, len(rows) + 1)
    _offer(page, columns, choices)
    styles = Styles(page)
    page.append([_cell(page, column.header, styles, _header_style(styles, column)) for column in columns])
    for row in rows:
        page.append([*_cells(page, styles, columns, plan, row, period)])


def _lay_out(page: WriteOnlyWorksheet, columns: Sequence[Column], rows: int) -> None:
    """Widths, frozen headers, filter and printing; a write-only sheet wants to know them before its rows."""
    for place, column in enumerate(columns, 1):
        dimension = page.column_dimensions[get_column_letter(place)]
        dimension.width, dimension.hidden = column.width, column.hidden
    page.freeze_panes = "C2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{rows}"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _offer(page: WriteOnlyWorksheet, columns: Iterable[Column], choices: Mapping[str, Sequence[str]]) -> None:
    """Drop-downs down the whole column, so that rows which an officer adds have them too."""
    for place, column in enumerate(columns, 1):
        words = choices.get(column.choices, ())
        if words:
            letter = get_column_letter(place)
            offer = DataValidation("list", _list_of(column.choices, choices), allow_blank=True, showErrorMessage=True)
            offer.errorTitle, offer.error = "Not one of the words", f"Please choose: {', '.join(words)}."[:225]
            offer.add(f"{letter}2:{letter}20000")
            page.data_validations.append(offer)


def _list_of(name: str, choices: Mapping[str, Sequence[str]]) -> str:
    """Where the hidden sheet holds the words: a list in the drop-down itself may be no longer than 255 characters."""
    letter = get_column_letter(FIRST_CHOICE + [*choices].index(name))
    return f"{STAMP_SHEET}!${letter}$2:${letter}${1 + len(choices[name])}"


def _cells(
    page: WriteOnlyWorksheet, styles: Styles, columns: Iterable[Column], plan: Plan, row: Row, period: Period
) -> Iterator[WriteOnlyCell]:
    for column in columns:
        yield _cell(page, shown(plan, row, column, period), styles, _cell_style(styles, column, row))


def _cell(page: WriteOnlyWorksheet, text: str, styles: Styles, style: StyleArray) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, text)
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


def _style(sheet: WriteOnlyWorksheet, font: Font, fill: str = "") -> StyleArray:
    """A look, with thin lines, wrapped at the top, and text as its number format (B46, C40: `1.10` and `Oct-01` stay)."""
    side = Side(style="thin", color="BFBFBF")
    cell = WriteOnlyCell(sheet)
    cell.font, cell.border = font, Border(side, side, side, side)
    cell.alignment, cell.number_format = Alignment(wrap_text=True, vertical="top"), "@"
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    return cell._style


def _stamped(stamp: Stamp, period: Period) -> Sequence[str]:
    return (stamp.plan_id, str(stamp.sequence), stamp.hash, period.key, str(LAYOUT_VERSION))


def _write_stamp(book: Workbook, stamped: Sequence[str], choices: Mapping[str, Sequence[str]]) -> None:
    page: WriteOnlyWorksheet = book.create_sheet(STAMP_SHEET)
    page.sheet_state = "veryHidden"
    style = _style(page, Font())
    styles = Styles(page)
    lists = [[name, *words] for name, words in choices.items()]
    lines = [[STAMP_NOTE, ""], *([*line] for line in zip(STAMPED, stamped, strict=True))]
    for place in range(max(map(len, [lines, *lists]))):
        texts = lines[place] if place < len(lines) else ["", ""]
        offered = [words[place] if place < len(words) else "" for words in lists]
        page.append([_cell(page, text, styles, style) for text in (*texts, *offered)])
