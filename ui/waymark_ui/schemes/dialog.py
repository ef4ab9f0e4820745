"""The dialog in which the plan's rating schemes are changed: a new version, or in place while nothing is rated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAction, QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from waymark.domain.edits import new_id
from waymark.domain.errors import NotUnderstood
from waymark.domain.rank import spread
from waymark.domain.rows import Rating, RatingScheme
from waymark.services.schemes import KINDS, expect_distinct, kinds_of, preset, preset_names, revised, scheme_for
from waymark_ui.dialogs.messages import ask, note_label, resize
from waymark_ui.schemes.model import COLOUR, RatingsModel, swatch
from waymark_ui.schemes.view import RatingsView
from waymark_ui.schemes.wording import consequence, in_force, kind_names
from waymark_ui.session import Session

TITLE = "Rating schemes"
LABEL = "Change rating scheme"
ORIGIN = "schemes"
SIZE = (150, 30)
"""In characters and lines."""
IN_FORCE = "What is in force"
READ_ONLY = "This plan is open for reading only."
Typed = tuple[RatingScheme, tuple[Rating, ...]]


class SchemesDialog(QDialog):
    """Shows the scheme in force for a kind of thing; all that is changed in it becomes one step."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._kind = KINDS[0]
        self.ratings = RatingsModel(self, read_only=session.read_only)
        self.view = RatingsView(self.ratings)
        self._make_fields()
        self._make_commands()
        self._lay_out()
        self._connect()
        self._show_kind(self._kind)
        self.view.setFocus()

    def accept(self) -> None:
        """Make what is shown the scheme in force, as one step, and close."""
        self.view.finish()
        scheme, ratings = self._typed()
        try:
            edits = revised(self._session.plan, scheme, ratings, self._session.now())
        except NotUnderstood as problem:
            self._warn(f"⚠ {problem} Nothing was changed.")
            return
        if self._session.make(LABEL, edits.changes(), ORIGIN):
            super().accept()
        else:
            self._warn(str(self._session.refusal))

    # How it is made

    def _make_fields(self) -> None:
        plan, writing = self._session.plan, not self._session.read_only
        self.kind, self.start = QComboBox(), QComboBox()
        self.kind.addItems([in_force(plan, kind) for kind in KINDS])
        self.kind.setAccessibleName("Scheme for")
        self.start.addItems([IN_FORCE, *preset_names()])
        self.start.setAccessibleName("Start from one of these schemes")
        self.start.setEnabled(writing)
        self.name = QLineEdit(readOnly=not writing)
        self.name.setAccessibleName("Name of the scheme")
        self.used_for = {kind: QCheckBox(name) for kind, name in kind_names(plan).items()}
        for tick in self.used_for.values():
            tick.setAccessibleDescription("Whether they are rated under this scheme")
            tick.setEnabled(writing)
        self.becomes = QLabel(wordWrap=True)
        self.note = note_label(self)

    def _make_commands(self) -> None:
        self.add = self._command("Add", "Add a rating after this one", "Ctrl++", self._add)
        self.remove = self._command("Remove", "Take this rating out of the scheme", "Ctrl+-", self._remove)
        self.up = self._command("Move up", "Move this rating up", "Alt+Up", lambda: self._move(-1))
        self.down = self._command("Move down", "Move this rating down", "Alt+Down", lambda: self._move(1))
        self.colour = self._command("Colour…", "Choose the colour of this rating", "F4", self._ask_colour)

    def _command(self, text: str, meaning: str, keys: str, do: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setToolTip(f"{meaning} ({keys})")
        action.setShortcut(keys)
        # Only in the table: in the fields above it, these keys are for the text.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setEnabled(not self._session.read_only)
        action.triggered.connect(lambda: do())
        self.view.addAction(action)
        return action

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for title, field in (("Scheme &for", self.kind), ("&Start from", self.start), ("&Name", self.name)):
            label = QLabel(title)
            label.setBuddy(field)
            form.addRow(label, field)
        ticks = QHBoxLayout()
        for tick in self.used_for.values():
            ticks.addWidget(tick)
        ticks.addStretch(1)
        form.addRow(QLabel("Used for"), ticks)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._tools())
        layout.addWidget(self.view, 1)
        for widget in (self.becomes, self.note, self._buttons()):
            layout.addWidget(widget)
        resize(self, *SIZE)

    def _tools(self) -> QToolBar:
        tools = QToolBar(self)
        tools.setAccessibleName(f"{TITLE}: commands")
        tools.addActions(self.view.actions())
        for button in tools.findChildren(QToolButton):
            # Qt leaves a toolbar's buttons out of the order of Tab, and the one for what has no room without a name.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if button.defaultAction() is None:
                button.setAccessibleName("More commands")
        return tools

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        if not self._session.read_only:
            self.go: QPushButton = buttons.addButton("&Use these", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        for button in buttons.buttons():
            # Enter belongs to the table.
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _connect(self) -> None:
        self.kind.activated.connect(self._choose_kind)
        self.start.activated.connect(self._choose_start)
        self.name.textEdited.connect(self._look)
        for tick in self.used_for.values():
            tick.clicked.connect(self._look)
        self.ratings.changed.connect(self._look)

    # What is shown

    def _show_kind(self, kind: str) -> None:
        """Show the scheme in force for a kind, or a blank one."""
        self._kind, self._started, plan = kind, 0, self._session.plan
        scheme = scheme_for(plan, kind)
        if scheme is None:
            self._show(RatingScheme(id=new_id(), applies_to=kind, rank=spread(1)[0]), ())
        else:
            in_use = replace(scheme, applies_to=" ".join(kinds_of(plan, scheme)))
            self._show(in_use, plan.ratings.where("scheme_id", scheme.id))
        self._in_plan = self._typed()

    def _show(self, scheme: RatingScheme, ratings: tuple[Rating, ...]) -> None:
        self._scheme = scheme
        self._show_choices()
        self.name.setText(scheme.name)
        self.name.setCursorPosition(0)
        for kind, tick in self.used_for.items():
            tick.setChecked(kind in scheme.applies_to.split())
        self.ratings.show(ratings)
        if ratings:
            self.view.go_to(0)
        self._begun = self._typed()
        self._look()

    def _typed(self) -> Typed:
        """The scheme and its ratings as they are shown."""
        kinds = " ".join(kind for kind, tick in self.used_for.items() if tick.isChecked())
        scheme = replace(self._scheme, name=" ".join(self.name.text().split()), applies_to=kinds)
        return scheme, self.ratings.ratings()

    def _look(self, *_: object) -> None:
        """Say what becomes of what was rated, and what is wrong with what is typed."""
        scheme, ratings = self._typed()
        self.becomes.setText("" if self._session.read_only else consequence(self._session.plan, scheme))
        self.note.setText(READ_ONLY if self._session.read_only else _fault(scheme, ratings))

    def _warn(self, words: str) -> None:
        self.note.setText(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self.note, QAccessible.Event.Alert))

    # What is chosen

    def _choose_kind(self, place: int) -> None:
        self._leave(self._in_plan, lambda: self._show_kind(KINDS[place]))

    def _choose_start(self, place: int) -> None:
        self._leave(self._begun, lambda: self._start_from(place) if place else self._show_kind(self._kind))

    def _start_from(self, place: int) -> None:
        self._started, name = place, self.start.itemText(place)
        scheme, _ = self._typed()
        self._show(replace(scheme, name=name), tuple(row for row in preset(name) if isinstance(row, Rating)))

    def _leave(self, before: Typed, then: Callable[[], object]) -> None:
        """Show something else; where that would be in place of what was typed since, asks first."""
        self.view.finish()
        if self._typed() == before:
            then()
        else:
            self._show_choices()
            words = "What you changed here is not used yet. Give it up, and show the other scheme?"
            ask(self, TITLE, words, "&Give it up", then)

    def _show_choices(self) -> None:
        self.kind.setCurrentIndex(KINDS.index(self._kind))
        self.start.setCurrentIndex(self._started)

    # What the commands do

    def _add(self) -> None:
        self.view.finish()
        line = 0 if self.view.line is None else self.view.line + 1
        self.ratings.add(line)
        self.view.setFocus()
        self.view.go_to(line)
        self.view.edit(self.view.currentIndex())

    def _remove(self) -> None:
        self.view.finish()
        if (line := self.view.line) is not None:
            self.ratings.remove(line)

    def _move(self, step: int) -> None:
        self.view.finish()
        if (line := self.view.line) is not None and not self.ratings.move(line, step):
            self.note.setText(f"It cannot go further {'up' if step < 0 else 'down'}.")

    def _ask_colour(self) -> None:
        self.view.finish()
        line = self.view.line
        if line is None:
            return
        rating = self.ratings.ratings()[line]
        chooser = QColorDialog(swatch(rating) or QColor(Qt.GlobalColor.lightGray), self)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        chooser.setWindowTitle(f"Colour of {rating.word or 'the rating'}")
        chooser.colorSelected.connect(lambda colour: self._paint(line, colour))
        chooser.open()

    def _paint(self, line: int, colour: QColor) -> None:
        self.ratings.setData(self.ratings.index(line, COLOUR), colour.name())


def _fault(scheme: RatingScheme, ratings: tuple[Rating, ...]) -> str:
    try:
        expect_distinct(scheme, ratings)
    except NotUnderstood as problem:
        return str(problem)
    return ""


def open_schemes(window: QWidget, session: Session) -> SchemesDialog:
    """Show the plan's rating schemes, to be changed."""
    dialog = SchemesDialog(window, session)
    dialog.open()
    return dialog
