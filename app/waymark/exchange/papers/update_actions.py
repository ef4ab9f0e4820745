"""The actions in a plan update: for each priority what is done, what it is for, how that shows, and what is new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from waymark.domain.assignment import kpis_text
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action
from waymark.exchange.papers.actions import due_cell, standing, theme_title, updates
from waymark.exchange.papers.columns import Column, filled, used
from waymark.exchange.papers.content import Block, Cell, Heading, Section, Style, cell, prose, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.wording import NOBODY, capital, data_table, leads, period_words, plural
from waymark.services.ordering import actions_of, themes_with_actions


def reported_actions(plan: Plan, issue: Issue) -> Iterator[Section]:
    """The actions of each theme in one table, on wide pages; nothing where the plan has none."""
    if blocks := (*_actions(plan, issue.period),):
        closing = f"Updates are those for {period_words(issue.period)}; one with a date of its own begins with it."
        yield Section((*blocks, said(closing, Style.note)), wide=True)


def _actions(plan: Plan, period: Period) -> Iterator[Block]:
    columns, words = used(_columns(plan, period), plan.actions.live()), plural(plan.cover.action_word)
    for theme, groups in themes_with_actions(plan):
        title = theme_title(plan, theme)
        yield Heading(title, 3)
        if theme:
            yield from prose(theme.outcome_statement)
        description = f"A row for each of the {words} of {title}, with what is new in {period_words(period)}."
        yield data_table(f"{capital(words)}: {title}", description, filled(columns, actions_of(groups)))


def _columns(plan: Plan, period: Period) -> tuple[Column[Action], ...]:
    cover, day = plan.cover, period.last_day
    return (
        Column("Ref", lambda action: cell(action.ref)),
        Column(capital(cover.action_word), lambda action: cell(action.text)),
        Column("Expected outcomes", lambda action: cell(action.expected_outcome), "Not stated"),
        Column("Measures", lambda action: _measures(plan, action), "None named"),
        Column("By whom", lambda action: leads(plan, action), NOBODY),
        _dates(plan, day),
        standing(plan, period),
        updates(plan, period),
    )


def _measures(plan: Plan, action: Action) -> Cell:
    """What success is measured by, and the KPIs that the action has to do with."""
    refs = kpis_text(plan, action)
    word = capital(plan.cover.kpi_word)
    return cell("\n".join(filter(None, (action.success_measures, f"{plural(word)}: {refs}" if refs else ""))))


def _dates(plan: Plan, day: date) -> Column[Action]:
    """When each is reviewed; in a plan whose actions have due dates, these as well."""
    if any(action.due for action in plan.actions.live()):
        return Column("Due and review date", lambda action: due_cell(action, day), "No date")
    return Column("Review date", lambda action: cell(action.review_date), "No date")
