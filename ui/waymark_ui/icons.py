"""Icons: drawn in the colour of the text beside them, at whatever size and resolution they are asked for."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

import waymark_resources

PROGRAM = "waymark"


def icon(name: str) -> QIcon:
    """An icon by the name of its drawing."""
    return QIcon(_Engine(name))


def paint_icon(painter: QPainter, area: QRectF, name: str, colour: QColor) -> None:
    """Draw an icon in a colour."""
    _drawing(name, colour.name()).render(painter, area)


class _Engine(QIconEngine):
    """Draws an icon anew for each size, mode and palette, so that it is sharp at 200 % and can be read in dark."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, QRectF(rect), self._name, _ink(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._name)


def _ink(mode: QIcon.Mode) -> QColor:
    palette = QGuiApplication.palette()
    if mode is QIcon.Mode.Disabled:
        return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    if mode is QIcon.Mode.Selected:
        return palette.highlightedText().color()
    return palette.windowText().color()


@cache
def _drawing(name: str, colour: str) -> QSvgRenderer:
    text = waymark_resources.icon(name).read_text(encoding="utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(text.encode()))
