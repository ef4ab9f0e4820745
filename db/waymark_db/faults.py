"""What SQLite's and the system's complaints mean to the person at the keyboard."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

CAUSES = {
    "SQLITE_FULL": "the disk is full. Make some room and try again",
    "SQLITE_READONLY": "the file or its folder may only be read. Ask whoever looks after it, or save a copy elsewhere",
    "SQLITE_BUSY": "another program is holding the file. Wait a moment and try again",
    "SQLITE_LOCKED": "another program is holding the file. Wait a moment and try again",
    "SQLITE_CANTOPEN": "it cannot be reached, or its path is too long. Look whether its folder is still there",
    "SQLITE_IOERR": "the disk or the network reported a fault. Try again, or save a copy to another disk",
    "SQLITE_CORRUPT": "the file is damaged. Restore a backup",
    "SQLITE_NOTADB": "the file is damaged. Restore a backup",
}
"""What to say for the family of a SQLite error code (`SQLITE_IOERR_WRITE` belongs to `SQLITE_IOERR`)."""

SYSTEM_CODES = {
    errno.ENOSPC: "SQLITE_FULL",
    errno.EDQUOT: "SQLITE_FULL",
    errno.EACCES: "SQLITE_READONLY",
    errno.EPERM: "SQLITE_READONLY",
    errno.EROFS: "SQLITE_READONLY",
    errno.ENOENT: "SQLITE_CANTOPEN",
    errno.ENAMETOOLONG: "SQLITE_CANTOPEN",
}
"""The SQLite family that says the same as a system error."""


def family(error: sqlite3.Error | OSError) -> str:
    """The family of an error, as in `CAUSES`; faults of the system that have no entry are faults of the disk."""
    if isinstance(error, OSError):
        return SYSTEM_CODES.get(error.errno or 0, "SQLITE_IOERR")
    if isinstance(error, (sqlite3.ProgrammingError, sqlite3.InterfaceError)):
        return "SQLITE_MISUSE"
    # Text that is not UTF-8 is the one damage that Python finds itself, and it gives no name to that.
    name: str = getattr(error, "sqlite_errorname", "SQLITE_CORRUPT")
    return "_".join(name.split("_")[:2])


def cause(error: sqlite3.Error | OSError) -> str:
    """Why something failed and what to try: the end of a sentence, without its full stop.

    Raises the error itself where it is no fault of the world's, but a bug.
    """
    if family(error) not in CAUSES:
        raise error
    return CAUSES[family(error)]


def quoted(path: Path) -> str:
    """A file's name as sentences show it."""
    return f"“{path.name}”"
