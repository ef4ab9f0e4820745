"""The header of a grid, with a filter box under each title."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from waymark_ui.grid.columns import Column
from waymark_ui.grid.model import GridModel
from waymark_ui.grid.painting import Inks, draw_tick

MOST_TITLE_LINES = 3
_ACROSS, _TICK = Qt.Orientation.Horizontal, Qt.ItemDataRole.CheckStateRole
_WRAPPED = Qt.AlignmentFlag(
    Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextWordWrap.value
)


class FilterBox(QLineEdit):
    """Takes the text that a column's cells are to contain. Esc empties it, or leaves it where it is empty."""

    left = Signal()
    tabbed = Signal(int)

    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__(parent)
        # Whoever leaves the cells is to get past the boxes, which have keys of their own.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setPlaceholderText("Filter")
        self.setAccessibleName(f"Filter {column.title}")
        self.setAccessibleDescription(f"Only rows whose “{column.title}” contains this text are shown. Esc shows all.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes along the boxes in the order of the columns."""
        self.tabbed.emit(1 if following else -1)
        return True


class ColumnTick(QWidget):
    """The tick of all cells of a column, before its filter box; the grid has keys for it."""

    def __init__(self, model: GridModel, column: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = model
        self._key = model.column(column).key
        self.setAccessibleName(f"Tick the column {model.column(column).title}")
        self.setToolTip("Ticks all cells of the column in the rows shown, or takes their ticks away (Ctrl+T).")
        model.headerDataChanged.connect(self.update)

    @property
    def tick(self) -> Qt.CheckState | None:
        """Whether all cells of the column are ticked, or a part, or none; None where none can be."""
        column = self._grid.column_of(self._key)
        return None if column is None else self._grid.headerData(column, _ACROSS, _TICK)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self.fontMetrics().height() * 0.8
        if (tick := self.tick) is not None:
            box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            draw_tick(QPainter(self), box, tick, Inks.of(self.palette()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        column = self._grid.column_of(self._key)
        if column is not None and event.button() == Qt.MouseButton.LeftButton:
            turned = Qt.CheckState.Unchecked if self.tick is Qt.CheckState.Checked else Qt.CheckState.Checked
            self._grid.setHeaderData(column, _ACROSS, turned, _TICK)


class FilterHeader(QHeaderView):
    """Column titles over filter boxes, of which those in view are made.

    `left` tells that the boxes were left for the cells, `tabbed` from which column to go how many boxes further.
    """

    left = Signal()
    tabbed = Signal(int, int)

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = model
        self._boxes: dict[str, FilterBox] = {}
        self._ticks: dict[str, ColumnTick] = {}
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Button)
        self.setDefaultAlignment(_WRAPPED)
        self.setAccessibleName("Column titles")
        for signal in (self.sectionResized, self.sectionMoved, self.geometriesChanged):
            signal.connect(self.place_boxes)
        model.rearranged.connect(self._show_filters)
        model.modelReset.connect(self._forget_boxes)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def setSelectionModel(self, selected: QItemSelectionModel) -> None:
        """Keep to a selection of its own: of the cells' Qt would ask each line for its flags whenever it paints."""
        super().setSelectionModel(QItemSelectionModel(selected.model(), self))

    def updateGeometries(self) -> None:
        self.setViewportMargins(0, 0, 0, self._box_height())
        super().updateGeometries()
        self.place_boxes()

    def make_room(self, titles: int) -> None:
        """Be so high that titles of that height stand over the boxes."""
        self.setFixedHeight(titles + self._box_height())

    def box(self, column: int) -> FilterBox:
        """The filter box of a column."""
        shown = self._grid.column(column)
        box = self._boxes.get(shown.key)
        if box is None:
            box = self._boxes[shown.key] = FilterBox(shown, self)
            box.setText(self._grid.filters().get(shown.key, ""))
            box.textChanged.connect(lambda text: self._grid.filter_by(shown.key, text))
            box.left.connect(self.left)
            box.tabbed.connect(lambda step: self._tab(shown.key, step))
            self._place(column, box)
        return box

    def place_boxes(self) -> None:
        """Put the boxes of the columns in view under their titles."""
        for column in self._columns_in_view():
            self._place(column, self.box(column))
        placed = {self._grid.column(column).key for column in self._columns_in_view()}
        for key, box in self._boxes.items():
            if key not in placed and not box.hasFocus():
                box.hide()
                if key in self._ticks:
                    self._ticks[key].hide()

    def _place(self, column: int, box: FilterBox) -> None:
        height = self._box_height()
        left, top, width = self.sectionViewportPosition(column), self.height() - height, self.sectionSize(column) - 1
        tick = self._tick(column)
        room = height if tick else 0
        if tick:
            tick.setGeometry(left, top, room, height)
            tick.show()
        box.setGeometry(left + room, top, width - room, height)
        box.show()

    def _tick(self, column: int) -> ColumnTick | None:
        """The tick of a column; None where no cell in it could be ticked so far."""
        key = self._grid.column(column).key
        if key not in self._ticks and self._grid.headerData(column, _ACROSS, _TICK) is not None:
            self._ticks[key] = ColumnTick(self._grid, column, self)
        return self._ticks.get(key)

    def _columns_in_view(self) -> Sequence[int]:
        return [
            column
            for column in range(min(self.count(), self._grid.columnCount()))
            if not self.isSectionHidden(column)
            and self.sectionViewportPosition(column) < self.width()
            and self.sectionViewportPosition(column) + self.sectionSize(column) > 0
        ]

    def _tab(self, key: str, step: int) -> None:
        column = self._grid.column_of(key)
        if column is not None:
            self.tabbed.emit(column, step)

    def _show_filters(self) -> None:
        for key, box in self._boxes.items():
            wanted = self._grid.filters().get(key, "")
            if box.text() != wanted:
                box.setText(wanted)

    def _forget_boxes(self) -> None:
        """Columns may have come and gone: a box without its column goes too."""
        for key in [key for key in self._boxes if self._grid.column_of(key) is None]:
            self._boxes.pop(key).deleteLater()
            if key in self._ticks:
                self._ticks.pop(key).deleteLater()
        self.place_boxes()

    def _box_height(self) -> int:
        return round(self.fontMetrics().height() * 1.5)

    def titles_height(self) -> int:
        """The height that the titles need at the columns' present widths."""
        metrics = self.fontMetrics()
        room = metrics.height() * MOST_TITLE_LINES
        highest = metrics.height()
        for column in range(min(self.count(), self._grid.columnCount())):
            if not self.isSectionHidden(column):
                width = max(self.sectionSize(column) - 2 * metrics.averageCharWidth(), 1)
                title = self._grid.column(column).title
                area = metrics.boundingRect(0, 0, width, room, Qt.TextFlag.TextWordWrap.value, title)
                highest = max(highest, min(area.height(), room))
        return highest + metrics.averageCharWidth() * 2
