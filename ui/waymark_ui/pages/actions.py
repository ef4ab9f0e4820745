"""The actions page: who does what by when, how far it is, and what is reported of it for the period."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from waymark.domain.day import day_words
from waymark.domain.due import Precision, due_as_typed
from waymark.domain.edits import Edits
from waymark.domain.period import Period, period_from_key
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Objective, Row, Theme
from waymark.services.cells import Field, theme_label
from waymark.services.choices import offers
from waymark.services.ordering import Group, action_groups
from waymark.services.overview import is_overdue
from waymark.services.ratings import rated
from waymark_ui.grid.columns import PLAIN, Column, Kind, Line, Look
from waymark_ui.pages.grid_page import GridPage
from waymark_ui.pages.sheet import PlanSheet, rating_look
from waymark_ui.session import Session

OVERDUE = "Overdue"


class ActionsSheet(PlanSheet):
    """An action a line, under its theme and objective."""

    name = "actions"
    kind = Action
    heading_key = "theme"

    def own_columns(self, plan: Plan, period: Period) -> Sequence[Column]:
        return (
            Column("ref", "Ref", Field("ref"), Kind.ref, 8, frozen=True),
            Column("text", plan.cover.action_word.capitalize(), Field("text"), Kind.long_text, 36, frozen=True),
            Column("kpis", f"{plan.cover.kpi_word}s", Field("kpis"), Kind.kpis, 10, choices=offers("kpis")),
            Column("due", "Due", Field("due"), Kind.due, 14, looks=_due_look, describes=DUE_MEANS),
            Column("leads", "Leads", Field("leads"), Kind.people, 24, choices=offers("leads")),
            Column("state", "State", Field("state"), Kind.choice, 13, choices=offers("state")),
            Column("rating", "Rating", Field("rating"), Kind.rating, 12, looks=_rating_look, choices=offers("rating")),
            Column("update", f"Update for {period.label}", Field("update"), Kind.long_text, 44),
            Column("updated", "Last updated", Field("updated"), width=14, editable=False, shows=last_updated),
            Column("standing", OVERDUE, Field("standing"), width=12, editable=False, shows=_standing),
            Column(
                "theme",
                plan.cover.theme_word.capitalize(),
                Field("theme"),
                Kind.choice,
                24,
                choices=offers("theme"),
                describes=THEME_MEANS,
            ),
        )

    def made_of(self, plan: Plan) -> tuple[object, ...]:
        return plan.themes, plan.objectives, plan.actions, plan.placements, plan.covers

    def standing(self, plan: Plan) -> Sequence[Line]:
        groups = action_groups(plan)
        if [group.theme for group in groups] == [None]:
            return [Line(action) for action in groups[0].actions]
        pairs = zip([None, *groups], groups, strict=False)
        return [line for before, group in pairs for line in _lines(plan, before, group)]

    def insert(self, edits: Edits, beside: Line | None, ref: str = "", kept: Collection[str] = ()) -> Action:
        from waymark.services.inserting import insert_action

        row = (beside.row or beside.owner) if beside else None
        return insert_action(edits, row if isinstance(row, Action | Objective | Theme) else None, ref, kept)


class ActionsPage(GridPage):
    """The actions; its count is how many are overdue."""

    name = "actions"
    title = "Actions"
    icon = "actions"
    takes_rows: ClassVar[bool] = True
    belongs: ClassVar[str] = (
        "The plan’s actions stand here under their themes and objectives: who does what by when, and how far it is. "
        "Make the themes first, insert an action, paste a table from Excel, or import a tracker from the File menu."
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, ActionsSheet(), parent)

    def count(self) -> int:
        plan, on = self.session.plan, self.session.period.last_day
        return sum(is_overdue(action, on) for action in plan.actions.live())

    def own_commands(self) -> list[QAction]:
        renumber = self.command("Renumber…", "Give refs in order below a theme or an objective", self.renumber)
        self.move_command = self.command("Move to…", "Put actions under another heading", self.move_to, "Ctrl+M")
        self.outline_command = self.command("Themes…", "Make the themes and objectives", self.open_outline)
        return [*super().own_commands(), self.move_command, renumber]

    def first_steps(self) -> Sequence[QAction]:
        return (self.outline_command, *super().first_steps())

    def open_outline(self) -> None:
        """Show the headings, to be made and changed."""
        from waymark_ui.outline.dialog import open_outline

        open_outline(self, self.session)

    def move_to(self) -> None:
        """Ask under which heading the selected actions are to stand."""
        from waymark_ui.outline.moving import MoveDialog

        actions = [row for row in self.chosen() if isinstance(row, Action) and row.withdrawn_at is None]
        if not self.session.plan.themes.live():
            self.said.emit("There is no heading yet. “Themes and objectives…” in the Plan menu makes them.")
        elif actions:
            dialog = MoveDialog(self, self.session, actions)
            dialog.accepted.connect(lambda: self.show_row(actions[0].id))
            dialog.open()
        else:
            self.said.emit("Select the actions first.")

    def renumber(self) -> None:
        """Propose refs in order, to begin with below the theme of the current action."""
        from waymark_ui.pages.renumbering import RenumberDialog

        line = self.current_line()
        owner = line.owner if line else None
        if line and isinstance(line.row, Action):
            owner = self.session.plan.themes.get(line.row.theme_id)
        RenumberDialog(self.session, owner, self).open()


THEME_MEANS = "The heading it stands under. “Move to…” also puts it under an objective."
DUE_MEANS = "When it is due, as typed. What is due in a month is overdue once the month has ended."


def last_updated(plan: Plan, row: Row, period: Period) -> str:
    """The date of the newest update by the period reported on, else the period that it was for."""
    told = [update for update in plan.updates.where("subject_id", row.id) if update.text and update.period]
    ended = [update for update in told if period_from_key(update.period).last_day <= period.last_day]
    newest = max(ended, key=lambda update: period_from_key(update.period), default=None)
    return (newest.dated or period_from_key(newest.period).label) if newest else ""


def _lines(plan: Plan, before: Group | None, group: Group) -> Iterator[Line]:
    if before is None or before.theme != group.theme:
        title = theme_label(group.theme) if group.theme else f"No {plan.cover.theme_word}"
        yield Line(None, title, 1, group.theme)
    if group.objective:
        yield Line(None, f"{group.objective.ref} {group.objective.title}".strip(), 2, group.objective)
    yield from map(Line, group.actions)


def _due_look(plan: Plan, row: Row, period: Period) -> Look:
    if not isinstance(row, Action):
        return PLAIN
    due = due_as_typed(row.due)
    if due.precision is Precision.unknown:
        return Look(mark="?", why="This is no due date that Waymark can read; it is kept as typed.")
    if due.last_day and is_overdue(row, period.last_day):
        return Look(mark="!", why=f"Overdue: it was due by {day_words(due.last_day)}.")
    return PLAIN


def _standing(plan: Plan, row: Row, period: Period) -> str:
    return OVERDUE if isinstance(row, Action) and is_overdue(row, period.last_day) else ""


def _rating_look(plan: Plan, row: Row, period: Period) -> Look:
    return rating_look(rated(plan, row, period))
