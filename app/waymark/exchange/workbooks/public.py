"""What of a plan the public copy shows: small numbers of children left out, and every empty cell explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi
from waymark.domain.text import plain
from waymark.exchange.papers.wording import period_words
from waymark.exchange.workbooks.actions import action_tables, log_tables, recommendation_tables
from waymark.exchange.workbooks.content import Cell, Column, Table, column
from waymark.exchange.workbooks.kpis import NO_FIGURE, NO_PERIOD, NOTE, commentary_on, kpi_tables
from waymark.services.public_copy import public_copy
from waymark.services.small_numbers import CONFIDENTIAL, LEFT_OUT

MARKS: Mapping[str, str] = {
    NO_FIGURE: "No figure is held for this month.",
    NO_PERIOD: "Not applicable: no period of this measure ends in this month, as it is read less often.",
    LEFT_OUT: CONFIDENTIAL,
}
"""What stands in cells instead of a figure, and what it means."""


@dataclass(slots=True)
class Notes:
    """The notes of a copy, numbered in the order in which they are first called for."""

    texts: list[str] = field(default_factory=list)

    def mark(self, text: str) -> str:
        """How a text is referred to: `[note 1]`."""
        if text not in self.texts:
            self.texts.append(text)
        return f"[note {self.texts.index(text) + 1}]"


def public_tables(plan: Plan, period: Period, notes: Notes) -> Iterator[Table]:
    """The tables of the copy, each for a sheet of its own; what is to be said of a KPI becomes a note."""
    plan = public_copy(plan)
    written: list[tuple[str, str, str]] = []
    for section, table in kpi_tables(plan, period):
        kpis = tuple(dict.fromkeys(section.kpis))
        yield _explained(_noted(table, kpis, notes))
        written += ((table.subject, title, text) for title, text in commentary_on(plan, section, period))
    if written:
        yield _explained(_commentary(written, period))
    for tables in (action_tables, recommendation_tables, log_tables):
        yield from map(_explained, tables(plan, period))


def marks_used(tables: Iterable[Table]) -> tuple[str, ...]:
    """Which of the marks stand in the tables."""
    words = {cell.words for table in tables for row in table.rows for cell in row}
    return tuple(mark for mark in MARKS if any(mark in each for each in words))


def _noted(table: Table, kpis: Sequence[Kpi], notes: Notes) -> Table:
    """The column of notes made into numbered ones, beside the names of what they are about."""
    note = next(each for each in table.columns if each.heading == NOTE)
    named = table.columns[1]
    marks = [notes.mark(plain(kpi.note)) if kpi.note else "" for kpi in kpis]
    cells = tuple(Cell(f"{cell.text} {mark}".strip()) for cell, mark in zip(named.cells, marks, strict=True))
    kept = (replace(named, cells=cells) if each is named else each for each in table.columns if each is not note)
    return replace(table, columns=tuple(kept))


def _explained(table: Table) -> Table:
    """Every text in plain words, and something said in every empty cell."""
    kept = table.without_blank_columns().columns
    return replace(
        table, columns=tuple(replace(each, cells=tuple(_cell(each, cell) for cell in each.cells)) for each in kept)
    )


def _cell(column: Column, cell: Cell) -> Cell:
    if cell.number is not None:
        return cell
    words = plain(cell.text) or cell.empty or column.empty or "None"
    return Cell(words, empty=cell.empty)


def _commentary(written: Sequence[tuple[str, str, str]], period: Period) -> Table:
    sections, titles, texts = zip(*written, strict=True)
    columns = (
        column("Section", 30, sections),
        column("What it is", 30, titles),
        column("Commentary", 100, texts),
    )
    title = f"Commentary, {period_words(period)}"
    return Table("Commentary", "Commentary", title, "A row for each text that was written for the month.", columns)
