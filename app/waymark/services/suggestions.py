"""What an action's rating might be, by its state, its due date and the month reported on; what is stated stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from waymark.domain.day import day_words
from waymark.domain.due import Due, Precision, due_as_typed
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Rating
from waymark.domain.state import State
from waymark.domain.text import plain_words
from waymark.services.overview import state_of
from waymark.services.ratings import rated
from waymark.services.schemes import Role, role_rating

_TOLERANCE = re.compile(
    r"(?:more than|over|beyond) (?P<count>[0-9]{1,3}|a|an|one|two|three|six) (?P<unit>day|week|month)s?\b"
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "six": 6}
_DAYS = {"day": 1, "week": 7, "month": 31}


@dataclass(frozen=True, slots=True)
class Suggested:
    """A rating in a word (blank: none is suggested), the scheme's rating it is, and one sentence why."""

    word: str
    rating: Rating | None
    why: str


def suggested(plan: Plan, action: Action, period: Period) -> Suggested:
    """What the scheme's own words say of an action as it is at the end of the month.

    Nothing is overdue before the month in which it is due has ended (B07), nor what recurs (B05). How late is late is
    for the scheme to say, in the meaning of its rating for what is overdue (B04).
    """
    state, due = state_of(action), due_as_typed(action.due)
    if state in (State.complete, State.closed):
        return _by_role(plan, Role.complete, f"It is {state.words}")
    if state is State.superseded:
        return Suggested("", None, "It is superseded, and no longer rated.")
    if due.last_day is not None and due.is_overdue(period.last_day):
        return _overdue(plan, due.last_day, due, period)
    if state is State.not_started:
        return _by_role(plan, Role.not_started, f"It is not started and {_due_words(due)}")
    if state is State.in_progress:
        return _by_role(plan, Role.on_track, f"It is in progress and {_due_words(due)}")
    return Suggested("", None, f"Nobody has said how far it is, and {_due_words(due)}.")


def differs(plan: Plan, action: Action, period: Period) -> bool:
    """Whether a person has stated another rating than the suggested one."""
    stands, other = rated(plan, action, period), suggested(plan, action, period)
    return stands.stated and bool(other.word) and stands.word != other.word


def tolerance(meaning: str) -> timedelta:
    """By how much a thing must be late to be rated so, by the rating's meaning: “over one month behind” is 31 days."""
    match = _TOLERANCE.search(plain_words(meaning))
    if match is None:
        return timedelta()
    count = _NUMBERS.get(match["count"]) or int(match["count"])
    return timedelta(days=count * _DAYS[match["unit"]])


def _overdue(plan: Plan, last_day: date, due: Due, period: Period) -> Suggested:
    late = role_rating(plan, "action", Role.overdue)
    allowed = tolerance(late.meaning) if late else timedelta()
    why = f"It was due {due.words} and is not complete at the end of {period.label}"
    if period.last_day <= last_day + allowed:
        allowed_to = day_words(last_day + allowed)
        return _by_role(plan, Role.on_track, f"{why}, which “{late.meaning if late else ''}” allows until {allowed_to}")
    return _by_role(plan, Role.overdue, why)


def _by_role(plan: Plan, role: Role, why: str) -> Suggested:
    """The scheme may have no word for that: “not started” is a state before it is a rating (B03)."""
    rating = role_rating(plan, "action", role)
    if rating is None:
        return Suggested("", None, f"{why}; no rating of this plan says “{role.value}”.")
    meaning = f", which means “{rating.meaning}”" if rating.meaning else ""
    return Suggested(rating.word, rating, f"{why}: {rating.word}{meaning}.")


def _due_words(due: Due) -> str:
    """When it is due, after “and”."""
    if due.precision is Precision.none:
        return "no due date is set"
    return f"{'is due' if due.last_day or due.every else 'its due date is'} {due.words}"
