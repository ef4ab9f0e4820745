"""What all rows of a plan have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

Scalar = str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing in a plan. `id` never changes and is never shown; `withdrawn_at` is when a person took it out."""

    table: ClassVar[str]

    id: str
    withdrawn_at: str | None = None

    @property
    def order(self) -> tuple[str, ...]:
        """What rows of one kind are sorted by."""
        return (self.id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked(Row):
    """A row with a place among its kind, given by a rank key (see `rank`)."""

    rank: str = ""

    @property
    def order(self) -> tuple[str, ...]:
        return (self.rank, self.id)
