"""A cell's text as Excel prints it for a reader in Britain: dates by their own format, else as `cells.shown` has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from waymark.domain.day import MONTHS
from waymark.exchange.reading.cells import shown

SHORT_DATE = frozenset({"General", "mm-dd-yy", "m/d/yy", "m/d/yyyy", "mm/dd/yyyy", "yyyy-mm-dd h:mm:ss", ""})
"""Formats that Excel shows as the short date of whoever looks, in Britain with the day first."""
_TOKEN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|d+|m+|y+|h+:?m*:?s*(?: ?AM/PM)?|.', re.IGNORECASE)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PARTS: Mapping[str, Callable[[date], str]] = {
    "d": lambda day: str(day.day),
    "dd": lambda day: f"{day.day:02}",
    "ddd": lambda day: _DAYS[day.weekday()][:3],
    "dddd": lambda day: _DAYS[day.weekday()],
    "m": lambda day: str(day.month),
    "mm": lambda day: f"{day.month:02}",
    "mmm": lambda day: MONTHS[day.month - 1][:3],
    "mmmm": lambda day: MONTHS[day.month - 1],
    "yy": lambda day: f"{day.year % 100:02}",
    "yyyy": lambda day: str(day.year),
}


def printed(value: object, number_format: str) -> str:
    """The text that a person sees: `Apr-17` for a date under `mmm-yy`, `43%` for 0.43 under `0%`.

    A text keeps the blanks before it: they may be all that tells of a hierarchy.
    """
    form = number_format.partition(";")[0]
    if isinstance(value, str) and (text := shown(value, number_format)):
        return " " * (len(value) - len(value.lstrip(" \u00a0"))) + text
    if not isinstance(value, date) or form in SHORT_DATE:
        return shown(value, number_format)
    return "".join(_printed(token, value) for token in _TOKEN.findall(form)).strip() or shown(value, number_format)


def _printed(token: str, day: date) -> str:
    if token[0] in '"\\':
        return token.strip('"').removeprefix("\\")
    if token[0] in "[_@":
        return ""
    if token[0] in "hH":
        at = day.time() if isinstance(day, datetime) else time()
        return f"{at:%H:%M}"
    part = _PARTS.get(token.lower())
    return part(day) if part else token
