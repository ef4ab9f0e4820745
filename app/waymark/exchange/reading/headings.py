"""Headings that hold a ref or a day, and texts that begin with a ref: `Theme 1: Leadership`, `I_001 Recruit`."""

from __future__ import annotations

import re

LEVEL_WORDS = "theme|priority|aim|objective|outcome|section|workstream|strand|goal|pillar"
_LEVEL = re.compile(
    rf"(?:{LEVEL_WORDS})\s+"
    r"(?P<ref>\d+(?:\.\d+)*[a-z]?|[A-Z])\s*(?:[:.–—-]\s*|\s+)(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_FIRST_WORD = re.compile(rf"\s*({LEVEL_WORDS})\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<ref>\d{1,2}(?:\.\d{1,2})*)(?:[.:)]|\s+[–—-])?\s+(?P<title>[^\W\d].*)", re.DOTALL)
_LED = re.compile(
    r"\s*(?P<ref>[A-Z]{1,4}[ _-]?\d{1,4}(?:\.\d+)*[a-z]?|\d{1,2}(?:\.\d{1,2})+[a-z]?|\d{1,3}(?=[.:)]))[.:)]?"
    r"\s+(?P<title>[^\W\d_].*)",
    re.DOTALL,
)


_DAY = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8} \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|[A-Z][a-z]{2,8}[ -]\d{2,4}"
)


def headed(text: str) -> tuple[str, str]:
    """The ref and the title of a heading; the ref is blank where it has none."""
    match = _LEVEL.fullmatch(text.strip()) or _NUMBERED.fullmatch(text.strip())
    return (match["ref"], match["title"].strip()) if match else ("", text.strip())


def rank_of(text: str) -> str:
    """What a heading is called (`theme`), or how many levels its number has; blank where it says neither."""
    if match := _FIRST_WORD.match(text):
        return match[1].casefold()
    ref, _ = headed(text)
    return str(ref.count(".") + 1) if ref else ""


def led_ref(text: str) -> tuple[str, str]:
    """The ref at the beginning of an item's text, and the text without it."""
    match = _LED.fullmatch(text)
    return (match["ref"], match["title"].strip()) if match else ("", text.strip())


def day_in(text: str) -> str:
    """The day or month that stands in a meeting's title, as printed; blank where none does."""
    match = _DAY.search(text)
    return match[0] if match else ""
