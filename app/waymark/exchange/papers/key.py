"""The rating key: what every rating of the plan means."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.domain.plan import Plan
from waymark.domain.rows import Rating, RatingScheme
from waymark.exchange.papers.content import Block, Cell, Heading, Section, Style, Table, cell, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.wording import data_table, fill_of, listed, plural
from waymark.services.schemes import is_preset

PRESET = "This plan does not say what its ratings mean; these are Waymark’s usual meanings."
COLOURS = "A rating is always given by its word; its colour says the same again."


def rating_key(plan: Plan, issue: Issue) -> Iterator[Section]:
    """What every rating means, in every version of every scheme; nothing where the plan has none."""
    blocks: list[Block] = []
    for scheme in plan.rating_schemes.live():
        blocks.append(Heading(_title(scheme), 3))
        if is_preset(plan, scheme):
            blocks.append(said(PRESET))
        blocks.append(_table(plan, scheme))
    if blocks:
        yield Section((*blocks, said(COLOURS, Style.note)))


def _title(scheme: RatingScheme) -> str:
    return f"{scheme.name or 'Ratings'}, version {scheme.version}"


def _table(plan: Plan, scheme: RatingScheme) -> Table:
    ratings = plan.ratings.where("scheme_id", scheme.id)
    columns = {
        "Letter": [cell(rating.letter) for rating in ratings],
        "Rating": [_rating(rating) for rating in ratings],
        "Meaning": [cell(rating.meaning or "The scheme does not say") for rating in ratings],
    }
    uses = listed([plural(kind) for kind in scheme.applies_to.split()]) or "nothing yet"
    return data_table(_title(scheme), f"The ratings used for {uses}, and what each means.", columns)


def _rating(rating: Rating) -> Cell:
    return Cell((said(rating.word),), fill_of(rating))
