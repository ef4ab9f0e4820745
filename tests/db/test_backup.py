"""Backups: whole copies or none, thinned as they grow old."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.db.samples import ACTION, change, clock, execute, step
from waymark.domain.errors import SaveFailed
from waymark.ports import Backup
from waymark_db.backup import KEPT_NEWEST, backup_folder, backups, make_backup, superseded, thin
from waymark_db.copies import verify_backup
from waymark_db.store import read_plan


def test_that_a_backup_of_an_open_plan_holds_what_was_saved_so_far(store):
    store.apply(step(change(ACTION, due="June 2018")))

    backup = make_backup(store.path, "before import", clock)

    store.apply(step(change(replace(ACTION, due="June 2018"), due="July 2018")))
    assert backup.path == store.path.parent / "plan backups" / "plan 2017-11-20 100000 before import.waymark"
    assert (backup.at, backup.reason, backup.size) == (
        datetime(2017, 11, 20, 10),  # noqa: DTZ001
        "before import",
        backup.path.stat().st_size,
    )
    assert verify_backup(backup.path) == []
    with read_plan(backup.path) as copy:
        assert copy.load().actions["action"].due == "June 2018"
        assert copy.plan_id == store.plan_id


def test_that_backups_are_listed_newest_first_and_other_files_are_not(path, tmp_path):
    hours = iter((9, 11, 10))
    folder = tmp_path / "elsewhere"
    made = [
        make_backup(path, f"number {n}", lambda: datetime(2017, 11, 20, next(hours), tzinfo=UTC), folder)
        for n in range(3)
    ]
    (folder / "plan of mine.waymark").touch()
    (folder / "plan 2017-11-20 120000 unfinished.waymark.part").touch()

    assert backups(path, folder) == [made[1], made[2], made[0]]
    assert backups(path) == []


def test_that_two_backups_of_one_second_are_both_kept(path):
    made = [make_backup(path, reason, clock) for reason in ("closing", "before import", "closing")]

    assert [backup.at.second for backup in made] == [0, 1, 2]
    assert backups(path) == made[::-1]


@pytest.mark.parametrize("reason", ["before “import” of A/B: the 2nd?", "..", "C:\\x"])
def test_that_a_reason_never_leads_out_of_the_folder(path, reason):
    backup = make_backup(path, reason, clock)

    assert backup.path.parent == backup_folder(path)
    assert backups(path) == [backup]


def test_that_a_backup_that_fails_leaves_the_last_good_one_and_says_so(path):
    good = make_backup(path, "closing", clock)
    path.write_bytes(path.read_bytes()[:-4096])

    with pytest.raises(
        SaveFailed, match=r"No backup of “plan\.waymark” could be made.*earlier backups are as they were"
    ):
        make_backup(path, "closing", clock)

    assert backups(path) == [good]
    assert list(backup_folder(path).iterdir()) == [good.path]
    assert verify_backup(good.path) == []


def test_that_what_a_killed_backup_left_is_cleared_away_by_the_next(path):
    backup_folder(path).mkdir()
    (backup_folder(path) / "plan 2017-11-20 090000 closing.waymark.part").touch()
    (backup_folder(path) / "plan 2017-11-20 090000 closing.waymark.part-journal").touch()

    backup = make_backup(path, "closing", clock)

    assert list(backup_folder(path).iterdir()) == [backup.path]


def test_that_a_damaged_backup_is_found(path):
    backup = make_backup(path, "closing", clock)
    execute(backup.path, "UPDATE actions SET due = 'never'")
    assert "the history says “Mar 2018”" in verify_backup(backup.path)[0]

    backup.path.write_bytes(backup.path.read_bytes()[:5000])

    assert "is damaged" in verify_backup(backup.path)[0]


def test_that_thinning_removes_the_files_it_says(path):
    days = iter(range(400))
    start = datetime(2017, 11, 20, 10, tzinfo=UTC)
    made = [make_backup(path, "closing", lambda: start + timedelta(days=next(days))) for _ in range(30)]

    removed = thin(path)

    assert set(backups(path)) == set(made) - set(removed)
    assert removed


def _backups(moments: set[datetime]) -> list[Backup]:
    return [Backup(Path(f"{at}"), at, "closing", 1) for at in sorted(moments, reverse=True)]


MOMENTS = st.sets(st.datetimes(datetime(2016, 1, 1), datetime(2018, 1, 1)), max_size=200)  # noqa: DTZ001


@given(MOMENTS)
def test_that_thinning_keeps_the_newest_and_the_last_of_each_recent_day_week_and_month(moments):
    made = _backups(moments)

    gone = superseded(made)
    kept = [backup for backup in made if backup not in gone]

    assert kept[:KEPT_NEWEST] == made[:KEPT_NEWEST]
    assert {(at.at.year, at.at.month) for at in kept} == set(
        sorted({(at.at.year, at.at.month) for at in made}, reverse=True)[:24]
    ) | {(at.at.year, at.at.month) for at in made[:KEPT_NEWEST]}
    assert len({at.at.date() for at in kept}) >= min(14, len({at.at.date() for at in made}))
    assert len(kept) <= 14 + 8 + 24 + KEPT_NEWEST
    assert superseded(kept) == []
