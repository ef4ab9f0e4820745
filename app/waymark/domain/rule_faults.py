"""Where a rating rule contradicts itself, its measure's polarity or its target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import combinations
from typing import Literal

from waymark.domain.bands import Span, holes, number_in_words
from waymark.domain.polarity import Polarity
from waymark.domain.rating import Rule, aim, comparable
from waymark.domain.text import quoted
from waymark.domain.value import Value


class FaultKind(StrEnum):
    """What is wrong; the values are the words in files."""

    unread = "unread"
    gap = "gap"
    overlap = "overlap"
    polarity = "polarity"
    target = "target"
    strictness = "strictness"
    unit = "unit"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a rule, in a sentence; a gap or overlap has ends, None where it is open."""

    kind: FaultKind
    sentence: str
    low: Decimal | None = None
    high: Decimal | None = None


# The ends at which the best rating begins and stops being given.
_ENDS: dict[Polarity, tuple[Literal["low", "high"], ...]] = {
    Polarity.higher: ("low",),
    Polarity.lower: ("high",),
    Polarity.range: ("low", "high"),
}


def faults(rule: Rule, *, decimals: int | None, polarity: Polarity, target: Value | None) -> tuple[Fault, ...]:
    """Everything wrong with a rule for a measure of that polarity and target, whose values are rounded to `decimals`.

    Without decimals nothing is rounded, so that bands of whole numbers leave gaps (C05). Of a rule that is half-read
    only that is told: what is missing may fill its gaps.
    """
    if rule.unread:
        return tuple(map(_unread, rule.unread))
    return (
        *_gaps(rule, decimals),
        *_overlaps(rule, decimals),
        *_against_polarity(rule, polarity),
        *(_against_target(rule, decimals, target) if target else ()),
    )


def _unread(piece: str) -> Fault:
    return Fault(FaultKind.unread, f"{quoted(piece)} cannot be read, so the rule rates nothing.")


def _gaps(rule: Rule, decimals: int | None) -> Iterator[Fault]:
    for hole in holes(rule.bands):
        if not hole.is_empty(decimals) and not _is_beyond(hole, rule):
            yield Fault(FaultKind.gap, _gap_sentence(rule, hole, decimals), hole.low, hole.high)


def _is_beyond(hole: Span, rule: Rule) -> bool:
    """Whether it lies below 0, or above 100%, where nobody expects a figure."""
    below = hole.low is None and hole.high == 0 and not hole.high_included
    return below or (rule.unit == "%" and hole.high is None and hole.low == 100 and not hole.low_included)


def _gap_sentence(rule: Rule, hole: Span, decimals: int | None) -> str:
    stated = f"{_where(hole, rule.unit)} has no rating"
    below = next((band for band in rule.bands if band.high == hole.low is not None), None)
    if below is None or hole.low is None or hole.high is None:
        return f"{stated}."
    if hole.high - hole.low <= Decimal(1).scaleb(-rule.decimals):
        closed = replace(below, high=hole.high, high_included=hole.high_included)
        rounding = ", or round figures before they are rated" if hole.is_empty(rule.decimals) else ""
        return f"{stated}. Write {quoted(f'{closed.word} {closed.words}')}{rounding}."
    example = hole.lowest(rule.decimals if decimals is None else decimals)
    named = f", {number_in_words(example, rule.unit)} for one" if example is not None else ""
    return f"{stated}{named}. Say which it has."


def _where(span: Span, unit: str) -> str:
    if span.low is None or span.high is None or span.low == span.high:
        joint = " of " if span.low_included and span.high_included else " "
        return f"A figure{joint}{span.words_in(unit)}"
    between = replace(span, low_included=True, high_included=True).words_in(unit).replace(" to ", " and ")
    return f"A figure between {between}"


def _overlaps(rule: Rule, decimals: int | None) -> Iterator[Fault]:
    for one, other in combinations(rule.bands, 2):
        both = Span.common(one, other)
        if one.word != other.word and not both.is_empty(decimals):
            words = both.words_in(rule.unit)
            yield Fault(
                FaultKind.overlap,
                f"A figure of {words} is both {one.word} and {other.word}. Say which.",
                both.low,
                both.high,
            )


def _against_polarity(rule: Rule, polarity: Polarity) -> Iterator[Fault]:
    if Polarity.unstated not in (polarity, rule.polarity) and polarity is not rule.polarity:
        best = f": {rule.bands[0].word} is {rule.bands[0].words}" if rule.bands else ""
        yield Fault(
            FaultKind.polarity,
            f"The polarity says that {polarity.words}, and the rule that {rule.polarity.words}{best}.",
        )


def _against_target(rule: Rule, decimals: int | None, target: Value) -> Iterator[Fault]:
    """A target ought to begin where the best rating does (C06, C07)."""
    best = _best(rule)
    number, why_not = comparable(rule, target if target.number is not None else replace(target, number=target.low))
    if best is None or (target.number is None and target.low is None):
        return
    if number is None:
        yield Fault(FaultKind.unit, f"The target cannot be held against the rule. {why_not}")
        return
    meant = aim(target if target.number is None else replace(target, number=number), rule.polarity)
    if meant is None:
        return
    said = f"The target is {target.words}, and by the rule {rule.bands[0].word} is {best.words_in(rule.unit)}"
    differing = [each for each in _ENDS[rule.polarity] if _end(meant, each, decimals) != _end(best, each, decimals)]
    if any(getattr(meant, each) != getattr(best, each) for each in differing):
        yield Fault(FaultKind.target, f"{said}.")
    elif differing:
        end = number_in_words(getattr(best, differing[0]), rule.unit)
        yield Fault(FaultKind.strictness, f"{said}: they differ at {end} itself.")


def _best(rule: Rule) -> Span | None:
    """The figures with the best rating, from the first to the last; None where the rule does not say where they end."""
    bands = [band for band in rule.bands if band.word == rule.bands[0].word]
    if not bands:
        return None
    first, last = min(bands, key=Span.begin), max(bands, key=Span.end)
    best = Span(first.low, last.high, first.low_included, last.high_included)
    ends = _ENDS.get(rule.polarity, ())
    return best if ends and all(getattr(best, end) is not None for end in ends) else None


def _end(span: Span, end: Literal["low", "high"], decimals: int | None) -> tuple[Decimal | None, bool]:
    """Where a span ends, and whether with that figure or before it; after rounding it always is with it."""
    if decimals is not None:
        return (span.lowest(decimals) if end == "low" else span.highest(decimals)), True
    return (span.low, span.low_included) if end == "low" else (span.high, span.high_included)
