"""What a check is about, in words for who has not seen its finding before."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark_ui.checks.model import Line
from waymark_ui.checks.places import elsewhere, place_of, whole_texts

NOTHING = "Select a finding to read here what it means and what can be done about it."
LINES = 6


class Explanation(QTextBrowser):
    """A finding's sentence, why it matters, what to do; the whole text where no page shows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What the finding means")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.show_line(None)

    def show_line(self, line: Line | None, plan: Plan | None = None, period: Period | None = None) -> None:
        """Explain a finding; without one, say what stands here."""
        if line is None or plan is None or period is None:
            self.setPlainText(NOTHING)
        else:
            self.setHtml("".join(f"<p>{words}</p>" for words in _paragraphs(line, plan, period)))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * LINES)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().lineSpacing() * 2)


def _paragraphs(line: Line, plan: Plan, period: Period) -> Iterator[str]:
    check = line.finding.check
    yield f"<b>{escape(line.finding.sentence)}</b>"
    yield escape(check.explains)
    yield f"<b>What to do:</b> {escape(check.suggests)}"
    if line.accepted:
        yield f"<b>Accepted because:</b> {escape(line.accepted)}"
    row = plan.find(line.finding.row_id)
    if row is not None and place_of(plan, line.finding, period) is None:
        yield escape(elsewhere(row))
        for title, text in whole_texts(plan, line.finding).items():
            yield f"<b>{escape(title)}:</b> {escape(text).replace(chr(10), '<br>')}"
