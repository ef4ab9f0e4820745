"""What the person must be told of single cells of a workbook, beside what its merge with the plan says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from waymark.domain.rows import Row
from waymark.exchange.reading.doubts import Doubt
from waymark.exchange.reading.typed import ReturnedRow
from waymark.exchange.trackers.proposal import Cell, Flag, Verdict

BESIDE = frozenset({"comment", "strikethrough", "rag_word_and_fill_disagree"})
"""What is said of a cell even if the plan has the same: it tells of more than the cell's text."""


def with_doubts(
    cells: Sequence[Cell], doubts: Sequence[Doubt], pairs: Sequence[tuple[ReturnedRow, Row]]
) -> tuple[tuple[Cell, ...], tuple[Flag, ...]]:
    """The cells with what is doubtful of them, and the rest of the doubts; of what the plan has already, nothing."""
    if not doubts:
        return tuple(cells), ()
    subjects = {_row_of(typed.where): subject for row, subject in pairs for typed in row.cells.values()}
    alike = {typed.where for row, _ in pairs for typed in row.cells.values()} - {cell.where for cell in cells}
    first = {doubt.where: doubt for doubt in reversed(doubts) if doubt.reason not in BESIDE}
    doubtful = {cell.where for cell in cells if not cell.reason and cell.where in first}
    refused = {cell.where for cell in cells if cell.verdict is Verdict.refused}
    told = (
        Flag(each.reason, each.say, each.where, subjects.get(_row_of(each.where)), each.field)
        for each in doubts
        if each.reason in BESIDE
        or not (each.where in alike | refused or (each.where in doubtful and first[each.where] is each))
    )
    return tuple(_doubted(cell, first) if cell.where in doubtful else cell for cell in cells), tuple(told)


def _doubted(cell: Cell, doubts: Mapping[str, Doubt]) -> Cell:
    return cell if cell.reason else replace(cell, reason=doubts[cell.where].reason, say=doubts[cell.where].say)


def _row_of(where: str) -> tuple[str, str]:
    """The sheet and the row of an address."""
    sheet, _, cell = where.rpartition("!")
    return sheet, cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
