"""A grid looked at by rows, with merged cells reaching over what they cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from waymark.exchange.reading.sheet import Grid, Holding, SheetCell

MOST_COVERED = 500_000
"""Covered places that are kept; a file that merges more is made to harm, and its further merges reach nowhere."""


def says(cell: SheetCell) -> bool:
    """Whether a cell holds anything but its colour."""
    return bool(cell.text.strip()) or cell.holding in (Holding.error, Holding.unworked)


class Lattice:
    """The cells of a grid that hold something, by row and column. `bottom` and `right` are the last ones used."""

    def __init__(self, grid: Grid, without: frozenset[tuple[int, int]] = frozenset()) -> None:
        self.grid = grid
        self._cells = {place: cell for place, cell in grid.cells.items() if place not in without}
        rows: defaultdict[int, dict[int, SheetCell]] = defaultdict(dict)
        for (row, column), cell in sorted(self._cells.items(), key=lambda pair: pair[0]):
            if says(cell):
                rows[row][column] = cell
        self.rows: Mapping[int, Mapping[int, SheetCell]] = dict(rows)
        self.bottom = max(rows, default=0)
        self.right = max((max(cells) for cells in rows.values()), default=0)
        self._covered = self._covers()

    def at(self, row: int, column: int) -> SheetCell | None:
        """The cell at a place, or the merged one that reaches over it."""
        return self._cells.get((row, column)) or self._covered.get((row, column))

    def row(self, number: int, left: int, right: int) -> dict[int, SheetCell]:
        """What stands in a row between two columns; what only reaches into it from above does not."""
        return {column: cell for column, cell in self.rows.get(number, {}).items() if left <= column <= right}

    def covers(self, row: int, column: int) -> bool:
        """Whether a merged cell that stands elsewhere reaches over a place."""
        return (row, column) in self._covered

    def _covers(self) -> Mapping[tuple[int, int], SheetCell]:
        covered: dict[tuple[int, int], SheetCell] = {}
        for (top, left), cell in self._cells.items():
            if cell.rows == cell.columns == 1 or len(covered) > MOST_COVERED:
                continue
            for row in range(top, min(top + cell.rows, self.bottom + 1)):
                for column in range(left, min(left + cell.columns, self.right + 1)):
                    if (row, column) != (top, left):
                        covered[row, column] = cell
        return covered
