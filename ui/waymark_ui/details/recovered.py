"""The offer to take up again what was being typed when the program last stopped."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class Recovered(QWidget):
    """Offers a text that was being typed when the program last stopped."""

    taken = Signal(str)
    refused = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._markup = ""
        self._words = QLabel(wordWrap=True)
        take, refuse = QPushButton("Take it up again"), QPushButton("Discard")
        take.clicked.connect(self._take)
        refuse.clicked.connect(self._refuse)
        buttons = QHBoxLayout()
        buttons.addWidget(take)
        buttons.addWidget(refuse)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._words)
        layout.addLayout(buttons)
        self.hide()

    def offer(self, markup: str, when: str) -> None:
        """Show the offer."""
        self._markup = markup
        self._words.setText(f"This was being typed on {when} and has not been entered: “{markup}”")
        self.show()

    def _take(self) -> None:
        self.hide()
        self.taken.emit(self._markup)

    def _refuse(self) -> None:
        self.hide()
        self.refused.emit()
