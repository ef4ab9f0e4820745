"""Which way a KPI is going: its latest figures, and whether the last of them is better or worse than the one before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.polarity import Movement
from waymark.domain.rows import Definition, Kpi, Reading
from waymark.domain.value import Value, format_number
from waymark.services.meanings import period_of, value_of
from waymark.services.measures import is_average, only_grows
from waymark.services.reporting import named_period, polarity_of

UP, DOWN, LEVEL = "▲", "▼", "＝"


@dataclass(frozen=True, slots=True)
class Travel:
    """A direction in a word (blank: fewer than two figures that can be compared), its sign, and one sentence why.

    `difference` says by how much: `4 percentage points lower`; of percentages never in per cent (C53).
    """

    word: str = ""
    sign: str = ""
    why: str = ""
    difference: str = ""

    @property
    def words(self) -> str:
        """The direction and by how much: `worse, 4 percentage points lower`; blank where there is none."""
        if self.word in (*_UNJUDGED, _WORDS[Movement.same]):
            return self.difference or self.word
        return ", ".join(filter(None, (self.word, self.difference)))


def latest_readings(plan: Plan, kpi: Kpi, period: Period, count: int) -> tuple[Reading, ...]:
    """The last readings for periods that had ended with the month reported on, oldest first."""
    dated = plan.readings.derived_where("kpi_id", kpi.id, _dated)
    ended = bisect_right(dated, period.last_day, key=lambda reading: period_of(reading.period).last_day)
    return dated[max(ended - count, 0) : ended]


def latest_figures(plan: Plan, kpi: Kpi, period: Period, count: int) -> tuple[float | None, ...]:
    """Their figures; None where a reading reports none."""
    figures = (value_of(reading.value).figure for reading in latest_readings(plan, kpi, period, count))
    return tuple(None if figure is None else float(figure) for figure in figures)


def travel(plan: Plan, kpi: Kpi, period: Period) -> Travel:
    """How the last figure reported by that month compares with the one before it, by the KPI's polarity.

    No direction is given where the two cannot be compared; then `why` says so.
    """
    readings = latest_readings(plan, kpi, period, 24)
    found = [(reading, value) for reading in readings if (value := value_of(reading.value)).figure is not None]
    if len(found) < 2 or found[-1][1].unit != found[-2][1].unit:
        return Travel()
    (earlier, one), (later, other) = found[-2:]
    why = f"From {earlier.value} for {_label(earlier)} to {later.value} for {_label(later)}."
    if doubt := _doubt(plan, kpi, found[-2:]):
        return Travel(why=f"{why} {doubt}")
    before, after = one.figure or Decimal(0), other.figure or Decimal(0)
    movement = polarity_of(kpi).movement(before, after)
    sign = LEVEL if before == after else UP if after > before else DOWN
    word = _WORDS.get(movement) or ("higher" if after > before else "lower")
    return Travel(word, sign, why, difference_words(one, other))


def difference_words(before: Value, after: Value) -> str:
    """How much larger or smaller a figure is than one in the same unit; blank where it is neither."""
    one, other = before.figure or Decimal(0), after.figure or Decimal(0)
    if one == other:
        return ""
    unit = "percentage points" if after.unit == "%" else after.unit
    amount = format_number(abs(other - one), unit, max(before.decimals, after.decimals))
    return f"{amount} {'higher' if other > one else 'lower'}"


def _doubt(plan: Plan, kpi: Kpi, found: Sequence[tuple[Reading, Value]]) -> str:
    """Why two figures are no better or worse than each other; blank where they may be compared."""
    (earlier, one), (later, other) = found
    if only_grows(kpi, other):
        return "Each counts from the beginning of the year, so that the later is larger whatever happens."
    if is_average(kpi) and 0 in (one.figure, other.figure):
        return "An average of 0 may mean that there was nothing to average."
    if any(_begins_between(definition, earlier, later) for definition in plan.definitions.where("kpi_id", kpi.id)):
        return "They count different things: a new definition begins between them."
    return ""


def _begins_between(definition: Definition, earlier: Reading, later: Reading) -> bool:
    begins = named_period(definition.from_period)
    return begins is not None and (
        period_of(earlier.period).last_day < begins.first_day <= period_of(later.period).last_day
    )


_UNJUDGED = ("higher", "lower")
_WORDS = {Movement.better: "better", Movement.worse: "worse", Movement.same: "no change"}


def _dated(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Those for a period that is known, in its order."""
    return tuple(sorted((each for each in readings if each.period), key=lambda each: period_of(each.period)))


def _label(reading: Reading) -> str:
    return period_of(reading.period).label
