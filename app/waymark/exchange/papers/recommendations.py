"""The inspectorate's recommendations in a board paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi, Recommendation
from waymark.domain.text import Run
from waymark.exchange.papers.columns import Column, filled, used
from waymark.exchange.papers.content import Block, Heading, Prose, Section, cell, prose, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.wording import (
    NOBODY,
    capital,
    counted,
    data_table,
    leads,
    listed,
    period_words,
    plural,
    rating_cell,
    rating_words,
    update_words,
    updates_for,
    updates_heading,
)
from waymark.services.overview import NOT_RATED, recommendation_ratings, tally_words
from waymark.services.ratings import rated


def recommendations(plan: Plan, issue: Issue) -> Iterator[Section]:
    """Their ratings in one table, then each with what was said of it."""
    if plan.recommendations.live():
        yield Section(tuple(_recommendations(plan, issue.period)))


def recommendation_counts(plan: Plan, period: Period) -> str:
    """How many recommendations are in which state, in a sentence."""
    group = recommendation_ratings(plan, period)
    return f"Of {counted(len(group.total), 'recommendation')}: {tally_words(group.counts)}."


def recommendation_name(recommendation: Recommendation) -> str:
    """A recommendation by its ref, without the dot that many have (L04)."""
    return f"Recommendation {recommendation.ref}".strip(" .")


def _recommendations(plan: Plan, period: Period) -> Iterator[Block]:
    found = plan.recommendations.live()
    yield said(recommendation_counts(plan, period))
    columns: tuple[Column[Recommendation], ...] = (
        Column("Ref", lambda each: cell(each.ref)),
        Column("Recommendation", lambda each: cell(each.text)),
        Column("Rating", lambda each: rating_cell(rated(plan, each, period)), NOT_RATED),
        Column("Leads", lambda each: leads(plan, each), NOBODY),
    )
    description = f"A row for each recommendation, with its rating for {period_words(period)}."
    yield data_table("Recommendations and their ratings", description, filled(used(columns, found), found))
    for each in found:
        yield from _recommendation(plan, each, period)


def _recommendation(plan: Plan, recommendation: Recommendation, period: Period) -> Iterator[Block]:
    yield Heading(recommendation_name(recommendation), 3)
    yield from prose(recommendation.text)
    yield Prose((Run("Rating: ", bold=True), *rating_words(rated(plan, recommendation, period)).runs))
    linked: dict[str, Sequence[Action | Kpi]] = {
        plural(plan.cover.action_word): plan.linked(recommendation.id, Action),
        plural(plan.cover.kpi_word): plan.linked(recommendation.id, Kpi),
    }
    for word, things in linked.items():
        if things:
            yield Prose(
                (Run(f"{capital(word)}: ", bold=True), Run(listed([thing.ref or _title(thing) for thing in things])))
            )
    updates = updates_for(plan, recommendation, period)
    parts = {
        "What was aimed at": recommendation.targets,
        "Evidence": recommendation.evidence,
        "Further actions": recommendation.further_actions,
        updates_heading(updates, period): "\n".join(update_words(update, period) for update in updates),
    }
    for title, text in parts.items():
        if text:
            yield Heading(title, 4)
            yield from prose(text)


def _title(thing: Action | Kpi) -> str:
    return thing.title if isinstance(thing, Kpi) else thing.text
