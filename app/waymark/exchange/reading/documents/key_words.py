"""A key of ratings that a document prints in words: a line for each, or all of them in one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from waymark.exchange.reading.found import Mark
from waymark.exchange.reading.hues import is_rating

FEWEST, MOST = 3, 8
LONGEST, LONGEST_SENTENCE = 240, 2_000
_LINE = re.compile(
    r"\W*(?P<word>[A-Za-z][A-Za-z/ ]{0,24}?)\s*(?:\((?P<letter>[A-Za-z])\)\s*)?[:=–—-]\s*(?P<meaning>\S.*)"
)
_COLOUR = r"red|amber|green|blue|yellow"
_SAYS = r"(?:rating )?(?:is showing|is|are|means|signifies|signals|indicates|shows|denotes|represents|[:=–—-])"
_NEXT = rf"[,;.]?\s+(?:and |or |while |whilst )?(?:{_COLOUR})\s+{_SAYS}\s"
_IN_SENTENCE = re.compile(
    rf"\b(?P<word>{_COLOUR})\s+{_SAYS}\s+(?P<meaning>.+?)(?={_NEXT}|[.;](?:\s|$)|$)",
    re.IGNORECASE | re.DOTALL,
)


def key_line(text: str) -> Mark | None:
    """The rating that a line explains, as `Amber – on track, not complete`; None for any other line."""
    line = " ".join(text.split())
    match = _LINE.fullmatch(line) if len(line) <= LONGEST else None
    if match is None or not is_rating(match["word"]):
        return None
    return Mark(match["word"].strip(), match["letter"] or "", match["meaning"])


def key_in(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks as a key: nothing where there are too few of them, or one stands twice."""
    words = {mark.word.casefold() for mark in marks}
    return tuple(marks) if FEWEST <= len(marks) <= MOST and len(words) == len(marks) else ()


def key_in_sentence(text: str) -> tuple[Mark, ...]:
    """The key that a paragraph explains in running words: `Green is …, amber is … and red signifies …`."""
    if len(text) > LONGEST_SENTENCE:
        return ()
    found = [
        Mark(match["word"].capitalize(), match["word"][0].upper(), " ".join(match["meaning"].split()).rstrip(",;"))
        for match in _IN_SENTENCE.finditer(text)
    ]
    return key_in(found)
