"""Schema versions, and the gate through which a plan of an older one is brought up to date."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from waymark.domain.errors import SaveFailed
from waymark.ports import Clock
from waymark_db.backup import make_backup
from waymark_db.connection import Entries, entries, number, transaction
from waymark_db.faults import cause, quoted
from waymark_db.history import start_epoch
from waymark_db.schema import VERSION_1

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Version:
    """A schema version: what brings a file of the version before up to it, and the entries that it then holds."""

    migrate: Callable[[Database], None]
    entries: Entries


def _version_1(db: Database) -> None:
    from waymark_db.migrations import m0001

    m0001.migrate(db)


VERSIONS: Mapping[int, Version] = {1: Version(_version_1, VERSION_1)}


def known_entries(versions: Mapping[int, Version]) -> dict[int, Entries]:
    """The entries of each version."""
    return {number: version.entries for number, version in versions.items()}


def raise_to(db: sqlite3.Connection, wanted: int, version: Version) -> None:
    """Run one migration inside the transaction that is open. Raises sqlite3.Error, OSError."""
    # Here and not above: opening a plan that is up to date must not spend 130 ms on importing it.
    from sqlite_utils import Database

    database = Database(db, execute_plugins=False, recursive_triggers=False)
    # It finds this out by writing, takes a fault for a no, and would then go on outside the transaction: so ask first.
    if not database.supports_strict:
        raise OSError(errno.EIO, "nothing can be written")
    version.migrate(database)
    if entries(db) != version.entries:
        raise RuntimeError(f"The migration to version {wanted} does not make what is known of that version.")
    db.execute(f"PRAGMA user_version={wanted}")


def bring_up_to_date(
    db: sqlite3.Connection, path: Path, versions: Mapping[int, Version], who: str, clock: Clock
) -> None:
    """Back an older plan up, then migrate it: each version in one transaction, with a checkpoint and a new epoch.

    Raises SaveFailed where the backup or a migration cannot be written; the plan is then as it was, or as the last
    migration that was completed left it.
    """
    found = number(db, "user_version")
    due = [wanted for wanted in sorted(versions) if wanted > found]
    if not due:
        return
    make_backup(path, f"before version {due[-1]}", clock)
    try:
        for wanted in due:
            with transaction(db):
                raise_to(db, wanted, versions[wanted])
                start_epoch(db, f"Brought to file version {wanted}", who, clock().isoformat(timespec="seconds"))
    except (sqlite3.OperationalError, OSError) as error:
        raise SaveFailed(
            f"{quoted(path)} could not be brought up to date: {cause(error)}. A backup of it was made before."
        ) from error
