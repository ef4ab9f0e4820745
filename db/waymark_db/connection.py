"""The one place where plan files are connected to, and what is checked before one is trusted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from os import fsencode
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from waymark.domain.errors import NewerPlan, NotAPlan, ReadOnlyPlan, Refused, WaymarkError
from waymark_db.faults import cause, family, quoted

APPLICATION_ID = int.from_bytes(b"WMRK", "big")
BUSY_SECONDS = 3.0

Mode = Literal["ro", "rw", "rwc"]
Entries = Mapping[str, str]
"""What a schema consists of: the fingerprint of each table, index, view and trigger by its name."""

GONE = "part of it is missing or has been overwritten"

PRAGMAS = (
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "foreign_keys=ON",
    "secure_delete=ON",
    "synchronous=EXTRA",
)


def uri(path: Path, mode: Mode) -> str:
    """The address under which SQLite opens a file, whatever its name contains."""
    plain = path.absolute().as_posix()
    return f"file://{'' if plain.startswith('/') else '/'}{quote(fsencode(plain))}?mode={mode}"


def connect(path: Path, mode: Mode) -> sqlite3.Connection:
    """A connection with the program's settings; transactions are begun and ended by hand. Raises sqlite3.Error."""
    db = sqlite3.connect(uri(path, mode), uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    try:
        for pragma in PRAGMAS if mode == "ro" else (*PRAGMAS, "journal_mode=DELETE"):
            db.execute(f"PRAGMA {pragma}")
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Cursor]:
    """A transaction for writing: committed at the end, rolled back by any exception. Raises sqlite3.Error."""
    cursor = db.cursor()
    cursor.execute("BEGIN IMMEDIATE")
    try:
        cursor.execute("PRAGMA defer_foreign_keys=ON")
        yield cursor
        cursor.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            with suppress(sqlite3.Error):
                db.execute("ROLLBACK")
        raise


def journal(path: Path) -> Path:
    """The file beside a plan in which SQLite keeps what a save that was cut short has to put back."""
    return path.with_name(f"{path.name}-journal")


def existing(path: Path) -> Path:
    """The plan's real path. Raises NotAPlan where no such file is, or an empty one; Refused where nobody can tell."""
    try:
        found = path.resolve()
        is_file, size = found.is_file(), found.stat().st_size if found.exists() else 0
    except OSError as error:
        raise Refused(f"{quoted(path)} cannot be opened: {cause(error)}.") from error
    if not is_file:
        raise NotAPlan(f"There is no file {quoted(path)} in “{found.parent}”. Look whether it was moved or renamed.")
    if size == 0:
        raise NotAPlan(f"{quoted(path)} is empty: it holds no plan. Restore a backup, or ask for another copy.")
    return found


@contextmanager
def understood(path: Path) -> Iterator[None]:
    """Turns SQLite's errors while a plan is read into sentences."""
    try:
        yield
    except sqlite3.Error as error:
        raise unreadable(error, path) from error
    except UnicodeDecodeError as error:
        # SQLite quotes the file's own damaged text in its message, which Python then cannot read.
        raise _damaged(path, GONE) from error


def unreadable(error: sqlite3.Error, path: Path) -> WaymarkError:
    """What to say when a plan cannot be read."""
    kind = family(error)
    if kind == "SQLITE_NOTADB":
        return NotAPlan(f"{quoted(path)} is not a Waymark plan, or its beginning is damaged. It was left as it is.")
    if kind == "SQLITE_READONLY":
        return ReadOnlyPlan(
            f"{quoted(path)} was not closed properly the last time. Open it for writing once, then again."
        )
    if kind == "SQLITE_CORRUPT":
        return _damaged(path, GONE)
    return Refused(f"{quoted(path)} cannot be read: {cause(error)}.")


def _damaged(path: Path, how: str) -> NotAPlan:
    return NotAPlan(
        f"{quoted(path)} is damaged: {how}. It was left as it is. Restore a backup, or ask for another copy."
    )


def number(db: sqlite3.Connection, pragma: str) -> int:
    """A pragma's number."""
    value: int = db.execute(f"PRAGMA {pragma}").fetchone()[0]
    return value


def check(db: sqlite3.Connection, path: Path, known: Mapping[int, Entries], *, for_writing: bool) -> int:
    """Look whether a file is a plan that can be trusted, and give its schema version; nothing is written.

    `known` has the entries of every schema version. A newer version may be read where it holds all that the newest
    known one does. Raises NotAPlan or NewerPlan, in words.
    """
    with understood(path), _unchanging(db):
        if number(db, "application_id") != APPLICATION_ID:
            raise NotAPlan(
                f"{quoted(path)} is a database of another program, not a Waymark plan. It was left as it is."
            )
        version = number(db, "user_version")
        newest = max(known)
        if version > newest and for_writing:
            raise _newer(path, version, newest, "It can be opened for reading.")
        if number(db, "page_size") * number(db, "page_count") != path.stat().st_size:
            raise _damaged(path, "it is not as long as it says it is")
        _check_entries(entries(db), path, version, known)
        found = [row[0] for row in db.execute("PRAGMA integrity_check(1)")]
        if found != ["ok"]:
            raise _damaged(path, f"its pages do not fit together ({found[0]})")
        return version


@contextmanager
def _unchanging(db: sqlite3.Connection) -> Iterator[None]:
    """Keeps another process from writing in between, so that the file's length and its pages are of one moment."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")


def entries(db: sqlite3.Connection) -> dict[str, str]:
    """The fingerprints of what the file's schema holds, but for the indexes that SQLite makes by itself."""
    found = db.execute("SELECT name, type, sql FROM sqlite_schema WHERE type <> 'index' OR sql IS NOT NULL")
    return {name: sha256(f"{kind} {sql}".encode()).hexdigest()[:32] for name, kind, sql in found}


def _check_entries(found: Entries, path: Path, version: int, known: Mapping[int, Entries]) -> None:
    newest = max(known)
    if version > newest:
        if not known[newest].items() <= found.items():
            raise _newer(path, version, newest, "It was left as it is.")
        return
    if version not in known:
        raise _damaged(path, f"its version number {version} is not one that Waymark ever wrote")
    strange = sorted(name for name, _ in found.items() ^ known[version].items())
    if strange:
        raise NotAPlan(
            f"{quoted(path)} has been changed by another program (“{strange[0]}” is not as Waymark makes it)."
            " It was left as it is. Restore a backup."
        )


def _newer(path: Path, version: int, newest: int, hint: str) -> NewerPlan:
    return NewerPlan(
        f"{quoted(path)} was made by a newer version of Waymark (file version {version}; this one knows {newest})."
        f" Install the newer version to change it. {hint}"
    )


def identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one put in its place; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
