"""The council's template for a paper: which file it is, and which of its styles stand for Waymark's."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from waymark.jobs.limits import Limits
from waymark.jobs.papers import unmatched_styles
from waymark.jobs.running import RunningJob
from waymark_ui.dialogs.messages import note_label, resize, tell
from waymark_ui.dialogs.progress import follow
from waymark_ui.dialogs.scrolled import scrolled

if TYPE_CHECKING:
    from waymark.exchange.papers.template.matching import Unmatched

KINDS = "Word documents and templates (*.docx *.dotx)"
NONE = "Waymark’s own look. Choose a Word file of the council’s for its styles, header, footer, logo and pages."
CHOSEN = "Its styles, header, footer, logo and pages are used. “Styles…” tells which styles are named otherwise."
NO_FILE = "There is no file “{path}”. Choose another, or clear the line."
ALL_MATCHED = "Every style of Waymark’s has a namesake in this template."
ABOUT = (
    "These styles of Waymark’s have no namesake in the template. Choose which of its styles is to stand for each; "
    "where none is chosen, Waymark brings its own."
)
OWN = "Waymark’s own"
SIZE = (70, 26)
"""In characters and lines."""


class StylesDialog(QDialog):
    """A line for each style that has no namesake, with the template's styles to choose from."""

    def __init__(
        self,
        parent: QWidget,
        unmatched: tuple[Unmatched, ...],
        chosen: Mapping[str, str],
        then: Callable[[dict[str, str]], object],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Styles of the template")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._then = then
        self.boxes: dict[str, QComboBox] = {}
        fields = QWidget()
        form = QFormLayout(fields)
        for style in unmatched:
            box = self.boxes[style.name] = QComboBox()
            box.setAccessibleName(f"Style for {style.name}")
            box.addItems([OWN, *style.candidates])
            box.setCurrentText(chosen.get(style.name, OWN))
            form.addRow(style.name, box)
        buttons = QDialogButtonBox()
        buttons.addButton("&Use these", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(ABOUT, wordWrap=True))
        layout.addWidget(scrolled(fields), 1)
        layout.addWidget(buttons)
        resize(self, *SIZE)

    def accept(self) -> None:
        """Hand the choices over."""
        self._then({name: box.currentText() for name, box in self.boxes.items() if box.currentIndex() > 0})
        super().accept()


class TemplateField(QWidget):
    """The template's path, blank for none, with its styles. `changed` says that it is another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.styles: dict[str, str] = {}
        self.line = QLineEdit()
        self.line.setAccessibleName("Template")
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._look)
        choose = self._button("C&hoose…", "Choose the template", self._choose)
        self.look_at_styles = self._button("St&yles…", "Choose styles of the template", self._read_styles)
        self.note = note_label(self)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(choose)
        row.addWidget(self.look_at_styles)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.note)
        self.setFocusProxy(self.line)
        # Without this the letter of the label before it leads nowhere.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look()

    def path(self) -> str:
        """The template's path as typed; blank for none."""
        return self.line.text().strip()

    def show_template(self, path: str, styles: Mapping[str, str]) -> None:
        """Show a template with the styles that were chosen of it."""
        self.line.setText(path)
        self.styles = dict(styles)

    def is_there(self) -> bool:
        """Whether there is such a file, or none is asked for."""
        return not self.path() or os.path.isfile(self.path())

    def _button(self, text: str, name: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: do())
        return button

    def _look(self) -> None:
        """What was chosen of one template's styles says nothing of another's."""
        self.styles = {}
        there = self.is_there()
        self.look_at_styles.setEnabled(bool(self.path()) and there)
        self.note.setText((CHOSEN if self.path() else NONE) if there else NO_FILE.format(path=self.path()))
        self.line.setAccessibleDescription(self.note.text())
        self.changed.emit()

    def _choose(self) -> None:
        chooser = QFileDialog(self, "Choose the template", os.path.dirname(self.path()), KINDS)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(self.line.setText)
        chooser.open()

    def _read_styles(self) -> None:
        template = Path(self.path())
        job = RunningJob(unmatched_styles, template, limits=Limits(template.name))
        follow(self, "Reading the template", job, self._ask_for_styles)

    def _ask_for_styles(self, unmatched: tuple[Unmatched, ...]) -> None:
        if unmatched:
            StylesDialog(self, unmatched, self.styles, self._take_styles).open()
        else:
            tell(self, "Styles of the template", ALL_MATCHED)

    def _take_styles(self, styles: dict[str, str]) -> None:
        self.styles = styles
