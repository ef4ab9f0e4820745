"""Due dates: a day, a month, a year, every so often, or not settled yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from waymark.domain.day import day_words, find_day
from waymark.domain.errors import NotUnderstood
from waymark.domain.frequency import Frequency, find_frequency
from waymark.domain.period import Period, PeriodKind, find_period
from waymark.domain.text import plain_signs, quoted


class Precision(StrEnum):
    """How much a due date says; `none` is a blank, `unknown` a text that is no due date."""

    day = "day"
    month = "month"
    quarter = "quarter"
    half_year = "half_year"
    term = "term"
    year = "year"
    recurring = "recurring"
    ongoing = "ongoing"
    to_be_confirmed = "tbc"
    none = "none"
    unknown = "unknown"


@dataclass(frozen=True, slots=True)
class Due:
    """What was typed for a due date, and its meaning: a day, a period, or how often.

    Something may be due once and recur afterwards; `every_raw` is the frequency as typed.
    """

    typed: str
    precision: Precision
    day: date | None = None
    period: Period | None = None
    every: Frequency | None = None
    every_raw: str = ""

    def __str__(self) -> str:
        return self.typed

    @property
    def last_day(self) -> date | None:
        """The day on which it runs out; None where it has no date."""
        return self.period.last_day if self.period else self.day

    @property
    def sort_day(self) -> date:
        """The last day; what has no date sorts behind everything that has."""
        return self.last_day or date.max

    @property
    def words(self) -> str:
        """The form for people."""
        if self.precision in _UNDATED:
            return _UNDATED[self.precision]
        if self.precision is Precision.unknown:
            return self.typed
        when = day_words(self.day) if self.day else self.period.label if self.period else ""
        every = self.every.words if self.every else ""
        return f"{when}, then {every}" if when and every else when or every

    @property
    def parsed(self) -> dict[str, str | None] | None:
        """What was understood, as the dump writes it; None for a blank and for what was not understood."""
        if self.precision in (Precision.none, Precision.unknown):
            return None
        if self.precision is Precision.recurring:
            return {"precision": self.precision.value, "value": self.every_raw}
        value = self.day.isoformat() if self.day else self.period.key if self.period else None
        then = {"then_every": self.every_raw} if self.every else {}
        return {"precision": self.precision.value, "value": value, **then}

    def is_overdue(self, on: date) -> bool:
        """Whether its last day has passed; what recurs, then or from the start, and what has no date never is."""
        return self.every is None and self.last_day is not None and on > self.last_day


LONGEST_DUE = 200
_UNDATED = {Precision.ongoing: "ongoing", Precision.to_be_confirmed: "to be confirmed", Precision.none: ""}
_STANDING = {
    "": Precision.none,
    **dict.fromkeys(("ongoing", "on going", "on-going", "continuous", "continuing"), Precision.ongoing),
    **dict.fromkeys(
        ("tbc", "tbd", "tba", "t.b.c", "to be confirmed", "to be agreed", "to be decided", "to be determined"),
        Precision.to_be_confirmed,
    ),
}
_PRECISIONS = {
    PeriodKind.month: Precision.month,
    PeriodKind.quarter: Precision.quarter,
    PeriodKind.half_year: Precision.half_year,
    PeriodKind.term: Precision.term,
}
_THEN = re.compile(r"(.+?)[ ,;(]+(?:and )?(?:then|thereafter)[ ,:]+(.+?)\)?", re.IGNORECASE)
_ABOUT_DATES = re.compile(r"(?:(?:by|due|the|end|of|in) )+", re.IGNORECASE)
_ABOUT_RECURRING = re.compile(
    r"(?:(?:report(?:ed|s|ing)?|review(?:ed|s)?|update[ds]?|and|then|thereafter|to be|reviews?)[ ,:]+)*"
    r"(?P<every>.+?)"
    r"(?: (?:report(?:s|ing)?|reviews?|updates?|meetings?|basis))*",
    re.IGNORECASE,
)


def parse_due(text: str) -> Due:
    """Read a due date, in British order. Raises NotUnderstood, with what to write instead."""
    due = _read(text) if len(text) <= LONGEST_DUE else None
    if due is None:
        raise NotUnderstood(
            f"{quoted(text)} is no due date that Waymark can read. "
            "Write “Mar 2017”, “31/03/2017”, “quarterly”, “ongoing” or “TBC”."
        )
    return due


def due_as_typed(text: str) -> Due:
    """Read a due date out of somebody's paper: what is not understood is kept, as unknown. Never raises."""
    try:
        return parse_due(text)
    except NotUnderstood:
        return Due(text, Precision.unknown)


def _read(text: str) -> Due | None:
    return _standing(text) or _recurring(text) or _dated(text) or _dated_then_recurring(text)


def _standing(text: str) -> Due | None:
    precision = _STANDING.get(plain_signs(text).rstrip(".").lower())
    return Due(text, precision) if precision else None


def _recurring(text: str) -> Due | None:
    match = _ABOUT_RECURRING.fullmatch(plain_signs(text).rstrip("."))
    every = find_frequency(match["every"]) if match else None
    return Due(text, Precision.recurring, every=every, every_raw=match["every"].lower()) if match and every else None


def _dated(text: str) -> Due | None:
    words = plain_signs(text).rstrip(".")
    words = words[match.end() :] if (match := _ABOUT_DATES.match(words)) else words
    if day := find_day(words):
        return Due(text, Precision.day, day=day)
    if period := find_period(words):
        return Due(text, _PRECISIONS.get(period.kind, Precision.year), period=period)
    return None


def _dated_then_recurring(text: str) -> Due | None:
    match = _THEN.fullmatch(plain_signs(text))
    first = _dated(match[1]) if match else None
    after = _recurring(match[2]) if match else None
    return replace(first, typed=text, every=after.every, every_raw=after.every_raw) if first and after else None
