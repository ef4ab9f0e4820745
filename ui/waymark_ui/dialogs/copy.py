"""Saving a copy of the plan, with its history or without."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from waymark.domain.errors import WaymarkError
from waymark.ports import PlanFiles
from waymark_ui.dialogs.messages import note_label, tell
from waymark_ui.dialogs.place import PlaceField
from waymark_ui.session import Session

FOLDER = "folder/copy"
"""The name of the preference: where a copy was last saved."""


class CopyDialog(QDialog):
    """Asks where the copy goes and whether it takes the history along."""

    def __init__(self, parent: QWidget, files: PlanFiles, session: Session) -> None:
        super().__init__(parent)
        self._window = parent
        self.setWindowTitle("Save a copy")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._files = files
        self._session = session
        self._lay_out()
        folder = Path(session.preferences.get(FOLDER) or session.path.parent)
        self.place.suggest((folder if folder.is_dir() else session.path.parent) / f"{session.path.stem} copy.waymark")

    def _lay_out(self) -> None:
        self.with_history = QRadioButton("With its &history: every step, who made it and when")
        self.with_history.setChecked(True)
        self.without_history = QRadioButton("&Without its history: only the plan as it stands, to give away")
        together = QButtonGroup(self)
        choices = QVBoxLayout()
        for choice in (self.with_history, self.without_history):
            together.addButton(choice)
            choices.addWidget(choice)
        self._refusal = note_label(self)
        self.buttons = QDialogButtonBox()
        self._go: QPushButton = self.buttons.addButton("&Save the copy", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self.place = PlaceField(".waymark", "Waymark plans (*.waymark)")
        self.place.changed.connect(lambda: self._go.setEnabled(not self.place.problem()))
        form = QFormLayout(self)
        form.addRow("Save &to:", self.place)
        form.addRow("The copy is saved:", choices)
        form.addRow(self._refusal)
        form.addRow(self.buttons)

    def _save(self) -> None:
        target = self.place.path()
        if target is None:
            return
        try:
            self._files.copy(self._session.reader, target, with_history=self.with_history.isChecked())
        except WaymarkError as refusal:
            self._refusal.setText(str(refusal))
            return
        self._session.preferences.put(FOLDER, str(target.parent))
        self.accept()
        words = f"The copy is saved: “{target.name}”, in the folder “{target.parent}”. The plan itself stays open."
        tell(self._window, self.windowTitle(), words)


def save_copy(window: QWidget, files: PlanFiles, session: Session) -> CopyDialog:
    """Save a copy of the plan."""
    dialog = CopyDialog(window, files, session)
    dialog.open()
    return dialog
