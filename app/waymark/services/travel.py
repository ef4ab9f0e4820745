"""Which way a KPI is going: its latest figures, and whether the last of them is better or worse than the one before."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from waymark.domain.period import Period, period_from_key
from waymark.domain.plan import Plan
from waymark.domain.polarity import Movement
from waymark.domain.rows import Kpi, Reading
from waymark.domain.value import Value, parse_value
from waymark.services.reporting import polarity_of

UP, DOWN, LEVEL = "▲", "▼", "＝"


@dataclass(frozen=True, slots=True)
class Travel:
    """A direction in a word (blank: fewer than two figures that can be compared), its sign, and one sentence why."""

    word: str = ""
    sign: str = ""
    why: str = ""


def latest_readings(plan: Plan, kpi: Kpi, period: Period, count: int) -> tuple[Reading, ...]:
    """The last readings for periods that had ended with the month reported on, oldest first."""
    dated = [reading for reading in plan.readings.where("kpi_id", kpi.id) if reading.period]
    ended = [reading for reading in dated if _period(reading.period).last_day <= period.last_day]
    return tuple(sorted(ended, key=lambda reading: _period(reading.period))[-count:])


def latest_figures(plan: Plan, kpi: Kpi, period: Period, count: int) -> tuple[float | None, ...]:
    """Their figures; None where a reading reports none."""
    figures = (_value(reading.value).figure for reading in latest_readings(plan, kpi, period, count))
    return tuple(None if figure is None else float(figure) for figure in figures)


def travel(plan: Plan, kpi: Kpi, period: Period) -> Travel:
    """How the last figure reported by that month compares with the one before it, by the KPI's polarity."""
    readings = latest_readings(plan, kpi, period, 24)
    found = [(reading, value) for reading in readings if (value := _value(reading.value)).figure is not None]
    if len(found) < 2 or found[-1][1].unit != found[-2][1].unit:
        return Travel()
    (earlier, one), (later, other) = found[-2:]
    before, after = one.figure or Decimal(0), other.figure or Decimal(0)
    movement = polarity_of(kpi).movement(before, after)
    sign = LEVEL if before == after else UP if after > before else DOWN
    word = _WORDS.get(movement) or ("higher" if after > before else "lower")
    why = f"From {earlier.value} for {_label(earlier)} to {later.value} for {_label(later)}."
    return Travel(word, sign, why)


_WORDS = {Movement.better: "better", Movement.worse: "worse", Movement.same: "no change"}


def _label(reading: Reading) -> str:
    return _period(reading.period).label


# Grids ask for the same few periods and texts again with every row that they draw.
@lru_cache(maxsize=4096)
def _period(key: str) -> Period:
    return period_from_key(key)


@lru_cache(maxsize=16384)
def _value(text: str) -> Value:
    return parse_value(text)
