"""What a check is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from waymark.domain.rows import Row

if TYPE_CHECKING:
    from waymark.services.checks.looking import Look


class Severity(StrEnum):
    """How grave a finding is: what must not go to a board, what wants an answer, what is worth knowing."""

    error = "error"
    warning = "warning"
    note = "note"


class Family(StrEnum):
    """What kind of fault a check looks for; the values are the headings for people."""

    references = "References"
    dates = "Dates"
    leads = "Leads"
    targets = "Targets"
    rules = "Rating rules"
    ratings = "Ratings"
    readings = "Readings"
    commentary = "Commentary"
    duplicates = "Duplicates"
    small_numbers = "Small numbers"
    log = "Action log"


@dataclass(frozen=True, slots=True)
class Note:
    """What a check says of a row: one sentence, the cell it is about, and what exactly it is about.

    `field` names the cell (see `services.cells.Field`; blank: the whole row); `row` is the row of that cell where it is
    another than the one looked at, a reading of a KPI say. `about` holds the texts that the finding rests on, those
    that contradict each other say: a waiver of it falls when one of them changes.
    """

    sentence: str
    field: str = ""
    about: tuple[str, ...] = ()
    row: Row | None = None


Looking = Callable[["Look", Any], Iterable[Note]]
"""A check's function: what it has to say of one row."""
Alike = Callable[[Any], Hashable | None]
"""The key under which a row is held against its peers, from the row alone; None: it has no peers."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its code, where it belongs, what it looks at and reads, and how it explains itself to a secretary.

    `looks_at` are the kinds of rows that it is called with, one at a time. `reads` names every table whose rows decide
    what it says: when one of these changes, it is called again for what has to do with that row (see `affected`), and
    for everything where the table is named in `throughout`. `example` is a finding, in words.
    """

    code: str
    family: Family
    severity: Severity
    looks_at: tuple[type[Row], ...]
    reads: frozenset[str]
    throughout: frozenset[str]
    explains: str
    suggests: str
    example: str
    function: Looking
    alike: Alike | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a check found: of the row looked at (`owner_id`), in the cell `field` of the row `row_id`."""

    check: Check
    owner_id: str
    row_id: str
    field: str
    sentence: str
    about: str
