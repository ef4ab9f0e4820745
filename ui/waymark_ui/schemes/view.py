"""The table of a scheme's ratings: how its cells are drawn and edited."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from waymark.domain.rows import Rating
from waymark.services.schemes import SHAPES
from waymark_ui import theme
from waymark_ui.grid.columns import Look
from waymark_ui.grid.painting import BEFORE_WORDS, draw_pill
from waymark_ui.grid.texts import Texts, Wanted
from waymark_ui.schemes.model import COLUMNS, MEANING, PILL, SHAPE, WORD, RatingsModel, swatch

Index = QModelIndex | QPersistentModelIndex
WIDTHS = (22, 8, 40, 15, 13, 26)
"""Of the columns, in characters; the meaning has what is left."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RatingsView(QTableView):
    """The ratings of a scheme, edited where they stand: Enter, F2, a double click or typing begins."""

    def __init__(self, model: RatingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ratings = model
        self.setModel(model)
        self.setItemDelegate(RatingDelegate(self))
        self._set_up()

    @property
    def line(self) -> int | None:
        """The line that is current."""
        current = self.currentIndex()
        return current.row() if current.isValid() else None

    def go_to(self, line: int, column: int = WORD) -> None:
        """Make a cell the current one."""
        self.setCurrentIndex(self.ratings.index(line, column))

    def finish(self) -> None:
        """Enter what is being typed."""
        if self.state() == QAbstractItemView.State.EditingState:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif self.state() != QAbstractItemView.State.EditingState:
            self.edit(self.currentIndex())

    def _set_up(self) -> None:
        self.setAccessibleName("Ratings")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() * 7 // 4)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, self.fontMetrics().averageCharWidth() * width)
        header.setSectionResizeMode(MEANING, QHeaderView.ResizeMode.Stretch)


class RatingDelegate(QStyledItemDelegate):
    """Draws pills as grids do, and has a shape chosen from those that there are."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.column() == PILL:
            model = cast(RatingsModel, index.model())
            painter.save()
            painter.setClipRect(option.rect)
            _draw(painter, option, model.ratings()[index.row()])
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() == SHAPE:
            editor: QWidget = QComboBox(parent)
            cast(QComboBox, editor).addItems([*SHAPES])
        else:
            editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(COLUMNS[index.column()])
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data()))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)


def _draw(painter: QPainter, option: QStyleOptionViewItem, rating: Rating) -> None:
    """The pill as high as in a grid, and as wide as its words need and the cell has room."""
    texts, colour, text = Texts(option.font, theme.colours().bad), swatch(rating), f"{rating.letter} {rating.word}"
    pad = texts.metrics.averageCharWidth() * 0.7
    area, high = QRectF(option.rect), texts.metrics.height() + pad
    needed = texts.metrics.horizontalAdvance(text) + high * (BEFORE_WORDS + 0.45)
    pill = QRectF(area.x() + pad / 2, area.center().y() - high / 2, min(needed, area.width() - pad), high)
    if colour is not None and rating.word:
        words = texts.laid(Wanted(text, round(needed)))
        draw_pill(painter, pill, words, Look(rating.letter, rating.shape, colour.name()))
