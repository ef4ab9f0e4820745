"""A part of the details pane under a heading that opens and closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget


class Section(QWidget):
    """A heading with a triangle, and what stands beneath while it is open. `opened` says that somebody opened it."""

    opened = Signal()

    def __init__(self, title: str, content: QWidget, *, is_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.head = QToolButton()
        self.head.setCheckable(True)
        self.head.setAutoRaise(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        font = self.head.font()
        font.setBold(True)
        self.head.setFont(font)
        self.set_title(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.head)
        layout.addWidget(content)
        self.head.toggled.connect(self._toggle)
        self.head.setChecked(is_open)
        self._toggle(is_open)

    @property
    def is_open(self) -> bool:
        """Whether its content is shown."""
        return self.head.isChecked()

    def set_title(self, title: str) -> None:
        """Show another heading."""
        self.head.setText(title)
        self.head.setAccessibleName(title)

    def _toggle(self, is_open: bool) -> None:
        self.head.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self.head.setAccessibleDescription("Open" if is_open else "Closed")
        self._content.setVisible(is_open)
        if is_open:
            self.opened.emit()
