"""A job that runs in a spawned process: its progress, its end, and how it is called off.

A busy Python thread would make the window stutter (a 12 ms paint took 300 ms beside one), so a job is a process. What
it needs goes over by pickle, what it has to say comes back through a pipe.
"""

from __future__ import annotations

import multiprocessing
import shutil
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path
from threading import Thread
from typing import Any

from waymark.domain.errors import WaymarkError

GRACE_SECONDS = 3.0
"""How long a job that was called off may take to clean up after itself before it is ended."""
MOST_AT_ONCE = 100
"""Messages taken at a time: a job that talks without a break must not hold up whoever listens."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is, from 0 to 1, and what it is doing."""

    done: float
    words: str


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

    However it ends, no temporary file of its is left: `unfinished` is the one that it writes beside its target.
    """

    def __init__(self, job: Job, *arguments: Any, unfinished: Path | None = None) -> None:
        spawning = multiprocessing.get_context("spawn")
        self._line, theirs = spawning.Pipe(duplex=False)
        self._called_off = spawning.Event()
        self._unfinished = unfinished
        self._scratch = Path(tempfile.mkdtemp(prefix="waymark-"))
        work, ours = spawning.Pipe(duplex=False)
        control = (theirs, self._called_off, unfinished)
        self._process = spawning.Process(target=_work, args=(control, self._scratch, work), daemon=True)
        self._process.start()
        theirs.close()
        work.close()
        # Not with the process's own arguments: for a large plan, starting would wait until the process has imported
        # itself and read them (0.6 s on a busy computer), and the window with it.
        Thread(target=_hand_over, args=(ours, job, arguments), daemon=True).start()
        self._outcome: Finished | Failed | None = None
        self._over = False

    def poll(self) -> list[Progress | Finished | Failed]:
        """What the job has said since the last time, without waiting.

        The last of all is a Finished or a Failed; then its process is gone and nothing remains to be done.
        """
        said: list[Progress | Finished | Failed] = []
        for _ in range(MOST_AT_ONCE):
            if self._outcome is not None or self._over or not self._line.poll():
                break
            message = self._received()
            if isinstance(message, Progress):
                said.append(message)
            else:
                self._outcome = message
        if self._outcome is not None and not self._over and not self._process.is_alive():
            self._clear_up()
            said.append(self._outcome)
        return said

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

    def _received(self) -> Progress | Finished | Failed:
        try:
            message: Progress | Finished | Failed = self._line.recv()
        except (EOFError, OSError):
            return Failed("The work was ended before it was done; nothing was changed. Try again.")
        return message

    def _clear_up(self) -> None:
        self._over = True
        self._process.join()
        self._line.close()
        shutil.rmtree(self._scratch, ignore_errors=True)
        if self._unfinished is not None:
            with suppress(OSError):
                self._unfinished.unlink(missing_ok=True)


def _hand_over(work: Connection, job: Job, arguments: tuple[Any, ...]) -> None:
    # Where the process is ended before it has read what it is to do, `poll` tells of that.
    with work, suppress(OSError):
        work.send((job, arguments))


def _work(control: tuple[Connection, Event, Path | None], scratch: Path, work: Connection) -> None:
    # Libraries leave temporary files where they are killed, and there is a plan's text in them; here they can be found.
    tempfile.tempdir = str(scratch)
    line = control[0]
    with line, work, suppress(Cancelled):
        _tell(line, _outcome(work, JobControl(*control)))


def _outcome(work: Connection, control: JobControl) -> Finished | Failed:
    try:
        job, arguments = work.recv()
        return Finished(job(*arguments, control))
    except Cancelled:
        return Failed("Called off; nothing was changed.")
    except WaymarkError as refusal:
        return Failed(str(refusal))
    except MemoryError:
        return Failed("There was not enough memory for this; nothing was changed.")
    except Exception:
        return Failed("Something went wrong inside Waymark; nothing was changed.", traceback.format_exc())


def _tell(line: Connection, message: Progress | Finished | Failed) -> None:
    """Send a message. Raises Cancelled where nobody is there to receive it."""
    try:
        line.send(message)
    except OSError as problem:
        raise Cancelled from problem
