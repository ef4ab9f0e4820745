"""How wide a table's columns should be for what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import ceil, sqrt

from waymark.exchange.papers.content import Table

Widths = Mapping[tuple[str, ...], Sequence[int]]
"""The columns' widths by the headings of a table."""
USUAL_SIZE = 20
"""The size in half points of the text that is measured; that of other sizes is wider and higher in proportion."""
CELL_MARGINS = 170
LINE = 240
BOLDER = 1.08
_BREAK = re.compile(r"[ \n]|(?<=[^\W\d]-)(?=[^\W\d])")
"""Where a line may end: at a blank, and behind a hyphen between letters."""
LONGEST_WHOLE = 10
"""In characters: `CIN 4`, `Q2 2017/18` and `Not rated` are not broken."""
ROOM = 0.12
"""Of a table's width: what short lines that are not broken must leave to long texts."""
_EMS = {
    **dict.fromkeys("iIjl.,:;|!'’", 0.26),
    **dict.fromkeys("frt()[]/- ", 0.34),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ", 0.72),
    **dict.fromkeys("mwMW%@", 0.9),
}


def shared_widths(tables: Iterable[Table], total: int, sizes: Mapping[tuple[str, ...], int]) -> Widths:
    """The widths for tables by their headings, so that tables of one kind line up down the pages.

    So are the `sizes` of their text, in half points.
    """
    rows: dict[tuple[str, ...], list[list[str]]] = {}
    for table in tables:
        rows.setdefault(table.headings, []).extend(
            [cell.plain for cell in row] for row in table.rows if len(row) == len(table.headings)
        )
    return {headings: _sized(headings, texts, total, sizes[headings]) for headings, texts in rows.items()}


def _sized(headings: Sequence[str], texts: Sequence[Sequence[str]], total: int, size: int) -> list[int]:
    share = size / USUAL_SIZE
    return _summing_to(total, [width * share for width in column_widths(headings, texts, round(total / share))])


def column_widths(headings: Sequence[str], rows: Sequence[Sequence[str]], total: int) -> list[int]:
    """The columns' widths in twentieths of a point, `total` together.

    Each column has room for its longest word, as far as that is possible; what is left goes where the texts are long.
    """
    least = _least(headings, rows, total)
    squares = [0.0] * len(headings)
    for row in rows:
        for place, text in enumerate(row):
            squares[place] += _width(text) ** 2 / len(rows)
    spare = total - sum(least) - CELL_MARGINS * len(headings)
    if spare < 0:
        return _summing_to(total, [width * total / sum(least) for width in least])
    # The quadratic mean: long texts count for more than short ones, but one long text does not make a wide column.
    wanted = [max(sqrt(square) - word, 0) for square, word in zip(squares, least, strict=True)]
    share = spare / (sum(wanted) or 1)
    return _summing_to(total, [width + want * share + CELL_MARGINS for width, want in zip(least, wanted, strict=True)])


def _least(headings: Sequence[str], rows: Sequence[Sequence[str]], total: int) -> list[float]:
    """The least that each column needs: for its short lines, unless that leaves long texts no room, else for its words.

    One `79% (6m+)` a month would otherwise set the names of the measures a word a line.
    """
    for widest in (_widest_whole, _longest_word):
        least = [_longest_word(heading) * BOLDER for heading in headings]
        for row in rows:
            least = [max(width, widest(text)) for width, text in zip(least, row, strict=True)]
        if total - sum(least) - CELL_MARGINS * len(headings) > ROOM * total:
            break
    return least


def row_height(texts: Iterable[str], widths: Sequence[int], size: int = USUAL_SIZE) -> float:
    """About how high a row is, in twentieths of a point; words that are too long for a line count for it only once."""
    share = size / USUAL_SIZE
    columns = zip(texts, widths, strict=True)
    return max((_lines(text, (width - CELL_MARGINS) / share) * LINE * share for text, width in columns), default=0)


def _lines(text: str, width: float) -> int:
    return sum(max(ceil(_width(line) / width), 1) for line in text.split("\n"))


def _widest_whole(text: str) -> float:
    """The widest piece that should stand on one line: a word, or a line that is no longer than a ref or a month."""
    return max(_width(line) if len(line) <= LONGEST_WHOLE else _longest_word(line) for line in text.split("\n"))


def _longest_word(text: str) -> float:
    # A no-break space holds what it stands in together, which `split()` alone would not know.
    return max(map(_width, _BREAK.split(text)))


@cache
def _width(text: str) -> float:
    """The width of a text on one line, in Arial, near enough."""
    return sum(_EMS.get(sign, 0.57) for sign in text) * USUAL_SIZE * 10


def _summing_to(total: int, widths: Sequence[float]) -> list[int]:
    whole = [round(width) for width in widths]
    widest = max(range(len(whole)), key=whole.__getitem__)
    whole[widest] += total - sum(whole)
    return whole
