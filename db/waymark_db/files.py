"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

UNFINISHED = ".part"
"""How the names of files end that are still being built."""


@contextmanager
def built(target: Path) -> Iterator[Path]:
    """A temporary name to build a file under: flushed and renamed to `target` at the end, removed by any exception."""
    partial = target.with_name(f"{target.name}{UNFINISHED}")
    _clear(partial)
    try:
        yield partial
        flush(partial)
        os.replace(partial, target)
        flush_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            _clear(partial)
        raise


def _clear(partial: Path) -> None:
    """Remove an unfinished file, and the journal that SQLite would put back into the next one of that name."""
    partial.with_name(f"{partial.name}-journal").unlink(missing_ok=True)
    partial.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Have a closed file's content reach the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Have a folder's names reach the disk; Windows does that by itself and opens no folders."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
