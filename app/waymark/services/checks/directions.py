"""What prose says of a series in plain words, and whether the figures say otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from waymark.domain.polarity import Movement, Polarity
from waymark.services.checks.told import Figure

_PATTERNS = {
    "up": r"\b(?:rose|rises?|risen|rising|increas(?:e|es|ed|ing)|grew|grown?|growing|grows|went up|gone up|climbed"
    r"|higher)\b",
    "down": r"\b(?:fell|falls?|fallen|falling|dropp?(?:s|ed|ing)?|decreas(?:e|es|ed|ing)|reduc(?:ed|tion|ing)"
    r"|declin(?:e|es|ed|ing)|went down|gone down|lower|slipped|dipped|dip|downturn)\b",
    "better": r"\b(?:improved|improving|continue[sd]? to improve"
    r"|(?:an?|some|slight|small|modest|further|significant|steady|marked|clear) improvements?|improvements? in)\b",
    "worse": r"\b(?:worsened|worsening|got worse|deteriorat(?:ed|ing|es?|ion))\b",
    "level": r"\b(?:level(?:l)?ed (?:off|out)|stabili[sz]ed|plateaued"
    r"|(?:is|are|remain(?:s|ed)?|stayed|has been|have been) (?:stable|steady|constant))\b",
    "same": r"\b(?:ha(?:s|ve) not (?:moved|changed)|(?:did|does) not change|no (?:change|movement)|unchanged)\b",
    "good": r"\b(?:healthy|strong|excellent|on target|above target)\b",
    "all": r"\bAll\b(?=.*\b(?:within|on time|in time|timescales?|up to date)\b)",
}
_CLAIMS = {kind: re.compile(form, re.IGNORECASE if kind != "all" else 0) for kind, form in _PATTERNS.items()}
_ANY = re.compile("|".join(_PATTERNS.values()), re.IGNORECASE)
# What is hoped for, said of another stretch of time, or denied.
_NOT_SAID = re.compile(
    r"\b(?:will|shall|should|would|could|may|might|must|hope[ds]?|hoping|expect\w*|anticipat\w*|aim\w*|need(?:s|ed)? to"
    r"|ha(?:s|ve|d) to|to be|if|when|want\w*|risk|since|compared|comparison|than|during|between|over the|year on year"
    r"|last (?:year|quarter|spring|summer|autumn|winter)|for (?:two|three|four|six|twelve|\d+) \w+|no longer|hardly"
    r"|never|requir\w+|support\w*)\b|n't\b|n’t\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|nor|without|less|slower)\b", re.IGNORECASE)
_VOLUMES = re.compile(r"\b(?:numbers?|volumes?|demand|workloads?|counts?) (?:of|for|and|has|have)\b", re.IGNORECASE)
TREND = 4
"""So many readings, three moves one way, make a trend."""
_POINTS, _SHARE = Decimal(3), Decimal("0.05")
"""What is more than a wobble: three percentage points, else a twentieth."""
_WAYS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "up": lambda before, after: after < before,
    "down": lambda before, after: after > before,
}
_MOVEMENTS = {"better": Movement.worse, "worse": Movement.better}


@lru_cache(maxsize=16384)
def claims(words: str) -> tuple[tuple[str, str], ...]:
    """What a clause says of a series: kinds and words; nothing where it says two things at once, or says them not."""
    if _NOT_SAID.search(words):
        return ()
    found = tuple((kind, match[0]) for kind, form in _CLAIMS.items() if (match := form.search(words)))
    kinds = {kind for kind, _ in found}
    if len(kinds) > 1 or (kinds - {"same"} and _DENIED.search(words)):
        return ()
    return found


def may_claim(text: str) -> bool:
    """Whether there is any word of such a claim in a text: quickly said of the many that have none."""
    return bool(_ANY.search(text))


def speaks_of_volume(words: str) -> bool:
    """Whether a clause is about how many there are and not about a share of them."""
    return bool(_VOLUMES.search(words))


def against_figures(kind: str, figures: Sequence[Figure], polarity: Polarity) -> str:
    """What the latest figures say, if that is plainly not what a claim of that kind says; blank otherwise."""
    if kind == "all":
        last = figures[-1]
        return f"is {last.words}" if last.value.unit == "%" and last.number < Decimal("99.5") else ""
    if len(figures) < 2:
        return ""
    before, after = figures[-2], figures[-1]
    if kind in _WAYS:
        return _moved([before, after]) if _WAYS[kind](before.number, after.number) else ""
    if kind in _MOVEMENTS:
        worse = polarity.movement(before.number, after.number) is _MOVEMENTS[kind]
        return _moved([before, after]) if worse else ""
    if kind == "same":
        return _moved([before, after]) if _is_change(before, after) else ""
    return _moved(figures[-TREND:]) if kind == "level" and _is_trend(figures[-TREND:]) else ""


def _is_trend(figures: Sequence[Figure]) -> bool:
    moves = [after.number - before.number for before, after in pairwise(figures)]
    one_way = all(move > 0 for move in moves) or all(move < 0 for move in moves)
    return len(figures) == TREND and one_way and _is_change(figures[0], figures[-1])


def _is_change(before: Figure, after: Figure) -> bool:
    change = abs(after.number - before.number)
    return change >= _POINTS if after.value.unit == "%" else change > abs(before.number) * _SHARE


def _moved(figures: Sequence[Figure]) -> str:
    first, last = figures[0], figures[-1]
    verb = "rose" if last.number > first.number else "fell"
    each = ", reading after reading" if len(figures) > 2 else ""
    return f"{verb} from {first.words} to {last.words}{each}"
