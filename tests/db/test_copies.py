"""Copies saved and backups restored: whole files, of the right plan, never over one that is open."""

from __future__ import annotations

from contextlib import closing

import pytest

from tests.db.samples import ACTION, WHO, change, clock, execute, make_plan, opened, step
from waymark.domain.errors import NotAPlan, PlanInUse, Refused, SaveFailed
from waymark.ports import Draft
from waymark_db.backup import backup_folder, backups, make_backup
from waymark_db.connection import connect, journal
from waymark_db.copies import restore, save_copy
from waymark_db.store import create_plan, read_plan


@pytest.fixture
def backup(path):
    """A backup of the plan from before its action's due date was changed."""
    made = make_backup(path, "closing", clock).path
    with opened(path) as store:
        store.apply(step(change(ACTION, due="June 2018")))
    return made


def due(path) -> str:
    with read_plan(path) as reader:
        assert reader.verify() == []
        return reader.load().actions["action"].due


def test_that_a_copy_with_history_is_the_same_plan(store, tmp_path):
    save_copy(store, tmp_path / "copy.waymark", with_history=True, who=WHO, clock=clock)

    with read_plan(tmp_path / "copy.waymark") as copy:
        assert (copy.load(), copy.plan_id, copy.position()) == (store.load(), store.plan_id, store.position())
        assert list(copy.log()) == list(store.log())
        assert copy.verify() == []


def test_that_a_copy_without_history_holds_the_rows_and_goes_on_where_the_log_ended(store, tmp_path):
    target = tmp_path / "copy.waymark"
    store.apply(step(change(ACTION, text="An early wording of it")))
    store.apply(step(change(store.load().actions["action"], text="Train")))
    store.save_draft(Draft("action", "text", "An early wording", "2017-11-20"))

    save_copy(store, target, with_history=False, who=WHO, clock=clock)

    assert b"early wording" not in target.read_bytes()
    with opened(target) as copy:
        assert (copy.load(), copy.plan_id, copy.position()) == (store.load(), store.plan_id, store.position())
        assert (list(copy.log()), copy.headers(), copy.drafts()) == ([], [], [])
        assert copy.apply(step(change(ACTION, due="June 2018"))).sequence == 4
        assert copy.verify() == []


def test_that_a_copy_saves_what_was_open_when_its_file_was_removed(store, tmp_path):
    store.path.unlink()

    save_copy(store, tmp_path / "rescued.waymark", with_history=True, who=WHO, clock=clock)

    assert due(tmp_path / "rescued.waymark") == "Mar 2018"


def test_that_a_copy_goes_neither_over_the_plan_itself_nor_over_one_that_is_open(store, tmp_path):
    other = make_plan(tmp_path / "other.waymark")

    with pytest.raises(Refused, match="is the plan itself"):
        save_copy(store, store.path, with_history=True, who=WHO, clock=clock)
    with opened(other), pytest.raises(PlanInUse):
        save_copy(store, other, with_history=True, who=WHO, clock=clock)

    assert store.verify() == []
    assert due(other) == "Mar 2018"


def test_that_a_copy_that_cannot_be_written_leaves_the_old_file(store, tmp_path, monkeypatch):
    target = tmp_path / "copy.waymark"
    target.write_text("an older copy")
    monkeypatch.setattr("waymark_db.files.flush", lambda _: (_ for _ in ()).throw(OSError(28, "No space left")))

    with pytest.raises(SaveFailed, match="the disk is full"):
        save_copy(store, target, with_history=True, who=WHO, clock=clock)

    assert target.read_text() == "an older copy"
    assert not list(tmp_path.glob("*.part*"))


def test_that_restoring_puts_the_backup_in_place_and_keeps_what_was_there(path, backup):
    kept = restore(path, backup, who=WHO, clock=clock)

    assert due(path) == "Mar 2018"
    assert kept is not None
    assert due(kept) == "June 2018"
    assert [each.reason for each in backups(path)] == ["before restoring", "closing"]


def test_that_an_open_plan_is_not_restored(path, backup):
    with opened(path) as store, pytest.raises(PlanInUse):
        restore(path, backup, who=WHO, clock=clock)

    assert due(path) == "June 2018"
    assert store.path == path


def test_that_a_backup_of_another_plan_is_refused(path, tmp_path):
    create_plan(tmp_path / "other.waymark", who=WHO, clock=clock).close()

    with pytest.raises(Refused, match="a backup of another plan"):
        restore(path, tmp_path / "other.waymark", who=WHO, clock=clock)

    assert due(path) == "Mar 2018"
    assert backups(path) == []


@pytest.mark.parametrize("how", ["cut short", "a row altered", "missing", "no plan"])
def test_that_a_damaged_backup_is_refused(path, backup, how):
    if how == "cut short":
        backup.write_bytes(backup.read_bytes()[:-100])
    elif how == "a row altered":
        execute(backup, "UPDATE actions SET due = 'never'")
    elif how == "no plan":
        backup.write_text("nothing")
    else:
        backup.unlink()

    with pytest.raises(NotAPlan):
        restore(path, backup, who=WHO, clock=clock)

    assert due(path) == "June 2018"
    assert all(each.reason == "closing" for each in backups(path))


@pytest.mark.parametrize("how", ["cut short", "empty", "no plan"])
def test_that_a_damaged_plan_is_kept_as_it_is_and_restored(path, backup, how):
    damaged = {"cut short": path.read_bytes()[:5000], "empty": b"", "no plan": b"nothing" * 1000}[how]
    path.write_bytes(damaged)

    kept = restore(path, backup, who=WHO, clock=clock)

    assert due(path) == "Mar 2018"
    assert kept is not None
    assert kept.parent == backup_folder(path)
    assert kept.read_bytes() == damaged


def test_that_a_plan_that_is_gone_is_restored(path, backup):
    path.unlink()

    assert restore(path, backup, who=WHO, clock=clock) is None
    assert due(path) == "Mar 2018"


def test_that_what_a_save_of_the_old_plan_left_is_not_put_back_into_the_restored_one(path, backup):
    content = path.read_bytes()
    with closing(connect(path, "rw")) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE actions SET due = 'half-way'")
        left = journal(path).read_bytes()
        db.execute("ROLLBACK")
    path.write_bytes(content[: len(content) // 2])
    journal(path).write_bytes(left)

    restore(path, backup, who=WHO, clock=clock)

    assert not journal(path).exists()
    assert due(path) == "Mar 2018"
