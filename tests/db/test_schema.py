"""The plan file's tables against the rows that they hold."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import MISSING, fields
from typing import Any, get_type_hints

import pytest
from sqlite_utils import Database

from tests.db.samples import EVERY_KIND
from waymark.domain.rows import TABLES
from waymark_db.connection import entries
from waymark_db.versions import VERSIONS


@pytest.fixture(scope="module")
def db() -> Any:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for version in VERSIONS.values():
            version.migrate(Database(connection, execute_plugins=False))
        yield connection


@pytest.mark.parametrize("table", TABLES)
def test_that_a_table_has_the_columns_of_its_rows(db, table):
    kinds = {str: ("TEXT", True), int: ("INTEGER", True), str | None: ("TEXT", False), int | None: ("INTEGER", False)}
    hints = get_type_hints(TABLES[table])
    expected = [(field.name, *kinds[hints[field.name]]) for field in fields(TABLES[table])]

    found = [(name, kind, bool(filled)) for _, name, kind, filled, *_ in db.execute(f"PRAGMA table_info({table})")]

    assert found == expected


@pytest.mark.parametrize("table", TABLES)
def test_that_a_field_naming_a_row_of_one_kind_is_a_foreign_key(db, table):
    anywhere = {"subject_id", "from_id", "to_id"}
    expected = {field.name for field in fields(TABLES[table]) if field.name.endswith("_id")} - anywhere

    found = {column for _, _, _, column, *_ in db.execute(f"PRAGMA foreign_key_list({table})")}

    assert found == expected


def test_that_every_table_is_strict(db):
    strict = {name: is_strict for _, name, kind, _, _, is_strict in db.execute("PRAGMA table_list") if kind == "table"}

    assert all(is_strict for name, is_strict in strict.items() if not name.startswith("sqlite_"))


def test_that_the_known_entries_are_what_the_migrations_make(db):
    assert entries(db) == VERSIONS[max(VERSIONS)].entries


def test_that_the_samples_hold_a_row_of_every_kind():
    assert [type(row) for row in EVERY_KIND] == list(TABLES.values())
    assert all(field.default is not MISSING or field.name.endswith("id") for row in EVERY_KIND for field in fields(row))


def test_that_opening_an_up_to_date_plan_does_not_import_sqlite_utils(path):
    program = (
        "import sys, datetime; from pathlib import Path; from waymark_db.store import open_plan;"
        "now = lambda: datetime.datetime(2017, 11, 20, tzinfo=datetime.UTC);"
        "open_plan(Path(sys.argv[1]), who='A secretary', clock=now).close();"
        "sys.exit('sqlite_utils' in sys.modules)"
    )

    finished = subprocess.run([sys.executable, "-c", program, str(path)], env={"PYTHONPATH": ":".join(sys.path)})

    assert finished.returncode == 0
