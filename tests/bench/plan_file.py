"""What the plan file costs: an edit until it is durable, and the whole check as the log grows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from tests.bench.measuring import Case
from tests.plans import an_action
from waymark.domain.changes import Insert
from waymark.exchange.beginnings import example_plan
from waymark.services.editor import Editor
from waymark_db.connection import PRAGMAS
from waymark_db.store import create_plan, open_plan, read_plan
from waymark_start.plans import begin

EDITS = 20
SHORT_LOG, LONG_LOG = 500, 4000


def clock() -> datetime:
    """A clock that stands still."""
    return datetime(2017, 11, 20, 10, tzinfo=UTC)


def cases(folder: Path) -> Iterator[Case]:
    """The gates of the plan file."""
    path = folder / "edits.waymark"
    begin(path, "The example plan", example_plan(earlier=False), "bench")
    yield Case(
        f"{EDITS} edits through the editor, each until durable",
        "as many bare one-row commits in the same file, with the same pragmas",
        2.0,
        _edits(path),
        _bare_commits(copy_of(path)),
    )
    longer = LONG_LOG / SHORT_LOG
    yield Case(
        f"verify with {LONG_LOG} steps in the log",
        f"verify with {SHORT_LOG}: linear is {longer:g}",
        longer * 1.25,
        _verifying(_with_log(folder / "long.waymark", LONG_LOG)),
        _verifying(_with_log(folder / "short.waymark", SHORT_LOG)),
    )


def _edits(path: Path) -> Callable[[], None]:
    store = open_plan(path, who="bench", clock=clock)
    editor = Editor(store, clock, "bench")
    numbers = count()

    def run() -> None:
        for _ in range(EDITS):
            action = editor.plan.actions.live()[0]
            editor.type_into(action, "text", f"Edit {next(numbers)}")

    return run


def copy_of(path: Path) -> Path:
    """A copy of a plan file for who goes past everything."""
    copied = path.with_name("bare.waymark")
    copied.write_bytes(path.read_bytes())
    return copied


def _bare_commits(path: Path) -> Callable[[], None]:
    commit = bare_commit(path)

    def run() -> None:
        for _ in range(EDITS):
            commit()

    return run


def bare_commit(path: Path) -> Callable[[], None]:
    """Changes one text of one row of a plan file, past everything, until that is durable: with the same pragmas."""
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in (*PRAGMAS, "journal_mode=DELETE"):
        db.execute(f"PRAGMA {pragma}")
    (id,) = db.execute("SELECT id FROM kpis LIMIT 1").fetchone()
    numbers = count()

    def run() -> None:
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE kpis SET title = ? WHERE id = ?", (f"Edit {next(numbers)}", id))
        db.execute("COMMIT")

    return run


def _with_log(path: Path, steps: int) -> Path:
    with create_plan(path, who="bench", clock=clock) as store:
        editor = Editor(store, clock, "bench")
        action = an_action()
        editor.make("Add an action", [Insert(action)], "bench")
        for number in range(steps - 1):
            editor.type_into(editor.plan.actions[action.id], "text", f"Edit {number}")
    return path


def _verifying(path: Path) -> Callable[[], None]:
    def run() -> None:
        with closing(read_plan(path)) as reader:
            assert not reader.verify()

    return run
