"""A field for where a file is to be written."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from waymark_ui.dialogs.messages import note_label, widen

WIDTH = 60
"""In characters."""


class PlaceField(QWidget):
    """A path to type or choose, and beneath it what to know about it. `kinds` is as in `Word documents (*.docx)`."""

    changed = Signal()

    def __init__(self, ending: str, kinds: str) -> None:
        super().__init__()
        self._ending = ending
        self._kinds = kinds
        self.line = QLineEdit()
        self.line.textChanged.connect(self._look)
        widen(self.line, WIDTH)
        self.line.setAccessibleName("Where to write the file")
        choose = QPushButton("&Choose…")
        choose.clicked.connect(self._choose)
        choose.setAccessibleName("Choose where to write the file")
        choose.setAutoDefault(False)
        self._note = note_label(self)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self._note)
        self.setFocusProxy(self.line)
        # Without this the letter of the label before it leads nowhere.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def path(self) -> Path | None:
        """Where to write; with the right ending also where none was typed. None where nothing was typed."""
        typed = self.line.text().strip()
        if not typed:
            return None
        named = typed.endswith(("/", os.sep)) or Path(typed).suffix.casefold() == self._ending
        return Path(typed if named else f"{typed}{self._ending}")

    def set_kind(self, ending: str, kinds: str) -> None:
        """Have another kind of file written; a name that ends as the kind before gets the new ending."""
        path = self.path()
        self._ending, self._kinds = ending, kinds
        if path is not None and path.suffix and path.suffix.casefold() != ending:
            typed = self.line.isModified()
            self.line.setText(str(path.with_suffix(ending)))
            self.line.setModified(typed)

    def suggest(self, path: Path) -> None:
        """Put a path in, unless a person has typed one."""
        if not self.line.isModified():
            self.line.setText(str(path))

    def problem(self) -> str:
        """Why nothing can be written there, in a sentence; blank where nothing is known against it."""
        path = self.path()
        if path is None:
            return "Say where the file is to be written."
        if not path.is_absolute():
            return "Say the folder too, or choose it."
        # os.path takes what no file system has, such as a name of 300 letters, for not there; pathlib raises.
        if os.path.isdir(path):
            return f"“{path}” is a folder. Add a name for the file."
        if not os.path.isdir(path.parent):
            return f"There is no folder “{path.parent}”. Choose another."
        return ""

    def _look(self) -> None:
        path = self.path()
        there = path is not None and os.path.isfile(path)
        self._note.setText(self.problem() or ("There is such a file already; it will be replaced." if there else ""))
        self.line.setAccessibleDescription(self._note.text())
        self.changed.emit()

    def _choose(self) -> None:
        chooser = QFileDialog(self, "Where to write the file", "", self._kinds)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(self._ending.removeprefix("."))
        if path := self.path():
            chooser.setDirectory(str(path.parent))
            chooser.selectFile(path.name)
        chooser.fileSelected.connect(self._chosen)
        chooser.open()

    def _chosen(self, path: str) -> None:
        self.line.setText(path)
        self.line.setModified(True)
