"""A small picture of a sheet: where a table stands on it, what is its header, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from waymark.exchange.reading.survey import Area, Survey, SurveyedSheet, SurveyedTable
from waymark_ui import theme
from waymark_ui.dialogs.messages import counted
from waymark_ui.grid.painting import mixed

WIDTH, LINES = 24, 7
"""The least width in characters, and the least height in lines."""
LEAST = 2.0
"""However many rows a sheet has, what is marked is at least so many pixels high and wide."""


class WherePicture(QWidget):
    """The sheet of a table, with this table framed; `words` tells the same, and is what a screen reader says."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: SurveyedSheet | None = None
        self._table: SurveyedTable | None = None
        self._beside: tuple[SurveyedTable, ...] = ()
        self.setAccessibleName("Where the table stands")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * WIDTH, metrics.lineSpacing() * LINES)

    def show_table(self, survey: Survey, table: SurveyedTable | None) -> None:
        """Show where a table stands, or nothing."""
        self._table = table
        self._sheet = survey.sheet_of(table) if table else None
        beside = (each for each in survey.tables if table and each.sheet == table.sheet and each is not table)
        self._beside = tuple(beside)
        self.setAccessibleDescription(self.words())
        self.setToolTip(self.words())
        self.update()

    def words(self) -> str:
        """What the picture shows, in sentences."""
        if self._sheet is None or self._table is None:
            return ""
        sheet, table = self._sheet, self._table
        size = f"“{sheet.name}”: {counted(sheet.rows, 'row')}, {counted(sheet.columns, 'column')}."
        area = f"The table stands in rows {table.area.top:,} to {table.area.bottom:,}; {_header(table)}."
        out = f"{counted(len(table.rows_out), 'row')} in it left out." if table.rows_out else ""
        others = f"{counted(len(self._beside), 'other table')} beside it." if self._beside else ""
        outside = "What stands outside the tables is grey." if sheet.outside else ""
        return " ".join(filter(None, (size, area, out, others, outside)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheet is None or self._table is None:
            return
        colours, base = theme.colours(), self.palette().base().color()
        painter = QPainter(self)
        self._fill(painter, [Area(1, 1, self._sheet.rows, self._sheet.columns)], base)
        self._fill(painter, self._sheet.outside, mixed(colours.muted, base, 0.35))
        for table in (*self._beside, self._table):
            self._paint_table(painter, table, colours.accent, base)
        self._frame(painter, Area(1, 1, self._sheet.rows, self._sheet.columns), colours.line, 1)
        self._frame(painter, self._table.area, colours.accent, 3)

    def _paint_table(self, painter: QPainter, table: SurveyedTable, accent: QColor, base: QColor) -> None:
        """A table that is left out is hatched, and so are rows that are; its header is darker than the rest."""
        area = table.area
        header = Area(area.top, area.left, area.top + max(table.header, 1) - 1, area.right)
        if table.why_not:
            self._fill(painter, [area], QBrush(accent, Qt.BrushStyle.BDiagPattern))
        else:
            self._fill(painter, [area], mixed(accent, base, 0.3))
            self._fill(painter, [header], accent)
        out = [Area(row, area.left, row, area.right) for row in table.rows_out]
        self._fill(painter, out, base)
        self._fill(painter, out, QBrush(accent, Qt.BrushStyle.BDiagPattern))
        self._frame(painter, area, accent, 1)

    def _fill(self, painter: QPainter, areas: Iterable[Area], brush: QBrush | QColor) -> None:
        for area in areas:
            painter.fillRect(self._place(area), brush)

    def _frame(self, painter: QPainter, area: Area, colour: QColor, width: int) -> None:
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = width / 2
        painter.drawRect(self._place(area).adjusted(inset, inset, -inset, -inset))

    def _place(self, area: Area) -> QRectF:
        """Where a block of cells is in the picture."""
        assert self._sheet is not None
        wide, high = self.width() / self._sheet.columns, self.height() / self._sheet.rows
        left, top = (area.left - 1) * wide, (area.top - 1) * high
        width, height = (area.right - area.left + 1) * wide, (area.bottom - area.top + 1) * high
        return QRectF(left, top, max(width, LEAST), max(height, LEAST))


def _header(table: SurveyedTable) -> str:
    first, last = table.area.top, table.area.top + max(table.header, 1) - 1
    return f"its header is row {first:,}" if first == last else f"its header is rows {first:,} to {last:,}"
