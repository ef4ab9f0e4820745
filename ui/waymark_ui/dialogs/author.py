"""Asking a person's name: it stands beside every change that they make."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from waymark_ui.dialogs.messages import widen

WIDTH = 50
"""In characters."""


class AuthorDialog(QDialog):
    """Asks for a name; `named` carries it."""

    named = Signal(str)

    def __init__(self, parent: QWidget, suggested: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Your name")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = QLabel("The history says who changed what. Under which name should it know you?", wordWrap=True)
        self.name = QLineEdit(suggested)
        widen(self.name, WIDTH)
        self.name.setAccessibleName("Your name")
        self.name.setAccessibleDescription(words.text())
        self.name.selectAll()
        self.name.textChanged.connect(self._look)
        buttons = QDialogButtonBox()
        self._go: QPushButton = buttons.addButton("&Use this name", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (words, self.name, buttons):
            layout.addWidget(widget)
        self._look()

    def accept(self) -> None:
        """Take the name."""
        super().accept()
        self.named.emit(" ".join(self.name.text().split()))

    def _look(self) -> None:
        self._go.setEnabled(bool(self.name.text().strip()))
