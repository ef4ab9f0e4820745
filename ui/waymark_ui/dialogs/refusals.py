"""The cells that could not take what was pasted, and why; the others did."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from waymark_ui.dialogs.messages import counted, resize
from waymark_ui.dialogs.tables import LinesModel, fit_rows, lines_view

COLUMNS = ("Row", "Column", "What was entered", "Why it was not taken")
WIDTHS = (26, 18, 20)
SIZE = (110, 22)
"""In characters and lines."""

Line = tuple[str, str, str, str]
"""What stands in a line of the list, as `COLUMNS` name it."""


class RefusalsDialog(QDialog):
    """A list of what was refused, which can be copied."""

    def __init__(self, parent: QWidget, lines: Sequence[Line]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Not taken")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lines = lines
        self.model = LinesModel[Line](COLUMNS, tuple, self)
        self.model.show(lines)
        view = lines_view(self.model, "What was not taken", WIDTHS)
        buttons = QDialogButtonBox()
        self.copy: QPushButton = buttons.addButton("Co&py the list", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        buttons.addButton(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        words = f"{counted(len(lines), 'cell')} could not take what was entered; the others did."
        for widget in (QLabel(words, wordWrap=True), view, buttons):
            layout.addWidget(widget)
        resize(self, *SIZE)
        fit_rows(view)

    def text(self) -> str:
        """The list with tabs, headings first, as a spreadsheet takes it."""
        return "\n".join("\t".join(cell.replace("\n", " ") for cell in line) for line in (COLUMNS, *self._lines))
