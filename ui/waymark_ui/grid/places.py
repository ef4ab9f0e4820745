"""Where a person is in a grid, kept while its rows are read or arranged anew."""

from __future__ import annotations

from PySide6.QtCore import QObject

from waymark_ui.grid.selection import Cell
from waymark_ui.grid.table import GridTable

Place = tuple[str, int, str, int]
"""A cell by its row's id (blank on a heading) and its column's key, and where it stood by numbers."""


class Places(QObject):
    """Goes back to the current cell after a reset: to the same row and column, or else to the same spot."""

    def __init__(self, table: GridTable) -> None:
        super().__init__(table)
        self._table = table
        self._kept: tuple[Place, Place] | None = None
        self._was_in_view = False
        table.grid.modelAboutToBeReset.connect(self._keep)
        table.grid.modelReset.connect(self._go_back)

    def _keep(self) -> None:
        picked = self._table.picked
        current, end = picked.current, picked.end
        self._kept = (self._place(current), self._place(end)) if current and end else None
        self._was_in_view = bool(current and current.line in self._table.lines_in_view())

    def _go_back(self) -> None:
        picked, columns = self._table.picked, self._table.shown_columns()
        picked.forget()
        if self._kept is None or not columns or not self._table.grid.rowCount():
            picked.changed.emit()
            return
        current, end = (self._cell(place, columns[0]) for place in self._kept)
        picked.select(current, end if self._stands(self._kept[1]) and self._stands(self._kept[0]) else current)
        if self._was_in_view:
            self._table.bring_into_view(current)

    def _place(self, cell: Cell) -> Place:
        row, column = self._table.grid.line(cell.line).row, self._table.grid.column(cell.column)
        return (row.id if row else "", cell.line, column.key, cell.column)

    def _stands(self, place: Place) -> bool:
        return self._line(place) is not None

    def _line(self, place: Place) -> int | None:
        """A row that stands in two places is found where it was."""
        row_id, before, *_ = place
        model = self._table.grid
        if before < model.rowCount():
            row = model.line(before).row
            if row_id == (row.id if row else ""):
                return before
        return model.line_of(row_id)

    def _cell(self, place: Place, otherwise: int) -> Cell:
        model, found = self._table.grid, self._line(place)
        line = min(place[1], model.rowCount() - 1) if found is None else found
        column = model.column_of(place[2])
        return Cell(line, column if column in self._table.shown_columns() and column is not None else otherwise)
