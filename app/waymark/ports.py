"""What the core asks of the outside world."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from waymark.domain.changes import Change, ChangeSet, Header
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
    @property
    def warnings(self) -> Sequence[str]:
        """What a person should know about the place where the plan is kept, a sentence each."""
        ...

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


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup of a plan: when it was made (by the clock on the wall then) and why, and its size in bytes."""

    path: Path
    at: datetime
    reason: str
    size: int


class PlanFiles(Protocol):
    """Plan files: where they are begun, opened, backed up, put back and copied. What cannot be done raises Refused."""

    def begin(self, path: Path, label: str, changes: Sequence[Change], origin: str) -> None:
        """Make a new plan that holds those changes as its first step."""
        ...

    def open(self, path: Path) -> PlanStore:
        """Open a plan for writing. Raises PlanInUse where somebody else has it."""
        ...

    def read(self, path: Path) -> PlanReader:
        """Open a plan for reading."""
        ...

    def back_up(self, path: Path, reason: str) -> Path:
        """Make a verified backup; those that newer ones stand for are thinned out."""
        ...

    def backups(self, path: Path) -> Sequence[Backup]:
        """A plan's backups, newest first."""
        ...

    def verify_backup(self, backup: Path) -> Sequence[str]:
        """What is wrong with a backup, a sentence each."""
        ...

    def restore(self, path: Path, backup: Path) -> Path | None:
        """Put a backup in the plan's place; gives where what was there is kept."""
        ...

    def copy(self, reader: PlanReader, target: Path, *, with_history: bool) -> None:
        """Save a copy of an open plan."""
        ...
