"""What the person is told of a cell that is taken all the same, because it may not be what was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from waymark.domain.day import day_words
from waymark.domain.due import Precision, due_as_typed
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.ref import parse_refs
from waymark.domain.rows import Row
from waymark.domain.text import quoted
from waymark.domain.value import ValueState, parse_value
from waymark.exchange.papers.wording import fill_of
from waymark.exchange.reading.found import Mark
from waymark.exchange.reading.hues import rated_by
from waymark.exchange.reading.typed import Typed
from waymark.exchange.trackers.layout import Column, Holds
from waymark.services.schemes import find_rating, scheme_for

Told = tuple[str, str]
"""A reason, as a word for programs, and a sentence."""
NOTHING: Told = ("", "")
FORMULA_SIGNS = ("=", "+", "@")
"""How a text begins that Excel may have meant as a formula; a dash begins many a list."""
MONTHS_IN_YEAR, DAYS_IN_MONTH = 12, 31
_MONTH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}")
_BETWEEN_DATES = re.compile(r"\s*(?:\n|;|,| / | and | or )\s*")
REVISED = frozenset({"r", "revised"})
PROSE = frozenset(
    {"text", "title", "update", "note", "expected_outcome", "success_measures", "evidence", "further_actions"}
)
"""Columns of words: where only dashes or quotation marks differ, the person is told so."""
CHANGED: Mapping[str, str] = {
    "ref": "ref_changed",
    "text": "action_text_changed",
    "due": "due_changed",
    "leads": "lead_changed",
    "target": "target_changed",
}
"""What the person is told of where an unknown workbook has something else than the plan."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a cell would bring: what the plan has, what it would have, and what stood in the cell.

    A workbook that Waymark did not write is merged two-way: nobody knows what it was before.
    """

    plan: Plan
    subject: Row
    column: Column
    period: Period
    ours: str
    theirs: str
    raw: str
    is_two_way: bool


def told_of(change: Change) -> Told:
    """The gravest thing there is to say of a change; blank where there is none."""
    return next((told for look in LOOKS if (told := look(change))), NOTHING)


def unread_due(text: str) -> str:
    """Why a due date is not understood, as a word for programs."""
    if text.isdigit():
        return "due_is_number"
    if (parts := _MONTH_DAY.fullmatch(text)) and int(parts[1]) <= MONTHS_IN_YEAR < int(parts[2]) <= DAYS_IN_MONTH:
        return "due_us_order"
    dates = [part for part in _BETWEEN_DATES.split(text) if due_as_typed(part).last_day]
    return "due_several" if len(dates) > 1 else "due_unreadable"


def painted(plan: Plan, column: Column, typed: Typed) -> Told | None:
    """What a rating's fill says that its word does not (X11); a fill that stands for no rating says nothing."""
    scheme = scheme_for(plan, column.choices)
    ratings = plan.ratings.where("scheme_id", scheme.id) if scheme else ()
    by_fill = rated_by(typed.fill, [Mark(each.word, colour=fill_of(each)) for each in ratings])
    stated = find_rating(plan, scheme.id if scheme else None, typed.text.partition(":")[0])
    if not by_fill or (stated and stated.word == by_fill):
        return None
    if typed.text:
        return "rag_word_and_fill_disagree", f"The word says {typed.text} and the fill {by_fill}; the word counts."
    return "rag_by_fill_only", f"This cell is painted {by_fill} and says nothing; choose the word."


def _to_come(change: Change) -> Told | None:
    """A figure for a month after the tracker's (X16)."""
    month, period = change.column.month, change.period
    if month is None or month.last_day <= period.last_day:
        return None
    return "future_period", f"{month.label} is after {period.label}, for which this is; is the figure really known?"


def _revised(change: Change) -> Told | None:
    month = change.column.month
    if month is None or not change.ours or not REVISED.intersection(parse_value(change.theirs).qualifiers):
        return None
    return "revised", f"For {month.label} “{change.ours}” has been reported already; this is marked as revised."


def _history(change: Change) -> Told | None:
    """Another figure for a month that has been told (X17)."""
    month = change.column.month
    if month is None or not change.ours or change.is_two_way or month.last_day >= change.period.first_day:
        return None
    return "history_changed", f"For {month.label} “{change.ours}” has been reported already; this changes it."


def _emptied(change: Change) -> Told | None:
    return None if change.theirs else ("progress_cleared", "This was emptied.")


def _unknown_kpis(change: Change) -> Told | None:
    if change.column.holds is not Holds.refs:
        return None
    unknown = parse_refs(change.theirs, [kpi.ref for kpi in change.plan.kpis.live()]).unknown
    return ("kpi_unknown", f"The plan has no KPI {', '.join(unknown)}; the text is kept.") if unknown else None


def _rescaled(change: Change) -> Told | None:
    """A bare figure taken for a percentage (X08)."""
    if not _value(change) or "%" in change.raw or not change.theirs.endswith("%"):
        return None
    return "percent_scale", f"The plan's figures are percentages; {change.raw} was taken for {change.theirs}."


def _no_figure(change: Change) -> Told | None:
    state = parse_value(change.theirs).state if _value(change) else None
    if state is ValueState.suppressed:
        return (
            "suppressed",
            f"“{change.theirs}” stands for a small number that was left out; ask for the number itself.",
        )
    if state is ValueState.text and change.column.month:
        return "not_a_number", f"“{change.theirs}” is kept as a text; it is no figure."
    return None


def _range(change: Change) -> Told | None:
    if change.column.field != "target" or parse_value(change.theirs).state is not ValueState.range:
        return None
    return "target_is_range", f"{quoted(change.theirs)} is a range: on target is what lies within it."


def _quarter(change: Change) -> Told | None:
    due = due_as_typed(change.theirs) if change.column.holds is Holds.due else None
    if due is None or due.precision is not Precision.quarter or due.last_day is None:
        return None
    return "due_quarter", f"{quoted(change.theirs)} is taken to run until {day_words(due.last_day)}."


def _formula(change: Change) -> Told | None:
    is_text = change.column.holds is Holds.words and change.theirs.startswith(FORMULA_SIGNS)
    return ("starts_like_formula", "This begins like a formula, and is kept as a text.") if is_text else None


def _stale(change: Change) -> Told | None:
    """The same words as were reported for an earlier period."""
    told = change.plan.updates.where("subject_id", change.subject.id) if change.column.field == "update" else ()
    if all(each.text != change.theirs or each.period == change.period.key for each in told):
        return None
    return "stale_commentary", f"The same was said before; is it still all that there is for {change.period.label}?"


def _typography(change: Change) -> Told | None:
    is_same = change.ours and change.column.field in PROSE and _words(change.ours) == _words(change.theirs)
    return ("", "Only signs and blanks differ; the words are the same.") if is_same else None


def _differing(change: Change) -> Told | None:
    reason = "history_changed" if change.column.month else CHANGED.get(change.column.field)
    if not (change.is_two_way and change.ours and reason):
        return None
    return reason, f"The plan has {quoted(change.ours)}; which of the two is the newer, Waymark cannot know."


def _words(text: str) -> list[str]:
    """The words of a text without what stands between them; figures keep their parts."""
    return re.findall(r"\w+", text.casefold())


def _value(change: Change) -> bool:
    return change.column.holds is Holds.value


LOOKS: tuple[Callable[[Change], Told | None], ...] = (
    _to_come,
    _revised,
    _history,
    _emptied,
    _unknown_kpis,
    _rescaled,
    _no_figure,
    _range,
    _quarter,
    _formula,
    _stale,
    _typography,
    _differing,
)
