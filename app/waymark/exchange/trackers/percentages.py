"""Bare figures of a workbook whose KPI is a percentage in the plan: 85 and 0.85 are 85%."""

from __future__ import annotations

from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi, Reading, Target
from waymark.domain.text import plain_words
from waymark.domain.value import parse_value

WHOLE = 100
PER_CENT = ("%", "percent", "percentage", "per cent")


def is_in_percent(plan: Plan, kpi: Kpi) -> bool:
    """Whether a KPI's unit is the per cent, or all figures that the plan has of it are such."""
    if kpi.unit:
        return plain_words(kpi.unit) in PER_CENT
    told: tuple[Reading | Target, ...] = (*plan.readings.where("kpi_id", kpi.id), *plan.targets.where("kpi_id", kpi.id))
    values = [value for row in told if (value := parse_value(row.value)).figure is not None]
    return {value.unit for value in values if value.denominator is None or value.unit} == {"%"}


def as_percentage(text: str) -> str:
    """A bare figure with its sign; what has a unit, is more than the whole, or may be either (0, 1), as it stands."""
    value = parse_value(text)
    if value.figure is None or value.unit or value.denominator is not None:
        return text
    if value.figure in (0, 1) or abs(value.figure) > WHOLE:
        return text
    return f"{(value.figure * 100).normalize():f}%" if abs(value.figure) < 1 else f"{text.strip()}%"
