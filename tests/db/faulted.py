"""Run as a program with the shim loaded: does one operation again and again, each time with another call failing.

Arguments: the operation, how calls fail (a key of `FAULTS`), an empty folder. It prints what was not as promised, a
line each, and at the end how many calls there were to fail.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

from tests.db.samples import ACTION, WHO, change, clock, make_plan, opened, some_readings, step, two_versions
from waymark.domain.errors import NewerPlan, WaymarkError
from waymark.domain.plan import Plan
from waymark.ports import Draft
from waymark_db.backup import backups, make_backup
from waymark_db.connection import journal
from waymark_db.copies import restore, save_copy, verify_backup
from waymark_db.files import UNFINISHED
from waymark_db.redaction import redact
from waymark_db.store import Store, create_plan, open_plan, read_plan

FAULTS = {"once": (errno.EIO, 0), "full": (errno.ENOSPC, 1), "kill": (-1, 0)}

VERSIONS = two_versions()
DONE = step(change(ACTION, text="Train every team manager at once"), id="done")
EDIT = step(change(ACTION, due="June 2018"), id="edit")
IMPORT = step(*some_readings(300), change(ACTION, due="June 2018"), id="import")
DRAFT = Draft("action", "text", "Train", "2017-11-20")

Operation = Callable[[Store], object]


def _copy(store: Store) -> None:
    save_copy(store, store.path.with_name("copy.waymark"), with_history=False, who=WHO, clock=clock)


WITH_THE_PLAN_OPEN: dict[str, Operation] = {
    "save": lambda store: store.apply(EDIT),
    "import": lambda store: store.apply(IMPORT),
    "undo": lambda store: store.apply(DONE.inverse(step(id="undo").header)),
    "draft": lambda store: store.save_draft(DRAFT),
    "backup": lambda store: make_backup(store.path, "closing", clock),
    "copy": _copy,
    "redaction": lambda store: redact(store, "Visits on time", reason="a test", author=WHO, clock=clock),
}

WITH_THE_PLAN_CLOSED: dict[str, Callable[[Path], object]] = {
    "opening": lambda path: open_plan(path, who=WHO, clock=clock).close(),
    "migration": lambda path: open_plan(path, who=WHO, clock=clock, versions=VERSIONS).close(),
    "restore": lambda path: restore(path, backups(path)[-1].path, who=WHO, clock=clock),
    "creation": lambda path: create_plan(path.with_name("new.waymark"), who=WHO, clock=clock).close(),
}

OPERATIONS = (*WITH_THE_PLAN_OPEN, *WITH_THE_PLAN_CLOSED)

BACKING_UP = ("backup", "migration", "restore")
DONE_ONCE = ("redaction", "creation")
"""What is refused the second time if the first time did it after all."""

STRIDES = {"copy": 7, "redaction": 5}
"""Of operations that write very often, every so-manieth call fails."""

shim = ctypes.CDLL(None)


def prepare(folder: Path) -> Path:
    """A plan with a backup, and a step after that."""
    folder.mkdir()
    path = make_plan(folder / "plan.waymark")
    make_backup(path, "closing", clock)
    with opened(path) as store:
        store.apply(DONE)
    return path


def state(folder: Path) -> dict[str, tuple[Plan, Sequence[Draft]]]:
    """What the plans of a folder hold; each is put right by whoever opens it first, and has to be sound."""
    found = {}
    for path in sorted(folder.glob("*.waymark")):
        if journal(path).exists():
            with suppress(NewerPlan), opened(path):
                pass
        with read_plan(path) as reader:
            assert reader.verify() == [], f"{path.name}: {reader.verify()}"
            found[path.name] = (reader.load(), reader.drafts())
    return found


class Attempt:
    """One operation on a copy of the prepared plan, with one call failing."""

    def __init__(self, operation: str, prepared: Path, folder: Path) -> None:
        shutil.copytree(prepared, folder)
        self.folder, self.path, self._operation = folder, folder / "plan.waymark", operation
        self.acknowledged = False
        self.calls = 0

    def run(self, call: int, fault: str) -> None:
        """Do the operation, and once more with nothing failing if it is refused."""
        with ExitStack() as closing:
            act = self._action(closing)
            shim.shim_aim(os.fsencode(self.folder), ctypes.c_long(call), *FAULTS[fault])
            try:
                act()
                self.acknowledged = True
            except WaymarkError:
                pass
            finally:
                self.calls = shim.shim_rest()
            if not self.acknowledged and self._operation not in DONE_ONCE:
                act()
                self.acknowledged = True

    def _action(self, closing: ExitStack) -> Callable[[], object]:
        if self._operation in WITH_THE_PLAN_CLOSED:
            return partial(WITH_THE_PLAN_CLOSED[self._operation], self.path)
        return partial(WITH_THE_PLAN_OPEN[self._operation], closing.enter_context(opened(self.path)))

    def killed(self, call: int) -> None:
        """Do the operation in a process that is killed at that call."""
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            self.run(call, "kill")
            os.write(writing, b"done")
            os._exit(0)
        os.waitpid(child, 0)
        os.close(writing)
        self.acknowledged = os.read(reading, 4) == b"done"
        os.close(reading)

    def faults(self, old: object, new: object) -> Iterator[str]:
        """What is not as promised."""
        found = state(self.folder)
        if found not in (old, new):
            yield "neither the old state nor the new one"
        if self.acknowledged and found != new:
            yield "acknowledged, and not there"
        kept = backups(self.path)
        if len(kept) < 1 + (self.acknowledged and self._operation in BACKING_UP):
            yield "a backup is missing"
        for backup in kept:
            yield from verify_backup(backup.path)
        beside = {each.name for each in self.folder.iterdir() if UNFINISHED not in each.name and each.suffix != ".lock"}
        yield from beside - {"plan.waymark", "plan backups", "copy.waymark", "new.waymark"}


def main(operation: str, fault: str, folder: Path) -> None:
    prepared = prepare(folder / "prepared").parent
    clean = Attempt(operation, prepared, folder / "clean")
    clean.run(0, "once")
    old, new = state(prepared), state(clean.folder)
    for call in range(1, clean.calls + 1, STRIDES.get(operation, 1)):
        attempt = Attempt(operation, prepared, folder / "work")
        attempt.killed(call) if fault == "kill" else attempt.run(call, fault)
        for said in attempt.faults(old, new):
            sys.stdout.write(f"call {call} of {clean.calls}: {said}\n")
        shutil.rmtree(attempt.folder)
    sys.stdout.write(f"{clean.calls}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
