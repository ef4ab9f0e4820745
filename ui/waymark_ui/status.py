"""The line at the window's foot: the file, whether all is saved, what Undo would take back, how the plan is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QToolButton, QWidget

from waymark.domain.errors import SaveFailed
from waymark_ui.icons import icon
from waymark_ui.labels import ElidedLabel, Sign

if TYPE_CHECKING:
    from waymark_ui.session import Session

READ_ONLY = "Open for reading only"


class StatusBar(QStatusBar):
    """What a secretary wants to be sure of.

    `place_asked` is emitted by the button about where the plan is kept, `findings_asked` by the number of findings.
    """

    place_asked = Signal()
    findings_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._file = self._part("Plan file")
        self._saved = self._part("Whether everything is saved")
        self._undo = self._part("What Undo would take back")
        self._notice = _WithIcon("locked", READ_ONLY, self)
        self._place = self._place_button()
        self.findings = self._findings_button()
        for part, stretch in ((self._file, 2), (self._saved, 1), (self._undo, 3)):
            self.addWidget(part, stretch)
        self.addPermanentWidget(self.findings)
        self.addPermanentWidget(self._notice)
        self.addPermanentWidget(self._place)
        self.show_session(None)

    def show_session(self, session: Session | None) -> None:
        """Speak of that plan; of none where there is none."""
        self._session = session
        self._file.setText(session.path.name if session else "")
        self._saved.setText("All changes saved" if session and not session.read_only else "")
        self._notice.setVisible(session is not None and session.read_only)
        self._place.setVisible(session is not None and bool(session.reader.warnings))
        self.findings.setVisible(session is not None)
        self.show_findings(None)
        self._show_undo()
        if session is not None:
            session.saved.connect(self._say_saved)
            session.refused.connect(self._say_not_saved)

    def show_findings(self, count: int | None) -> None:
        """Say how many findings of the checks are open; None: the plan is still being read."""
        words = "1 finding" if count == 1 else f"{count} findings" if count else "No findings"
        self.findings.setText("Checking…" if count is None else words)

    def texts(self) -> list[str]:
        """What the line says, from left to right."""
        return [part.text() for part in (self._file, self._saved, self._undo) if part.text()]

    def _say_saved(self) -> None:
        if self._session is not None:
            self._saved.setText(f"All changes saved {self._session.clock():%H:%M}")
            self._show_undo()

    def _say_not_saved(self) -> None:
        if self._session is not None and isinstance(self._session.refusal, SaveFailed):
            self._saved.setText("The last change is not saved")

    def _show_undo(self) -> None:
        step = None if self._session is None or self._session.read_only else self._session.editor.next_undo
        self._undo.setText(f"Undo would take back: {step.label}" if step else "")

    def _part(self, name: str) -> ElidedLabel:
        part = ElidedLabel(parent=self)
        part.setAccessibleDescription(name)
        return part

    def _findings_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip("What the checks found: go to the Checks page")
        button.setAccessibleDescription(button.toolTip())
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(self.findings_asked)
        return button

    def _place_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon("notice"))
        button.setText("About this plan’s place…")
        button.setAccessibleDescription("What to know about the folder in which this plan is kept")
        button.setAutoRaise(True)
        button.clicked.connect(self.place_asked)
        return button


class _WithIcon(QWidget):
    """A few words with an icon before them."""

    def __init__(self, drawing: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Sign(drawing, self))
        row.addWidget(QLabel(text, self))
