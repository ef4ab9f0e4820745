"""The lock beside a plan, so that only one program writes it, with a note that says who that is."""

from __future__ import annotations

import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from waymark.domain.errors import PlanInUse, ReadOnlyPlan
from waymark.ports import Clock
from waymark_db.faults import cause, quoted

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NOTE_AT = 0x10000
"""Where the note begins: on Windows nobody else can read the first 64 KiB, because that is what is locked."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a plan open for writing, on which computer, since when (ISO 8601)."""

    who: str
    computer: str
    since: str


class Lock:
    """A plan's lock, held until `release`; the operating system lets go of it when the program ends in any way."""

    def __init__(self, plan: Path, file: IO[bytes]) -> None:
        self._note = lock_path(plan)
        self._file = file

    @classmethod
    def take(cls, plan: Path, who: str, clock: Clock) -> Lock:
        """Take the lock, also over from a program that died on this computer.

        Raises PlanInUse where somebody has it, or where a note says that somebody on another computer does;
        ReadOnlyPlan where the folder cannot be written.
        """
        holder = Holder(who, platform.node(), clock().isoformat(timespec="seconds"))
        while True:
            file = _opened(plan)
            try:
                _claim(file, plan, holder.computer)
                if _still_there(file, plan):
                    _write_note(file, holder)
                    return cls(plan, file)
            except OSError as error:
                file.close()
                raise ReadOnlyPlan(f"{quoted(plan)} cannot be opened for writing: {cause(error)}.") from error
            except BaseException:
                file.close()
                raise
            file.close()

    def release(self) -> None:
        """Take the note away and let go; a second call does nothing."""
        if self._file.closed:
            return
        with suppress(OSError):
            self._file.truncate(0)
            # Windows does not remove an open file: there the empty one stays, which says as little.
            self._note.unlink(missing_ok=True)
        self._file.close()


def lock_path(plan: Path) -> Path:
    """The lock file of a plan."""
    return plan.with_name(f"{plan.name}.lock")


def _opened(plan: Path) -> IO[bytes]:
    try:
        descriptor = os.open(lock_path(plan), os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        raise ReadOnlyPlan(
            f"{quoted(plan)} cannot be opened for writing, because nothing can be written in its folder:"
            f" {cause(error)}. It can be opened for reading."
        ) from error
    return os.fdopen(descriptor, "r+b", buffering=0)


def _claim(file: IO[bytes], plan: Path, computer: str) -> None:
    try:
        _lock(file)
    except (BlockingIOError, PermissionError) as error:
        raise _in_use(plan, _noted(file, NOTE_AT), "") from error
    holder = _noted(file, 0)
    if holder is not None and holder.computer.casefold() != computer.casefold():
        hint = f" If it is certainly not open there any more, delete the file “{lock_path(plan).name}” and try again."
        raise _in_use(plan, holder, hint)


def _lock(file: IO[bytes]) -> None:
    """Have the operating system lock a file for this process alone. Raises OSError, at once, where another has it.

    A library for this spends 20 ms on finding out its own version, a tenth of the way to the first rows.
    """
    if sys.platform == "win32":
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, NOTE_AT)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _in_use(plan: Path, holder: Holder | None, hint: str) -> PlanInUse:
    whom = f"{holder.who} on {holder.computer} since {holder.since}" if holder else "another program"
    return PlanInUse(f"{quoted(plan)} is open for writing by {whom}. You can open it for reading meanwhile.{hint}")


def _noted(file: IO[bytes], start: int) -> Holder | None:
    """The note from that byte on; None where there is none, or where a crash left half of one."""
    file.seek(start)
    try:
        note = json.loads(file.read())
        return Holder(str(note["who"]), str(note["computer"]), str(note["since"]))
    except (ValueError, TypeError, KeyError):
        return None


def _write_note(file: IO[bytes], holder: Holder) -> None:
    file.truncate(0)
    file.seek(0)
    file.write(b" " * NOTE_AT + json.dumps(asdict(holder)).encode())


def _still_there(file: IO[bytes], plan: Path) -> bool:
    """Whether this is still the lock file, not one that its last holder has just removed."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), os.stat(lock_path(plan)))
    except FileNotFoundError:
        return False
