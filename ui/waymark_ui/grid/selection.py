"""Which cells are selected, as a spreadsheet does it: one current cell, and blocks of cells that start from one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex, QObject, Signal

from waymark_ui.grid.arranging import runs
from waymark_ui.grid.model import GridModel

_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect
_KEEP = QItemSelectionModel.SelectionFlag.NoUpdate


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells: lines that follow one another, and the numbers of columns in the order they are shown in."""

    lines: range
    columns: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many cells it holds."""
        return len(self.lines) * len(self.columns)

    def cells(self) -> Iterator[tuple[int, int]]:
        """Line and column of each cell, line by line."""
        return ((line, column) for line in self.lines for column in self.columns)


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in the grid: a line, and a column by its number."""

    line: int
    column: int


class Shown(Protocol):
    """What selecting asks of the table."""

    def shown_columns(self) -> Sequence[int]:
        """The numbers of the columns that are shown, from left to right."""
        ...

    def bring_into_view(self, cell: Cell) -> None: ...


class Selection(QObject):
    """The current cell, where typing goes, and the blocks selected; each reaches from an anchor to an end.

    It is the one who sets the table's selection model. `changed` tells of every change.
    """

    changed = Signal()

    def __init__(self, model: GridModel, picked: QItemSelectionModel, shown: Shown) -> None:
        super().__init__(picked)
        self._model = model
        self._picked = picked
        self._shown = shown
        self._blocks: list[tuple[Cell, Cell]] = []

    @property
    def current(self) -> Cell | None:
        """The current cell; None in an empty grid."""
        index = self._picked.currentIndex()
        return Cell(index.row(), index.column()) if index.isValid() else None

    @property
    def end(self) -> Cell | None:
        """The cell up to which the last block reaches."""
        return self._blocks[-1][1] if self._blocks else self.current

    def areas(self) -> list[Area]:
        """The blocks that are selected."""
        columns = self._shown.shown_columns()
        return [
            _area(anchor, end, columns) for anchor, end in self._blocks if {anchor.column, end.column} <= {*columns}
        ]

    def area(self) -> Area | None:
        """The block last selected."""
        return next(reversed(self.areas()), None)

    def is_one_cell(self) -> bool:
        """Whether no more than the current cell is selected."""
        return len(self._blocks) <= 1 and all(anchor == end for anchor, end in self._blocks)

    def go_to(self, cell: Cell) -> None:
        """Make a cell the current one, and the only one selected."""
        self._set([(cell, cell)], cell)
        self._shown.bring_into_view(cell)

    def go_within(self, cell: Cell) -> None:
        """Make a cell of the selected blocks the current one; the blocks stay."""
        self._picked.setCurrentIndex(self._index(cell), _KEEP)
        self._shown.bring_into_view(cell)
        self.changed.emit()

    def extend_to(self, cell: Cell) -> None:
        """Have the last block reach from its anchor to that cell."""
        if not self._blocks:
            self.go_to(cell)
            return
        anchor = self._blocks[-1][0]
        self._set([*self._blocks[:-1], (anchor, cell)], self.current or anchor)
        self._shown.bring_into_view(cell)

    def add(self, cell: Cell) -> None:
        """Begin another block at a cell."""
        self._set([*self._blocks, (cell, cell)], cell)

    def select(self, first: Cell, last: Cell) -> None:
        """Select the block between two cells; the current cell stays where it is if it lies within."""
        columns, current = self._shown.shown_columns(), self.current
        area = _area(first, last, columns)
        inside = current is not None and current.line in area.lines and current.column in area.columns
        self._set([(first, last)], current if current is not None and inside else first)

    def select_all(self) -> None:
        """Select every cell that is shown."""
        columns = self._shown.shown_columns()
        if columns and self._model.rowCount():
            self.select(Cell(0, columns[0]), Cell(self._model.rowCount() - 1, columns[-1]))

    def forget(self) -> None:
        """Select nothing: the lines are others now."""
        self._blocks = []

    def show_again(self) -> None:
        """Select the same blocks anew, after columns were moved, hidden or shown."""
        if self.current is not None:
            self._set(self._blocks, self.current)

    def _set(self, blocks: Sequence[tuple[Cell, Cell]], current: Cell) -> None:
        self._blocks = [*blocks]
        selection = QItemSelection()
        for area in self.areas():
            for first, last in runs(area.columns):
                top, bottom = Cell(area.lines[0], first), Cell(area.lines[-1], last)
                selection.append(QItemSelectionRange(self._index(top), self._index(bottom)))
        self._picked.setCurrentIndex(self._index(current), _KEEP)
        self._picked.select(selection, _ONLY)
        self.changed.emit()

    def _index(self, cell: Cell) -> QModelIndex:
        return self._model.index(cell.line, cell.column)


def _area(one: Cell, other: Cell, columns: Sequence[int]) -> Area:
    top, bottom = sorted((one.line, other.line))
    left, right = sorted((columns.index(one.column), columns.index(other.column)))
    return Area(range(top, bottom + 1), tuple(columns[left : right + 1]))
