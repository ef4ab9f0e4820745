"""The numbers that Word makes: `1.`, `2.1`, `(a)`, counted paragraph by paragraph in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from waymark.exchange.reading.word.elements import child, inside, name, number, parsed, value
from waymark.exchange.reading.word.styles import Styles

BULLET = "•"
LEVELS = 9
MOST_SPELT = 3999
"""Beyond this a number is printed in figures: there are no Roman ones, and letters would be hundreds."""
_PLACE = re.compile(r"%([1-9])")
_ROMAN = {
    1000: "m",
    900: "cm",
    500: "d",
    400: "cd",
    100: "c",
    90: "xc",
    50: "l",
    40: "xl",
    10: "x",
    9: "ix",
    5: "v",
    4: "iv",
    1: "i",
}


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is numbered: `decimal`, `lowerLetter`, `bullet` …; the text round it; where it begins."""

    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a list is numbered; those that share an id go on counting, unless one says itself where it begins."""

    id: str
    levels: Mapping[int, Level]


@dataclass(slots=True)
class Numbering:
    """The lists of a document, by their ids, and how far each pattern has been counted."""

    lists: Mapping[str, Pattern] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, content: bytes, styles: Styles) -> Numbering:
        """Read the lists from their part; without one there are none."""
        if not content:
            return cls()
        root = parsed(content)
        abstract = {value(each, "abstractNumId"): each for each in root if name(each) == "abstractNum"}
        listed = {value(each, "numId"): each for each in root if name(each) == "num"}
        return cls({id: _pattern(id, listed, abstract, styles) for id in listed})

    def mark(self, id: str, level: int) -> str:
        """What Word prints before the next paragraph of a list: a number with its signs, a bullet, or nothing."""
        pattern = self.lists.get(id)
        if pattern is None or not 0 <= level < LEVELS:
            return ""
        here = pattern.levels.get(level, Level(text=f"%{level + 1}."))
        counts = self._counted(pattern, level)
        if here.form == "bullet":
            return BULLET
        return _PLACE.sub(lambda match: _printed(pattern, counts, int(match[1]) - 1), here.text).strip()

    def _counted(self, pattern: Pattern, level: int) -> list[int]:
        """Count on: one more at the level, and the inner ones begin anew. What was not counted yet begins."""
        before = self.counts.get(pattern.id, [])
        outer = [
            before[place] if place < len(before) else pattern.levels.get(place, Level()).start for place in range(level)
        ]
        here = before[level] + 1 if level < len(before) else pattern.levels.get(level, Level()).start
        self.counts[pattern.id] = [*outer, here]
        return self.counts[pattern.id]


def _pattern(id: str, listed: Mapping[str, _Element], abstract: Mapping[str, _Element], styles: Styles) -> Pattern:
    element = listed[id]
    named = value(child(element, "abstractNumId"))
    if (style := value(child(abstract.get(named), "numStyleLink"))) and styles.list_number(style) in listed:
        named = value(child(listed[styles.list_number(style)], "abstractNumId"))
    levels = (
        {number(value(each, "ilvl")): _level(each) for each in inside(abstract[named], "lvl")}
        if named in abstract
        else {}
    )
    own = {number(value(each, "ilvl")): each for each in element if name(each) == "lvlOverride"}
    for place, override in own.items():
        whole, start = child(override, "lvl"), child(override, "startOverride")
        level = _level(whole) if whole is not None else levels.get(place, Level())
        levels[place] = Level(level.form, level.text, number(value(start)) if start is not None else level.start)
    return Pattern(id if own else f"pattern {named}", levels)


def _level(element: _Element) -> Level:
    start = child(element, "start")
    form = value(child(element, "numFmt")) or "decimal"
    return Level(form, value(child(element, "lvlText")), number(value(start)) if start is not None else 1)


def _printed(pattern: Pattern, counts: list[int], place: int) -> str:
    if place >= len(counts):
        return ""
    form = pattern.levels.get(place, Level()).form
    spell = _SPELT.get(form) if 0 < counts[place] <= MOST_SPELT else None
    return spell(counts[place]) if spell else str(counts[place])


def _letters(count: int) -> str:
    """`a` to `z`, then `aa`, `bb`, as Word has it."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    spelt = ""
    for worth, letters in _ROMAN.items():
        times, count = divmod(count, worth)
        spelt += letters * times
    return spelt


_SPELT: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
    "none": lambda _: "",
}
