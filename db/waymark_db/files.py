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
    partial.unlink(missing_ok=True)
    try:
        yield partial
        flush(partial)
        os.replace(partial, target)
        flush_folder(target.parent)
    except BaseException:
        for leftover in (partial, partial.with_name(f"{partial.name}-journal")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
        raise


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
