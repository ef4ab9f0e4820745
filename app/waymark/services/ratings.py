"""What a thing is rated for a period: as somebody stated, or by whether its target is met."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.polarity import Polarity
from waymark.domain.rows import Judgement, Kpi, Rating, Row
from waymark.domain.value import Value, ValueState, parse_value
from waymark.services.reporting import named_period, own_period, polarity_of, reading_in, stands_in, target_in_force
from waymark.services.schemes import find_rating

MET, NOT_MET = "Target met", "Target not met"


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating in words (blank: none), the scheme's rating it is, whether a person stated it, and one sentence why.

    An `undated` one was stated for no period that can be understood.
    """

    word: str
    rating: Rating | None
    stated: bool
    why: str
    undated: bool = False


def rated(plan: Plan, subject: Row, period: Period) -> Rated:
    """The rating of an action, KPI or recommendation for a period.

    What is stated counts, for the month or a longer period that ends in it. A KPI of which nothing is stated is rated
    by its target. Last comes what was stated for no period that can be understood.
    """
    ending, exact = _stated(plan, subject, period), judgement_in(plan, subject, period)
    dated = [each for each in ending if named_period(each.period)]
    if dated:
        return _as_stated(plan, exact if exact and exact in dated else dated[-1])
    by_target = _by_target(plan, subject, period) if isinstance(subject, Kpi) else None
    if ending and not (by_target and by_target.word):
        return _as_stated(plan, ending[-1])
    return by_target or Rated("", None, False, f"Not rated for {period.label}.")


def judgement_in(plan: Plan, subject: Row, period: Period) -> Judgement | None:
    """What was last stated of a thing for a period; of a KPI, else for the period of its own that ends in it."""
    stated = plan.judgements.where("subject_id", subject.id)
    longer = own_period(subject, period) if isinstance(subject, Kpi) else None
    for wanted in filter(None, (period, longer)):
        if found := [each for each in stated if each.period == wanted.key]:
            return found[-1]
    return None


def _stated(plan: Plan, subject: Row, period: Period) -> list[Judgement]:
    """Every rating in words that was stated for the month, for a longer period that ends in it, or for none."""
    stated = plan.judgements.where("subject_id", subject.id)
    return [each for each in stated if each.rating.strip() and stands_in(each.period, period)]


def _as_stated(plan: Plan, judgement: Judgement) -> Rated:
    rating = find_rating(plan, judgement.scheme_id, judgement.rating)
    named = named_period(judgement.period)
    why = judgement.reason or (f"Stated for {named.label}." if named else "Stated for no period in particular.")
    return Rated(rating.word if rating else judgement.rating, rating, True, why, undated=named is None)


def _by_target(plan: Plan, kpi: Kpi, period: Period) -> Rated:
    reading = reading_in(plan, kpi, period)
    value = parse_value(reading.value) if reading else None
    if value is None or value.figure is None:
        return Rated("", None, False, f"No figure for {period.label}.")
    target = target_in_force(plan, kpi, period)
    if target is None:
        return Rated("", None, False, "No target.")
    met = is_met(value, parse_value(target.value), polarity_of(kpi))
    if met is None:
        return Rated("", None, False, f"“{target.value}” cannot be held against “{value.typed}”.")
    verb = "meets" if met else "does not meet"
    return Rated(MET if met else NOT_MET, None, False, f"{value.typed} {verb} the target of {target.value}.")


def is_met(value: Value, target: Value, polarity: Polarity) -> bool | None:
    """Whether a figure meets a target; None where the units differ, or neither target nor polarity settles it."""
    figure = value.figure
    if figure is None or (value.unit == "%") != (target.unit == "%"):
        return None
    if value.unit and target.unit and value.unit != target.unit:
        return None
    if target.state is ValueState.range and target.low is not None and target.high is not None:
        return target.low <= figure <= target.high
    if target.number is None:
        return None
    if target.state is ValueState.bound:
        return _COMPARE[target.comparison](figure, target.number)
    if polarity not in (Polarity.higher, Polarity.lower):
        return None
    return figure >= target.number if polarity is Polarity.higher else figure <= target.number


_COMPARE = {"<": Decimal.__lt__, "<=": Decimal.__le__, ">": Decimal.__gt__, ">=": Decimal.__ge__}
