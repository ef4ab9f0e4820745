"""What is told of a table besides its items: columns without a place, rows left out, hidden ones, years not named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from waymark.domain.text import quoted, shortened
from waymark.exchange.reading.columns import UNKNOWN, UNPLACED
from waymark.exchange.reading.doubts import Told
from waymark.exchange.reading.found import Column, Kind, Table, What
from waymark.exchange.reading.sheet import Grid
from waymark.exchange.reading.typed import Ignored
from waymark.exchange.reading.years import undated

MOST_NAMED = 20
NOT_KNOWN, NO_PLACE = "column_unknown", "column_unplaced"
"""Why a column is left out, as words for programs."""
OUT_OF_SHAPE = (
    "{text} stands under dates and is none: this row has lost a cell, perhaps at the end of a page. It was not taken."
)
HOMELESS: Mapping[Kind, frozenset[str]] = {
    Kind.actions: frozenset({"raised"}),
    Kind.log: frozenset({"update"}),
    Kind.series: frozenset({"rating", "comparator", "note"}),
}
"""Roles that are understood in a table of that kind, and for which the plan has no place there."""


def remark(table: Table, grid: Grid, told: Told) -> None:
    """Tell of a table that is taken. `grid` is the one on which it stands."""
    told.about = ""
    for column in table.columns:
        if why := _why_not(table, column):
            called = f"column “{shortened(column.header)}”" if column.header else "a column without a header"
            told.leave_out(table.where, f"{called}: {why}", NOT_KNOWN if column.role == UNKNOWN else NO_PLACE)
    lines = (line for line in table.lines if line.cells and line.why)
    for why, alike in groupby(lines, key=lambda line: line.why):
        first, *rest = [next(iter(line.cells.values())).where for line in alike]
        told.leave_out(f"{first} and {len(rest)} rows more" if rest else first, why)
    for cell in (cell for line in table.lines for cell in line.misplaced):
        told.doubt("row_out_of_shape", OUT_OF_SHAPE.format(text=quoted(cell.text)), cell.where, "row")
    if hidden := " and ".join(_hidden(table, grid)):
        told.doubt("hidden_rows", f"Hidden on the sheet, and read: {hidden}.", table.where, "row")
    if say := _years(table):
        _tell_once(told, "month_without_year", say, table.where)


def gathered(left_out: Iterable[Ignored]) -> Iterator[Ignored]:
    """What is left out, in order; a column that several tables have stands with the first of them."""
    found: dict[tuple[str, ...], list[Ignored]] = {}
    for each in left_out:
        key = (each.what, each.reason) if each.reason in (NOT_KNOWN, NO_PLACE) else (each.what, each.reason, each.where)
        found.setdefault(key, []).append(each)
    for first, *more in found.values():
        tables = "1 table" if len(more) == 1 else f"{len(more)} tables"
        yield replace(first, where=f"{first.where} and {tables} more") if more else first


def _why_not(table: Table, column: Column) -> str:
    if column.role == UNKNOWN:
        return "no header that Waymark knows" if column.header else column.why
    if column.role in ("next_steps", "evidence") and table.kind is Kind.actions:
        return "a plan has no place for it beside the updates" if table.of("update") else ""
    is_homeless = column.role in (UNPLACED, "rating_before", "risk") or column.role in HOMELESS.get(table.kind, ())
    return "a plan has no place for it" if is_homeless else ""


def _hidden(table: Table, grid: Grid) -> Iterator[str]:
    rows = [
        str(line.number) for line in table.lines if line.number in grid.hidden_rows and line.what is not What.left_out
    ]
    columns = [column.header for column in table.columns if column.hidden]
    if rows:
        yield f"rows {', '.join(rows[:MOST_NAMED])}{'…' if len(rows) > MOST_NAMED else ''}"
    if columns:
        yield f"columns {', '.join(columns)}"


def _years(table: Table) -> str:
    if without := undated(table.columns):
        return f"{', '.join(column.header for column in without)}: the year is nowhere named; say which it is."
    return f"The year of its months was taken from {quoted(table.year_from)}." if table.year_from else ""


def _tell_once(told: Told, reason: str, say: str, where: str) -> None:
    """Tell what holds for several tables of a file with the first of them."""
    if say not in (doubt.say for doubt in told.doubts):
        told.doubt(reason, say, where, "file")
