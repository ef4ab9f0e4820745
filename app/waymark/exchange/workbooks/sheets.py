"""The sheets of the board's workbook that hold a table: frozen, filtered, and coloured as ratings are typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from waymark.domain.plan import Plan
from waymark.exchange.trackers.offers import colouring
from waymark.exchange.workbooks.content import Table
from waymark.exchange.workbooks.looks import (
    BOLD,
    BOXED,
    TITLE,
    put_cell,
    put_heading,
    put_text,
    set_height,
    set_page,
    set_table_heights,
)

HEADINGS = 4
"""The row in which the headings stand, below title, description and marking."""


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet with its table as it was written."""

    page: Worksheet
    table: Table

    @property
    def last(self) -> int:
        """The table's last row."""
        return HEADINGS + len(self.table.rows)

    def cells(self, heading: str) -> str:
        """The cells below a heading as a formula names them; blank where the table has no such column."""
        headings = [column.heading for column in self.table.columns]
        if heading not in headings:
            return ""
        letter = get_column_letter(headings.index(heading) + 1)
        return f"{quote_sheetname(self.page.title)}!${letter}${HEADINGS + 1}:${letter}${self.last}"


def write_table(book: Workbook, name: str, table: Table, plan: Plan, marking: str) -> TableSheet:
    """A sheet for a table, its columns without anything left out."""
    table = table.without_blank_columns()
    page: Any = book.create_sheet(name)
    written = TableSheet(page, table)
    put_text(page, 1, 1, table.title, TITLE, wrapped=False)
    put_text(page, 2, 1, table.description, wrapped=False)
    put_text(page, 3, 1, marking, wrapped=False)
    for place, column in enumerate(table.columns, 1):
        page.column_dimensions[get_column_letter(place)].width = column.width
        put_heading(page, HEADINGS, place, column.heading)
        for row, cell in enumerate(column.cells, HEADINGS + 1):
            put_cell(page, row, place, cell, cell.text).border = BOXED
    set_table_heights(page, HEADINGS, table)
    _colour(written, plan)
    page.freeze_panes = f"C{HEADINGS + 1}"
    page.auto_filter.ref = f"A{HEADINGS}:{get_column_letter(len(table.columns))}{written.last}"
    set_page(page, f"{HEADINGS}:{HEADINGS}", table)
    return written


def write_notes(page: Worksheet, row: int, notes: Sequence[tuple[str, str]]) -> int:
    """Texts under headings of their own below a table; gives the next empty row."""
    for title, text in notes:
        put_text(page, row, 1, title, BOLD, wrapped=False)
        page.merge_cells(start_row=row + 1, start_column=1, end_row=row + 1, end_column=NOTE_COLUMNS)
        put_text(page, row + 1, 1, text)
        width = sum(page.column_dimensions[get_column_letter(place)].width for place in range(1, NOTE_COLUMNS + 1))
        set_height(page, row + 1, [text], [width])
        row += 3
    return row


NOTE_COLUMNS = 8


def _colour(written: TableSheet, plan: Plan) -> None:
    """Ratings have their colours for as long as their words say so, also when somebody types another one."""
    for place, column in enumerate(written.table.columns, 1):
        if column.rated:
            letter = get_column_letter(place)
            first, last = f"{letter}{HEADINGS + 1}", f"{letter}{written.last}"
            for rule in colouring(plan, column.rated, first):
                written.page.conditional_formatting.add(f"{first}:{last}", rule)
