"""The first page a chair reads: how many of what are in which state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from waymark.domain.day import day_words
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action
from waymark.exchange.papers.actions import action_groups, is_overdue, state_words
from waymark.exchange.papers.content import Block, Heading, Table, cell, said
from waymark.exchange.papers.kpis import latest_rating
from waymark.exchange.papers.wording import NOT_RATED, capital, counted, data_table, named, period_words, plural, tally, tally_words
from waymark.services.ratings import rated
from waymark.services.reporting import sections

NO_STATE = "No state given"


def summary(plan: Plan, period: Period) -> Iterator[Block]:
    """Sentences with the counts, then the counts by theme and by section."""
    yield Heading("Summary", 2)
    yield from _action_summary(plan, period)
    yield from _kpi_summary(plan, period)


def _action_summary(plan: Plan, period: Period) -> Iterator[Block]:
    word, actions = plan.cover.action_word, plan.actions.live()
    if not actions:
        yield said(f"The plan has no {plural(word)}.")
        return
    overdue = sum(is_overdue(action, period.last_day) for action in actions)
    ratings = tally_words(tally(plan, "action", [rated(plan, action, period) for action in actions]))
    yield said(f"Of {counted(len(actions), word)} in {period_words(period)}: {ratings}.")
    yield said(f"{counted(overdue, word)} {'is' if overdue == 1 else 'are'} overdue as at {day_words(period.last_day)}.")
    yield Heading(f"{capital(plural(word))} by {plan.cover.theme_word}", 3)
    yield _action_table(plan, period)


def _action_table(plan: Plan, period: Period) -> Table:
    word = plan.cover.action_word
    groups = [(named(theme.ref, theme.title) if theme else "Other", actions) for theme, actions in action_groups(plan)]
    counts = [_action_counts(plan, actions, period) for _, actions in groups]
    description = f"How many {plural(word)} of each {plan.cover.theme_word} have which rating and state, and how many are overdue."
    return _count_table(capital(plan.cover.theme_word), [title for title, _ in groups], counts, description)


def _action_counts(plan: Plan, actions: Sequence[Action], period: Period) -> Counter[str]:
    counts = Counter({capital(plural(plan.cover.action_word)): len(actions)})
    counts.update(tally(plan, "action", [rated(plan, action, period) for action in actions]))
    counts.update(state_words(action) or NO_STATE for action in actions)
    counts["Overdue"] = sum(is_overdue(action, period.last_day) for action in actions)
    return counts


def _kpi_summary(plan: Plan, period: Period) -> Iterator[Block]:
    word, kpis, groups = plan.cover.kpi_word, plan.kpis.live(), sections(plan)
    if not kpis:
        yield said(f"The plan has no {plural(word)}.")
        return
    ratings = tally_words(tally(plan, "kpi", [latest_rating(plan, kpi, period) for kpi in kpis]))
    yield Heading(f"{capital(plural(word))} by section", 3)
    yield said(f"Of {counted(len(kpis), word)}: {ratings}.")
    counts = []
    for group in groups:
        own = Counter({capital(plural(word)): len(group.kpis)})
        own.update(tally(plan, "kpi", [latest_rating(plan, kpi, period) for kpi in group.kpis]))
        counts.append(own)
    description = f"How many {plural(word)} of each section have which rating."
    yield _count_table("Section", [group.title for group in groups], counts, description)


def _count_table(first: str, titles: Sequence[str], counts: Sequence[Mapping[str, int]], description: str) -> Table:
    """A row of counts for each title and one for all of them; columns that hold only noughts say nothing and go."""
    headings = dict.fromkeys(heading for row in counts for heading in row)
    total = {heading: sum(row.get(heading, 0) for row in counts) for heading in headings}
    kept = [heading for heading in headings if total[heading] or heading not in (NOT_RATED, NO_STATE)]
    rows = [*counts, total]
    columns = {heading: [cell(str(row.get(heading, 0))) for row in rows] for heading in kept}
    return data_table(f"Counts by {first.lower()}", description, {first: [cell(each) for each in (*titles, "All")], **columns})
