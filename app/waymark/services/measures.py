"""What kind of figure a KPI reports: an average, or a count that starts again with every year."""

from __future__ import annotations

import re

from waymark.domain.frequency import Frequency, period_kind
from waymark.domain.period import Period, period_containing
from waymark.domain.rows import Kpi
from waymark.domain.value import Value
from waymark.services.reporting import calendar_of, frequency_of

_CUMULATIVE = re.compile(r"\b(?:year to date|ytd|cumulative)\b", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(?:average|mean)\b", re.IGNORECASE)
_COUNTED = frozenset({"", "£"})


def is_average(kpi: Kpi) -> bool:
    """Whether a figure is an average, by the KPI's title, so that a nought may mean that there were no cases (C23)."""
    return bool(_AVERAGE.search(kpi.title))


def is_cumulative(kpi: Kpi) -> bool:
    """Whether each figure counts from the beginning of the year on (S12)."""
    return bool(_CUMULATIVE.search(f"{kpi.basis} {kpi.title}"))


def only_grows(kpi: Kpi, value: Value) -> bool:
    """Whether the figure can only become larger until its year ends: a count or an amount for the year to date."""
    return is_cumulative(kpi) and value.unit in _COUNTED and value.denominator is None and not is_average(kpi)


def year_of(kpi: Kpi, period: Period) -> Period:
    """The year of the KPI's own calendar in which a period ends."""
    return period_containing(period_kind(Frequency.annual, calendar_of(kpi)), period.last_day)


def own_period_by(kpi: Kpi, period: Period) -> Period:
    """The last period of the KPI's own calendar that has ended with the month: the second quarter in November (B31)."""
    own = period_containing(period_kind(frequency_of(kpi), calendar_of(kpi)), period.last_day)
    return own if own.month_column == period.month_column else own.previous()
