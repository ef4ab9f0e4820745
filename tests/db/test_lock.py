"""One writer at a time, and who that is."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from tests.db.samples import ACTION, WHO, change, clock, opened, step
from waymark.domain.errors import PlanInUse, ReadOnlyPlan
from waymark_db.lock import Lock, lock_path
from waymark_db.store import open_plan, read_plan

HOLDING = """
import datetime, sys
from pathlib import Path
from waymark_db.store import open_plan
since = datetime.datetime(2017, 11, 20, 9, 30, tzinfo=datetime.UTC)
store = open_plan(Path(sys.argv[1]), who="The head of service", clock=lambda: since)
print("open", flush=True)
sys.stdin.read()
store.close()
"""


def holding(path: Path) -> subprocess.Popen[str]:
    """Another process that has the plan open until its standard input is closed."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)], stdin=pipe, stdout=pipe, text=True, env=environment
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def forge(path: Path, **note: str) -> None:
    lock_path(path).write_text(json.dumps({"who": "A manager", "computer": "OFFICE-7", "since": "2017-11-19"} | note))


def test_that_a_second_program_is_told_who_has_the_plan_and_may_read_it(path):
    with holding(path) as process:
        with pytest.raises(PlanInUse) as refusal:
            open_plan(path, who=WHO, clock=clock)
        with read_plan(path) as reader:
            assert reader.load().actions["action"] == ACTION
        process.communicate()

    said = str(refusal.value)
    assert f"by The head of service on {platform.node()} since 2017-11-20T09:30:00+00:00" in said
    assert "open it for reading" in said
    with opened(path) as store:
        assert store.load().actions["action"] == ACTION


def test_that_the_lock_of_a_killed_program_is_taken_over_at_once(path):
    with holding(path) as process:
        process.kill()
        process.wait()

        assert lock_path(path).exists()
        with opened(path) as store:
            store.apply(step(change(ACTION, due="June 2018")))


def test_that_a_plan_open_in_this_program_is_not_opened_again(store):
    with pytest.raises(PlanInUse, match=WHO):
        open_plan(store.path, who=WHO, clock=clock)

    store.apply(step(change(ACTION, due="June 2018")))


def test_that_a_lock_of_another_computer_is_never_taken_over(path):
    forge(path)
    before = lock_path(path).read_bytes()

    with pytest.raises(
        PlanInUse, match=r"by A manager on OFFICE-7 since 2017-11-19.*delete the file “plan\.waymark\.lock”"
    ):
        open_plan(path, who=WHO, clock=clock)

    assert lock_path(path).read_bytes() == before
    lock_path(path).unlink()
    open_plan(path, who=WHO, clock=clock).close()


def test_that_a_lock_of_this_computer_that_nobody_holds_is_taken_over(path):
    forge(path, computer=platform.node().upper())

    with opened(path) as store:
        assert store.load().actions["action"] == ACTION


@pytest.mark.parametrize("note", ["", "{", "[]", '"open"', "{}", '{"who": 1}', "\0" * 100])
def test_that_half_a_note_keeps_nobody_out(path, note):
    lock_path(path).write_text(note)

    with opened(path) as store:
        assert store.load().actions["action"] == ACTION


def test_that_the_note_is_gone_once_the_plan_is_closed(store):
    assert lock_path(store.path).exists()

    store.close()
    store.close()

    assert not lock_path(store.path).exists()


def test_that_a_lock_file_removed_by_its_last_holder_locks_nobody_out(path, monkeypatch):
    """The file that was opened may be the one that its holder is just removing; then there are two of them."""
    first = Lock.take(path, WHO, clock)
    claims: list[int] = []

    def claim(file, plan, computer):
        if not claims:
            first.release()
        claims.append(file.fileno())

    monkeypatch.setattr("waymark_db.lock._claim", claim)
    second = Lock.take(path, WHO, clock)

    assert len(claims) == 2
    assert lock_path(path).exists()
    second.release()


def test_that_the_lock_is_let_go_when_opening_fails(path, monkeypatch):
    monkeypatch.setattr("waymark_db.store.bring_up_to_date", lambda *_: (_ for _ in ()).throw(ReadOnlyPlan("No.")))

    with pytest.raises(ReadOnlyPlan):
        open_plan(path, who=WHO, clock=clock)

    assert not lock_path(path).exists()
