"""How the sheets of a workbook look, and how a text or a number is put into a cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from waymark.exchange.trackers.layout import as_cell
from waymark.exchange.trackers.looks import FONT, FORMULA_SIGNS, SIZE, TITLE_SIZE
from waymark.exchange.workbooks.content import Cell, Table

A3, A4 = 8, 9
WIDEST_ON_A4 = 190
"""In characters: what is wider can hardly be read there."""
LINE_HEIGHT, TALLEST_ROW = 14.5, 409
"""In points; Excel knows no taller row."""
LINE = Side(style="thin", color="BFBFBF")
BOXED = Border(LINE, LINE, LINE, LINE)
RIGHT = Alignment(wrap_text=True, vertical="top", horizontal="right")
WRAPPED, UNWRAPPED = Alignment(wrap_text=True, vertical="top"), Alignment(vertical="top")
PLAIN, BOLD = Font(FONT, SIZE), Font(FONT, SIZE, True)
TITLE = Font(FONT, TITLE_SIZE, True)
HEADING = Font(FONT, SIZE, True, color="FFFFFF")
HEADING_FILL = PatternFill("solid", fgColor="1F3864")


def put_text(page: Worksheet, row: int, column: int, text: str, font: Font = PLAIN, wrapped: bool = True) -> Any:
    """Put a text into a cell as a text, whatever it looks like; gives the cell."""
    cell: Any = page.cell(row, column)
    cell.font, cell.alignment, cell.number_format = font, WRAPPED if wrapped else UNWRAPPED, "@"
    if text:
        cell.value, cell.data_type = as_cell(text), "s"
        cell.quotePrefix = text.startswith(FORMULA_SIGNS)
    return cell


def put_formula(page: Worksheet, row: int, column: int, formula: str, font: Font = PLAIN) -> Any:
    """Put a formula into a cell; gives the cell."""
    cell: Any = page.cell(row, column, formula)
    cell.font, cell.alignment = font, UNWRAPPED
    return cell


def put_cell(page: Worksheet, row: int, column: int, content: Cell, words: str) -> Any:
    """Put a number, or else `words`, into a cell; gives the cell."""
    if content.number is not None:
        return put_number(page, row, column, float(content.number), _format(content))
    cell = put_text(page, row, column, words)
    if content.empty:
        cell.alignment = RIGHT
    return cell


def put_number(page: Worksheet, row: int, column: int, number: float, form: str = "General") -> Any:
    """Put a number into a cell, in Excel's code for how it is shown; gives the cell."""
    cell: Any = page.cell(row, column)
    cell.value, cell.font, cell.alignment, cell.number_format = number, PLAIN, UNWRAPPED, form
    return cell


def put_heading(page: Worksheet, row: int, column: int, text: str) -> Any:
    """Put the heading of a column; gives the cell."""
    cell = put_text(page, row, column, text, HEADING)
    cell.fill, cell.border = HEADING_FILL, BOXED
    return cell


def set_height(page: Worksheet, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
    """As high as the longest text needs in its column."""
    lines = max((_lines(text, width) for text, width in zip(texts, widths, strict=True)), default=1)
    page.row_dimensions[row].height = min(lines * LINE_HEIGHT, TALLEST_ROW)


def set_table_heights(page: Worksheet, first: int, table: Table) -> None:
    """Those of a table's rows, the headings at `first`."""
    widths = [column.width for column in table.columns]
    set_height(page, first, [column.heading for column in table.columns], widths)
    for number, cells in enumerate(table.rows, first + 1):
        set_height(page, number, [cell.text for cell in cells], widths)


def set_page(page: Worksheet, repeated: str = "", table: Table | None = None) -> None:
    """Print in landscape as wide as the page, a wide table on A3.

    `repeated` are the rows that stand on every page (`4:4`).
    """
    width = sum(column.width for column in table.columns) if table else 0
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A3 if width > WIDEST_ON_A4 else A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    if repeated:
        page.print_title_rows = repeated


def _format(content: Cell) -> str:
    figures = "#,##0" + ("." + "0" * content.decimals if content.decimals else "")
    return f'{figures}"%"' if content.unit == "%" else figures


def _lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column."""
    return sum(len(line) // int(width) + 1 for line in text.split("\n"))
