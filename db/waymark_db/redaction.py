"""Taking a text out of a plan file for good: out of the rows, their history, the checkpoints and the drafts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from waymark.domain.errors import Refused, SaveFailed
from waymark.domain.text import REDACTED
from waymark.ports import Clock
from waymark_db import history
from waymark_db.chain import canonical
from waymark_db.faults import cause, quoted
from waymark_db.store import Store

SHORTEST = 3

KEYS = ("id", "withdrawn_at", "rank", "at", "period", "from_period", "tracker", "digest", "field")
"""The columns that hold nobody's words, beside those that end in `_id`; what stands in them stays."""


def redact(store: Store, text: str, *, reason: str, author: str, clock: Clock) -> None:
    """Replace a text, letter by letter as given, everywhere in the file, and note who did that and why.

    It cannot be undone, nor can anything before it. Whoever holds the plan in memory loads it again. Backups and copies
    made before still hold the text. Raises Refused for a text that cannot be redacted, SaveFailed where that cannot be
    written; nothing was changed then.
    """
    if len(text.strip()) < SHORTEST or text in REDACTED:
        raise Refused(f"“{text}” is too short to be redacted: it would be found in other words. Give a longer text.")
    if text in reason or text in author:
        raise Refused("The reason and the name beside it are kept in the plan, so they cannot hold the text itself.")
    eraser = _Eraser(text)
    with store.rewriting() as cursor:
        _redact_rows(cursor, eraser)
        _redact_log(cursor, eraser)
        _redact_notes(cursor, eraser)
        _redact_epochs(cursor.connection, eraser)
        if not eraser.found:
            raise Refused(f"“{text}” does not stand anywhere in the plan; nothing was changed. Look how it is written.")
        history.start_epoch(cursor.connection, f"Redacted: {reason}", author, clock().isoformat(timespec="seconds"))
    try:
        store.connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise SaveFailed(
            f"The text is redacted, but {quoted(store.path)} could not be written anew: {cause(error)}."
            " Traces of it may be left in the file; save a copy and use that."
        ) from error


class _Eraser:
    """Replaces one text, and remembers whether it was there."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.found = False

    def value(self, column: str, value: Any) -> Any:
        if not isinstance(value, str) or self._text not in value or column in KEYS or column.endswith("_id"):
            return value
        self.found = True
        return value.replace(self._text, REDACTED)

    def row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {column: self.value(column, value) for column, value in row.items()}

    def change(self, change: dict[str, Any]) -> dict[str, Any]:
        if "row" in change:
            return change | {"row": self.row(change["row"])}
        fields = {name: [self.value(name, value) for value in pair] for name, pair in change["fields"].items()}
        return change | {"fields": fields}


def _redact_rows(cursor: sqlite3.Cursor, eraser: _Eraser) -> None:
    for table, rows in history.checkpoint(cursor.connection).items():
        for row in rows:
            _put(cursor, table, row, eraser.row(row), "id")


def _redact_log(cursor: sqlite3.Cursor, eraser: _Eraser) -> None:
    columns = ("sequence", "label", "author", "origin", "changes", "redacted")
    for found in cursor.connection.execute(f"SELECT {', '.join(columns)} FROM log ORDER BY sequence").fetchall():
        row = dict(zip(columns, found, strict=True))
        changes = canonical([eraser.change(change) for change in json.loads(row["changes"])])
        after = eraser.row(row | {"changes": ""}) | {"changes": changes}
        if after != row:
            _put(cursor, "log", row, after | {"redacted": 1}, "sequence")


def _redact_notes(cursor: sqlite3.Cursor, eraser: _Eraser) -> None:
    for table, columns in (("drafts", ("text",)), ("facts", ("created_by", "made_with"))):
        names = ("rowid", *columns)
        for found in cursor.connection.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall():
            row = dict(zip(names, found, strict=True))
            _put(cursor, table, row, eraser.row(row), "rowid")


def _redact_epochs(db: sqlite3.Connection, eraser: _Eraser) -> None:
    """Written anew one and all: their digests cover the plan's facts too."""
    for epoch, _, rows in list(history.epochs(db)):
        content = {table: [eraser.row(row) for row in found] for table, found in json.loads(rows).items()}
        reason, author = eraser.value("reason", epoch.reason), eraser.value("author", epoch.author)
        history.write_epoch(db, replace(epoch, reason=reason, author=author), canonical(content))


def _put(cursor: sqlite3.Cursor, table: str, before: dict[str, Any], after: dict[str, Any], key: str) -> None:
    changed = [column for column in after if after[column] != before[column]]
    if changed:
        new = ", ".join(f'"{column}" = ?' for column in changed)
        values = [after[column] for column in changed]
        cursor.execute(f"UPDATE {table} SET {new} WHERE {key} = ?", (*values, before[key]))
