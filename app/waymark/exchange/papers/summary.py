"""The first page a chair reads: how many of what are in which state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from waymark.domain.day import day_words
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi
from waymark.domain.state import State
from waymark.exchange.papers.actions import action_groups, is_overdue, state_words
from waymark.exchange.papers.content import Block, Heading, Style, Table, cell, said
from waymark.exchange.papers.kpis import latest_rating
from waymark.exchange.papers.narrative import recommendation_counts
from waymark.exchange.papers.wording import (
    NOT_RATED,
    capital,
    counted,
    data_table,
    named,
    period_words,
    plural,
    tally,
    tally_words,
    title_words,
)
from waymark.services.ratings import rated
from waymark.services.reporting import sections

ALL, TOTAL, NO_STATE = "All", "Total", "No state given"
SILENT = frozenset({NOT_RATED, NO_STATE, *map(capital, State)})
"""What gets no column where there is none of it; a rating keeps its noughts."""


def summary(plan: Plan, period: Period) -> Iterator[Block]:
    """Sentences with the counts, then the counts by theme and by section."""
    yield Heading("Summary", 2)
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
    overdue = sum(is_overdue(action, period.last_day) for action in actions)
    ratings = tally_words(_ratings(plan, actions, period))
    yield said(f"Of {counted(len(actions), word)} in {period_words(period)}: {ratings}.")
    yield said(
        f"{counted(overdue, word)} {'is' if overdue == 1 else 'are'} overdue as at {day_words(period.last_day)}."
    )
    groups = [(named(theme.ref, theme.title) if theme else "Other", group) for theme, group in action_groups(plan)]
    groups.append((ALL, actions))
    kinds = {"rating": _action_ratings, "state": _action_states}
    for kind in kinds if any(action.state for action in actions) else ["rating"]:
        title = f"{capital(plural(word))} by {theme_word} and {kind}"
        yield Heading(title, 3)
        yield _count_table(
            title, capital(theme_word), [(name, kinds[kind](plan, group, period)) for name, group in groups]
        )


def _kpi_summary(plan: Plan, period: Period) -> Iterator[Block]:
    word, kpis, groups = plan.cover.kpi_word, plan.kpis.live(), sections(plan)
    if not kpis:
        return
    title = f"{capital(plural(word))} by section"
    yield Heading(title, 3)
    yield said(f"Of {counted(len(kpis), word)}: {tally_words(_kpi_ratings(plan, kpis, period))}.")
    rows = [(title_words(group.title), group.kpis) for group in groups]
    counts = [
        (name, Counter({TOTAL: len(own), **_kpi_ratings(plan, own, period)})) for name, own in (*rows, (ALL, kpis))
    ]
    yield _count_table(title, "Section", counts)
    if sum(len(group.kpis) for group in groups) > len(kpis):
        yield said(f"Some {plural(word)} stand in more than one section; the last row counts each once.", Style.note)


def _action_ratings(plan: Plan, actions: Sequence[Action], period: Period) -> Counter[str]:
    overdue = sum(is_overdue(action, period.last_day) for action in actions)
    return Counter({TOTAL: len(actions), **_ratings(plan, actions, period), "Overdue": overdue})


def _action_states(plan: Plan, actions: Sequence[Action], period: Period) -> Counter[str]:
    states = Counter(dict.fromkeys(map(capital, State), 0))
    states.update(state_words(action) for action in actions)
    states[NO_STATE] = states.pop("")
    return states


def _ratings(plan: Plan, actions: Sequence[Action], period: Period) -> Counter[str]:
    return tally(plan, "action", [rated(plan, action, period) for action in actions])


def _kpi_ratings(plan: Plan, kpis: Sequence[Kpi], period: Period) -> Counter[str]:
    return tally(plan, "kpi", [latest_rating(plan, kpi, period) for kpi in kpis])


def _count_table(title: str, first: str, counts: Sequence[tuple[str, Counter[str]]]) -> Table:
    """A row of counts for each name, the last for all of them."""
    _, overall = counts[-1]
    kept = [heading for heading in overall if heading not in SILENT or overall[heading]]
    columns = {heading: [cell(str(row[heading])) for _, row in counts] for heading in kept}
    description = f"Counts, a row for each {first.lower()} and a last one for all."
    return data_table(title, description, {first: [cell(name) for name, _ in counts], **columns})
