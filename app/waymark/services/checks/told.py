"""A KPI's readings as the checks read them: its figures in the order of their periods, and periods in words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from waymark.domain.errors import NotUnderstood
from waymark.domain.period import Period, period_from_key
from waymark.domain.plan import Plan
from waymark.domain.rows import Definition, Kpi, Reading
from waymark.domain.value import Value
from waymark.services.meanings import value_of
from waymark.services.reporting import named_period


@dataclass(frozen=True, slots=True)
class Figure:
    """A reading that is a number, of a period that is known."""

    reading: Reading
    period: Period
    value: Value
    number: Decimal

    @property
    def words(self) -> str:
        """The figure and its period: `62% for Nov 2017`."""
        return f"{self.value.typed.strip()} for {self.period.label}"


def figures_of(plan: Plan, kpi: Kpi) -> tuple[Figure, ...]:
    """All figures of a KPI whose periods are known, oldest first."""
    return plan.readings.derived_where("kpi_id", kpi.id, _figures)


def figures_to(plan: Plan, kpi: Kpi, period: Period) -> tuple[Figure, ...]:
    """Those of periods that have ended with the one reported on."""
    figures = figures_of(plan, kpi)
    return figures[: bisect_right(figures, period.last_day, key=_last_day)]


def years_to(plan: Plan, kpi: Kpi, period: Period, years: int = 1) -> tuple[Figure, ...]:
    """Those of the years, each of twelve months, that end with the period reported on."""
    figures, end = figures_to(plan, kpi, period), period.last_day
    return figures[bisect_right(figures, date(end.year - years, end.month, 28), key=_last_day) :]


def unit_of(kpi: Kpi, figures: Sequence[Figure]) -> str:
    """The unit of the last figure, else what the KPI says."""
    return (figures[-1].value.unit if figures else "") or kpi.unit


def begun_within(plan: Plan, kpi: Kpi, after: date, until: date) -> tuple[tuple[Period, Definition], ...]:
    """The definitions that begin after one day and by another, each with its first period, in order."""
    begun = ((named_period(each.from_period), each) for each in plan.definitions.where("kpi_id", kpi.id))
    found = [(period, each) for period, each in begun if period and after < period.first_day <= until]
    return tuple(sorted(found, key=lambda pair: pair[0]))


@lru_cache(maxsize=4096)
def period_read(key: str) -> Period | None:
    """The period with that key; None for what is none."""
    try:
        return period_from_key(key)
    except NotUnderstood:
        return None


def listed(words: Sequence[str], most: int = 4) -> str:
    """Some words in a row: `a, b and c`, `a, b and 5 more`."""
    if not words:
        return ""
    shown = [*words] if len(words) <= most else [*words[: most - 1], f"{len(words) - most + 1} more"]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _figures(readings: tuple[Reading, ...]) -> tuple[Figure, ...]:
    found = ((each, period_read(each.period), value_of(each.value)) for each in readings)
    figures = (
        Figure(reading, period, value, value.figure)
        for reading, period, value in found
        if period is not None and value.figure is not None
    )
    return tuple(sorted(figures, key=lambda figure: figure.period))


def _last_day(figure: Figure) -> date:
    return figure.period.last_day
