"""What came back in a tracker, cell by cell, before anybody asks what it means for the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark.domain.period import Period
from waymark.exchange.trackers.layout import SHEETS, Sheet, Stamp

if TYPE_CHECKING:
    from waymark.exchange.reading.doubts import Doubt


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell's text as Excel shows it, and its address (`Actions!H12`).

    With a `reason` and a sentence, `say`, it cannot be taken: Excel holds something else than what was meant. `fill` is
    the colour (`#rrggbb`) that a rating was painted with.
    """

    text: str
    where: str
    reason: str = ""
    say: str = ""
    is_number: bool = False
    fill: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row of a returned tracker; `id` is None where an officer added it. Columns taken out are not in `cells`."""

    sheet: Sheet
    where: str
    id: str | None
    cells: Mapping[str, Typed]

    def text(self, field: str) -> str:
        """What stands in a column; blank where that was taken out."""
        return self.cells[field].text if field in self.cells else ""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something in a workbook that is not read, and what it is; `reason` where the person should be told."""

    where: str
    what: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A tracker that came back: where it was written from, and what stands in it now; `sheets` are its layout.

    `doubts` are what the person must be told of single cells.
    """

    file: str
    stamp: Stamp
    period: Period
    rows: tuple[ReturnedRow, ...]
    ignored: tuple[Ignored, ...] = ()
    sheets: tuple[Sheet, ...] = SHEETS
    doubts: tuple[Doubt, ...] = ()
