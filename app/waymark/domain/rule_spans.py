"""The stretches in a rating rule: the tokens read as bounds, ranges and what is said of the target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from waymark.domain.bands import Span, bound
from waymark.domain.number_words import places, to_decimal
from waymark.domain.rating import Tolerance
from waymark.domain.rule_words import Kind, Token


@dataclass(frozen=True, slots=True)
class Near:
    """What is said of the target: met, within an amount of it, or missed by more; `way` is the polarity it implies."""

    amount: Tolerance | None = None
    way: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """What was read between `start` and `stop`; a stretch of numbers is of the kind `number`."""

    kind: Kind
    start: int
    stop: int
    word: str = ""
    reach: Span | Near | None = None
    units: tuple[str, ...] = ()
    decimals: int = 0
    of: str = ""


@dataclass(frozen=True, slots=True)
class _Edge:
    """A number with what makes a bound of it: `sign` is blank for a bare one."""

    number: Decimal
    sign: str
    is_before: bool
    unit: str
    of: str

    @property
    def span(self) -> Span:
        return bound(self.number, self.sign) if self.sign else Span(self.number, self.number)


def items(line: str, tokens: Sequence[Token]) -> Iterator[Item]:
    """Everything in the line in its order; what is part of no stretch comes as its token's kind."""
    return _Reader(line, tokens).items()


class _Reader:
    """Goes through the tokens, stepping back where a longer reading fails."""

    def __init__(self, line: str, tokens: Sequence[Token]) -> None:
        self._line, self._tokens, self._at = line, tokens, 0

    def items(self) -> Iterator[Item]:
        while self._at < len(self._tokens):
            start = self._at
            item = self._of_target() or self._stretch()
            if item is None:
                self._at = start + 1
                item = self._alone(start)
            yield item

    def _alone(self, at: int) -> Item:
        token = self._tokens[at]
        if self._could_be_minus(at):
            return Item(Kind.unknown, token.start, self._tokens[at + 1].stop)
        kind = Kind.unknown if token.kind in (Kind.within, Kind.tolerance) else token.kind
        return Item(kind, token.start, token.stop, token.means)

    def _of_target(self) -> Item | None:
        """“on or above target”, “within 5% of target”, “more than 10% below target”, “± 2”."""
        start = self._at
        for read in (self._named, self._within, self._tolerance):
            self._at = start
            if found := read():
                kind, near = found
                return Item(kind, self._tokens[start].start, self._tokens[self._at - 1].stop, reach=near)
        self._at = start
        return None

    def _named(self) -> tuple[Kind, Near] | None:
        token = self._take(Kind.met) or self._take(Kind.off)
        return (token.kind, Near(None, token.means)) if token else None

    def _within(self) -> tuple[Kind, Near] | None:
        opening = self._take(Kind.within) or self._take(Kind.before)
        kind = {"within": Kind.within, "<=": Kind.within, ">": Kind.off}.get(opening.means) if opening else None
        amount = self._amount() if kind else None
        off = self._take(Kind.off) if amount else None
        return (kind, Near(amount, off.means)) if kind and off else None

    def _tolerance(self) -> tuple[Kind, Near] | None:
        amount = self._amount() if self._take(Kind.tolerance) else None
        if amount is None:
            return None
        self._take(Kind.off)
        return Kind.tolerance, Near(amount)

    def _amount(self) -> Tolerance | None:
        edge = self._number()
        return Tolerance(edge.number, of_target=edge.unit == "%") if edge and edge.number >= 0 else None

    def _stretch(self) -> Item | None:
        """A bound, a range, two bounds, or one number alone."""
        start = self._at
        opening = self._take(Kind.between) or self._take(Kind.within)
        first = self._edge()
        if first is None:
            return None
        span, second = self._range(first, is_open=bool(opening))
        if span is None and opening:
            return None
        edges = [first, second] if second else [first]
        units = tuple(dict.fromkeys(edge.unit for edge in edges if edge.unit))
        decimals = max(places(edge.number) for edge in edges)
        of = next((edge.of for edge in edges if edge.of), "")
        stop = self._tokens[self._at - 1].stop
        return Item(Kind.number, self._tokens[start].start, stop, "", span or first.span, units, decimals, of)

    def _range(self, first: _Edge, *, is_open: bool) -> tuple[Span, _Edge] | tuple[None, None]:
        """What a second number makes of the first, or nothing; then it is left for later."""
        at = self._at
        joint = self._take(Kind.to) or self._take(Kind.dash) or self._take(Kind.joint)
        second = self._edge()
        if second is not None:
            is_range = (joint is not None and joint.kind is not Kind.joint) or (is_open and joint is not None)
            span = _between(first, second) if is_range else _both(first, second, joint.means if joint else "")
            if span is not None:
                return span, second
        self._at = at
        return None, None

    def _edge(self) -> _Edge | None:
        before = self._take(Kind.before)
        edge = self._number()
        if edge is None:
            return None
        after = None if before else self._take(Kind.after)
        sign = before or after
        return _Edge(edge.number, sign.means if sign else "", before is not None, edge.unit, edge.of)

    def _number(self) -> _Edge | None:
        minus = self._minus()
        pound = self._take(Kind.unit) if self._means("£") else None
        number = self._take(Kind.number)
        if number is None:
            return None
        unit = pound or (None if self._means("£") else self._take(Kind.unit))
        size = to_decimal(number.means)
        return _Edge(-size if minus else size, "", False, unit.means if unit else "", self._denominator())

    def _minus(self) -> bool:
        token = self._peek()
        if token is None or token.kind is not Kind.dash or not self._touches_number(self._at):
            return False
        is_minus = not (self._at and self._tokens[self._at - 1].kind is Kind.word)
        self._at += is_minus
        return is_minus

    def _denominator(self) -> str:
        """What a % is of: “cohort” in “10% of cohort or below”."""
        at = self._at
        if not self._take(Kind.of):
            return ""
        while self._take(Kind.unknown) or self._take(Kind.glue):
            pass
        if self._at == at + 1:
            self._at = at
            return ""
        return self._line[self._tokens[at].stop : self._tokens[self._at - 1].stop].strip()

    def _could_be_minus(self, at: int) -> bool:
        """Whether it cannot be told if a dash is a minus: “Green -5”."""
        token = self._tokens[at]
        return token.kind is Kind.dash and at > 0 and self._touches_number(at) and self._line[token.start - 1] == " "

    def _touches_number(self, at: int) -> bool:
        following = self._tokens[at + 1 : at + 2]
        return (
            bool(following)
            and following[0].start == self._tokens[at].stop
            and (following[0].kind is Kind.number or following[0].means == "£")
        )

    def _means(self, meaning: str) -> bool:
        token = self._peek()
        return token is not None and token.means == meaning

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, kind: Kind) -> Token | None:
        token = self._peek()
        if token is None or token.kind is not kind:
            return None
        self._at += 1
        return token


def _between(first: _Edge, second: _Edge) -> Span | None:
    """“75 to 84”, “from 75 to below 85”; the higher end may come first where both are bare."""
    if first.sign not in ("", ">", ">=") or second.sign not in ("", "<", "<=") or (first.sign and not first.is_before):
        return None
    if not first.sign and not second.sign:
        return Span(min(first.number, second.number), max(first.number, second.number))
    span = Span(first.number, second.number, first.sign != ">", second.sign != "<")
    return None if span.is_empty(None) else span


def _both(first: _Edge, second: _Edge, joint: str) -> Span | None:
    """“>= 75 and < 85”, “75 up to 85”; None where the two are apart, as in “below 60 and above 75”."""
    if joint == "or" or not second.is_before or first.sign[:1] == second.sign[:1]:
        return None
    if not first.sign and second.sign[0] == ">":
        return None
    lower = first.span if first.sign else bound(first.number, ">=")
    span = lower.common(second.span)
    return None if span.is_empty(None) else span
