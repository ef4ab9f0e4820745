"""The proposal to give refs in order: what each would be, before anything is changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from waymark.domain.rows import Objective, Row, Theme
from waymark.services.numbering import NewRef, also_named, renumbered, renumbering
from waymark_ui.dialogs.messages import resize
from waymark_ui.dialogs.tables import LinesModel, lines_view
from waymark_ui.session import Session

COLUMNS = ("Ref now", "New ref", "What it is")
WIDTHS = (14, 14)
SIZE = (90, 30)
"""In characters and lines."""


class RenumberDialog(QDialog):
    """Offers new refs below a theme, below an objective or for the whole plan, and makes them one step."""

    def __init__(self, session: Session, below: Row | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._proposed: Sequence[NewRef] = ()
        self.setWindowTitle("Renumber")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.scope = self._scope(below)
        self.proposed = LinesModel[NewRef](COLUMNS, _texts, self)
        self.table = lines_view(self.proposed, "New refs", WIDTHS)
        self.notes = QLabel()
        self.notes.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._propose()

    def accept(self) -> None:
        words = f"Renumber {len(self._proposed)} {'ref' if len(self._proposed) == 1 else 'refs'}"
        if self._session.make(words, renumbered(self._session.plan, self._proposed), "grid"):
            super().accept()

    def _scope(self, below: Row | None) -> QComboBox:
        scope = QComboBox()
        plan = self._session.plan
        scope.addItem("The whole plan", None)
        for theme in plan.themes.live():
            objectives = plan.objectives.where("theme_id", theme.id)
            if objectives or plan.actions.where("theme_id", theme.id):
                scope.addItem(_named(theme), theme.id)
            for objective in objectives:
                scope.addItem(f"    {_named(objective)}", objective.id)
        scope.setCurrentIndex(max(0, scope.findData(below.id) if below else 0))
        scope.currentIndexChanged.connect(self._propose)
        scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        scope.setMinimumContentsLength(40)
        return scope

    def _lay_out(self) -> None:
        label = QLabel("&Renumber what stands below")
        label.setBuddy(self.scope)
        self.scope.setAccessibleName("Renumber what stands below")
        layout = QVBoxLayout(self)
        for widget in (label, self.scope, self.table, self.notes, self.buttons):
            layout.addWidget(widget)
        resize(self, *SIZE)

    def _propose(self) -> None:
        plan = self._session.plan
        below = plan.find(self.scope.currentData() or "")
        self._proposed = renumbering(plan, below if isinstance(below, Theme | Objective) else None)
        self.proposed.show(self._proposed)
        self.notes.setText(self._words(also_named(plan, self._proposed)))
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(f"Renumber {len(self._proposed)}" if self._proposed else "Renumber")
        ok.setEnabled(bool(self._proposed))

    def _words(self, twice: Sequence[str]) -> str:
        if not self._proposed:
            return "The refs are in order already."
        kept = "Links, updates and history stay with their rows; only the refs that people read change."
        return f"{kept} Something else in the plan has these refs too: {', '.join(twice)}." if twice else kept


def _texts(new: NewRef) -> Sequence[str]:
    return new.row.ref or "none", new.ref, new.row.title if isinstance(new.row, Objective) else new.row.text


def _named(row: Theme | Objective) -> str:
    return f"{row.ref} {row.title}".strip()
