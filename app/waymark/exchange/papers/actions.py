"""The parts of a board paper about what is done: actions by theme, and the board's own action log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from waymark.domain.assignment import kpis_text
from waymark.domain.day import day_words
from waymark.domain.due import due_as_typed
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, LogEntry, Theme
from waymark.domain.state import is_complete
from waymark.exchange.papers.columns import Column, filled, used
from waymark.exchange.papers.content import Block, Cell, Heading, Section, Style, Table, cell, prose, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.wording import (
    NOBODY,
    capital,
    data_table,
    leads,
    named,
    period_words,
    plural,
    rating_cell,
    update_words,
    updates_for,
    updates_heading,
)
from waymark.services.ordering import Group, themes_with_actions
from waymark.services.overview import NOT_RATED, is_overdue, state_of
from waymark.services.ratings import rated

Columns = tuple[Column[Action], ...]


def action_tables(plan: Plan, issue: Issue) -> Iterator[Section]:
    """The actions by theme and objective, if any, on wide pages."""
    yield from _closed(_actions(plan, issue.period), plan.actions.live(), issue.period)


def action_log(plan: Plan, issue: Issue) -> Iterator[Section]:
    """The board's action log, if any, on wide pages."""
    yield from _closed(_log(plan, issue.period), plan.log_entries.live(), issue.period)


def _closed(blocks: Iterable[Block], things: Iterable[Action | LogEntry], period: Period) -> Iterator[Section]:
    if found := (*blocks,):
        yield Section((*found, said(_closing(things, period), Style.note)), wide=True)


def _closing(things: Iterable[Action | LogEntry], period: Period) -> str:
    if any(each.due for each in things):
        return f"Overdue means not complete by {day_words(period.last_day)}, when the due date had passed."
    return f"This is how it stood on {day_words(period.last_day)}."


def _actions(plan: Plan, period: Period) -> Iterator[Block]:
    columns, themes = _columns(plan, period), themes_with_actions(plan)
    for theme, groups in themes:
        yield from _theme(plan, theme, groups, columns, period)


def state_words(action: Action) -> str:
    """The action's state in words, as typed where that names none; blank where nobody said."""
    state = state_of(action)
    return capital(action.state if state is None else state.words)


def _theme(
    plan: Plan, theme: Theme | None, groups: Sequence[Group], columns: Columns, period: Period
) -> Iterator[Block]:
    title = named(theme.ref, theme.title) if theme else f"Other {plural(plan.cover.action_word)}"
    yield Heading(title, 3)
    if theme:
        yield from prose(theme.outcome_statement)
    for group in groups:
        below = named(group.objective.ref, group.objective.title) if group.objective else ""
        if below:
            yield Heading(below, 4)
        yield _table(plan, below or title, group.actions, columns, period)


def _table(plan: Plan, title: str, actions: Sequence[Action], columns: Columns, period: Period) -> Table:
    words = capital(plural(plan.cover.action_word))
    description = f"A row for each of the {words.lower()} of {title}, with its progress in {period_words(period)}."
    return data_table(f"{words}: {title}", description, filled(columns, actions))


def _columns(plan: Plan, period: Period) -> Columns:
    cover, day = plan.cover, period.last_day
    columns: Columns = (
        Column("Ref", lambda action: cell(action.ref)),
        Column(capital(cover.action_word), _undertaken),
        Column(capital(plural(cover.kpi_word)), lambda action: cell(kpis_text(plan, action)), "None"),
        Column("Due", lambda action: _due(action.due, is_overdue(action, day), action.review_date), "No date"),
        Column("Leads", lambda action: leads(plan, action), NOBODY),
        _standing(plan, period),
        _updates(plan, period),
    )
    return used(columns, plan.actions.live())


def _undertaken(action: Action) -> Cell:
    """What is to be done, and below it what that is for."""
    purpose = {"Expected outcome": action.expected_outcome, "Success measures": action.success_measures}
    return cell("\n".join([action.text, *(f"**{title}**\n{text}" for title, text in purpose.items() if text)]))


def _due(typed: str, overdue: bool, review: str = "") -> Cell:
    lines = (typed, "**Overdue**" if overdue else "", f"Review: {review}" if review else "")
    return cell("\n".join(filter(None, lines)))


def _standing(plan: Plan, period: Period) -> Column[Action]:
    """How the actions are rated and how far they are, as far as anybody said either of any of them."""
    actions = plan.actions.live()
    ratings = {action.id: rated(plan, action, period) for action in actions}
    is_rated = any(each.word for each in ratings.values())

    def show(action: Action) -> Cell:
        words = tuple(filter(None, [state_words(action)]))
        state = tuple(map(said, words))
        return rating_cell(ratings[action.id], *state) if is_rated else Cell(state)

    parts = ("rating" if is_rated else "", "state" if any(map(state_words, actions)) else "")
    return Column(capital(" and ".join(filter(None, parts))), show, NOT_RATED if is_rated else "Not stated")


def _updates(plan: Plan, period: Period) -> Column[Action]:
    actions = plan.actions.live()
    told = {action.id: updates_for(plan, action, period) for action in actions}
    heading = updates_heading([update for updates in told.values() for update in updates], period)

    def show(action: Action) -> Cell:
        return cell("\n".join(update_words(update, period) for update in told[action.id]))

    ever = any(plan.updates.where("subject_id", action.id) for action in actions)
    return Column(heading, show, "No update", kept=ever)


def _log(plan: Plan, period: Period) -> Iterator[Block]:
    entries = plan.log_entries.live()
    if not entries:
        return
    done = sum(is_complete(entry.complete) is True for entry in entries)
    yield said(f"{done} of {len(entries)} are complete.")
    columns: tuple[Column[LogEntry], ...] = (
        Column("Ref", lambda entry: cell(entry.ref)),
        Column("Action", lambda entry: cell(entry.text)),
        Column("Raised at", lambda entry: _raised_at(plan, entry), "Not stated"),
        Column("Due", lambda entry: _due(entry.due, _is_late(entry, period.last_day)), "No date"),
        Column("Owner", lambda entry: leads(plan, entry), NOBODY),
        Column("Complete", lambda entry: cell(entry.complete), "Not stated"),
    )
    description = "A row for each action that the board asked for."
    yield data_table("Board action log", description, filled(used(columns, entries), entries))


def _raised_at(plan: Plan, entry: LogEntry) -> Cell:
    meeting = plan.meetings.get(entry.meeting_id)
    return cell(meeting.title or meeting.date if meeting else "")


def _is_late(entry: LogEntry, on: date) -> bool:
    return not is_complete(entry.complete) and due_as_typed(entry.due).is_overdue(on)
