"""The key of ratings that a file prints beside or beneath its tables, and lists that feed drop-downs."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.exchange.reading.found import Mark
from waymark.exchange.reading.hues import colour_word, is_colour, is_rating, word_of
from waymark.exchange.reading.lattice import Lattice, says
from waymark.exchange.reading.looks import is_figure
from waymark.exchange.reading.sheet import SheetCell

FEWEST, MOST = 3, 8
LONGEST_WORD = 40
NOTHING: frozenset[tuple[int, int]] = frozenset()
Place = tuple[int, int]


def find_key(lattice: Lattice) -> tuple[tuple[Mark, ...], frozenset[Place]]:
    """The longest key on a grid, and the places of all such lists, which belong to no table.

    A key is a short run of rows, with nothing on their left, of which each begins with another rating: as a word, or as
    a colour with its word beside it. A list of words alone is no key, nor is a count of ratings; both
    belong to no table either.
    """
    taken: set[Place] = set()
    best: tuple[Mark, ...] = ()
    for run in _runs(lattice):
        marks = tuple(_mark(lattice, row, column) for row, column in run)
        if len({mark.word.casefold() for mark in marks}) < len(marks):
            continue
        taken |= {(row, place) for row, column in run for place in range(column, column + 4) if lattice.at(row, place)}
        taken |= _title(lattice, *run[0])
        counted = all(mark.meaning and is_figure(mark.meaning) for mark in marks)
        if len(marks) > len(best) and not counted and any(mark.colour or mark.meaning for mark in marks):
            best = marks
    return best, frozenset(taken)


def _runs(lattice: Lattice) -> Iterator[list[Place]]:
    starts = sorted(
        (column, row) for (row, column), cell in lattice.grid.cells.items() if _begins(lattice, row, column, cell)
    )
    run: list[Place] = []
    for column, row in [*starts, (0, 0)]:
        if run and (run[-1][1] != column or row != run[-1][0] + 1):
            if FEWEST <= len(run) <= MOST and not _goes_on(lattice, run):
                yield run
            run = []
        run.append((row, column))


def _begins(lattice: Lattice, row: int, column: int, cell: SheetCell) -> bool:
    """Whether a cell can begin a line of a key: a rating, or a colour with a short word on its right."""
    if any(says(other) for place in (column - 1, column - 2) if (other := lattice.at(row, place))):
        return False
    if says(cell):
        return is_rating(cell.text) and len(cell.text) <= LONGEST_WORD
    beside = lattice.at(row, column + 1)
    return bool(cell.fill) and beside is not None and says(beside) and len(beside.text) <= LONGEST_WORD


def _goes_on(lattice: Lattice, run: list[Place]) -> bool:
    """Whether the run is part of something wider: a table has more columns than a key."""
    row, column = run[0]
    return len(lattice.row(row, column, column + 20)) > 3


def _mark(lattice: Lattice, row: int, column: int) -> Mark:
    first, second, third = (lattice.at(row, place) for place in range(column, column + 3))
    colour = first.fill if first else ""
    said = [cell.text.strip() if cell else "" for cell in (first, second, third)]
    colour = colour or (second.fill if second else "")
    if not said[0]:
        word, meaning = (said[1], said[2]) if not is_colour(said[1]) or said[2] else (said[1], "")
        return Mark(word, "", meaning, colour)
    if len(said[0]) == 1 and is_rating(said[1]):
        return Mark(said[1], said[0], said[2], colour)
    if len(said[1]) == 1 and said[1].casefold() == said[0][0].casefold():
        return Mark(said[0], said[1], said[2], colour)
    if len(said[0]) == 1:
        return Mark(colour_word(said[0]) or word_of(colour) or said[0], said[0], said[1], colour)
    return Mark(said[0], "", said[1], colour)


def _title(lattice: Lattice, row: int, column: int) -> set[Place]:
    """The title right above a key, or its header, unless a wider table begins there."""
    above = lattice.row(row - 1, column, column + 3)
    wider = lattice.row(row - 1, max(column - 2, 1), column + 5)
    return {(row - 1, place) for place, cell in above.items() if len(wider) <= 3 and len(cell.text) <= LONGEST_WORD}
