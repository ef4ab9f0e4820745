"""The parts of a board paper about what is done: actions by theme, and the board's own action log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from waymark.domain.assignment import kpis_text
from waymark.domain.day import day_words
from waymark.domain.due import due_as_typed
from waymark.domain.errors import NotUnderstood
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, LogEntry, Objective, Theme
from waymark.domain.state import State, is_complete, parse_state
from waymark.exchange.papers.content import Block, Cell, Heading, Section, Style, Table, cell, prose, said
from waymark.exchange.papers.wording import (
    capital,
    data_table,
    leads,
    named,
    period_words,
    plural,
    rating_cell,
    updates_for,
)
from waymark.services.ratings import rated

ENDED = frozenset({State.complete, State.closed, State.superseded})


def action_pages(plan: Plan, period: Period) -> Section:
    """The actions by theme and objective, and the board's action log; their tables need wide pages."""
    blocks = (*_actions(plan, period), *_log(plan, period))
    if not any(isinstance(block, Table) for block in blocks):
        return Section(blocks)
    note = f"Overdue means not complete by {day_words(period.last_day)}, when the due date had passed."
    return Section((*blocks, said(note, Style.note)), wide=True)


def _actions(plan: Plan, period: Period) -> Iterator[Block]:
    word, groups = plan.cover.action_word, action_groups(plan)
    yield Heading(f"{capital(plural(word))} by {plan.cover.theme_word}", 2)
    for theme, actions in groups:
        yield from _theme(plan, theme, actions, period)
    if not groups:
        yield said(f"The plan has no {plural(word)}.")


def action_groups(plan: Plan) -> list[tuple[Theme | None, tuple[Action, ...]]]:
    """The actions of each theme that has any, in the themes' order; last those of no theme."""
    themes = plan.themes.live()
    groups: list[tuple[Theme | None, tuple[Action, ...]]] = [
        (theme, plan.actions.where("theme_id", theme.id)) for theme in themes
    ]
    standing = {theme.id for theme in themes}
    groups.append((None, tuple(action for action in plan.actions.live() if action.theme_id not in standing)))
    return [(theme, actions) for theme, actions in groups if actions]


def is_overdue(action: Action, on: date) -> bool:
    """Whether an action's due date has passed and nobody has said that it is complete, closed or superseded."""
    return _state(action) not in ENDED and due_as_typed(action.due).is_overdue(on)


def state_words(action: Action) -> str:
    """The action's state in words, as typed where that names none; blank where nobody said."""
    state = _state(action)
    return capital(action.state if state is None else state.words)


def _state(action: Action) -> State | None:
    try:
        return parse_state(action.state)
    except NotUnderstood:
        return None


def _theme(plan: Plan, theme: Theme | None, actions: Sequence[Action], period: Period) -> Iterator[Block]:
    title = named(theme.ref, theme.title) if theme else f"Other {plural(plan.cover.action_word)}"
    yield Heading(title, 3)
    if theme:
        yield from prose(theme.outcome_statement)
    for objective, group in _by_objective(plan, actions):
        if objective:
            yield Heading(named(objective.ref, objective.title), 4)
        yield _table(plan, named(objective.ref, objective.title) if objective else title, group, period)


def _by_objective(plan: Plan, actions: Sequence[Action]) -> Iterator[tuple[Objective | None, list[Action]]]:
    """Actions of no objective first, so that they stand right below the theme's heading."""
    objectives = [None, *plan.objectives.live()]
    for objective in objectives:
        id = objective.id if objective else None
        group = [action for action in actions if _objective_id(plan, action) == id]
        if group:
            yield objective, group


def _objective_id(plan: Plan, action: Action) -> str | None:
    objective = plan.objectives.get(action.objective_id)
    return objective.id if objective and objective.withdrawn_at is None else None


def _table(plan: Plan, title: str, actions: Sequence[Action], period: Period) -> Table:
    cover = plan.cover
    columns = {
        "Ref": [cell(action.ref) for action in actions],
        capital(cover.action_word): [cell(action.text) for action in actions],
        capital(plural(cover.kpi_word)): [_kpis(plan, action) for action in actions],
        "Due": [_due(action.due, is_overdue(action, period.last_day)) for action in actions],
        "Leads": [leads(plan, action) for action in actions],
        "Rating and state": [_standing(plan, action, period) for action in actions],
        f"Update for {period_words(period)}": [_update(plan, action, period) for action in actions],
    }
    description = (
        f"A row for each of the {plural(cover.action_word)} of {title}, with its progress in {period_words(period)}."
    )
    return data_table(f"{capital(plural(cover.action_word))}: {title}", description, columns)


def _kpis(plan: Plan, action: Action) -> Cell:
    return cell(kpis_text(plan, action) or "None")


def _due(typed: str, overdue: bool) -> Cell:
    return cell(f"{typed or 'No date'}\n**Overdue**" if overdue else typed or "No date")


def _standing(plan: Plan, action: Action, period: Period) -> Cell:
    words = state_words(action)
    return rating_cell(rated(plan, action, period), *([said(words)] if words else []))


def _update(plan: Plan, action: Action, period: Period) -> Cell:
    return cell("\n".join(updates_for(plan, action, period)) or "No update")


def _log(plan: Plan, period: Period) -> Iterator[Block]:
    entries = plan.log_entries.live()
    yield Heading("Board action log", 2)
    done = sum(is_complete(entry.complete) is True for entry in entries)
    yield said(f"{done} of {len(entries)} are complete." if entries else "The board’s action log is empty.")
    if not entries:
        return
    columns = {
        "Ref": [cell(entry.ref) for entry in entries],
        "Action": [cell(entry.text) for entry in entries],
        "Raised at": [_raised_at(plan, entry) for entry in entries],
        "Due": [_due(entry.due, _is_late(entry, period.last_day)) for entry in entries],
        "Owner": [leads(plan, entry) for entry in entries],
        "Complete": [cell(entry.complete or "Not stated") for entry in entries],
    }
    yield data_table("Board action log", "A row for each action that the board asked for.", columns)


def _raised_at(plan: Plan, entry: LogEntry) -> Cell:
    meeting = plan.meetings.get(entry.meeting_id)
    return cell(meeting.title or meeting.date if meeting else "Not stated")


def _is_late(entry: LogEntry, on: date) -> bool:
    return not is_complete(entry.complete) and due_as_typed(entry.due).is_overdue(on)
