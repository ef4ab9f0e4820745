"""Tables that people read downwards: a card for each action, labels on the left; and headers typed above a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from waymark.exchange.reading.sheet import Grid, Prose, SheetCell, Source
from waymark.exchange.reading.vocabulary import is_word, roles_named

FEWEST_LABELS = 3
WIDTHS = (2, 4)
"""A card has one or two labels on a row, each with its value to the right."""
MOST_LABELS = 0.6
"""The share of the labels of a card that must be known headers."""
ABOUT = frozenset({"action", "recommendation", "kpi"})
"""What a card must be about; one with a title, an owner and a date controls the document."""
_TITLED = re.compile(r"(?P<what>action|recommendation|kpi)\b\s*(?P<said>\S.*)", re.IGNORECASE | re.DOTALL)
Cells = Mapping[tuple[int, int], SheetCell]


def with_cards_as_rows(source: Source) -> Source:
    """A document with the cards beneath one heading as the rows of one table."""
    parts: list[Grid | Prose] = []
    cards: list[Grid] = []
    for part in (*source.parts, None):
        part = _with_title_as_label(part) if isinstance(part, Grid) else part
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
        if isinstance(part, Grid) and isinstance(above, Prose) and len(names) == part.width and _are_headers(names):
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


def _with_title_as_label(grid: Grid) -> Grid:
    """The card whose first row is its title and says what it is (`Action 3: …`), with that as a label and its value."""
    title = grid.cells.get((1, 1))
    match = _TITLED.fullmatch(title.text.strip()) if title else None
    if title is None or match is None or grid.width not in WIDTHS or title.columns < grid.width:
        return grid
    row = {(1, 1): replace(title, text=match["what"], columns=1), (1, 2): replace(title, text=match["said"], columns=1)}
    titled = replace(grid, cells={**grid.cells, **row})
    return titled if _is_card(titled) else grid


def _is_card(grid: Grid) -> bool:
    """Whether a table is labels, most of them known and what the thing is among them, each with its value beside."""
    labels = _labels(grid)
    if grid.width not in WIDTHS or not _are_headers([*labels]):
        return False
    return any(ABOUT & roles_named(label).keys() for label in labels) and len(labels) == len(_values(grid))


def _labels(grid: Grid) -> dict[str, tuple[int, int]]:
    """The labels of a card with the places of their values; one that stands twice makes it no card."""
    cells = sorted((place, cell) for place, cell in grid.cells.items() if place[1] % 2 == 1)
    labels = {cell.text.strip().rstrip(":"): (row, column + cell.columns) for (row, column), cell in cells}
    return labels if len(labels) == len(cells) and all(labels) else {}


def _values(grid: Grid) -> dict[tuple[int, int], SheetCell]:
    return {place: cell for place, cell in grid.cells.items() if place[1] % 2 == 0}


def _table(cards: Sequence[Grid]) -> Grid:
    names = [*dict.fromkeys(label for card in cards for label in _labels(card))]
    first = next(iter(cards[0].cells.values()))
    cells = {(1, place): replace(first, text=name, bold=True) for place, name in enumerate(names, 1)}
    for row, card in enumerate(cards, 2):
        values = _values(card)
        for label, place in _labels(card).items():
            cells[row, names.index(label) + 1] = replace(values[place], columns=1)
    return replace(cards[0], cells=cells, short_rows=frozenset(), goes_on=False)
