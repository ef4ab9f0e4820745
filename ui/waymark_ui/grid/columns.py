"""What a grid shows: its columns and its lines, as data that a page supplies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Row
from waymark.services.cells import Field


class Kind(StrEnum):
    """What a column's cells are, and so how they are drawn and edited."""

    text = "text"
    long_text = "long text"
    ref = "ref"
    due = "due"
    value = "value"
    rating = "rating"
    people = "people"
    kpis = "kpis"
    choice = "choice"
    sparkline = "sparkline"


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell stands out, beside its text: never by colour alone.

    `letter`, `shape` and `colour` are a rating's; `mark` is a short sign before the text with `why` as its meaning;
    `shaded` cells take no entry, and `faint` ones are there to be read with the others.
    """

    letter: str = ""
    shape: str = ""
    colour: str = ""
    mark: str = ""
    why: str = ""
    shaded: bool = False
    faint: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, the cell of a row that it shows, its kind, and its width in characters.

    `key` names it in a person's preferences. `looks` gives the look of a cell, `figures` a sparkline's numbers, and
    `choices` what its cells offer.
    """

    key: str
    title: str
    field: Field
    kind: Kind = Kind.text
    width: int = 12
    editable: bool = True
    frozen: bool = False
    describes: str = ""
    shows: Callable[[Plan, Row, Period], str] | None = None
    looks: Callable[[Plan, Row, Period], Look] | None = None
    figures: Callable[[Plan, Row, Period], Sequence[float | None]] | None = None
    choices: Callable[[Plan, Row], Sequence[str]] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a grid: a row of the plan, or a heading over the rows that follow (level 1 or 2).

    `owner` is the theme or objective that a heading stands for, so that a row can be inserted beneath it.
    """

    row: Row | None
    heading: str = ""
    level: int = 0
    owner: Row | None = None


class Sheet(Protocol):
    """What a page gives its grid."""

    name: str
    """Under which name a person's columns are kept; blank where they are not."""
    kind: type[Row]
    """The kind of row that is inserted here."""

    def columns(self, plan: Plan, period: Period) -> Sequence[Column]:
        """The columns for a reporting period, frozen ones first."""
        ...

    def lines(self, plan: Plan, period: Period) -> Sequence[Line]:
        """The lines in the plan's order."""
        ...
