"""The columns of tables of one kind: one that no row of the whole paper fills is left out of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from waymark.exchange.papers.content import Cell, cell

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its heading, the cell of a row, and the words for a row whose cell is blank.

    A `kept` one stands even where all cells are blank, because that too tells something.
    """

    heading: str
    show: Callable[[T], Cell]
    missing: str = ""
    kept: bool = False

    def cells(self, rows: Sequence[T]) -> list[Cell]:
        """The cells of these rows."""
        shown = map(self.show, rows)
        return [each if each.content else cell(self.missing) for each in shown]


def used(columns: Iterable[Column[T]], rows: Sequence[T]) -> tuple[Column[T], ...]:
    """The columns that any of the rows, those of all tables together, has something in."""
    return tuple(each for each in columns if each.kept or any(each.show(row).content for row in rows))


def filled(columns: Iterable[Column[T]], rows: Sequence[T]) -> dict[str, list[Cell]]:
    """The cells of these rows by the columns' headings."""
    return {column.heading: column.cells(rows) for column in columns}
