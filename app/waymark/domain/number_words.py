"""How people write numbers: their form, their units, and the words for “at least” and “at most”."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

# Sizes are bounded: no council reports more, and a longer row of figures is a telephone number or an accident.
NUMBER = r"(?:(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,20})?|\.[0-9]{1,20})"
UNITS = {
    **dict.fromkeys(("%", "per cent", "percent"), "%"),
    **dict.fromkeys(("pp", "percentage points", "percentage point"), "percentage points"),
    **dict.fromkeys(("day", "days"), "days"),
    **dict.fromkeys(("week", "weeks"), "weeks"),
    **dict.fromkeys(("month", "months"), "months"),
    **dict.fromkeys(("year", "years"), "years"),
    **dict.fromkeys(("hour", "hours"), "hours"),
    "per 10,000": "per 10,000",
    "fte": "FTE",
}
BEFORE = {
    **dict.fromkeys(("<", "less than", "fewer than", "lower than", "under", "below"), "<"),
    **dict.fromkeys(
        ("<=", "≤", "at most", "up to", "up to and including", "no more than", "not more than", "at or below"), "<="
    ),
    **dict.fromkeys((">", "more than", "greater than", "higher than", "over", "above"), ">"),
    **dict.fromkeys((">=", "≥", "at least", "no less than", "not less than", "at or above"), ">="),
}
"""What stands before a number and makes a bound of it."""
AFTER = {
    f"{joint} {word}": sign
    for sign, words in (
        ("<=", ("below", "less", "under", "fewer", "lower")),
        (">=", ("above", "more", "over", "higher", "greater")),
    )
    for joint in ("or", "and")
    for word in words
}
"""What stands behind a number and makes a bound of it."""
COMPARISONS = BEFORE | AFTER


def one_of(words: Iterable[str]) -> str:
    """The pattern of any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def to_decimal(figures: str) -> Decimal:
    """The number that `NUMBER` matched."""
    return Decimal(figures.replace(",", ""))


def places(number: Decimal) -> int:
    """How many decimal places a number is written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def plain_number(number: Decimal | None) -> int | float | None:
    """The number as JSON has numbers."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
