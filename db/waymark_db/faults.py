"""What SQLite's and the system's complaints mean to the person at the keyboard."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

CAUSES = {
    "SQLITE_FULL": "the disk is full. Make some room and try again",
    "SQLITE_READONLY": "the file or its folder may only be read. Ask for the right to change it, or save a copy elsewhere",
    "SQLITE_BUSY": "another program is holding the file. Wait a moment and try again",
    "SQLITE_LOCKED": "another program is holding the file. Wait a moment and try again",
    "SQLITE_CANTOPEN": "the file or its folder cannot be reached, or the path is too long. Look whether it is still there",
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
    name = getattr(error, "sqlite_errorname", None) or "SQLITE_CORRUPT"
    return "_".join(name.split("_")[:2])


def cause(error: sqlite3.Error | OSError) -> str:
    """Why something failed and what to try, as the second half of a sentence without its full stop."""
    return CAUSES.get(family(error), f"of a fault that Waymark does not know ({error}). Try again")


def quoted(path: Path) -> str:
    """A file's name as sentences show it."""
    return f"“{path.name}”"
