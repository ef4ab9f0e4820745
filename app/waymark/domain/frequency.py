"""How often something is reported or due, and in which calendar its years run."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from waymark.domain.errors import NotUnderstood
from waymark.domain.period import PeriodKind
from waymark.domain.text import plain_words, quoted


class Frequency(StrEnum):
    """How often; the values are the words that files hold. Bi-monthly is every two months, never twice a month."""

    monthly = "monthly"
    every_two_months = "bi-monthly"
    quarterly = "quarterly"
    termly = "termly"
    half_yearly = "6-monthly"
    annual = "annual"

    @property
    def words(self) -> str:
        """The form for people."""
        return _SYNONYMS[self][0]


class YearCalendar(StrEnum):
    """Which year an annual figure is for."""

    financial = "financial"
    academic = "academic"
    calendar = "calendar"

    @property
    def words(self) -> str:
        """The form for people."""
        return f"{self.value} year"


# The first of each line is the form for people.
_SYNONYMS = {
    Frequency.monthly: ("monthly", "every month", "each month", "per month", "1 monthly", "month"),
    Frequency.every_two_months: (
        *("every two months", "bi monthly", "bimonthly", "two monthly", "2 monthly"),
        *("every 2 months", "every other month", "every second month"),
    ),
    Frequency.quarterly: (
        *("quarterly", "every quarter", "each quarter", "per quarter", "quarter", "3 monthly", "three monthly"),
        *("every three months", "every 3 months"),
    ),
    Frequency.termly: ("termly", "every term", "each term", "per term", "term"),
    Frequency.half_yearly: (
        *(
            "every six months",
            "6 monthly",
            "six monthly",
            "half yearly",
            "half year",
            "every 6 months",
            "every half year",
        ),
        *("twice a year", "twice yearly"),
    ),
    Frequency.annual: (
        *("annual", "annually", "yearly", "every year", "each year", "per year", "per annum", "year", "once a year"),
        *("12 monthly", "twelve monthly", "every 12 months", "every twelve months"),
    ),
}
_FREQUENCIES = {words: frequency for frequency, synonyms in _SYNONYMS.items() for words in synonyms}
_CALENDARS = {
    form: calendar
    for calendar in YearCalendar
    for form in (calendar.value, f"{calendar.value} year", f"{calendar.value[0]}y")
} | {"school": YearCalendar.academic, "school year": YearCalendar.academic, "fiscal year": YearCalendar.financial}
_KINDS = {
    Frequency.monthly: PeriodKind.month,
    Frequency.every_two_months: PeriodKind.month,
    Frequency.quarterly: PeriodKind.quarter,
    Frequency.termly: PeriodKind.term,
    Frequency.half_yearly: PeriodKind.half_year,
}
_YEARS = {
    YearCalendar.financial: PeriodKind.financial_year,
    YearCalendar.academic: PeriodKind.academic_year,
    YearCalendar.calendar: PeriodKind.calendar_year,
}


def parse_frequency(text: str) -> Frequency:
    """Read a frequency. Raises NotUnderstood with what to try."""
    frequency = find_frequency(text)
    if frequency is None:
        raise NotUnderstood(
            f"{quoted(text)} is no frequency. Try “monthly”, “quarterly”, “termly”, “6-monthly” or “annual”."
        )
    return frequency


# Grids ask for the same few words with every cell that they draw.
@lru_cache(maxsize=256)
def find_frequency(text: str) -> Frequency | None:
    """The frequency, or None where the text is none."""
    return _FREQUENCIES.get(plain_words(text))


def parse_year_calendar(text: str) -> YearCalendar:
    """Read a calendar. Raises NotUnderstood with what to try."""
    calendar = _CALENDARS.get(plain_words(text))
    if calendar is None:
        raise NotUnderstood(f"{quoted(text)} is no calendar. Try “financial”, “academic” or “calendar”.")
    return calendar


def period_kind(frequency: Frequency, calendar: YearCalendar) -> PeriodKind:
    """The kind of period for which a figure of that frequency is given."""
    return _KINDS.get(frequency) or _YEARS[calendar]
