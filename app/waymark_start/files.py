"""Plan files as the core asks for them, kept by waymark_db.

What that needs is imported in the methods: the window's frame appears without waiting for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waymark.domain.changes import Change
    from waymark.ports import Backup, Clock, PlanReader
    from waymark_db.store import Reader, Store

ENDING = ".waymark"


class Files:
    """`PlanFiles`: plan files with backups beside them. `who` gives the name that stands in locks and histories."""

    def __init__(self, who: Callable[[], str], clock: Clock) -> None:
        self._who = who
        self._clock = clock

    def begin(self, path: Path, label: str, changes: Sequence[Change], origin: str) -> None:
        """Make a new plan that holds those changes as its first step. One that cannot be filled is not left behind."""
        from importlib.metadata import version

        from waymark.domain.errors import Refused
        from waymark.services.editor import Editor
        from waymark_db.store import create_plan

        if path.suffix != ENDING:
            raise Refused(f"A plan's name ends in {ENDING}; “{path.name}” does not, and nothing was made.")
        store = create_plan(path, who=self._who(), clock=self._clock, program=version("waymark"))
        try:
            with store:
                Editor(store, self._clock, self._who()).make(label, changes, origin)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def open(self, path: Path) -> Store:
        """Open a plan for writing. Raises PlanInUse where somebody else has it."""
        from waymark_db.store import open_plan

        return open_plan(path, who=self._who(), clock=self._clock)

    def read(self, path: Path) -> Reader:
        """Open a plan for reading; somebody else may be writing it meanwhile."""
        from waymark_db.store import read_plan

        return read_plan(path)

    def back_up(self, path: Path, reason: str) -> Path:
        """A verified backup beside the plan; those that newer ones stand for are thinned out."""
        from waymark_db.backup import make_backup, thin

        # A plan has one set of backups, by whichever link it was opened.
        plan = path.resolve()
        backup = make_backup(plan, reason, self._clock)
        thin(plan)
        return backup.path

    def backups(self, path: Path) -> Sequence[Backup]:
        """A plan's backups, newest first."""
        from waymark_db.backup import backups

        return backups(path.resolve())

    def verify_backup(self, backup: Path) -> Sequence[str]:
        """What is wrong with a backup, a sentence each."""
        from waymark_db.copies import verify_backup

        return verify_backup(backup)

    def restore(self, path: Path, backup: Path) -> Path | None:
        """Put a backup in the plan's place; gives where what was there is kept."""
        from waymark_db.copies import restore

        return restore(path, backup, who=self._who(), clock=self._clock)

    def copy(self, reader: PlanReader, target: Path, *, with_history: bool) -> None:
        """Save a copy of a plan that these files opened."""
        from waymark_db.copies import save_copy
        from waymark_db.store import Reader

        if not isinstance(reader, Reader):
            raise TypeError(f"{type(reader).__name__} was not opened here.")
        save_copy(reader, target, with_history=with_history, who=self._who(), clock=self._clock)
