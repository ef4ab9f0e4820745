"""What is done to blocks of cells: which text goes into which cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from waymark_ui.grid.clipboard import Block
from waymark_ui.grid.model import CellText, GridModel, RefusedCell
from waymark_ui.grid.selection import Area


@dataclass(slots=True)
class Filling:
    """Texts for cells, and those that lie where there is no cell."""

    texts: list[CellText] = field(default_factory=list)
    outside: list[RefusedCell] = field(default_factory=list)


def copied(model: GridModel, area: Area) -> Block:
    """The texts of a block; a heading's stands in the grid's first column."""
    return [[model.text(line, column) for column in area.columns] for line in area.lines]


def pasted(model: GridModel, block: Block, area: Area, columns: Sequence[int]) -> Filling:
    """A block from the area's first cell on, over the columns shown.

    It is repeated where the area is a multiple of it. A block that was copied with headings in it goes onto headings;
    any other passes over them, so that each of its rows finds the next row of the plan. A text that a cell already
    shows is left out; so is a blank beyond the edge, or on a heading.
    """
    filling = Filling()
    start = columns.index(area.columns[0])
    rows = _repeated(block, len(area.lines), len(area.columns))
    lines: Sequence[int] = range(area.lines[0], area.lines[0] + len(rows))
    if not _fits_headings(model, rows, lines, columns[start:]):
        lines = _lines_of_rows(model, area.lines[0], len(rows)) if rows is block else _rows(model, area.lines)
    for line, row in zip(lines, rows, strict=False):
        for right, text in enumerate(row):
            place = start + right
            if line >= model.rowCount() or place >= len(columns):
                if text:
                    filling.outside.append(_outside(line, place, text, model, columns))
            elif not _says_nothing_new(model, line, columns[place], text):
                filling.texts.append(CellText(line, columns[place], text))
    return filling


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


def _outside(line: int, place: int, text: str, model: GridModel, columns: Sequence[int]) -> RefusedCell:
    if place < len(columns):
        title = model.column(columns[place]).title
        return RefusedCell(CellText(line, columns[place], text), title, "The grid has no row here: it ends above.")
    return RefusedCell(CellText(line, -1, text), "", "The grid has no column here: it ends to the left.")
