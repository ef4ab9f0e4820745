"""What the checks found of the row that is shown, and the way to accept it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QPushButton, QVBoxLayout, QWidget

from waymark.services.checks.finding import Finding
from waymark_ui.checks.model import SIGNS
from waymark_ui.icons import icon

MOST_LINES = 8


class RowFindings(QWidget):
    """The findings of a row, a sentence each. `accepting` carries those that are selected, to be accepted."""

    accepting = Signal(object)

    def __init__(self, *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: Sequence[Finding] = ()
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName("Findings")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.button = QPushButton("Accept…")
        self.button.setAccessibleDescription("Accept the selected findings for a reason")
        self.button.clicked.connect(lambda: self.accepting.emit(self.chosen()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.setHidden(read_only)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show those, with the first one selected."""
        if findings == self._findings:
            return
        self._findings = findings
        side = self.fontMetrics().height()
        self.list.setIconSize(QSize(side, side))
        self.list.clear()
        for finding in findings:
            severity = finding.check.severity
            self.list.addItem(f"{severity.value.capitalize()}: {finding.sentence}")
            item = self.list.item(self.list.count() - 1)
            item.setIcon(icon(SIGNS[severity]))
            item.setToolTip(f"{finding.check.explains}\n{finding.check.suggests}")
        self.list.setCurrentRow(0)
        self._fit()

    def chosen(self) -> list[Finding]:
        """Those that are selected."""
        return [self._findings[number] for number in sorted(index.row() for index in self.list.selectedIndexes())]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its sentences in its width, up to some lines."""
        self.list.doItemsLayout()
        heights = [self.list.visualItemRect(self.list.item(row)).height() for row in range(self.list.count())]
        most = self.fontMetrics().lineSpacing() * MOST_LINES
        self.list.setFixedHeight(min(sum(heights), most) + 2 * self.list.frameWidth())
