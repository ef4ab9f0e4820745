"""The table of a grid: its cells over two views, its headings, and what mouse and keys mean in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QBasicTimer,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    Qt,
    QTimerEvent,
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
from waymark_ui.grid.model import GridModel
from waymark_ui.grid.moves import Moves
from waymark_ui.grid.selection import Cell, Selection

Index = QModelIndex | QPersistentModelIndex
MOST_FROZEN = 0.6
"""Frozen columns take at most so much of the width: in a narrow window the last of them scroll with the others."""
MOST_TURNS = 12
SCROLL_EVERY = 40
"""Milliseconds between two lines while the mouse drags beyond the edge."""
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_NEXT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, *_TABS)


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
        self._tabbed_from: Cell | None = None
        self._is_set_up = False
        self._dragging = False
        self._drag_timer = QBasicTimer()
        self.setHorizontalHeader(FilterHeader(model, self))
        self.setVerticalHeader(FrozenRoom(self))
        self.setModel(model)
        self.cells = CellDelegate(model, self.font(), self.palette(), self)
        self.setItemDelegate(self.cells)
        self.frozen = FrozenColumns(self, FilterHeader(model, self))
        self.frozen.setItemDelegate(self.cells)
        self.picked = Selection(model, self.selectionModel(), self)
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

    def point_in(self, view: QTableView, event: QMouseEvent) -> QPoint:
        """Where the mouse is, from this view's corner."""
        point = event.position().toPoint()
        return point if view is self else point - QPoint(self.frozen.width(), 0)

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
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
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
        for line in self.lines_in_view():
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
        band = self._room()
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

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.press(self.point_in(self, event), event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.drag(self.point_in(self, event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_click(self.point_in(self, event), event)

    def press(self, point: QPoint, event: QMouseEvent) -> None:
        """A mouse button went down, in either view."""
        cell = self._cell_at(point)
        if cell is None or not self.may_leave():
            return
        self._tabbed_from = None
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self._pick(cell, event.modifiers())
        elif not any(cell.line in area.lines and cell.column in area.columns for area in self.picked.areas()):
            self.picked.go_to(cell)

    def drag(self, point: QPoint) -> None:
        """The mouse moved with the button down."""
        if self._dragging:
            if not self._room().contains(point) and not self._drag_timer.isActive():
                self._drag_timer.start(SCROLL_EVERY, self)
            self._drag_to(point)

    def release(self) -> None:
        """The mouse button went up."""
        self._is_set_up = False
        self._dragging = False
        self._drag_timer.stop()

    def double_click(self, point: QPoint, event: QMouseEvent) -> None:
        """A cell was clicked twice."""
        if event.button() == Qt.MouseButton.LeftButton and self._cell_at(point):
            self._dragging = False
            self.opened.emit()

    def timerEvent(self, event: QTimerEvent) -> None:
        if event.timerId() != self._drag_timer.timerId():
            super().timerEvent(event)
            return
        point = self.viewport().mapFromGlobal(self.cursor().pos())
        if self._dragging and not self._room().contains(point):
            self._drag_to(point)
        else:
            self._drag_timer.stop()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & _CONTROL:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def _pick(self, cell: Cell, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & _SHIFT:
            self.picked.extend_to(cell)
        elif modifiers & _CONTROL:
            self.picked.add(cell)
        else:
            self.picked.go_to(cell)

    def _drag_to(self, point: QPoint) -> None:
        """Extend to the cell under the mouse; beyond the edge, to the cell next to the one at the edge."""
        end, room = self.picked.end, self._room()
        if end is None:
            return
        if room.contains(point):
            cell = self._cell_at(point) or end
        else:
            down = (point.y() > room.bottom()) - (point.y() < room.top())
            right = (point.x() > room.right()) - (point.x() < room.left())
            cell = Moves(self.grid, self.shown_columns()).step(end, down, right)
        if cell != end:
            self.picked.extend_to(cell)

    def _cell_at(self, point: QPoint) -> Cell | None:
        index = self.indexAt(point)
        return Cell(index.row(), index.column()) if index.isValid() else None

    # The keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current, columns = self.picked.current, self.shown_columns()
        if current is None or not columns:
            event.ignore()
            return
        if event.key() in _NEXT:
            self._next(event)
        elif target := self._target(event, current, Moves(self.grid, columns)):
            self._tabbed_from = None
            (self.picked.extend_to if event.modifiers() & _SHIFT else self.picked.go_to)(target)
        elif event.key() == Qt.Key.Key_Space and event.modifiers() & (_CONTROL | _SHIFT):
            self._select_line_or_column(current, columns, whole_column=bool(event.modifiers() & _CONTROL))
        elif event.key() in _ZOOMS and event.modifiers() & _CONTROL:
            self.zoomed.emit(_ZOOMS[Qt.Key(event.key())])
        elif _begins_text(event):
            self.typed.emit(event)
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composed.emit(event)

    def next_cell(self, key: int, *, back: bool) -> None:
        """Go where Enter or Tab leads from the current cell: on within the blocks selected, or on in the grid."""
        current = self.picked.current
        if current is None:
            return
        moves, step, tab = Moves(self.grid, self.shown_columns()), -1 if back else 1, key in _TABS
        if not self.picked.is_one_cell():
            self.picked.go_within(moves.within(self.picked.areas(), current, step, by_line=tab))
        elif tab:
            self._tabbed_from = self._tabbed_from or current
            self.picked.go_to(moves.beside(current, step))
        else:
            start = self._tabbed_from or current
            self._tabbed_from = None
            self.picked.go_to(moves.beyond(Cell(current.line, start.column), step))

    def _next(self, event: QKeyEvent) -> None:
        if event.modifiers() & _CONTROL:
            self._leave(forward=event.key() == Qt.Key.Key_Tab) if event.key() in _TABS else event.ignore()
            return
        self.next_cell(event.key(), back=event.key() == Qt.Key.Key_Backtab or bool(event.modifiers() & _SHIFT))

    def _leave(self, *, forward: bool) -> None:
        """Ctrl+Tab goes on to what stands beside the grid, because Tab goes on within it."""
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(forward)
        self.setTabKeyNavigation(True)

    def _target(self, event: QKeyEvent, current: Cell, moves: Moves) -> Cell | None:
        """The cell that an arrow, Home, End or Page key leads to; None for other keys."""
        key, far = event.key(), bool(event.modifiers() & _CONTROL)
        start = (self.picked.end or current) if event.modifiers() & _SHIFT else current
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return None
        if key in _ARROWS:
            return (moves.jump if far else moves.step)(start, *_ARROWS[Qt.Key(key)])
        if key in _PAGES:
            return moves.step(start, _PAGES[Qt.Key(key)] * max(len(self.lines_in_view()) - 2, 1), 0)
        if key == Qt.Key.Key_Home:
            return moves.first() if far else moves.first_in_line(start)
        if key == Qt.Key.Key_End:
            return moves.last() if far else moves.last_in_line(start)
        return None

    def _select_line_or_column(self, current: Cell, columns: Sequence[int], *, whole_column: bool) -> None:
        if whole_column:
            last = self.grid.rowCount() - 1
            self.picked.select(Cell(0, current.column), Cell(last, current.column))
        else:
            self.picked.select(Cell(current.line, columns[0]), Cell(current.line, columns[-1]))

    def _room(self) -> QRect:
        """Where cells are, in both views."""
        return self.viewport().rect().adjusted(-self.frozen.width() if self._frozen else 0, 0, 0, 0)


def _begins_text(event: QKeyEvent) -> bool:
    command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    altered = event.modifiers() & (command | Qt.KeyboardModifier.AltModifier)
    # AltGr, which writes € and é on many keyboards, comes as Ctrl+Alt together.
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return event.text().isprintable() and bool(event.text()) and altered in (Qt.KeyboardModifier.NoModifier, both)
