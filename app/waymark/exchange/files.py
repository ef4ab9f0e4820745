"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from waymark.domain.errors import Refused


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a temporary path beside `target`; what is written there takes the target's place at the end, or is removed.

    Raises Refused, in words, where the folder is gone, the disk is full or the target is open in another program; the
    old file is then whole.
    """
    # A name of its own length, so that a target near the file system's limit still has room for its temporary file.
    temporary = target.with_name(f".{uuid4().hex}{target.suffix}")
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
        temporary.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
