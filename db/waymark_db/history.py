"""The log and its epochs in the file: where the log ends, its rows, and checkpoints of all rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

from waymark.domain.changes import Change, ChangeSet, Header, from_json
from waymark.domain.errors import Refused
from waymark.domain.rows import Scalar
from waymark.ports import LogRow, Position
from waymark_db.chain import canonical, digest, link, written

HEADER = "id, label, author, origin, at, undoes"
EPOCH = "number, sequence, hash, reason, author, at"
NOT_ROWS = ("log", "epochs", "drafts", "facts")
"""The tables that are about the plan's rows, not of them."""


@dataclass(frozen=True, slots=True)
class Epoch:
    """Where undo stops: a checkpoint of all rows at a position of the log, with who made it and why."""

    number: int
    position: Position
    reason: str
    author: str
    at: str


def plan_id(db: sqlite3.Connection) -> str:
    """What all copies of one plan have in common."""
    found: str = db.execute("SELECT plan_id FROM facts").fetchone()[0]
    return found


def present_epoch(db: sqlite3.Connection) -> Epoch:
    """The epoch that the log is in."""
    return _epoch(*db.execute(f"SELECT {EPOCH} FROM epochs ORDER BY number DESC LIMIT 1").fetchone())


def epochs(db: sqlite3.Connection) -> Iterator[tuple[Epoch, str, str]]:
    """Every epoch, oldest first, with its digest and its checkpoint."""
    for *columns, written_digest, rows in db.execute(f"SELECT {EPOCH}, digest, rows FROM epochs ORDER BY number"):
        yield _epoch(*columns), written_digest, rows


def position(db: sqlite3.Connection) -> Position:
    """Where the log ends."""
    last = db.execute("SELECT sequence, hash FROM log ORDER BY sequence DESC LIMIT 1").fetchone()
    return Position(*last) if last else present_epoch(db).position


def append(cursor: sqlite3.Cursor, last: Position, changeset: ChangeSet) -> Position:
    """Add a change set to the log, after the row that was `last`, and give its position."""
    header, changes = changeset.header, written(changeset.changes)
    sequence = last.sequence + 1
    hash = link(last.hash, sequence, header, changes)
    cursor.execute(
        f"INSERT INTO log (sequence, epoch, redacted, hash, changes, {HEADER})"
        " VALUES (?, (SELECT max(number) FROM epochs), 0, ?, ?, ?, ?, ?, ?, ?, ?)",
        (sequence, hash, changes, *astuple(header)),
    )
    return Position(sequence, hash)


def log(db: sqlite3.Connection, after: int = 0) -> Iterator[LogRow]:
    """The log's rows past that sequence number; where one is redacted, its texts say so."""
    found = db.execute(
        f"SELECT sequence, hash, changes, {HEADER} FROM log WHERE sequence > ? ORDER BY sequence", (after,)
    )
    for sequence, hash, changes, *header in found:
        yield LogRow(Position(sequence, hash), ChangeSet(header_of(header), _read(changes)))


def headers(db: sqlite3.Connection) -> list[Header]:
    """The headers of the present epoch, oldest first."""
    start = present_epoch(db).position.sequence
    found = db.execute(f"SELECT {HEADER} FROM log WHERE sequence > ? ORDER BY sequence", (start,))
    return [header_of(row) for row in found]


def changeset(db: sqlite3.Connection, id: str) -> ChangeSet:
    """One change set. Raises Refused where there is none, or its content is redacted."""
    found = db.execute(f"SELECT redacted, changes, {HEADER} FROM log WHERE id = ?", (id,)).fetchone()
    if found is None:
        raise Refused("That step is not in this plan's history; nothing was changed.")
    redacted, changes, *header = found
    if redacted:
        raise Refused("That step's content was redacted, so it cannot be shown or taken back; nothing was changed.")
    return ChangeSet(header_of(header), _read(changes))


def start_epoch(db: sqlite3.Connection, reason: str, author: str, at: str) -> None:
    """Write a checkpoint of all rows: undo stops here, and the log replays from here."""
    number = db.execute("SELECT coalesce(max(number), 0) + 1 FROM epochs").fetchone()[0]
    last = position(db)
    write_epoch(db, Epoch(number, last, reason, author, at), canonical(checkpoint(db)))


def write_epoch(db: sqlite3.Connection, epoch: Epoch, rows: str) -> None:
    """Write an epoch with its checkpoint, in the place of one with that number."""
    plain = (epoch.number, *astuple(epoch.position), epoch.reason, epoch.author, epoch.at)
    db.execute(
        f"INSERT OR REPLACE INTO epochs ({EPOCH}, digest, rows) VALUES (?,?,?,?,?,?,?,?)",
        (*plain, epoch_digest(db, epoch, rows), rows),
    )


def epoch_digest(db: sqlite3.Connection, epoch: Epoch, rows: str) -> str:
    """The hash over an epoch, its checkpoint and the plan's facts."""
    facts = db.execute("SELECT plan_id, created_at, created_by, made_with FROM facts").fetchone()
    return digest(*facts, epoch.number, *astuple(epoch.position), epoch.reason, epoch.author, epoch.at, rows)


def checkpoint(db: sqlite3.Connection) -> dict[str, list[dict[str, Scalar]]]:
    """All rows by table, in whatever shape the file's schema version gives them."""
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    return {table: _dicts(db, table) for table in tables if table not in NOT_ROWS}


def _epoch(number: int, sequence: int, hash: str, reason: str, author: str, at: str) -> Epoch:
    return Epoch(number, Position(sequence, hash), reason, author, at)


def _dicts(db: sqlite3.Connection, table: str) -> list[dict[str, Scalar]]:
    found = db.execute(f'SELECT * FROM "{table}" ORDER BY id')
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def header_of(columns: Sequence[str]) -> Header:
    """A header from the columns named in `HEADER`."""
    id, label, author, origin, at, undoes = columns
    return Header(id=id, label=label, author=author, origin=origin, at=at, undoes=undoes)


def _read(changes: str) -> tuple[Change, ...]:
    return tuple(from_json(change) for change in json.loads(changes))
