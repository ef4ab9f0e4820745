"""Accepting findings for a reason, and taking that back: each is one step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from waymark.domain.edits import Edits
from waymark.services.checks.finding import Finding
from waymark.services.checks.waivers import waived, waiver_of
from waymark_ui.dialogs.messages import widen
from waymark_ui.session import Session

ORIGIN = "checks"
WIDTH, HEIGHT = 60, 4
"""In characters and lines."""
MEANS = "What is accepted is not counted any more, until what it is about changes. The reason stands in the history."


class ReasonEdit(QPlainTextEdit):
    """A reason, one line however long: Enter does not break it but tells, by `entered`, that it is given."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class AcceptDialog(QDialog):
    """Asks why findings are accepted; `given` carries the reason."""

    given = Signal(str)

    def __init__(self, parent: QWidget, findings: Sequence[Finding]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_label("Accept", findings))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sentence = findings[0].sentence if len(findings) == 1 else f"{len(findings)} findings are selected."
        told, means, title = QLabel(sentence, wordWrap=True), QLabel(MEANS, wordWrap=True), QLabel("&Reason:")
        told.setTextFormat(Qt.TextFormat.PlainText)
        self.reason = ReasonEdit()
        self.reason.entered.connect(self.accept)
        self.reason.setAccessibleName("Reason")
        self.reason.setAccessibleDescription(f"{sentence} {MEANS}")
        self.reason.setMinimumHeight(self.fontMetrics().lineSpacing() * HEIGHT)
        self.reason.textChanged.connect(self._look)
        widen(self.reason, WIDTH)
        title.setBuddy(self.reason)
        buttons = QDialogButtonBox()
        self.go: QPushButton = buttons.addButton("&Accept", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (told, means, title, self.reason, buttons):
            layout.addWidget(widget)
        for label in (told, means):
            # A dialog gives a label no more height than its first guess at the lines.
            label.setMinimumHeight(label.heightForWidth(self.reason.minimumWidth()))
        self.reason.setFocus()
        self._look()

    def accept(self) -> None:
        """Give the reason."""
        if self._reason():
            super().accept()
            self.given.emit(self._reason())

    def _reason(self) -> str:
        return " ".join(self.reason.toPlainText().split())

    def _look(self) -> None:
        self.go.setEnabled(bool(self._reason()))


def ask_to_accept(parent: QWidget, session: Session, findings: Sequence[Finding]) -> AcceptDialog:
    """Ask for the reason, and accept findings for it."""
    dialog = AcceptDialog(parent, findings)
    dialog.given.connect(lambda reason: accept(session, findings, reason))
    dialog.open()
    return dialog


def accept(session: Session, findings: Sequence[Finding], reason: str) -> bool:
    """Accept findings for a reason; False where that was refused."""
    plan, author, at = session.plan, session.editor.author, session.now()
    alike = {(each.check.code, each.row_id, each.about): each for each in findings}
    changes = [change for each in alike.values() for change in waived(plan, each, reason, author, at).changes()]
    return session.make(_label("Accept", findings), changes, ORIGIN)


def take_back(session: Session, findings: Sequence[Finding]) -> bool:
    """Have findings that were accepted count again; False where that was refused."""
    edits = Edits(session.plan)
    for waiver in {waiver.id: waiver for each in findings if (waiver := waiver_of(session.plan, each))}.values():
        edits.set(waiver, withdrawn_at=session.now())
    return session.make("Take back acceptance", edits.changes(), ORIGIN)


def _label(verb: str, findings: Sequence[Finding]) -> str:
    return f"{verb} finding" if len(findings) == 1 else f"{verb} {len(findings)} findings"
