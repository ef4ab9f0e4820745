"""The mark in the corner of a cell about which there is something to say: its shape says how grave that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from waymark_ui.grid.painting import Inks

SIZE = 0.6
"""The length of a mark's sides, in heights of a line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: `error` (a filled corner), `warning` (a corner with a stripe) or `note` (an empty corner), and why."""

    shape: str
    why: str


Marks = Mapping[tuple[str, str], Mark]
"""The marks of a grid, by the row's id and the column's key."""


def differing(before: Marks, after: Marks) -> set[tuple[str, str]]:
    """The cells whose marks are others."""
    return {cell for cell, _ in before.items() ^ after.items()}


def draw_mark(painter: QPainter, area: QRect, shape: str, line: float, inks: Inks) -> None:
    """Draw a mark into the right upper corner of a cell; `line` is the height of a line of text."""
    side, colour = round(line * SIZE), {"error": inks.bad, "warning": inks.warning}.get(shape, inks.text)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if shape == "note":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, max(1.0, line / 14)))
        painter.drawPolygon(_corner(area, side - 1, 0.5))
    elif shape == "warning":
        painter.drawPolygon(_corner(area, side / 2))
        painter.setPen(QPen(colour, max(1.5, line / 9)))
        painter.drawLine(_corner(area, side).at(0), _corner(area, side).at(2))
    else:
        painter.drawPolygon(_corner(area, side))
    painter.restore()


def _corner(area: QRect, side: float, inset: float = 0.0) -> QPolygonF:
    right, top = area.x() + area.width() - inset, area.y() + inset
    return QPolygonF([QPointF(right - side, top), QPointF(right, top), QPointF(right, top + side)])
