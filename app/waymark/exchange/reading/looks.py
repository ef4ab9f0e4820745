"""What the values of a column look like: dates, ratings, numbers, long texts; each as a share of what is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from waymark.domain.due import Due, Precision, due_as_typed
from waymark.domain.errors import NotUnderstood
from waymark.domain.frequency import find_frequency
from waymark.domain.polarity import Polarity, parse_polarity
from waymark.domain.state import State, is_complete, parse_state
from waymark.domain.text import plain_words
from waymark.domain.value import ValueState, parse_value
from waymark.exchange.reading.hues import is_rating, word_of
from waymark.exchange.reading.sheet import Holding, SheetCell
from waymark.exchange.reading.vocabulary import split_period

LONG = 30
LONGEST_DATE = 60
MOST_LOOKED_AT = 200
_REF = re.compile(
    r"[A-Za-z]{0,6}[ ._-]?\(?\d+(?:[ ._/-]?\d+)*[ ]?[A-Za-z]?\)?\.?|[A-Za-z]{1,4}|[A-Z][a-z]{2}-\d{2}"
    r"|[A-Za-z]{1,4} ?[a-z0-9]( ?\(\w+\))?"
)
_FIGURE_KINDS = frozenset(
    {
        "actual",
        "target",
        "rag",
        "rating",
        "performance",
        "outturn",
        "variance",
        "numerator",
        "denominator",
        "trajectory",
    }
)
_LEVELS = frozenset({"high", "medium", "low", "h", "m", "l", "critical", "urgent", "normal", "must", "should", "could"})


def looks(cells: Iterable[SheetCell]) -> Mapping[str, float]:
    """The share of cells that look like each kind of value; `fill` and `tall` of colours and of merges over rows."""
    seen: Counter[str] = Counter()
    count = 0
    for cell in cells:
        if count == MOST_LOOKED_AT:
            break
        if not cell.text.strip() and not word_of(cell.fill):
            continue
        count += 1
        seen.update(_looks_of(cell))
    return {name: number / count for name, number in seen.items()} | {"count": float(count)}


def is_ref(text: str) -> bool:
    """Whether a text can be a ref."""
    return len(text) <= 20 and _REF.fullmatch(text.strip()) is not None


def is_figure(text: str) -> bool:
    """Whether a text is a value or says why there is none."""
    return parse_value(text).state is not ValueState.text


def is_state(text: str) -> bool:
    """Whether a text says how far a thing is."""
    try:
        return parse_state(text) is not State.blank or is_complete(text) is not None
    except NotUnderstood:
        return is_complete(text) is not None


def _looks_of(cell: SheetCell) -> list[str]:
    text = cell.text.strip()
    found = [*_looks_like(text)] if text else []
    if cell.holding is Holding.date:
        found = [*(name for name in found if name != "ref"), "date"]
    if cell.fill and word_of(cell.fill) and (not text or is_rating(text)):
        found += ["fill", *(["rating"] if not text else [])]
    return [*dict.fromkeys(found), *(["tall"] if cell.rows > 1 else [])]


@lru_cache(maxsize=4096)
def due_said(text: str) -> Due:
    """The due date that a text says; columns say the same few again and again."""
    return due_as_typed(text)


def _is_date(text: str) -> bool:
    return len(text) <= LONGEST_DATE and due_said(text).precision not in (Precision.none, Precision.unknown)


@lru_cache(maxsize=4096)
def _looks_like(text: str) -> tuple[str, ...]:
    return tuple(name for name, test in _TESTS.items() if test(text))


def _is_polarity(text: str) -> bool:
    try:
        return parse_polarity(text) is not Polarity.unstated
    except NotUnderstood:
        return False


_TESTS: Mapping[str, Callable[[str], bool]] = {
    "ref": is_ref,
    "date": _is_date,
    "state": lambda text: len(text) <= LONG and is_state(text),
    "rating": is_rating,
    "number": is_figure,
    "long": lambda text: len(text) > LONG,
    "words": lambda text: any(map(str.isalpha, text)) and not is_rating(text) and plain_words(text) not in _LEVELS,
    "polarity": _is_polarity,
    "frequency": lambda text: find_frequency(text) is not None,
    "period": lambda text: len(text) <= 40 and bool(split_period(text)[0]),
    "figure kind": lambda text: plain_words(text) in _FIGURE_KINDS,
    "level": lambda text: plain_words(text) in _LEVELS,
}
