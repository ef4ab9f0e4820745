"""Whether a plan file holds what its own history says."""

from __future__ import annotations

import json
import sqlite3
from collections import deque
from collections.abc import Iterator
from typing import Any

from waymark.domain.rows import Scalar
from waymark.ports import Position
from waymark_db.chain import link
from waymark_db.history import HEADER, Epoch, checkpoint, epoch_digest, epochs, header_of

Rows = dict[str, dict[str, dict[str, Scalar]]]
"""Rows as columns and values, by table and id."""

ANYWHERE = ("subject_id", "from_id", "to_id")
"""The columns that name a row of whichever table, which SQLite's foreign keys cannot watch."""


def verify(db: sqlite3.Connection) -> list[str]:
    """What is wrong with a plan file, a sentence each; it takes time in proportion to the log and the rows."""
    faults: list[str] = []
    db.execute("BEGIN")
    try:
        for step in (_pages, _foreign_keys, _chain):
            faults += step(db)
        if not faults:
            faults += _rows(db)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        faults.append(f"The file cannot be read throughout ({error}).")
    finally:
        db.execute("ROLLBACK")
    return faults


def _pages(db: sqlite3.Connection) -> Iterator[str]:
    for (found,) in db.execute("PRAGMA integrity_check"):
        if found != "ok":
            yield f"The file is damaged: {found}."


def _foreign_keys(db: sqlite3.Connection) -> Iterator[str]:
    for table, _, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"A row of “{table}” names one of “{parent}” that is not there."


def _chain(db: sqlite3.Connection) -> Iterator[str]:
    waiting: deque[Epoch] = deque()
    for epoch, digest, rows in epochs(db):
        waiting.append(epoch)
        if digest != epoch_digest(db, epoch, rows):
            yield f"The checkpoint of {epoch.at} (“{epoch.reason}”) is not what was written."
    if not waiting:
        yield "The file has no checkpoint that its history could start from."
        return
    present = waiting.popleft()
    last = present.position
    for sequence, number, redacted, hash, changes, *columns in db.execute(
        f"SELECT sequence, epoch, redacted, hash, changes, {HEADER} FROM log ORDER BY sequence"
    ):
        while waiting and waiting[0].position.sequence < sequence:
            present = waiting.popleft()
            yield from _misplaced(present, last)
        header = header_of(columns)
        if sequence != last.sequence + 1:
            yield f"The history has a gap before step {sequence}."
        elif (link(last.hash, sequence, header, changes) == hash) == bool(redacted) or number != present.number:
            yield f"Step {sequence} of the history (“{header.label}”, {header.at}) is not what was written."
        last = Position(sequence, hash)
    for epoch in waiting:
        yield from _misplaced(epoch, last)


def _misplaced(epoch: Epoch, last: Position) -> Iterator[str]:
    if epoch.position != last:
        yield f"The checkpoint of {epoch.at} (“{epoch.reason}”) does not fit into the history."


def _rows(db: sqlite3.Connection) -> Iterator[str]:
    found = _by_id(checkpoint(db))
    yield from _differences(found, _replayed(db))
    known = {id for rows in found.values() for id in rows}
    for table, rows in found.items():
        for id, row in rows.items():
            for column in ANYWHERE:
                if column in row and row[column] not in known:
                    yield f"The row {id} of “{table}” names something that is not there ({column})."


def _by_id(tables: dict[str, list[dict[str, Scalar]]]) -> Rows:
    return {table: {str(row["id"]): row for row in rows} for table, rows in tables.items()}


def _replayed(db: sqlite3.Connection) -> Rows:
    """The rows of the last checkpoint with every later step of the log done to them."""
    sequence, rows = db.execute("SELECT sequence, rows FROM epochs ORDER BY number DESC LIMIT 1").fetchone()
    replayed = _by_id(json.loads(rows))
    for (changes,) in db.execute("SELECT changes FROM log WHERE sequence > ? ORDER BY sequence", (sequence,)):
        for change in json.loads(changes):
            _replay(replayed, change)
    return replayed


def _replay(rows: Rows, change: dict[str, Any]) -> None:
    if "update" in change:
        rows[change["update"]][change["id"]] |= {name: new for name, (_, new) in change["fields"].items()}
    elif "insert" in change:
        rows[change["insert"]][change["row"]["id"]] = change["row"]
    else:
        del rows[change["remove"]][change["row"]["id"]]


def _differences(found: Rows, told: Rows) -> Iterator[str]:
    for table in sorted(found.keys() | told.keys()):
        now, then = found.get(table, {}), told.get(table, {})
        yield from (
            f"The history has a row {id} of “{table}” that is not there." for id in sorted(then.keys() - now.keys())
        )
        yield from (
            f"There is a row {id} of “{table}” that the history does not have."
            for id in sorted(now.keys() - then.keys())
        )
        for id in sorted(now.keys() & then.keys()):
            for column in now[id].keys() | then[id].keys():
                is_, was = now[id].get(column), then[id].get(column)
                if is_ != was:
                    yield f"The row {id} of “{table}” has “{is_}” as its {column}; the history says “{was}”."
