"""A KPI's readings in the order of time, as a chart draws them and words say them: figures, gaps, targets, breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from waymark.domain.day import MONTHS, parse_month_name
from waymark.domain.errors import NotUnderstood
from waymark.domain.frequency import Frequency, period_kind
from waymark.domain.period import Period, PeriodKind, numbered_period, parse_period, period_containing, period_from_key
from waymark.domain.plan import Plan
from waymark.domain.polarity import Polarity
from waymark.domain.rows import Definition, Kpi, Reading, Target
from waymark.domain.value import Value, ValueState, parse_value
from waymark.services.measures import is_average, is_cumulative, own_period_by
from waymark.services.overview import NOT_RATED, latest_rating
from waymark.services.ratings import Rated, rated
from waymark.services.reporting import calendar_of, own_period, polarity_of, reading_in, target_in_force


class Mark(Enum):
    """How sure a point is; the values are the words for people, blank for a plain figure."""

    plain = ""
    qualified = "with a qualifier"
    provisional = "provisional"
    doubtful = "doubtful"


@dataclass(frozen=True, slots=True)
class Goal:
    """A target as a chart draws it: its lines, and from where to where figures are good (None: without an end).

    `words` names the good side; it is blank, and `good` is None, where neither target nor polarity settles one.
    """

    lines: tuple[Decimal, ...] = ()
    good: tuple[Decimal | None, Decimal | None] | None = None
    words: str = ""


NO_GOAL = Goal()


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the chart: a figure, or a gap with the reason why there is none.

    `reading` and `target` are as typed. `joined` says whether a line leads here from the point before. `new_definition`
    is what the KPI counts from here on, `doubt` why the figure may not mean what it seems to.
    """

    label: str
    period: Period | None
    reading: str
    value: Value
    figure: Decimal | None
    gap: str
    target: str
    goal: Goal
    rated: Rated
    new_definition: str = ""
    doubt: str = ""
    joined: bool = False

    @property
    def mark(self) -> Mark:
        """How sure the figure is."""
        if self.doubt:
            return Mark.doubtful
        if self.value.state is ValueState.provisional:
            return Mark.provisional
        return Mark.qualified if self.value.qualifiers else Mark.plain

    @property
    def rating(self) -> str:
        """Its rating in a word."""
        return self.rated.word or NOT_RATED

    @property
    def notes(self) -> str:
        """What is to be said of it beside its figure, target and rating."""
        meaning = self.value.words if self.figure is not None and self.value.words != self.reading.strip() else ""
        new = f"A new definition begins here: {self.new_definition}" if self.new_definition else ""
        return " ".join(
            _sentence(part) for part in (self.gap if self.reading else "", meaning, self.doubt, new) if part
        )

    @property
    def words(self) -> str:
        """All of it, a sentence a line."""
        head = f"{self.label}: {self.reading.strip() or self.gap}"
        target = f"Target {self.target}" if self.target else "No target"
        why = f"{self.rating}: {self.rated.why}" if self.rated.why else self.rating
        return "\n".join(_sentence(part) for part in (head, self.notes, target, why) if part)


@dataclass(frozen=True, slots=True)
class Series:
    """What is to be drawn of a KPI up to a period, with what has to be said about all of it.

    `unit` is that of every figure (blank: a number); `good` names the good side, `remarks` are sentences.
    """

    title: str
    unit: str
    polarity: Polarity
    good: str
    remarks: tuple[str, ...]
    points: tuple[Point, ...]

    @property
    def breaks(self) -> tuple[str, ...]:
        """What the KPI counts from where on, a sentence for each new definition."""
        found = ((point.label, point.new_definition) for point in self.points)
        return tuple(_sentence(f"From {label} on: {text}") for label, text in found if text)

    @property
    def words(self) -> str:
        """The figures in sentences, for who cannot see the chart."""
        if not self.points:
            return f"{self.title}. No readings."
        readings = ", ".join(f"{point.label} {point.reading.strip() or point.gap}" for point in self.points)
        targets = dict.fromkeys(point.target for point in self.points if point.target)
        target = f"Target {', then '.join(targets)}" if targets else "No target"
        return " ".join(
            map(_sentence, (self.title, readings, target, *self.breaks, *filter(None, (self.good, *self.remarks))))
        )


def kpi_series(plan: Plan, kpi: Kpi, period: Period) -> Series:
    """The KPI's series from its first reading to that month, by its own calendar.

    Readings whose periods name no year stand in the order in which months follow each other, if there are no others.
    """
    places = _dated(plan, kpi, period) or _undated(plan, kpi)
    unit, denominator = _units([parse_value(text) for _, _, text in places])
    points = [_point(plan, kpi, place, period, unit) for place in places]
    points = _joined(kpi, _with_definitions(plan, kpi, _with_doubts(kpi, points)))
    sides = dict.fromkeys(point.goal.words for point in points if point.goal.words)
    good = " ".join(sides) or _sentence(polarity_of(kpi).words.capitalize())
    shown_unit = f"of {denominator}" if denominator else unit or kpi.unit
    remarks = tuple(_remarks(plan, kpi, points))
    return Series(f"{kpi.ref} {kpi.title}".strip(), shown_unit, polarity_of(kpi), good, remarks, tuple(points))


def undated_labels(readings: Iterable[Reading]) -> tuple[str, ...]:
    """The periods, as typed, that name no year, in the order of months."""
    return in_order_of_months(each.period_typed for each in readings if not each.period and each.period_typed)


def in_order_of_months(labels: Iterable[str]) -> tuple[str, ...]:
    """Months of no stated year as they follow each other, from after the longest stretch without any; the rest last.

    September to April begins with September (S09), a whole year with April.
    """
    numbers = {label: parse_month_name(label) for label in dict.fromkeys(labels)}
    from_april = sorted({(number - 4) % 12 for number in numbers.values() if number})
    before = zip([*from_april[-1:], *from_april[:-1]], from_april, strict=True)
    stretches = {month: (month - previous) % 12 or 12 for previous, month in before}
    first = max(stretches, key=lambda month: (stretches[month], -month), default=0)
    return tuple(sorted(numbers, key=lambda label: ((numbers[label] or 0) - 4 - first) % 12 if numbers[label] else 12))


_Place = tuple[str, Period | None, str]
"""Label, period (None where the label names no year) and reading as typed (blank: none)."""


def _dated(plan: Plan, kpi: Kpi, last: Period) -> list[_Place]:
    """From the first reading on, of the months in whose columns the KPI's readings belong."""
    read = [period_from_key(reading.period) for reading in _readings(plan, kpi) if reading.period]
    places: list[_Place] = []
    month = min(read).month_column if read else last.next()
    while month <= last.month_column:
        reading = reading_in(plan, kpi, month)
        period = period_from_key(reading.period) if reading else own_period(kpi, month)
        if period:
            places.append((period.label, period, reading.value if reading else ""))
        month = month.next()
    return places


def _undated(plan: Plan, kpi: Kpi) -> list[_Place]:
    readings = _readings(plan, kpi)
    typed = {reading.period_typed: reading.value for reading in readings if not reading.period}
    return [(label, None, typed[label]) for label in undated_labels(readings)]


def _readings(plan: Plan, kpi: Kpi) -> tuple[Reading, ...]:
    return plan.readings.where("kpi_id", kpi.id)


def _units(values: Sequence[Value]) -> tuple[str, str]:
    """The unit in which most figures are, and the number they all are out of, if it is one (B29)."""
    figures = [value for value in values if value.figure is not None]
    units = Counter(value.unit for value in figures)
    denominators = {value.denominator if not value.unit else None for value in figures}
    denominator = denominators.pop() if len(denominators) == 1 else None
    return (units.most_common(1)[0][0] if units else "", f"{denominator:f}" if denominator is not None else "")


def _point(plan: Plan, kpi: Kpi, place: _Place, reported: Period, unit: str) -> Point:
    label, period, reading = place
    value = parse_value(reading)
    gap = _gap(value, unit)
    target = _target(plan, kpi, period or reported)
    return Point(
        label=label,
        period=period,
        reading=reading,
        value=value,
        figure=None if gap else value.figure,
        gap=gap,
        target=" by ".join(filter(None, (target.value, target.by))) if target else "",
        goal=_goal(parse_value(target.value), unit, polarity_of(kpi)) if target else NO_GOAL,
        rated=_rating(plan, kpi, period, reported),
    )


def _rating(plan: Plan, kpi: Kpi, period: Period | None, reported: Period) -> Rated:
    """The rating that pages show beside the figure: what is stated for November stands at the quarter before."""
    if period is None:
        return Rated("", None, False, "Its period names no year.")
    if period == own_period_by(kpi, reported):
        return latest_rating(plan, kpi, reported)
    return rated(plan, kpi, period.month_column)


def _gap(value: Value, unit: str) -> str:
    """Why there is no figure to draw; blank where there is one."""
    if value.figure is None:
        return _NO_FIGURE.get(value.state, f"no figure: {value.state.value}")
    if not _alike(value.unit, unit):
        return f"not drawn: its unit is not that of the others ({unit or 'a number'})"
    return ""


_NO_FIGURE: Mapping[ValueState, str] = {
    ValueState.blank: "no reading",
    ValueState.text: "no figure",
    ValueState.bound: "no figure but a bound",
    ValueState.range: "no figure but a range",
}


def _alike(one: str, other: str) -> bool:
    """Whether figures in these units can stand on one axis; a bare number may be days but never a percentage."""
    return one == other or ("%" not in (one, other) and "" in (one, other))


def _target(plan: Plan, kpi: Kpi, period: Period) -> Target | None:
    """The target in force; one that is said not to apply (C15: `NA`), or is blank, is none."""
    target = target_in_force(plan, kpi, period)
    if target is None or parse_value(target.value).state in (ValueState.not_applicable, ValueState.blank):
        return None
    return target


_SIDES = {
    "<": "Below the target line is good.",
    "<=": "At or below the target line is good.",
    ">": "Above the target line is good.",
    ">=": "At or above the target line is good.",
}
_COMPARISONS = {Polarity.higher: ">=", Polarity.lower: "<="}


def _goal(target: Value, unit: str, polarity: Polarity) -> Goal:
    if not _alike(target.unit, unit):
        return NO_GOAL
    if target.low is not None and target.high is not None:
        return Goal((target.low, target.high), (target.low, target.high), "Between the two target lines is good.")
    if target.number is None:
        return NO_GOAL
    comparison = target.comparison or _COMPARISONS.get(polarity, "")
    if not comparison:
        return Goal((target.number,))
    good = (None, target.number) if comparison.startswith("<") else (target.number, None)
    return Goal((target.number,), good, _SIDES[comparison])


def _with_doubts(kpi: Kpi, points: Sequence[Point]) -> list[Point]:
    """Noughts among the figures of an average, of which nobody knows whether there was anything to average (C23)."""
    if not is_average(kpi) or not any(point.figure for point in points):
        return [*points]
    return [_doubted(point) if point.figure == 0 else point for point in points]


def _doubted(point: Point) -> Point:
    """What only a target says of a doubtful figure is not a rating; what a person stated stays."""
    doubt = f"An average of {point.reading.strip()} may mean that there was nothing to average"
    rating = point.rated if point.rated.stated else Rated("", None, False, "")
    return replace(point, doubt=doubt, rated=rating)


def _with_definitions(plan: Plan, kpi: Kpi, points: Sequence[Point]) -> list[Point]:
    """Each definition after the first figure, noted at the first point for which it holds."""
    notes: dict[int, list[str]] = {}
    for definition in plan.definitions.where("kpi_id", kpi.id):
        begins = _begins(definition)
        held = (place for place, each in enumerate(points) if begins and each.period and _holds(begins, each.period))
        if place := next(held, 0):
            notes.setdefault(place, []).append(definition.text)
    return [replace(each, new_definition=" ".join(notes.get(place, ()))) for place, each in enumerate(points)]


def _begins(definition: Definition) -> Period | None:
    try:
        return parse_period(definition.from_period)
    except NotUnderstood:
        return None


def _holds(begins: Period, period: Period) -> bool:
    return period.last_day >= begins.first_day


def _joined(kpi: Kpi, points: Sequence[Point]) -> list[Point]:
    """The points, saying to which a line leads: never over a gap, a doubt, a new definition or a new count."""
    if not points:
        return []
    rest = (replace(after, joined=_is_joined(kpi, before, after)) for before, after in pairwise(points))
    return [points[0], *rest]


def _is_joined(kpi: Kpi, before: Point, after: Point) -> bool:
    if before.figure is None or after.figure is None or after.new_definition:
        return False
    return not (before.doubt or after.doubt) and not (is_cumulative(kpi) and _year(kpi, before) != _year(kpi, after))


def _year(kpi: Kpi, point: Point) -> Period | None:
    return period_containing(_year_kind(kpi), point.period.last_day) if point.period else None


def _year_kind(kpi: Kpi) -> PeriodKind:
    return period_kind(Frequency.annual, calendar_of(kpi))


def _remarks(plan: Plan, kpi: Kpi, points: Sequence[Point]) -> Iterator[str]:
    if is_cumulative(kpi):
        month = MONTHS[numbered_period(_year_kind(kpi), 2000).first_day.month - 1]
        yield f"Year to date: each figure counts from the start of {month}, and the line begins anew every year."
    elif kpi.basis not in ("", "period"):
        yield f"Each figure is for: {kpi.basis}."
    if points and points[0].period is None:
        yield "The periods name no year; they stand as the months follow each other."
    elif undated := undated_labels(_readings(plan, kpi)):
        yield f"Not drawn, because their periods name no year: {', '.join(undated)}."
    if gaps := sum(point.figure is None for point in points):
        yield f"{gaps} of {len(points)} periods have no figure; they are left open."


def _sentence(words: str) -> str:
    """The words with a full stop, if they end in none."""
    return words if not words or words.endswith((".", "!", "?", "…")) else f"{words}."
