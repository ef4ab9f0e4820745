"""What a chair counts first: how many of what are in which state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from waymark.domain.day import day_words
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi
from waymark.domain.state import State
from waymark.exchange.papers.actions import state_words
from waymark.exchange.papers.content import Block, Heading, Section, Style, Table, cell, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.recommendations import recommendation_counts
from waymark.exchange.papers.wording import (
    capital,
    counted,
    data_table,
    named,
    period_words,
    plural,
    title_words,
)
from waymark.services.ordering import actions_of, themes_with_actions
from waymark.services.overview import Group, all_actions, by_rating, is_overdue, overdue_actions, said_of, tally_words
from waymark.services.reporting import sections

Counts = Mapping[str, int]
ALL, NO_STATE = "All", "No state given"


def summary(plan: Plan, issue: Issue) -> Iterator[Section]:
    """Sentences with the counts, then the counts by theme and by section; nothing where there is nothing to count."""
    if plan.recommendations.live() or plan.actions.live() or plan.kpis.live():
        yield Section(tuple(_summary(plan, issue.period)))


def _summary(plan: Plan, period: Period) -> Iterator[Block]:
    if plan.recommendations.live():
        yield said(recommendation_counts(plan, period))
    yield from _action_summary(plan, period)
    yield from _kpi_summary(plan, period)
    if plan.rating_schemes.live():
        yield said("What each rating means is in the rating key at the end of this paper.", Style.note)
    else:
        yield said(f"This is how the plan stood on {day_words(period.last_day)}.", Style.note)


def _action_summary(plan: Plan, period: Period) -> Iterator[Block]:
    word, theme_word, actions = plan.cover.action_word, plan.cover.theme_word, plan.actions.live()
    if not actions:
        return
    overdue = len(overdue_actions(plan, period.last_day))
    ratings = tally_words(all_actions(plan, period).counts)
    yield said(f"Of {counted(len(actions), word)} in {period_words(period)}: {ratings}.")
    yield said(
        f"{counted(overdue, word)} {'is' if overdue == 1 else 'are'} overdue as at {day_words(period.last_day)}."
    )
    rows = [
        (named(theme.ref, theme.title) if theme else "Other", actions_of(groups))
        for theme, groups in themes_with_actions(plan)
    ]
    rows.append((ALL, actions))
    kinds = {"rating": _rating_counts, "state": _state_counts}
    for kind in kinds if any(action.state for action in actions) else ["rating"]:
        title = f"{capital(plural(word))} by {theme_word} and {kind}"
        yield Heading(title, 3)
        counts = [(name, kinds[kind](plan, own, period)) for name, own in rows]
        yield _count_table(title, capital(theme_word), counts)


def _kpi_summary(plan: Plan, period: Period) -> Iterator[Block]:
    word, kpis = plan.cover.kpi_word, plan.kpis.live()
    if not kpis:
        return
    title = f"{capital(plural(word))} by section"
    yield Heading(title, 3)
    groups = [by_rating(plan, Kpi, each.kpis, period, title_words(each.title)) for each in sections(plan)]
    every = by_rating(plan, Kpi, kpis, period, ALL)
    yield said(f"Of {counted(len(kpis), word)}: {tally_words(every.counts)}.")
    yield _count_table(title, "Section", [(group.title, _counts(group)) for group in (*groups, every)])
    if sum(len(group.total) for group in groups) > len(kpis):
        yield said(f"Some {plural(word)} stand in more than one section; the last row counts each once.", Style.note)


def _rating_counts(plan: Plan, actions: Sequence[Action], period: Period) -> Counts:
    overdue = sum(is_overdue(action, period.last_day) for action in actions)
    return {**_counts(by_rating(plan, Action, actions, period)), "Overdue": overdue}


def _state_counts(plan: Plan, actions: Sequence[Action], period: Period) -> Counts:
    """In the order of the states, then other words, then what has none; no state that none is in."""
    counts = Counter(dict.fromkeys(map(capital, State), 0))
    counts.update(state_words(action) for action in actions)
    counts[NO_STATE] = counts.pop("")
    return {words: number for words, number in counts.items() if number}


def _counts(group: Group) -> Counts:
    return {each.word: len(each) for each in (group.total, *said_of(group.counts))}


def _count_table(title: str, first: str, rows: Sequence[tuple[str, Counts]]) -> Table:
    """A row of counts for each name, the last for all of them, which has every column."""
    _, overall = rows[-1]
    columns = {heading: [cell(str(counts.get(heading, 0))) for _, counts in rows] for heading in overall}
    description = f"Counts, a row for each {first.lower()} and a last one for all."
    return data_table(title, description, {first: [cell(name) for name, _ in rows], **columns})
