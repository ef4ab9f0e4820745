"""A job that runs in a spawned process: its progress, its end, and how it is called off.

A busy Python thread would make the window stutter (a 12 ms paint took 300 ms beside one), so a job is a process. What
it needs goes over by pickle in a file of its own, what it has to say comes back through a pipe.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import tempfile
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.synchronize import Event
from pathlib import Path
from time import monotonic
from typing import Any

from waymark.domain.errors import Refused, WaymarkError
from waymark.jobs.limits import WAITS, Limits

GRACE_SECONDS = 3.0
"""How long a job that was called off may take to clean up after itself before it is ended."""
WORK = "work"
"""The file, in a job's folder for what is temporary, that tells it what to do."""
ENDED = "The work was ended before it was done; nothing was changed. Try again."
NOT_BEGUN = (
    "The work could not be begun: the disk for temporary files is full. Nothing was changed; make room, try again."
)
LISTENS_SECONDS = 0.01
"""For so long messages are taken at a time: a job that talks without a break must not hold up whoever listens."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is, from 0 to 1, and what it is doing."""

    done: float
    words: str


@dataclass(frozen=True, slots=True)
class InParts:
    """A result so large that to take it over at once would stop the window: `join` makes it of its parts.

    Each part goes over by itself; a job returns this, and whoever started it is given what is joined.
    """

    join: Callable[[Sequence[Any]], Any]
    parts: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One of the parts of a result."""

    content: Any


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of a job."""

    result: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """Why nothing came of a job: a sentence for people, and for a bug its details."""

    words: str
    details: str = ""


class Cancelled(BaseException):
    """The job was called off. Not an Exception: nothing that a job catches may hold it up."""


class JobControl:
    """A job's line to whoever started it. `unfinished` is where it should write what is not finished yet, if told."""

    def __init__(self, line: Connection, called_off: Event, unfinished: Path | None = None) -> None:
        self.unfinished = unfinished
        self._line = line
        self._called_off = called_off
        self._told: Progress | None = None

    def say(self, done: float, words: str) -> None:
        """Tell how far the job is. Raises Cancelled where it has been called off, or nobody listens any more."""
        if self._called_off.is_set():
            raise Cancelled
        progress = Progress(round(done, 2), words)
        if progress != self._told:
            self._told = progress
            _tell(self._line, progress)

    def within(self, begin: float, end: float) -> Callable[[float, str], None]:
        """`say` for a part of the job, which tells how far it is itself: from `begin` to `end` of the whole."""
        return lambda done, words: self.say(begin + done * (end - begin), words)


Job = Callable[..., Any]
"""A function of its arguments and, last, a JobControl; it stands at the top of a module so that it can be pickled."""


class RunningJob:
    """A job that has been started. `poll` it now and then until it has ended; `close` it if it is no longer wanted.

    However it ends, no temporary file of its is left: `unfinished` is the one that it writes beside its target. With
    `limits` it ends where it takes more than these.
    """

    def __init__(self, job: Job, *arguments: Any, unfinished: Path | None = None, limits: Limits | None = None) -> None:
        spawning = multiprocessing.get_context("spawn")
        self._line, theirs = spawning.Pipe(duplex=False)
        self._called_off = spawning.Event()
        self._unfinished = unfinished
        self._scratch = Path(tempfile.mkdtemp(prefix="waymark-"))
        # Not with the process's own arguments: for a large plan, starting would wait until the process has imported
        # itself and read them (0.6 s on a busy computer), and the window with it. Nor by a thread: Python collects in
        # whichever thread allocates, and a dialog that is garbage must not end in another one than its own.
        # Where it cannot be written, the process finds nothing to do, and says so.
        with suppress(OSError):
            (self._scratch / WORK).write_bytes(pickle.dumps((job, arguments), pickle.HIGHEST_PROTOCOL))
        control = (theirs, self._called_off, unfinished)
        self._process = spawning.Process(target=_work, args=(control, self._scratch, limits), daemon=True)
        self._process.start()
        self._limits = limits
        self._last = monotonic() + WAITS * limits.seconds if limits else None
        theirs.close()
        self._parts: list[Any] = []
        self._outcome: Finished | Failed | None = None
        self._over = False

    def poll(self) -> list[Progress | Finished | Failed]:
        """What the job has said since the last time, without waiting.

        The last of all is a Finished or a Failed; then its process is gone and nothing remains to be done.
        """
        said: list[Progress | Finished | Failed] = []
        until = monotonic() + LISTENS_SECONDS
        while self._outcome is None and not self._over and monotonic() < until and self._line.poll():
            match self._received():
                case Progress() as progress:
                    said.append(progress)
                case Part(content):
                    self._parts.append(content)
                case Finished(InParts(join)):
                    self._outcome = Finished(join(self._parts))
                case Finished() | Failed() as outcome:
                    self._outcome = outcome
        if self._limits and self._outcome is None and self._seconds_left() == 0:
            self._process.kill()
            self._outcome = Failed(self._limits.too_slow)
        if self._outcome is not None and not self._over and not self._process.is_alive():
            self._clear_up()
            said.append(self._outcome)
        return said

    def result(self) -> Any:
        """Wait until the job has ended; what came of it. Raises Refused with the sentence why nothing did."""
        try:
            while not self._over:
                self._wait()
                self.poll()
        finally:
            self.close()
        match self._outcome:
            case Finished(result):
                return result
            case Failed(words, details) if details:
                raise RuntimeError(f"{words}\n{details}")
            case Failed(words):
                raise Refused(words)

    def cancel(self) -> None:
        """Call the job off: it stops where it next tells how far it is, and removes what it has half done."""
        self._called_off.set()

    def kill(self) -> None:
        """End the job's process at once; `poll` then tells of it."""
        if not self._over:
            self._process.kill()

    def close(self) -> None:
        """Let the job go, and wait until it has; one that does not stop by itself is ended."""
        if self._over:
            return
        self.cancel()
        # Nobody reads the line any more: a job that waits for that goes on, and finds out.
        self._line.close()
        self._process.join(GRACE_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._clear_up()

    def _wait(self) -> None:
        if self._outcome is None:
            wait([self._line, self._process.sentinel], self._seconds_left())
        else:
            self._process.join()

    def _seconds_left(self) -> float | None:
        return None if self._last is None else max(self._last - monotonic(), 0)

    def _received(self) -> Progress | Part | Finished | Failed:
        try:
            message: Progress | Part | Finished | Failed = self._line.recv()
        except (EOFError, OSError):
            self._process.join()
            return Failed(self._limits.why_ended(self._process.exitcode) if self._limits else ENDED)
        return message

    def _clear_up(self) -> None:
        self._over = True
        self._process.join()
        self._line.close()
        shutil.rmtree(self._scratch, ignore_errors=True)
        if self._unfinished is not None:
            with suppress(OSError):
                self._unfinished.unlink(missing_ok=True)


def _work(control: tuple[Connection, Event, Path | None], scratch: Path, limits: Limits | None) -> None:
    # Libraries leave temporary files where they are killed, and there is a plan's text in them; here they can be found.
    tempfile.tempdir = str(scratch)
    line = control[0]
    with line, suppress(Cancelled):
        outcome = _outcome(scratch / WORK, JobControl(*control), limits)
        if isinstance(outcome, Finished) and isinstance(outcome.result, InParts):
            for part in outcome.result.parts:
                _tell(line, Part(part))
            outcome = Finished(InParts(outcome.result.join))
        _tell(line, outcome)


def _outcome(work: Path, control: JobControl, limits: Limits | None) -> Finished | Failed:
    try:
        job, arguments = pickle.loads(work.read_bytes())
        work.unlink()
    except (OSError, EOFError, pickle.UnpicklingError):
        return Failed(NOT_BEGUN)
    try:
        if limits:
            limits.hold()
            _say_nothing()
        return Finished(job(*arguments, control))
    except Cancelled:
        return Failed("Called off; nothing was changed.")
    except WaymarkError as refusal:
        return Failed(str(refusal))
    except MemoryError:
        return Failed(limits.too_large if limits else "There was not enough memory for this; nothing was changed.")
    except Exception:
        return Failed("Something went wrong inside Waymark; nothing was changed.", traceback.format_exc())


def _say_nothing() -> None:
    # What a library says while it breaks down is not for somebody who is told in a sentence.
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)


def _tell(line: Connection, message: Progress | Part | Finished | Failed) -> None:
    """Send a message. Raises Cancelled where nobody is there to receive it."""
    try:
        line.send(message)
    except OSError as problem:
        raise Cancelled from problem
