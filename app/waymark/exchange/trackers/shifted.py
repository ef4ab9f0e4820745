"""Dates that are four years and a day off: Excel's, copied between workbooks that count from 1900 and from 1904."""

from __future__ import annotations

from datetime import date, timedelta

from waymark.domain.due import Precision, due_as_typed

APART = timedelta(days=1462)
"""What lies between the two first days of Excel's calendars."""
NEAR = timedelta(days=366)
"""So near to the plan's own date a date must come when it is put right: nothing else tells that it was shifted."""


def shifted_from(ours: str, theirs: str) -> date | None:
    """The date that was probably meant by one that is some four years from the plan's own (X10); None for others."""
    own, typed = due_as_typed(ours).last_day, due_as_typed(theirs)
    if own is None or typed.precision is not Precision.day or typed.day is None:
        return None
    meant = typed.day - APART if typed.day > own else typed.day + APART
    return meant if abs(meant - own) <= NEAR < abs(typed.day - own) else None
