"""The frozen columns of a grid: a second view of its first columns that does not scroll sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from waymark_ui.grid.filter_row import FilterHeader

if TYPE_CHECKING:
    from waymark_ui.grid.table import GridTable


class FrozenRoom(QHeaderView):
    """A table's row header that draws nothing: frozen columns stand where it is.

    The size that Qt would work out for it asks for the titles of two hundred rows at every turn.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: it is covered."""


class FrozenColumns(QTableView):
    """Stands at the left of a table, shares its model and selection, and leaves mouse and keys to it.

    It covers the room that the table keeps for its row header. Lying over the table's cells it would have all of them
    drawn anew at every step of scrolling.
    """

    def __init__(self, table: GridTable, header: FilterHeader) -> None:
        super().__init__(table)
        self._table = table
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)
        self.setWordWrap(False)
        self.setHorizontalHeader(header)
        self.verticalHeader().hide()
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setAccessibleName("Frozen columns")
        self.setAccessibleDescription("The first columns of the grid, which stay in view.")
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._table.paint_over(self, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._table.setFocus(Qt.FocusReason.MouseFocusReason)
        self._table.mouse.press(self, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._table.mouse.move(self, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._table.mouse.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._table.mouse.double_click(self, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._table.wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._table.contextMenuEvent(event)
