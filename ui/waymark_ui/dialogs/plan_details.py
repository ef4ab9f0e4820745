"""What stands on the plan's front page, and the words that this council uses for its levels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from waymark.domain.due import due_as_typed
from waymark.services.front_page import cover_changes
from waymark_ui.dialogs.messages import note_label, resize
from waymark_ui.dialogs.scrolled import scrolled
from waymark_ui.session import Session

TITLE = "Plan details"
SIZE = (84, 26)
"""In characters and lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """A field of the front page: its name, its title with the letter to press, and an example of what stands there."""

    name: str
    title: str
    example: str = ""

    @property
    def plain(self) -> str:
        """The title without the sign for its letter."""
        return self.title.replace("&", "")


LINES = (
    Line("title", "&Title"),
    Line("subtitle", "&Subtitle", "such as “Children’s services improvement plan”"),
    Line("organisation", "C&ouncil", "the council or partnership whose plan it is"),
    Line("version", "&Version", "such as “Version 4” or “Approved”"),
    Line("version_date", "&Date of this version", "such as “November 2017”: the month reported on"),
    Line("period", "&Period that it covers", "such as “April 2017 to March 2019”"),
    Line("marking", "&Marking", "such as “Official”; stands on every page of a paper"),
)
WORDS = (
    Line("theme_word", "T&heme", "such as “theme”, “priority” or “aim”"),
    Line("objective_word", "O&bjective", "such as “objective” or “outcome”"),
    Line("action_word", "&Action", "such as “action” or “task”"),
    Line("kpi_word", "&KPI", "such as “KPI”, “measure” or “indicator”"),
)


class PlanDetailsDialog(QDialog):
    """Asks for all of it at once; it becomes one step."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self.edits: dict[str, QLineEdit] = {}
        self._shown: dict[str, str] = {}
        self.note = note_label(self)
        self._lay_out()
        self._look()

    def accept(self) -> None:
        """Make what was typed a step of the plan, and close."""
        typed = {name: edit.text() for name, edit in self.edits.items() if edit.text() != self._shown[name]}
        changes = cover_changes(self._session.plan, typed)
        if self._session.make("Change the plan’s details", changes, "plan details"):
            super().accept()
        else:
            self.note.setText(str(self._session.refusal))

    def _lay_out(self) -> None:
        fields = QWidget()
        form = QFormLayout(fields)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for line in LINES:
            self._add(form, line)
        form.addRow(QLabel("What this council calls its levels, in the singular:", wordWrap=True))
        for line in WORDS:
            self._add(form, line)
        buttons = QDialogButtonBox()
        if not self._session.read_only:
            self.go: QPushButton = buttons.addButton("&Use these", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (scrolled(fields), self.note, buttons):
            layout.addWidget(widget)
        resize(self, *SIZE)

    def _add(self, form: QFormLayout, line: Line) -> None:
        edit = self.edits[line.name] = QLineEdit(str(getattr(self._session.plan.cover, line.name)))
        self._shown[line.name] = edit.text()
        edit.setPlaceholderText(line.example)
        edit.setAccessibleName(line.plain)
        edit.setAccessibleDescription(line.example)
        edit.setToolTip(line.example)
        edit.setReadOnly(self._session.read_only)
        edit.setCursorPosition(0)
        edit.textChanged.connect(self._look)
        label = QLabel(line.title)
        label.setBuddy(edit)
        form.addRow(label, edit)

    def _look(self, *_: str) -> None:
        """Say where the date of the version cannot be read: then it dates nothing."""
        if self._session.read_only:
            self.note.setText("This plan is open for reading only.")
            return
        typed = self.edits["version_date"].text()
        unread = typed.strip() and due_as_typed(typed).last_day is None
        self.note.setText("This is no date that Waymark can read, so it names no month to report on." if unread else "")


def open_plan_details(window: QWidget, session: Session) -> PlanDetailsDialog:
    """Show what stands on the plan's front page, to be changed."""
    dialog = PlanDetailsDialog(window, session)
    dialog.open()
    return dialog
