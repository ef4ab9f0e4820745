"""Reading a rating rule as people write it: “24% or below Green 25%-34% Amber 35% and above Red”.

A text becomes tokens, the tokens become words of the scheme and stretches of numbers, and each word takes the stretches
beside it. What fits nowhere is kept as unread; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from waymark.domain.bands import Band, Span, band, holes
from waymark.domain.polarity import Polarity
from waymark.domain.rating import Rule, Tolerance, implied_polarity, parts
from waymark.domain.rule_spans import Item, Near, items
from waymark.domain.rule_words import Kind, tokens
from waymark.domain.text import cleaned, plain_signs
from waymark.domain.value import Value, ValueState, parse_value

LONGEST_RULE = 1000
_LINE_END = re.compile(r"\s*\n\s*")
_REACHES = frozenset({Kind.number, Kind.met, Kind.within, Kind.off, Kind.otherwise})
_SEPARATORS = (frozenset({Kind.comma, Kind.end}), frozenset({Kind.end}), frozenset[Kind]())
"""What may part one rating from the next, the most telling first: some texts have commas within a rating."""
_HARMLESS = frozenset({Kind.comma, Kind.end, Kind.glue, Kind.joint, Kind.dash, Kind.word, Kind.tolerance}) | _REACHES
_NO_NUMBER = frozenset(ValueState) - {ValueState.reported, ValueState.provisional, ValueState.bound, ValueState.range}


@dataclass(frozen=True, slots=True)
class _Reading:
    """Which word got which stretches, and what got none."""

    pairs: tuple[tuple[str, Item], ...] = ()
    unread: tuple[Item, ...] = ()


def parse_rule(text: str, best_first: Sequence[str]) -> Rule:
    """Read a rule with the words of a scheme, best first. Never raises: what cannot be read stands in `unread`."""
    line = plain_signs(_LINE_END.sub(" ; ", cleaned(text).strip()))
    if len(line) > LONGEST_RULE:
        return Rule(text, unread=(line,))
    found = tuple(items(line, tokens(line, best_first)))
    if not any(item.kind is Kind.word for item in found):
        return replace(_without_words(text, line, found), typed=text)
    reading = min((_paired(found, separators) for separators in _SEPARATORS), key=lambda each: len(each.unread))
    stray = tuple(item for item in found if item.kind not in _HARMLESS)
    rule = _by_target if any(isinstance(item.reach, Near) for _, item in reading.pairs) else _by_bands
    made, unfit = rule(reading.pairs, line, best_first)
    unread = _pieces(line, (*reading.unread, *stray, *unfit))
    return replace(made, typed=text, unread=unread, tolerance=made.tolerance or _tolerance(found))


def _without_words(text: str, line: str, found: Sequence[Item]) -> Rule:
    """A target, a tolerance, or both; a text that says that there is nothing (“n/a”) is a blank rule."""
    value = parse_value(text)
    tolerance = _tolerance(found) or next(
        (item.reach.amount for item in found if isinstance(item.reach, Near) and item.kind is Kind.within), None
    )
    spans = [item for item in found if item.kind is Kind.number]
    others = [item for item in found if item.kind not in _HARMLESS or item.kind in (Kind.met, Kind.off, Kind.otherwise)]
    if value.state is ValueState.text and len(spans) == 1 and not others:
        value = parse_value(line[spans[0].start : spans[0].stop])
    if value.state is not ValueState.text:
        return _target_rule(value, tolerance)
    if tolerance and not spans and not others:
        return Rule(line, tolerance=tolerance)
    return Rule(line, unread=(line,))


def _target_rule(value: Value, tolerance: Tolerance | None) -> Rule:
    if value.state in _NO_NUMBER:
        return Rule(value.typed)
    return Rule(value.typed, (), tolerance, value.unit, value.decimals, target=value)


def _tolerance(found: Sequence[Item]) -> Tolerance | None:
    return next(
        (item.reach.amount for item in found if item.kind is Kind.tolerance and isinstance(item.reach, Near)), None
    )


def _paired(found: Sequence[Item], separators: frozenset[Kind]) -> _Reading:
    """Each word with the stretches beside it, separator by separator."""
    pairs: list[tuple[str, Item]] = []
    unread: list[Item] = []
    for clause in _clauses(found, separators):
        made = _clause_pairs(clause if clause[0].kind is Kind.word else clause[::-1])
        if made is None:
            unread.append(Item(Kind.unknown, clause[0].start, clause[-1].stop))
        else:
            pairs += sorted(made, key=lambda pair: pair[1].start)
    return _Reading(tuple(pairs), tuple(unread))


def _clauses(found: Sequence[Item], separators: frozenset[Kind]) -> Iterator[list[Item]]:
    clause: list[Item] = []
    for item in found:
        if item.kind in separators and clause:
            yield clause
            clause = []
        elif item.kind is Kind.word or item.kind in _REACHES:
            clause.append(item)
    if clause:
        yield clause


def _clause_pairs(clause: Sequence[Item]) -> list[tuple[str, Item]] | None:
    """The pairs of a clause that begins with its word; None where a word or a stretch stands alone."""
    pairs: list[tuple[str, Item]] = []
    word, served = "", True
    for item in clause:
        if item.kind is Kind.word:
            if not served:
                return None
            word, served = item.word, False
        elif not word:
            return None
        else:
            pairs.append((word, item))
            served = True
    return pairs if served else None


def _by_bands(pairs: Sequence[tuple[str, Item]], line: str, best_first: Sequence[str]) -> tuple[Rule, Sequence[Item]]:
    """The rule whose bands are numbers, and what does not fit it."""
    unit = next((unit for _, item in pairs for unit in item.units), "")
    unfit = [item for _, item in pairs if {*item.units} - {unit}]
    bands = [
        band(word, item.reach, unit, line[item.start : item.stop])
        for word, item in pairs
        if isinstance(item.reach, Span) and item not in unfit
    ]
    polarity = implied_polarity(bands, best_first)
    others = [(word, item) for word, item in pairs if item.kind is Kind.otherwise]
    if bands and len(others) == 1:
        bands += _remaining(*others[0], bands, line)
    else:
        unfit += [item for _, item in others]
    bands.sort(key=lambda each: (best_first.index(each.word), each.begin()))
    decimals = max((item.decimals for _, item in pairs), default=0)
    of = next((item.of for _, item in pairs if item.of), "")
    return Rule("", tuple(bands), None, unit, decimals, (), polarity, of=of), unfit


def _remaining(word: str, item: Item, bands: Sequence[Band], line: str) -> list[Band]:
    """What “otherwise” stands for: all that the other words leave."""
    left = [hole for hole in holes(bands) if not hole.is_empty(None)]
    return [band(word, hole, bands[0].unit, line[item.start : item.stop]) for hole in left]


def _by_target(pairs: Sequence[tuple[str, Item]], line: str, best_first: Sequence[str]) -> tuple[Rule, Sequence[Item]]:
    """The rule that says of the target what a tolerance says, and what does not fit it."""
    met, near, missed = parts(best_first)
    fitting = {Kind.met: met, Kind.within: near, Kind.off: missed, Kind.otherwise: missed}
    kinds = {item.kind for _, item in pairs}
    nears = [item.reach for _, item in pairs if isinstance(item.reach, Near)]
    amounts, ways = {each.amount for each in nears if each.amount}, {each.way for each in nears if each.way}
    is_whole = bool(amounts) or (Kind.met in kinds and kinds & {Kind.off, Kind.otherwise})
    if any(fitting.get(item.kind) != word for word, item in pairs) or len(amounts) > 1 or len(ways) > 1 or not is_whole:
        return Rule(""), [item for _, item in pairs]
    tolerance = next(iter(amounts), Tolerance(Decimal(), of_target=False))
    return Rule("", tolerance=tolerance, polarity=Polarity("".join(ways))), ()


def _pieces(line: str, unread: Sequence[Item]) -> tuple[str, ...]:
    """The unread pieces of the line, joined where only blanks lie between."""
    ends: list[tuple[int, int]] = []
    for item in sorted(unread, key=lambda item: item.start):
        if ends and not line[ends[-1][1] : item.start].strip():
            ends[-1] = (ends[-1][0], max(ends[-1][1], item.stop))
        else:
            ends.append((item.start, item.stop))
    return tuple(line[start:stop] for start, stop in ends)
