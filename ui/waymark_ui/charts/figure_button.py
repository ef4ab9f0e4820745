"""A number with what it counts, as a button that leads there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from waymark.services.overview import Count

LARGER = 1.6
"""How much larger than the words the number is."""


class FigureButton(QPushButton):
    """A large number above the words for it; a nought cannot be pressed. `counted` carries the count."""

    counted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = Count("", ())
        self._words = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.counted.emit(self._count))

    def show_count(self, count: Count, *words: str) -> None:
        """Show a count with its words, a line each."""
        self._count, self._words = count, "\n".join(words)
        self.setAccessibleName(" ".join((str(len(count)), *words)))
        self.setAccessibleDescription("Shows these rows." if count.ids else "")
        self.setEnabled(bool(count.ids))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().size(0, self._words)
        return QSize(words.width(), words.height() + self._number_height()) + QSize(1, 1) * self.fontMetrics().height()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.ButtonText))
        margin = self.fontMetrics().height() // 2
        inside = self.rect().adjusted(0, margin, 0, -margin)
        across = Qt.AlignmentFlag.AlignHCenter
        painter.drawText(inside, across | Qt.AlignmentFlag.AlignBottom, self._words)
        painter.setFont(self._number_font())
        painter.drawText(inside, across | Qt.AlignmentFlag.AlignTop, str(len(self._count)))

    def _number_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * LARGER)
        font.setBold(True)
        return font

    def _number_height(self) -> int:
        return QFontMetrics(self._number_font()).height()
