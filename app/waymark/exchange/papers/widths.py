"""How wide a table's columns should be for what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

TABLE_SIZE = 200
"""The size of a table's text in twentieths of a point."""
CELL_MARGINS = 160
_NARROW, _WIDE = frozenset("fijlrtI.,:;!|'’ ()[]/-"), frozenset("mwMW%@")


def column_widths(headings: Sequence[str], rows: Sequence[Sequence[str]], total: int) -> list[int]:
    """The columns' widths in twentieths of a point, `total` together.

    Each column has room for its longest word, as far as that is possible; what is left goes where the texts are long.
    """
    columns = [[heading, *(row[place] for row in rows)] for place, heading in enumerate(headings)]
    least = [max(_word_width(word) for text in column for word in text.split() or [""]) + CELL_MARGINS for column in columns]
    spare = total - sum(least)
    if spare < 0:
        return _summing_to(total, [width * total / sum(least) for width in least])
    wanted = [max(_wanted(column) - width, 0) for column, width in zip(columns, least, strict=True)]
    share = spare / (sum(wanted) or 1)
    return _summing_to(total, [width + want * share for width, want in zip(least, wanted, strict=True)])


def _wanted(column: Sequence[str]) -> float:
    """The width at which a column would not be the one that makes its rows high: its mean text, and half its longest."""
    lengths = [_word_width(text) for text in column[1:]] or [0]
    return CELL_MARGINS + (sum(lengths) / len(lengths) + max(lengths)) / 2


@cache
def _word_width(text: str) -> int:
    """The width of a text on one line, in bold Arial, near enough."""
    narrow, wide = sum(sign in _NARROW for sign in text), sum(sign in _WIDE for sign in text)
    capitals = sum(sign.isupper() for sign in text)
    ems = narrow * 0.33 + wide * 0.9 + (len(text) - narrow - wide) * 0.58 + capitals * 0.12
    return round(ems * TABLE_SIZE)


def _summing_to(total: int, widths: Sequence[float]) -> list[int]:
    whole = [round(width) for width in widths]
    widest = max(range(len(whole)), key=whole.__getitem__)
    whole[widest] += total - sum(whole)
    return whole
