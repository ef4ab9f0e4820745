"""One cell of an import in full: what went out, what the plan has, what came back, and which of them is to stand."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QRadioButton, QVBoxLayout, QWidget

from waymark.exchange.trackers.proposal import Cell, Verdict
from waymark_ui.dialogs.proposed import row_name

FEWEST_LINES = 2
UNKNOWN = "(nobody knows)"


class CellPane(QWidget):
    """Shows a cell; of a conflict, `chosen` tells whether what came back is to be taken."""

    chosen = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._cell: Cell | None = None
        self._head = QLabel(wordWrap=True)
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self.base, self.ours, self.theirs = Text(), Text(), Text()
        self.keep = QRadioButton("&Keep what the plan has")
        self.take = QRadioButton("&Take what came back")
        self.take.clicked.connect(lambda: self._choose(True))
        self.keep.clicked.connect(lambda: self._choose(False))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._head)
        titled = (("As it &went out", self.base), ("The plan &has", self.ours), ("Came &back", self.theirs))
        for title, text in titled:
            label = QLabel(title)
            label.setBuddy(text)
            text.setAccessibleName(title.replace("&", ""))
            layout.addWidget(label)
            layout.addWidget(text, 1)
        layout.addWidget(self.keep)
        layout.addWidget(self.take)
        self.show_cell(None, taken=False)

    def show_cell(self, cell: Cell | None, *, taken: bool) -> None:
        """Show a cell, or nothing."""
        self._cell = cell
        self._head.setText(_told(cell) if cell else "Select a cell to see it in full.")
        self.base.setPlainText((UNKNOWN if cell.base is None else cell.base) if cell else "")
        self.ours.setPlainText(cell.ours if cell else "")
        self.theirs.setPlainText((cell.raw if cell.verdict is Verdict.refused else cell.theirs) if cell else "")
        for button in (self.keep, self.take):
            button.setEnabled(cell is not None and cell.verdict is not Verdict.refused)
        (self.take if taken else self.keep).setChecked(True)

    def _choose(self, taken: bool) -> None:
        if self._cell is not None:
            self.chosen.emit(self._cell, taken)


def _told(cell: Cell) -> str:
    what = f"{row_name(cell.subject)}, {cell.column.header} ({cell.where}): {cell.verdict}."
    if cell.verdict is Verdict.conflict:
        return f"{what} The plan’s was changed since by {cell.since}." if cell.since else what
    return f"{what} {cell.say}" if cell.say else what


class Text(QPlainTextEdit):
    """A text to be read; where there is little room, it is as high as a few lines, and not as Qt would like."""

    def __init__(self) -> None:
        super().__init__(readOnly=True, tabChangesFocus=True)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * FEWEST_LINES)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.minimumHeight())
