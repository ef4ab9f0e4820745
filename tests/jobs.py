"""Jobs for tests: they run in a spawned process, which finds them here."""

from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path

from waymark.domain.errors import Refused
from waymark.exchange.files import replacing
from waymark.jobs.running import InParts, JobControl


def doubled(number: int, control: JobControl) -> int:
    """Says how far it is, and gives a result."""
    control.say(0.5, "Doubling")
    return 2 * number


def in_three_parts(words: str, control: JobControl) -> InParts:
    """Gives three words, one by one."""
    return InParts(" and ".join, words.split())


def refused(control: JobControl) -> None:
    """Cannot be done."""
    raise Refused("The folder is gone; nothing was changed.")


def broken(control: JobControl) -> None:
    """Has a bug."""
    raise KeyError("a bug")


def endless(target: Path, control: JobControl) -> None:
    """Writes to a file, and leaves one in the temporary folder, for as long as nobody calls it off."""
    Path(tempfile.mkstemp()[1]).write_text("half", encoding="utf-8")
    with replacing(target, control.unfinished) as unfinished:
        unfinished.write_text("half", encoding="utf-8")
        rounds = 0
        while True:
            rounds += 1
            control.say(0.5, f"Round {rounds}")


def deaf(target: Path, control: JobControl) -> None:
    """Says that it has begun, and then never looks whether it is called off."""
    with replacing(target, control.unfinished) as unfinished:
        unfinished.write_text("half", encoding="utf-8")
        control.say(0.5, "Listening no more")
        signal.pause()


def killed(target: Path, control: JobControl) -> None:
    """Is killed in the middle of writing."""
    Path(tempfile.mkstemp()[1]).write_text("half", encoding="utf-8")
    with replacing(target, control.unfinished) as unfinished:
        unfinished.write_text("half", encoding="utf-8")
        os.kill(os.getpid(), signal.SIGKILL)


def faults_of(backup: Path) -> list[str]:
    """What verification says of a backup."""
    return [f"“{backup}” is damaged."]


def length(text: str, control: JobControl) -> int:
    """Says how long a text is."""
    return len(text)


def hungry(control: JobControl) -> int:
    """Takes memory for ever."""
    taken = []
    while True:
        taken.append(bytes(10_000_000))


def busy(control: JobControl) -> None:
    """Works for ever, and never says how far it is."""
    while True:
        pass


def aborted(control: JobControl) -> None:
    """Ends as a library written in C or Rust does that finds no way out, with words of its own."""
    os.write(2, b"memory allocation of 549755813888 bytes failed\n")
    os.abort()


def left_over(code: int, control: JobControl) -> None:
    """Ends with an exit code, in the middle of something that it keeps in a temporary file."""
    Path(tempfile.mkstemp()[1]).write_text("half", encoding="utf-8")
    os._exit(code)


def last_words(control: JobControl) -> str:
    """What a library says for itself."""
    os.write(2, b"thread panicked\n")
    return "read"
