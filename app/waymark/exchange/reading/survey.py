"""What was found in an Office file, without its cells: small enough to be shown, column by column, and corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from waymark.domain.text import shortened
from waymark.exchange.reading.content import Taken, taken_from
from waymark.exchange.reading.found import Column, Found, Kind, Table, What
from waymark.exchange.reading.lattice import says
from waymark.exchange.reading.sheet import Grid
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
class Area:
    """A block of cells: its first row and column and its last, both from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class SurveyedSheet:
    """A sheet, or a table of a document: the last row and column in use, and what stands in it outside the tables."""

    name: str
    rows: int
    columns: int
    outside: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class SurveyedTable:
    """A table: its sheet and range, and how many things it holds; `why_not` where it is left out.

    The first `header` rows of its `area` are its header; `rows_out` are the numbers of rows in it that are left out.
    """

    sheet: str
    area: Area
    header: int
    rows_out: tuple[int, ...]
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
    sheets: tuple[SurveyedSheet, ...]
    tables: tuple[SurveyedTable, ...]
    taken: Taken

    def sheet_of(self, table: SurveyedTable) -> SurveyedSheet:
        """The sheet on which a table stands."""
        return next(sheet for sheet in self.sheets if sheet.name == table.sheet)


def survey_of(found: Found) -> Survey:
    """What was found, with what is taken of it."""
    addresses = _IN_DOCUMENT if found.source.is_document else _IN_WORKBOOK
    sheets = tuple(_sheet(grid, [each for each in found.tables if each.grid == grid.name]) for grid in _used(found))
    tables = tuple(_table(table, addresses) for table in found.tables)
    return Survey(found.source.file, sheets, tables, taken_from(found))


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


def _used(found: Found) -> Iterator[Grid]:
    """The grids on which a table was found."""
    names = {table.grid for table in found.tables}
    return (grid for grid in found.source.grids if grid.name in names)


def _sheet(grid: Grid, tables: Sequence[Table]) -> SurveyedSheet:
    filled = [place for place, cell in grid.cells.items() if says(cell)]
    regions = [Area(*table.region) for table in tables]
    ends = [*filled, *((area.bottom, area.right) for area in regions)]
    outside = [place for place in filled if not any(_holds(area, place) for area in regions)]
    return SurveyedSheet(
        grid.name, max(row for row, _ in ends), max(column for _, column in ends), tuple(_blocks(outside))
    )


def _blocks(places: Iterable[tuple[int, int]]) -> Iterator[Area]:
    """Places as blocks: those of rows that follow one another, from the leftmost to the rightmost."""
    rows: dict[int, list[int]] = {}
    for row, column in places:
        rows.setdefault(row, []).append(column)
    for _, run in groupby(enumerate(sorted(rows)), key=lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in run]
        columns = [column for row in numbers for column in rows[row]]
        yield Area(numbers[0], min(columns), numbers[-1], max(columns))


def _holds(area: Area, place: tuple[int, int]) -> bool:
    return area.top <= place[0] <= area.bottom and area.left <= place[1] <= area.right


def _table(table: Table, addresses: _Addresses) -> SurveyedTable:
    top, left, bottom, right = table.region
    first = min((line.number for line in table.lines), default=top + 1)
    rows_out = tuple(line.number for line in table.lines if line.what is What.left_out)
    title = table.titles[-1] if table.titles else ""
    columns = tuple(_column(table, column, addresses.column(column.place)) for column in table.columns)
    items = sum(1 for _ in table.items)
    return SurveyedTable(
        table.grid,
        Area(top, left, bottom, right),
        first - top,
        rows_out,
        addresses.area(table),
        table.kind,
        title,
        items,
        table.why_not,
        columns,
    )


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
