"""What a column is sorted by: dates by day, refs as people count, figures by size, choices in their order; blanks last.

Everything else is sorted by its words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from waymark.domain.due import due_as_typed
from waymark.domain.ref import Ref
from waymark.domain.value import parse_value
from waymark_ui.grid.columns import Kind

SortKey = tuple[object, ...]


def sort_key(kind: Kind, text: str, choices: Sequence[str] = ()) -> SortKey:
    """The key of a cell's text; `choices` are what it may be, in their order."""
    if choices:
        place = choices.index(text) if text in choices else len(choices)
        return (not text.strip(), place, text.casefold())
    return (not text.strip(), *_KEYS.get(kind, _by_words)(text))


def _by_words(text: str) -> SortKey:
    return (text.casefold(),)


def _by_ref(text: str) -> SortKey:
    return (Ref(text).order,)


def _by_day(text: str) -> SortKey:
    return (due_as_typed(text).sort_day, text.casefold())


def _by_size(text: str) -> SortKey:
    figure = parse_value(text).figure
    return (figure is None, figure or 0, text.casefold())


_KEYS: dict[Kind, Callable[[str], SortKey]] = {Kind.ref: _by_ref, Kind.due: _by_day, Kind.value: _by_size}
