"""The prose of a board paper: passages, recommendations, commentary, rating key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Commentary, Kpi, Rating, RatingScheme, Recommendation
from waymark.domain.text import Run
from waymark.exchange.papers.columns import Column, filled, used
from waymark.exchange.papers.content import Block, Cell, Heading, Prose, Section, Style, Table, cell, prose, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.wording import (
    NOBODY,
    capital,
    counted,
    data_table,
    fill_of,
    leads,
    listed,
    period_words,
    plural,
    rating_cell,
    rating_words,
    title_words,
    update_words,
    updates_for,
    updates_heading,
)
from waymark.services.overview import NOT_RATED, recommendation_ratings, tally_words
from waymark.services.ratings import rated
from waymark.services.reporting import named_period, stands_in
from waymark.services.schemes import is_preset

PRESET = "This plan does not say what its ratings mean; these are Waymark’s usual meanings."
COMMENTARY = {
    "summary": "Summary",
    "improvement_activity": "Improvement activity",
    "next_steps": "Next steps",
}


def recommendations(plan: Plan, issue: Issue) -> Iterator[Section]:
    """The inspectorate's recommendations: their ratings in one table, then each with what was said of it."""
    if plan.recommendations.live():
        yield Section(tuple(_recommendations(plan, issue.period)))


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


def recommendation_counts(plan: Plan, period: Period) -> str:
    """How many recommendations are in which state, in a sentence."""
    group = recommendation_ratings(plan, period)
    return f"Of {counted(len(group.total), 'recommendation')}: {tally_words(group.counts)}."


def _recommendation(plan: Plan, recommendation: Recommendation, period: Period) -> Iterator[Block]:
    yield Heading(f"Recommendation {recommendation.ref}".strip(" ."), 3)
    yield from prose(recommendation.text)
    yield Prose((Run("Rating: ", bold=True), *rating_words(rated(plan, recommendation, period)).runs))
    linked: dict[str, Sequence[Action | Kpi]] = {
        "Actions": plan.linked(recommendation.id, Action),
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


def commentary(plan: Plan, issue: Issue) -> Iterator[Section]:
    """What was written for the period, by section, each text under the refs of the KPIs it is about."""
    if plan.commentary.live():
        yield Section(tuple(_commentary(plan, issue.period)))


def _commentary(plan: Plan, period: Period) -> Iterator[Block]:
    written = [each for each in plan.commentary.live() if each.text and stands_in(each.period, period)]
    for title in dict.fromkeys(_section(plan, each) for each in written):
        yield Heading(title, 3)
        yield from _section_commentary(plan, [each for each in written if _section(plan, each) == title])
    if not written:
        yield said(f"No commentary for {period_words(period)}.")


def _section(plan: Plan, text: Commentary) -> str:
    theme = plan.themes.get(text.theme_id)
    return title_words(theme.title if theme else text.section or "General")


def _section_commentary(plan: Plan, written: list[Commentary]) -> Iterator[Block]:
    before = ""
    for kind, title in COMMENTARY.items():
        for each in (each for each in written if each.kind == kind):
            about = listed([kpi.ref or kpi.title for kpi in plan.linked(each.id, Kpi)])
            undated = "" if named_period(each.period) else ", undated"
            heading = (f"{title}: {about}" if about else title) + undated
            if heading != before:
                yield Heading(heading, 4)
            yield from prose(each.text)
            before = heading


def rating_key(plan: Plan, issue: Issue) -> Iterator[Section]:
    """What every rating means, in every version of every scheme; nothing where the plan has none."""
    blocks: list[Block] = []
    for scheme in plan.rating_schemes.live():
        blocks.append(Heading(_scheme_title(scheme), 3))
        if is_preset(plan, scheme):
            blocks.append(said(PRESET))
        blocks.append(_key_table(plan, scheme))
    if blocks:
        yield Section(
            (*blocks, said("A rating is always given by its word; its colour says the same again.", Style.note))
        )


def _scheme_title(scheme: RatingScheme) -> str:
    return f"{scheme.name or 'Ratings'}, version {scheme.version}"


def _key_table(plan: Plan, scheme: RatingScheme) -> Table:
    ratings = plan.ratings.where("scheme_id", scheme.id)
    columns = {
        "Letter": [cell(rating.letter) for rating in ratings],
        "Rating": [_rating(rating) for rating in ratings],
        "Meaning": [cell(rating.meaning or "The scheme does not say") for rating in ratings],
    }
    uses = listed([plural(kind) for kind in scheme.applies_to.split()]) or "nothing yet"
    return data_table(_scheme_title(scheme), f"The ratings used for {uses}, and what each means.", columns)


def _rating(rating: Rating) -> Cell:
    return Cell((said(rating.word),), fill_of(rating))
