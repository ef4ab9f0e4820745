"""The one large chart of a KPI. Importing this module imports pyqtgraph, which takes a third of a second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import nan
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QWidget

from waymark.services.series import Goal, Mark, Point, Series
from waymark_ui.theme import DARK, LIGHT, Colours, luminance, schemes

SHAPES = {
    Mark.plain: ("o", True),
    Mark.qualified: ("s", False),
    Mark.provisional: ("o", False),
    Mark.doubtful: ("x", True),
}
"""The shape of each kind of point, and whether it is filled."""
HALF = 0.5
"""How far a period reaches to either side of its point."""
MARGIN, HEADROOM = 0.1, 0.12
"""What is left free above and below the figures, and more above them where a new definition is to be named."""
SHADE = 0.18
OVERHANG = 500
"""In pixels: how far a period's name may reach beyond the chart's edge; it may always, since there is a margin."""
DIM = 0.18
"""The luminance below which a ground is a dark one."""


class TrendChart(pg.PlotWidget):  # type: ignore[misc]
    """A series as a line with points, its targets as steps, the good side shaded.

    The mouse, or the arrow keys, point at a period; `pointed` then carries its place in the series. Nothing can be
    dragged or zoomed by accident.
    """

    pointed = Signal(int)
    # Qt tells of the palette while the base class is still being made.
    _series: Series | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        self._periods = PeriodAxis()
        super().__init__(parent, axisItems={"bottom": self._periods})
        self._current: int | None = None
        self._ring = pg.ScatterPlotItem(pxMode=True)
        self._post = pg.InfiniteLine(angle=90)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        # The last period's name is centred beneath a point at the very edge.
        self.getPlotItem().layout.setContentsMargins(2, 8, round(self._em() * 2.2), 2)
        self.setAccessibleName("Chart")
        self.scene().sigMouseMoved.connect(self._hovered)

    def show_series(self, series: Series) -> None:
        """Draw a series; no period is pointed at then."""
        self._series, self._current = series, None
        self.setAccessibleName(f"Chart of {series.title}")
        self.setAccessibleDescription(series.words)
        self._draw()

    def point_at(self, place: int | None) -> None:
        """Point at a period by its place in the series."""
        if self._series is None or place == self._current or (place is not None and not self._holds(place)):
            return
        self._current = place
        self._draw_current()
        if place is not None:
            self.pointed.emit(place)

    # What people do

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self._place_by_key(event.key())
        if place is None:
            QWidget.keyPressEvent(self, event)
        else:
            self.point_at(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current is None and self._series and self._series.points:
            self.point_at(len(self._series.points) - 1)
        self._draw_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._draw_focus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw()

    def _place_by_key(self, key: int) -> int | None:
        count = len(self._series.points) if self._series else 0
        if not count:
            return None
        current = count - 1 if self._current is None else self._current
        places = {
            Qt.Key.Key_Left: max(current - 1, 0),
            Qt.Key.Key_Right: min(current + 1, count - 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }
        return places.get(Qt.Key(key))

    def _hovered(self, position: QPointF) -> None:
        box = self.getViewBox()
        if box.sceneBoundingRect().contains(position):
            place = round(box.mapSceneToView(position).x())
            if self._holds(place):
                self.point_at(place)

    def _holds(self, place: int) -> bool:
        return self._series is not None and 0 <= place < len(self._series.points)

    # How it is drawn

    def _draw(self) -> None:
        if self._series is None:
            return
        theme, points = self._colours(), self._series.points
        self.clear()
        self.setBackground(theme.base)
        self._set_axes(theme, self._series)
        low, high = span(points)
        self.setXRange(-HALF, max(len(points), 1) - HALF, padding=0.01)
        self.setYRange(low, high, padding=0)
        self._draw_good_side(theme, points, low, high)
        self._draw_targets(theme, points)
        self._draw_definitions(theme, points, high)
        self._draw_figures(theme, points)
        self._draw_current()
        self._draw_focus()

    def _set_axes(self, theme: Colours, series: Series) -> None:
        self._periods.labels = [point.label.partition(" (")[0] for point in series.points]
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setStyle(tickFont=self.font(), autoExpandTextSpace=True)
            axis.setPen(pg.mkPen(theme.muted))
            axis.setTextPen(pg.mkPen(theme.text))
            axis.enableAutoSIPrefix(False)
        self._periods.setHeight(round(self._em() * 1.4))
        unit = series.unit or "number"
        self.getAxis("left").setLabel(
            unit, **{"color": theme.text.name(), "font-size": f"{self.font().pointSizeF()}pt"}
        )
        self.showGrid(x=False, y=True, alpha=0.2)

    def _draw_good_side(self, theme: Colours, points: Sequence[Point], low: float, high: float) -> None:
        for goal, first, last in _stretches(points):
            if goal.good is None:
                continue
            bottom, top = goal.good
            y = low if bottom is None else float(bottom)
            area = QRectF(first - HALF, y, last - first + 1, (high if top is None else float(top)) - y)
            shade = QGraphicsRectItem(area)
            shade.setPen(QPen(Qt.PenStyle.NoPen))
            shade.setBrush(_transparent(theme.good, SHADE))
            self._put(shade)

    def _draw_targets(self, theme: Colours, points: Sequence[Point]) -> None:
        pen = pg.mkPen(theme.text, width=2, style=Qt.PenStyle.DashLine)
        for line in range(max((len(point.goal.lines) for point in points), default=0)):
            x, y = _steps(points, line)
            self._put(pg.PlotCurveItem(x, y, pen=pen, connect="finite", antialias=True))

    def _draw_definitions(self, theme: Colours, points: Sequence[Point], high: float) -> None:
        for place, point in enumerate(points):
            if point.new_definition:
                pen = pg.mkPen(theme.warning, width=2, style=Qt.PenStyle.DotLine)
                self._put(pg.InfiniteLine(pos=place - HALF, angle=90, pen=pen))
                note = pg.TextItem("new definition", color=theme.warning, anchor=(int(place > len(points) / 2), 0))
                note.setFont(self.font())
                note.setPos(place - HALF, high)
                self._put(note)

    def _draw_figures(self, theme: Colours, points: Sequence[Point]) -> None:
        x = list(range(len(points)))
        y = [nan if point.figure is None else float(point.figure) for point in points]
        leads_on = [each.joined for each in points[1:]] + [False]
        pen = pg.mkPen(theme.accent, width=2.5)
        self._put(pg.PlotCurveItem(x, y, pen=pen, connect=np.array(leads_on, dtype=bool), antialias=True))
        for mark, (symbol, filled) in SHAPES.items():
            places = [place for place, each in enumerate(points) if each.figure is not None and each.mark is mark]
            self._put(
                pg.ScatterPlotItem(
                    x=places,
                    y=[y[place] for place in places],
                    symbol=symbol,
                    size=self._em() * 0.55,
                    pen=pg.mkPen(theme.accent, width=2),
                    brush=pg.mkBrush(theme.accent if filled else theme.base),
                    antialias=True,
                )
            )

    def _draw_current(self) -> None:
        theme = self._colours()
        for item in (self._post, self._ring):
            self.removeItem(item)
        if self._current is None or self._series is None:
            return
        figure = self._series.points[self._current].figure
        self._post.setPos(self._current)
        self._post.setPen(pg.mkPen(theme.muted, width=1))
        self._put(self._post)
        if figure is not None:
            pen = pg.mkPen(theme.text, width=2)
            self._ring.setData(x=[self._current], y=[float(figure)], size=self._em(), pen=pen, brush=None)
            self._put(self._ring)

    def _draw_focus(self) -> None:
        theme = self._colours()
        pen = pg.mkPen(theme.accent, width=2) if self.hasFocus() else pg.mkPen(theme.line)
        self.getViewBox().setBorder(pen)

    def _colours(self) -> Colours:
        """Those of the scheme in which this very chart is shown: its picture is a light one in a dark window too."""
        return schemes()[DARK if luminance(self.palette().window().color()) < DIM else LIGHT]

    def _put(self, item: Any) -> None:
        self.addItem(item, ignoreBounds=True)

    def _em(self) -> float:
        return QFontMetricsF(self.font()).height()


class PeriodAxis(pg.AxisItem):  # type: ignore[misc]
    """Labels periods beneath their points, as many as there is room for, the last one always."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.setStyle(hideOverlappingLabels=OVERHANG)
        self.labels: Sequence[str] = ()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803
        font = self.style["tickFont"] or QFont()
        width = max(map(QFontMetricsF(font).horizontalAdvance, self.labels), default=1) * 1.15
        each = size / max(maxVal - minVal, 1)
        stride = max(1, -(-int(width) // max(int(each), 1)))
        return [(stride, [float(place) for place in range(len(self.labels) - 1, -1, -stride)])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [self.labels[int(value)] for value in values]


def span(points: Sequence[Point]) -> tuple[float, float]:
    """From where to where the axis runs: over all figures and targets, from nought where they begin near it."""
    values = [float(each.figure) for each in points if each.figure is not None]
    values += [float(line) for each in points for line in each.goal.lines]
    low, high = min(values, default=0.0), max(values, default=1.0)
    low = 0.0 if 0 <= low < high / 2 else low
    height = high - low or abs(high) or 1.0
    above = MARGIN + HEADROOM if any(each.new_definition for each in points) else MARGIN
    return low - height * MARGIN, high + height * above


def _stretches(points: Sequence[Point]) -> Iterator[tuple[Goal, int, int]]:
    """The goals, each with the places from where to where it holds."""
    for goal, group in groupby(enumerate(points), key=lambda each: each[1].goal):
        places = [place for place, _ in group]
        yield goal, places[0], places[-1]


def _steps(points: Sequence[Point], line: int) -> tuple[list[float], list[float]]:
    """The corners of the targets' first or second line; where there is none in force, it has a gap."""
    x: list[float] = []
    y: list[float] = []
    for place, point in enumerate(points):
        x += [place - HALF, place + HALF]
        y += [float(point.goal.lines[line]) if line < len(point.goal.lines) else nan] * 2
    return x, y


def _transparent(colour: QColor, alpha: float) -> QColor:
    made = QColor(colour)
    made.setAlphaF(alpha)
    return made
