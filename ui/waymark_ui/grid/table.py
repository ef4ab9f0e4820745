"""The table of a grid: its cells over two views, its headings, and what mouse and keys mean in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from waymark_ui.grid.delegates import CellDelegate
from waymark_ui.grid.filter_row import FilterHeader
from waymark_ui.grid.frozen import FrozenColumns, FrozenRoom
from waymark_ui.grid.keys import Keys
from waymark_ui.grid.model import GridModel
from waymark_ui.grid.mouse import Mouse
from waymark_ui.grid.selection import Cell, Selection

Index = QModelIndex | QPersistentModelIndex
MOST_FROZEN = 0.6
"""Frozen columns take at most so much of the width: in a narrow window the last of them scroll with the others."""
MOST_TURNS = 12


class GridTable(QTableView):
    """Shows a model's cells and selects among them; what is typed or asked for is told by signals.

    `typed` carries the key event that begins an edit, `composed` the text that an input method gave, `opened` asks for
    the current cell to be edited, `zoomed` for larger (1) or smaller (-1) text, `menu_wanted` carries where.
    `may_leave` is asked before the mouse goes to another cell; `scrolled` tells that rows moved.
    """

    typed = Signal(object)
    composed = Signal(object)
    opened = Signal()
    zoomed = Signal(int)
    menu_wanted = Signal(QPoint)
    scrolled = Signal()

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.grid = model
        self.may_leave: Callable[[], bool] = lambda: True
        self._shown: Sequence[int] = range(model.columnCount())
        self._frozen: Sequence[int] = ()
        self._is_set_up = False
        self.setHorizontalHeader(FilterHeader(model, self))
        self.setVerticalHeader(FrozenRoom(self))
        self.setModel(model)
        self.cells = CellDelegate(model, self.font(), self.palette(), self)
        self.setItemDelegate(self.cells)
        self.frozen = FrozenColumns(self, FilterHeader(model, self))
        self.frozen.setItemDelegate(self.cells)
        self.picked = Selection(model, self.selectionModel(), self)
        self.keys = Keys(self)
        self.mouse = Mouse(self)
        self._set_up()

    def _set_up(self) -> None:
        self._is_set_up = True
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAutoScroll(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.horizontalScrollBar().valueChanged.connect(self.headers()[0].place_boxes)
        self.picked.changed.connect(self._show_current)

    # Two views of one table

    def headers(self) -> tuple[FilterHeader, FilterHeader]:
        """The header of the table and that of its frozen columns."""
        return self.horizontalHeader(), self.frozen.horizontalHeader()  # type: ignore[return-value]

    def shown_columns(self) -> Sequence[int]:
        """The numbers of the columns that are shown, from left to right."""
        return self._shown

    def is_frozen(self, column: int) -> bool:
        """Whether a column stays in view when the others scroll sideways."""
        return column in self._frozen

    def view_of(self, column: int) -> QTableView:
        """The view in which a column is."""
        return self.frozen if column in self._frozen else self

    def arrange(self, shown: Sequence[int]) -> None:
        """Show these columns, which both headers have in that order, and no others."""
        self._shown = (*shown,)
        self.freeze()

    def freeze(self) -> None:
        """Freeze those of the columns that are to be, as far as they leave room for the others."""
        room, width = self.width() * MOST_FROZEN, 0
        frozen: list[int] = []
        for column in self._shown:
            width += max(header.sectionSize(column) for header in self.headers())
            if not self.grid.column(column).frozen or (width > room and frozen):
                break
            frozen.append(column)
        self._frozen = (*frozen,)
        for column in range(self.grid.columnCount()):
            hidden = column not in self._shown
            self.setColumnHidden(column, hidden or column in self._frozen)
            self.frozen.setColumnHidden(column, hidden or column not in self._frozen)
        self.place_frozen()

    def place_frozen(self) -> None:
        """Make as much room for the frozen columns as they need, where the row header would be."""
        width = self.frozen.horizontalHeader().length()
        self.verticalHeader().setFixedWidth(width)
        self.verticalHeader().setVisible(width > 0)
        self.frozen.setVisible(width > 0)
        self.updateGeometries()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if self._is_set_up:
            header, area, width = self.headers()[0], self.viewport().geometry(), self.verticalHeader().width()
            self.frozen.horizontalHeader().setFixedHeight(header.height())
            top = area.top() - header.height()
            self.frozen.setGeometry(area.left() - width, top, width, area.height() + header.height())
            self.frozen.raise_()

    def indexAt(self, point: QPoint) -> QModelIndex:
        if point.x() < 0:
            return self.frozen.indexAt(point + QPoint(self.frozen.width(), 0))
        return super().indexAt(point)

    def visualRect(self, index: Index) -> QRect:
        if index.isValid() and index.column() in self._frozen:
            return self.frozen.visualRect(index).translated(-self.frozen.width(), 0)
        return super().visualRect(index)

    def cell_area(self, cell: Cell) -> QRect:
        """Where a cell is: from the viewport's corner, so that frozen cells lie left of it."""
        return self.visualRect(self.grid.index(cell.line, cell.column))

    def room(self) -> QRect:
        """Where cells are, in both views."""
        return self.viewport().rect().adjusted(-self.frozen.width() if self._frozen else 0, 0, 0, 0)

    def bring_into_view(self, cell: Cell) -> None:
        """Scroll as little as shows a cell."""
        if self.isVisible():
            self._bring_line_into_view(cell.line)
            self.bring_column_into_view(cell.column)

    def _bring_line_into_view(self, line: int) -> None:
        """Rows that come into view are fitted and may push the line out again: a long jump takes a few turns."""
        bar = self.verticalScrollBar()
        for _ in range(MOST_TURNS):
            top, height, room = self.rowViewportPosition(line), self.rowHeight(line), self.viewport().height()
            missing = top if top < 0 else max(min(top, top + height - room), 0)
            before = bar.value()
            bar.setValue(before + missing)
            if bar.value() == before:
                return

    def bring_column_into_view(self, column: int) -> None:
        """Scroll sideways as little as shows a column."""
        if column not in self._frozen:
            left, width = self.columnViewportPosition(column), self.columnWidth(column)
            bar = self.horizontalScrollBar()
            bar.setValue(
                bar.value() + (left if left < 0 else max(min(left, left + width - self.viewport().width()), 0))
            )

    def restyle(self, font: QFont) -> None:
        """Draw in that font, and in the palette as it is now."""
        self.setFont(font)
        self.cells.restyle(font, self.palette())
        for view in (self, self.frozen):
            view.setFont(font)
            view.horizontalHeader().setFont(font)
            view.verticalHeader().setMinimumSectionSize(self.cells.least_height)
            view.verticalHeader().setDefaultSectionSize(self.cells.least_height)
            view.viewport().update()

    def lines_in_view(self) -> range:
        """The lines that are at least partly in view."""
        return self._lines_between(0, self.viewport().height() - 1)

    def _lines_between(self, top: int, bottom: int) -> range:
        first, last = self.rowAt(top), self.rowAt(bottom)
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self.grid.rowCount() - 1) + 1)

    def set_height(self, line: int, height: int) -> bool:
        """Make a line that high in both views, which `rows_resized` then tells them; False where it is already."""
        if self.rowHeight(line) == height:
            return False
        for header in (self.verticalHeader(), self.frozen.verticalHeader()):
            with QSignalBlocker(header):
                header.resizeSection(line, height)
        return True

    def rows_resized(self, first: int) -> None:
        """Draw the lines from that one on where they now are: once, and not after each line of them."""
        top = self.rowViewportPosition(first)
        for view in (self, self.frozen):
            view.updateGeometries()
            view.viewport().update(view.viewport().rect().adjusted(0, max(top, 0), 0, 0))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._is_set_up:
            self.cells.restyle(self.font(), self.palette())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.scrolled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.freeze()
        self.scrolled.emit()

    # Drawing what reaches over cells

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.paint_over(self, event)

    def paint_over(self, view: QTableView, event: QPaintEvent) -> None:
        """Draw the headings over the whole width, and the frame of the current cell, into one of the two views."""
        painter = QPainter(view.viewport())
        painter.setClipRegion(event.region())
        if view is self.frozen:
            painter.translate(self.frozen.width(), 0)
        for line in self._lines_between(event.rect().top(), event.rect().bottom()):
            if self.grid.line(line).row is None:
                self._paint_heading(painter, line)
        current = self.picked.current
        if current is not None and self.grid.line(current.line).row is not None:
            self._paint_frame(painter, self.cell_area(current))
        if view is self.frozen:
            painter.fillRect(-2, 0, 2, view.viewport().height(), self.cells.inks.accent)
        painter.end()

    def _paint_heading(self, painter: QPainter, line: int) -> None:
        heading, inks = self.grid.line(line), self.cells.inks
        height = self.rowHeight(line) - 1
        band = self.room()
        band.setRect(band.x(), self.rowViewportPosition(line), band.width(), height)
        painter.fillRect(band, inks.headings[min(max(heading.level, 1), 2) - 1])
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(inks.text)
        left = self.cells.pad * (1 + 2 * max(heading.level - 1, 0))
        room = band.adjusted(left, 0, -self.cells.pad, 0)
        text = painter.fontMetrics().elidedText(heading.heading, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        current = self.picked.current
        if current is not None and current.line == line:
            self._paint_frame(painter, band)

    def _paint_frame(self, painter: QPainter, area: QRect) -> None:
        inks = self.cells.inks
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(inks.accent, 3) if self.hasFocus() else QPen(inks.muted, 1))
        painter.drawRect(area.adjusted(1, 1, -2, -2))

    def _show_current(self) -> None:
        self.viewport().update()
        self.frozen.viewport().update()

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouse.press(self, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mouse.move(self, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.mouse.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mouse.double_click(self, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.press(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composed.emit(event)

    def leave(self, *, forward: bool) -> None:
        """Give the focus to what stands beside the grid, because Tab goes on within it."""
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(forward)
        self.setTabKeyNavigation(True)
