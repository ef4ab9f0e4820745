"""Tables that people read downwards: a card for each action, labels on the left; and headers typed above a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from waymark.exchange.reading.sheet import Grid, Prose, SheetCell, Source
from waymark.exchange.reading.vocabulary import is_word, roles_named

FEWEST_LABELS = 3
MOST_LABELS = 0.6
"""The share of the labels of a card that must be known headers."""
ABOUT = frozenset({"action", "recommendation", "kpi"})
"""What a card must be about; one with a title, an owner and a date controls the document."""
Cells = Mapping[tuple[int, int], SheetCell]


def with_cards_as_rows(source: Source) -> Source:
    """A document with the cards beneath one heading as the rows of one table."""
    parts: list[Grid | Prose] = []
    cards: list[Grid] = []
    for part in (*source.parts, None):
        is_card = isinstance(part, Grid) and _is_card(part)
        if cards and (not isinstance(part, Grid) or not is_card or part.headings != cards[0].headings):
            parts.append(_table(cards))
            cards = []
        if isinstance(part, Grid) and is_card:
            cards.append(part)
        elif part is not None:
            parts.append(part)
    return replace(source, parts=tuple(parts))


def with_headers_from_above(source: Source) -> Source:
    """A document in which a line above a table, parted by tabs into known headers, is the table's first row."""
    parts: list[Grid | Prose] = []
    for part in source.parts:
        above = parts[-1] if parts else None
        names = _names(above) if isinstance(above, Prose) else []
        if isinstance(part, Grid) and isinstance(above, Prose) and len(names) == _width(part) and _are_headers(names):
            parts.pop()
            header = {(1, place): SheetCell(name, above.where, bold=True) for place, name in enumerate(names, 1)}
            part = _beneath(part, header)
        parts.append(part)
    return replace(source, parts=tuple(parts))


def _names(above: Prose) -> list[str]:
    return [name.strip() for name in above.text.replace("|", "\t").split("\t") if name.strip()]


def _are_headers(names: Sequence[str]) -> bool:
    return len(names) >= FEWEST_LABELS and sum(map(is_word, names)) >= MOST_LABELS * len(names)


def _beneath(grid: Grid, header: Cells) -> Grid:
    cells = {(row + 1, column): cell for (row, column), cell in grid.cells.items()}
    short = frozenset(row + 1 for row in grid.short_rows)
    return replace(grid, cells={**header, **cells}, captions=grid.captions[:-1], short_rows=short)


def _is_card(grid: Grid) -> bool:
    """Whether a table has two columns, known labels in the first, what the thing is among them, and values beside."""
    labels = _labels(grid)
    if _width(grid) != 2 or not _are_headers([*labels]):
        return False
    return any(ABOUT & roles_named(label).keys() for label in labels) and len(labels) == len(_values(grid))


def _labels(grid: Grid) -> dict[str, int]:
    """The labels of a card with their rows; one that stands twice makes it no card."""
    cells = sorted((row, cell.text.strip().rstrip(":")) for (row, column), cell in grid.cells.items() if column == 1)
    labels = {text: row for row, text in cells if text}
    return labels if len(labels) == len(cells) else {}


def _values(grid: Grid) -> dict[int, SheetCell]:
    return {row: cell for (row, column), cell in grid.cells.items() if column == 2}


def _table(cards: Sequence[Grid]) -> Grid:
    names = [*dict.fromkeys(label for card in cards for label in _labels(card))]
    first = next(iter(cards[0].cells.values()))
    cells = {(1, place): replace(first, text=name, bold=True) for place, name in enumerate(names, 1)}
    for row, card in enumerate(cards, 2):
        values = _values(card)
        for label, place in _labels(card).items():
            cells[row, names.index(label) + 1] = values[place]
    return replace(cards[0], cells=cells, short_rows=frozenset(), goes_on=False)


def _width(grid: Grid) -> int:
    return max((column + cell.columns - 1 for (_, column), cell in grid.cells.items()), default=0)
