"""Targets that ask for nothing, that ask for less than there was, or that no figure can be held against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from waymark.domain.day import find_day
from waymark.domain.errors import NotUnderstood
from waymark.domain.polarity import Movement, Polarity
from waymark.domain.rows import Action, Comparator, Kpi, Reading, Target
from waymark.domain.text import parse_text, quoted
from waymark.domain.value import Value, ValueState, format_number
from waymark.services.checks.dated import due_of
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.measured import (
    comparators,
    figures,
    is_outturn,
    likely_polarity,
    outturn,
    period_named,
    same_unit,
    target_of,
)
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check
from waymark.services.meanings import period_of, rule_of, value_of
from waymark.services.ratings import is_met, kpi_words
from waymark.services.reporting import polarity_of

TARGETS = Family.targets
JUDGED = (Polarity.higher, Polarity.lower)
_SHARE_FIRST = re.compile(r"(?P<share>\d{1,3}(?:\.\d+)? ?%) (?:of )?\w+")


@check(
    TARGETS,
    Severity.warning,
    Kpi,
    reads="targets comparators rating_schemes ratings",
    suggests="Say which way is better, or that neither is.",
    example="KPI 13 has a target and no polarity; perhaps lower is better, since its target, 40%, is below 50%.",
)
def polarity_unstated(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A KPI has a target or a rule and does not say which way is better, so that no trend can be judged."""
    if kpi.polarity.strip():
        return
    target = target_of(look.plan, kpi, look.period)
    ruled = bool(rule_of(kpi.rule, kpi_words(look.plan)).bands)
    if target or ruled:
        has = " and ".join(filter(None, ("a target" if target else "", "a rule" if ruled else "")))
        likely, why = likely_polarity(look.plan, kpi, target)
        perhaps = f"; perhaps {likely.words}, {why}" if why else ""
        about = (kpi.rule, target.value if target else "", likely.value)
        yield Note(f"{thing(look, kpi)} has {has} and no polarity{perhaps}.", "polarity", about)


@check(
    TARGETS,
    Severity.warning,
    Kpi,
    reads="targets readings comparators rating_schemes ratings",
    suggests="Agree a new target, or accept that this one is to be held.",
    example="KPI 18a has met its target, 16% by Sep 2018, already: 14% for Q2 2017-18.",
)
def target_met(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A target is met before it is due, so that it asks for nothing more.

    A KPI with a rating rule is left out: its target is a line to stay above.
    """
    target = None if kpi.rule.strip() else target_of(look.plan, kpi, look.period)
    if target is None or _is_past(target, look.period.last_day):
        return
    latest = _latest(look, kpi)
    if latest and is_met(latest[1], value_of(target.value), likely_polarity(look.plan, kpi, target)[0]):
        by = f" by {due_of(target.by).words}" if target.by.strip() else ""
        when = period_of(latest[0].period).label
        sentence = f"has met its target, {target.value}{by}, already: {latest[0].value} for {when}."
        yield Note(f"{thing(look, kpi)} {sentence}", "target", (target.value, latest[0].value))


@check(
    TARGETS,
    Severity.warning,
    Kpi,
    reads="targets comparators rating_schemes ratings",
    suggests="Agree a target that asks for more, or say why holding it is enough.",
    example="KPI 16 has the target 4 / 7, and its outturn was 4: no improvement is asked for.",
)
def target_unimproved(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A target is no better than what the KPI had before."""
    target, before = target_of(look.plan, kpi, look.period), outturn(look.plan, kpi)
    if target is None or before is None:
        return
    value, was = value_of(target.value), value_of(before.value)
    if _is_utmost(value) or not _comparable(value, was):
        return
    if _movement(polarity_of(kpi), was, value) in (Movement.same, Movement.worse):
        sentence = (
            f"has the target {target.value}, and its {before.who} was {before.value}: no improvement is asked for."
        )
        yield Note(f"{thing(look, kpi)} {sentence}", "target", (target.value, before.value))


@check(
    TARGETS,
    Severity.warning,
    Kpi,
    reads="targets comparators rating_schemes ratings",
    suggests="See whether the plan should ask for more than others have.",
    example="KPI 14 has the target 7%, worse than the statistical neighbours' 6%.",
)
def target_against_others(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A target asks for no more than what others, statistical neighbours or England, had already."""
    target = target_of(look.plan, kpi, look.period)
    polarity = likely_polarity(look.plan, kpi, target)[0]
    if target is None or polarity not in JUDGED or _is_utmost(value_of(target.value)):
        return
    value = value_of(target.value)
    others = [each for each in comparators(look.plan, kpi) if not is_outturn(each)]
    ways = {
        each: _movement(polarity, theirs, value)
        for each in others
        if _comparable(theirs := value_of(each.value), value)
    }
    better = [each for each in ways if ways[each] is Movement.worse]
    if level := better or [each for each in ways if ways[each] is Movement.same]:
        named = " and ".join(f"{_amount(each)} ({each.who}, {each.period})" for each in level)
        sentence = f"has the target {target.value}, {'worse' if better else 'no better'} than {named}."
        about = (target.value, *(each.value for each in level))
        yield Note(f"{thing(look, kpi)} {sentence}", "target", about)


@check(
    TARGETS,
    Severity.warning,
    Kpi,
    reads="targets",
    suggests="See whether the targets are in the right order.",
    example="KPI LAC 20 has the target 73% from Apr 2018, easier than 75% before.",
)
def target_eased(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A later target asks for less than an earlier one."""
    if polarity_of(kpi) not in JUDGED:
        return
    targets = sorted(look.plan.targets.where("kpi_id", kpi.id), key=_place_in_time)
    for before, after in pairwise(targets):
        one, other = value_of(before.value), value_of(after.value)
        if _comparable(one, other) and _movement(polarity_of(kpi), one, other) is Movement.worse:
            sentence = f"has the target {after.value}{_when(after)}, easier than {before.value}{_when(before)}."
            yield Note(f"{thing(look, kpi)} {sentence}", "target", (before.value, after.value))


@check(
    TARGETS,
    Severity.warning,
    Kpi,
    reads="targets readings",
    suggests="Set the target in the unit in which the figure is reported.",
    example="KPI 8 has the target 16 and reports 78.5%: the two cannot be compared.",
)
def target_unit(look: Look, kpi: Kpi) -> Iterator[Note]:
    """Target and figure are in different units, so that nobody can say whether it is met. Rules are looked at apart."""
    target = None if kpi.rule.strip() else target_of(look.plan, kpi, look.period)
    latest = _latest(look, kpi) if target else None
    if target is None or latest is None:
        return
    value = value_of(target.value)
    shares = value.denominator is not None or latest[1].denominator is not None
    if value.state is not ValueState.text and not shares and not same_unit(value, latest[1]):
        sentence = f"has the target {target.value} and reports {latest[0].value}: the two cannot be compared."
        yield Note(f"{thing(look, kpi)} {sentence}", "target", (target.value, latest[0].value))


@check(
    TARGETS,
    Severity.warning,
    Kpi,
    reads="targets",
    suggests="Give a figure such as “85%”, “under 10%” or “12 – 15”, and keep words for the note.",
    example="KPI 12 has the target “System reports show 100%”, which is no figure.",
)
def target_unread(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A target in words, or one that may be a date, cannot be held against any figure."""
    for target in look.plan.targets.where("kpi_id", kpi.id):
        if value_of(target.value).state is ValueState.text:
            what = "which may be a date or a figure" if _may_be_date(target.value) else "which is no figure"
            yield Note(f"{thing(look, kpi)} has the target {quoted(target.value)}, {what}.", "target", (target.value,))


@check(
    TARGETS,
    Severity.warning,
    Kpi,
    reads="targets",
    suggests="Choose “within a range” for the polarity, or give one figure.",
    example="KPI W 2 has the target 12 – 15 from Apr 2018, a range, and its polarity says that lower is better.",
)
def target_range(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A target with two ends stands beside a polarity that knows only one: what is beyond it is good and misses it."""
    polarity = polarity_of(kpi)
    if polarity not in JUDGED:
        return
    for target in look.plan.targets.where("kpi_id", kpi.id):
        if value_of(target.value).state is ValueState.range:
            sentence = (
                f"has the target {target.value}{_when(target)}, a range, and its polarity says that {polarity.words}."
            )
            yield Note(f"{thing(look, kpi)} {sentence}", "target", (target.value, kpi.polarity))


@check(
    TARGETS,
    Severity.note,
    Kpi,
    Action,
    reads="targets",
    suggests="Call the measure by what it counts, and enter the figure as its target.",
    example="Action 5.1.3 has a target within a measure's name: “100% of new staff have a mentor”.",
)
def target_in_name(look: Look, row: Kpi | Action) -> Iterator[Note]:
    """A figure to be reached stands in the name of a measure, where nothing is held against it."""
    if isinstance(row, Action):
        named = [each.plain for each in parse_text(row.success_measures) if _SHARE_FIRST.match(each.plain)]
        if named:
            sentence = f"has a target within a measure's name: {', '.join(map(quoted, named))}."
            yield Note(f"{thing(look, row)} {sentence}", "success_measures", tuple(named))
    elif (match := _SHARE_FIRST.match(row.title)) and not target_of(look.plan, row, look.period):
        sentence = f"{thing(look, row)} names {match['share']} in {quoted(row.title)} and has no target."
        yield Note(sentence, "title", (row.title,))


def _latest(look: Look, kpi: Kpi) -> tuple[Reading, Value] | None:
    return next(reversed(figures(look.plan, kpi, look.period)), None)


def _comparable(one: Value, other: Value) -> bool:
    return one.number is not None and other.number is not None and same_unit(one, other)


def _movement(polarity: Polarity, before: Value, after: Value) -> Movement:
    """What going from one to the other means; both have numbers."""
    assert before.number is not None
    assert after.number is not None
    return polarity.movement(before.number, after.number)


def _amount(comparator: Comparator) -> str:
    """Its figure without the notes beside it."""
    value = value_of(comparator.value)
    return format_number(value.number, value.unit, value.decimals) if value.number is not None else comparator.value


def _is_utmost(value: Value) -> bool:
    """Whether nothing better can be asked for."""
    return value.number == 0 or (value.unit == "%" and value.number == 100)


def _is_past(target: Target, day: date) -> bool:
    last = due_of(target.by).last_day
    return last is not None and last <= day


def _place_in_time(target: Target) -> tuple[date, date, str]:
    begins = period_named(target.from_period)
    return (begins.first_day if begins else date.min), (due_of(target.by).last_day or date.max), target.id


def _when(target: Target) -> str:
    begins = period_named(target.from_period)
    if begins:
        return f" from {begins.label}"
    return f" by {due_of(target.by).words}" if due_of(target.by).last_day else ""


def _may_be_date(text: str) -> bool:
    try:
        return find_day(text) is not None or period_named(text) is not None
    except NotUnderstood:
        return False
