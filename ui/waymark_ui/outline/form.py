"""The fields of the heading that is selected in the outline."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from waymark.domain.errors import NotUnderstood
from waymark.domain.rows import Objective, Theme
from waymark.services.outline import Branch, section_renamed
from waymark_ui.details.form import RowForm
from waymark_ui.details.short import ShortField, line_field
from waymark_ui.session import Session

NOTHING = "Select a heading to see its fields here."


class HeadingForm(QScrollArea):
    """The fields of a theme or an objective, or the title of a section; what is entered becomes a step at once.

    `named` tells that a line was entered with Enter and taken; `section_named` carries the key under which a renamed
    section is found.
    """

    named = Signal()
    section_named = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._branch: Branch | None = None
        self.rows = {kind: RowForm(session, kind) for kind in (Theme, Objective)}
        self.section = line_field("Title of the section", tuple)
        self.section.entered.connect(self._rename_section)
        self._nothing = QLabel(NOTHING, wordWrap=True)
        self._section_page = QWidget()
        self._stack = QStackedWidget()
        self._holders: dict[QWidget, QWidget] = {}
        self._lay_out()

    def show_branch(self, branch: Branch | None) -> None:
        """Show the fields of a branch; what is being typed into another one is entered first."""
        if branch is None or self._branch is None or branch.key != self._branch.key:
            self.finish()
        self._branch = branch
        if branch is None:
            self._show(self._nothing)
        elif branch.row is None:
            self.section.show_text(branch.title, editable=not self._session.read_only)
            self._show(self._section_page)
        else:
            form = self.rows[type(branch.row)]
            form.show_row(branch.row, self._session.period)
            self._show(form)

    def start_naming(self) -> None:
        """Have the title typed, all of it selected."""
        field = self._title()
        if field is not None and not field.edit.isReadOnly():
            field.setFocus()
            field.edit.selectAll()

    def finish(self) -> None:
        """Enter what is being typed."""
        if self._branch is not None and self._branch.row is None:
            self.section.finish()
        elif self._branch is not None:
            for form in self.rows.values():
                form.finish()

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(self._holders[page])

    def _title(self) -> ShortField | None:
        if self._branch is None:
            return None
        return self.rows[type(self._branch.row)].short["title"] if self._branch.row else self.section

    def _rename_section(self, typed: str) -> None:
        old, new = self._branch.title if self._branch else "", " ".join(typed.split())
        try:
            changes = section_renamed(self._session.plan, old, new)
        except NotUnderstood as problem:
            self.section.show_refused(typed, str(problem))
            return
        # Shown before it is made: the tree then has another section, and what is typed into this one is entered.
        self.section.show_text(new, editable=True)
        if self._session.make(f"Rename section {old}", changes, "outline"):
            self.section_named.emit(Branch(None, new).key)
        else:
            self.section.show_text(old, editable=True)
            self.section.show_refused(typed, "The plan file did not take it; nothing was changed.")

    def _lay_out(self) -> None:
        label = QLabel("&Title of the section")
        label.setBuddy(self.section.edit)
        lines = QFormLayout(self._section_page)
        lines.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        lines.addRow(label, self.section)
        for page in (self._nothing, *self.rows.values(), self._section_page):
            self._holders[page] = _at_the_top(page)
            self._stack.addWidget(self._holders[page])
        for field in (self.section, *(field for form in self.rows.values() for field in form.short.values())):
            field.edit.returnPressed.connect(lambda field=field: self._entered(field))
        self.setWidget(self._stack)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A click beside a text must not take the focus from it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("The heading’s fields")

    def _entered(self, field: ShortField) -> None:
        """Enter leads back to the tree, unless what was typed was not taken."""
        field.finish()
        if not field.reason:
            self.named.emit()


def _at_the_top(page: QWidget) -> QWidget:
    """A page that keeps its own height, with room left beneath."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(8, 0, 0, 0)
    layout.addWidget(page)
    layout.addStretch(1)
    return holder
