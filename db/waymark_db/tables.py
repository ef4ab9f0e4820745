"""The plan's rows in their tables: read into a `Plan`, and changed as a change set says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import groupby
from operator import attrgetter
from typing import Any

from waymark.domain.changes import Change, Insert, Update, applied
from waymark.domain.errors import StaleEdit
from waymark.domain.plan import Plan, Table
from waymark.domain.rows import TABLES, Reading, Row

COLUMNS = {table: tuple(field.name for field in fields(kind)) for table, kind in TABLES.items()}

STALE = "The plan file does not hold what this change was made against; nothing was changed. Look at it again."


def load(db: sqlite3.Connection) -> Plan:
    """Every row of every table."""
    content: dict[str, Any] = {table: Table(_rows(db, kind)) for table, kind in TABLES.items()}
    return Plan(**content)


def _rows(db: sqlite3.Connection, kind: type[Row], condition: str = "", values: Sequence[str] = ()) -> list[Row]:
    columns = COLUMNS[kind.table]
    found = db.execute(f"SELECT {_listed(columns)} FROM {kind.table} {condition}", values)
    return [kind(**dict(zip(columns, row, strict=True))) for row in found]


def write(cursor: sqlite3.Cursor, changes: Iterable[Change]) -> None:
    """Make changes to the rows. Raises StaleEdit where a row is not as the changes say it was before."""
    by_table: dict[str, list[Change]] = {}
    for change in changes:
        table = change.table if isinstance(change, Update) else change.row.table
        by_table.setdefault(table, []).append(change)
    for table, group in by_table.items():
        # Readings may trade periods within one change set, which the index on live readings would refuse half-way.
        if table == Reading.table and len(group) > 1 and not all(isinstance(change, Insert) for change in group):
            _rewrite_readings(cursor, group)
        else:
            _write_in_order(cursor, table, group)


def _write_in_order(cursor: sqlite3.Cursor, table: str, changes: Iterable[Change]) -> None:
    for inserts, group in groupby(changes, lambda change: isinstance(change, Insert)):
        if inserts:
            _insert(cursor, table, [change.row for change in group if isinstance(change, Insert)])
            continue
        for change in group:
            if isinstance(change, Update):
                _update(cursor, change)
            else:
                _remove(cursor, change.row)


def _insert(cursor: sqlite3.Cursor, table: str, rows: Sequence[Row]) -> None:
    columns = COLUMNS[table]
    marks = ",".join("?" * len(columns))
    cursor.executemany(f"INSERT INTO {table} ({_listed(columns)}) VALUES ({marks})", map(attrgetter(*columns), rows))


def _update(cursor: sqlite3.Cursor, change: Update) -> None:
    before, after = zip(*change.fields.values(), strict=True)
    new = ", ".join(f'"{name}" = ?' for name in change.fields)
    condition = f"id = ? AND {_same(change.fields)}"
    cursor.execute(f"UPDATE {change.table} SET {new} WHERE {condition}", (*after, change.id, *before))
    _expect_one(cursor)


def _remove(cursor: sqlite3.Cursor, row: Row) -> None:
    columns = COLUMNS[row.table]
    cursor.execute(f"DELETE FROM {row.table} WHERE {_same(columns)}", attrgetter(*columns)(row))
    _expect_one(cursor)


def _rewrite_readings(cursor: sqlite3.Cursor, changes: Sequence[Change]) -> None:
    ids = sorted({change.id if isinstance(change, Update) else change.row.id for change in changes})
    before = (row for id in ids for row in _rows(cursor.connection, Reading, "WHERE id = ?", (id,)))
    after = applied(Plan(readings=Table(row for row in before if isinstance(row, Reading))), changes)
    cursor.executemany("DELETE FROM readings WHERE id = ?", [(id,) for id in ids])
    _insert(cursor, Reading.table, list(after.readings))


def _expect_one(cursor: sqlite3.Cursor) -> None:
    if cursor.rowcount != 1:
        raise StaleEdit(STALE)


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _same(columns: Iterable[str]) -> str:
    return " AND ".join(f'"{name}" IS ?' for name in columns)
