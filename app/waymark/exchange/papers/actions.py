"""Actions by theme in a board paper, with how they are rated and what was reported of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from waymark.domain.assignment import kpis_text
from waymark.domain.day import day_words
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Theme
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
    if blocks := (*_actions(plan, issue.period),):
        yield Section((*blocks, said(_closing(plan.actions.live(), issue.period), Style.note)), wide=True)


def _closing(actions: Iterable[Action], period: Period) -> str:
    if any(action.due for action in actions):
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


def theme_title(plan: Plan, theme: Theme | None) -> str:
    """What stands over a theme's actions, or over those of no theme."""
    return named(theme.ref, theme.title) if theme else f"Other {plural(plan.cover.action_word)}"


def _theme(
    plan: Plan, theme: Theme | None, groups: Sequence[Group], columns: Columns, period: Period
) -> Iterator[Block]:
    title = theme_title(plan, theme)
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
        Column(capital(cover.action_word), undertaken),
        Column(capital(plural(cover.kpi_word)), lambda action: cell(kpis_text(plan, action)), "None"),
        Column("Due", lambda action: due_cell(action, day), "No date"),
        Column("Leads", lambda action: leads(plan, action), NOBODY),
        standing(plan, period),
        updates(plan, period),
    )
    return used(columns, plan.actions.live())


def undertaken(action: Action) -> Cell:
    """What is to be done, and below it what that is for."""
    purpose = {"Expected outcome": action.expected_outcome, "Success measures": action.success_measures}
    return cell("\n".join([action.text, *(f"**{title}**\n{text}" for title, text in purpose.items() if text)]))


def due_cell(action: Action, on: date) -> Cell:
    """When it is due, whether that has passed on a day, and when it is reviewed, a line each."""
    lines = (
        action.due,
        "**Overdue**" if is_overdue(action, on) else "",
        f"Review: {action.review_date}" if action.review_date else "",
    )
    return cell("\n".join(filter(None, lines)))


def standing(plan: Plan, period: Period) -> Column[Action]:
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


def updates(plan: Plan, period: Period) -> Column[Action]:
    """What was reported of the actions, under a heading that says for when."""
    actions = plan.actions.live()
    told = {action.id: updates_for(plan, action, period) for action in actions}
    heading = updates_heading([update for each in told.values() for update in each], period)

    def show(action: Action) -> Cell:
        return cell("\n".join(update_words(update, period) for update in told[action.id]))

    ever = any(plan.updates.where("subject_id", action.id) for action in actions)
    return Column(heading, show, "No update", kept=ever)
