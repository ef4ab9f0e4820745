"""What the core asks of the outside world."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from waymark.domain.changes import ChangeSet, Header
from waymark.domain.plan import Plan

Clock = Callable[[], datetime]
"""Gives the present moment, with its time zone."""


@dataclass(frozen=True, slots=True)
class Position:
    """A point in a plan's change log: how many change sets, and the hash that only this history has there."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class LogRow:
    """A change set as the log holds it."""

    position: Position
    changeset: ChangeSet


@dataclass(frozen=True, slots=True)
class Draft:
    """Long text that is being typed into a field and is not yet a change."""

    row_id: str
    field: str
    text: str
    at: str


class PlanReader(Protocol):
    """A plan file that is open for reading."""

    @property
    def path(self) -> Path: ...
    @property
    def plan_id(self) -> str: ...
    def load(self) -> Plan:
        """The plan as it stands in the file."""
        ...

    def position(self) -> Position:
        """Where the log ends."""
        ...

    def headers(self) -> Sequence[Header]:
        """The headers of the log's present epoch, oldest first: what undo can reach."""
        ...

    def changeset(self, id: str) -> ChangeSet:
        """One change set of the log. Raises Refused where there is none, or its content is redacted."""
        ...

    def log(self, after: int = 0) -> Iterator[LogRow]:
        """The log's rows past that sequence number, oldest first."""
        ...

    def drafts(self) -> Sequence[Draft]:
        """Texts that were being typed when the program last stopped."""
        ...

    def verify(self) -> Sequence[str]:
        """What is wrong with the file, a sentence each: integrity, hash chain, and rows against the replayed log."""
        ...

    def close(self) -> None: ...


class PlanStore(PlanReader, Protocol):
    """A plan file that is open for writing; nobody else can have it so at the same time."""

    def apply(self, changeset: ChangeSet) -> Position:
        """Write rows and log in one transaction: all of it or nothing.

        Raises StaleEdit where the rows are not as the change set says, SaveFailed where the file cannot be written.
        """
        ...

    def save_draft(self, draft: Draft) -> None:
        """Keep what is being typed; it is not part of the log."""
        ...

    def discard_draft(self, row_id: str, field: str) -> None: ...
