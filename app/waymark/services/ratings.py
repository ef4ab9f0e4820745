"""What a thing is rated for a period: as somebody stated, else by its KPI's rule, else by whether its target is met."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from waymark.domain.bands import Band
from waymark.domain.frequency import Frequency
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.polarity import Polarity
from waymark.domain.rating import TARGET_MET, TARGET_NOT_MET, Rule, rate_value
from waymark.domain.rows import Judgement, Kpi, Rating, Row, Target
from waymark.domain.rule_faults import FaultKind
from waymark.domain.value import Value, ValueState
from waymark.services.meanings import faults_of, rule_of, target_rule, value_of
from waymark.services.measures import is_average, is_cumulative, only_grows, own_period_by, year_of
from waymark.services.reporting import (
    frequency_of,
    named_period,
    own_period,
    polarity_of,
    reading_in,
    stands_in,
    target_in_force,
)
from waymark.services.schemes import best_first, find_rating, scheme_for
from waymark.services.travel import Travel, travel

MET, NOT_MET = TARGET_MET, TARGET_NOT_MET
UNDEFINED = "Undefined"


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


@dataclass(frozen=True, slots=True)
class Computed:
    """What a KPI's own rule, or its target, makes of a figure; never a person's word.

    `word` is blank where there is nothing to rate, or no telling; `rating` is the scheme's, and None where the word is
    only that the target is met or not (B33). `undefined`: there is a rule and a figure, and the one does not settle the
    other. `band` is the one that holds the figure.
    """

    word: str
    rating: Rating | None
    band: Band | None
    undefined: bool
    why: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that is to be said of a KPI's rating for a period: what stands, what is computed, and what was before.

    `period` is the one whose figure is rated, `previous` the rating for `previous_period`, the one before it by the
    KPI's own calendar.
    """

    period: Period
    stands: Rated
    computed: Computed
    target: Target | None
    previous: Rated
    previous_period: Period
    travel: Travel
    why: str

    @property
    def differs(self) -> bool:
        """Whether a person has stated another rating than the computed one."""
        return self.stands.stated and self.computed.rating is not None and self.stands.word != self.computed.word


def rated(plan: Plan, subject: Row, period: Period) -> Rated:
    """The rating of an action, KPI or recommendation for a period.

    What is stated counts, for the month or a longer period that ends in it. A KPI of which nothing is stated is rated
    by its rule, else by its target. Last comes what was stated for no period that can be understood.
    """
    ending = _stated(plan, subject, period)
    dated = [each for each in ending if named_period(each.period)]
    if dated:
        exact = judgement_in(plan, subject, period)
        return _as_stated(plan, exact if exact and exact in dated else dated[-1])
    found = computed(plan, subject, period) if isinstance(subject, Kpi) else None
    if ending and not (found and found.word):
        return _as_stated(plan, ending[-1])
    if found:
        return Rated(UNDEFINED if found.undefined else found.word, found.rating, False, found.why)
    return Rated("", None, False, f"Not rated for {period.label}.")


def computed(plan: Plan, kpi: Kpi, period: Period) -> Computed:
    """What a KPI's figure for a period is by its rule, else by its target and the tolerance, else by its target."""
    rule = rule_of(kpi.rule, kpi_words(plan))
    value = _value(plan, kpi, period)
    if value.figure is None:
        return _unrated(rule, _no_figure(kpi, value, period))
    if value.figure == 0 and is_average(kpi):
        why = f"An average of {value.typed.strip()} may mean that there was nothing to average, which is no result."
        return _unrated(rule, why, undefined=True)
    if rule.bands or rule.unread:
        return _by_rule(plan, kpi, period, rule, value)
    return _by_target(plan, kpi, period, rule, value)


def rate(plan: Plan, kpi: Kpi, period: Period) -> Assessment:
    """A KPI's rating for a period with all that explains it; what is read by quarter is rated by its last one (B31)."""
    latest = figure_period(plan, kpi, period)
    month = latest.month_column
    found = computed(plan, kpi, month)
    stands = rated(plan, kpi, period)
    stands = stands if stands.stated else rated(plan, kpi, month)
    earlier = previous_period(plan, kpi, period)
    when = f" for {latest.label}" if month != period.month_column else ""
    return Assessment(
        period=latest,
        stands=stands,
        computed=found,
        target=target_in_force(plan, kpi, month),
        previous=rated(plan, kpi, earlier.month_column),
        previous_period=earlier,
        travel=travel(plan, kpi, period),
        why=_why(stands, found, when, _against_target(plan, kpi, month, found.rule)),
    )


def figure_period(plan: Plan, kpi: Kpi, period: Period) -> Period:
    """The period whose figure counts in a month: the KPI's own that ends there, else its last, if none was read."""
    own = own_period_by(kpi, period)
    return period if own.month_column != period.month_column and reading_in(plan, kpi, period) else own


def previous_period(plan: Plan, kpi: Kpi, period: Period) -> Period:
    """The period before the one whose figure counts, by the KPI's own calendar: the quarter before, the year before.

    What is read every two months has its last one where there is a reading.
    """
    ended = own_period_by(kpi, period)
    earlier = ended.previous() if figure_period(plan, kpi, period) == ended else ended
    every_second = frequency_of(kpi) is Frequency.every_two_months
    return earlier.previous() if every_second and reading_in(plan, kpi, earlier) is None else earlier


def kpi_words(plan: Plan) -> tuple[str, ...]:
    """The words in which KPIs are rated, best first; without a scheme for them they are Green, Amber and Red."""
    return best_first(plan, "kpi") or best_first(None, "kpi")


def figure_as_read(kpi: Kpi, typed: str) -> Value:
    """What a reading says; a bare number of a KPI whose unit is the percentage is one."""
    value = value_of(typed)
    bare = value.figure is not None and not value.unit and value.denominator is None
    return replace(value, unit="%") if bare and value_of(f"1 {kpi.unit}").unit == "%" else value


def judgement_in(plan: Plan, subject: Row, period: Period) -> Judgement | None:
    """What was last stated of a thing for a period; of a KPI, else for the period of its own that ends in it."""
    stated = plan.judgements.where("subject_id", subject.id)
    longer = own_period(subject, period) if stated and isinstance(subject, Kpi) else None
    for wanted in filter(None, (period, longer)):
        if found := [each for each in stated if each.period == wanted.key]:
            return found[-1]
    return None


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


def _stated(plan: Plan, subject: Row, period: Period) -> list[Judgement]:
    """Every rating in words that was stated for the month, for a longer period that ends in it, or for none."""
    stated = plan.judgements.where("subject_id", subject.id)
    return [each for each in stated if each.rating.strip() and stands_in(each.period, period)]


def _as_stated(plan: Plan, judgement: Judgement) -> Rated:
    rating = find_rating(plan, judgement.scheme_id, judgement.rating)
    named = named_period(judgement.period)
    why = judgement.reason or (f"Stated for {named.label}." if named else "Stated for no period in particular.")
    return Rated(rating.word if rating else judgement.rating, rating, True, why, undated=named is None)


def _value(plan: Plan, kpi: Kpi, period: Period) -> Value:
    reading = reading_in(plan, kpi, period)
    return figure_as_read(kpi, reading.value if reading else "")


def _no_figure(kpi: Kpi, value: Value, period: Period) -> str:
    if value.state is ValueState.blank and own_period(kpi, period) is None:
        return f"No period of this KPI, which is {frequency_of(kpi).words}, ends in {period.label}."
    said, label = value.typed.strip(), (own_period(kpi, period) or period).label
    return f"No figure for {label}: “{said}”." if said else f"No figure for {label}."


def _unrated(rule: Rule, why: str, *, undefined: bool = False) -> Computed:
    return Computed("", None, None, undefined, why, rule)


def _by_rule(plan: Plan, kpi: Kpi, period: Period, rule: Rule, value: Value) -> Computed:
    outcome = rate_value(rule, value, kpi.decimals)
    if not outcome.word:
        return _unrated(rule, outcome.why, undefined=outcome.undefined)
    if outcome.band and outcome.band.high is not None and _is_open(kpi, value, period):
        return _unrated(rule, _until_the_year_ends(kpi, value, period))
    scheme = scheme_for(plan, "kpi")
    rating = find_rating(plan, scheme.id, outcome.word) if scheme else None
    why = _sentences(outcome.why, _basis(kpi), *_against_polarity(plan, kpi))
    return Computed(rating.word if rating else outcome.word, rating, outcome.band, False, why, rule)


def _by_target(plan: Plan, kpi: Kpi, period: Period, rule: Rule, value: Value) -> Computed:
    stated = target_in_force(plan, kpi, period)
    typed = stated.value if stated else rule.target.typed if rule.target else ""
    target = value_of(typed)
    if target.state in _NO_TARGET:
        return _unrated(rule, f"No target: “{typed.strip()}”." if typed.strip() else "No target.")
    if rule.tolerance:
        by_target = target_rule(typed, polarity_of(kpi), rule.tolerance, kpi_words(plan))
        if by_target.bands:
            return _by_rule(plan, kpi, period, by_target, value)
    met = is_met(value, target, polarity_of(kpi))
    if met is None:
        return _unrated(rule, _not_comparable(value, target))
    if _is_open(kpi, value, period) and not _is_settled(value, target, polarity_of(kpi), met):
        return _unrated(rule, _until_the_year_ends(kpi, value, period))
    verb = "meets" if met else "does not meet"
    why = _sentences(f"{value.typed.strip()} {verb} the target of {typed}.", _basis(kpi))
    return Computed(MET if met else NOT_MET, None, None, False, why, rule)


def _not_comparable(value: Value, target: Value) -> str:
    if is_met(value, target, Polarity.higher) is None:
        return f"“{target.typed}” cannot be held against “{value.typed}”."
    return f"Nobody has said which way is better, so {value.typed.strip()} is not held against {target.typed.strip()}."


_NO_TARGET = frozenset({ValueState.blank, ValueState.not_applicable})


def _is_open(kpi: Kpi, value: Value, period: Period) -> bool:
    """Whether the figure may yet grow before its year ends (S12): a year's target says nothing of it until then."""
    return only_grows(kpi, value) and year_of(kpi, period).month_column != period.month_column


def _is_settled(value: Value, target: Value, polarity: Polarity, met: bool) -> bool:
    """Whether the answer would be the same for every larger figure."""
    top = target.high if target.high is not None else target.number
    if top is None or value.figure is None or value.figure < top:
        return False
    return is_met(replace(value, number=Decimal("Infinity")), target, polarity) is met


def _until_the_year_ends(kpi: Kpi, value: Value, period: Period) -> str:
    end = year_of(kpi, period).month_column.label
    return f"{value.typed.strip()} is for the year to date and may still grow: it can be rated when {end} is in."


def _basis(kpi: Kpi) -> str:
    """What one figure covers, where it is not its own period (S16)."""
    basis = "year to date" if is_cumulative(kpi) else kpi.basis.strip()
    return "" if basis in ("", "period") else f"Each figure is for: {basis}."


def _against_polarity(plan: Plan, kpi: Kpi) -> list[str]:
    found = faults_of(kpi.rule, kpi_words(plan), kpi.decimals, polarity_of(kpi), "")
    return [fault.sentence for fault in found if fault.kind is FaultKind.polarity]


def _against_target(plan: Plan, kpi: Kpi, period: Period, rule: Rule) -> list[str]:
    """Where the rule says something else than the target in force (C06, C07)."""
    target = target_in_force(plan, kpi, period)
    if not rule.bands or target is None or value_of(target.value).state in _NO_TARGET:
        return []
    found = faults_of(kpi.rule, kpi_words(plan), kpi.decimals, polarity_of(kpi), target.value)
    return [fault.sentence for fault in found if fault.kind in (FaultKind.target, FaultKind.strictness)]


def _why(stands: Rated, found: Computed, when: str, more: list[str]) -> str:
    if not stands.stated:
        return _sentences(found.why, *more)
    verdict = found.word or ("Undefined by the rule" if found.undefined else "Nothing computed")
    if found.rating is not None:
        verdict = "The rule gives the same" if found.word == stands.word else f"The rule gives {found.word}"
    return _sentences(stands.why, f"{verdict}{when}: {found.why}", *more)


def _sentences(*said: str) -> str:
    return " ".join(each if each.endswith((".", "”.", "!", "?")) else f"{each}." for each in said if each)
