"""How a person has arranged a grid's columns: kept for the plan in their preferences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from waymark_ui.grid.columns import Column

ZOOMS = (50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""The zooms in per cent that the wheel and the keys go through."""


@dataclass(frozen=True, slots=True)
class ColumnState:
    """The columns' order, the hidden ones, widths in characters where they were changed, and the zoom in per cent.

    Columns are named by key. What a column of a month is given is kept while that month is not shown.
    """

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    widths: dict[str, float] = field(default_factory=dict)
    zoom: int = 100

    @classmethod
    def from_choice(cls, choice: Any) -> ColumnState:
        """The state as the preferences hold it; what is no state of columns gives the sheet's own."""
        if not isinstance(choice, dict):
            return cls()
        zoom, widths = choice.get("zoom"), choice.get("widths")
        return cls(
            order=tuple(_texts(choice.get("order"))),
            hidden=frozenset(_texts(choice.get("hidden"))),
            widths={key: width for key, width in widths.items() if _is_width(width)}
            if isinstance(widths, dict)
            else {},
            zoom=zoom if zoom in ZOOMS else 100,
        )

    def as_choice(self) -> dict[str, Any]:
        """The state in a form that the preferences can hold."""
        return asdict(self) | {"order": [*self.order], "hidden": sorted(self.hidden)}

    def arranged(self, columns: Sequence[Column]) -> list[int]:
        """The columns by number in this order: frozen ones first; what was never moved is where the sheet has it."""
        places = {key: place for place, key in enumerate(self.order)}
        numbers = sorted(range(len(columns)), key=lambda number: _place(columns, number, places))
        return sorted(numbers, key=lambda number: not columns[number].frozen)

    def with_order(self, keys: Iterable[str]) -> ColumnState:
        return replace(self, order=tuple(keys))

    def showing(self, key: str, *, shown: bool) -> ColumnState:
        return replace(self, hidden=self.hidden - {key} if shown else self.hidden | {key})

    def with_width(self, key: str, characters: float) -> ColumnState:
        return replace(self, widths={**self.widths, key: round(characters, 1)})

    def zoomed(self, step: int) -> ColumnState:
        """The next larger (1) or smaller (-1) zoom; 0 gives 100 %."""
        place = ZOOMS.index(self.zoom) + step if step else ZOOMS.index(100)
        return replace(self, zoom=ZOOMS[min(max(place, 0), len(ZOOMS) - 1)])


def _place(columns: Sequence[Column], number: int, places: dict[str, int]) -> tuple[float, int]:
    """A column that has no place of its own follows the one before it that has."""
    for earlier in range(number, -1, -1):
        if columns[earlier].key in places:
            return (places[columns[earlier].key], number - earlier)
    return (-1, number)


def _texts(value: Any) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _is_width(value: Any) -> bool:
    return isinstance(value, int | float) and 1 <= value <= 500
