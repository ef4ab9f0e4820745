"""The board's own action log: when each entry was raised, and how it has stood since."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from waymark.domain.day import MONTHS
from waymark.domain.due import due_as_typed
from waymark.domain.period import Period, PeriodKind, numbered_period
from waymark.domain.plan import Plan
from waymark.domain.rows import LogEntry
from waymark.domain.state import is_complete
from waymark.domain.text import plain_signs

_REF_OF_MONTH = re.compile(rf"({'|'.join(name[:3] for name in MONTHS)})[a-z]*[ -]?[0-9]+", re.IGNORECASE)
LONGEST_IN_DAYS, LONGEST_IN_WEEKS = 13, 59


@dataclass(frozen=True, slots=True)
class Carried:
    """The log by how its entries stand at the end of a period: carried over and open, new and open, complete."""

    earlier: tuple[LogEntry, ...]
    new: tuple[LogEntry, ...]
    complete: tuple[LogEntry, ...]

    @property
    def open(self) -> tuple[LogEntry, ...]:
        """Everything that is not complete."""
        return (*self.earlier, *self.new)


def carried(plan: Plan, period: Period) -> Carried:
    """The entries that the board looks at in a period; one of which nobody knows when it was raised is an earlier one.

    What was raised later is left out.
    """
    known = [(entry, raised_on(plan, entry, period.last_day)) for entry in plan.log_entries.live()]
    standing = [(entry, at) for entry, at in known if at is None or at[0] <= period.last_day]
    complete = tuple(entry for entry, _ in standing if is_complete(entry.complete))
    opened = [(entry, at) for entry, at in standing if entry not in complete]
    new = tuple(entry for entry, at in opened if at and at[0] >= period.month_column.first_day)
    return Carried(tuple(entry for entry, _ in opened if entry not in new), new, complete)


def raised_on(plan: Plan, entry: LogEntry, until: date) -> tuple[date, str] | None:
    """The day of its meeting, else the first of the month that its ref names; with the words for it."""
    meeting = plan.meetings.get(entry.meeting_id)
    if meeting and (due := due_as_typed(meeting.date)).day:
        return due.day, f"on {due.words}"
    month = _month_of(entry.ref, until)
    return (month.first_day, f"in {month.label}") if month else None


def overdue_since(plan: Plan, entry: LogEntry, on: date) -> date | None:
    """The last day on which an open entry was not yet overdue; None where it is not, or was due before it was raised.

    Of the latter, the date is wrong (C41), and nobody knows by which one it is to be done.
    """
    due, raised = due_as_typed(entry.due), raised_on(plan, entry, on)
    if is_complete(entry.complete) or not due.is_overdue(on) or due.last_day is None:
        return None
    return None if raised and due.last_day < raised[0] else due.last_day


def span_words(first: date, last: date) -> str:
    """How long it is from one day to a later one: `12 days`, `7 weeks`, `9 months`."""
    days = (last - first).days
    if days <= LONGEST_IN_DAYS:
        return _counted(days, "day")
    if days <= LONGEST_IN_WEEKS:
        return _counted(days // 7, "week")
    months = (last.year - first.year) * 12 + last.month - first.month
    # Both last days of a month are whole months apart, though the later one may have fewer days.
    whole = last.day >= first.day or _ends_month(last)
    return _counted(months if whole else months - 1, "month")


def _ends_month(day: date) -> bool:
    return numbered_period(PeriodKind.month, day.year, day.month).last_day == day


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit if number == 1 else f'{unit}s'}"


@lru_cache(maxsize=16384)
def _month_of(ref: str, until: date) -> Period | None:
    """The last month of the name in a ref such as `Nov-01` to begin by then: the log is of this year or the last."""
    match = _REF_OF_MONTH.fullmatch(plain_signs(ref))
    if match is None:
        return None
    number = [name[:3].casefold() for name in MONTHS].index(match[1].casefold()) + 1
    return numbered_period(PeriodKind.month, until.year - (number > until.month), number)
