"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from waymark.domain.errors import Refused

ENDINGS = (".docx", ".xlsx", ".pdf")
"""How the names of the files end that are written here: never a plan's, which would be gone."""


def beside(target: Path) -> Path:
    """A fresh path beside `target` for what is not finished yet."""
    # A name of its own length, so that a target near the file system's limit still has room for its temporary file.
    return target.with_name(f".{uuid4().hex}{target.suffix}")


@contextmanager
def replacing(target: Path, unfinished: Path | None = None) -> Iterator[Path]:
    """Give a temporary path beside `target`, an Office file; what is written there takes the target's place at the end.

    A caller who may have to end the process and then clear up after it chooses that path, by `unfinished`. Raises
    Refused, in words, where the target's name is not that of an Office file, the folder is gone, the disk is full or
    the target is open in another program; the old file is then whole.
    """
    if target.suffix.casefold() not in ENDINGS:
        raise Refused(
            f"“{target.name}” does not end in {' or '.join(ENDINGS)}; nothing was written. Choose such a name."
        )
    with whole(target, unfinished) as path:
        yield path


@contextmanager
def whole(target: Path, unfinished: Path | None = None) -> Iterator[Path]:
    """As `replacing`, for a file of any kind."""
    temporary = unfinished or beside(target)
    try:
        yield temporary
        _flush(temporary)
        os.replace(temporary, target)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise Refused(
            f"“{target.name}” could not be written: {reason}. What was there before is unchanged; "
            "close the file in other programs, or choose another folder."
        ) from problem
    finally:
        # On a disk that can only be read there is nothing to remove, and trying to is an error of its own.
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
