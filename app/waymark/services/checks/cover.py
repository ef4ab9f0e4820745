"""A plan's own date, version and length."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from functools import lru_cache

from waymark.domain.rows import Cover, Passage
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check

DATES = Family.dates
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PLAN_OF_YEARS = re.compile(
    rf"\b(?P<years>[1-9]|10|{'|'.join(NUMBERS)})[ -]years?[ -](?:long )?(?:improvement |action |strategic )?"
    r"(?:plan|programme)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\b(?P<first>20[0-9]{2}) ?(?:-|–|—|to|until) ?(?P<last>20[0-9]{2})\b")


def _paper(passage: Passage) -> Hashable | None:
    """The paper that says how long the plan runs."""
    return passage.paper if _plans_of_years(passage.text) else None


@check(
    DATES,
    Severity.warning,
    Cover,
    suggests="Give the month or day of issue on the front page.",
    example="The plan has no date.",
)
def plan_undated(look: Look, cover: Cover) -> Iterator[Note]:
    """Without its date nobody can tell a plan from the one before, and no date in it can be seen to have gone by."""
    if not cover.version_date.strip():
        yield Note("The plan has no date.", "version_date", (cover.title,))


@check(
    DATES,
    Severity.note,
    Cover,
    suggests="Number the version, as in “Version 2”.",
    example="The plan has no version.",
)
def plan_unversioned(look: Look, cover: Cover) -> Iterator[Note]:
    """Two copies of a plan without a version are told apart only by reading both."""
    if not cover.version.strip():
        yield Note("The plan has no version.", "version", (cover.title,))


@check(
    DATES,
    Severity.warning,
    Passage,
    alike=_paper,
    suggests="Say the same length in all places.",
    example="The scrutiny paper has “4 year plan” beside “2017 - 2020”.",
)
def plan_length(look: Look, passage: Passage) -> Iterator[Note]:
    """Papers call a plan of some years one of another length, or the years in its name make another."""
    for years, words in _plans_of_years(passage.text):
        cover = look.plan.cover
        others = [pair for each in look.peers(passage) if isinstance(each, Passage) for pair in _lengths(each.text)]
        others += [pair for text in (cover.title, cover.subtitle, cover.period) for pair in _spans(text)]
        other = next((said for number, said in others if number != years), None)
        if other:
            yield Note(f"{thing(look, passage)} has “{words}” beside “{other}”.", "text", (words, other))
            return


def _lengths(text: str) -> tuple[tuple[int, str], ...]:
    return (*_plans_of_years(text), *_spans(text))


@lru_cache(maxsize=16384)
def _plans_of_years(text: str) -> tuple[tuple[int, str], ...]:
    """The lengths in years at which a text puts a plan, with its words."""
    found = ((match["years"].lower(), match[0]) for match in _PLAN_OF_YEARS.finditer(text))
    return tuple((int(years) if years.isdigit() else NUMBERS.index(years) + 1, words) for years, words in found)


@lru_cache(maxsize=16384)
def _spans(text: str) -> tuple[tuple[int, str], ...]:
    found = ((int(match["last"]) - int(match["first"]), match[0]) for match in _SPAN.finditer(text))
    return tuple((years, words) for years, words in found if years > 0)
