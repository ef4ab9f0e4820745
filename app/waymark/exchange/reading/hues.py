"""Colours as ratings: which word a fill stands for, by the key that the file prints or by its hue."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping, Sequence
from functools import lru_cache

from waymark.domain.text import plain_words
from waymark.exchange.reading.found import Mark

NEAR = 60
"""How far apart (in the cube of 255 by 255 by 255) two colours may be and still be one of the key's."""
# Degrees on the wheel. Amber is what Excel calls orange and gold.
_HUES = ((17, "Red"), (52, "Amber"), (72, "Yellow"), (175, "Green"), (265, "Blue"), (330, ""), (361, "Red"))
_PALEST, _DARKEST = 0.15, 0.3
_LETTERS = {"r": "Red", "a": "Amber", "g": "Green", "b": "Blue", "y": "Yellow"}
_WORDS = frozenset(
    {
        *("red", "amber", "green", "blue", "yellow", "orange", "grey", "gray", "purple", "white", "black"),
        *("amber/green", "green/amber", "amber/red", "red/amber", "favourable", "unfavourable", "on track/neutral"),
        *(
            "on track",
            "off track",
            "at risk",
            "on target",
            "off target",
            "completed",
            "not started",
            "delayed",
            "overdue",
        ),
    }
)
_HUE_OF: Mapping[str, str] = {
    **dict.fromkeys(("favourable", "on target", "completed"), "Green"),
    **dict.fromkeys(("unfavourable", "off track", "off target", "overdue"), "Red"),
    **dict.fromkeys(("on track/neutral", "at risk", "orange"), "Amber"),
}
COLOUR_WORDS = frozenset({"red", "amber", "green", "blue", "yellow", "orange", "grey", "gray", *_LETTERS})


@lru_cache(maxsize=1024)
def word_of(colour: str) -> str:
    """The usual word for a colour (`#rrggbb`); blank for white, greys and what stands for nothing."""
    if len(colour) != 7:
        return ""
    red, green, blue = _parts(colour)
    hue, saturation, value = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)
    if saturation < _PALEST or value < _DARKEST:
        return ""
    return next(word for end, word in _HUES if hue * 360 < end)


def is_rating(text: str) -> bool:
    """Whether a text is a rating as it stands: a letter of a colour, a colour, or one of the usual words."""
    words = plain_words(text.strip("*() "))
    return words in _LETTERS or words in _WORDS or words.removesuffix(" rag") in _WORDS


def is_colour(text: str) -> bool:
    """Whether a text names a colour, by its word or its letter."""
    return plain_words(text.strip("*() ")) in COLOUR_WORDS


def colour_word(text: str) -> str:
    """The colour that a rating's word or letter stands for, as a word; blank where it stands for none."""
    words = plain_words(text.strip("*() "))
    return _LETTERS.get(words) or _HUE_OF.get(words) or (words.capitalize() if words in COLOUR_WORDS else "")


def rated_by(colour: str, key: Sequence[Mark]) -> str:
    """The rating that a fill stands for: the nearest of the key's colours, else the one of its hue, else the hue."""
    coloured = [mark for mark in key if mark.colour]
    nearest = min(coloured, key=lambda mark: _distance(colour, mark.colour), default=None)
    if nearest and _distance(colour, nearest.colour) <= NEAR:
        return nearest.word
    hue = word_of(colour)
    if not hue:
        return ""
    same = [mark.word for mark in key if hue in (word_of(mark.colour), colour_word(mark.word))]
    return same[0] if len(same) == 1 else "" if coloured and not same else hue


def _distance(one: str, other: str) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(_parts(one), _parts(other), strict=True)) ** 0.5)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
