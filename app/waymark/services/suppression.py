"""Which figures a public copy leaves out: small numbers of children, and what would give these away.

Where figures add up to a total that is printed, a single one left out can be worked out again; so a second one is left
out with it (secondary suppression, domain notes 2.7).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Line = Sequence[int | None]
"""A row of counts, a column each; None where there is none, or no whole number."""
Place = tuple[int, int]
"""A row and a column, from 0."""

FEWEST_PARTS, FEWEST_COLUMNS = 2, 2


@dataclass(frozen=True, slots=True)
class Sum:
    """A row that is the total of others."""

    total: int
    parts: tuple[int, ...]

    @property
    def members(self) -> tuple[int, ...]:
        """The rows of which any one can be worked out from the rest: the parts first."""
        return (*self.parts, self.total)


def suppressed(rows: Sequence[Line], small: Iterable[Place]) -> frozenset[Place]:
    """The places to leave out of a table, when those that are `small` have to go: these, and what gives them away."""
    found = sums(rows)
    hidden = set(small)
    while more := {place for each in found for place in _beside(rows, each, hidden)}:
        hidden |= more
    return frozenset(hidden)


def sums(rows: Sequence[Line]) -> tuple[Sum, ...]:
    """The rows that are totals of the rows right above or right below them.

    A row is one where it is the total in every column in which it and they all have a number, in two columns at least,
    and not of noughts alone.
    """
    return tuple(each for total in range(len(rows)) for each in _sums_of(rows, total))


def _sums_of(rows: Sequence[Line], total: int) -> Iterator[Sum]:
    for runs in (range(total - 1, -1, -1), range(total + 1, len(rows))):
        parts: list[int] = []
        for row in runs:
            parts.append(row)
            if len(parts) >= FEWEST_PARTS and _adds_up(rows, total, parts):
                yield Sum(total, tuple(sorted(parts)))
                break


def _adds_up(rows: Sequence[Line], total: int, parts: Sequence[int]) -> bool:
    columns = zip(rows[total], *(rows[part] for part in parts), strict=True)
    full = [[number for number in column if number is not None] for column in columns if None not in column]
    return len(full) >= FEWEST_COLUMNS and any(map(any, full)) and all(first == sum(rest) for first, *rest in full)


def _beside(rows: Sequence[Line], each: Sum, hidden: set[Place]) -> Iterator[Place]:
    """In every column in which one figure of a sum is hidden alone: the smallest of the others, rather a part."""
    for column in range(len(rows[each.total])):
        numbers = {row: rows[row][column] for row in each.members}
        gone = [row for row in numbers if (row, column) in hidden]
        if len(gone) != 1 or None in numbers.values():
            continue
        others = [row for row in each.members if row != gone[0]]
        yield min(others, key=lambda row: (row == each.total, not numbers[row], numbers[row])), column
