"""Asking under which heading a passage is to stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QPushButton, QWidget

from waymark_ui.dialogs.messages import note_label, widen

ABOUT = (
    "Choose one of the paper’s headings or type a new one. “Contacts / Press” is a heading “Press” beneath “Contacts”."
)


class HeadingDialog(QDialog):
    """Offers the headings that there are, and takes a new one."""

    def __init__(
        self, parent: QWidget, title: str, headings: Sequence[str], then: Callable[[str], object], present: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._then = then
        self.heading = QComboBox(editable=True)
        self.heading.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.heading.addItems(headings)
        self.heading.setCurrentText(present)
        self.heading.setAccessibleName("Heading")
        self.heading.setAccessibleDescription(ABOUT)
        widen(self.heading, 50)
        note = note_label(self)
        note.setText(ABOUT)
        buttons = QDialogButtonBox()
        self.go: QPushButton = buttons.addButton("&Use it", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow("&Heading:", self.heading)
        form.addRow(note)
        form.addRow(buttons)
        self.heading.editTextChanged.connect(self._look)
        self._look()

    def accept(self) -> None:
        """Hand the heading over."""
        heading = " ".join(self.heading.currentText().split())
        super().accept()
        self._then(heading)

    def _look(self, *_: str) -> None:
        self.go.setEnabled(bool(self.heading.currentText().strip()))
