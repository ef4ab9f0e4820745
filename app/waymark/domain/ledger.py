"""The ledger of trackers: which went to whom, what came back, and what was answered; rows like those of `rows`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from waymark.domain.row import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch(Row):
    """A tracker that went out: to one lead or (without an officer) for everybody, at which position of the log."""

    table: ClassVar[str] = "dispatches"

    officer_id: str | None = None
    period: str = ""
    position: int = 0
    file: str = ""
    at: str = ""

    @property
    def order(self) -> tuple[str, ...]:
        return (self.at, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Row):
    """A tracker that came back: what was read in it, counted by cells, and a digest by which it is known again.

    `tracker` names the tracker that it is a copy of: the id of its `Dispatch`, where there is one.
    """

    table: ClassVar[str] = "receipts"

    tracker: str = ""
    period: str = ""
    file: str = ""
    digest: str = ""
    new: int = 0
    changed: int = 0
    conflicts: int = 0
    refused: int = 0
    at: str = ""

    @property
    def order(self) -> tuple[str, ...]:
        return (self.at, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Row):
    """That the plan's own text was kept where a tracker brought another, so that this tracker does not ask again."""

    table: ClassVar[str] = "answers"

    subject_id: str
    tracker: str = ""
    field: str = ""
    text: str = ""
