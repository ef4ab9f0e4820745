"""What was found in an Office file, without its cells: small enough to be shown, column by column, and corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from waymark.domain.text import shortened
from waymark.exchange.reading.content import Taken, taken_from
from waymark.exchange.reading.found import Column, Found, Kind, Table
from waymark.exchange.reading.vocabulary import READING, fingerprint, vocabulary

EXAMPLES = 3
LEFT_OUT = "left out"
NOT_OFFERED = ("risk", "unplaced")
"""Roles of which a plan has nothing: to a person these are columns to leave out."""


@dataclass(frozen=True, slots=True)
class SurveyedColumn:
    """A column: its letters, what it is taken for and why, and a few of its values.

    A correction is kept under the `key`; it is blank where there is no header, and then nothing can be corrected.
    """

    letters: str
    header: str
    key: str
    role: str
    why: str
    period: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurveyedTable:
    """A table: its sheet and range, and how many things it holds; `why_not` where it is left out."""

    where: str
    kind: Kind
    title: str
    items: int
    why_not: str
    columns: tuple[SurveyedColumn, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """The tables of a file, and what of them can go into a plan."""

    file: str
    tables: tuple[SurveyedTable, ...]
    taken: Taken


def survey_of(found: Found) -> Survey:
    """What was found, with what is taken of it."""
    return Survey(found.source.file, tuple(_table(table) for table in found.tables), taken_from(found))


def called(role: str) -> str:
    """What people are told a column is."""
    words: str = vocabulary()["called"][role or LEFT_OUT]
    return words


def roles_for(kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roles that make sense in a table of that kind by their words, and all others."""
    kinds = vocabulary()["kinds"]
    fitting = set(kinds[kind]["roles"]) if kind in kinds else set()
    offered = sorted({*vocabulary()["roles"], READING} - set(NOT_OFFERED), key=called)
    return tuple(role for role in offered if role in fitting), tuple(role for role in offered if role not in fitting)


def _table(table: Table) -> SurveyedTable:
    top, left, bottom, right = table.region
    where = f"{table.grid}!{_letters(left)}{top}:{_letters(right)}{bottom}"
    title = table.titles[-1] if table.titles else ""
    columns = tuple(_column(table, column) for column in table.columns)
    return SurveyedTable(where, table.kind, title, sum(1 for _ in table.items), table.why_not, columns)


def _column(table: Table, column: Column) -> SurveyedColumn:
    examples = tuple(islice(dict.fromkeys(_values(table, column.place)), EXAMPLES))
    key = fingerprint(column.header)
    return SurveyedColumn(_letters(column.place), column.header, key, column.role, column.why, column.period, examples)


def _values(table: Table, place: int) -> Iterator[str]:
    for line in table.lines:
        if (cell := line.cells.get(place)) and cell.text.strip():
            yield shortened(cell.text)


def _letters(place: int) -> str:
    """The letters of a column, as over a sheet. openpyxl has them, and is imported in the worker only."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(place)
