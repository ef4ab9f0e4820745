"""A KPI's chart with its words: what it is about, what its signs mean, and what the period in question tells."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QImage, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from waymark.services.series import Mark, Series
from waymark_ui.charts.trend_chart import TrendChart
from waymark_ui.theme import LIGHT, palette, schemes

SIGNS = {
    Mark.plain: "● figure",
    Mark.provisional: "○ provisional",
    Mark.qualified: "□ with a qualifier",
    Mark.doubtful: "× doubtful",
}
TARGET_SIGN, GOOD_SIGN, DEFINITION_SIGN = "╍ target", "▒ good side", "┊ new definition"
HOW_TO_READ = "Point at a period, or press the arrow keys on the chart, to read what it tells."
NO_READINGS = "There are no readings of this KPI yet. They are entered on the Readings page."
LINES_TOLD = 2
PICTURE_SCALE = 2
"""A picture goes into papers: twice the pixels of the screen."""


class TrendPane(QWidget):
    """Title, remarks, chart, key, and below them what the current period tells; `pointed` carries its place."""

    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: Series | None = None
        self._frame = QWidget()
        self._title, self._remarks, self._key, self.told = (_label() for _ in range(4))
        self.chart = TrendChart()
        self._build()
        self.chart.pointed.connect(self._tell)

    def show_series(self, series: Series) -> None:
        """Show a series."""
        self._series = series
        self._title.setText(series.title)
        self._remarks.setText(" ".join(filter(None, (series.good, *series.breaks, *series.remarks))))
        self._remarks.setVisible(bool(self._remarks.text()))
        self._key.setText("     ".join(_signs(series)))
        self.told.setText(HOW_TO_READ if series.points else NO_READINGS)
        self.chart.show_series(series)

    def picture(self) -> QImage:
        """Title, remarks, chart and key as a picture for a white page; the figures are in its description."""
        self.chart.point_at(None)
        paper = palette(schemes()[LIGHT])
        paper.setColor(QPalette.ColorRole.Window, paper.base().color())
        self._frame.setPalette(paper)
        image = QImage(self._frame.size() * PICTURE_SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(PICTURE_SCALE)
        self._frame.render(image)
        self._frame.setPalette(QPalette())
        if self._series:
            image.setText("Description", self._series.words)
        return image

    def minimumSizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 20, em * 16)

    def _build(self) -> None:
        font = self._title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self._title.setFont(font)
        self.told.setAccessibleName("What the period tells")
        self.told.setMinimumHeight(self.fontMetrics().lineSpacing() * LINES_TOLD)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        inner = QVBoxLayout(self._frame)
        inner.setContentsMargins(4, 4, 4, 4)
        for label in (self._title, self._remarks):
            inner.addWidget(label)
        inner.addWidget(self.chart, 1)
        inner.addWidget(self._key)
        self.told.setContentsMargins(4, 0, 4, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame, 1)
        outer.addWidget(self.told)

    def _tell(self, place: int) -> None:
        if self._series:
            words = self._series.points[place].words
            self.told.setText(words)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.chart, words))
            self.pointed.emit(place)


def _signs(series: Series) -> Iterator[str]:
    """What the signs on this chart mean; those that it does not show are left out."""
    marks = {point.mark for point in series.points if point.figure is not None}
    yield from (words for mark, words in SIGNS.items() if mark in marks)
    if any(point.goal.lines for point in series.points):
        yield TARGET_SIGN
    if any(point.goal.good for point in series.points):
        yield GOOD_SIGN
    if any(point.new_definition for point in series.points):
        yield DEFINITION_SIGN


def _label() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return label
