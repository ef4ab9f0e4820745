"""What was found in an Office file, without its cells: small enough to be shown, column by column, and corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

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

    Columns of a document have numbers in place of `letters`. A correction is kept under the `key`; it is blank where
    there is no header, and then nothing can be corrected.
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
    addresses = _IN_DOCUMENT if found.source.is_document else _IN_WORKBOOK
    tables = tuple(_table(table, addresses) for table in found.tables)
    return Survey(found.source.file, tables, taken_from(found))


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


def _table(table: Table, addresses: _Addresses) -> SurveyedTable:
    title = table.titles[-1] if table.titles else ""
    columns = tuple(_column(table, column, addresses.column(column.place)) for column in table.columns)
    return SurveyedTable(addresses.area(table), table.kind, title, sum(1 for _ in table.items), table.why_not, columns)


def _column(table: Table, column: Column, letters: str) -> SurveyedColumn:
    examples = _examples(table, column.place)
    key = fingerprint(column.header)
    return SurveyedColumn(letters, column.header, key, column.role, column.why, column.period, examples)


def _examples(table: Table, place: int) -> tuple[str, ...]:
    """The first few values that differ."""
    found: dict[str, None] = {}
    for value in _values(table, place):
        found[value] = None
        if len(found) == EXAMPLES:
            break
    return tuple(found)


def _values(table: Table, place: int) -> Iterator[str]:
    for line in table.lines:
        if (cell := line.cells.get(place)) and cell.text.strip():
            yield shortened(cell.text)


@dataclass(frozen=True, slots=True)
class _Addresses:
    """How people find a table and a column of it."""

    area: Callable[[Table], str]
    column: Callable[[int], str]


def _range(table: Table) -> str:
    top, left, bottom, right = table.region
    return f"{table.grid}!{_letters(left)}{top}:{_letters(right)}{bottom}"


def _rows(table: Table) -> str:
    top, _, bottom, _ = table.region
    return f"{table.grid}, rows {top} to {bottom}"


def _letters(place: int) -> str:
    """The letters of a column, as over a sheet. openpyxl has them, and is imported in the worker only."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(place)


_IN_WORKBOOK, _IN_DOCUMENT = _Addresses(_range, _letters), _Addresses(_rows, str)
