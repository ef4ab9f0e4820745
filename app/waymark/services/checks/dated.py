"""Dates as the checks read them: those of cells, kept by their text, and those that stand within prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from waymark.domain.day import MONTHS, find_day
from waymark.domain.due import Due, due_as_typed
from waymark.domain.errors import NotUnderstood
from waymark.domain.period import find_period
from waymark.domain.rows import Action
from waymark.services.overview import ENDED, state_of

HALF_A_YEAR = 183
_MONTH = rf"(?:{'|'.join(f'{name[:3]}(?:{name[3:4]}|{name[3:]})?' for name in MONTHS)})\.?"
_YEAR = r"(?:20[0-9]{2}|'?[1-9][0-9])(?![0-9%:]| ?%|st|nd|rd|th)"
# The forms in which the sources write dates within prose (L26); a month alone is no date.
_DATED = re.compile(
    rf"\b(?P<day>[0-9]{{1,2}} ?(?:st|nd|rd|th)?(?: of)? {_MONTH}\b)(?P<year>,? ?{_YEAR})?"
    rf"|\b{_MONTH}[ -]?{_YEAR}"
    r"|\b(?:spring|summer|autumn)(?: term)? 20[0-9]{2}\b"
    r"|\b[0-9]{1,2}[/.][0-9]{1,2}[/.]20[0-9]{2}\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in prose: its words, the days it covers, and where in the text its words begin and end."""

    words: str
    first_day: date
    last_day: date
    begins: int
    ends: int


@lru_cache(maxsize=16384)
def due_of(text: str) -> Due:
    """What a due date says; unknown where it is none."""
    return due_as_typed(text)


def is_ended(action: Action) -> bool:
    """Whether somebody has said that an action is complete, closed or superseded."""
    return bool(action.state) and state_of(action) in ENDED


@lru_cache(maxsize=16384)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, and its lines."""
    return tuple(sentence for sentence in _SENTENCE_ENDS.split(text) if sentence)


@lru_cache(maxsize=16384)
def mentions(text: str, near: date | None = None) -> tuple[Mention, ...]:
    """The dates in a text. A day without a year is that day nearest to `near`, and left out where that is None."""
    found = (_mention(match, near) for match in _DATED.finditer(text))
    return tuple(mention for mention in found if mention)


def _mention(match: re.Match[str], near: date | None) -> Mention | None:
    days = _days(match, near)
    return Mention(match[0], *days, match.start(), match.end()) if days else None


def _days(match: re.Match[str], near: date | None) -> tuple[date, date] | None:
    try:
        if match["day"] and not match["year"]:
            day = _nearest(match["day"], near) if near else None
        else:
            day = find_day(match[0])
        if day or match["day"]:
            return (day, day) if day else None
        period = find_period(match[0])
    except NotUnderstood:
        return None
    return (period.first_day, period.last_day) if period else None


def _nearest(words: str, near: date) -> date | None:
    days = (find_day(f"{words} {year}") for year in (near.year - 1, near.year, near.year + 1))
    return next((day for day in days if day and abs((day - near).days) <= HALF_A_YEAR), None)
