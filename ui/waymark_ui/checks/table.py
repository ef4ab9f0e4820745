"""The list of findings: arrows move in it, Enter leads to the cell, Ctrl+C copies what is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from waymark.services.checks.finding import Finding
from waymark_ui.checks.model import ACCEPTED, SENTENCE, SEVERITY, TITLES, FindingsModel, Line
from waymark_ui.dialogs.tables import fit_rows
from waymark_ui.grid.clipboard import block_to_html, block_to_text

WIDTHS = (13, 50, 30, 34, 22, 26, 14)
"""The columns' widths in characters."""
LINES = 2
"""So many lines high is a row of a list that is too long to measure all of its rows."""


class FindingsTable(QTableView):
    """Shows findings, a row each; in an empty list `words` say why it is so.

    `asked` carries the line on which somebody double-clicked or pressed Enter; `moved` says that another is current, or
    that others are selected.
    """

    asked = Signal(object)
    moved = Signal()

    def __init__(self, model: FindingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings = model
        self.words = ""
        self.setModel(model)
        self.setAccessibleName("Findings")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._set_up_headers()
        self.doubleClicked.connect(lambda index: self.asked.emit(self._findings.line(index.row())))
        self.selectionModel().selectionChanged.connect(lambda: self.moved.emit())
        self.selectionModel().currentRowChanged.connect(lambda: self.moved.emit())
        model.modelReset.connect(lambda: fit_rows(self))

    def current(self) -> Line | None:
        """The current line."""
        index = self.currentIndex()
        return self._findings.line(index.row()) if index.isValid() else None

    def chosen(self) -> Sequence[Line]:
        """The lines that are selected, in order."""
        numbers = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self._findings.line(number) for number in numbers]

    def choose(self, finding: Finding | None, otherwise: int) -> None:
        """Move to a finding; where it is not listed, to the line that now stands at the number `otherwise`."""
        found = self._findings.number_of(finding)
        number = min(otherwise, self._findings.rowCount() - 1) if found is None else found
        if number >= 0:
            flags = QItemSelectionModel.SelectionFlag
            index = self._findings.index(number, max(self.currentIndex().column(), 0))
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    def say(self, words: str) -> None:
        """Say that while nothing is listed."""
        self.words = words
        self.setAccessibleDescription(words)
        self.viewport().update()

    def sort_by_current(self) -> None:
        """Sort by the current column, and again for the other way."""
        header, column = self.horizontalHeader(), max(self.currentIndex().column(), 0)
        upwards = header.sortIndicatorSection() == column and header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        self.sortByColumn(column, Qt.SortOrder.DescendingOrder if upwards else Qt.SortOrder.AscendingOrder)

    def columns(self) -> Sequence[int]:
        """The columns that are shown, by number."""
        return [column for column in range(len(TITLES)) if not self.isColumnHidden(column)]

    def copy(self) -> int:
        """Put the selected lines on the clipboard, as text and as a table with headings; gives how many."""
        columns = self.columns()
        block = [[line.texts[column] for column in columns] for line in self.chosen()]
        if block:
            content = QMimeData()
            content.setText(block_to_text(block))
            content.setHtml(block_to_html(block, [TITLES[column] for column in columns]))
            QGuiApplication.clipboard().setMimeData(content)
        return len(block)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            self.asked.emit(line)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._widen()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._findings.rowCount():
            painter = QPainter(self.viewport())
            room = self.viewport().rect().adjusted(20, 20, -20, -20)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.words)
            painter.end()

    def _set_up_headers(self) -> None:
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSortIndicator(SEVERITY, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.setColumnHidden(ACCEPTED, True)
        self.verticalHeader().hide()
        self._widen()

    def _widen(self) -> None:
        """The columns as wide as their texts need; a finding, in a narrow window, as wide as that is."""
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() * LINES + 8)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, self.fontMetrics().averageCharWidth() * width)
        room = self.viewport().width() - self.columnWidth(SEVERITY)
        self.setColumnWidth(SENTENCE, min(self.columnWidth(SENTENCE), room))
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
