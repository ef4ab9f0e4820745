"""Readings that are missing, that stand where none is due, or that are words and marks without a meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from waymark.domain.frequency import Frequency, find_frequency, period_kind
from waymark.domain.period import PeriodKind, numbered_period, period_containing
from waymark.domain.rows import Commentary, Comparator, Kpi, Passage, Reading, Recommendation, Row, Update
from waymark.domain.text import plain, quoted
from waymark.domain.value import ValueState
from waymark.services.checks.affected import texts_of
from waymark.services.checks.dates import MONTHS_BETWEEN
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check
from waymark.services.checks.told import figures_to, listed, period_read
from waymark.services.meanings import value_of
from waymark.services.measures import own_period_by
from waymark.services.reporting import calendar_of, frequency_of

READINGS = Family.readings
YEARS = frozenset({PeriodKind.financial_year, PeriodKind.academic_year, PeriodKind.calendar_year})
_MARK = re.compile(r"(?<=[\w%)])([*~])(?![*\w])|(?<=[:;|] )([*~])(?=[;,. |]|$)|(?<=[\d%)] )(~)(?!\d)", re.MULTILINE)
"""A mark behind a word or a figure, or in its place; `~50` is about 50, and `**` makes bold."""
_EXPLAINED = r"(?:^|\()(?:- )?{}"


@check(
    READINGS,
    Severity.warning,
    Kpi,
    reads="readings",
    suggests="Enter the figure, or write “not collected” or “pending” where there is none.",
    example="KPI P1 has no reading for Apr 2017 to Sep 2017.",
)
def missing_reading(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A period of the KPI's own calendar has ended without a figure and without a word why there is none."""
    if missing := listed([*_stretches(kpi, _missing(look, kpi))]):
        dashes = any(each.value.strip() == "-" for each in look.plan.readings.where("kpi_id", kpi.id))
        besides = ", where it has “-” for other periods" if dashes else ""
        yield Note(f"{thing(look, kpi)} has no reading for {missing}{besides}.", "reading", (missing,))


@check(
    READINGS,
    Severity.warning,
    Kpi,
    reads="readings",
    suggests="Move the figure to the period it is for, or change how often the KPI is reported.",
    example="KPI 6b is quarterly, and has a reading for May 2017.",
)
def reading_off_calendar(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A figure stands for a period that the KPI does not report on, so that no paper and no rating will find it."""
    frequency = find_frequency(kpi.frequency)
    if frequency in (None, Frequency.every_two_months):
        return
    kind = period_kind(frequency_of(kpi), calendar_of(kpi))
    readings = look.plan.readings.where("kpi_id", kpi.id)
    odd = [each for each in readings if each.period and not _fits(each.period, kind)]
    if odd:
        more = f" and {len(odd) - 1} more" if len(odd) > 1 else ""
        sentence = f"{thing(look, kpi)} is {kpi.frequency}, and has a reading for {_label(odd[-1])}{more}."
        yield Note(sentence, "value", (kpi.frequency, odd[-1].period), odd[-1])


@check(
    READINGS,
    Severity.warning,
    Kpi,
    reads="readings comparators",
    suggests="Give the figure, or “not collected” or “pending”, and put the words into the KPI's note.",
    example="KPI 1b has “Note: counted with 1a” for its outturn of 2015/16, where a figure belongs.",
)
def words_for_figure(look: Look, kpi: Kpi) -> Iterator[Note]:
    """Words stand where a figure belongs: they can be neither rated nor drawn, and push their column out of shape."""
    for reading in look.plan.readings.where("kpi_id", kpi.id):
        if value_of(reading.value).state is ValueState.text:
            sentence = f"{thing(look, kpi)} has {quoted(reading.value)} for {_label(reading)}, where a figure belongs."
            yield Note(sentence, "value", (reading.value,), reading)
    for comparator in look.plan.comparators.where("kpi_id", kpi.id):
        if value_of(comparator.value).state is ValueState.text:
            sentence = f"{thing(look, kpi)} has {quoted(comparator.value)} for {_compared(comparator)}"
            yield Note(f"{sentence}, where a figure belongs.", "value", (comparator.value,), comparator)


@check(
    READINGS,
    Severity.warning,
    Kpi,
    reads="readings",
    suggests="Say in the KPI's note what the mark means, or take it away.",
    example="KPI CIN 4 has “*” in its name, and its note does not say what it means.",
)
def unexplained_mark(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A star or a wave at a name or a figure points to a note that is not there."""
    for mark in _unexplained(kpi.title, kpi.note):
        sentence = f"{thing(look, kpi)} has “{mark}” in its name, and its note does not say what it means."
        yield Note(sentence, "title", (kpi.title, kpi.note))
    marked = [each for each in look.plan.readings.where("kpi_id", kpi.id) if _unexplained(each.value, kpi.note)]
    if marked:
        sentence = f"{thing(look, kpi)} has “{marked[-1].value.strip()}” for {_label(marked[-1])}"
        about = (marked[-1].value, kpi.note)
        yield Note(f"{sentence}, and its note does not say what the mark means.", "value", about, marked[-1])


@check(
    READINGS,
    Severity.warning,
    Recommendation,
    Commentary,
    Passage,
    Update,
    reads="themes actions",
    suggests="Add a line that begins with the mark and says what it means.",
    example="Recommendation 6 has “*” in a figure's place, and no note to it.",
)
def unexplained_mark_in_text(look: Look, row: Row) -> Iterator[Note]:
    """A star or a wave in a text points to a note that is not there."""
    texts = texts_of(row)
    for mark in _unexplained("\n".join(texts), ""):
        field = next(name for name in ("targets", "evidence", "further_actions", "text") if _has(row, name, mark))
        yield Note(f"{thing(look, row)} has “{mark}” at a figure, and no note to it.", field, texts)


def _missing(look: Look, kpi: Kpi) -> list[int]:
    """The last months, counted through, of the periods from the first figure on that have ended without a reading."""
    figures = figures_to(look.plan, kpi, look.period)
    frequency = find_frequency(kpi.frequency)
    if not figures or (frequency is None and figures[-1].period.kind is not PeriodKind.month):
        return []
    kind = period_kind(frequency_of(kpi), calendar_of(kpi))
    first = _month(period_containing(kind, figures[0].period.last_day).last_day)
    last = _month(own_period_by(kpi, look.period).last_day)
    readings = look.plan.readings.where("kpi_id", kpi.id)
    covered = look.plan.readings.derived_where("kpi_id", kpi.id, _months) | _years(readings, kind)
    late = frequency is Frequency.every_two_months
    months = range(first, last + 1, MONTHS_BETWEEN[frequency_of(kpi)])
    return [month for month in months if month not in covered and not (late and month + 1 in covered)]


def _months(readings: tuple[Reading, ...]) -> frozenset[int]:
    """The months, counted through, for which something is said."""
    return frozenset().union(*(_span(each.period) for each in readings if each.value.strip()))


@lru_cache(maxsize=4096)
def _span(key: str) -> range:
    period = period_read(key)
    return range(_month(period.first_day), _month(period.last_day) + 1) if period else range(0)


def _years(readings: Sequence[Reading], kind: PeriodKind) -> frozenset[int]:
    """The last months of the KPI's own years for which something is said, be it under another calendar's year."""
    if kind not in YEARS:
        return frozenset()
    periods = (period_read(each.period) for each in readings if each.value.strip())
    years = (numbered_period(kind, period.year) for period in periods if period and period.kind in YEARS)
    return frozenset(_month(year.last_day) for year in years)


def _stretches(kpi: Kpi, months: Sequence[int]) -> Iterator[str]:
    """Periods that follow each other as one: `Apr 2017 to Sep 2017`."""
    kind, step = period_kind(frequency_of(kpi), calendar_of(kpi)), MONTHS_BETWEEN[frequency_of(kpi)]
    begins = [month for month in months if month - step not in months]
    ends = [month for month in months if month + step not in months]
    for first, last in zip(begins, ends, strict=True):
        labels = dict.fromkeys(period_containing(kind, _day(month)).label for month in (first, last))
        yield " to ".join(labels)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


@lru_cache(maxsize=4096)
def _fits(key: str, kind: PeriodKind) -> bool:
    """Whether a reading for that period can stand for one of the kind: the same, or the month in which one ends."""
    period = period_read(key)
    if period is None or (period.kind in YEARS and kind in YEARS):
        return True
    own = period_containing(kind, period.last_day)
    return own.month_column == period.month_column and (period.kind is kind or period.kind is PeriodKind.month)


def _label(reading: Reading) -> str:
    period = period_read(reading.period)
    return period.label if period else f"“{reading.period_typed}”"


def _compared(comparator: Comparator) -> str:
    return f"its {comparator.who}{f' of {comparator.period}' if comparator.period else ''}"


def _has(row: Row, name: str, mark: str) -> bool:
    return mark in _marks(getattr(row, name, ""))


def _unexplained(text: str, note: str) -> tuple[str, ...]:
    """The marks in a text that neither it nor a note explains."""
    if "*" not in text and "~" not in text:
        return ()
    known = f"{plain(text)}\n"
    return tuple(
        mark
        for mark in _marks(text)
        if mark not in note and not re.search(_EXPLAINED.format(re.escape(mark)), known, re.MULTILINE)
    )


@lru_cache(maxsize=4096)
def _marks(text: str) -> tuple[str, ...]:
    found = (match[1] or match[2] or match[3] for match in _MARK.finditer(plain(text)))
    return tuple(dict.fromkeys(found))
