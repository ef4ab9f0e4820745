"""Whole plan files put somewhere: a copy saved, a backup restored."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from waymark.domain.errors import NewerPlan, NotAPlan, Refused, SaveFailed
from waymark.ports import Clock
from waymark_db import history
from waymark_db.backup import copy, free_name, make_backup
from waymark_db.chain import canonical
from waymark_db.connection import check, connect, existing, journal, transaction, understood
from waymark_db.faults import cause, quoted
from waymark_db.files import built
from waymark_db.lock import Lock
from waymark_db.store import Reader, read_plan
from waymark_db.verification import verify
from waymark_db.versions import VERSIONS, Version, known_entries


def save_copy(reader: Reader, target: Path, *, with_history: bool, who: str, clock: Clock) -> None:
    """Write a copy of an open plan, also of one whose file was removed; it replaces a file of that name.

    Without history the copy holds the rows, and a log that begins where this one ends. Raises Refused for the plan's
    own file, PlanInUse where the target is open, SaveFailed where the copy cannot be written.
    """
    place = target.resolve()
    if place == reader.path:
        raise Refused(f"{quoted(place)} is the plan itself. Choose another name for the copy.")
    lock = Lock.take(place, who, clock)
    try:
        with built(place) as partial:
            copy(reader.connection, partial)
            if not with_history:
                _forget_history(partial, who, clock)
            journal(place).unlink(missing_ok=True)
    except (sqlite3.Error, OSError) as error:
        raise SaveFailed(
            f"The copy {quoted(place)} could not be written: {cause(error)}. The plan is as it was."
        ) from error
    finally:
        lock.release()


def _forget_history(plan: Path, who: str, clock: Clock) -> None:
    with closing(connect(plan, "rw")) as db:
        with transaction(db):
            start = history.Epoch(1, history.position(db), "A copy without history", who, _now(clock))
            for table in ("log", "epochs", "drafts"):
                db.execute(f"DELETE FROM {table}")
            history.write_epoch(db, start, canonical(history.checkpoint(db)))
        db.execute("VACUUM")


def verify_backup(backup: Path, *, versions: Mapping[int, Version] = VERSIONS) -> list[str]:
    """What is wrong with a backup, a sentence each."""
    try:
        with read_plan(backup, versions=versions) as reader:
            return list(reader.verify())
    except (NotAPlan, Refused) as refusal:
        return [str(refusal)]


def restore(
    plan: Path,
    backup: Path,
    *,
    who: str,
    clock: Clock,
    folder: Path | None = None,
    versions: Mapping[int, Version] = VERSIONS,
) -> Path | None:
    """Put a backup in a plan's place, and give where what was there is kept (None: there was nothing).

    The plan may be missing or damaged, but not open. Raises NotAPlan for a damaged backup, Refused for one of another
    plan, PlanInUse, or SaveFailed; the plan is then as it was.
    """
    place, source = plan.resolve(), existing(backup)
    if place == source:
        raise Refused(f"{quoted(place)} is the plan itself, not a backup of it; it was left as it is.")
    lock = Lock.take(place, who, clock)
    try:
        kept = _kept(place, _sound(source, versions), clock, folder, versions)
        with built(place) as partial, closing(connect(source, "ro")) as db:
            copy(db, partial)
            # SQLite would put back into the restored plan what a save of the old one left.
            journal(place).unlink(missing_ok=True)
        return kept
    except (sqlite3.Error, OSError) as error:
        raise SaveFailed(
            f"{quoted(backup)} could not be restored: {cause(error)}. Nothing is lost; see what the plan holds."
        ) from error
    finally:
        lock.release()


def _sound(backup: Path, versions: Mapping[int, Version]) -> str:
    """The plan id of a backup that can be trusted."""
    with understood(backup), closing(connect(backup, "ro")) as db:
        version = check(db, backup, known_entries(versions), for_writing=False)
        if version > max(versions):
            raise NewerPlan(f"{quoted(backup)} was made by a newer version of Waymark; the plan was left as it is.")
        faults = verify(db) if version == max(versions) else []
        if faults:
            raise NotAPlan(
                f"The backup {quoted(backup)} is damaged, so it was not restored: {faults[0]} Choose another."
            )
        return history.plan_id(db)


def _kept(plan: Path, wanted: str, clock: Clock, folder: Path | None, versions: Mapping[int, Version]) -> Path | None:
    """Where what stands at a plan's place is kept before it is replaced."""
    if not plan.exists():
        return None
    try:
        with understood(plan), closing(connect(plan, "rw")) as db:
            check(db, plan, known_entries(versions), for_writing=False)
            found = history.plan_id(db)
    except NotAPlan:
        return _kept_as_it_is(plan, clock, folder)
    if found != wanted:
        raise Refused(f"That is a backup of another plan, so {quoted(plan)} was left as it is. Choose one of its own.")
    return make_backup(plan, "before restoring", clock, folder).path


def _kept_as_it_is(plan: Path, clock: Clock, folder: Path | None) -> Path:
    """Keep a damaged plan, with what SQLite would have put back into it; nothing has it open."""
    target = free_name(plan, "damaged", clock, folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    for found, kept in ((plan, target), (journal(plan), journal(target))):
        if found.exists():
            with built(kept) as partial:
                shutil.copyfile(found, partial)
    return target


def _now(clock: Clock) -> str:
    return clock().isoformat(timespec="seconds")
