"""What was found in an Office file that somebody else made: its tables, what columns and rows are, what is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from waymark.exchange.reading.sheet import SheetCell, Source
from waymark.exchange.reading.typed import Ignored


class Kind(StrEnum):
    """What a table holds. `series` has periods downwards and measures across; the last three hold nothing of a plan."""

    actions = "actions"
    log = "log"
    kpis = "kpis"
    series = "series"
    recommendations = "recommendations"
    commentary = "commentary"
    officers = "officers"
    summary = "summary"
    register = "register"
    unknown = "unknown"


class What(StrEnum):
    """What a row of a table is.

    A `step` belongs to the item above it, whose cells reach down to it; a `statement` is the text beneath a heading;
    what is `joined` was the second half of the row above, and is told there.
    """

    item = "item"
    step = "step"
    section = "section"
    commentary = "commentary"
    statement = "statement"
    joined = "joined"
    left_out = "left out"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its composed header, what it is (`role`), how sure that is (0 to 1 and a little more) and why.

    `period` is the period that the header names, as printed, and `settled` its key where the printed one lacks a year
    that stands above it. `about` is the KPI that a column of a series is of.
    """

    place: int
    header: str
    role: str
    score: float
    why: str
    period: str = ""
    settled: str = ""
    about: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table. `cells` are by column and hold what stands in the row, and what reaches down into it.

    `section` are the group rows above it, the outermost first; `why` says why it is left out. `misplaced` are cells
    that stand under a header that cannot be theirs, since their row has lost a cell.
    """

    number: int
    what: What
    cells: Mapping[int, SheetCell]
    section: tuple[str, ...] = ()
    why: str = ""
    misplaced: tuple[SheetCell, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a sheet, or in a document. `region` is its first row and column and its last, header included.

    `titles` stand above it, the nearest last; the first `headings` of them are those of the document, and the next
    `captions` stand between these and it. `why_not` says why it is left out; it is blank where it is taken. `year_from`
    is the title that told the year of its months, `statement` the text beneath its title. `inner` is the heading
    beneath that of its section. `goes_on` where only rows stand between it and the table above.
    """

    grid: str
    region: tuple[int, int, int, int]
    where: str
    kind: Kind
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    score: float
    why: str
    block: int = 1
    section: str = ""
    why_not: str = ""
    year_from: str = ""
    statement: str = ""
    headings: int = 0
    captions: int = 0
    inner: str = ""
    goes_on: bool = False

    @property
    def items(self) -> Iterator[Line]:
        """The rows that are things of their own."""
        return (line for line in self.lines if line.what is What.item)

    def of(self, *roles: str) -> tuple[Column, ...]:
        """The columns with one of these roles, in order."""
        return tuple(column for column in self.columns if column.role in roles)


@dataclass(frozen=True, slots=True)
class Mark:
    """A rating of the key that a file prints: its word, letter and meaning, and the colour (`#rrggbb`) beside it."""

    word: str
    letter: str = ""
    meaning: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """The text beneath the heading of a theme."""

    heading: str
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of prose: on a sheet that holds no table, or between the tables of a document."""

    heading: str
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Cover:
    """What the file says about itself, and the lines (on one line each) in which it says so."""

    title: str = ""
    subtitle: str = ""
    version: str = ""
    dated: str = ""
    lines: frozenset[str] = frozenset()
    organisation: str = ""
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found in a file, and what was left out, with the reason."""

    source: Source
    tables: tuple[Table, ...]
    key: tuple[Mark, ...] = ()
    cover: Cover = Cover()
    passages: tuple[Passage, ...] = ()
    statements: tuple[Statement, ...] = ()
    left_out: tuple[Ignored, ...] = ()
