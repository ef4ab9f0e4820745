"""What a workbook shows, sheet by sheet and column by column, without a word about Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from waymark.domain.value import Value, ValueState


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, or a number with its unit and decimal places; where there is neither, `empty` says why."""

    text: str = ""
    number: Decimal | None = None
    unit: str = ""
    decimals: int = 0
    empty: str = ""

    @property
    def words(self) -> str:
        """What stands in the cell, for people."""
        return self.text or self.empty


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, its cells, and what stands in for a text that is not there.

    `rated` is what a scheme calls the things whose ratings these are: `action`, `kpi` or `recommendation`. `figures`
    says that readings stand in it.
    """

    heading: str
    width: float
    cells: tuple[Cell, ...]
    empty: str = ""
    rated: str = ""
    figures: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it at all."""
        return not any(each.text for each in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that has a sheet for itself: what the sheet is called, its title, and what its rows are.

    `subject` is the theme or section that it is about.
    """

    name: str
    subject: str
    title: str
    description: str
    columns: tuple[Column, ...]

    @property
    def rows(self) -> Sequence[tuple[Cell, ...]]:
        """The table row by row."""
        return [*zip(*(column.cells for column in self.columns), strict=True)]

    def without_blank_columns(self) -> Table:
        """The table without the columns in which nothing stands; ratings keep theirs, to be filled in yet."""
        return replace(self, columns=tuple(each for each in self.columns if each.rated or not each.is_blank))


def column(heading: str, width: float, texts: Sequence[str], empty: str = "", rated: str = "") -> Column:
    """A column of texts."""
    return Column(heading, width, tuple(Cell(text) for text in texts), empty, rated)


def figure_cell(value: Value, empty: str) -> Cell:
    """A figure as a number where a number is all that it is; with a qualifier, or of so many, it stays as typed."""
    plain = value.state is ValueState.reported and not value.qualifiers and value.denominator is None
    if plain and value.unit in ("", "%"):
        return Cell(value.typed.strip(), value.number, value.unit, value.decimals)
    return Cell(value.typed.strip(), empty=empty)
