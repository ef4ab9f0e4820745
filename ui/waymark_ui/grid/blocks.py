"""What is done to blocks of cells: which text goes into which cell."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from waymark.domain.text import plain_words, quoted
from waymark_ui.grid.clipboard import Block
from waymark_ui.grid.model import CellText, GridModel, RefusedCell
from waymark_ui.grid.selection import Area

NO_COLUMN = -1
NOTHING_BELOW = "The grid has no row here: it ends above."
NOTHING_RIGHT = "The grid has no column here: it ends to the left."


@dataclass(slots=True)
class Filling:
    """Texts for cells, for rows that would stand below the last line, and those that lie where there is no column.

    Lines `beyond` the end count on from the last one; what is blank there is left out. `after` is the line after which
    these rows would stand, -1 in an empty grid.
    """

    after: int
    texts: list[CellText] = field(default_factory=list)
    beyond: list[CellText] = field(default_factory=list)
    outside: list[RefusedCell] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many cells there are texts for."""
        return len(self.texts) + len(self.beyond) + len(self.outside)


def copied(model: GridModel, area: Area) -> Block:
    """The texts of a block; a heading's stands in the grid's first column."""
    return [[model.text(line, column) for column in area.columns] for line in area.lines]


def pasted(model: GridModel, block: Block, area: Area, columns: Sequence[int]) -> Filling:
    """A block from the area's first cell on, over the columns shown.

    It is repeated where the area is a multiple of it. A block that was copied with headings in it goes onto headings;
    any other passes over them, so that each of its rows finds the next row of the plan. A text that a cell already
    shows is left out; so is a blank beyond the edge, or on a heading.
    """
    filling = Filling(model.rowCount() - 1)
    start = columns.index(area.columns[0])
    rows = _repeated(block, len(area.lines), len(area.columns))
    lines: Sequence[int] = range(area.lines[0], area.lines[0] + len(rows))
    if not _fits_headings(model, rows, lines, columns[start:]):
        lines = _lines_of_rows(model, area.lines[0], len(rows)) if rows is block else _rows(model, area.lines)
    for line, row in zip(lines, rows, strict=False):
        for right, text in enumerate(row):
            place = start + right
            if place >= len(columns) or line >= model.rowCount():
                _put_outside(filling, line, _at(columns, place), text)
            elif not _says_nothing_new(model, line, columns[place], text):
                filling.texts.append(CellText(line, columns[place], text))
    return filling


def all_new(model: GridModel, block: Block, after: int, columns: Sequence[int]) -> Filling:
    """A block where there is no row yet: all of it lies beyond the end, and would stand after a line.

    Where its first line holds titles of columns, its texts go into these columns, else over those given.
    """
    numbers = {plain_words(column.title): number for number, column in enumerate(model.columns())}
    titles = block[0] if _are_titles(block, numbers) else ()
    if titles:
        # Each column is found once: of two with one title the second is told of, and not put over the first.
        columns = [numbers.pop(plain_words(title), NO_COLUMN) for title in titles]
    filling = Filling(after)
    for line, row in enumerate(block[bool(titles) :], model.rowCount()):
        for place, text in enumerate(row):
            _put_outside(filling, line, _at(columns, place), text, titles[place] if place < len(titles) else "")
    return filling


def has_rows(model: GridModel, first: int) -> bool:
    """Whether a row of the plan stands on a line or below it."""
    return bool(_rows(model, range(first, model.rowCount())))


def refused_beyond(model: GridModel, filling: Filling, why: str) -> list[RefusedCell]:
    """What lies beyond the end, as cells that were refused."""
    return [model.refusal(cell, why) for cell in filling.beyond]


def filled_down(model: GridModel, area: Area) -> list[CellText]:
    """The text of each column's first cell for the cells beneath it; of one line alone, from the cell above it."""
    lines = _rows(model, area.lines)
    if len(lines) == 1:
        above = [line for line in range(lines[0]) if model.line(line).row is not None]
        lines = [*above[-1:], *lines]
    return [
        CellText(line, column, model.text(lines[0], column))
        for line in lines[1:]
        for column in area.columns
        if not _says_nothing_new(model, line, column, model.text(lines[0], column))
    ]


def same_in_all(model: GridModel, areas: Iterable[Area], text: str) -> list[CellText]:
    """One text for every cell of some blocks."""
    return [
        CellText(line, column, text)
        for area in areas
        for line in _rows(model, area.lines)
        for column in area.columns
        if not _says_nothing_new(model, line, column, text)
    ]


def cleared(model: GridModel, areas: Iterable[Area]) -> list[CellText]:
    """A blank for every cell of some blocks that takes text."""
    return [cell for cell in same_in_all(model, areas, "") if model.is_editable(cell.line, cell.column)]


def _repeated(block: Block, lines: int, columns: int) -> Block:
    high, wide = len(block), max(map(len, block))
    if lines % high or columns % wide or (lines, columns) == (high, wide):
        return block
    even = [[*row, *[""] * (wide - len(row))] for row in block]
    return [row * (columns // wide) for row in even] * (lines // high)


def _says_nothing_new(model: GridModel, line: int, column: int, text: str) -> bool:
    known = model.text(line, column)
    return text == known or (not text.strip() and model.line(line).row is None)


def _fits_headings(model: GridModel, rows: Block, lines: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether a block has nothing to put where headings stand: it was copied with them, or there are none."""
    return all(
        model.line(line).row is not None
        or all(_says_nothing_new(model, line, column, text) for column, text in zip(columns, row, strict=False))
        for line, row in zip(lines, rows, strict=True)
        if line < model.rowCount()
    )


def _lines_of_rows(model: GridModel, first: int, count: int) -> list[int]:
    """The lines of so many rows from a line on, headings left out, and then those beyond the grid's end."""
    found = _rows(model, range(first, model.rowCount()))[:count]
    return [*found, *range(model.rowCount(), model.rowCount() + count - len(found))]


def _rows(model: GridModel, lines: Sequence[int]) -> list[int]:
    return [line for line in lines if model.line(line).row is not None]


def _are_titles(block: Block, known: Container[str]) -> bool:
    """Whether rows follow a first line of which two cells, or its only one, are titles of columns."""
    titles = [title for title in map(plain_words, block[0]) if title]
    return len(block) > 1 and sum(title in known for title in titles) >= min(2, max(1, len(titles)))


def _at(columns: Sequence[int], place: int) -> int:
    return columns[place] if place < len(columns) else NO_COLUMN


def _put_outside(filling: Filling, line: int, column: int, text: str, title: str = "") -> None:
    cell = CellText(line, column, text)
    if text.strip() and column == NO_COLUMN:
        why = f"This page has no column {quoted(title)}." if title else NOTHING_RIGHT
        filling.outside.append(RefusedCell(cell, title, why))
    elif text.strip():
        filling.beyond.append(cell)
