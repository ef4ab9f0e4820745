"""The sheets of what is done: actions by theme, recommendations, and the board's own action log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from waymark.domain.assignment import kpis_text, leads_text
from waymark.domain.due import due_as_typed
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, LogEntry, Row
from waymark.domain.state import is_complete
from waymark.exchange.papers.actions import state_words
from waymark.exchange.papers.wording import (
    NOBODY,
    capital,
    named,
    period_words,
    plural,
    update_words,
    updates_for,
)
from waymark.exchange.workbooks.content import Column, Table, column
from waymark.services.ordering import actions_of, themes_with_actions
from waymark.services.overview import NOT_RATED, is_overdue
from waymark.services.ratings import rated

OVERDUE = "Overdue"


def action_tables(plan: Plan, period: Period) -> Iterator[Table]:
    """A table for each theme that has actions, in the plan's order."""
    words = plural(plan.cover.action_word)
    for theme, groups in themes_with_actions(plan):
        title = named(theme.ref, theme.title) if theme else f"Other {words}"
        name = f"{words} {title}" if theme else title
        description = f"A row for each of the {words}, as it stood in {period_words(period)}."
        columns = (*_actions(plan, actions_of(groups), period),)
        yield Table(capital(name), title, f"{capital(words)}: {title}, {period_words(period)}", description, columns)


def recommendation_tables(plan: Plan, period: Period) -> Iterator[Table]:
    """The recommendations in one table; none where the plan has none."""
    rows = plan.recommendations.live()
    if rows:
        columns = (
            column("Ref", 8, [row.ref for row in rows], "None"),
            column("Recommendation", 44, [row.text for row in rows]),
            *_standing(plan, rows, period, "recommendation"),
            column("Leads", 26, [leads_text(plan, row.id) for row in rows], NOBODY),
            column("Evidence", 46, [row.evidence for row in rows], "None given"),
            column("Further actions", 46, [row.further_actions for row in rows], "None given"),
        )
        description = f"A row for each recommendation, as it stood in {period_words(period)}."
        yield Table(
            "Recommendations", "Recommendations", f"Recommendations, {period_words(period)}", description, columns
        )


def log_tables(plan: Plan, period: Period) -> Iterator[Table]:
    """The board's action log in one table; none where there is no entry."""
    rows = plan.log_entries.live()
    if rows:
        meetings = [plan.meetings.get(row.meeting_id) for row in rows]
        columns = (
            column("Ref", 10, [row.ref for row in rows], "None"),
            column("Action", 60, [row.text for row in rows]),
            column("Raised at", 26, [each.title or each.date if each else "" for each in meetings], "Not stated"),
            column("Due", 13, [row.due for row in rows], "No date"),
            column("Overdue", 11, [OVERDUE if _is_late(row, period.last_day) else "" for row in rows], "No"),
            column("Owner", 26, [leads_text(plan, row.id) for row in rows], NOBODY),
            column("Complete", 14, [row.complete for row in rows], "Not stated"),
        )
        description = "A row for each action that the board asked for."
        yield Table(
            "Board action log", "Board action log", f"Board action log, {period_words(period)}", description, columns
        )


def _actions(plan: Plan, rows: Sequence[Action], period: Period) -> Iterator[Column]:
    objectives = [plan.objectives.get(row.objective_id) for row in rows]
    titles = [named(each.ref, each.title) if each else "" for each in objectives]
    yield column("Ref", 9, [row.ref for row in rows], "None")
    yield column(capital(plan.cover.objective_word), 26, titles, "None")
    yield column(capital(plan.cover.action_word), 50, [row.text for row in rows])
    yield column(plural(plan.cover.kpi_word), 12, [kpis_text(plan, row) for row in rows], "None")
    yield column("Due", 13, [row.due for row in rows], "No date")
    yield column("Overdue", 11, [OVERDUE if is_overdue(row, period.last_day) else "" for row in rows], "No")
    yield column("Leads", 28, [leads_text(plan, row.id) for row in rows], NOBODY)
    yield column("State", 13, [state_words(row) for row in rows], "Not stated")
    yield from _standing(plan, rows, period, "action")


def _standing(plan: Plan, rows: Sequence[Row], period: Period, kind: str) -> Iterator[Column]:
    yield column("Rating", 13, [rated(plan, row, period).word for row in rows], NOT_RATED, kind)
    told = ["\n".join(update_words(update, period) for update in updates_for(plan, row, period)) for row in rows]
    yield column(f"Update for {period_words(period)}", 52, told, "No update")


def _is_late(entry: LogEntry, on: date) -> bool:
    return not is_complete(entry.complete) and due_as_typed(entry.due).is_overdue(on)
