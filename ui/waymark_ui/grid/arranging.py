"""The lines of a grid as a person wants to see them: filtered, and sorted by a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from waymark_ui.grid.columns import Column, Line
from waymark_ui.grid.sorting import SortKey

Identity = tuple[str, int, str]


def identity(line: Line) -> Identity:
    """What makes a line the same line after a change: its row, or the heading's words and whom they stand for."""
    if line.row is not None:
        return (line.row.id, 0, "")
    return (line.heading, line.level, line.owner.id if line.owner else "")


def same_titles(columns: Sequence[Column], others: Sequence[Column]) -> bool:
    """Whether these are the same columns under the same titles."""
    pairs = zip(columns, others, strict=False)
    return len(columns) == len(others) and all(
        one is other or (one.key, one.title) == (other.key, other.title) for one, other in pairs
    )


def filtered(lines: Sequence[Line], matches: Callable[[Line], bool]) -> list[Line]:
    """The rows that match, under those headings that still have a row beneath them."""
    kept: list[Line] = []
    deepest = 0
    for line in reversed(lines):
        if line.row is not None and matches(line):
            deepest = _ANY_LEVEL
            kept.append(line)
        elif line.row is None:
            if line.level <= deepest:
                kept.append(line)
            deepest = min(deepest, line.level - 1)
    return kept[::-1]


def in_order(lines: Sequence[Line], key: Callable[[Line], SortKey], *, descending: bool) -> list[Line]:
    """The rows sorted, without headings; blanks are last in either direction."""
    rows = [(key(line), line) for line in lines if line.row is not None]
    filled = sorted((each for each in rows if not each[0][0]), key=lambda each: each[0], reverse=descending)
    return [line for _, line in filled] + [line for sort_key, line in rows if sort_key[0]]


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of those numbers that follow one another: what Qt takes for one range."""
    for _, group in groupby(enumerate(sorted(numbers)), key=lambda each: each[1] - each[0]):
        run = [number for _, number in group]
        yield run[0], run[-1]


_ANY_LEVEL = 99
