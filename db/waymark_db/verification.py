"""Whether a plan file holds what its own history says."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from waymark.domain.rows import Scalar
from waymark.ports import Position
from waymark_db.chain import link
from waymark_db.history import HEADER, checkpoint, epoch_digest, epochs, header_of

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
    except sqlite3.Error as error:
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
    starts = {}
    for epoch, digest, rows in epochs(db):
        starts[epoch.position.sequence] = epoch
        if digest != epoch_digest(db, epoch, rows):
            yield f"The checkpoint of {epoch.at} (“{epoch.reason}”) is not what was written."
    if not starts:
        yield "The file has no checkpoint that its history could start from."
        return
    present = starts.pop(min(starts))
    last = present.position
    for sequence, number, redacted, hash, changes, *columns in db.execute(
        f"SELECT sequence, epoch, redacted, hash, changes, {HEADER} FROM log ORDER BY sequence"
    ):
        header = header_of(columns)
        if sequence != last.sequence + 1:
            yield f"The history has a gap before step {sequence}."
        elif (link(last.hash, sequence, header, changes) == hash) == bool(redacted) or number != present.number:
            yield f"Step {sequence} of the history (“{header.label}”, {header.at}) is not what was written."
        last = Position(sequence, hash)
        if sequence in starts:
            present = starts.pop(sequence)
            
    yield from (f"The checkpoint of {epoch.at} is at a step that is not in the history." for epoch in starts.values())
