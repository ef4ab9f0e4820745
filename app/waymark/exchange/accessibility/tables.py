"""Rules on tables of data."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.exchange.accessibility.document import Document, Line, Table, cells
from waymark.exchange.accessibility.looks import USUAL_SIZE
from waymark.exchange.accessibility.rules import rule, tables
from waymark.exchange.papers.ooxml import Element, path, value, words
from waymark.exchange.papers.widths import row_height

OFF = ("0", "false", "off")
MERGES = ("vMerge", "hMerge")
HALF_A_PAGE = 0.5
"""Of a page's height: a row that is higher may break, for kept whole it would leave the page before it mostly white."""
EVEN_WIDTH = 9_638


@rule(tables)
def empty_table(_: Document, table: Table) -> Iterator[str]:
    """A table has words in it."""
    if not words(table.element).strip():
        yield "The table is empty."


@rule(tables)
def layout_table(_: Document, table: Table) -> Iterator[str]:
    """A table holds data under headings, and does not serve to put text side by side."""
    if words(table.element).strip() and (len(table.rows) == 1 or all(len(cells(row)) == 1 for row in table.rows)):
        yield "The table has no more than one row or column: it sets out text, and holds no data."


@rule(tables)
def header_row(_: Document, table: Table) -> Iterator[str]:
    """The first row is marked as the header: it is repeated on each page, and read out with each cell."""
    if not any(_is_header(row) for row in table.rows[:1]):
        yield "The first row is not marked to repeat as header row."


@rule(tables)
def blank_header(_: Document, table: Table) -> Iterator[str]:
    """Every column has a heading in words."""
    if any(not words(cell).strip() for row in table.rows[:1] if _is_header(row) for cell in cells(row)):
        yield "A column has no heading."


@rule(tables)
def split_rows(document: Document, table: Table) -> Iterator[str]:
    """Rows do not break across pages, but for those higher than half a page."""
    tallest = HALF_A_PAGE * document.lowest_page
    size = document.text_sizes.get(table, USUAL_SIZE)
    if any(not _is_on(row, "cantSplit") and 0 < _height(row, size) <= tallest for row in table.rows):
        yield "Rows may break across pages."


@rule(tables)
def merged_cells(_: Document, table: Table) -> Iterator[str]:
    """No cells are merged: each row has a cell for every heading."""
    if any(_is_merged(cell) for row in table.rows for cell in cells(row)):
        yield "Cells are merged."


@rule(tables)
def nested_table(_: Document, table: Table) -> Iterator[str]:
    """No table stands within another."""
    if next(table.element.iterdescendants(path("tbl")), None) is not None:
        yield "Another table stands within it."


@rule(tables)
def table_title(_: Document, table: Table) -> Iterator[str]:
    """A table's properties say what it is called and what is in it, for who cannot glance over it."""
    properties = ("tblCaption", "a title"), ("tblDescription", "a description")
    missing = [name for tag, name in properties if not value(table.element.find(path("tblPr", tag)))]
    if missing:
        yield f"Its properties do not give {' and '.join(missing)} as alternative text."


@rule(tables)
def colour_alone(document: Document, table: Table) -> Iterator[str]:
    """What a colour says, words say too."""
    lines = (Line(cell, "", table, number, cell) for number, row in enumerate(table.rows) for cell in cells(row))
    if any(not line.words.strip() and document.looks.cell_fill(line) for line in lines):
        yield "A cell has a colour and no words."


@rule(tables)
def fixed_height(_: Document, table: Table) -> Iterator[str]:
    """Rows grow with their text, which may be set larger."""
    if any(value(row.find(path("trPr", "trHeight")), "hRule") == "exact" for row in table.rows):
        yield "A row has a fixed height, which cuts off larger text."


def _is_header(row: Element) -> bool:
    return _is_on(row, "tblHeader")


def _is_on(row: Element, tag: str) -> bool:
    switch = row.find(path("trPr", tag))
    return switch is not None and value(switch) not in OFF


def _is_merged(cell: Element) -> bool:
    across = value(cell.find(path("tcPr", "gridSpan")))
    return (across.isdigit() and int(across) > 1) or any(cell.find(path("tcPr", tag)) is not None for tag in MERGES)


def _height(row: Element, size: int) -> float:
    """About how high the row is with text of that size, in twentieths of a point."""
    inside = cells(row)
    widths = [value(cell.find(path("tcPr", "tcW")), "w") for cell in inside]
    wide = [int(width) if width.isdigit() and int(width) > 200 else EVEN_WIDTH // len(inside) for width in widths]
    return row_height(("\n".join(map(words, cell.iter(path("p")))) for cell in inside), wide, size)
