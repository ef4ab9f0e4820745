"""Due dates that contradict others, that have passed, or that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from operator import is_
from typing import Any

from waymark.domain.due import Due, Precision
from waymark.domain.frequency import Frequency, period_kind
from waymark.domain.period import Period, period_containing
from waymark.domain.plan import Plan, Table
from waymark.domain.rows import Action, Cover, Kpi, Link, LogEntry, Row, Target
from waymark.domain.state import is_complete
from waymark.domain.text import quoted
from waymark.services.checks.dated import due_of, is_ended
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check
from waymark.services.reporting import calendar_of, frequency_of, months_to, named_period

DATES = Family.dates
MONTHS_BETWEEN: Mapping[Frequency, int] = {
    Frequency.monthly: 1,
    Frequency.every_two_months: 2,
    Frequency.quarterly: 3,
    Frequency.termly: 4,
    Frequency.half_yearly: 6,
    Frequency.annual: 12,
}
PARTS_OF_YEARS: Mapping[Frequency, str] = {
    Frequency.quarterly: "quarter",
    Frequency.termly: "term",
    Frequency.half_yearly: "half year",
}
"""What a period is called of frequencies whose last months are fixed; an annual figure may come in any."""
HALF_A_YEAR = timedelta(days=183)


@check(
    DATES,
    Severity.warning,
    Action,
    suggests="See whether the year is right, or agree a new date.",
    example="Action 4.2.2 is due Mar 2017, before the plan's own date, Nov 2017; perhaps Mar 2018 is meant.",
)
def due_before_plan(look: Look, action: Action) -> Iterator[Note]:
    """An action was due before the plan was issued and is not done: a date from an older version, or a wrong year."""
    due, issued = due_of(action.due), _first_day(due_of(look.plan.cover.version_date))
    if issued and not is_ended(action) and _is_before(due, issued):
        about = (action.due, look.plan.cover.version_date)
        sentence = f"is due {due.words}, before the plan's own date, {due_of(look.plan.cover.version_date).words}"
        yield Note(f"{thing(look, action)} {sentence}{_year_later(due, issued)}.", "due", about)


@check(
    DATES,
    Severity.warning,
    Action,
    suggests="Say that it is complete, or agree a new date.",
    example="Action 2.4.2 was due Oct 2017 and is neither complete nor closed.",
)
def overdue(look: Look, action: Action) -> Iterator[Note]:
    """An action's date has passed at the end of the reporting period and nobody has said that it is done."""
    due, issued = due_of(action.due), _first_day(due_of(look.plan.cover.version_date))
    before_plan = issued is not None and _is_before(due, issued)
    if due.is_overdue(look.period.last_day) and not before_plan and not is_ended(action):
        sentence = f"{thing(look, action)} was due {due.words} and is neither complete nor closed."
        yield Note(sentence, "due", (action.due, action.state))


@check(
    DATES,
    Severity.warning,
    Action,
    throughout="targets links actions kpis",
    suggests="See whether the year is right; the last target would be due before the action is.",
    example="Action 6.1.5 is due Dec 2018, after the last date for a target, Sep 2018.",
)
def due_after_targets(look: Look, action: Action) -> Iterator[Note]:
    """An action is due after every date on which a target should be met: it comes too late to help."""
    due = due_of(action.due)
    if due.last_day is None or due.every or due.precision is Precision.year or is_ended(action):
        return
    last = look.plan.links.derived(_LastTarget).of(look.plan)
    if last and date.min < _day_named(last) < due.last_day:
        by = due_of(last.by).words
        sentence = f"{thing(look, action)} is due {due.words}, after the last date for a target, {by}."
        yield Note(sentence, "due", (action.due, by))


@check(
    DATES,
    Severity.warning,
    Kpi,
    reads="targets",
    suggests="Give the last month of a period for which it has a figure.",
    example="KPI 6b is quarterly, and no quarter ends with its target's date, Jan 2018.",
)
def target_due_mid_period(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A target falls due within a quarter, half year or term, when there is no figure to hold against it."""
    part = PARTS_OF_YEARS.get(frequency_of(kpi))
    for target in look.plan.targets.where("kpi_id", kpi.id) if part else ():
        due = due_of(target.by)
        if due.precision not in (Precision.day, Precision.month) or due.last_day is None:
            continue
        if _month(due.last_day) != _month(_own_period(kpi, due.last_day).last_day):
            sentence = f"{thing(look, kpi)} is {kpi.frequency}, and no {part} ends with its target's date, {due.words}."
            yield Note(sentence, "target_due", (target.by, kpi.frequency, kpi.calendar))


@check(
    DATES,
    Severity.warning,
    Action,
    reads="updates",
    suggests="Ask the lead for the report, or change how often it is due.",
    example="Action 1.1.1 is to be reported quarterly; it was last reported for Jun 2017.",
)
def recurring_without_update(look: Look, action: Action) -> Iterator[Note]:
    """An action that is to be reported or reviewed every so often was not, for longer than that."""
    recurring = next((due for due in (due_of(action.due), due_of(action.review_date)) if due.every), None)
    periods = (named_period(update.period) for update in look.plan.updates.where("subject_id", action.id))
    told = [period for period in periods if period]
    if recurring is None or recurring.every is None or not told or is_ended(action):
        return
    begun = recurring.last_day is None or recurring.last_day <= look.period.last_day
    since = months_to(look.period, MONTHS_BETWEEN[recurring.every])[0].first_day
    last = max(told)
    if begun and last.last_day < since:
        sentence = f"is to be reported {recurring.every.words}; it was last reported for {last.label}."
        yield Note(f"{thing(look, action)} {sentence}", "update", (recurring.typed, last.key, look.period.key))


@check(
    DATES,
    Severity.warning,
    Action,
    LogEntry,
    throughout="actions log_entries",
    suggests="Give a date, or write how often it is to be reported.",
    example="Action 3.2.1 has no date.",
)
def no_due(look: Look, row: Action | LogEntry) -> Iterator[Note]:
    """Where the others have a date, one without can be neither late nor chased."""
    dated = look.plan.actions.derived(_any_due) if isinstance(row, Action) else look.plan.log_entries.derived(_any_due)
    if dated and not row.due.strip() and not getattr(row, "review_date", "").strip() and not _is_done(row):
        yield Note(f"{thing(look, row)} has no date.", "due", (row.text,))


@check(
    DATES,
    Severity.note,
    Action,
    LogEntry,
    suggests="Agree the date, or say when it will be agreed.",
    example="Log entry Oct-05 is due “TBC”: the date is still open.",
)
def due_unsettled(look: Look, row: Action | LogEntry) -> Iterator[Note]:
    """Until its date is agreed a thing is never late and reminds nobody."""
    if due_of(row.due).precision is Precision.to_be_confirmed and not _is_done(row):
        yield Note(f"{thing(look, row)} is due {quoted(row.due)}: the date is still open.", "due", (row.due,))


@check(
    DATES,
    Severity.warning,
    Cover,
    Action,
    LogEntry,
    suggests="Write “Mar 2018”, “31/03/2018”, “quarterly”, “ongoing” or “TBC”.",
    example="Action 2.1.1 has “Easter break” for a date, which cannot be read as one.",
)
def unread_date(look: Look, row: Row) -> Iterator[Note]:
    """A date that is written in a way that cannot be read is never late and never reminds anybody."""
    for field in ("version_date", "due", "review_date"):
        typed = getattr(row, field, "")
        if due_of(typed).precision is Precision.unknown:
            sentence = f"{thing(look, row)} has {quoted(typed)} for a date, which cannot be read as one."
            yield Note(sentence, field, (typed,))


def _first_day(due: Due) -> date | None:
    return due.period.first_day if due.period else due.day


def _is_before(due: Due, day: date) -> bool:
    return due.every is None and due.last_day is not None and due.last_day < day


def _year_later(due: Due, issued: date) -> str:
    """What may be meant by a month or day long before the plan."""
    last = due.last_day
    if last is None or issued - last < HALF_A_YEAR or not due.words.endswith(str(last.year)):
        return ""
    return f"; perhaps {due.words[:-4]}{last.year + 1} is meant"


class _LastTarget:
    """Of the targets of KPIs that measure actions, the one that is due last; it rests on four tables, and is kept."""

    def __init__(self, links: Table[Link]) -> None:
        self._links = links
        self._tables: tuple[object, ...] = ()
        self._target: Target | None = None

    def of(self, plan: Plan) -> Target | None:
        """The target; a bare year names no day and counts for nothing."""
        tables = (plan.targets, plan.actions, plan.kpis)
        if not self._tables or not all(map(is_, tables, self._tables)):
            self._tables, self._target = tables, self._last(plan)
        return self._target

    def _last(self, plan: Plan) -> Target | None:
        measuring = {link.to_id for link in self._links.live() if _stands(plan.actions.get(link.from_id))}
        targets = [target for target in plan.targets.live() if target.kpi_id in measuring]
        standing = [target for target in targets if _stands(plan.kpis.get(target.kpi_id))]
        return max(standing, key=_day_named, default=None)


def _stands(row: Row | None) -> bool:
    return row is not None and row.withdrawn_at is None


def _day_named(target: Target) -> date:
    due = due_of(target.by)
    return due.last_day if due.last_day and due.precision is not Precision.year else date.min


def _own_period(kpi: Kpi, day: date) -> Period:
    return period_containing(period_kind(frequency_of(kpi), calendar_of(kpi)), day)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _any_due(rows: Table[Any]) -> bool:
    return any(row.due.strip() or getattr(row, "review_date", "").strip() for row in rows.live())


def _is_done(row: Action | LogEntry) -> bool:
    return is_ended(row) if isinstance(row, Action) else bool(is_complete(row.complete))
