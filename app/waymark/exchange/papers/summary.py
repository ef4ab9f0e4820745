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
from waymark.exchange.papers.content import Block, Chart, Heading, Section, Style, Table, cell, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.recommendations import recommendation_counts
from waymark.exchange.papers.wording import (
    capital,
    counted,
    data_table,
    fill_of,
    named,
    period_words,
    plural,
    title_words,
)
from waymark.exchange.tally import Share, Tally
from waymark.services.ordering import actions_of, themes_with_actions
from waymark.services.overview import (
    NOT_RATED,
    Count,
    Group,
    all_actions,
    by_rating,
    is_overdue,
    overdue_actions,
    said_of,
    tally_words,
)
from waymark.services.reporting import sections

Counts = Mapping[str, int]
ALL, NO_STATE = "All", "No state given"


def summary(plan: Plan, issue: Issue) -> Iterator[Section]:
    """Sentences with the counts, then the counts by theme and by section; nothing where there is nothing to count."""
    if plan.recommendations.live() or plan.actions.live() or plan.kpis.live():
        yield Section(tuple(_summary(plan, issue)))


def _summary(plan: Plan, issue: Issue) -> Iterator[Block]:
    period = issue.period
    if plan.recommendations.live():
        yield said(recommendation_counts(plan, period))
    yield from _action_summary(plan, period)
    yield from _kpi_summary(plan, period)
    if plan.rating_schemes.live() and issue.includes("key"):
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
    title = f"{capital(plural(word))} by {theme_word} and rating"
    yield Heading(title, 3)
    groups = [by_rating(plan, Action, own, period, name) for name, own in rows]
    yield _count_table(title, capital(theme_word), [(each.title, _with_overdue(plan, each, period)) for each in groups])
    yield from _rating_chart(title, groups)
    if any(action.state for action in actions):
        title = f"{capital(plural(word))} by {theme_word} and state"
        yield Heading(title, 3)
        yield _count_table(title, capital(theme_word), [(name, _state_counts(own)) for name, own in rows])


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
    yield from _rating_chart(f"{title} and rating", (*groups, every))
    if sum(len(group.total) for group in groups) > len(kpis):
        yield said(
            f"Some {plural(word)} stand in more than one section; the last row of the table counts each once.",
            Style.note,
        )


def _rating_chart(title: str, groups: Sequence[Group]) -> Iterator[Chart]:
    """A bar for each group but the last, which holds all; nothing where nothing is rated."""
    *parts, every = groups
    found = [each for each in every.counts if each.ids]
    if all(each.word == NOT_RATED for each in found):
        return
    shares = (Share(each.word, _colour(each), tuple(_number(part, each.word) for part in parts)) for each in found)
    tally = Tally(title, tuple(part.title for part in parts), tuple(shares))
    yield Chart(said(f"{title}: {tally_words(every.counts)}.", Style.caption), tally)


def _colour(count: Count) -> str:
    return fill_of(count.rating) if count.rating else ""


def _number(group: Group, word: str) -> int:
    return sum(len(each) for each in group.counts if each.word == word)


def _with_overdue(plan: Plan, group: Group, period: Period) -> Counts:
    overdue = sum(is_overdue(plan.actions[id], period.last_day) for id in group.total.ids)
    return {**_counts(group), "Overdue": overdue}


def _state_counts(actions: Sequence[Action]) -> Counts:
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
