"""A KPI's readings up to a period, as a chart shows them and as words say them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from waymark.domain.frequency import Frequency
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.polarity import Polarity
from waymark.domain.rows import Kpi
from waymark.domain.value import Value, ValueState, parse_value
from waymark.services.reporting import frequency_of, months_to, own_period, polarity_of, reading_in, target_in_force
from waymark.services.series import undated_labels

MONTHS_OF_MONTHLY, MONTHS_OF_OTHERS = 24, 60
FEWEST_READINGS = 2
GOOD_SIDE = {
    ">=": "At or above the line is good.",
    ">": "Above the line is good.",
    "<=": "At or below the line is good.",
    "<": "Below the line is good.",
}
COMPARISONS = {Polarity.higher: ">=", Polarity.lower: "<="}


@dataclass(frozen=True, slots=True)
class Point:
    """A reading and the target that was in force for it, as typed; blank where there is none."""

    label: str
    reading: str
    target: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What a KPI's chart shows. `good` says which side of the target line is good, if there is a line."""

    title: str
    points: tuple[Point, ...]
    unit: str
    good: str

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands below the columns."""
        return tuple(point.label for point in self.points)

    @property
    def readings(self) -> tuple[float | None, ...]:
        """The columns' heights; None where no figure was reported."""
        return tuple(_number(parse_value(point.reading).figure) for point in self.points)

    @property
    def targets(self) -> tuple[float | None, ...]:
        """The target line; None where there is no target in the readings' unit."""
        values = (parse_value(point.target) for point in self.points)
        return tuple(_number(value.number) if _is_percentage(value) == (self.unit == "%") else None for value in values)

    @property
    def last(self) -> Point:
        """The newest point that is a figure; there are at least two."""
        return [point for point, reading in zip(self.points, self.readings, strict=True) if reading is not None][-1]

    @property
    def has_target(self) -> bool:
        """Whether there is a line to draw."""
        return any(target is not None for target in self.targets)

    @property
    def words(self) -> str:
        """The figures in sentences, for who cannot see the chart."""
        readings = ", ".join(f"{point.label} {point.reading or 'no reading'}" for point in self.points)
        targets = list(dict.fromkeys(point.target for point in self.points if point.target))
        target = f"Target {', then '.join(targets)}." if targets else "No target."
        return " ".join(part for part in (f"Column chart. {self.title}. {readings}. {target}", self.good) if part)

    def table(self) -> Iterator[tuple[str | float | None, ...]]:
        """The rows of the sheet that the chart stands on, headings first: label, reading, target if there is one."""
        columns = (("Period", *self.labels), ("Reading", *self.readings), ("Target", *self.targets))
        yield from zip(*(columns if self.has_target else columns[:2]), strict=True)


def kpi_figures(plan: Plan, kpi: Kpi, period: Period) -> Figures | None:
    """What is to be drawn of a KPI up to a period; None where fewer than two readings are figures."""
    points = _dated(plan, kpi, period) or _undated(plan, kpi, period)
    values = [value for point in points if (value := parse_value(point.reading)).figure is not None]
    if len(values) < FEWEST_READINGS:
        return None
    polarity = polarity_of(kpi)
    title = ": ".join(part for part in (kpi_name(kpi), polarity.words) if part)
    figures = Figures(title, tuple(points), "%" if any(map(_is_percentage, values)) else "", "")
    return replace(figures, good=_good_side(figures, polarity) if figures.has_target else "")


def _good_side(figures: Figures, polarity: Polarity) -> str:
    """Which side of the line is good: as the target itself says (`<10%`, C07), else by polarity."""
    targets = [parse_value(point.target) for point in figures.points if point.target]
    return GOOD_SIDE.get(targets[-1].comparison or COMPARISONS.get(polarity, ""), "")


def kpi_name(kpi: Kpi) -> str:
    """The KPI's ref and title."""
    return f"{kpi.ref} {kpi.title}".strip()


def _dated(plan: Plan, kpi: Kpi, period: Period) -> list[Point]:
    """From the first reading on, of the months in whose columns the KPI's readings belong."""
    monthly = frequency_of(kpi) is Frequency.monthly
    found: list[Point] = []
    for month in months_to(period, MONTHS_OF_MONTHLY if monthly else MONTHS_OF_OTHERS):
        reading, own = reading_in(plan, kpi, month), own_period(kpi, month)
        if reading or (own and found):
            found.append(_point(plan, kpi, (own or month), reading.value if reading else ""))
    return found


def _undated(plan: Plan, kpi: Kpi, period: Period) -> list[Point]:
    typed = {reading.period_typed: reading.value for reading in plan.readings.where("kpi_id", kpi.id)}
    labels = undated_labels(plan.readings.where("kpi_id", kpi.id))
    return [Point(label, typed[label], _target(plan, kpi, period)) for label in labels]


def _point(plan: Plan, kpi: Kpi, period: Period, reading: str) -> Point:
    return Point(period.label.partition(" (")[0], reading, _target(plan, kpi, period))


def _target(plan: Plan, kpi: Kpi, period: Period) -> str:
    """The target in force as typed; one that is said not to apply (C15: `NA`) is none."""
    target = target_in_force(plan, kpi, period)
    applies = target and parse_value(target.value).state is not ValueState.not_applicable
    return target.value if target and applies else ""


def _is_percentage(value: Value) -> bool:
    return value.unit == "%"


def _number(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
