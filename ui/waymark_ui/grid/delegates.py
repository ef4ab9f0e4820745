"""How cells are drawn, measured and edited, by the kind of their column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from waymark_ui.grid.columns import PLAIN, Kind, Look
from waymark_ui.grid.editors import LineEditor, editor_for
from waymark_ui.grid.marks import draw_mark
from waymark_ui.grid.model import GridModel
from waymark_ui.grid.painting import BEFORE_WORDS, Inks, draw_chip, draw_letter, draw_pill, draw_sparkline, draw_tick
from waymark_ui.grid.texts import Laid, Texts, Wanted

Index = QModelIndex | QPersistentModelIndex
MOST_LINES = 20
"""A row is never higher than so many lines of text; the details pane shows the rest."""
WIDEST = 60
"""A column that is fitted to its texts becomes no wider than so many characters."""
_SELECTED = QStyle.StateFlag.State_Selected
_REFS = re.compile(r"[,;\n]")


class CellDelegate(QStyledItemDelegate):
    """Draws a grid's cells in one font and palette, which `restyle` sets.

    Headings are left to the table, because they stretch over its whole width.
    """

    def __init__(self, model: GridModel, font: QFont, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._draw: dict[Kind, Callable[[QPainter, QRect, int, int, Look], None]] = {
            Kind.rating: self._draw_rating,
            Kind.kpis: self._draw_chips,
            Kind.sparkline: self._draw_sparkline,
        }
        self.restyle(font, palette)

    def restyle(self, font: QFont, palette: QPalette) -> None:
        """Draw in that font and palette from now on."""
        self.inks = Inks.of(palette)
        self.texts = Texts(font, self.inks.bad)
        metrics = self.texts.metrics
        self._strong = QFont(font)
        self._strong.setBold(True)
        self._line = metrics.height()
        self._wide = metrics.horizontalAdvance("W")
        self.pad = round(metrics.averageCharWidth() * 0.7)
        self.least_height = round(self._line + 2 * self.pad)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, column, model = index.row(), index.column(), self._model
        if model.line(line).row is None:
            return
        area, look = option.rect, model.look(line, column)
        if option.state & _SELECTED:
            painter.fillRect(area, self.inks.selected)
        if look.shaded:
            self._shade(painter, area, selected=bool(option.state & _SELECTED))
        draw = self._draw.get(model.column(column).kind)
        if draw is None:
            self._draw_text(painter, area, line, column, look)
        else:
            draw(painter, area, line, column, look)
        mark = model.mark(line, column)
        if mark is not None:
            draw_mark(painter, area, mark.shape, self._line, self.inks)

    def height(self, line: int, columns: Sequence[tuple[int, int]]) -> tuple[int, int | None]:
        """How high a line is to be, and the column that needs it; for columns given by number and width in pixels."""
        if self._model.line(line).row is None:
            return round(self.least_height * 1.15), None
        heights = ((self._cell_height(line, column, width), column) for column, width in columns)
        highest, needed_by = max(heights, key=itemgetter(0), default=(0.0, None))
        return round(min(max(highest, self._line), MOST_LINES * self._line)) + 2 * self.pad + 1, needed_by

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = max(self._model.text(index.row(), index.column()).splitlines(), key=len, default="")
        widest = WIDEST * self.texts.metrics.averageCharWidth()
        badge = 2 * self._line if self._model.look(index.row(), index.column()) is not PLAIN else 0.0
        width = min(self.texts.metrics.horizontalAdvance(text) + badge, widest) + 3 * self.pad
        return QSize(round(width), self.least_height)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line, column = index.row(), index.column()
        text = self._model.text(line, column)
        editor = editor_for(self._model.column(column).kind, text, self._model.choices(line, column), parent)
        editor.setFont(self.texts.font)
        if isinstance(editor, LineEditor):
            editor.setTextMargins(self.pad // 2, self.pad // 2, self.pad // 2, 0)
        editor.setAccessibleName(self._model.column(column).title)
        editor.setAccessibleDescription(self._model.column(column).describes)
        return editor

    @property
    def tick_width(self) -> int:
        """How much room a tick takes at the left of its cell, in pixels."""
        return round(self._line + self.pad)

    def tick_box(self, area: QRect) -> QRectF:
        """Where the tick of a cell is, whose area that is."""
        side = self._line * 0.8
        return QRectF(area.x() + self.pad, area.y() + self.pad + (self._line - side) / 2, side, side)

    # By kind

    def _draw_text(self, painter: QPainter, area: QRect, line: int, column: int, look: Look) -> None:
        text = self._model.text(line, column)
        if (tick := self._model.tick(line, column)) is not None:
            painter.save()
            draw_tick(painter, self.tick_box(area), tick, self.inks)
            painter.restore()
            area = area.adjusted(self.tick_width, 0, 0, 0)
        if not text and not look.mark and not look.letter:
            return
        x, y, width, height = area.x(), area.y(), area.width(), area.height()
        if look.letter:
            self._draw_letter(painter, QRect(x, y, self._letter_width(), height), look)
        laid = self._laid(line, column, width, look)
        painter.setPen(self.inks.muted if look.shaded or look.faint else self.inks.text)
        left = x + self.pad + (self._letter_width() if look.letter else 0)
        if laid.height <= height:
            laid.draw(painter, left, y + self.pad)
        else:
            self._draw_clipped(painter, area, laid, left)

    def _draw_clipped(self, painter: QPainter, area: QRect, laid: Laid, left: int) -> None:
        painter.save()
        painter.setClipRect(area)
        laid.draw(painter, left, area.y() + self.pad)
        painter.restore()

    def _draw_letter(self, painter: QPainter, area: QRect, look: Look) -> None:
        high = min(self._line + self.pad, area.height() - 2)
        badge = QRectF(area.x() + 1, area.y() + self.pad / 2, area.width() - 1, high)
        painter.save()
        draw_letter(painter, badge, look, self._strong, self.inks)
        painter.restore()

    def _draw_rating(self, painter: QPainter, area: QRect, line: int, column: int, look: Look) -> None:
        if not look.colour:
            self._draw_text(painter, area, line, column, look)
            return
        words, high = self._pill_words(line, column, look), self._line + self.pad
        wide = min(words.layout.maximumWidth() + high * (BEFORE_WORDS + 0.4), area.width() - self.pad)
        pill = QRectF(area.x() + self.pad / 2, area.y() + self.pad / 2, wide, high)
        painter.save()
        painter.setClipRect(area)
        draw_pill(painter, pill, words, look)
        painter.restore()

    def _draw_chips(self, painter: QPainter, area: QRect, line: int, column: int, look: Look) -> None:
        painter.save()
        painter.setClipRect(area)
        for chip, words in self._chips(line, column, area.width()):
            draw_chip(painter, chip.translated(area.x(), area.y()), words, self.inks, self.pad)
        painter.restore()

    def _draw_sparkline(self, painter: QPainter, area: QRect, line: int, column: int, look: Look) -> None:
        room = QRectF(area).adjusted(2 * self.pad, self.pad, -2 * self.pad, 0)
        room.setHeight(min(room.height() - self.pad, self._line))
        painter.save()
        draw_sparkline(painter, room, self._model.figures(line, column), self.inks)
        painter.restore()

    def _cell_height(self, line: int, column: int, width: int) -> float:
        kind = self._model.column(column).kind
        if kind is Kind.sparkline or kind is Kind.rating:
            return self._line
        text = self._model.text(line, column)
        if kind is Kind.kpis:
            return max((chip.bottom() for chip, _ in self._chips(line, column, width)), default=0.0) - self.pad
        if self._model.tick(line, column) is not None:
            width -= self.tick_width
        if "\n" not in text and self.texts.advance(text) <= width - 2 * self.pad - self._letter_width():
            # Short texts, and so most readings, are one line whatever their look puts before them.
            return self._line
        return self._laid(line, column, width, self._model.look(line, column)).height

    def _laid(self, line: int, column: int, width: int, look: Look) -> Laid:
        """The text of a cell, in a width that has no tick in it."""
        kind = self._model.column(column).kind
        inner = width - 2 * self.pad - (self._letter_width() if look.letter else 0)
        text = self._model.text(line, column)
        return self.texts.laid(Wanted(text, inner, kind is Kind.value, kind is Kind.long_text, look.mark))

    def _pill_words(self, line: int, column: int, look: Look) -> Laid:
        words = f"{look.letter} {self._model.text(line, column)}"
        return self.texts.laid(Wanted(words, round(self._wide * len(words))))

    def _chips(self, line: int, column: int, width: int) -> Iterator[tuple[QRectF, Laid]]:
        """The chips of a cell, placed from its corner in lines as wide as it is."""
        x = y = self.pad / 2
        height = self._line + self.pad
        for ref in filter(None, map(str.strip, _REFS.split(self._model.text(line, column)))):
            words = self.texts.laid(Wanted(ref, max(round(width - 4 * self.pad), 1)))
            wide = min(words.layout.maximumWidth() + 1, width - 4 * self.pad) + 2 * self.pad
            if x + wide > width - self.pad / 2 and x > self.pad:
                x, y = self.pad / 2, y + height + self.pad / 2
            yield QRectF(x, y, wide, height), words
            x += wide + self.pad / 2

    def _shade(self, painter: QPainter, area: QRect, *, selected: bool) -> None:
        if not selected:
            painter.fillRect(area, self.inks.shade)
        painter.fillRect(area, self.inks.hatch_brush)

    def _letter_width(self) -> int:
        return round(self._wide) + 2
