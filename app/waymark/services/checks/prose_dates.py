"""Dates in prose that have gone by, or that come too early."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from waymark.domain.period import Period
from waymark.domain.rows import Action, Recommendation
from waymark.domain.text import LONGEST_QUOTE, quoted
from waymark.services.checks.dated import Mention, due_of, mentions, sentences
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check
from waymark.services.reporting import named_period

DATES = Family.dates
FEWEST_SIGNS = 10
# What makes a date a promise: the words just before it.
_AHEAD = re.compile(
    r"(?:\b(?:by|begins?|beginning|start(?:s|ing)?|from|until|till|before|due|complete|for|early|late|mid)"
    r"(?: the)?(?: end of)?(?: in)?|[(–-])\s*$",
    re.IGNORECASE,
)
_BY = re.compile(r"\S by(?: the)?(?: end of)?\s*$", re.IGNORECASE)
_IN = re.compile(r"\bin(?: early| late)?\s*$", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|to be|is due|are due|planned|expected|scheduled)\b", re.IGNORECASE)
_PAST = (
    "was|were|had|took|held|met|rose|fell|since|agreed|began|started|attended|visited|signed|opened|closed|launched"
    "|completed|published|decided|approved|happened|went"
)
_HAPPENED = re.compile(rf"\b(?:{_PAST})\b|%", re.IGNORECASE)
_HAS = re.compile(r"\b(?:has|have)\b", re.IGNORECASE)
_TOLD = re.compile(rf"\b(?:{_PAST})\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|shall|to be|to \w+ on|due|planned|expected|scheduled|until|till|by|from|for|not yet|next)\b",
    re.IGNORECASE,
)


@check(
    DATES,
    Severity.warning,
    Recommendation,
    suggests="Say what came of it, or give a new date.",
    example="Recommendation 8 looks ahead to April 2017, which has gone by: “Shared offer, by April 2017”.",
)
def promise_gone_by(look: Look, recommendation: Recommendation) -> Iterator[Note]:
    """What is still to be done has a date that has gone by: the text was carried over from an earlier report."""
    for field in ("further_actions", "evidence"):
        for sentence in sentences(getattr(recommendation, field)):
            gone = _promised(sentence, field == "evidence")
            if gone and gone.last_day < look.period.last_day:
                words = f"looks ahead to {gone.words}, which has gone by: {_ending_with(sentence, gone)}."
                yield Note(f"{thing(look, recommendation)} {words}", field, (gone.words, sentence))


@check(
    DATES,
    Severity.warning,
    Action,
    Recommendation,
    reads="updates",
    suggests="Move what happened later into the update for its own month.",
    example="The update on action 6.1.1 for Oct 2017 is dated 14 November 2017.",
)
def update_after_period(look: Look, row: Action | Recommendation) -> Iterator[Note]:
    """An update tells of what happened after the period that it is for, so nobody can say what held then."""
    for update in look.plan.updates.where("subject_id", row.id):
        period, dated = named_period(update.period), due_of(update.dated)
        later = _later(update.text, period) if period else ()
        if period and dated.last_day and dated.last_day > period.last_day:
            told = f"is dated {dated.words}"
        elif period and later:
            told = f"tells of {later[0]}"
        else:
            continue
        sentence = f"The update on {_small(thing(look, row))} for {period.label} {told}."
        yield Note(sentence, "text", (update.period, update.dated, *later), update)


@lru_cache(maxsize=16384)
def _promised(sentence: str, evidence: bool) -> Mention | None:
    """The last date of a sentence that looks ahead, if it does; evidence tells of the past unless it says otherwise."""
    dates = mentions(sentence)
    ahead = any(_looks_ahead(sentence, each.begins, evidence) for each in dates)
    return max(dates, key=lambda each: each.last_day) if ahead else None


def _ending_with(sentence: str, mention: Mention) -> str:
    """The words of a sentence up to its date, as many as fit on a line."""
    words = sentence[: mention.ends + sentence.startswith(")", mention.ends)]
    if len(words) <= LONGEST_QUOTE:
        return quoted(words if len(words) > len(mention.words) + FEWEST_SIGNS else sentence)
    return f"“…{words[1 - LONGEST_QUOTE :]}”"


def _looks_ahead(sentence: str, at: int, evidence: bool) -> bool:
    before, happened = sentence[:at], _HAPPENED.search(sentence)
    if evidence:
        promised = _BY.search(before) or (_WILL.search(before) and _AHEAD.search(before))
        return bool(promised) and not happened and not _HAS.search(sentence)
    return bool(_AHEAD.search(before) or (_IN.search(before) and not happened))


@lru_cache(maxsize=16384)
def _later(text: str, period: Period) -> tuple[str, ...]:
    """Days after a period of which a text tells as of something past."""
    return tuple(
        mention.words
        for sentence in sentences(text)
        if _TOLD.search(sentence) and not _TO_COME.search(sentence)
        for mention in mentions(sentence, period.last_day)
        if mention.first_day == mention.last_day > period.last_day
    )


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
