"""Texts laid out for cells: each once in a font and a width, to be measured and drawn as often as needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from waymark.domain.text import Paragraph, parse_text

MOST_LAYOUTS = 6_000
"""So many texts stay laid out: a few screens full of cells. They are all forgotten when there are more."""
ALARMS = frozenset("!✗⚠")
LINE_BREAK = "\u2028"
BULLET = "•  "


@dataclass(frozen=True, slots=True)
class Laid:
    """A text laid out in a width: ready to draw, and as high as it is."""

    layout: QTextLayout
    height: float

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw it in the painter's pen with its top left corner there."""
        self.layout.draw(painter, QPointF(x, y))


class Wanted(NamedTuple):
    """A text to lay out: in which width, to which side, whether it has the markup of long texts, a sign before it."""

    text: str
    width: int
    right: bool = False
    marked_up: bool = False
    sign: str = ""


class Texts:
    """Texts laid out in one font, each once; `alarm` is the colour of signs that call for something to be done."""

    def __init__(self, font: QFont, alarm: QColor) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self._alarm = alarm
        self._laid: dict[Wanted, Laid] = {}
        self._advances: dict[str, float] = {}

    def laid(self, wanted: Wanted) -> Laid:
        """The layout of a text."""
        known = self._laid.get(wanted)
        if known is None:
            if len(self._laid) >= MOST_LAYOUTS:
                self._laid.clear()
            known = self._laid[wanted] = self._lay_out(wanted)
        return known

    def advance(self, text: str) -> float:
        """How wide a text is on one line."""
        known = self._advances.get(text)
        if known is None:
            if len(self._advances) >= MOST_LAYOUTS:
                self._advances.clear()
            known = self._advances[text] = self.metrics.horizontalAdvance(text)
        return known

    def _lay_out(self, wanted: Wanted) -> Laid:
        text, bold, bullets = _plain(wanted)
        layout = QTextLayout(text, self.font)
        option = QTextOption(Qt.AlignmentFlag.AlignRight if wanted.right else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.setFormats([*self._formats(wanted, bold)])
        return Laid(layout, self._break_lines(layout, wanted.width, bullets))

    def _break_lines(self, layout: QTextLayout, width: int, bullets: Sequence[range]) -> float:
        hang = self.metrics.horizontalAdvance(BULLET) if bullets else 0.0
        height = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            start = line.textStart()
            indent = hang if any(start in bullet and start != bullet.start for bullet in bullets) else 0.0
            line.setLineWidth(max(width - indent, 1.0))
            line.setPosition(QPointF(indent, height))
            height += line.height()
        layout.endLayout()
        return height

    def _formats(self, wanted: Wanted, bold: Sequence[range]) -> Sequence[QTextLayout.FormatRange]:
        strong, sign = QTextCharFormat(), QTextCharFormat()
        strong.setFontWeight(QFont.Weight.Bold)
        sign.setFontWeight(QFont.Weight.Bold)
        if wanted.sign in ALARMS:
            sign.setForeground(self._alarm)
        stretches = [(stretch, strong) for stretch in bold]
        if wanted.sign:
            stretches.append((range(len(wanted.sign)), sign))
        return [_format(stretch, style) for stretch, style in stretches]


def _format(stretch: range, style: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = stretch.start, len(stretch), style
    return made


def _plain(wanted: Wanted) -> tuple[str, list[range], list[range]]:
    """The text as it is drawn, and which of its stretches are bold and which are bullets."""
    sign = f"{wanted.sign} " if wanted.sign and wanted.text else wanted.sign
    if not wanted.marked_up:
        return sign + wanted.text.replace("\n", LINE_BREAK), [], []
    text, bold, bullets = sign, [], []
    for paragraph in parse_text(wanted.text):
        text += LINE_BREAK if len(text) > len(sign) else ""
        start = len(text)
        text, bold_here = _with(text, paragraph)
        bold += bold_here
        if paragraph.bullet:
            bullets.append(range(start, len(text) + 1))
    return text, bold, bullets


def _with(text: str, paragraph: Paragraph) -> tuple[str, list[range]]:
    text += BULLET if paragraph.bullet else ""
    bold = []
    for run in paragraph.runs:
        if run.bold:
            bold.append(range(len(text), len(text) + len(run.text)))
        text += run.text
    return text, bold
