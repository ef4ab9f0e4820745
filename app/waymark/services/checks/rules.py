"""Rating rules that contradict themselves, their KPI or its target, and figures that they leave without a rating."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.domain.plan import Table
from waymark.domain.rating import comparable, rate_value
from waymark.domain.rows import Cover, Kpi, Target
from waymark.domain.rule_faults import Fault, FaultKind
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.measured import NO_TARGET, figures, target_of
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check
from waymark.services.meanings import faults_of, period_of, rule_of, value_of
from waymark.services.measures import is_average
from waymark.services.ratings import kpi_words
from waymark.services.reporting import polarity_of

RULES = Family.rules
SELF_CONTRADICTING = frozenset({FaultKind.gap, FaultKind.overlap})


@check(
    RULES,
    Severity.error,
    Kpi,
    reads="rating_schemes ratings",
    suggests="Write a line for each rating, such as “Green: 85% or above”, in the words of the scheme.",
    example="KPI 7: “most of the time” cannot be read, so the rule rates nothing.",
)
def rule_unread(look: Look, kpi: Kpi) -> Iterator[Note]:
    """Part of a rule cannot be read, so that no figure is rated by it."""
    yield from _notes(look, kpi, FaultKind.unread)


@check(
    RULES,
    Severity.error,
    Kpi,
    reads="readings rating_schemes ratings",
    suggests="Have each rating begin where the one before it ends.",
    example="KPI W 1: a figure between 17 and 18.1 has no rating, 18 for one. Say which it has.",
)
def rule_gap(look: Look, kpi: Kpi) -> Iterator[Note]:
    """Between two ratings lie figures, as exact as this KPI's are, that the rule gives none."""
    yield from _notes(look, kpi, FaultKind.gap, decimals=_decimals(look, kpi))


@check(
    RULES,
    Severity.note,
    Kpi,
    reads="readings rating_schemes ratings",
    suggests="Say to how many decimals its figures are rounded, or have each rating begin where the last one ends.",
    example="KPI P1: a figure between 24% and 25% would have no rating. Write “Green below 25%”, or round figures.",
)
def rule_whole_numbers(look: Look, kpi: Kpi) -> Iterator[Note]:
    """The ratings go from one whole number to the next, and nobody has said that figures are rounded to these."""
    if kpi.decimals is not None or not kpi.rule.strip():
        return
    closed = {(fault.low, fault.high) for fault in _faults(look, kpi, FaultKind.gap, decimals=_decimals(look, kpi))}
    more = [each for each in _faults(look, kpi, FaultKind.gap, decimals=None) if (each.low, each.high) not in closed]
    if more:
        yield _note(look, kpi, (more[0].sentence.replace(" has no rating", " would have no rating"),))


@check(
    RULES,
    Severity.error,
    Kpi,
    reads="readings rating_schemes ratings",
    suggests="Have one rating end before the next begins.",
    example="KPI FD 8: a figure of 21% to 22% is both Green and Amber. Say which.",
)
def rule_overlap(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A rule gives some figures two ratings at once."""
    yield from _notes(look, kpi, FaultKind.overlap, decimals=_decimals(look, kpi))


@check(
    RULES,
    Severity.error,
    Kpi,
    reads="rating_schemes ratings",
    suggests="Correct the polarity or the rule.",
    example="KPI QA 1: the polarity says that lower is better, and the rule that higher is better.",
)
def rule_against_polarity(look: Look, kpi: Kpi) -> Iterator[Note]:
    """The rule calls good what the polarity calls bad; one of the two is wrong."""
    notes = _notes(look, kpi, FaultKind.polarity)
    yield from (Note(note.sentence, "rule", (*note.about, kpi.polarity)) for note in notes)


@check(
    RULES,
    Severity.warning,
    Kpi,
    reads="targets readings rating_schemes ratings",
    suggests="Have the best rating begin at the target, or change the target.",
    example="KPI W1 d: the target is 17, and by the rule Green is 16 or below.",
)
def rule_against_target(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A figure may meet its target and not have the best rating, or have that and miss the target."""
    yield from _beside_target(look, kpi, FaultKind.target)


@check(
    RULES,
    Severity.warning,
    Kpi,
    reads="targets readings rating_schemes ratings",
    suggests="Say “or below” in both, or “below” in both.",
    example="KPI CP 10: the target is <10%, and by the rule Green is 10% or below: they differ at 10% itself.",
)
def rule_strictness(look: Look, kpi: Kpi) -> Iterator[Note]:
    """Target and rule name the same number, and one of them counts that number as good and the other does not."""
    yield from _beside_target(look, kpi, FaultKind.strictness)


@check(
    RULES,
    Severity.warning,
    Kpi,
    reads="targets readings rating_schemes ratings",
    suggests="Report what the rule is about, a share with its whole such as “3 of 37”, or change the rule.",
    example="KPI CP 10: the rule is in % of cohort, and 14 is a count: it needs its denominator.",
)
def rule_unit(look: Look, kpi: Kpi) -> Iterator[Note]:
    """The rule is in another unit than the target or the latest figure, so that nothing can be rated by it."""
    yield from _beside_target(look, kpi, FaultKind.unit)
    rule = rule_of(kpi.rule, kpi_words(look.plan))
    latest = figures(look.plan, kpi, look.period)[-1:] if rule.bands else ()
    for reading, value in latest:
        if why := comparable(rule, value)[1]:
            yield _note(look, kpi, (why,), reading.value, kpi.unit)


@check(
    RULES,
    Severity.error,
    Kpi,
    reads="readings rating_schemes ratings",
    suggests="Mend the rule, so that the figure has one rating.",
    example="KPI CL 3a, May 2017: 84.5% lies in no band: Amber is 75% to 84% and Green is 85% or above.",
)
def value_undefined(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A figure that was reported lies where the rule gives no rating, or two."""
    if not _faults(look, kpi, *SELF_CONTRADICTING, decimals=kpi.decimals):
        return
    rule = rule_of(kpi.rule, kpi_words(look.plan))
    for reading, value in figures(look.plan, kpi, look.period) if not rule.unread else ():
        outcome = rate_value(rule, value, kpi.decimals)
        if outcome.undefined and not (value.figure == 0 and is_average(kpi)):
            sentence = f"{thing(look, kpi)}, {period_of(reading.period).label}: {outcome.why}"
            yield Note(sentence, "value", (reading.value, kpi.rule), reading)


@check(
    RULES,
    Severity.note,
    Cover,
    Kpi,
    throughout="kpis targets",
    suggests="Write the rule, or “within 5 of target” for a tolerance, if it is to be rated in colours.",
    example="KPI 7 has a target and no rating rule.",
)
def rule_missing(look: Look, row: Cover | Kpi) -> Iterator[Note]:
    """With a target alone a figure meets it or does not; nothing says when it is nearly met."""
    lacking, ruled = look.plan.kpis.derived(_Rules).told(look.plan.targets)
    if isinstance(row, Kpi):
        if row.id in lacking and len(ruled) > len(lacking):
            yield Note(f"{thing(look, row)} has a target and no rating rule.", "rule", (row.title,))
    elif lacking and len(lacking) >= len(ruled):
        sentence = f"{len(lacking)} {look.plan.cover.kpi_word}s have a target and no rating rule"
        one = f"1 {look.plan.cover.kpi_word} has a target and no rating rule"
        told = f"{one if len(lacking) == 1 else sentence}: nothing says when a figure is near its target."
        yield Note(told, about=(str(len(lacking)),))


class _Rules:
    """The KPIs with a target, by whether they have a rule; it rests on two tables, and is kept."""

    def __init__(self, kpis: Table[Kpi]) -> None:
        self._kpis = kpis
        self._told: tuple[object, frozenset[str], frozenset[str]] = (None, frozenset(), frozenset())

    def told(self, targets: Table[Target]) -> tuple[frozenset[str], frozenset[str]]:
        """Those without a rule and those with one."""
        if self._told[0] is not targets:
            aimed = {each.kpi_id for each in targets.live() if value_of(each.value).state not in NO_TARGET}
            mine = [kpi for kpi in self._kpis.live() if kpi.id in aimed]
            lacking = frozenset(kpi.id for kpi in mine if not kpi.rule.strip())
            self._told = targets, lacking, frozenset(kpi.id for kpi in mine) - lacking
        return self._told[1:]


def _notes(look: Look, kpi: Kpi, *kinds: FaultKind, decimals: int | None = None) -> Iterator[Note]:
    found = _faults(look, kpi, *kinds, decimals=decimals)
    if found:
        yield _note(look, kpi, tuple(fault.sentence for fault in found))


def _beside_target(look: Look, kpi: Kpi, kind: FaultKind) -> Iterator[Note]:
    target = target_of(look.plan, kpi, look.period) if kpi.rule.strip() else None
    if target:
        found = _faults(look, kpi, kind, decimals=_decimals(look, kpi), target=target.value)
        yield from (_note(look, kpi, (fault.sentence,), target.value) for fault in found)


def _faults(
    look: Look, kpi: Kpi, *kinds: FaultKind, decimals: int | None = None, target: str = ""
) -> tuple[Fault, ...]:
    if not kpi.rule.strip():
        return ()
    found = faults_of(kpi.rule, kpi_words(look.plan), decimals, polarity_of(kpi), target)
    return tuple(fault for fault in found if fault.kind in kinds)


def _decimals(look: Look, kpi: Kpi) -> int | None:
    """To how many decimals its figures are rounded or, where nobody says so, how many they have."""
    if kpi.decimals is not None or not kpi.rule.strip():
        return kpi.decimals
    return max((value.decimals for _, value in figures(look.plan, kpi, look.period)), default=0)


def _note(look: Look, kpi: Kpi, sentences: tuple[str, ...], *about: str) -> Note:
    first, *more = sentences
    return Note(" ".join((f"{thing(look, kpi)}: {_begun(first)}", *more)), "rule", (kpi.rule, *about))


def _begun(sentence: str) -> str:
    """A sentence that goes on after a colon; what is quoted stays as it was typed."""
    return sentence[:1].lower() + sentence[1:]
