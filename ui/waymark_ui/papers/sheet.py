"""The texts of a part, heading or section on one sheet, each edited in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from waymark.ports import Draft
from waymark_ui.details.drafts import kept_drafts
from waymark_ui.details.short import line_field
from waymark_ui.papers.branches import Branch
from waymark_ui.papers.text_field import DRAFT, TextField
from waymark_ui.session import Session

SCREENS = 2
"""So many times the height that is seen are texts made; more when somebody scrolls there."""
AT_ONCE = 4
"""So many texts may be made at once for one that is asked for."""
Line = str | Branch
"""A heading over texts, or a text."""


class Sheet(QScrollArea):
    """A title, a note, and the texts of one branch and of those beneath it, made as they come into view.

    `renamed` carries another name for the heading that is shown, `left` that Escape was pressed in a text, `replacing`
    the text whose picture is to have another file, `made` a text that has just been made.
    """

    renamed = Signal(str)
    left = Signal()
    replacing = Signal(object)
    made = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._branch: Branch | None = None
        self._lines: Sequence[Line] = ()
        self._shown: list[QWidget] = []
        self._fields: dict[str, TextField] = {}
        self._drafts: Mapping[tuple[str, str], Draft] = {}
        self._wanted = ""
        self._then: Callable[[TextField], None] | None = None
        self._growing = QTimer(self, interval=0)
        self._growing.timeout.connect(self._grow)
        self.title, self.note = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.heading = line_field("Heading", tuple)
        self.heading.entered.connect(self.renamed)
        self._lay_out()

    @property
    def fields(self) -> Sequence[TextField]:
        """The texts that have been made, from the top down."""
        return [each for each in self._shown if isinstance(each, TextField)]

    def show_branch(self, branch: Branch | None, note: str) -> None:
        """Show the texts of a branch; where they are the same as before, they stay in their places."""
        before, self._branch = self._branch, branch
        lines = [*_lines(branch)] if branch else []
        self._show_heading(branch)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if before is None or branch is None or before.key != branch.key:
            self.verticalScrollBar().setValue(0)
        if [_key(line) for line in lines] == [_key(line) for line in self._lines]:
            self._update(lines)
        else:
            self._lines = lines
            self._begin_again()

    def bring(self, key: str, then: Callable[[TextField], None] | None = None) -> None:
        """Bring a text into view once it is made, and do something with it."""
        self._wanted, self._then = key, then
        keys = [_key(line) for line in self._lines]
        if key in keys and keys.index(key) < len(self._shown) + AT_ONCE:
            # At once: whoever has just begun a text may already be typing it.
            self._make_until(key)
        self._reach()
        self._growing.start()

    def finish(self) -> None:
        """Have what is being typed become a change."""
        self.heading.finish()
        for field in self.fields:
            field.finish()

    def start_naming(self) -> None:
        """Have the heading typed, all of it selected."""
        if self.heading.isVisibleTo(self):
            self.heading.setFocus()
            self.heading.edit.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._growing.start()

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A click beside a text, or on its buttons, must not take the focus from it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        content = QWidget()
        self._layout = QVBoxLayout(content)
        for widget in (self.title, self.heading, self.note):
            self._layout.addWidget(widget)
        self._layout.addStretch(1)
        self.setWidget(content)
        self.verticalScrollBar().valueChanged.connect(lambda: self._growing.start())
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)

    def _show_heading(self, branch: Branch | None) -> None:
        """A heading of people's own is a line to be changed; that of a part or section is only shown."""
        own = branch is not None and branch.is_heading
        self.heading.setVisible(own)
        self.title.setHidden(own)
        self.title.setText(branch.title if branch else "")
        group = branch.group if branch is not None and own else None
        if group is not None and not self.heading.edit.hasFocus():
            self.heading.show_text(group.heading, editable=not self._session.read_only)

    def _update(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        branches = {line.key: line for line in lines if isinstance(line, Branch)}
        for field in self.fields:
            field.show_branch(branches[field.branch.key])

    def _begin_again(self) -> None:
        """Take away what is shown no more; the texts that stay are put into their places as the others are made."""
        wanted = {line.key for line in self._lines if isinstance(line, Branch)}
        kept: dict[str, TextField] = {}
        for widget in self._shown:
            self._layout.removeWidget(widget)
            if isinstance(widget, TextField) and widget.branch.key in wanted:
                kept[widget.branch.key] = widget
            else:
                widget.hide()
                widget.deleteLater()
        self._shown, self._fields = [], kept
        self._drafts = kept_drafts(self._session)
        # One that is being typed in stays on the screen meanwhile.
        for key in [*kept]:
            self._make_until(key)
        self._growing.start()

    def _make_until(self, key: str) -> None:
        place = next(number for number, line in enumerate(self._lines) if _key(line) == key)
        while len(self._shown) <= place:
            self._make_one()

    def _grow(self) -> None:
        """Make the next text, unless what is seen is full."""
        bar = self.verticalScrollBar()
        seen = bar.value() + self.viewport().height() * SCREENS
        waits = self._wanted and self._wanted not in self._made_keys()
        if len(self._shown) < len(self._lines) and (waits or self._layout.sizeHint().height() < seen):
            self._make_one()
        else:
            self._growing.stop()
        self._reach()

    def _made_keys(self) -> set[str]:
        return {field.branch.key for field in self.fields}

    def _reach(self) -> None:
        field = next((field for field in self.fields if field.branch.key == self._wanted), None)
        if field is None:
            return
        then, self._wanted, self._then = self._then, "", None
        self._layout.activate()
        self.ensureWidgetVisible(field)
        if then is not None:
            then(field)

    def _make_one(self) -> None:
        line = self._lines[len(self._shown)]
        widget = self._field(line) if isinstance(line, Branch) else _subheading(line)
        # Before the stretch at the end.
        self._layout.insertWidget(self._layout.count() - 1, widget)
        # Qt itself would show it a moment later, and until then it takes no keys.
        widget.show()
        self._shown.append(widget)

    def _field(self, branch: Branch) -> TextField:
        field = self._fields.pop(branch.key, None)
        if field is not None:
            field.show_branch(branch)
            return field
        field = TextField(self._session, branch)
        field.offer(self._drafts.get((branch.key, DRAFT)))
        field.replacing.connect(lambda: self.replacing.emit(field.branch))
        self.made.emit(field)
        return field


def _lines(branch: Branch) -> Iterator[Line]:
    """The texts of a branch, with the headings over those beneath."""
    before = ""
    for text in branch.texts():
        heading = text.place if branch.is_part else ""
        if heading not in ("", before, branch.title):
            yield heading
        before = heading
        yield text


def _key(line: Line) -> str:
    return line.key if isinstance(line, Branch) else f"heading {line}"


def _subheading(words: str) -> QLabel:
    label = QLabel(words, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label
