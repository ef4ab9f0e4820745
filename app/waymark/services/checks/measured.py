"""What a KPI is to reach and has reached, as the checks read it, and when things of its kind are rated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from waymark.domain.period import Period
from waymark.domain.plan import Plan, Table
from waymark.domain.polarity import Polarity
from waymark.domain.rows import Comparator, Judgement, Kpi, Reading, Row, Target
from waymark.domain.value import Value, ValueState
from waymark.services.meanings import period_of, rule_of, value_of
from waymark.services.ratings import figure_as_read, kpi_words
from waymark.services.reporting import months_to, named_period, polarity_of, target_in_force

MONTHS_LOOKED_AT = 12
NO_TARGET = frozenset({ValueState.blank, ValueState.not_applicable})


def figures(plan: Plan, kpi: Kpi, period: Period) -> tuple[tuple[Reading, Value], ...]:
    """The figures of the twelve months that end with the reporting period, oldest first."""
    first = months_to(period, MONTHS_LOOKED_AT)[0].first_day
    found = [(period_of(each.period).last_day, each) for each in plan.readings.where("kpi_id", kpi.id) if each.period]
    within = sorted(((day, each.id, each) for day, each in found if first <= day <= period.last_day))
    values = ((each, figure_as_read(kpi, each.value)) for _, _, each in within)
    return tuple((reading, value) for reading, value in values if value.figure is not None)


def target_of(plan: Plan, kpi: Kpi, period: Period) -> Target | None:
    """The target in force; None where it is blank or “n/a”."""
    targets = plan.targets.where("kpi_id", kpi.id)
    is_only = len(targets) == 1 and not targets[0].from_period
    target = targets[0] if is_only else target_in_force(plan, kpi, period) if targets else None
    return target if target and value_of(target.value).state not in NO_TARGET else None


def outturn(plan: Plan, kpi: Kpi) -> Comparator | None:
    """Its own figure of the latest earlier year for which the plan gives one."""
    return next((each for each in comparators(plan, kpi) if is_outturn(each)), None)


def comparators(plan: Plan, kpi: Kpi) -> Iterator[Comparator]:
    """What it may be held against, the latest of each kind that has a figure."""
    latest: dict[str, Comparator] = {}
    for each in sorted(plan.comparators.where("kpi_id", kpi.id), key=_when):
        if value_of(each.value).figure is not None:
            latest[each.who.strip().casefold()] = each
    yield from latest.values()


def is_outturn(comparator: Comparator) -> bool:
    """Whether it is the KPI's own earlier figure and no other council's."""
    return any(word in comparator.who.casefold() for word in ("outturn", "baseline"))


def likely_polarity(plan: Plan, kpi: Kpi, target: Target | None) -> tuple[Polarity, str]:
    """The polarity that is stated, else the one that its rule or its target implies, and how it does."""
    stated = polarity_of(kpi)
    if stated is not Polarity.unstated:
        return stated, ""
    rule = rule_of(kpi.rule, kpi_words(plan))
    if rule.polarity is not Polarity.unstated:
        best = f"{rule.bands[0].word} is {rule.bands[0].words}" if rule.bands else "it is so"
        return rule.polarity, f"since by its rule {best}"
    return _by_target(plan, kpi, target) if target else (stated, "")


@lru_cache(maxsize=4096)
def period_named(text: str) -> Period | None:
    """The period that a text names; None for none."""
    return named_period(text)


def same_unit(one: Value, other: Value) -> bool:
    """Whether two figures can be held against each other."""
    if (one.unit == "%") != (other.unit == "%"):
        return False
    return not (one.unit and other.unit) or one.unit == other.unit


def rated_periods(plan: Plan, kind: type[Row]) -> frozenset[str]:
    """The keys of the periods for which anything of that kind is rated by people."""
    return plan.judgements.derived(_Rated).periods(kind, plan.table(kind))


class _Rated:
    """The periods for which things are rated, by their table; it rests on two tables, and is kept."""

    def __init__(self, judgements: Table[Judgement]) -> None:
        self._stated = [(each.subject_id, each.period) for each in judgements.live() if each.rating.strip()]
        self._known: dict[type[Row], tuple[object, frozenset[str]]] = {}

    def periods(self, kind: type[Row], table: Table[Row]) -> frozenset[str]:
        table_then, found = self._known.get(kind, (None, frozenset()))
        if table_then is not table:
            found = frozenset(period for id, period in self._stated if id in table)
            self._known[kind] = table, found
        return found


def _by_target(plan: Plan, kpi: Kpi, target: Target) -> tuple[Polarity, str]:
    value, before = value_of(target.value), outturn(plan, kpi)
    if value.state is ValueState.range:
        return Polarity.range, f"since its target, {target.value}, is a range"
    if value.state is ValueState.bound:
        lower = value.comparison.startswith("<")
        return (Polarity.lower if lower else Polarity.higher), f"since its target is {target.value}"
    was = value_of(before.value) if before else None
    if before is None or was is None or was.number is None or value.number is None or not same_unit(was, value):
        return Polarity.unstated, ""
    if was.number == value.number:
        return Polarity.unstated, ""
    lower = value.number < was.number
    way = "below" if lower else "above"
    return (Polarity.lower if lower else Polarity.higher), f"since its target, {target.value}, is {way} {before.value}"


def _when(comparator: Comparator) -> tuple[date, str]:
    period = period_named(comparator.period)
    return (period.last_day if period else date.min), comparator.id
