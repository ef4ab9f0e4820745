"""The checks page: what contradicts itself in the plan, where that is, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QSplitter, QToolBar, QVBoxLayout, QWidget

from waymark.services.checks.finding import Finding
from waymark.services.checks.whereabouts import bearer
from waymark_ui.checks.accepting import ask_to_accept, take_back
from waymark_ui.checks.explanation import Explanation
from waymark_ui.checks.filters import Filters
from waymark_ui.checks.model import ACCEPTED, TITLES, FindingsModel, Line, lines_of
from waymark_ui.checks.places import elsewhere, place_of, shown_from
from waymark_ui.checks.table import WIDTHS, FindingsTable
from waymark_ui.pages.page import Page
from waymark_ui.session import Session

if TYPE_CHECKING:
    from waymark_ui.checks.standing import Standing

READING = "Still reading… What contradicts itself in the plan will be listed here."
NOTHING = "Nothing found."
NOTHING_SUCH = "No finding is like that. “Show all” clears the boxes above."
SHARES = (2, 1)
"""How the list and the explanation share the height."""


class ChecksPage(Page):
    """The findings in a list with boxes that filter it, and beneath it what the current one means.

    Its count is how many of them nobody has accepted.
    """

    name = "checks"
    title = "Checks"
    icon = "checks"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.standing: Standing | None = None
        self.model = FindingsModel(self)
        self.table = FindingsTable(self.model)
        self.filters = Filters(session.preferences, session.reader.plan_id)
        self.explanation = Explanation()
        self._stale = False
        self._place = 0
        self._commands = self._own_commands()
        self._lay_out()
        self.setFocusProxy(self.table)
        self.filters.changed.connect(self._filter)
        self.table.asked.connect(self.lead_to)
        self.table.moved.connect(self._show_current)
        self._filter()

    def follow(self, standing: Standing) -> None:
        self.standing = standing
        standing.changed.connect(self._refresh)
        self._refresh()

    def count(self) -> int:
        return self.standing.count() if self.standing else 0

    def commands(self) -> list[QAction]:
        return self._commands

    def show_only(self, filters: Mapping[str, str]) -> None:
        """List only the findings that contain a text."""
        self.filters.clear()
        self.filters.text.setText(next(iter(filters.values()), ""))

    def paper_html(self) -> str:
        """The findings that are listed, all of them."""
        from waymark_ui.dialogs.printed import list_html

        return list_html(TITLES, WIDTHS, [line.texts for line in self.model.shown()], self.table.columns())

    def lead_to(self, line: Line) -> None:
        """Lead to the cell that a finding is about; where no page shows it, say where it is."""
        plan, period = self.session.plan, self.session.period
        row, place = plan.find(line.finding.row_id), place_of(plan, line.finding, period)
        if row is None:
            return
        if place is None:
            self.said.emit(f"{line.where}: {elsewhere(row)}")
            return
        self.go_to_cell.emit(place.page, place.row_id, place.column)
        if hidden := shown_from(row, period):
            self.said.emit(hidden)

    def accept(self) -> None:
        """Ask why the selected findings are accepted, and accept them."""
        if findings := self._chosen(accepted=False):
            ask_to_accept(self, self.session, findings)

    def take_back(self) -> None:
        """Have the selected findings count again."""
        if findings := self._chosen(accepted=True):
            take_back(self.session, findings)

    def copy(self) -> None:
        """Put the selected lines on the clipboard."""
        count = self.table.copy()
        self.said.emit(f"{count} {'finding was' if count == 1 else 'findings were'} copied." if count else NOTHING)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._show_findings()
        self._show_current()

    # How it is built

    def _own_commands(self) -> list[QAction]:
        command = self._command
        self._go = command("Go to the cell", "Go to what the finding is about (Enter)", self._lead_to_current)
        self._accept = command("Accept…", "Accept the selected findings for a reason", self.accept, "Ctrl+Shift+A")
        self._take_back = command("Take back acceptance", "Have what was accepted count again", self.take_back)
        find = command("Find", "Go to the box that is typed into", self.filters.go_to_text, "Ctrl+F")
        every = command("Show all", "Clear the boxes that filter", self.filters.clear, "Ctrl+Shift+F")
        sort = command("Sort by this column", "Sort by the current column", self.table.sort_by_current, "Ctrl+Shift+O")
        copy = command("Copy", "Copy the selected findings, as text and as a table", self.copy)
        copy.setShortcut("Ctrl+C")
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.addActions([self._go, self._accept, self._take_back, copy, sort])
        self._tools = (self._go, self._accept, self._take_back, copy, every)
        return [*self._tools, find, sort]

    def _command(self, text: str, meaning: str, done: Callable[[], None], keys: str = "") -> QAction:
        action = QAction(text, self)
        action.setToolTip(f"{meaning} ({keys})" if keys else meaning)
        action.setStatusTip(meaning)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: done())
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        tools = QToolBar(self)
        tools.setAccessibleName(f"{self.title}: commands")
        for command in self._tools:
            tools.addAction(command)
            # Qt leaves a toolbar's buttons out of the order of Tab.
            tools.widgetForAction(command).setFocusPolicy(Qt.FocusPolicy.TabFocus)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        for place, part in enumerate((self.table, self.explanation)):
            parts.addWidget(part)
            parts.setStretchFactor(place, SHARES[place])
        parts.setSizes([share * self.height() for share in SHARES])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(tools)
        layout.addWidget(self.filters)
        layout.addWidget(parts, 1)

    # What it shows

    def _refresh(self) -> None:
        self._stale = True
        if self.isVisible():
            self._show_findings()

    def _show_findings(self) -> None:
        if self.standing is None or not self.standing.is_ready:
            return
        self._stale = False
        lines = lines_of(self.session.plan, self.session.period, self.standing.findings())
        self.filters.offer(lines)
        kept = self.table.current()
        self.model.show(lines)
        self._come_back(kept)

    def _filter(self) -> None:
        kept, wanted = self.table.current(), self.filters.wanted()
        self.table.setColumnHidden(ACCEPTED, not wanted.accepted)
        self.model.filter(wanted)
        self._come_back(kept)

    def _come_back(self, kept: Line | None) -> None:
        """Stay on a finding; where it is not listed any more, on the line that took its place."""
        self.table.say(self._why_empty())
        self.table.choose(kept.finding if kept else None, self._place)
        self._show_current()

    def _why_empty(self) -> str:
        if self.standing is None or not self.standing.is_ready:
            return READING
        return NOTHING_SUCH if any(not line.accepted for line in self.model.every()) else NOTHING

    def _show_current(self) -> None:
        line, plan = self.table.current(), self.session.plan
        self._place = max(self.table.currentIndex().row(), 0) if line else self._place
        self._go.setEnabled(line is not None)
        self._accept.setEnabled(bool(self._chosen(accepted=False)) and not self.session.read_only)
        self._take_back.setEnabled(bool(self._chosen(accepted=True)) and not self.session.read_only)
        if self.isVisible():
            self.explanation.show_line(line, plan, self.session.period)
            row = plan.find(line.finding.row_id) if line else None
            self.row_selected.emit(bearer(plan, row) if row else None)

    def _chosen(self, *, accepted: bool) -> Sequence[Finding]:
        return [line.finding for line in self.table.chosen() if bool(line.accepted) is accepted]

    def _lead_to_current(self) -> None:
        if line := self.table.current():
            self.lead_to(line)
