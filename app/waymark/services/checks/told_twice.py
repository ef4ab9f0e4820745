"""Figures that texts give twice, each time another; and one thing that grows here and falls there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

from waymark.domain.plan import Table
from waymark.domain.rows import Commentary, Passage, Recommendation, Row, Update
from waymark.domain.text import plain_signs, quoted
from waymark.services.checks.dated import sentences
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.prose import fields_of, paragraphs, percentages, same_when_rounded, stems
from waymark.services.checks.registry import check
from waymark.services.reporting import stands_in

COMMENTARY = Family.commentary
DUPLICATES = Family.duplicates
_NAMED_BY = "themes actions recommendations kpis"
_WHO = {
    "national": r"national|england(?:['’]s)?",
    "regional": r"region(?:al|['’]s)?|north ?-?(?:west|east)|south ?-?(?:west|east)|midlands|london",
    "neighbours": r"(?:statistical|stat\.?) neighbours?['’]?",
    "core cities": r"core cit(?:y|ies['’]?)",
}
_COMPARED = {
    who: re.compile(
        rf"\b(?:{form})(?: (?!and\b|but\b|or\b)[a-z]+){{0,4}}[ :(]*(?P<number>[0-9]+(?:\.[0-9]+)?) ?%", re.I
    )
    for who, form in _WHO.items()
}
NEAR = 120
TENS = 10
"""Small percentages are alike by chance."""
_YEAR = re.compile(r"\b20[0-9]{2}\b")
_BOUND = re.compile(r"\b(?:over|under|above|below|than|least|most|target(?: of| is)?|to|from|between|of|and) $", re.I)
_GROWS = re.compile(
    r"(?P<things>[a-z]{5,}s(?: and [a-z]{5,}s)?) (?:have |has )?"
    r"(?P<words>continue[sd]? to (?:grow|increase|rise)|(?:rose|grew|increased) (?:again|further))",
    re.IGNORECASE,
)
_FALLS = re.compile(r"\b[0-9]+(?:\.[0-9]+)?% (?:fewer|lower|less|down)\b")
_PLURAL = re.compile(r"\b[a-z]{5,}s\b")
_OR_MORE = re.compile(r"\b(?P<number>two|three|four|[2-4])(?: or more|\+) (?P<thing>[a-z]{4,})", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:target|last year|previous\w*|ago|before|20[0-9]{2})\b", re.IGNORECASE)
_DIGITS = {"two": "2", "three": "3", "four": "4"}


@check(
    COMMENTARY,
    Severity.warning,
    Commentary,
    Passage,
    Update,
    Recommendation,
    reads=_NAMED_BY,
    suggests="Find the right figure, or say of which year or measure each is.",
    example="The scrutiny paper gives two national figures in one sentence, 42% and 37%.",
)
def comparator_twice(look: Look, row: Row) -> Iterator[Note]:
    """One sentence gives two values of one comparator, so that at least one is of something else."""
    for field, text in fields_of(row).items():
        for who, values, sentence in _compared(text):
            said = " and ".join(values)
            yield Note(
                f"{thing(look, row)} gives two {who} figures in one sentence, {said}.", field, (sentence, *values)
            )


@check(
    COMMENTARY,
    Severity.note,
    Commentary,
    Passage,
    Update,
    reads=_NAMED_BY,
    suggests="Give a figure with the decimals that the table has, and give it once.",
    example="The scrutiny paper has 95.2% and 95% side by side: one figure, rounded in two ways.",
)
def rounded_twice(look: Look, row: Row) -> Iterator[Note]:
    """One figure that is rounded in two ways looks like two figures."""
    for field, text in fields_of(row).items():
        for one, other in _rounded(text):
            sentence = f"{thing(look, row)} has {one} and {other} side by side, perhaps one figure rounded in two ways."
            yield Note(sentence, field, (one, other))


@check(
    COMMENTARY,
    Severity.note,
    Commentary,
    Passage,
    reads="themes",
    throughout="commentary passages",
    suggests="Say over what time it grew, and over what time it fell.",
    example="The summary of “Front door” says that contacts “continued to grow”; the board paper has “30% fewer”.",
)
def grows_and_falls(look: Look, row: Commentary | Passage) -> Iterator[Note]:
    """One text says that something grows, another that there is less of it: over different times, or one is wrong."""
    if not stands_in(row.period, look.period):
        return
    for what, words in _growing(row.text):
        fallen = (
            *look.plan.commentary.derived(_falling).get(what, ()),
            *look.plan.passages.derived(_falling).get(what, ()),
        )
        other = next((each for each in fallen if each[0] != row and stands_in(each[0].period, look.period)), None)
        if other:
            there = f"{_small(thing(look, other[0]))} has {quoted(other[1])}"
            yield Note(
                f"{thing(look, row)} says that {what} {quoted(words)}; {there}.", "text", (what, words, other[1])
            )


@check(
    DUPLICATES,
    Severity.warning,
    Recommendation,
    Passage,
    Update,
    reads="themes actions kpis",
    throughout="recommendations passages updates",
    suggests="Make it one KPI and take the figure from there.",
    example="The update on action 5.2 gives 10% for “3 or more homes”; recommendation 7 gives 9%.",
)
def measure_told_twice(look: Look, row: Row) -> Iterator[Note]:
    """Two texts of one time give one measure two values."""
    if not _stands(look, row):
        return
    for told in _told_by(row):
        tables = (look.plan.recommendations, look.plan.passages, look.plan.updates)
        known = (each for table in tables for each in table.derived(_telling).get(told.measure, ()))
        earlier = (each for each in known if _place(each.row) < _place(row) and _stands(look, each.row))
        other = next((each for each in earlier if not same_when_rounded(each.number, told.number)), None)
        if other:
            there = f"{_small(thing(look, other.row))} gives {other.words}"
            sentence = f"{thing(look, row)} gives {told.words} for {quoted(told.name)}; {there}."
            yield Note(sentence, told.field, (told.name, told.words, other.words))


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure that a text gives for a measure: and where that is said."""

    row: Row
    field: str
    measure: frozenset[str]
    name: str
    words: str
    number: Decimal


@lru_cache(maxsize=16384)
def _compared(text: str) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Sentences that give a comparator twice, unless they name two years."""
    if "%" not in text:
        return ()
    found = []
    for sentence in sentences(text):
        for who, form in _COMPARED.items():
            values = dict.fromkeys(Decimal(match["number"]) for match in form.finditer(sentence))
            if len(values) == 2 and not same_when_rounded(*values) and len(set(_YEAR.findall(sentence))) < 2:
                found.append((who, tuple(f"{value}%" for value in values), sentence))
    return tuple(found)


@lru_cache(maxsize=16384)
def _rounded(text: str) -> tuple[tuple[str, str], ...]:
    """Percentages that follow each other within a paragraph and are one when rounded."""
    if "%" not in text:
        return ()
    return tuple(
        (one[0], other[0])
        for paragraph in paragraphs(text)
        for one, other in pairwise(percentages(paragraph))
        if one[1] != other[1]
        and one[1] >= TENS
        and same_when_rounded(one[1], other[1])
        and not _is_bound(paragraph, one[0], other[0])
    )


def _is_bound(paragraph: str, *figures: str) -> bool:
    signs = plain_signs(paragraph)
    return any(_BOUND.search(signs[: signs.find(figure)]) for figure in figures)


@lru_cache(maxsize=16384)
def _growing(text: str) -> tuple[tuple[str, str], ...]:
    """What a text says grows, and in which words."""
    return tuple(
        (what.lower(), match["words"]) for match in _GROWS.finditer(text) for what in match["things"].split(" and ")
    )


def _falling(table: Table[Any]) -> Mapping[str, tuple[tuple[Any, str], ...]]:
    """What texts say there is less of: the rows and their words."""
    found: defaultdict[str, list[tuple[Any, str]]] = defaultdict(list)
    for row in table.live():
        for what, words in _falls(row.text):
            found[what].append((row, words))
    return {what: tuple(said) for what, said in found.items()}


@lru_cache(maxsize=16384)
def _falls(text: str) -> tuple[tuple[str, str], ...]:
    if "%" not in text:
        return ()
    return tuple((what, match[0]) for match in _FALLS.finditer(text) for what in _before(text, match.start()))


def _before(text: str, at: int) -> list[str]:
    """The plural words that come before a place of a text, in its sentence."""
    return _PLURAL.findall(re.split("[.;] ", text[max(0, at - NEAR) : at].lower())[-1])


def _telling(table: Table[Any]) -> Mapping[frozenset[str], tuple[_Told, ...]]:
    """The first that gives each figure in each period."""
    found: defaultdict[frozenset[str], dict[Any, _Told]] = defaultdict(dict)
    for row in table.live():
        for told in _told_by(row):
            found[told.measure].setdefault((told.number, getattr(row, "period", "")), told)
    return {measure: tuple(group.values()) for measure, group in found.items()}


def _told_by(row: Row) -> Iterator[_Told]:
    for field, text in fields_of(row).items():
        yield from (_Told(row, field, *found) for found in _in_prose(text) if field != "targets")


@lru_cache(maxsize=16384)
def _in_prose(text: str) -> tuple[tuple[frozenset[str], str, str, Decimal], ...]:
    """Sentences such as “8% had three or more homes”: what is measured, its words, and the percentage nearest to it."""
    if "%" not in text or not _OR_MORE.search(text):
        return ()
    found = []
    for sentence in (plain_signs(each) for paragraph in paragraphs(text) for each in sentences(paragraph)):
        match, figures = _OR_MORE.search(sentence), percentages(sentence)
        if match and figures and not _EARLIER.search(sentence):
            number = _DIGITS.get(match["number"].lower(), match["number"])
            nearest = min(figures, key=lambda each: abs(sentence.find(each[0]) - match.start()))
            found.append((stems(match["thing"]) | {number}, match[0], *nearest))
    return tuple(found)


def _stands(look: Look, row: Any) -> bool:
    return stands_in(getattr(row, "period", ""), look.period)


def _place(row: Row) -> tuple[str, ...]:
    """Where a row comes among those that tell of measures."""
    return (str((Recommendation, Passage, Update).index(type(row))), *row.order)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
