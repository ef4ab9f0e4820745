"""A job that runs in a spawned process: its progress, its end, and how it is called off.

A busy Python thread would make the window stutter (a 12 ms paint took 300 ms beside one), so a job is a process. What
it needs goes over by pickle, what it has to say comes back through a pipe.
"""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from typing import Any

from waymark.domain.errors import WaymarkError

GRACE_SECONDS = 3.0
"""How long a job that was called off may take to clean up after itself before it is ended."""


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
    """A job's line to whoever started it."""

    def __init__(self, line: Connection, called_off: Event) -> None:
        self._line = line
        self._called_off = called_off

    def say(self, done: float, words: str) -> None:
        """Tell how far the job is. Raises Cancelled where it has been called off."""
        if self._called_off.is_set():
            raise Cancelled
        self._line.send(Progress(done, words))


Job = Callable[..., Any]
"""A function of its arguments and, last, a JobControl; it stands at the top of a module so that it can be pickled."""


class RunningJob:
    """A job that has been started. `poll` now and then; `close` when it has ended or is no longer wanted."""

    def __init__(self, job: Job, *arguments: Any) -> None:
        spawning = multiprocessing.get_context("spawn")
        self._line, theirs = spawning.Pipe(duplex=False)
        self._called_off = spawning.Event()
        self._process = spawning.Process(target=_work, args=(theirs, self._called_off, job, arguments), daemon=True)
        self._process.start()
        theirs.close()
        self._over = False

    def poll(self, patience: float = 0.0) -> list[Progress | Finished | Failed]:
        """What the job has said since the last time; the last of it is a Finished or a Failed.

        A window has no patience; who has nothing else to do waits so many seconds for each word, until the end.
        """
        said: list[Progress | Finished | Failed] = []
        while not self._over and self._line.poll(patience):
            try:
                said.append(self._line.recv())
            except EOFError:
                said.append(Failed("The work was ended before it was done; nothing was changed. Try again."))
            self._over = not isinstance(said[-1], Progress)
        return said

    def cancel(self) -> None:
        """Call the job off: it stops where it next tells how far it is, and removes what it has half done."""
        self._called_off.set()

    def close(self) -> None:
        """Let the process go; one that does not stop by itself is ended."""
        self._called_off.set()
        self._process.join(GRACE_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._line.close()


def _work(line: Connection, called_off: Event, job: Job, arguments: tuple[Any, ...]) -> None:
    try:
        line.send(Finished(job(*arguments, JobControl(line, called_off))))
    except Cancelled:
        line.send(Failed("Called off; nothing was changed."))
    except WaymarkError as refusal:
        line.send(Failed(str(refusal)))
    except MemoryError:
        line.send(Failed("There was not enough memory for this; nothing was changed."))
    except Exception:
        line.send(Failed("Something went wrong inside Waymark; nothing was changed.", traceback.format_exc()))
    finally:
        line.close()
