"""A plan file that is open, for reading or for writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import astuple
from pathlib import Path
from typing import Self
from uuid import uuid4

from waymark.domain.changes import ChangeSet, Header
from waymark.domain.errors import ReadOnlyPlan, Refused, SaveFailed, StaleEdit
from waymark.domain.plan import Plan
from waymark.ports import Clock, Draft, LogRow, Position
from waymark_db import history, tables
from waymark_db.chain import canonical, genesis
from waymark_db.connection import (
    APPLICATION_ID,
    Mode,
    check,
    connect,
    existing,
    identity,
    journal,
    transaction,
    understood,
)
from waymark_db.faults import cause, quoted
from waymark_db.files import built
from waymark_db.lock import Lock
from waymark_db.place import warnings
from waymark_db.verification import verify
from waymark_db.versions import VERSIONS, Version, bring_up_to_date, known_entries, raise_to

CONSTRAINTS = {
    "UNIQUE constraint failed: links": "these two things are already linked",
    "UNIQUE constraint failed: readings.kpi_id": "the KPI already has a reading for that period",
    "UNIQUE constraint failed": "a row of that name is already there",
    "FOREIGN KEY constraint failed": "it names something that is not in the plan",
}
"""What it means that SQLite refuses a row, by how its message begins."""


class Reader:
    """A plan open for reading: `PlanReader`. Somebody else may be writing it meanwhile."""

    _mode: Mode = "ro"

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = db
        with understood(path):
            self._plan_id = history.plan_id(db)

    @property
    def path(self) -> Path:
        """Where the plan file is."""
        return self._path

    @property
    def plan_id(self) -> str:
        """What all copies of this plan have in common."""
        return self._plan_id

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know about the place where the plan is kept."""
        return warnings(self._path)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection; made anew where a fault has cost the last one."""
        if self._db is None:
            self._db = connect(self._path, self._mode)
        return self._db

    def load(self) -> Plan:
        """The plan as it stands in the file."""
        with understood(self._path):
            return tables.load(self.connection)

    def position(self) -> Position:
        """Where the log ends."""
        with understood(self._path):
            return history.position(self.connection)

    def headers(self) -> Sequence[Header]:
        """The headers of the log's present epoch, oldest first: what undo can reach."""
        with understood(self._path):
            return history.headers(self.connection)

    def changeset(self, id: str) -> ChangeSet:
        """One change set of the log. Raises Refused where there is none, or its content is redacted."""
        with understood(self._path):
            return history.changeset(self.connection, id)

    def log(self, after: int = 0) -> Iterator[LogRow]:
        """The log's rows past that sequence number, oldest first."""
        with understood(self._path):
            yield from history.log(self.connection, after)

    def drafts(self) -> Sequence[Draft]:
        """Texts that were being typed when the program last stopped."""
        with understood(self._path):
            found = self.connection.execute("SELECT row_id, field, text, at FROM drafts ORDER BY at, row_id, field")
            return [Draft(*row) for row in found]

    def verify(self) -> Sequence[str]:
        """What is wrong with the file, a sentence each: integrity, hash chain, and rows against the replayed log."""
        with understood(self._path):
            return verify(self.connection)

    def close(self) -> None:
        """Let the file go; a second call does nothing."""
        if self._db is not None:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Store(Reader):
    """A plan open for writing: `PlanStore`. Its lock is held until `close`."""

    _mode: Mode = "rw"

    def __init__(self, path: Path, db: sqlite3.Connection, lock: Lock) -> None:
        super().__init__(path, db)
        self._lock = lock
        self._identity = identity(path)
        self._last = self.position()

    def apply(self, changeset: ChangeSet) -> Position:
        """Write rows and log in one transaction: all of it or nothing.

        Raises StaleEdit where the rows are not as the change set says, Refused where they break a rule of the plan,
        SaveFailed where the file cannot be written.
        """
        self._expect_same_file()
        try:
            self._last = self._applied(changeset)
        except sqlite3.IntegrityError as error:
            raise _refusal(error) from error
        except sqlite3.Error as error:
            if not self._landed(changeset):
                raise SaveFailed(
                    f"The change could not be saved in {quoted(self.path)}: {cause(error)}. The file is as it was."
                ) from error
            self._last = self.position()
        return self._last

    def save_draft(self, draft: Draft) -> None:
        """Keep what is being typed; it is not part of the log."""
        with self.rewriting() as cursor:
            cursor.execute("INSERT OR REPLACE INTO drafts (row_id, field, text, at) VALUES (?,?,?,?)", astuple(draft))

    def discard_draft(self, row_id: str, field: str) -> None:
        """Forget what was being typed."""
        with self.rewriting() as cursor:
            cursor.execute("DELETE FROM drafts WHERE row_id = ? AND field = ?", (row_id, field))

    @contextmanager
    def rewriting(self) -> Iterator[sqlite3.Cursor]:
        """A transaction outside the log. Raises SaveFailed where the file cannot be written."""
        self._expect_same_file()
        try:
            with transaction(self.connection) as cursor:
                yield cursor
        except sqlite3.Error as error:
            self._disconnect()
            raise SaveFailed(f"{quoted(self.path)} could not be written: {cause(error)}.") from error

    def close(self) -> None:
        """Let the file and its lock go; a second call does nothing."""
        super().close()
        self._lock.release()

    def _applied(self, changeset: ChangeSet) -> Position:
        with transaction(self.connection) as cursor:
            if history.position(self.connection) != self._last:
                raise StaleEdit(f"{quoted(self.path)} was changed from elsewhere; nothing was saved. Open it again.")
            tables.write(cursor, changeset.changes)
            position = history.append(cursor, self._last, changeset)
            self._expect_same_file()
        return position

    def _landed(self, changeset: ChangeSet) -> bool:
        """Whether a change set is in the file after all, as a new connection finds it once it has put things right."""
        self._disconnect()
        try:
            found = self.connection.execute("SELECT 1 FROM log WHERE id = ?", (changeset.header.id,))
            return found.fetchone() is not None
        except sqlite3.Error as error:
            raise SaveFailed(
                f"{quoted(self.path)} could not be saved, and cannot be read at the moment: {cause(error)}."
            ) from error

    def _disconnect(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _expect_same_file(self) -> None:
        if identity(self.path) != self._identity:
            raise SaveFailed(
                f"{quoted(self.path)} was moved, removed or replaced while it was open, so nothing was saved."
                " What you see is kept: save a copy of it, then open the plan again."
            )


def read_plan(path: Path, *, versions: Mapping[int, Version] = VERSIONS) -> Reader:
    """Open a plan for reading, also while somebody writes it. Raises NotAPlan, NewerPlan, Refused, in words."""
    plan = existing(path)
    with ExitStack() as on_failure, understood(plan):
        db = connect(plan, "ro")
        on_failure.callback(db.close)
        if check(db, plan, known_entries(versions), for_writing=False) < max(versions):
            raise Refused(
                f"{quoted(plan)} was made by an older version of Waymark. Open it for writing once, then again."
            )
        reader = Reader(plan, db)
        on_failure.pop_all()
        return reader


def open_plan(path: Path, *, who: str, clock: Clock, versions: Mapping[int, Version] = VERSIONS) -> Store:
    """Open a plan for writing; an older one is backed up and brought up to date.

    `who` stands in the lock's note and beside what a migration does. Raises NotAPlan, NewerPlan, PlanInUse,
    ReadOnlyPlan or SaveFailed, in words; the file is then as it was.
    """
    plan, known = existing(path), known_entries(versions)
    # Putting back what a save that was cut short left is a write: only whoever has the lock may do it.
    cut_short = journal(plan).exists()
    with ExitStack() as on_failure, understood(plan):
        if not cut_short:
            with closing(connect(plan, "ro")) as looked_at:
                check(looked_at, plan, known, for_writing=True)
        lock = Lock.take(plan, who, clock)
        on_failure.callback(lock.release)
        db = connect(plan, "rw")
        on_failure.callback(db.close)
        if cut_short:
            check(db, plan, known, for_writing=True)
            _remove_spent_journal(db)
        _expect_writable(db, plan)
        bring_up_to_date(db, plan, versions, who, clock)
        store = Store(plan, db, lock)
        on_failure.pop_all()
        return store


def _remove_spent_journal(db: sqlite3.Connection) -> None:
    """Remove a journal that was begun and had nothing to put back; changing the mode is how SQLite does that safely."""
    for mode in ("TRUNCATE", "DELETE"):
        db.execute(f"PRAGMA journal_mode={mode}")


def _expect_writable(db: sqlite3.Connection, plan: Path) -> None:
    try:
        # BEGIN IMMEDIATE would not do: in a file that may only be read, SQLite begins a reading transaction instead.
        db.execute("DELETE FROM drafts WHERE false")
    except sqlite3.Error as error:
        raise ReadOnlyPlan(
            f"{quoted(plan)} cannot be written: {cause(error)}. It can be opened for reading."
        ) from error


def create_plan(path: Path, *, who: str, clock: Clock, plan_id: str | None = None, program: str = "") -> Store:
    """Make an empty plan and open it. `program` is the version of Waymark that makes it.

    Raises Refused where there is such a file already, ReadOnlyPlan or SaveFailed where it cannot be written.
    """
    plan, at = path.resolve(), clock().isoformat(timespec="seconds")
    lock = Lock.take(plan, who, clock)
    try:
        if plan.exists():
            raise Refused(f"There is already a file {quoted(plan)}; it was left as it is. Choose another name.")
        with built(plan) as partial, closing(connect(partial, "rwc")) as db, transaction(db):
            _begin(db, (plan_id or str(uuid4()), at, who, program))
    except (sqlite3.Error, OSError) as error:
        raise SaveFailed(f"{quoted(plan)} could not be made: {cause(error)}.") from error
    finally:
        lock.release()
    return open_plan(plan, who=who, clock=clock)


def _begin(db: sqlite3.Connection, facts: tuple[str, str, str, str]) -> None:
    plan_id, at, who, _ = facts
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    for wanted, version in sorted(VERSIONS.items()):
        raise_to(db, wanted, version)
    db.execute("INSERT INTO facts (plan_id, created_at, created_by, made_with) VALUES (?,?,?,?)", facts)
    start = history.Epoch(1, Position(0, genesis(plan_id)), "A new plan", who, at)
    history.write_epoch(db, start, canonical(history.checkpoint(db)))


def _refusal(error: sqlite3.IntegrityError) -> Exception:
    """What to say of a row that the file does not take; a type that no column takes is a bug and stays one."""
    for start, meaning in CONSTRAINTS.items():
        if str(error).startswith(start):
            return Refused(f"Nothing was changed: {meaning}.")
    return error
