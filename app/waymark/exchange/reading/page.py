"""A sheet of a workbook that is open for reading only, as far as Waymark looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Protocol, cast
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from openpyxl import Workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

MOST_ROWS = 20_000
MOST_COLUMNS = 200
"""How much of a sheet is read: used ranges lie, and a hostile one reaches to XFD1048576."""
BREAKS = (
    TypeError,
    LookupError,
    ValueError,
    ArithmeticError,
    AttributeError,
    OSError,
    BadZipFile,
    SyntaxError,
    ExpatError,
    EOFError,
    RecursionError,
)
"""What libraries have been seen to raise over files that other programs wrote, or whose parts are damaged."""


class Page(Protocol):
    """What openpyxl's read-only sheet can do; its published types say that of another class."""

    title: str
    _worksheet_path: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(
        self, min_row: int = 1, max_row: int = MOST_ROWS, max_col: int = MOST_COLUMNS
    ) -> Iterator[tuple[ReadOnlyCell | EmptyCell, ...]]: ...
    def _get_source(self) -> IO[bytes]: ...


def pages_of(book: Workbook) -> list[Page]:
    """The sheets of a workbook, charts apart. The range that a file states may be wrong and is forgotten."""
    pages = cast("list[Page]", book.worksheets)
    for page in pages:
        page.reset_dimensions()
    return pages


def filled_rows(page: Page, first: int, last: int) -> Iterator[tuple[int, list[ReadOnlyCell]]]:
    """The rows that hold a value, each with its number and the cells that do."""
    for number, row in painted_rows(page, first, last):
        if filled := [cell for cell in row if cell.value is not None]:
            yield number, filled


def painted_rows(page: Page, first: int, last: int) -> Iterator[tuple[int, list[ReadOnlyCell]]]:
    """The rows in which a cell has a value or a look, each with its number and the cells that do."""
    rows = page.iter_rows(min_row=first, max_row=last, max_col=MOST_COLUMNS)
    for number, row in enumerate(rows, first):
        if there := [cell for cell in row if not isinstance(cell, EmptyCell)]:
            yield number, there
