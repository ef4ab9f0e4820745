"""Counts by rating as stacked bars, a bar for each heading, each piece a button with letter and number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from waymark.services.overview import Count, Group
from waymark_ui.labels import ElidedLabel
from waymark_ui.theme import colours, ink_on

NO_LETTER = "–"
"""What stands for a rating's letter on the piece of what is not rated."""


class RatingBars(QWidget):
    """The bars of some groups on one scale; `chosen` carries the count whose piece was pressed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: Sequence[Group] | None = None
        self.pieces: list[Piece] = []
        self._shown: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show a bar for each group."""
        if groups == self._groups:
            return
        self._groups, self.pieces = groups, []
        for widget in self._shown:
            self._grid.removeWidget(widget)
            widget.deleteLater()
        longest = max((len(group.total) for group in groups), default=0)
        rows = [(ElidedLabel(group.title), self._bar(group, longest)) for group in groups]
        for place, row in enumerate(rows):
            for column, widget in enumerate(row):
                self._grid.addWidget(widget, place, column)
        self._shown = [widget for row in rows for widget in row]

    def _bar(self, group: Group, longest: int) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        for count in _shown(group.counts):
            piece = Piece(group.title, count)
            piece.clicked.connect(lambda _=False, count=count: self.chosen.emit(count))
            row.addWidget(piece, len(count))
            self.pieces.append(piece)
        row.addStretch(longest - len(group.total))
        return bar


class Piece(QAbstractButton):
    """One count of a bar, in its rating's colour."""

    def __init__(self, heading: str, count: Count, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = count.rating.colour if count.rating else ""
        self.setText(f"{_letter(count)} {len(count)}")
        self.setToolTip(f"{heading}: {len(count)} {count.word}")
        self.setAccessibleName(self.toolTip())
        self.setAccessibleDescription("Shows these rows.")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + em // 2, round(em * 1.5))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QColor(self._colour) if QColor.isValidColorName(self._colour) else colours().raised
        ink = ink_on(ground)
        painter = QPainter(self)
        painter.fillRect(self.rect(), ground)
        if not self._colour:
            painter.setPen(colours().muted)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(ink, 2 if self.hasFocus() else 1))
            painter.drawRect(_inside(self.rect()))


def _shown(counts: Iterable[Count]) -> list[Count]:
    return [count for count in counts if count.ids]


def _letter(count: Count) -> str:
    return (count.rating.letter or count.word[:1]) if count.rating else NO_LETTER


def _inside(area: QRect) -> QRect:
    return area.adjusted(3, 3, -3, -3)
