"""What was reported of a row in earlier periods, the newest first."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from waymark.domain.period import Period, period_from_key
from waymark.domain.plan import Plan
from waymark.domain.rows import Row, Update
from waymark_ui.details.markup import write_into


class Timeline(QTextBrowser):
    """The updates of other periods than the one reported on, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenExternalLinks(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Updates for other periods")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        return QSize(0, int(self.document().size().height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_row(self, plan: Plan, row: Row, period: Period) -> int:
        """Show a row's updates; gives how many there are."""
        updates = other_updates(plan, row, period)
        self.clear()
        cursor = self.textCursor()
        for place, update in enumerate(updates):
            if place:
                cursor.insertBlock()
            _write(cursor, update)
        return len(updates)


def other_updates(plan: Plan, row: Row, period: Period) -> tuple[Update, ...]:
    """The updates for other periods, the newest first; last those for none."""
    told = [each for each in plan.updates.where("subject_id", row.id) if each.text and each.period != period.key]
    dated = sorted((each for each in told if each.period), key=lambda each: period_from_key(each.period), reverse=True)
    return (*dated, *(each for each in told if not each.period))


def _write(cursor: QTextCursor, update: Update) -> None:
    strong = QTextCharFormat()
    strong.setFontWeight(QFont.Weight.Bold)
    label = period_from_key(update.period).label if update.period else "For no period in particular"
    cursor.insertText(f"{label}, {update.dated}" if update.dated else label, strong)
    cursor.insertBlock()
    write_into(cursor, update.text)
