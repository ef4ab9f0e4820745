"""What stands above a table: its titles, and the text that goes with them; and where a table ends for the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from waymark.exchange.reading.headers import Header, is_guidance
from waymark.exchange.reading.lattice import Lattice
from waymark.exchange.reading.sheet import SheetCell
from waymark.exchange.reading.vocabulary import commentary_label

LONGEST_TITLE = 120
MOST_TITLES = 4
STATEMENT = re.compile(r"(?:outcomes?|aims?|vision)(?: statements?)?\s*[:–-]\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Above:
    """The titles above a table, the nearest last, and a statement between them and the table."""

    titles: tuple[str, ...]
    statement: str = ""


def above(lattice: Lattice, header: Header, headers: Sequence[Header]) -> Above:
    """The titles right above a header; over the first table of its columns also those further up."""
    over = [each.bottom for each in headers if each.bottom < header.top and _share_columns(each, header)]
    floor = max(over, default=0)
    near = [*_lines(lattice, header, floor)]
    statement = next((cell.text.strip() for _, cell in near if is_statement(cell)), "")
    texts = [cell.text for _, cell in near if not is_statement(cell)]
    if not floor:
        top = min((number for number, _ in near), default=header.top)
        rows = (lattice.row(number, header.left, header.right) for number in range(top - 1, 0, -1))
        lone = (next(iter(row.values())) for row in rows if len(row) == 1)
        texts += [cell.text for cell in lone if _is_title(cell)][:MOST_TITLES]
    titles = [*lattice.grid.headings, *lattice.grid.captions, *reversed(texts)]
    return Above(tuple(" ".join(text.split()) for text in titles), statement)


def bottom(lattice: Lattice, header: Header, headers: Sequence[Header]) -> int:
    """The last row that can belong to a table: the one before the titles of the next table in its columns."""
    following = [each for each in headers if each.top > header.bottom and _share_columns(each, header)]
    if not following:
        return lattice.bottom
    after = min(following, key=lambda each: each.top)
    return min((number for number, _ in _lines(lattice, after, header.bottom)), default=after.top) - 1


def is_statement(cell: SheetCell) -> bool:
    """Whether a lone cell is the text that goes with a heading: an outcome, or a paragraph over several columns."""
    return STATEMENT.match(cell.text) is not None or (len(cell.text) > LONGEST_TITLE and cell.columns > 1)


def _lines(lattice: Lattice, header: Header, floor: int) -> Iterator[tuple[int, SheetCell]]:
    """The lone cells above a header, upwards, at most one blank row between; a row of the table above ends them.

    Statements count only beneath a title.
    """
    waiting: list[tuple[int, SheetCell]] = []
    blank = titled = False
    for number in range(header.top - 1, floor, -1):
        row = lattice.row(number, header.left, max(header.right, header.left + 1))
        if not row:
            if blank or titled or number < header.top - 2:
                return
            blank = True
            continue
        cell = next(iter(row.values()))
        if len(row) == 1 and is_statement(cell) and not titled:
            waiting.append((number, cell))
            continue
        if len(row) > 1 or not _is_title_here(lattice, header, number, cell):
            return
        titled = True
        yield from waiting
        waiting = []
        yield number, cell


def _is_title_here(lattice: Lattice, header: Header, number: int, cell: SheetCell) -> bool:
    return _is_title(cell) and (_stands_out(cell) or not lattice.row(number - 1, header.left, header.right))


def _is_title(cell: SheetCell) -> bool:
    text = cell.text.strip()
    is_short = len(text) <= LONGEST_TITLE and any(map(str.isalpha, text))
    return is_short and not is_guidance(text) and not commentary_label(text)


def _stands_out(cell: SheetCell) -> bool:
    return cell.bold or cell.fill not in ("", "#ffffff") or cell.columns > 1


def _share_columns(one: Header, other: Header) -> bool:
    return one.left <= other.right and other.left <= one.right
