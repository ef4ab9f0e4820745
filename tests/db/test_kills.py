"""A program killed at any moment of its editing: every acknowledged edit is there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.db.samples import opened
from waymark_db.lock import lock_path

EDITING = """
import sys
from pathlib import Path
from tests.db.samples import change, opened, step
from waymark.domain.changes import Insert
from waymark.domain.rows import Update

with opened(Path(sys.argv[1])) as store:
    for number in range(int(sys.argv[2]), 1_000_000):
        action = store.load().actions["action"]
        report = Update(id=f"report {number}", subject_id="action", period="2017-11", text="On course " * (number % 90))
        store.apply(step(change(action, due=str(number)), Insert(report), id=f"edit {number}"))
        print(number, flush=True)
"""


@pytest.mark.parametrize("kills", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_that_every_acknowledged_edit_outlives_a_killed_program(path, kills):
    random = Random(kills)
    last = 0

    for _ in range(kills):
        acknowledged = _edit_until_killed(path, last + 1, random)

        assert lock_path(path).exists()
        with opened(path) as store:
            plan = store.load()
            last = int(plan.actions["action"].due)
            assert last in (acknowledged, acknowledged + 1)
            assert {f"edit {number}" for number in range(1, last + 1)} <= {header.id for header in store.headers()}
            assert len(plan.updates) == last + 1
            assert store.verify() == []


def _edit_until_killed(path: Path, first: int, random: Random) -> int:
    """Let a program edit from that number on, kill it at some moment, and give the last number it acknowledged."""
    command = [sys.executable, "-c", EDITING, str(path), str(first)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([*sys.path, str(Path(__file__).parents[2])])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as editing:
        assert editing.stdout is not None
        for _ in range(random.randrange(1, 30)):
            acknowledged = int(editing.stdout.readline())
        # A few turns more or less, so that it may be anywhere within an edit.
        for _ in range(random.randrange(40_000)):
            pass
        editing.kill()
        return max([acknowledged, *map(int, editing.stdout.read().split())])
