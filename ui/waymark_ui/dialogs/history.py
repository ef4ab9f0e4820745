"""The plan's history: its steps, what each of them changed, and the way back to one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from waymark.domain.changes import Header
from waymark.ports import LogRow
from waymark.services.history import Stacks
from waymark.services.steps import Detail, details, told
from waymark_ui.dialogs.messages import ask, counted, resize
from waymark_ui.dialogs.tables import LinesModel, fit_rows, lines_view
from waymark_ui.session import Session

TITLE = "History"
STEPS = ("Step", "When", "Who", "What", "Rows", "From")
STEP_WIDTHS = (7, 21, 24, 48, 8)
CHANGES = ("What", "Before", "After")
CHANGE_WIDTHS = (40, 44)
SIZE = (130, 36)
"""In characters and lines."""


class HistoryDialog(QDialog):
    """The steps, newest first, with a filter; the changes of the one selected; and undoing back to it."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._above: Sequence[Header] = ()
        self._undoing = QTimer(self, interval=0)
        self._undoing.timeout.connect(self._undo_one)
        self.steps = LinesModel[LogRow](STEPS, self._step, self)
        self.changes = LinesModel[Detail](CHANGES, self._detail, self)
        self._lay_out()
        self.read()

    def read(self) -> None:
        """Read the history anew."""
        rows = list(self._session.reader.log())
        self._numbers = {row.changeset.header.id: row.position.sequence for row in rows}
        self._stacks = Stacks() if self._session.read_only else Stacks.left_by(self._session.reader)
        self.steps.show(rows[::-1])
        if rows:
            self.steps_view.selectRow(0)
        self._show_step()

    def reject(self) -> None:
        """Stop undoing where that is under way; else close."""
        if self._undoing.isActive():
            self._stop()
        else:
            super().reject()

    def _lay_out(self) -> None:
        self._filtered = QSortFilterProxyModel(self)
        self._filtered.setSourceModel(self.steps)
        self._filtered.setFilterKeyColumn(-1)
        self._filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter = QLineEdit(clearButtonEnabled=True, placeholderText="A name, a day, a file, a word…")
        self.filter.setAccessibleName("Show only steps with")
        self.filter.textChanged.connect(self._filtered.setFilterFixedString)
        label = QLabel("Show only steps &with:")
        label.setBuddy(self.filter)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.filter, 1)
        self.steps_view = lines_view(self._filtered, "Steps", STEP_WIDTHS)
        self.steps_view.selectionModel().currentRowChanged.connect(self._show_step)
        self.changes_view = lines_view(self.changes, "What the step changed", CHANGE_WIDTHS)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.steps_view)
        parts.addWidget(self.changes_view)
        self._words = QLabel(wordWrap=True)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(parts, 1)
        layout.addWidget(self._words)
        layout.addWidget(self._buttons())
        resize(self, *SIZE)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.undo_back: QPushButton = buttons.addButton("&Undo back to here…", QDialogButtonBox.ButtonRole.ActionRole)
        self.undo_back.setAutoDefault(False)
        self.undo_back.clicked.connect(self._ask_to_undo)
        closing = buttons.addButton(QDialogButtonBox.StandardButton.Close)
        closing.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        return buttons

    def _step(self, row: LogRow) -> Sequence[str]:
        header = row.changeset.header
        at = datetime.fromisoformat(header.at)
        back = self._numbers.get(header.undoes or "")
        what = f"{header.label} (takes step {back} back)" if back else header.label
        count = len(row.changeset.changes)
        return str(row.position.sequence), f"{at:%d %b %Y %H:%M}", header.author, what, f"{count:,}", header.origin

    def _detail(self, detail: Detail) -> Sequence[str]:
        found = told(self._session.plan, detail)
        return found.what, found.old, found.new

    def _selected(self) -> LogRow | None:
        index = self.steps_view.currentIndex()
        return self.steps.thing(self._filtered.mapToSource(index).row()) if index.isValid() else None

    def _show_step(self, *_: QModelIndex) -> None:
        step = self._selected()
        self.changes.show(list(details(step.changeset)) if step else [])
        fit_rows(self.changes_view)
        standing = self._stacks.standing
        places = [place for place, each in enumerate(standing) if step and each.id == step.changeset.header.id]
        self._above = standing[places[0] + 1 :] if places else []
        self.undo_back.setEnabled(bool(self._above))
        self._words.setText(self._why_not(step, bool(places)) or f"{counted(len(self._above), 'step')} after this one.")
        self.undo_back.setAccessibleDescription(self._words.text())

    def _why_not(self, step: LogRow | None, stands: bool) -> str:
        """Why the selected step cannot be undone back to."""
        if self._session.read_only:
            return "This plan is open for reading only: nothing can be undone here."
        if step is None:
            return "Select a step to see what it changed."
        if not stands:
            return "This step was taken back itself, takes another back, or lies before what Undo can reach."
        if step.changeset.header == self._stacks.beginning and not self._above:
            return "The plan began with this step; there is nothing to undo."
        return "" if self._above else "This is the last step that stands; Undo takes it back."

    def _ask_to_undo(self) -> None:
        step = self._selected()
        if step is None or not self._above:
            return
        words = f"Undo {counted(len(self._above), 'step')}, so that “{step.changeset.header.label}” is the last one?"
        earlier = [each for each in self._above if self._session.is_from_before(each.at)]
        if earlier:
            people = ", ".join(dict.fromkeys(each.author for each in earlier))
            words += f" Made before Waymark was started this time, by {people}: {counted(len(earlier), 'step')}."
        ask(self, TITLE, f"{words} Redo does them again.", "&Undo them", lambda: self._undoing.start())

    def _undo_one(self) -> None:
        """One step at a time, so that the window goes on meanwhile and Esc stops it."""
        target = len(self._stacks.undo) - len(self._above)
        left = len(Stacks.left_by(self._session.reader).undo) - target
        if left <= 0 or not self._session.undo():
            self._stop()
            return
        self._words.setText(f"Undoing: {counted(left - 1, 'step')} to go…")

    def _stop(self) -> None:
        self._undoing.stop()
        self.read()


def open_history(window: QWidget, session: Session) -> HistoryDialog:
    """Show the plan's history."""
    dialog = HistoryDialog(window, session)
    dialog.open()
    return dialog
