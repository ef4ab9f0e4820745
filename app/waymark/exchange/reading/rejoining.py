"""Rows that the end of a page has broken in two, made one again, in mid-sentence where that goes on (S03, L21)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from waymark.exchange.reading.found import Line, What
from waymark.exchange.reading.headings import led_ref
from waymark.exchange.reading.sheet import SheetCell

ENDS = (".", "!", "?", ":", ";")
GOES_ON = (
    ",",
    "&",
    "/",
    "-",
    "–",
    "(",
    " and",
    " of",
    " the",
    " to",
    " a",
    " an",
    " in",
    " for",
    " with",
    " or",
    " by",
)
WHOLE = (What.item, What.step)


def rejoined(lines: Iterable[Line], breaks: frozenset[int], refs: Sequence[int], subject: int) -> tuple[Line, ...]:
    """The rows of a table, those at the top of a page that go on with the last one of the page before joined to it.

    `breaks` are the rows that begin a page, `refs` the columns of refs, and `subject` is the column that names a row.
    """
    found: list[Line] = []
    for line in lines:
        last = next((each for each in reversed(found) if each.what is not What.joined), None)
        if (
            last
            and line.number in breaks
            and line.what in WHOLE
            and last.what in WHOLE
            and _goes_on(last, line, refs, subject)
        ):
            found[found.index(last)] = _joined(last, line)
            found.append(replace(line, what=What.joined, cells={}))
        else:
            found.append(line)
    return tuple(found)


def text_joined(one: str, other: str) -> str:
    """Two parts of a text: one sentence where the first breaks off, else a paragraph each."""
    first, second = one.rstrip(), other.lstrip()
    if not first or not second:
        return first or second
    is_open = first.endswith(GOES_ON) or (second[0].islower() and not first.endswith(ENDS))
    return f"{first} {second}" if is_open and not second.startswith("- ") else f"{first}\n{second}"


def _goes_on(last: Line, line: Line, refs: Sequence[int], subject: int) -> bool:
    if any(_says(line, place) for place in refs):
        return False
    words = _says(line, subject)
    if not words or any(_says(last, place) for place in refs):
        return True
    above = _says(last, subject)
    if led_ref(above)[0]:
        return not led_ref(words)[0]
    return words[0].islower() and not above.endswith(ENDS)


def _says(line: Line, place: int) -> str:
    cell = line.cells.get(place)
    return cell.text.strip() if cell else ""


def _joined(last: Line, line: Line) -> Line:
    cells: dict[int, SheetCell] = dict(last.cells)
    for place, cell in line.cells.items():
        above = cells.get(place)
        cells[place] = replace(above, text=text_joined(above.text, cell.text)) if above else cell
    return replace(last, cells=dict(sorted(cells.items())))
