"""What cells are drawn with beside their texts: the grid's colours, rating pills, chips, sparklines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPalette, QPen, QPolygonF

from waymark_ui import theme
from waymark_ui.grid.columns import Look
from waymark_ui.grid.texts import Laid

BEFORE_WORDS = 0.95
"""Where the words of a pill begin, in heights of it; they end less than half of one before its end."""


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a grid in the scheme that is shown."""

    text: QColor
    muted: QColor
    base: QColor
    line: QColor
    accent: QColor
    selected: QColor
    shade: QColor
    hatch_brush: QBrush
    headings: tuple[QColor, QColor]
    bad: QColor
    warning: QColor

    @classmethod
    def of(cls, palette: QPalette) -> Inks:
        """The inks on a palette."""
        colours, base = theme.colours(), palette.base().color()
        return cls(
            text=palette.text().color(),
            muted=colours.muted,
            base=base,
            line=colours.line,
            accent=colours.accent,
            selected=mixed(palette.highlight().color(), base, 0.18),
            shade=colours.raised,
            hatch_brush=QBrush(mixed(colours.line, colours.raised, 0.7), Qt.BrushStyle.BDiagPattern),
            headings=(mixed(colours.accent, base, 0.22), mixed(colours.accent, base, 0.1)),
            bad=colours.bad,
            warning=colours.warning,
        )


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two; `share` is the first one's, from 0 to 1."""
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(share * mine + (1 - share) * its) for mine, its in pairs))


def draw_pill(painter: QPainter, area: QRectF, words: Laid, look: Look) -> None:
    """A rating's pill: its shape at the left end, its letter and word beside it."""
    colour, ink = colour_and_ink(look.colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(mixed(ink, colour, 0.35), 1))
    painter.setBrush(colour)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), area.height() / 2, area.height() / 2)
    high = area.height()
    size = high * 0.45
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPath(shape_path(look.shape, QRectF(area.x() + high * 0.35, area.center().y() - size / 2, size, size)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(ink)
    words.draw(painter, area.x() + high * BEFORE_WORDS, area.center().y() - words.height / 2)


def draw_tick(painter: QPainter, area: QRectF, tick: Qt.CheckState, inks: Inks) -> None:
    """A box with a tick, with a bar where only a part is ticked, or with nothing."""
    is_empty = tick is Qt.CheckState.Unchecked
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(inks.muted if is_empty else inks.accent, 1.5))
    painter.setBrush(inks.base if is_empty else inks.accent)
    painter.drawRoundedRect(area, area.height() / 6, area.height() / 6)
    if points := _TICKS.get(tick):
        painter.setPen(QPen(inks.base, area.height() / 7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(
            QPolygonF([QPointF(area.x() + x * area.width(), area.y() + y * area.height()) for x, y in points])
        )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def draw_letter(painter: QPainter, area: QRectF, look: Look, font: QFont, inks: Inks) -> None:
    """A rating's letter on its colour, for a cell that shows something else beside it."""
    colour, ink = colour_and_ink(look.colour) if look.colour else (inks.shade, inks.text)
    painter.fillRect(area, colour)
    painter.setPen(ink)
    painter.setFont(font)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, look.letter)


@cache
def colour_and_ink(colour: str) -> tuple[QColor, QColor]:
    """A colour by its code, and black or white to write on it."""
    return QColor(colour), theme.ink_on(QColor(colour))


def draw_chip(painter: QPainter, area: QRectF, words: Laid, inks: Inks, pad: float) -> None:
    """A ref in a frame of its own."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(inks.line, 1))
    painter.setBrush(inks.shade)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), pad, pad)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(inks.text)
    words.draw(painter, area.x() + pad, area.y() + (area.height() - words.height) / 2)


def draw_sparkline(painter: QPainter, area: QRectF, figures: Sequence[float | None], inks: Inks) -> None:
    """A line through the figures, broken where there is none, with a dot on the last."""
    points = sparkline_points(figures, area)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(inks.accent, max(1.0, area.height() / 14)))
    for stretch in points:
        painter.drawPolyline(QPolygonF(stretch))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.accent)
    for stretch in points:
        if len(stretch) == 1 or stretch is points[-1]:
            painter.drawEllipse(stretch[-1], area.height() / 9, area.height() / 9)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def sparkline_points(figures: Sequence[float | None], area: QRectF) -> list[list[QPointF]]:
    """The stretches of a sparkline without a gap, as points within the area; the least figure stands at its bottom."""
    known = [figure for figure in figures if figure is not None]
    if not known:
        return []
    least, spread = min(known), max(known) - min(known)
    step = area.width() / max(len(figures) - 1, 1)
    stretches: list[list[QPointF]] = [[]]
    for place, figure in enumerate(figures):
        if figure is None:
            stretches.append([])
            continue
        share = (figure - least) / spread if spread else 0.5
        stretches[-1].append(QPointF(area.x() + place * step, area.bottom() - share * area.height()))
    return [stretch for stretch in stretches if stretch]


def shape_path(shape: str, area: QRectF) -> QPainterPath:
    """A rating's shape by its name; what has no known shape is a circle."""
    path = QPainterPath()
    corners = _SHAPES.get(shape)
    if corners is None:
        path.addEllipse(area)
    else:
        points = [QPointF(area.x() + x * area.width(), area.y() + y * area.height()) for x, y in corners]
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
    return path


def _star() -> tuple[tuple[float, float], ...]:
    radii = (0.55, 0.24)
    turns = [(radii[turn % 2], math.pi * (turn / 5 - 0.5)) for turn in range(10)]
    return tuple((0.5 + radius * math.cos(angle), 0.52 + radius * math.sin(angle)) for radius, angle in turns)


_SHAPES: dict[str, tuple[tuple[float, float], ...]] = {
    "triangle": ((0.5, 0.05), (1, 0.95), (0, 0.95)),
    "square": ((0.05, 0.05), (0.95, 0.05), (0.95, 0.95), (0.05, 0.95)),
    "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "star": _star(),
}
_TICKS: dict[Qt.CheckState, tuple[tuple[float, float], ...]] = {
    Qt.CheckState.Checked: ((0.22, 0.52), (0.43, 0.73), (0.78, 0.28)),
    Qt.CheckState.PartiallyChecked: ((0.25, 0.5), (0.75, 0.5)),
}
