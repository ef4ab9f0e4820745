"""Prose on sheets that hold no table: paragraphs under their headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from waymark.exchange.reading.found import Passage
from waymark.exchange.reading.sheet import SheetCell
from waymark.exchange.reading.typed import Ignored

LONG = 80
"""A paragraph has so many characters, or ends a sentence; what is shorter is a heading."""
LONGEST_HEADING = 120
Rows = Mapping[int, Mapping[int, SheetCell]]


def passages_of(sheets: Iterable[tuple[str, Rows]]) -> tuple[tuple[Passage, ...], tuple[Ignored, ...]]:
    """The paragraphs of sheets of prose, and the sheets that hold none."""
    passages: list[Passage] = []
    told: list[Ignored] = []
    for name, rows in sheets:
        cells = [cell for _, row in sorted(rows.items()) for cell in row.values()]
        is_prose = (
            sum(len(cell.text) > LONG for cell in cells) >= 1
            and max((len(row) for row in rows.values()), default=0) <= 2
        )
        if is_prose:
            passages.extend(_passages(cells))
        elif cells:
            told.append(Ignored(name, "a sheet without a table that Waymark knows"))
    return tuple(passages), tuple(told)


def _passages(cells: list[SheetCell]) -> Iterator[Passage]:
    """Each paragraph with its heading; the last line of a block of headings is the outer one of those that follow."""
    block: list[str] = []
    outer = inner = ""
    for cell in cells:
        text = cell.text.strip()
        if _is_heading(cell):
            block.append(" ".join(text.split()))
            continue
        if len(block) > 1:
            outer, inner = block[-2], block[-1]
        elif block:
            inner = block[-1]
        block = []
        yield Passage(" / ".join(dict.fromkeys(filter(None, (outer, inner)))), text, cell.where)


def _is_heading(cell: SheetCell) -> bool:
    text = cell.text.strip()
    return len(text) <= LONGEST_HEADING and (cell.bold or len(text) < LONG) and not text.endswith((".", ";"))
