"""Choosing the heading under which actions are to stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from waymark.domain.rows import Action
from waymark.exchange.papers.wording import counted
from waymark.services.outline import heading_label, moved_under
from waymark_ui.dialogs.messages import resize
from waymark_ui.outline.model import OutlineModel
from waymark_ui.session import Session
from waymark_ui.trees import TreeView

SIZE = (90, 26)
"""In characters and lines."""


class MoveDialog(QDialog):
    """Offers the plan's headings, to begin with where the first of the actions stands, and makes the move one step."""

    def __init__(self, parent: QWidget, session: Session, actions: Sequence[Action]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Move to")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._actions = actions
        self.view = TreeView(OutlineModel(session, self), "Headings")
        buttons = QDialogButtonBox()
        self._go: QPushButton = buttons.addButton("&Move here", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(f"Where are {self._what()} to stand?", wordWrap=True))
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)
        resize(self, *SIZE)
        self.view.selected.connect(self._look)
        self.view.opened.connect(self.accept)
        self.view.select(actions[0].objective_id or actions[0].theme_id or "")
        self._look()

    def accept(self) -> None:
        """Move the actions there, and close."""
        branch = self.view.branch()
        if branch is None or branch.row is None:
            return
        changes = moved_under(self._session.plan, self._actions, branch.row)
        if self._session.make(f"Move {self._what()} to {heading_label(branch.row)}", changes, "grid"):
            super().accept()

    def _look(self, *_: object) -> None:
        branch = self.view.branch()
        self._go.setEnabled(branch is not None and branch.row is not None)

    def _what(self) -> str:
        word = self._session.plan.cover.action_word
        if len(self._actions) == 1:
            return f"{word} {self._actions[0].ref}".strip()
        return counted(len(self._actions), word)
