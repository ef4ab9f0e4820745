"""Where keys lead from a cell, as a spreadsheet has it."""

from __future__ import annotations

from collections.abc import Sequence

from waymark_ui.grid.model import GridModel
from waymark_ui.grid.selection import Area, Cell


class Moves:
    """The cells that keys lead to, over the columns that are shown; `columns` from left to right."""

    def __init__(self, model: GridModel, columns: Sequence[int]) -> None:
        self._model = model
        self._columns = columns
        self._lines = model.rowCount()

    def step(self, cell: Cell, down: int, right: int) -> Cell:
        """So many cells away, or at the edge."""
        return self._at(cell.line + down, self._place(cell) + right)

    def jump(self, cell: Cell, down: int, right: int) -> Cell:
        """The edge of the filled cells in a direction, else the next filled cell, else the grid's edge."""
        here, following = cell, self.step(cell, down, right)
        along_filled = self._is_filled(here) and self._is_filled(following)
        while following != here:
            here, following = following, self.step(following, down, right)
            if along_filled and not self._is_filled(following):
                return here
            if not along_filled and self._is_filled(here):
                return here
        return here

    def first_in_line(self, cell: Cell) -> Cell:
        """The first cell of a line."""
        return self._at(cell.line, 0)

    def last_in_line(self, cell: Cell) -> Cell:
        """The last cell of a line."""
        return self._at(cell.line, len(self._columns) - 1)

    def first(self) -> Cell:
        """The first cell of the grid."""
        return self._at(0, 0)

    def last(self) -> Cell:
        """The last cell of the grid."""
        return self._at(self._lines - 1, len(self._columns) - 1)

    def beyond(self, cell: Cell, down: int) -> Cell:
        """The next cell below (1) or above (-1) that is no heading; the same one where there is none."""
        line = cell.line + down
        while 0 <= line < self._lines:
            if not self._is_heading(line):
                return Cell(line, cell.column)
            line += down
        return cell

    def beside(self, cell: Cell, right: int) -> Cell:
        """The next cell to the right (1) or left (-1); from a line's end on to the next line that is no heading."""
        place = self._place(cell) + right
        if 0 <= place < len(self._columns):
            return self._at(cell.line, place)
        following = self.beyond(cell, right)
        return cell if following == cell else self._at(following.line, 0 if right > 0 else len(self._columns) - 1)

    def within(self, areas: Sequence[Area], cell: Cell, step: int, *, by_line: bool) -> Cell:
        """The next (1) or previous (-1) cell of some blocks, without headings; from the last on to the first.

        `by_line` goes along the lines, as Tab does; otherwise down the columns, as Enter does.
        """
        cells = [Cell(line, column) for area in areas for line, column in _ordered(area, by_line=by_line)]
        cells = [each for each in cells if not self._is_heading(each.line)]
        if not cells:
            return cell
        place = cells.index(cell) if cell in cells else -step
        return cells[(place + step) % len(cells)]

    def _at(self, line: int, place: int) -> Cell:
        line = min(max(line, 0), self._lines - 1)
        return Cell(line, self._columns[min(max(place, 0), len(self._columns) - 1)])

    def _place(self, cell: Cell) -> int:
        return self._columns.index(cell.column) if cell.column in self._columns else 0

    def _is_filled(self, cell: Cell) -> bool:
        return bool(self._model.text(cell.line, cell.column))

    def _is_heading(self, line: int) -> bool:
        return self._model.line(line).row is None


def _ordered(area: Area, *, by_line: bool) -> list[tuple[int, int]]:
    if by_line:
        return [*area.cells()]
    return [(line, column) for column in area.columns for line in area.lines]
