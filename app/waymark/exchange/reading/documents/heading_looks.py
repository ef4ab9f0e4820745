"""Headings in documents without styles for them: known by bold letters and size, ranked by size or by capitals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from waymark.exchange.reading.sheet import Grid, Prose
from waymark.exchange.reading.titles import STATEMENT

BULLET = "•"
LONGEST_HEADING = 120
DEEPEST = 6
FEWEST_LARGER = 2
"""Where so many are larger than the text, those that are bold and no larger are names and warnings."""
ENDS = (".", ":", ";", ",")


@dataclass(frozen=True, slots=True)
class Looks:
    """How headings look in a document: `body` is the size of its text in half points, `levels` are by how they look.

    That is their size; where all have one size, those in capitals are the outer ones.
    """

    body: int
    levels: Mapping[int, int]
    by_case: bool = False

    @classmethod
    def of(cls, parts: Iterable[Grid | Prose]) -> Looks:
        """Look a document over; its front page says nothing of how headings look."""
        prose = [part for part in parts if isinstance(part, Prose) and not part.front]
        sizes: Counter[int] = Counter()
        for part in prose:
            sizes[part.size] += 0 if part.bold else len(part.text)
        body = max(sizes, key=lambda size: (sizes[size], -size), default=0)
        fitting = [part for part in prose if may_be_heading(part, body)]
        larger = [part for part in fitting if part.size > body]
        chosen = larger if len(larger) >= FEWEST_LARGER else fitting
        by_case = len({part.size for part in chosen}) == 1
        looks = sorted({part.text.isupper() if by_case else part.size for part in chosen}, reverse=True)
        return cls(body, {look: min(level, DEEPEST) for level, look in enumerate(looks, 1)}, by_case)

    def level(self, part: Prose) -> int:
        """The level of a heading, 1 the outermost; 0 for what is none."""
        look = part.text.isupper() if self.by_case else part.size
        return self.levels.get(look, 0) if may_be_heading(part, self.body) else 0


def may_be_heading(part: Grid | Prose, body: int = 0) -> bool:
    """Whether a paragraph is set apart from text of that size, and short enough."""
    if not isinstance(part, Prose) or part.mark == BULLET:
        return False
    text = part.text.strip()
    is_set_apart = part.bold or (bool(body) and part.size > body)
    is_short = len(text) <= LONGEST_HEADING and any(map(str.isalpha, text)) and not text.endswith(ENDS)
    return is_set_apart and is_short and not STATEMENT.match(text)
