"""What a reader of Office files gives to those who look for a plan in it: grids of cells, and the prose between them.

A sheet of a workbook is a grid, and so is a table of a Word document. Who looks for tables in a grid does not know
which it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

EDGES = "edges"


class Holding(StrEnum):
    """What a cell holds. `unworked` is a formula whose result was never saved."""

    text = "text"
    number = "number"
    date = "date"
    truth = "truth"
    error = "error"
    unworked = "unworked"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that holds or says something: its text as a person sees it, and what else it was told by.

    `where` is its address for people (`Actions!H12`, `Table 3, row 2, column 1`). `fill` is the colour (`#rrggbb`) of a
    solid fill, or of the conditional format in force, blank where there is none. It reaches over `rows` and `columns`
    where it is merged; the cells that it covers are not in the grid.
    """

    text: str
    where: str
    holding: Holding = Holding.text
    value: float | bool | date | datetime | None = None
    number_format: str = ""
    fill: str = ""
    bold: bool = False
    struck: bool = False
    indent: int = 0
    comment: str = ""
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells by row and column, both from 1.

    The rest is of Word's tables only: `headings` stand above it, the outermost first, and `captions` between these and
    the table. `goes_on` where nothing stands between it and the table above. `breaks` are rows that begin a
    page, `short_rows` those in which a cell is missing.
    """

    name: str
    cells: Mapping[tuple[int, int], SheetCell]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    headings: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    goes_on: bool = False
    breaks: frozenset[int] = frozenset()
    short_rows: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """The last column that a cell reaches into."""
        return max((column + cell.columns - 1 for (_, column), cell in self.cells.items()), default=0)

    @property
    def height(self) -> int:
        """The last row that a cell reaches into."""
        return max((row + cell.rows - 1 for (row, _), cell in self.cells.items()), default=0)


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph between tables: a heading of that level (1 is the outermost), or text (0).

    `mark` is the number or bullet that Word prints before it, `role` what its style is for (`title`, `subtitle`,
    `caption`, `note`, `label`, or blank), `size` in half points, `depth` how deep in a list it is, from 0. `front`
    where it is on the front page.
    """

    text: str
    level: int = 0
    where: str = ""
    mark: str = ""
    role: str = ""
    bold: bool = False
    size: int = 0
    depth: int = 0
    front: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """An Office file as it was read: a workbook, or a document, of which the prose counts too.

    `properties` are what it says about itself, with the lines of its headers and footers under `EDGES`. `told` are
    sentences for the person: what could not be read, and why.
    """

    file: str
    parts: tuple[Grid | Prose, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    is_document: bool = False

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The grids, in order."""
        return tuple(part for part in self.parts if isinstance(part, Grid))
