"""Sheets for tests, written as rows of values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from waymark.domain.changes import applied
from waymark.domain.plan import Plan
from waymark.exchange.dump.loading import loaded
from waymark.exchange.dump.writing import dumped
from waymark.exchange.reading.content import Taken, taken_from
from waymark.exchange.reading.found import Found, Table
from waymark.exchange.reading.printed import printed
from waymark.exchange.reading.sheet import Grid, Holding, SheetCell, Source
from waymark.exchange.reading.tables import found_in

RED, AMBER, GREEN, GREY = "#ff0000", "#ffc000", "#00b050", "#bfbfbf"
HEADER_FILL = "#5b2d8e"


def a_sheet(
    *rows: Sequence[Any],
    name: str = "Sheet1",
    at: str = "A1",
    merged: Sequence[str] = (),
    bold: Sequence[int] = (),
    looks: Mapping[str, Mapping[str, Any]] | None = None,
    **more: Any,
) -> Grid:
    """A grid of those rows from a cell on; `looks` are fields of single cells, by address, and `bold` whole rows."""
    top, left = place_of(at)
    cells: dict[tuple[int, int], SheetCell] = {}
    for row, values in enumerate(rows, top):
        for column, value in enumerate(values, left):
            if value is not None:
                where = f"{name}!{get_column_letter(column)}{row}"
                cells[row, column] = a_cell(value, where, bold=row in bold)
    for address, fields in (looks or {}).items():
        place = place_of(address)
        cell = cells.get(place) or SheetCell("", f"{name}!{address}")
        if "number_format" in fields:
            fields = {**fields, "text": printed(cell.value, fields["number_format"])}
        cells[place] = _with(cell, **fields)
    for each in merged:
        first, last = (place_of(corner) for corner in each.split(":"))
        covering = cells.get(first) or SheetCell("", f"{name}!{each}")
        for row in range(first[0], last[0] + 1):
            for column in range(first[1], last[1] + 1):
                cells.pop((row, column), None)
        cells[first] = _with(covering, rows=last[0] - first[0] + 1, columns=last[1] - first[1] + 1)
    return Grid(name, cells, **more)


def place_of(address: str) -> tuple[int, int]:
    """The row and column of an address."""
    letters, row = coordinate_from_string(address)
    return row, column_index_from_string(letters)


def a_cell(value: Any, where: str = "Sheet1!A1", **fields: Any) -> SheetCell:
    """A cell that holds a value, as a reader would give it."""
    if isinstance(value, bool):
        holding = Holding.truth
    elif isinstance(value, int | float):
        holding = Holding.number
    elif isinstance(value, date):
        holding = Holding.date
    else:
        holding = Holding.text
    number_format = fields.pop("number_format", "General")
    kept = None if holding is Holding.text else value
    return SheetCell(printed(value, number_format), where, holding, kept, number_format, **fields)


def found(*grids: Grid, corrections: Mapping[str, str] | None = None, **properties: str) -> Found:
    """What is found in a workbook of those sheets."""
    return found_in(Source("theirs.xlsx", grids, properties), corrections or {})


def the_table(*grids: Grid, **more: Any) -> Table:
    """The only table that is taken."""
    (table,) = [table for table in found(*grids, **more).tables if not table.why_not]
    return table


def taken(*grids: Grid, **more: Any) -> Taken:
    """What of a workbook of those sheets goes into a plan; it must be fit for one."""
    result = taken_from(found(*grids, **more))
    assert dumped(applied(Plan(), loaded(result.content)))
    return result


def actions(*grids: Grid, **more: Any) -> list[dict[str, Any]]:
    """The actions that are taken."""
    return list(taken(*grids, **more).content.get("actions", []))


def readings(*grids: Grid, **more: Any) -> list[tuple[str, str, str]]:
    """The readings that are taken: the KPI's title, the period (its key, where it is settled) and the figure."""
    content = taken(*grids, **more).content
    titles = {kpi["id"]: kpi["title"] for kpi in content.get("kpis", [])}
    told = content.get("readings", [])
    return [(titles[each["kpi_id"]], each.get("period") or each["period_raw"], each["raw"]) for each in told]


def reasons(result: Taken) -> list[str]:
    """Why the person is told of something."""
    return [doubt.reason for doubt in result.doubts]


def roles(table: Table) -> dict[str, str]:
    """The role of each column, by its header."""
    return {column.header: column.role for column in table.columns}


def _with(cell: SheetCell, **fields: Any) -> SheetCell:
    told = {name: getattr(cell, name) for name in SheetCell.__slots__}
    return SheetCell(**{**told, **fields})
