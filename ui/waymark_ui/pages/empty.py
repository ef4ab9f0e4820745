"""What a page shows while there is nothing on it: what belongs there, and the first steps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

WIDTH = 60
"""How wide the words run, in characters."""


class EmptyPage(QWidget):
    """A heading, a few words, and a button for each first step; none where nothing can be changed."""

    def __init__(self, heading: str, words: str, first_steps: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title, text = QLabel(heading), QLabel(words)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setBold(True)
        title.setFont(font)
        text.setWordWrap(True)
        text.setFixedWidth(self.fontMetrics().averageCharWidth() * WIDTH)
        # A label placed by its alignment is given no more height than its first guess at the lines.
        text.setMinimumHeight(text.heightForWidth(text.width()))
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        buttons = [*map(self._button, first_steps)]
        for widget in (title, text, *buttons):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        if buttons:
            self.setFocusProxy(buttons[0])
        self.addActions(first_steps)
        layout.addStretch(2)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(words)

    def _button(self, step: QAction) -> QPushButton:
        button = QPushButton(step.toolTip())
        button.setAccessibleName(step.toolTip())
        button.clicked.connect(step.trigger)
        return button
