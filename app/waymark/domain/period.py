"""Periods for which figures are reported, from a month to a year of one of three calendars."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache, total_ordering
from typing import NamedTuple

from waymark.domain.day import MONTHS, find_day, full_year, parse_month_name
from waymark.domain.errors import NotUnderstood
from waymark.domain.text import plain_signs, quoted


class PeriodKind(StrEnum):
    """How long a period is and in which calendar it stands."""

    month = "month"
    quarter = "quarter"
    half_year = "half_year"
    term = "term"
    financial_year = "financial_year"
    academic_year = "academic_year"
    calendar_year = "calendar_year"


class _Shape(NamedTuple):
    """Length in months, the month in which the year begins, and the form of the key."""

    months: int
    year_begins: int
    key: str


# Q1 is April to June, as councils count; terms are thirds of the academic year.
_SHAPES = {
    PeriodKind.month: _Shape(1, 1, "{year:04}-{number:02}"),
    PeriodKind.quarter: _Shape(3, 4, "{year:04}-Q{number}"),
    PeriodKind.half_year: _Shape(6, 4, "{year:04}-H{number}"),
    PeriodKind.term: _Shape(4, 9, "{year:04}-T{number}"),
    PeriodKind.financial_year: _Shape(12, 4, "{year:04}-FY"),
    PeriodKind.academic_year: _Shape(12, 9, "{year:04}-AY"),
    PeriodKind.calendar_year: _Shape(12, 1, "{year:04}"),
}
TERMS = ("autumn", "spring", "summer")
_KEY = re.compile(r"((?:1[89]|2[01])[0-9]{2})(?:-(0[1-9]|1[0-2])|-Q([1-4])|-H([12])|-T([1-3])|-(FY)|-(AY))?")
_KEY_KINDS = (
    *(PeriodKind.month, PeriodKind.quarter, PeriodKind.half_year),
    *(PeriodKind.term, PeriodKind.financial_year, PeriodKind.academic_year),
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months; sorts by its last day, the shorter first."""

    kind: PeriodKind
    first_day: date

    def __str__(self) -> str:
        return self.label

    def __lt__(self, other: Period) -> bool:
        return (self.last_day, other.first_day) < (other.last_day, self.first_day)

    @property
    def last_day(self) -> date:
        """The last day that belongs to the period."""
        return _last_day(self.kind, self.first_day)

    @property
    def year(self) -> int:
        """The year in which the period's own year begins: 2025 for all quarters of 2025/26."""
        return self._place()[0]

    @property
    def number(self) -> int:
        """Its place in that year, from 1."""
        return self._place()[1]

    @property
    def key(self) -> str:
        """The form that files hold: `2017-04`, `2025-Q3`, `2025-H1`, `2025-T1`, `2017-FY`, `2017-AY`, `2017`."""
        year, number = self._place()
        return _SHAPES[self.kind].key.format(year=year, number=number)

    @property
    def label(self) -> str:
        """The form for people: `Nov 2017`, `Q3 2025/26 (Oct–Dec)`, `2015/16`, `academic year 2016/17`."""
        year, number = self._place()
        span = f"{year}/{(year + 1) % 100:02}"
        months = f"({_short(self.first_day)}–{_short(self.last_day)})"
        return {
            PeriodKind.month: f"{_short(self.first_day)} {year}",
            PeriodKind.quarter: f"Q{number} {span} {months}",
            PeriodKind.half_year: f"H{number} {span} {months}",
            PeriodKind.term: f"{TERMS[(number - 1) % 3]} term {span} {months}",
            PeriodKind.financial_year: span,
            PeriodKind.academic_year: f"academic year {span}",
            PeriodKind.calendar_year: f"{year}",
        }[self.kind]

    @property
    def month_column(self) -> Period:
        """The month in whose column a longer period stands: its last."""
        return self if self.kind is PeriodKind.month else period_containing(PeriodKind.month, self.last_day)

    def next(self) -> Period:
        """The period of this kind that follows."""
        return Period(self.kind, self._month_after(_SHAPES[self.kind].months))

    def previous(self) -> Period:
        """The period of this kind before."""
        return Period(self.kind, self._month_after(-_SHAPES[self.kind].months))

    def contains(self, day: date) -> bool:
        """Whether the day falls in the period."""
        return self.first_day <= day <= self.last_day

    def _month_after(self, months: int) -> date:
        return _first_of(_month_count(self.first_day) + months)

    def _place(self) -> tuple[int, int]:
        months, begins, _ = _SHAPES[self.kind]
        year, month = divmod(_month_count(self.first_day) - (begins - 1), 12)
        return year, month // months + 1


def period_containing(kind: PeriodKind, day: date) -> Period:
    """The period of that kind in which the day falls."""
    months, begins, _ = _SHAPES[kind]
    count = _month_count(day)
    return Period(kind, _first_of(count - (count - (begins - 1)) % months))


def numbered_period(kind: PeriodKind, year: int, number: int = 1) -> Period:
    """The period at that place, from 1, of the year that begins in `year`."""
    months, begins, _ = _SHAPES[kind]
    return Period(kind, _first_of(year * 12 + begins - 1 + (number - 1) * months))


def periods(kind: PeriodKind, first: date, last: date) -> Iterator[Period]:
    """The periods of that kind from the one that holds `first` to the one that holds `last`."""
    period = period_containing(kind, first)
    while period.first_day <= last:
        yield period
        period = period.next()


def period_from_key(key: str) -> Period:
    """Read a key. Raises NotUnderstood for anything else."""
    match = _KEY.fullmatch(key)
    if match is None:
        raise NotUnderstood(
            f"{quoted(key)} is no period key. Keys look like “2017-04”, “2025-Q3”, “2017-FY” or “2017”."
        )
    year = int(match[1])
    for kind, number in zip(_KEY_KINDS, match.groups()[1:], strict=True):
        if number is not None:
            return numbered_period(kind, year, int(number) if number.isdigit() else 1)
    return numbered_period(PeriodKind.calendar_year, year)


def parse_period(text: str) -> Period:
    """Read a period. Raises NotUnderstood with what to try.

    Two years (`2015/16`, `2015-16`, `2016 - 2017`) are a financial year unless the text says academic; `2011-12` is the
    month. A quarter, half or term with one year lies in that year with all its months: `Q4 18` is January to March
    2018, `Q1 18` April to June 2018. A date stands for its month.
    """
    period = find_period(text)
    if period is None:
        raise NotUnderstood(f"{quoted(text)} is no period. Try “Nov 2017”, “Q3 2025/26”, “2015/16” or “2017”.")
    return period


def find_period(text: str) -> Period | None:
    """The period, or None where the text is not written as one. Raises NotUnderstood for one that does not exist."""
    words = plain_signs(text).replace("'", "")
    if _KEY.fullmatch(words.upper()):
        return period_from_key(words.upper())
    for form, read in _FORMS:
        if (match := re.fullmatch(form, words, re.IGNORECASE)) and (period := read(match)):
            return period
    day = find_day(text)
    return period_containing(PeriodKind.month, day) if day else None


# A plan has few periods, and grids compare them for every cell that they draw.
@lru_cache(maxsize=4096)
def _last_day(kind: PeriodKind, first_day: date) -> date:
    return _first_of(_month_count(first_day) + _SHAPES[kind].months) - timedelta(days=1)


def _month_count(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_of(count: int) -> date:
    return date(count // 12, count % 12 + 1, 1)


def _short(day: date) -> str:
    return MONTHS[day.month - 1][:3]


# Two figures and two need the slash: `16-17` may be anything.
_SPAN = r"(?P<first>[0-9]{4}(?= ?(?:/|-|to))|[0-9]{2}(?=/)) ?(?:/|-|to) ?(?P<second>[0-9]{4}|[0-9]{2})"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_PART = (
    r"(?:(?:q|qtr|quarter) ?(?P<quarter>[1-4])|(?:h|half|half year|half-year) ?(?P<half>[12])"
    rf"|(?:t|term) ?(?P<term>[1-3])|(?P<season>{'|'.join(TERMS)})(?: term)?)"
)
_ACADEMIC = r"(?:ay|academic|academic year|school|school year)"
_FINANCIAL = r"(?:fy|financial|financial year)"


def _month(match: re.Match[str]) -> Period | None:
    number = parse_month_name(match["month"])
    return numbered_period(PeriodKind.month, full_year(match["year"]), number) if number else None


def _financial(match: re.Match[str]) -> Period:
    """`2015/16` is a year; `2017/11` cannot be one and is the month."""
    first, second = match["first"], match["second"]
    if len(first) == 4 and len(second) == 2 and int(second) in range(1, 13) and int(second) != (int(first) + 1) % 100:
        return numbered_period(PeriodKind.month, full_year(first), int(second))
    return numbered_period(PeriodKind.financial_year, _span(match))


def _numbered_month(match: re.Match[str]) -> Period:
    return numbered_period(PeriodKind.month, full_year(match["year"]), int(match["number"]))


def _academic(match: re.Match[str]) -> Period:
    return numbered_period(PeriodKind.academic_year, _span(match))


def _calendar(match: re.Match[str]) -> Period:
    return numbered_period(PeriodKind.calendar_year, full_year(match["year"]))


def _part_of_span(match: re.Match[str]) -> Period:
    kind, number = _part(match)
    return numbered_period(kind, _span(match), number)


def _part_in_year(match: re.Match[str]) -> Period:
    """The one whose months all lie in the year named."""
    kind, number = _part(match)
    year = full_year(match["year"])
    for period in (numbered_period(kind, year, number), numbered_period(kind, year - 1, number)):
        if period.first_day.year == period.last_day.year == year:
            return period
    raise NotUnderstood(f"{quoted(match[0])} lies in two years. Name both, as in “H2 2017/18”.")


def _part_by_months(match: re.Match[str]) -> Period:
    """`Quarter 4 (January to March 2014)`: the months in brackets settle the year."""
    kind, number = _part(match)
    month = parse_month_name(match["month"])
    if month is not None:
        end = numbered_period(PeriodKind.month, full_year(match["year"]), month)
        period = period_containing(kind, end.first_day)
        if period.number == number and period.month_column == end:
            return period
    raise NotUnderstood(f"{quoted(match[0])} says two things: its months are others. Q1 is April to June.")


def _part(match: re.Match[str]) -> tuple[PeriodKind, int]:
    if match["season"]:
        return PeriodKind.term, TERMS.index(match["season"].lower()) + 1
    kinds = {"quarter": PeriodKind.quarter, "half": PeriodKind.half_year, "term": PeriodKind.term}
    return next((kind, int(match[name])) for name, kind in kinds.items() if match[name])


def _span(match: re.Match[str]) -> int:
    """The first of two years that follow each other."""
    first = full_year(match["first"])
    if int(match["second"]) not in (first + 1, (first + 1) % 100):
        raise NotUnderstood(
            f"{quoted(match[0])} is neither a month, of which there are 12, nor a year; one over two is written"
            f" “{first}/{(first + 1) % 100:02}”."
        )
    return first


_BRACKET = r"(?: ?\([^0-9]*\))?"
_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Period | None]], ...] = (
    # These are compiled when they are first matched: the rows of a grid need not wait for that.
    (rf"(?P<month>[a-z]{{3,9}})\.? ?[-/,]? ?{_YEAR}", _month),
    (r"(?P<number>0?[1-9]|1[0-2]) ?[/.-] ?(?P<year>[0-9]{4})", _numbered_month),
    (rf"{_PART}[ ,-]*{_SPAN}{_BRACKET}", _part_of_span),
    (rf"{_SPAN}[ ,-]*{_PART}{_BRACKET}", _part_of_span),
    (rf"{_PART} ?\([a-z]+ ?(?:-|to) ?(?P<month>[a-z]+) {_YEAR}\)", _part_by_months),
    (rf"{_PART}[ ,-]*{_YEAR}{_BRACKET}", _part_in_year),
    (rf"{_YEAR}[ ,-]*{_PART}{_BRACKET}", _part_in_year),
    (rf"{_ACADEMIC} ?{_SPAN}", _academic),
    (rf"{_SPAN} ?{_ACADEMIC}", _academic),
    (rf"(?:{_FINANCIAL} ?)?{_SPAN}(?: ?{_FINANCIAL})?", _financial),
    (r"(?:calendar year )?(?P<year>[0-9]{4})", _calendar),
)
