"""A plan as a reporting period sees it: its sections, the months that lead up to it, and what stood in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from waymark.domain.due import due_as_typed
from waymark.domain.errors import NotUnderstood
from waymark.domain.frequency import Frequency, YearCalendar, find_frequency, parse_year_calendar, period_kind
from waymark.domain.period import Period, PeriodKind, find_period, parse_period, period_containing, period_from_key
from waymark.domain.plan import Plan
from waymark.domain.polarity import Polarity, parse_polarity
from waymark.domain.rows import Kpi, Placement, Reading, Target, Theme
from waymark.services.meanings import period_of


@dataclass(frozen=True, slots=True)
class Section:
    """KPIs that stand under one heading, in one or more tables (`blocks`); `theme` where the heading is a theme's."""

    title: str
    theme: Theme | None
    blocks: tuple[tuple[Kpi, ...], ...]

    @property
    def kpis(self) -> tuple[Kpi, ...]:
        """All KPIs of the section, in order."""
        return tuple(kpi for block in self.blocks for kpi in block)


def reporting_period(plan: Plan, today: date) -> Period:
    """The month that a plan reports on when nobody says otherwise: its own, else today's."""
    return own_period_of_plan(plan) or period_containing(PeriodKind.month, today)


def own_period_of_plan(plan: Plan) -> Period | None:
    """The month its version is dated with, else that of the last reading; None where the plan names none."""
    dated = due_as_typed(plan.cover.version_date).last_day
    if dated is None:
        dated = max((period.last_day for period in _read_periods(plan)), default=None)
    return period_containing(PeriodKind.month, dated) if dated else None


# Papers and checks ask by the thousand, of a few periods.
@lru_cache(maxsize=1024)
def named_period(period_text: str) -> Period | None:
    """The period that a text names; None where it is blank or names none, so that what it dates is undated."""
    try:
        return find_period(period_text)
    except NotUnderstood:
        return None


def stands_in(period_text: str, period: Period) -> bool:
    """Whether what was said for a typed period belongs in a month: what ends in that month, and what is undated."""
    named = named_period(period_text)
    return named is None or named.month_column == period.month_column


def months_to(last: Period, count: int) -> tuple[Period, ...]:
    """The `count` months that end with the period's last month, oldest first."""
    months = [last.month_column]
    while len(months) < count:
        months.append(months[-1].previous())
    return tuple(reversed(months))


def sections(plan: Plan) -> tuple[Section, ...]:
    """The plan's KPIs under their headings: the themes in order, then sections of their own, then what has no place."""
    groups: dict[tuple[str | None, str], list[Placement]] = {}
    for theme in plan.themes.live():
        groups[(theme.id, "")] = []
    for placement in plan.placements.live():
        standing = plan.themes.get(placement.theme_id)
        key = (standing.id, "") if standing and standing.withdrawn_at is None else (None, placement.section)
        groups.setdefault(key, []).append(placement)
    found = [_section(plan, plan.themes.get(theme_id), heading, group) for (theme_id, heading), group in groups.items()]
    placed = {placement.kpi_id for placement in plan.placements.live()}
    unplaced = tuple(kpi for kpi in plan.kpis.live() if kpi.id not in placed)
    return (*(each for each in found if each.blocks), *([Section("Other", None, (unplaced,))] if unplaced else []))


def frequency_of(kpi: Kpi) -> Frequency:
    """How often a KPI is read; monthly where it does not say."""
    return find_frequency(kpi.frequency) or Frequency.monthly


def calendar_of(kpi: Kpi) -> YearCalendar:
    """In which calendar a KPI's years run; the financial one where what is typed names none."""
    return _calendar(kpi.calendar)


# Grids ask for the same few words with every cell that they draw.
@lru_cache(maxsize=256)
def _calendar(typed: str) -> YearCalendar:
    try:
        return parse_year_calendar(typed)
    except NotUnderstood:
        return YearCalendar.financial


def polarity_of(kpi: Kpi) -> Polarity:
    """The KPI's polarity; unstated where what is typed names none."""
    try:
        return parse_polarity(kpi.polarity)
    except NotUnderstood:
        return Polarity.unstated


def own_period(kpi: Kpi, month: Period) -> Period | None:
    """The period of the KPI's own calendar that ends in that month; None where none does (a quarterly KPI in May)."""
    return _ending_in(period_kind(frequency_of(kpi), calendar_of(kpi)), month)


@lru_cache(maxsize=4096)
def _ending_in(kind: PeriodKind, month: Period) -> Period | None:
    period = period_containing(kind, month.last_day)
    return period if period.month_column == month else None


def reading_in(plan: Plan, kpi: Kpi, month: Period) -> Reading | None:
    """The reading that stands in a month's column: the month's own, or that of a longer period which ends there."""
    return plan.readings.derived_where("kpi_id", kpi.id, _by_month).get(month.month_column.first_day)


def undated_reading(plan: Plan, kpi: Kpi, typed: str) -> str:
    """What was read of a KPI for a period that names no year, such as “September”; two readings stand a line each."""
    readings = plan.readings.where("kpi_id", kpi.id)
    return "\n".join(each.value for each in readings if not each.period and each.period_typed == typed)


def target_in_force(plan: Plan, kpi: Kpi, period: Period) -> Target | None:
    """The target that holds in a period.

    Of those begun by then it is the one that began last, and of these the one that is due soonest and not yet past.
    """
    begun = [target for target in plan.targets.where("kpi_id", kpi.id) if _begins(target) <= period.last_day]
    latest = [target for target in begun if _begins(target) == max(map(_begins, begun))]
    due = [target for target in latest if _is_due(target) >= period.first_day]
    return min(due, key=_is_due, default=None) or max(latest, key=_is_due, default=None)


def _section(plan: Plan, theme: Theme | None, heading: str, placements: list[Placement]) -> Section:
    blocks: dict[int, list[Kpi]] = {}
    for placement in placements:
        kpi = plan.kpis.get(placement.kpi_id)
        if kpi is not None and kpi.withdrawn_at is None:
            blocks.setdefault(placement.block, []).append(kpi)
    title = theme.title if theme else heading or "Other"
    return Section(title, theme, tuple(tuple(blocks[number]) for number in sorted(blocks)))


def _read_periods(plan: Plan) -> list[Period]:
    return [period_from_key(reading.period) for reading in plan.readings.live() if reading.period]


def _by_month(readings: tuple[Reading, ...]) -> Mapping[date, Reading]:
    """By the month's first day; longer periods first, so that a month's own reading stands before a quarter's."""
    dated = [(period_of(reading.period), reading) for reading in readings if reading.period]
    dated.sort(key=lambda each: each[0].first_day)
    return {period.month_column.first_day: reading for period, reading in dated}


def _begins(target: Target) -> date:
    """The day from which a target holds; one whose beginning cannot be read holds from the start."""
    try:
        return parse_period(target.from_period).first_day
    except NotUnderstood:
        return date.min


def _is_due(target: Target) -> date:
    return due_as_typed(target.by).last_day or date.max
