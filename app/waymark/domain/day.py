"""Days and months as people write them: the day first, always."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from waymark.domain.errors import NotUnderstood
from waymark.domain.text import plain_signs, quoted

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
FIRST_YEAR, LAST_YEAR = 1900, 2099
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_FORMS = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"),
    re.compile(_WEEKDAY + r"(?P<day>[0-9]{1,2}) ?(?P<sign>[/.-]) ?(?P<month>[0-9]{1,2}) ?(?P=sign) ?" + _YEAR),
    re.compile(_WEEKDAY + r"(?P<day>[0-9]{1,2}) ?(?:st|nd|rd|th)?(?: of)?[ -]*(?P<month>[a-z]{3,9})\.?[ ,-]*" + _YEAR),
)


def parse_day(text: str) -> date:
    """Read a date. Raises NotUnderstood, with the reason where there is no such day."""
    day = find_day(text)
    if day is None:
        raise NotUnderstood(f"{quoted(text)} is no date. Write the day first, as in “31/03/2017” or “31 March 2017”.")
    return day


def find_day(text: str) -> date | None:
    """The date, or None where the text is not written as one. Raises NotUnderstood for a day that does not exist."""
    words = plain_signs(text).lower()
    match = next((match for form in _FORMS if (match := form.fullmatch(words))), None)
    month = match and (int(match["month"]) if match["month"].isdigit() else parse_month_name(match["month"]))
    if match is None or month is None:
        return None
    return _checked(text, full_year(match["year"]), month, int(match["day"]))


def parse_month_name(text: str) -> int | None:
    """The month, 1 to 12, that a word names in full or by three letters or more (`Sept`); None for other words."""
    word = plain_signs(text).rstrip(".").casefold()
    if len(word) < 3:
        return None
    return next((number for number, name in enumerate(MONTHS, 1) if name.casefold().startswith(word)), None)


def full_year(figures: str) -> int:
    """The year of four figures or two: 00 to 69 are this century. Raises NotUnderstood outside 1900 to 2099."""
    year = int(figures)
    if len(figures) == 2:
        return year + (2000 if year < 70 else 1900)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotUnderstood(f"The year {figures} is out of range; Waymark knows {FIRST_YEAR} to {LAST_YEAR}.")
    return year


def day_words(day: date) -> str:
    """The date in words, `5 November 2018`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _checked(text: str, year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise NotUnderstood(
            f"{quoted(text)} is no date: there is no month {month}. The day comes first, then the month."
        )
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise NotUnderstood(f"{quoted(text)} is no date: {MONTHS[month - 1]} {year} has {days} days.")
    return date(year, month, day)
