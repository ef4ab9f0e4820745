"""The prose of a board paper: passages, recommendations, commentary, rating key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Commentary, Kpi, Rating, RatingScheme, Recommendation
from waymark.domain.text import Run
from waymark.exchange.papers.content import Block, Cell, Heading, Prose, Section, Style, Table, cell, prose, said
from waymark.exchange.papers.wording import (
    capital,
    data_table,
    fill_of,
    leads,
    listed,
    period_words,
    plural,
    rating_cell,
    rating_words,
    tally,
    tally_words,
    updates_for,
)
from waymark.services.ratings import rated

PAPER = "board"
COMMENTARY = {
    "summary": "Summary",
    "improvement_activity": "Improvement activity",
    "next_steps": "Next steps",
}


def passages(plan: Plan, period: Period) -> Iterator[Block]:
    """The paper's own paragraphs, and those of no paper in particular, under their headings; `A / B` is B below A."""
    before: tuple[str, ...] = ()
    for passage in plan.passages.live():
        if passage.paper not in ("", PAPER) or passage.period not in ("", period.key):
            continue
        path = tuple(part.strip() for part in passage.heading.split(" / ", 1))
        for place, title in enumerate(path):
            if title and path[: place + 1] != before[: place + 1]:
                yield Heading(title, 2 + place)
        before = path
        yield from prose(passage.text)


def recommendations(plan: Plan, period: Period) -> Iterator[Block]:
    """The inspectorate's recommendations: their ratings in one table, then each with what was said of it."""
    found = plan.recommendations.live()
    if not found:
        return
    ratings = [rated(plan, each, period) for each in found]
    yield Heading("Recommendations", 2)
    yield said(f"Of {len(found)} recommendations: {tally_words(tally(plan, 'recommendation', ratings))}.")
    columns = {
        "Ref": [cell(each.ref) for each in found],
        "Recommendation": [cell(each.text) for each in found],
        "Rating": [rating_cell(each) for each in ratings],
        "Leads": [leads(plan, each) for each in found],
    }
    description = f"A row for each recommendation, with its rating for {period_words(period)}."
    yield data_table("Recommendations and their ratings", description, columns)
    for each in found:
        yield from _recommendation(plan, each, period)


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
        f"Update for {period_words(period)}": "\n".join(updates),
    }
    for title, text in parts.items():
        if text:
            yield Heading(title, 4)
            yield from prose(text)


def _title(thing: Action | Kpi) -> str:
    return thing.title if isinstance(thing, Kpi) else thing.text


def commentary(plan: Plan, period: Period) -> Iterator[Block]:
    """What was written for the period, by section, each text under the refs of the KPIs it is about."""
    yield Heading("Commentary", 2)
    written = [each for each in plan.commentary.live() if each.period in ("", period.key) and each.text]
    for title in dict.fromkeys(_section(plan, each) for each in written):
        yield Heading(title, 3)
        yield from _section_commentary(plan, [each for each in written if _section(plan, each) == title])
    if not written:
        yield said(f"No commentary for {period_words(period)}.")


def _section(plan: Plan, text: Commentary) -> str:
    theme = plan.themes.get(text.theme_id)
    return theme.title if theme else text.section or "General"


def _section_commentary(plan: Plan, written: list[Commentary]) -> Iterator[Block]:
    before = ""
    for kind, title in COMMENTARY.items():
        for each in (each for each in written if each.kind == kind):
            about = listed([kpi.ref or kpi.title for kpi in plan.linked(each.id, Kpi)])
            heading = f"{title}: {about}" if about else title
            if heading != before:
                yield Heading(heading, 4)
            yield from prose(each.text)
            before = heading


def rating_key(plan: Plan) -> Section:
    """What every rating means, in every version of every scheme that is in use."""
    blocks: list[Block] = [Heading("Rating key", 2)]
    for scheme in plan.rating_schemes.live():
        blocks.append(Heading(_scheme_title(scheme), 3))
        blocks.append(_key_table(plan, scheme))
    if len(blocks) == 1:
        return Section((*blocks, said("The plan has no rating scheme.")))
    return Section((*blocks, said("A rating is always given by its word; its colour says the same again.", Style.note)))


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
