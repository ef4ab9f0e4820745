"""Plans of older versions: backed up, brought up to date, and only then opened."""

from __future__ import annotations

import sqlite3

import pytest

from tests.db.samples import ACTION, WHO, change, clock, execute, opened, step, two_versions
from waymark.domain.errors import SaveFailed
from waymark_db.backup import backup_folder, backups
from waymark_db.connection import number
from waymark_db.store import open_plan, read_plan
from waymark_db.versions import Version


def test_that_an_older_plan_is_backed_up_and_brought_up_to_date(path):
    before = path.read_bytes()

    with open_plan(path, who=WHO, clock=clock, versions=two_versions()) as store:
        assert number(store.connection, "user_version") == 2
        assert store.load().kpis["kpi"].unit == "per cent"
        assert store.verify() == []

    (backup,) = backups(path)
    assert backup.reason == "before version 2"
    with read_plan(backup.path) as old, read_plan(_again(path, before)) as expected:
        assert old.load() == expected.load()
        assert old.verify() == []


def _again(path, content):
    other = path.with_name("before.waymark")
    other.write_bytes(content)
    return other


def test_that_undo_stops_at_a_migration_and_the_log_goes_on(path):
    with opened(path) as store:
        position = store.position()

    with open_plan(path, who=WHO, clock=clock, versions=two_versions()) as store:
        assert (store.headers(), store.position()) == ([], position)
        store.apply(step(change(ACTION, due="June 2018"), id="first"))
        assert [header.id for header in store.headers()] == ["first"]
        assert len(list(store.log())) == 2
        assert store.verify() == []


def test_that_an_up_to_date_plan_gets_no_backup(path):
    open_plan(path, who=WHO, clock=clock, versions=two_versions()).close()

    open_plan(path, who=WHO, clock=clock, versions=two_versions()).close()

    assert len(backups(path)) == 1


def test_that_nothing_is_migrated_without_a_backup(path):
    before = path.read_bytes()
    backup_folder(path).write_text("a file where the folder should be")

    with pytest.raises(SaveFailed, match="No backup"):
        open_plan(path, who=WHO, clock=clock, versions=two_versions())

    assert path.read_bytes() == before


def test_that_a_migration_that_fails_half_way_leaves_the_plan_as_it_was(path):
    def half(db):
        db.table("notes").create({"id": str}, pk="id", strict=True)
        db.execute("UPDATE kpis SET unit = 'gone'")
        db.execute("INSERT INTO nowhere VALUES (1)")

    versions = two_versions()
    before = path.read_bytes()

    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        open_plan(path, who=WHO, clock=clock, versions=versions | {2: Version(half, versions[2].entries)})

    assert path.read_bytes() == before
    with opened(path) as store:
        assert store.load().kpis["kpi"].unit == "%"


def test_that_a_migration_that_makes_something_else_is_not_kept(path):
    versions = two_versions()
    before = path.read_bytes()

    with pytest.raises(RuntimeError, match="version 2"):
        open_plan(path, who=WHO, clock=clock, versions=versions | {2: Version(lambda _: None, versions[2].entries)})

    assert path.read_bytes() == before


def test_that_a_damaged_older_plan_is_not_migrated(path):
    execute(path, "CREATE VIEW planted AS SELECT 1")

    with pytest.raises(Exception, match="not as Waymark makes it"):
        open_plan(path, who=WHO, clock=clock, versions=two_versions())

    assert backups(path) == []
