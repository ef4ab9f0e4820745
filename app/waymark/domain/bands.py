"""Stretches of numbers, and the ratings that they get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from waymark.domain.number_words import places
from waymark.domain.value import format_number

_EXACT = Context(prec=80)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of numbers; an end that is None is open."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_included: bool = True
    high_included: bool = True

    def holds(self, number: Decimal) -> bool:
        """Whether the number lies in it."""
        above = self.low is None or number > self.low or (self.low_included and number == self.low)
        return above and (self.high is None or number < self.high or (self.high_included and number == self.high))

    def is_empty(self, decimals: int | None) -> bool:
        """Whether no number lies in it, or none of so many decimal places."""
        if self.low is None or self.high is None:
            return False
        if decimals is None:
            return self.low > self.high or (self.low == self.high and not (self.low_included and self.high_included))
        lowest, highest = self.lowest(decimals), self.highest(decimals)
        return lowest is not None and highest is not None and lowest > highest

    def lowest(self, decimals: int) -> Decimal | None:
        """The lowest number of so many decimal places in it."""
        return None if self.low is None else _within(self.low, self.low_included, decimals, ROUND_CEILING)

    def highest(self, decimals: int) -> Decimal | None:
        """The highest number of so many decimal places in it."""
        return None if self.high is None else _within(self.high, self.high_included, decimals, ROUND_FLOOR)

    def beside(self, inner: Span) -> Iterator[Span]:
        """What of it lies below and above a stretch within it."""
        if inner.low is not None:
            yield Span(self.low, inner.low, self.low_included, not inner.low_included)
        if inner.high is not None:
            yield Span(inner.high, self.high, not inner.high_included, self.high_included)

    def common(self, other: Span) -> Span:
        """What lies in both; it may be empty."""
        low, high = max((self, other), key=Span.begin), min((self, other), key=Span.end)
        return Span(low.low, high.high, low.low_included, high.high_included)

    def begin(self) -> tuple[bool, Decimal, bool]:
        """The key that sorts by where they begin."""
        return self.low is not None, self.low or Decimal(), not self.low_included

    def end(self) -> tuple[bool, Decimal, bool]:
        """The key that sorts by where they end."""
        return self.high is None, self.high or Decimal(), self.high_included

    def words_in(self, unit: str) -> str:
        """The form for people, which reads back: “75% to 84%”, “85% or above”, “from 75% to below 85%”."""
        low, high = number_in_words(self.low, unit), number_in_words(self.high, unit)
        if not low and not high:
            return "any figure"
        if not low:
            return f"{high} or below" if self.high_included else f"below {high}"
        if not high:
            return f"{low} or above" if self.low_included else f"above {low}"
        if self.low_included and self.high_included:
            return low if low == high else f"{low} to {high}"
        return f"{'from' if self.low_included else 'above'} {low} to {'' if self.high_included else 'below '}{high}"


@dataclass(frozen=True, slots=True)
class Band(Span):
    """The numbers that get one rating: its `word` in the scheme, and the text that says so, as `typed`."""

    word: str = ""
    unit: str = ""
    typed: str = ""

    @property
    def words(self) -> str:
        """The form for people, which reads back: “75% to 84%”."""
        return self.words_in(self.unit)


EVERYTHING = Span()
"""All numbers."""


def band(word: str, span: Span, unit: str, typed: str = "") -> Band:
    """A stretch of numbers with its rating."""
    return Band(span.low, span.high, span.low_included, span.high_included, word, unit, typed)


def bound(number: Decimal, comparison: str) -> Span:
    """What is `<`, `<=`, `>` or `>=` a number."""
    if comparison.startswith("<"):
        return Span(high=number, high_included=comparison == "<=")
    return Span(low=number, low_included=comparison == ">=")


def holes(spans: Iterable[Span]) -> Iterator[Span]:
    """What lies in none of them, from the lowest up; between neighbours that meet it is empty."""
    last: Span | None = None
    for span in sorted(spans, key=Span.begin):
        if last is None and span.low is not None:
            yield Span(high=span.low, high_included=not span.low_included)
        elif last is not None and last.high is not None:
            yield Span(last.high, span.low, not last.high_included, not span.low_included)
        last = max((last or span, span), key=Span.end)
    if last is not None and last.high is not None:
        yield Span(low=last.high, low_included=not last.high_included)


def number_in_words(number: Decimal | None, unit: str) -> str:
    """The number with all its decimals; blank for none."""
    return "" if number is None else format_number(number, unit, places(number))


def _within(end: Decimal, included: bool, decimals: int, inwards: str) -> Decimal:
    step = Decimal(1).scaleb(-decimals)
    nearest = end.quantize(step, inwards, _EXACT)
    if nearest != end or included:
        return nearest
    return nearest + (step if inwards == ROUND_CEILING else -step)
