"""What of a plan the public copy shows: small numbers of children left out, and every empty cell explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi
from waymark.domain.text import plain
from waymark.domain.value import parse_value
from waymark.exchange.papers.wording import period_words
from waymark.exchange.workbooks.actions import action_tables, log_tables, recommendation_tables
from waymark.exchange.workbooks.content import Cell, Column, Table, column
from waymark.exchange.workbooks.kpis import NO_FIGURE, NO_PERIOD, NOTE, commentary_on, kpi_tables
from waymark.services.ratings import figure_as_read
from waymark.services.small_numbers import LEFT_OUT, is_confidential, public_note, without_small_counts
from waymark.services.suppression import suppressed

Places = frozenset[tuple[int, int]]
MARKS: Mapping[str, str] = {
    NO_FIGURE: "No figure is held for this month.",
    NO_PERIOD: "Not applicable: no period of this measure ends in this month, as it is read less often.",
    LEFT_OUT: "Confidential, so that no child can be known by it: a number of 1 to 5, a share that rests on one, or a"
    " figure from which one could be worked out.",
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
    written: list[tuple[str, str, str]] = []
    for section, table in kpi_tables(plan, period):
        kpis = tuple(dict.fromkeys(section.kpis))
        yield _explained(_noted(_without_small_numbers(table, kpis), kpis, notes))
        written += ((table.subject, title, text) for title, text in commentary_on(plan, section, period))
    if written:
        yield _explained(_commentary(written, period))
    for tables in (action_tables, recommendation_tables, log_tables):
        yield from map(_explained, tables(plan, period))


def marks_used(tables: Iterable[Table]) -> tuple[str, ...]:
    """Which of the marks stand in the tables."""
    words = {cell.words for table in tables for row in table.rows for cell in row}
    return tuple(mark for mark in MARKS if any(mark in each for each in words))


def _without_small_numbers(table: Table, kpis: Sequence[Kpi]) -> Table:
    """Counts of children that are small, and with them what gives them away among rows that add up."""
    months = [place for place, each in enumerate(table.columns) if each.figures]
    lines = [[_count(table.columns[place].cells[row]) for place in months] for row in range(len(kpis))]
    small = [
        (row, number)
        for row, kpi in enumerate(kpis)
        for number, place in enumerate(months)
        if is_confidential(kpi, figure_as_read(kpi, table.columns[place].cells[row].text))
    ]
    hidden = suppressed(lines, small)
    columns = [*table.columns]
    for number, place in enumerate(months):
        gone = {row for row, each in hidden if each == number}
        cells = tuple(
            Cell(LEFT_OUT, empty=LEFT_OUT) if row in gone else cell for row, cell in enumerate(columns[place].cells)
        )
        columns[place] = replace(columns[place], cells=cells)
    return replace(table, columns=tuple(columns))


def _count(cell: Cell) -> int | None:
    """A cell's whole number, if it holds a count."""
    value = parse_value(cell.text)
    number = value.figure
    whole = number is not None and not value.unit and value.denominator is None and number == int(number)
    return int(number) if number is not None and whole else None


def _noted(table: Table, kpis: Sequence[Kpi], notes: Notes) -> Table:
    """The column of notes made into numbered ones, beside the names of what they are about."""
    note = next(each for each in table.columns if each.heading == NOTE)
    named = table.columns[1]
    marks = [notes.mark(public_note(kpi)) if kpi.note else "" for kpi in kpis]
    cells = tuple(Cell(f"{cell.text} {mark}".strip()) for cell, mark in zip(named.cells, marks, strict=True))
    kept = (replace(named, cells=cells) if each is named else each for each in table.columns if each is not note)
    return replace(table, columns=tuple(kept))


def _explained(table: Table) -> Table:
    """Every text in plain words without small numbers, and something said in every empty cell."""
    kept = table.without_blank_columns().columns
    return replace(
        table, columns=tuple(replace(each, cells=tuple(_cell(each, cell) for cell in each.cells)) for each in kept)
    )


def _cell(column: Column, cell: Cell) -> Cell:
    if cell.number is not None:
        return cell
    words = without_small_counts(plain(cell.text)) or cell.empty or column.empty or "None"
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
