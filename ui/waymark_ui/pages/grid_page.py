"""A page that is a grid: rows are inserted, withdrawn, restored and moved here, each as one step with a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QToolBar, QVBoxLayout, QWidget

from waymark.domain.changes import Change
from waymark.domain.edits import Edits
from waymark.domain.errors import Refused
from waymark.domain.rows import Action, Kpi, Row
from waymark.services.ordering import moved
from waymark_ui.grid.blocks import NOTHING_BELOW, Filling
from waymark_ui.grid.columns import Line
from waymark_ui.grid.model import GridModel
from waymark_ui.grid.view import GridView
from waymark_ui.pages.empty import EmptyPage
from waymark_ui.pages.page import Page
from waymark_ui.pages.sheet import PlanSheet
from waymark_ui.session import Session

if TYPE_CHECKING:
    from waymark_ui.checks.standing import Standing

ROWS_IN_ORDER = (
    f"{NOTHING_BELOW} Rows are added where all stand in the plan’s own order: clear the sorting and the filters, and "
    "hide what was withdrawn."
)


class GridPage(Page):
    """A toolbar over the grid of a sheet; `belongs` says what stands here, for a page that is still empty.

    Where a page `takes_rows`, a pasted block may have more of them than the grid.
    """

    belongs: ClassVar[str] = ""
    takes_rows: ClassVar[bool] = False

    def __init__(self, session: Session, sheet: PlanSheet, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.sheet = sheet
        self.model = GridModel(session, sheet)
        self.view = GridView(self.model, self)
        self.view.setAccessibleName(self.title)
        self.view.current_row_changed.connect(self._select)
        self.view.said.connect(self.said)
        self.view.make_room = self._make_room
        self._opened = False
        self._standing: Standing | None = None
        self._commands = self.own_commands()
        self._lay_out()
        session.changed.connect(self._refresh)
        self._refresh()

    def commands(self) -> list[QAction]:
        return [*self._commands, *self.view.commands()]

    def current_line(self) -> Line | None:
        """The line of the current cell, be it a row or a heading."""
        number = self.view.current_line()
        return self.model.line(number) if number is not None else None

    def chosen(self) -> list[Row]:
        """The rows of the lines that are selected, headings left out."""
        lines = sorted({line for area in self.view.table.picked.areas() for line in area.lines})
        return [row for line in lines if (row := self.model.line(line).row) is not None]

    def show_row(self, row_id: str, column: str = "") -> None:
        if self.model.line_of(row_id) is None:
            self.show_only({})
        self.view.select_row(row_id, column or None)
        number = self.model.column_of(column) if column else 0
        if number is None:
            self.said.emit("There is no column for that here; see the details of the row (F4).")
        elif number not in self.view.table.shown_columns():
            self.said.emit(f"The column “{self.model.column(number).title}” is hidden; “Columns…” shows it.")

    def follow(self, standing: Standing) -> None:
        self._standing = standing
        standing.changed.connect(self._mark)
        self._mark()

    def show_only(self, filters: Mapping[str, str]) -> None:
        self.model.show_only(filters)

    def show_rows(self, ids: Sequence[str]) -> None:
        self.model.show_rows(ids)
        self.said.emit("Only the rows you asked for are shown. “Clear filters” shows all.")

    def opens_at(self) -> str | None:
        """The key of the column in which the first cell is selected; None for the first."""
        return None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._mark()
        row, column = self.view.current_row(), self.opens_at()
        if not self._opened and row is not None and column is not None:
            self.view.select_row(row.id, column)
        self._opened = True

    def own_commands(self) -> list[QAction]:
        """What can be done with rows here, in the order of the toolbar."""
        word = self._word()
        self.insert_command = self.command("Insert", f"Insert {word}", self.insert, "Ctrl++")
        self.withdraw_command = self.command("Withdraw", f"Withdraw {word}", self.withdraw, "Ctrl+-")
        self.restore_command = self.command("Restore", f"Restore a withdrawn {word}", self.restore)
        self.show_withdrawn_command = self.command("Show withdrawn", "Show what was withdrawn, at the end")
        self.show_withdrawn_command.setCheckable(True)
        self.show_withdrawn_command.toggled.connect(self._show_withdrawn)
        self.up_command = self.command("Move up", f"Move {word} up", lambda: self.move_row(-1), "Alt+Shift+Up")
        self.down_command = self.command("Move down", f"Move {word} down", lambda: self.move_row(1), "Alt+Shift+Down")
        return [
            self.insert_command,
            self.withdraw_command,
            self.restore_command,
            self.show_withdrawn_command,
            self.up_command,
            self.down_command,
        ]

    def first_steps(self) -> Sequence[QAction]:
        """What an empty page offers."""
        return (self.insert_command, self._paste_command()) if self.takes_rows else (self.insert_command,)

    def command(self, text: str, meaning: str, done: Callable[[], None] | None = None, keys: str = "") -> QAction:
        """A command of this page with its shortcut."""
        action = QAction(text, self)
        action.setToolTip(f"{meaning} ({keys})" if keys else meaning)
        action.setStatusTip(meaning)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if done is not None:
            action.triggered.connect(lambda: done())
        self.addAction(action)
        return action

    def insert(self) -> None:
        """Insert a row after the current one, or below the current heading."""
        begun = self.sheet.begin(self.session.plan, self.current_line())
        if self._make(f"Insert {self._named(begun.row)}", begun.changes):
            self.show_row(begun.row.id)
            self.view.select_row(begun.row.id, self._first_blank())

    def withdraw(self) -> None:
        """Take the selected rows out; they stay in the file and can be restored."""
        rows = [row for row in self.chosen() if row.withdrawn_at is None]
        self._set_withdrawn("Withdraw", rows, self.session.now())

    def restore(self) -> None:
        """Put those of the selected rows that were withdrawn back in their places."""
        rows = [row for row in self.chosen() if row.withdrawn_at is not None]
        if self._set_withdrawn("Restore", rows, None):
            self.view.select_row(rows[0].id)

    def move_row(self, step: int) -> None:
        """Move the current row up (-1) or down (1), at the edge of its group into the next one."""
        row = self.view.current_row()
        if not isinstance(row, Action | Kpi) or row.withdrawn_at is not None:
            return
        if self.model.sorting() or self.model.filters():
            self.said.emit("Rows move in the plan’s own order: clear the sorting and the filters first.")
            return
        try:
            changes = moved(self.session.plan, row, step)
        except Refused as refusal:
            self.said.emit(str(refusal))
            return
        way = "up" if step < 0 else "down"
        if not changes:
            self.said.emit(f"It cannot go further {way}.")
        elif self._make(f"Move {self._named(row)} {way}", changes):
            self.view.select_row(row.id)

    def _set_withdrawn(self, verb: str, rows: Sequence[Row], at: str | None) -> bool:
        edits = Edits(self.session.plan)
        for row in rows:
            edits.set(row, withdrawn_at=at)
        what = self._named(rows[0]) if len(rows) == 1 else f"{len(rows)} {self._word()}s"
        return bool(rows) and self._make(f"{verb} {what}", edits.changes())

    def _make_room(self, filling: Filling) -> str:
        """Add the rows that a block needs, once that is wanted; the sentence why not, where none are added here."""
        if self.session.read_only:
            return "This plan is open for reading only; nothing was changed."
        if not self.takes_rows:
            return NOTHING_BELOW
        withdrawn = self.sheet.shows_withdrawn and self.sheet.withdrawn(self.session.plan)
        if self.model.is_arranged() or withdrawn:
            return ROWS_IN_ORDER
        from waymark_ui.pages.pasting import offer_rows

        offer_rows(self.view, self.sheet, filling, self._word())
        return ""

    def _paste_command(self) -> QAction:
        """For the empty page only, which has no grid that would know Ctrl+V."""
        action = QAction("Paste a table", self)
        action.setToolTip("Paste a table (Ctrl+V)")
        action.setShortcut(QKeySequence.StandardKey.Paste)
        action.triggered.connect(self.view.paste)
        return action

    def _make(self, label: str, changes: Iterable[Change]) -> bool:
        return self.session.make(label, changes, "grid")

    def _named(self, row: Row) -> str:
        return f"{self._word()} {getattr(row, 'ref', '')}".strip()

    def _word(self) -> str:
        cover = self.session.plan.cover
        return cover.action_word if self.sheet.kind is Action else cover.kpi_word

    def _first_blank(self) -> str:
        return "text" if self.sheet.kind is Action else "title"

    def _show_withdrawn(self, shown: bool) -> None:
        self.sheet.shows_withdrawn = shown
        self.model.reload()
        withdrawn = self.sheet.withdrawn(self.session.plan)
        if shown and withdrawn:
            self.view.select_row(withdrawn[0].id)
        elif shown:
            self.said.emit("Nothing has been withdrawn here.")

    def _lay_out(self) -> None:
        tools = QToolBar(self)
        tools.setAccessibleName(f"{self.title}: commands")
        for command in self._commands:
            tools.addAction(command)
            # Qt leaves a toolbar's buttons out of the order of Tab.
            tools.widgetForAction(command).setFocusPolicy(Qt.FocusPolicy.TabFocus)
        heading = f"There are no {self.title.lower() if self.title != 'KPIs' else self.title} yet"
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._empty = EmptyPage(heading, self.belongs, () if self.session.read_only else self.first_steps(), self)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(tools)
        layout.addLayout(self._stack, 1)

    def _mark(self) -> None:
        """Mark the cells of which something was found; a page that is not shown does so when it is."""
        if self._standing is not None and self.isVisible():
            keys = [column.key for column in self.model.columns()]
            self.model.set_marks(self._standing.marks(self.name, frozenset(keys), keys[0]))

    def _select(self, row: Row | None) -> None:
        self._enable(row)
        self.row_selected.emit(row)

    def _refresh(self, *_: object) -> None:
        empty = not self.sheet.lines(self.session.plan, self.session.period)
        self.setFocusProxy(self._empty if empty else self.view)
        self._stack.setCurrentWidget(self._empty if empty else self.view)
        self._enable(self.view.current_row())

    def _enable(self, row: Row | None) -> None:
        """What the row and the session allow."""
        standing = row is not None and row.withdrawn_at is None
        for command in (self.withdraw_command, self.up_command, self.down_command):
            command.setEnabled(standing)
        self.restore_command.setEnabled(row is not None and not standing)
        if self.session.read_only:
            for command in self._commands:
                command.setEnabled(command is self.show_withdrawn_command)
