"""Backups of a plan: verified copies in a folder beside it, thinned as they grow old."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from waymark.domain.errors import SaveFailed
from waymark.ports import Backup, Clock
from waymark_db.connection import connect
from waymark_db.faults import cause, quoted
from waymark_db.files import UNFINISHED, built

STAMP = "%Y-%m-%d %H%M%S"
NAME = re.compile(r"(\d{4}-\d\d-\d\d \d{6}) (.+)\.waymark")
KEPT_NEWEST = 5

Tier = tuple[Callable[[datetime], object], int]
TIERS: tuple[Tier, ...] = (
    (lambda at: at.date(), 14),
    (lambda at: at.isocalendar()[:2], 8),
    (lambda at: (at.year, at.month), 24),
)
"""Of how many days, weeks and months the last backup is kept."""


def backup_folder(plan: Path) -> Path:
    """Where a plan's backups are kept, if nobody says otherwise."""
    return plan.with_name(f"{plan.stem} backups")


def make_backup(plan: Path, reason: str, clock: Clock, folder: Path | None = None) -> Backup:
    """Copy a plan, check the copy and only then give it its name. Works while the plan is open.

    Raises SaveFailed where that cannot be done; earlier backups are left alone and nothing half-written stays.
    """
    target = free_name(plan, reason, clock, folder)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for leftover in target.parent.glob(f"*{UNFINISHED}*"):
            leftover.unlink()
        with built(target) as partial, closing(connect(plan, "ro")) as source:
            copy(source, partial)
    except (sqlite3.Error, OSError) as error:
        raise SaveFailed(
            f"No backup of {quoted(plan)} could be made: {cause(error)}. Its earlier backups are as they were."
        ) from error
    return _described(plan, target)


def copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy an open plan to a new file and check that the copy is sound. Raises sqlite3.Error."""
    with closing(connect(target, "rwc")) as copied:
        source.backup(copied)
        if copied.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the copy is damaged")


def backups(plan: Path, folder: Path | None = None) -> list[Backup]:
    """A plan's backups, newest first."""
    start = f"{_stem(plan)} "
    found = (folder or backup_folder(plan)).glob("*.waymark")
    ours = [path for path in found if path.name.startswith(start) and NAME.fullmatch(path.name[len(start) :])]
    return sorted((_described(plan, path) for path in ours), key=lambda backup: (backup.at, backup.path), reverse=True)


def superseded(kept: Sequence[Backup]) -> list[Backup]:
    """Those of a plan's backups, newest first, that thinning takes away."""
    staying = {backup.path for backup in kept[:KEPT_NEWEST]}
    for span, count in TIERS:
        newest: dict[object, Path] = {}
        for backup in kept:
            newest.setdefault(span(backup.at), backup.path)
        staying.update(list(newest.values())[:count])
    return [backup for backup in kept if backup.path not in staying]


def thin(plan: Path, folder: Path | None = None) -> list[Backup]:
    """Remove the backups that newer ones stand for, and give them; one that cannot be removed just stays."""
    removed = []
    found = backups(plan, folder)
    reasons = {backup.reason for backup in found}
    # Each reason by itself: what was kept before restoring must not go because of a day of ordinary closing.
    for backup in (old for reason in sorted(reasons) for old in superseded([b for b in found if b.reason == reason])):
        try:
            backup.path.unlink()
        except OSError:
            continue
        removed.append(backup)
    return removed


def _stem(plan: Path) -> str:
    """The start of a backup's name: short enough for the date and the reason to follow it in any file system."""
    return plan.stem[:50]


def free_name(plan: Path, reason: str, clock: Clock, folder: Path | None) -> Path:
    """What a backup made now is called; of two in one second, the later one counts as made in the next."""
    at, taken = clock().replace(microsecond=0, tzinfo=None), {backup.at for backup in backups(plan, folder)}
    while at in taken:
        at += timedelta(seconds=1)
    plain = re.sub(r"[^\w -]", "", reason).strip() or "backup"
    return (folder or backup_folder(plan)) / f"{_stem(plan)} {at.strftime(STAMP)} {plain}.waymark"


def _described(plan: Path, path: Path) -> Backup:
    stamp, reason = path.stem[len(_stem(plan)) + 1 :][:17], path.stem[len(_stem(plan)) + 19 :]
    return Backup(path, datetime.fromisoformat(stamp), reason, path.stat().st_size)
