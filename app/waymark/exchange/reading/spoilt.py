"""Empty cells of a workbook that are not meant to be empty: a formula never worked out, a merge over several rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpyxl.utils import range_boundaries

from waymark.exchange.reading.page import MOST_COLUMNS, MOST_ROWS, Page, filled_rows

MOST_MERGES = 1_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')

FORMULA = (
    "formula_without_value",
    "The formula in this cell has no value; type the value itself, or save the file in Excel.",
)
MERGED = ("merged_cell_over_rows", "This cell is merged with another; take the cells apart and fill in each.")

Reason = tuple[str, str]
Bounds = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A page's cells with formulas, and its merged ranges (first column, first row, last column, last row)."""

    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[Bounds, ...] = ()

    def reason(self, row: int, column: int) -> Reason | None:
        """Why an empty cell cannot be taken as emptied by a person; None where it can."""
        if (row, column) in self.formulas:
            return FORMULA
        covered = any(left <= column <= right and top <= row <= bottom for left, top, right, bottom in self.merged)
        return MERGED if covered else None


def find_spoilt(page: Page, with_formulas: Mapping[str, Page], merges: bool) -> Spoilt:
    """Look a page over: its formulas in a copy of the workbook opened for these, its merges in its own text."""
    twin = with_formulas.get(page.title)
    return Spoilt(frozenset(_formulas(twin)) if twin else frozenset(), tuple(_merged(page)) if merges else ())


def _formulas(page: Page) -> Iterator[tuple[int, int]]:
    for number, row in filled_rows(page, 1, MOST_ROWS):
        yield from ((number, cell.column) for cell in row if cell.data_type == "f")


def _merged(page: Page) -> Iterator[Bounds]:
    # A read-only sheet does not tell of its merges, and reading it whole can take a minute (one cell at XFD1048576).
    with page._get_source() as source:
        ranges = _MERGED.findall(source.read())
    if len(ranges) > MOST_MERGES:
        raise ValueError("more merged cells than a tracker can have")
    for each in ranges:
        left, top, right, bottom = range_boundaries(each.decode())
        yield left or 1, top or 1, right or MOST_COLUMNS, bottom or MOST_ROWS
