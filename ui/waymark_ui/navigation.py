"""The way from page to page, at the window's left: icon, name and how much there is to see to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from waymark_ui import theme
from waymark_ui.icons import icon, paint_icon

MOST_SHOWN = 999
LEAST_LINES = 1.5
"""How high a button is at least, in lines of text."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A page to go to: its name in the program, its title and icon, and what its count counts (“overdue”)."""

    name: str
    title: str
    icon: str
    counts: str = ""


class PageButton(QAbstractButton):
    """A page's button: icon, title and count; only the icon and the count where it is collapsed."""

    def __init__(self, destination: Destination, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._destination = destination
        self._keys = keys
        self._count: int | None = None
        self._collapsed = False
        self.setText(destination.title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.set_count(None)

    @property
    def badge(self) -> str:
        """The count as it is shown; nothing where there is nothing to see to."""
        if not self._count:
            return ""
        return f"{MOST_SHOWN}+" if self._count > MOST_SHOWN else str(self._count)

    def set_count(self, count: int | None) -> None:
        """Show how much there is to see to."""
        self._count = count
        told = f"{self.text()}, {count} {self._destination.counts}".strip() if count else self.text()
        self.setAccessibleName(told)
        self.setToolTip(f"{told} ({self._keys})")
        self.update()

    def set_collapsed(self, collapsed: bool) -> None:
        """Show the icon only, or the title too."""
        self._collapsed = collapsed
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        em = self._em()
        if self._collapsed:
            return QSize(4 * em, self._row_height())
        bold = self.font()
        bold.setBold(True)
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 9 * em, self._row_height())

    def minimumSizeHint(self) -> QSize:
        """Lower where text is large and the window is not, so that every page keeps its button."""
        return QSize(self.sizeHint().width(), round(self.fontMetrics().height() * LEAST_LINES))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        ink = self._ink()
        em, side = self._em(), self._icon_side()
        painter.setPen(ink)
        paint_icon(painter, QRectF(em, (self.height() - side) / 2, side, side), self._destination.icon, ink)
        if not self._collapsed:
            font = self.font()
            font.setBold(self.isChecked())
            painter.setFont(font)
            left = 2 * em + side
            painter.drawText(
                QRect(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
            )
        if self.badge:
            self._paint_badge(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        colours = theme.colours()
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        ground = colours.selection if self.isChecked() else colours.raised if self.underMouse() else None
        if ground is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(area, 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(self._ink(), 2, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), 3, 3)

    def _paint_badge(self, painter: QPainter) -> None:
        ink = self._ink()
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        em, text = self._em(), painter.fontMetrics().boundingRect(self.badge).width()
        high = painter.fontMetrics().height()
        wide = max(text + em, high)
        if self._collapsed:
            area = QRectF(self.width() - wide - 1, 0, wide, high)
        else:
            area = QRectF(self.width() - wide - 0.7 * em, (self.height() - high) / 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(area, high / 2, high / 2)
        painter.setPen(theme.ink_on(ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.badge)

    def _ink(self) -> QColor:
        colours = theme.colours()
        return colours.selected_text if self.isChecked() else colours.text

    def _em(self) -> int:
        return self.fontMetrics().horizontalAdvance("n")

    def _icon_side(self) -> int:
        return round(self.fontMetrics().height() * 1.15)

    def _row_height(self) -> int:
        return round(self.fontMetrics().height() * 2.1)


class Navigation(QWidget):
    """The pages' buttons. `asked` carries the name of a page to go to, `collapsed_changed` whether only icons show."""

    asked = Signal(str)
    collapsed_changed = Signal(bool)

    def __init__(self, destinations: Iterable[Destination], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Pages")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._collapsed = False
        self._buttons: dict[str, PageButton] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 4, 4, 4)
        self._column.setSpacing(2)
        for number, destination in enumerate(destinations, 1):
            self._add(destination, f"Ctrl+{number}")
        self._column.addStretch()
        self._fold = self._fold_button()
        self._column.addWidget(self._fold)
        self._fit()
        self.set_collapsed(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def show_page(self, name: str) -> None:
        """Mark the page that is shown."""
        self._buttons[name].setChecked(True)

    def set_count(self, name: str, count: int | None) -> None:
        """Show how much there is to see to on a page."""
        self._buttons[name].set_count(count)

    def button(self, name: str) -> PageButton:
        """A page's button."""
        return self._buttons[name]

    @property
    def is_collapsed(self) -> bool:
        """Whether only icons are shown."""
        return self._collapsed

    def set_collapsed(self, collapsed: bool) -> None:
        """Show icons only, or titles too."""
        changed = collapsed != self._collapsed
        self._collapsed = collapsed
        for button in self._buttons.values():
            button.set_collapsed(collapsed)
        words = "Show the pages’ names" if collapsed else "Show only the pages’ icons"
        self._fold.setAccessibleName(words)
        self._fold.setToolTip(f"{words} (F9)")
        if changed:
            self.collapsed_changed.emit(collapsed)

    def _fit(self) -> None:
        """Draw the button that folds as high as a line."""
        side = round(self.fontMetrics().height() * 1.15)
        self._fold.setIconSize(QSize(side, side))

    def _add(self, destination: Destination, keys: str) -> None:
        button = PageButton(destination, keys, self)
        button.clicked.connect(lambda: self.asked.emit(destination.name))
        self._group.addButton(button)
        self._buttons[destination.name] = button
        self._column.addWidget(button)

    def _fold_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon("sidebar"))
        button.setAutoRaise(True)
        button.clicked.connect(lambda: self.set_collapsed(not self._collapsed))
        return button
