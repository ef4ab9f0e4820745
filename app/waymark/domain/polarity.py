"""Which way a figure is better."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from waymark.domain.errors import NotUnderstood
from waymark.domain.text import plain_signs, quoted


class Polarity(Enum):
    """Which way is better; `unstated` where the plan does not say, `neutral` where it says that neither is."""

    higher = "higher"
    lower = "lower"
    neutral = "neutral"
    range = "range"
    unstated = ""

    @property
    def words(self) -> str:
        """The form for people."""
        return _WORDS[self]

    def movement(self, before: Decimal, after: Decimal) -> Movement:
        """Whether going from one figure to the other is better or worse."""
        if before == after:
            return Movement.same
        if self not in (Polarity.higher, Polarity.lower):
            return Movement.unjudged
        return Movement.better if (after > before) == (self is Polarity.higher) else Movement.worse


class Movement(Enum):
    """What a change of a figure means; `unjudged` where its polarity does not settle it."""

    better = "better"
    worse = "worse"
    same = "same"
    unjudged = "unjudged"


_WORDS = {
    Polarity.higher: "higher is better",
    Polarity.lower: "lower is better",
    Polarity.neutral: "neither way is better",
    Polarity.range: "within a range is better",
    Polarity.unstated: "",
}
_SYNONYMS = {
    Polarity.higher: ("bib", "bigger is better", "higher", "high", "high is good", "bigger", "up", "increase"),
    Polarity.lower: (
        *("sib", "smaller is better", "lower", "low", "low is good", "smaller", "less is better", "down", "decrease"),
        "reduce",
    ),
    Polarity.neutral: ("neutral", "volume", "contextual", "none", "n/a", "no polarity", "for information"),
    Polarity.range: ("range", "in range", "within range", "target range", "plan is best"),
    Polarity.unstated: (),
}
_POLARITIES = {form: polarity for polarity in Polarity for form in (polarity.words, *_SYNONYMS[polarity])}


def parse_polarity(text: str) -> Polarity:
    """Read a polarity; blank is unstated. Raises NotUnderstood with what to try."""
    polarity = _POLARITIES.get(plain_signs(text).rstrip(".").lower())
    if polarity is None:
        raise NotUnderstood(
            f"{quoted(text)} is no polarity. Try “higher”, “lower”, “neutral” or “range”, or leave it empty."
        )
    return polarity
