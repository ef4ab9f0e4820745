"""The copy for publication: plain tables, one on a sheet, that every program and every screen reader can follow.

The rules are those of the Analysis Function's checklist for spreadsheets (domain notes 2.2): marked tables with one row
of headings, no merged and no empty cells, notes by number, and no colours, frozen panes, filters or hidden parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as MarkedTable
from openpyxl.worksheet.table import TableColumn

from waymark.domain.day import day_words
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.exchange.files import replacing
from waymark.exchange.papers.wording import period_words
from waymark.exchange.telling import Said, unheard
from waymark.exchange.trackers.looks import FONT, SIZE
from waymark.exchange.workbooks.board import set_properties
from waymark.exchange.workbooks.content import Table, column
from waymark.exchange.workbooks.looks import BOLD, PLAIN, TITLE, put_cell, put_text, set_page, set_table_heights
from waymark.exchange.workbooks.names import SheetNames
from waymark.exchange.workbooks.public import MARKS, Notes, marks_used, public_tables

ONE_TABLE = "This worksheet contains one table."
NOTHING = "There is nothing in this plan to be published yet."
LINKED = Font(FONT, SIZE, underline="single", color="0563C1")


def write_publication(
    plan: Plan, period: Period, target: Path, said: Said = unheard, unfinished: Path | None = None
) -> None:
    """Write the copy for publication, by way of `unfinished` beside the target.

    Raises Refused, in words, where the target cannot be written; what was there is then unchanged.
    """
    notes = Notes()
    said(0.1, "Choosing what can be published")
    tables = [*public_tables(plan, period, notes)]
    book: Any = Workbook()
    set_properties(book, plan, period, "publication copy")
    names = SheetNames()
    contents, explained = names.named("Contents"), names.named("Notes")
    sheets = [(names.named(table.name), table) for table in tables]
    said(0.5, "Writing the tables")
    about = [(explained, _notes(notes, tables))] if notes.texts or marks_used(tables) else []
    _write_contents(book.active, contents, plan, period, [*about, *sheets])
    for number, (name, table) in enumerate((*about, *sheets), 2):
        _write_sheet(book.create_sheet(name), table, number, contents)
    with replacing(target, unfinished) as path:
        book.save(path)


def _notes(notes: Notes, tables: Sequence[Table]) -> Table:
    """The marks that stand in cells and the numbered notes, in one table."""
    marks = marks_used(tables)
    numbered = [f"[note {number}]" for number in range(1, len(notes.texts) + 1)]
    columns = (
        column("Mark", 14, [*marks, *numbered]),
        column("What it means", 100, [*(MARKS[mark] for mark in marks), *notes.texts]),
    )
    return Table(
        "Notes", "Notes", "Notes and marks", "What the marks and the numbered notes in the tables mean.", columns
    )


def _write_contents(page: Any, name: str, plan: Plan, period: Period, sheets: Sequence[tuple[str, Table]]) -> None:
    page.title = name
    cover = plan.cover
    about = (
        ": ".join(filter(None, (cover.title, period_words(period)))) or period_words(period),
        cover.organisation,
        f"Figures and progress as they stood on {day_words(period.last_day)}.",
        ONE_TABLE if sheets else NOTHING,
    )
    row = 1
    for text in filter(None, about):
        put_text(page, row, 1, text, TITLE if row == 1 else PLAIN, wrapped=False)
        row += 1
    listed = Table(
        name,
        name,
        "Contents",
        "",
        (
            column("Worksheet", 34, [sheet for sheet, _ in sheets]),
            column("What it holds", 90, [table.title for _, table in sheets]),
        ),
    )
    if sheets:
        _put_table(page, row, listed, 1)
    for number, (sheet, _) in enumerate(sheets, row + 1):
        _link(page.cell(number, 1), sheet)
    set_page(page)


def _write_sheet(page: Any, table: Table, number: int, contents: str) -> None:
    put_text(page, 1, 1, table.title, TITLE, wrapped=False)
    put_text(page, 2, 1, f"{ONE_TABLE} {table.description}", wrapped=False)
    back = put_text(page, 3, 1, "Back to the contents", wrapped=False)
    _link(back, contents)
    _put_table(page, 4, table, number)
    set_page(page, "4:4", table)


def _put_table(page: Any, first: int, table: Table, number: int) -> None:
    headings = _told_apart([each.heading for each in table.columns])
    for place, (each, heading) in enumerate(zip(table.columns, headings, strict=True), 1):
        page.column_dimensions[get_column_letter(place)].width = each.width
        put_text(page, first, place, heading, BOLD)
        for row, cell in enumerate(each.cells, first + 1):
            put_cell(page, row, place, cell, cell.words)
    set_table_heights(page, first, table)
    last = f"{get_column_letter(len(table.columns))}{first + len(table.rows)}"
    marked = MarkedTable(displayName=f"table_{number}", name=f"table_{number}", ref=f"A{first}:{last}")
    # Columns of its own: those that openpyxl makes bring a filter along.
    for place, heading in enumerate(headings, 1):
        marked.tableColumns.append(TableColumn(id=place, name=heading))
    page.add_table(marked)


def _told_apart(headings: Sequence[str]) -> list[str]:
    """Headings of which no two are the same: Excel calls a marked table with two of one name damaged."""
    found: list[str] = []
    for heading in headings:
        number, name = 2, heading
        while name.casefold() in map(str.casefold, found):
            name, number = f"{heading} {number}", number + 1
        found.append(name)
    return found


def _link(cell: Any, sheet: str) -> None:
    cell.hyperlink = Hyperlink(cell.coordinate, location=f"{quote_sheetname(sheet)}!A1")
    cell.font = LINKED
