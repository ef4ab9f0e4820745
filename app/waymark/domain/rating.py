"""How a figure is rated: the bands of a rule, the bands round a target, and what a value comes to under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from waymark.domain.bands import EVERYTHING, Band, Span, band, bound, number_in_words
from waymark.domain.polarity import Polarity
from waymark.domain.text import quoted
from waymark.domain.value import Value, ValueState, format_number, rounded

TARGET_MET = "Target met"
TARGET_NOT_MET = "Target not met"
"""What a target says on its own: without a rule or a tolerance it gives no rating (B33)."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from its target a figure may be: `amount` in its own unit (points of a %), or in % of the target."""

    amount: Decimal
    of_target: bool

    @property
    def words(self) -> str:
        """The form for people, which reads back."""
        return f"within {number_in_words(self.amount, '%')} of target" if self.of_target else f"± {self.amount:f}"

    def about(self, target: Decimal) -> Decimal:
        """The amount in the figure's own unit."""
        return abs(target) * self.amount / 100 if self.of_target else self.amount


@dataclass(frozen=True, slots=True)
class Rule:
    """How a figure is rated, as typed and as understood; `bands` stand best first.

    `unit` and `decimals` are those of its numbers, `of` what its % is of (`cohort`). `polarity` is the one that its
    words imply. A rule that names its bands by the target has a `tolerance` and no bands, and a lone figure is a
    `target`. A rule of which anything is `unread` rates nothing.
    """

    typed: str
    bands: tuple[Band, ...] = ()
    tolerance: Tolerance | None = None
    unit: str = ""
    decimals: int = 0
    unread: tuple[str, ...] = ()
    polarity: Polarity = Polarity.unstated
    target: Value | None = None
    of: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing."""
        return not (self.bands or self.tolerance or self.target or self.unread)

    @property
    def words(self) -> str:
        """The bands for people, which read back, a line each."""
        return "\n".join(f"{band.word}: {band.words}" for band in self.bands)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a value comes to: a `word` or none, the `band` that gives it, and one sentence why.

    It is `undefined` where the rule fails: the value lies in no band or in several, or the rule is half-read.
    """

    word: str
    band: Band | None
    undefined: bool
    why: str


class Parts(NamedTuple):
    """The words of a scheme that fit a target: met, nearly met (may be blank), missed."""

    met: str
    near: str
    missed: str


# Schemes also hold words that say nothing of a figure (“Not started”), or more than that it is on target (“Blue”).
_USUAL_PARTS = (
    frozenset({"green", "favourable"}),
    frozenset({"amber", "on track/neutral", "on track"}),
    frozenset({"red", "unfavourable"}),
)
_MEETING = {Polarity.higher: ">=", Polarity.lower: "<="}


def parts(best_first: Sequence[str]) -> Parts:
    """Which words of a scheme, named best first, say of a figure that it meets its target, nearly does, or does not."""
    by_place = (
        (best_first[0], best_first[1] if len(best_first) > 2 else "", best_first[-1]) if best_first else ("",) * 3
    )
    usual = (next((word for word in best_first if word.casefold() in known), "") for known in _USUAL_PARTS)
    return Parts(*(word or other for word, other in zip(usual, by_place, strict=True)))


def aim(target: Value, polarity: Polarity) -> Span | None:
    """The numbers that meet a target; None where it has no number, or nothing says on which side of it they are."""
    if target.low is not None and target.high is not None:
        return Span(target.low, target.high)
    if target.number is None:
        return None
    if target.state is ValueState.bound:
        return bound(target.number, target.comparison)
    if polarity is Polarity.range:
        return Span(target.number, target.number)
    return bound(target.number, _MEETING[polarity]) if polarity in _MEETING else None


def rule_by_target(target: Value, polarity: Polarity, tolerance: Tolerance | None, best_first: Sequence[str]) -> Rule:
    """The rule that a target makes: on it, within the tolerance of it, and beyond.

    Without a tolerance its two words are TARGET_MET and TARGET_NOT_MET. It has no bands where the target has no number
    or nothing says which way is better.
    """
    typed = " ".join(filter(None, (target.typed, tolerance.words if tolerance else "")))
    met = aim(target, polarity)
    if met is None:
        return Rule(typed, (), tolerance, target.unit, target.decimals)
    words = parts(best_first) if tolerance else Parts(TARGET_MET, "", TARGET_NOT_MET)
    near = _widened(met, tolerance) if tolerance and words.near else met
    spans = ((words.met, met), *((words.near, span) for span in near.beside(met)))
    spans += tuple((words.missed, span) for span in EVERYTHING.beside(near))
    bands = tuple(band(word, span, target.unit) for word, span in spans if not span.is_empty(None))
    return Rule(typed, bands, tolerance, target.unit, target.decimals, polarity=implied_polarity(bands, best_first))


def implied_polarity(bands: Sequence[Band], best_first: Sequence[str]) -> Polarity:
    """Which way is better by the bands alone; unstated where they do not tell."""
    words = parts(best_first)
    standing = [*best_first, words.met, TARGET_MET, TARGET_NOT_MET]
    order = [standing.index(each.word) for each in sorted(bands, key=Span.begin) if each.word in standing]
    if len(set(order)) < 2:
        return _polarity_of_one(bands, words)
    best = order.index(min(order))
    up, down = sorted(order), sorted(order, reverse=True)
    if order in (up, down):
        return Polarity.lower if order == up else Polarity.higher
    is_peak = order[best:] == sorted(order[best:]) and order[:best] == sorted(order[:best], reverse=True)
    return Polarity.range if is_peak else Polarity.unstated


def comparable(rule: Rule, value: Value) -> tuple[Decimal | None, str]:
    """The value's number in the rule's unit, or None and a sentence why it has none (C08: a count under a % rule)."""
    if value.number is None:
        return None, "There is no figure to rate."
    if not rule.unit or value.unit == rule.unit or (not value.unit and rule.unit != "%"):
        return value.number, ""
    if value.unit:
        return None, f"The rule is in {rule.unit} and {value.words} is not."
    if value.denominator:
        return value.number * 100 / value.denominator, ""
    of = f" of {rule.of}" if rule.of else ""
    return None, f"The rule is in %{of}, and {value.words} is a count: it needs its denominator."


def rate_value(rule: Rule, value: Value, decimals: int | None) -> Outcome:
    """What a value comes to under a rule, rounded to so many decimals first, halves away from zero, if any are stated.

    The word is blank where there is no rating; then `undefined` says whether the rule is at fault.
    """
    if rule.unread:
        return Outcome("", None, True, f"Of the rule, {quoted(rule.unread[0])} cannot be read, so it rates nothing.")
    if not rule.bands:
        return Outcome("", None, False, "No rule says how this is rated.")
    number, why_not = comparable(rule, value) if value.figure is not None else (None, "There is no figure to rate.")
    if number is None:
        return Outcome("", None, False, why_not)
    counted = number if decimals is None else rounded(number, decimals)
    return _outcome(rule, counted, _shown(value, number, counted, rule.unit))


def _outcome(rule: Rule, number: Decimal, shown: str) -> Outcome:
    holding = [each for each in rule.bands if each.holds(number)]
    named = [f"{each.word} ({each.words})" for each in holding]
    if not holding:
        return Outcome("", None, True, f"{shown} lies in no band: {' and '.join(_neighbours(rule, number))}.")
    if len({each.word for each in holding}) > 1:
        return Outcome("", None, True, f"{shown} is {' and '.join(named)} at once.")
    said = f"{shown}: {named[0]}" if holding[0].word in (TARGET_MET, TARGET_NOT_MET) else f"{shown} is {named[0]}"
    return Outcome(holding[0].word, holding[0], False, f"{said}.")


def _neighbours(rule: Rule, number: Decimal) -> Iterator[str]:
    below = [each for each in rule.bands if each.high is not None and each.high <= number]
    above = [each for each in rule.bands if each.low is not None and each.low >= number]
    if below:
        nearest = max(below, key=Span.end)
        yield f"{nearest.word} is {nearest.words}"
    if above:
        nearest = min(above, key=Span.begin)
        yield f"{nearest.word} is {nearest.words}"


def _shown(value: Value, number: Decimal, counted: Decimal, unit: str) -> str:
    """The figure for the sentence, and what became of it before it was rated."""
    steps = [value.words]
    if number != value.number:
        steps.append(f"which is {format_number(number, unit, 1)}")
    if counted != number:
        steps.append(f"rounded to {number_in_words(counted, unit)}")
    return ", ".join(steps) + ("," if steps[1:] else "")


def _widened(span: Span, tolerance: Tolerance) -> Span:
    """The span and what is within the tolerance of it; no tolerance leaves its ends as strict as they are."""
    low = None if span.low is None else span.low - tolerance.about(span.low)
    high = None if span.high is None else span.high + tolerance.about(span.high)
    return Span(low, high, span.low_included or low != span.low, span.high_included or high != span.high)


def _polarity_of_one(bands: Sequence[Band], words: Parts) -> Polarity:
    """What a single word implies: where it is open, and whether it is the word for what is good or for what is bad."""
    if not bands or bands[0].word not in (words.met, words.missed):
        return Polarity.unstated
    is_good = bands[0].word == words.met
    lowest, highest = min(bands, key=Span.begin), max(bands, key=Span.end)
    if lowest.low is not None and highest.high is not None:
        return Polarity.range if is_good else Polarity.unstated
    if lowest.low is None and highest.high is None:
        return Polarity.unstated if is_good else Polarity.range
    return Polarity.higher if (highest.high is None) == is_good else Polarity.lower
