"""What stands in the window while no plan is open: the ways to begin, the recent plans, and who is at work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from waymark_ui.icons import PROGRAM, icon

WAYS = (
    ("new", "&New plan", "Begin an empty plan in a file of its own"),
    ("excel", "New plan from Exce&l or Word", "Out of a file that somebody has kept; you see first what is in it"),
    ("open", "&Open a plan", "A file that ends in .waymark"),
    ("example", "Open the e&xample plan", "A copy of an invented council’s plan, to try things on"),
)
"""The ways to begin: the icon and the name of the signal's word, what the button says, and what comes of it."""


class StartPage(QWidget):
    """The start page. `chosen` carries the word of a way to begin, `recent_chosen` a path, `named` who is at work."""

    chosen = Signal(str)
    recent_chosen = Signal(object)
    named = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._em = self.fontMetrics().horizontalAdvance("m")
        self.ways = {word: self._way(word, text) for word, text, _ in WAYS}
        self.recent = QListWidget(self)
        self.name = QLineEdit(name, self)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(self._heading())
        column.addSpacing(self._em)
        column.addLayout(self._columns())
        column.addSpacing(self._em)
        column.addLayout(self._naming())
        column.addStretch(2)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List the plans that were open lately, the last one first."""
        self.recent.clear()
        for path in paths:
            # The list makes its lines itself: one made in Python may go before the list does, which ends the program.
            self.recent.addItem(f"{path.name}\n{path.parent}")
            item = self.recent.item(self.recent.count() - 1)
            item.setIcon(icon("recent"))
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{path.name} in {path.parent}")
        self.recent.setEnabled(bool(paths))
        if paths:
            self.recent.setCurrentRow(0)
            self.recent.setFocus()
        else:
            self.recent.addItem("None yet: the plans that you open will stand here.")
            self.ways["new"].setFocus()

    def _heading(self) -> QHBoxLayout:
        sign, words = QLabel(self), QLabel("Waymark", self)
        sign.setPixmap(icon(PROGRAM).pixmap(QSize(4 * self._em, 4 * self._em), self.devicePixelRatioF()))
        font = words.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        words.setFont(font)
        return self._centred(sign, words)

    def _columns(self) -> QHBoxLayout:
        left, right = QVBoxLayout(), QVBoxLayout()
        for word, _, meaning in WAYS:
            self.ways[word].setAccessibleDescription(meaning)
            left.addWidget(self.ways[word])
            left.addWidget(QLabel(meaning, self))
            left.addSpacing(self._em)
        left.addStretch()
        label = QLabel("&Recent plans", self)
        label.setBuddy(self.recent)
        self.recent.setAccessibleName("Recent plans")
        self.recent.setWordWrap(True)
        self.recent.setMinimumSize(22 * self._em, 12 * self._em)
        self.recent.itemActivated.connect(self._choose)
        right.addWidget(label)
        right.addWidget(self.recent)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(left, 3)
        row.addSpacing(2 * self._em)
        row.addLayout(right, 4)
        row.addStretch(1)
        return row

    def _way(self, word: str, text: str) -> QPushButton:
        button = QPushButton(icon(word), text, self)
        button.setIconSize(QSize(2 * self._em, 2 * self._em))
        button.setMinimumHeight(3 * self._em)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: self.chosen.emit(word))
        return button

    def _naming(self) -> QHBoxLayout:
        label = QLabel("Your name, which stands beside what you &change:", self)
        label.setBuddy(self.name)
        self.name.setAccessibleName("Your name")
        self.name.setMaximumWidth(18 * self._em)
        self.name.editingFinished.connect(lambda: self.named.emit(self.name.text().strip()))
        return self._centred(label, self.name)

    def _centred(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch()
        return row

    def _choose(self, item: QListWidgetItem) -> None:
        path = item.data(Qt.ItemDataRole.UserRole)
        if path is not None:
            self.recent_chosen.emit(path)
