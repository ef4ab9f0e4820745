"""What the mouse does in a grid: pick cells, select blocks by dragging, open a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBasicTimer, QObject, QPoint, Qt, QTimerEvent
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTableView

from waymark_ui.grid.moves import Moves
from waymark_ui.grid.selection import Cell

if TYPE_CHECKING:
    from waymark_ui.grid.table import GridTable

SCROLL_EVERY = 40
"""Milliseconds between two lines while the mouse drags beyond the edge."""


class Mouse(QObject):
    """Acts on a table for the mouse over either of its views."""

    def __init__(self, table: GridTable) -> None:
        super().__init__(table)
        self._table = table
        self._dragging = False
        self._timer = QBasicTimer()

    def press(self, view: QTableView, event: QMouseEvent) -> None:
        """A button went down."""
        table, cell = self._table, self._cell_at(self._point(view, event))
        if cell is None or not table.may_leave():
            return
        table.keys.forget_tab()
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = not self._turn_tick(cell, self._point(view, event))
            self._pick(cell, event.modifiers())
        elif not any(cell.line in area.lines and cell.column in area.columns for area in table.picked.areas()):
            table.picked.go_to(cell)

    def move(self, view: QTableView, event: QMouseEvent) -> None:
        """The mouse moved with the button down."""
        if self._dragging:
            point = self._point(view, event)
            if not self._table.room().contains(point) and not self._timer.isActive():
                self._timer.start(SCROLL_EVERY, self)
            self._drag_to(point)

    def release(self) -> None:
        """The button went up."""
        self._dragging = False
        self._timer.stop()

    def double_click(self, view: QTableView, event: QMouseEvent) -> None:
        """A cell was clicked twice."""
        point = self._point(view, event)
        cell = self._cell_at(point)
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._dragging = False
            if not self._turn_tick(cell, point):
                self._table.opened.emit()

    def timerEvent(self, event: QTimerEvent) -> None:
        point = self._table.viewport().mapFromGlobal(self._table.cursor().pos())
        if self._dragging and not self._table.room().contains(point):
            self._drag_to(point)
        else:
            self._timer.stop()

    def _pick(self, cell: Cell, modifiers: Qt.KeyboardModifier) -> None:
        picked = self._table.picked
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            picked.extend_to(cell)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            picked.add(cell)
        else:
            picked.go_to(cell)

    def _turn_tick(self, cell: Cell, point: QPoint) -> bool:
        """Turn the tick of a cell, if that is what is under the mouse."""
        model, area = self._table.grid, self._table.cell_area(cell)
        tick = model.tick(cell.line, cell.column)
        if tick is None or point.x() > area.x() + self._table.cells.tick_width:
            return False
        turned = Qt.CheckState.Unchecked if tick is Qt.CheckState.Checked else Qt.CheckState.Checked
        return model.setData(model.index(cell.line, cell.column), turned, Qt.ItemDataRole.CheckStateRole)

    def _drag_to(self, point: QPoint) -> None:
        """Extend to the cell under the mouse; beyond the edge, to the cell next to the one at the edge."""
        table, end, room = self._table, self._table.picked.end, self._table.room()
        if end is None:
            return
        if room.contains(point):
            cell = self._cell_at(point) or end
        else:
            down = (point.y() > room.bottom()) - (point.y() < room.top())
            right = (point.x() > room.right()) - (point.x() < room.left())
            cell = Moves(table.grid, table.shown_columns()).step(end, down, right)
        if cell != end:
            table.picked.extend_to(cell)

    def _point(self, view: QTableView, event: QMouseEvent) -> QPoint:
        """Where the mouse is, from the corner of the table's own view."""
        point = event.position().toPoint()
        return point - QPoint(self._table.frozen.width(), 0) if view is self._table.frozen else point

    def _cell_at(self, point: QPoint) -> Cell | None:
        index = self._table.indexAt(point)
        return Cell(index.row(), index.column()) if index.isValid() else None
