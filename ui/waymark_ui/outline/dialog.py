"""The dialog in which the themes and objectives of the plan are made, named and put in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QSplitter,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from waymark.domain.changes import Change
from waymark.domain.errors import Refused
from waymark.exchange.papers.wording import capital, counted, listed, plural
from waymark.services.inserting import Begun
from waymark.services.outline import (
    Beneath,
    Branch,
    Heading,
    beneath,
    heading_label,
    heading_moved,
    heading_restored,
    heading_withdrawn,
    new_objective,
    new_theme,
    theme_beside,
)
from waymark_ui.dialogs.messages import ask, note_label, resize
from waymark_ui.outline.form import HeadingForm
from waymark_ui.outline.model import OutlineModel
from waymark_ui.session import Session
from waymark_ui.trees import TreeView

TITLE = "Themes and objectives"
ORIGIN = "outline"
SIZE = (158, 34)
"""In characters and lines."""
SHARES = (3, 2)
"""How the tree and the fields share the width."""


class OutlineDialog(QDialog):
    """A tree of headings, and the fields of the one selected. Whatever is done is a step of the plan at once."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._first = None if session.read_only else session.editor.next_undo
        self.headings = OutlineModel(session, self)
        self.view = TreeView(self.headings, TITLE)
        self.form = HeadingForm(session)
        self.note = note_label(self)
        self._make_commands()
        self._lay_out()
        self.view.selected.connect(self._select)
        self.view.rename_asked.connect(self.form.start_naming)
        self.view.opened.connect(self.form.start_naming)
        self.form.named.connect(self.view.setFocus)
        self.form.section_named.connect(self.view.select)
        session.changed.connect(self._refresh)
        session.refused.connect(self.note.setText)
        self._select(self.view.branch())
        self.view.setFocus()

    def done(self, result: int) -> None:
        """Enter what is being typed, and close."""
        self.form.finish()
        super().done(result)

    def _make_commands(self) -> None:
        cover = self._session.plan.cover
        theme, objective = cover.theme_word, cover.objective_word
        self.add_theme = self._command(f"Add {theme}", "", "Ins", self._add_theme)
        self.add_objective = self._command(f"Add {objective}", "", "Shift+Ins", self._add_objective)
        self.up = self._command("Move up", "With all beneath it", "Alt+Up", lambda: self._move(-1, "up"))
        self.down = self._command("Move down", "With all beneath it", "Alt+Down", lambda: self._move(1, "down"))
        self.withdraw = self._command("Withdraw", "Take it out of the plan; it is kept", "Del", self._ask_to_withdraw)
        self.restore = self._command("Restore", "Put back what was withdrawn", "", self._restore)
        self.withdrawn = self._command("Show withdrawn", "Show what was taken out, where it stood", "", None)
        self.withdrawn.setCheckable(True)
        self.withdrawn.toggled.connect(self.headings.show_withdrawn)
        self.undo = self._command("Undo", "Take back the last step that was made here", "Ctrl+Z", self._undo)

    def _command(self, text: str, meaning: str, keys: str, do: Callable[[], object] | None) -> QAction:
        action = QAction(text, self)
        action.setToolTip(f"{meaning or text} ({keys})" if keys else meaning)
        action.setShortcut(keys)
        # Only in the tree: in the fields beside it, these keys are for the text.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if do is not None:
            action.triggered.connect(lambda: do())
        self.view.addAction(action)
        return action

    def _lay_out(self) -> None:
        tools = QToolBar(self)
        tools.setAccessibleName(f"{TITLE}: commands")
        tools.addActions(self.view.actions())
        for button in tools.findChildren(QToolButton):
            # Qt leaves a toolbar's buttons out of the order of Tab, and the one for what has no room without a name.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if button.defaultAction() is None:
                button.setAccessibleName("More commands")
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        for place, (part, share) in enumerate(zip((self.view, self.form), SHARES, strict=True)):
            parts.addWidget(part)
            parts.setStretchFactor(place, share)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        below = QHBoxLayout()
        below.addWidget(self.note, 1)
        below.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.addWidget(tools)
        layout.addWidget(parts, 1)
        layout.addLayout(below)
        resize(self, *SIZE)
        parts.setSizes([self.width() * share // sum(SHARES) for share in SHARES])

    # What the commands do

    def _add_theme(self) -> None:
        self._add(new_theme(self._session.plan, theme_beside(self._session.plan, self._heading())))

    def _add_objective(self) -> None:
        heading = self._heading()
        if heading is not None:
            self._add(new_objective(self._session.plan, heading))

    def _add(self, begun: Begun) -> None:
        cover = self._session.plan.cover
        word = cover.theme_word if begun.row.table == "themes" else cover.objective_word
        if self._make(f"Add {word} {begun.row.ref}".strip(), begun.changes):
            self.view.select(begun.row.id)
            self.form.start_naming()

    def _move(self, step: int, way: str) -> None:
        heading = self._heading()
        if heading is None:
            return
        changes = heading_moved(self._session.plan, heading, step)
        if not changes:
            self.note.setText(f"It cannot go further {way}.")
        else:
            self._make(f"Move {self._named(heading)} {way}", changes)

    def _ask_to_withdraw(self) -> None:
        heading = self._heading()
        if heading is None:
            return
        with_it = beneath(self._session.plan, heading)
        if with_it:
            ask(self, "Withdraw", self._consequences(heading, with_it), "&Withdraw it", lambda: self._withdraw(heading))
        else:
            self._withdraw(heading)

    def _withdraw(self, heading: Heading) -> None:
        changes = heading_withdrawn(self._session.plan, heading, self._session.now())
        if self._make(f"Withdraw {self._named(heading)}", changes):
            self.note.setText(f"“{heading_label(heading)}” is withdrawn. “Show withdrawn” shows it, to be restored.")

    def _restore(self) -> None:
        branch = self.view.branch()
        if branch is None or branch.row is None:
            return
        try:
            changes = heading_restored(self._session.plan, branch.row)
        except Refused as refusal:
            self.note.setText(str(refusal))
        else:
            self._make(f"Restore {self._named(branch.row)}", changes)

    def _undo(self) -> None:
        """Take back what was done in this dialog; what was done before it is undone in the window."""
        step = self._session.editor.next_undo
        if step is not None and step != self._first and self._session.undo():
            self.note.setText(f"“{step.label}” is undone.")
        else:
            self.note.setText("Nothing more was done here. Undo in the Edit menu takes back what was done before.")

    # What is selected

    def _refresh(self, _: object) -> None:
        self._select(self.view.branch())

    def _select(self, branch: Branch | None) -> None:
        self.form.show_branch(branch)
        row, writing = branch.row if branch else None, not self._session.read_only
        stands = row is not None and row.withdrawn_at is None
        for command in (self.add_objective, self.up, self.down, self.withdraw):
            command.setEnabled(writing and stands)
        self.restore.setEnabled(writing and row is not None and not stands)
        self.add_theme.setEnabled(writing)
        self.undo.setEnabled(writing)
        self.note.setText(self._about(branch))

    def _about(self, branch: Branch | None) -> str:
        cover = self._session.plan.cover
        if branch is None:
            return (
                f"Begin with “{self.add_theme.text()}”: {plural(cover.action_word)} and {cover.kpi_word}s stand there."
            )
        if branch.row is None:
            return (
                f"This section of {cover.kpi_word}s stands after every {cover.theme_word}. Type its title, or that of "
                f"a {cover.theme_word}, into the column “Section” of the KPIs page."
            )
        return ""

    def _heading(self) -> Heading | None:
        """The heading that is selected and stands in the plan, as it is now."""
        branch = self.view.branch()
        return branch.row if branch and branch.row and branch.row.withdrawn_at is None else None

    def _consequences(self, heading: Heading, with_it: Beneath) -> str:
        cover = self._session.plan.cover
        gone = ((len(with_it.objectives), cover.objective_word), (len(with_it.actions), cover.action_word))
        parts = [counted(number, word) for number, word in gone if number]
        words = f"Withdraw “{heading_label(heading)}”?"
        if parts:
            words += f" {capital(listed(parts))} beneath it would be withdrawn with it. To keep any, move them first."
        if with_it.kpis:
            words += f" {counted(len(with_it.kpis), cover.kpi_word)} would stand in the section “Other”."
        return f"{words} Undo or Restore brings back all of it."

    def _named(self, heading: Heading) -> str:
        cover = self._session.plan.cover
        word = cover.theme_word if heading.table == "themes" else cover.objective_word
        return f"{word} {heading.ref or heading.title}".strip()

    def _make(self, label: str, changes: Iterable[Change]) -> bool:
        return self._session.make(label, changes, ORIGIN)


def open_outline(window: QWidget, session: Session) -> OutlineDialog:
    """Show the plan's themes and objectives, to be made and changed."""
    dialog = OutlineDialog(window, session)
    dialog.open()
    return dialog
