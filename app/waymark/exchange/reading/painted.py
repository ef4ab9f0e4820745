"""What an officer says in a returned tracker by looks and notes: fills, strikes, hidden rows, comments beside cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter

from waymark.domain.text import quoted
from waymark.exchange.reading.colours import Palette
from waymark.exchange.reading.doubts import Doubt
from waymark.exchange.reading.page import Page

MOST_NAMED = 20
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
_NUMBER = re.compile(rb'\sr="(\d+)"')
_HIDDEN = re.compile(rb'\shidden="(?:1|true)"')


class Painted:
    """The looks of a workbook's cells, each style looked up once."""

    def __init__(self, book: Workbook) -> None:
        opened: Any = book
        self._palette = Palette(opened.loaded_theme, opened._colors)
        self._fills: dict[int, str] = {}
        self._strikes: dict[int, bool] = {}

    def fill(self, cell: ReadOnlyCell) -> str:
        """The colour (`#rrggbb`) of a solid fill; blank for none."""
        style = _style(cell)
        if style not in self._fills:
            self._fills[style] = self._palette.solid(cell.fill)
        return self._fills[style]

    def own_fill(self, cell: ReadOnlyCell, row: Sequence[ReadOnlyCell]) -> str:
        """The same, of a cell that is not painted as most of its row is."""
        fill = self.fill(cell)
        return "" if fill and sum(self.fill(other) == fill for other in row) * 2 > len(row) else fill

    def is_struck(self, cell: ReadOnlyCell) -> bool:
        """Whether what stands in a cell is struck through."""
        style = _style(cell)
        if style not in self._strikes:
            self._strikes[style] = bool(cell.font.strike)
        return self._strikes[style]


def _style(cell: Any) -> int:
    """The number of a cell's style, which openpyxl's published types leave out."""
    number: int = cell._style_id
    return number


def hidden_rows(page: Page) -> Iterator[Doubt]:
    """That rows of a page are hidden, and were read."""
    with page._get_source() as source:
        rows = (row for row in _ROW.findall(source.read()) if _HIDDEN.search(row))
        numbers = [number[1].decode() for row in rows if (number := _NUMBER.search(row))]
    if numbers:
        named = f"{', '.join(numbers[:MOST_NAMED])}{'…' if len(numbers) > MOST_NAMED else ''}"
        yield Doubt("hidden_rows", f"Hidden on the sheet, and read: rows {named}.", page.title, field="row")


def beside(page: Page, said: Mapping[tuple[int, int], str]) -> Iterator[Doubt]:
    """The comments beside a page's cells, by row and column."""
    for (row, column), text in said.items():
        where = f"{page.title}!{get_column_letter(column)}{row}"
        yield Doubt("comment", f"A comment stands beside this cell, and is not read: {quoted(text)}.", where)
