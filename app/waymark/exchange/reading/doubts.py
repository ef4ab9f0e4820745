"""What the person is told of a cell that was read: doubts, gathered while values are taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from waymark.exchange.reading.typed import Ignored


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to be told or asked about a cell, in one sentence; `about` is the ref or the words of its thing."""

    reason: str
    say: str
    where: str
    about: str = ""
    field: str = ""


@dataclass(slots=True)
class Told:
    """Doubts and what is left out, in the order in which they were met; `about` is the thing that is being read."""

    doubts: list[Doubt] = field(default_factory=list)
    left_out: list[Ignored] = field(default_factory=list)
    about: str = ""

    def doubt(self, reason: str, say: str, where: str, field: str = "") -> None:
        """Tell of a cell."""
        self.doubts.append(Doubt(reason, say, where, self.about, field))

    def leave_out(self, where: str, what: str, reason: str = "") -> None:
        """Tell of something that is not taken."""
        self.left_out.append(Ignored(where, what, reason))

    def reasons(self) -> Iterator[str]:
        """The reasons of all doubts."""
        return (doubt.reason for doubt in self.doubts)
