"""The header of a grid, with a filter box under each title."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from waymark_ui.grid.columns import Column
from waymark_ui.grid.model import GridModel

MOST_TITLE_LINES = 3
_WRAPPED = Qt.AlignmentFlag(
    Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextWordWrap.value
)


class FilterBox(QLineEdit):
    """Takes the text that a column's cells are to contain. Esc empties it, or leaves it where it is empty."""

    left = Signal()
    tabbed = Signal(int)

    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__(parent)
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

    def _place(self, column: int, box: FilterBox) -> None:
        height = self._box_height()
        left = self.sectionViewportPosition(column)
        box.setGeometry(left, self.height() - height, self.sectionSize(column) - 1, height)
        box.show()

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
