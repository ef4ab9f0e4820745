"""What a job may take of time and memory: a file that came by e-mail may have been made to take all there is."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from time import process_time, sleep

MEGABYTE = 1024 * 1024
WAITS = 3
"""How many times as long as it may work it may be waited for: it gets a part of the processor, on a busy computer."""
EVERY_SECONDS = 0.05
"""How often a process looks at itself, where the system does not hold it to its limits."""
TOO_LARGE, TOO_SLOW = 77, 78
"""With which exit codes a process ends that has seen itself beyond its limits."""
_SLOW_ENDS = (TOO_SLOW, -getattr(signal, "SIGXCPU", TOO_SLOW))

_KEPT = "Nothing was changed; copy what matters into a new file, and try that."


@dataclass(frozen=True, slots=True)
class Limits:
    """What work on a file may take, and the sentences for who is waiting when it takes more, or breaks down.

    `file` is the name of the file; `seconds` are of the processor's time, and `memory` is in bytes.
    """

    file: str
    seconds: float = 10
    memory: int = 300 * MEGABYTE

    @property
    def too_slow(self) -> str:
        """What is said when the time is over."""
        return f"Reading “{self.file}” took more than {self.seconds:g} seconds and was given up. {_KEPT}"

    @property
    def too_large(self) -> str:
        """What is said when there is no more memory for it."""
        return f"Reading “{self.file}” took more than {self.memory // MEGABYTE} MB of memory and was given up. {_KEPT}"

    def why_ended(self, code: int | None) -> str:
        """What is said when the process came to an end by itself, with that exit code."""
        if code in _SLOW_ENDS:
            return self.too_slow
        if code == TOO_LARGE:
            return self.too_large
        return (
            f"“{self.file}” is built in a way that stops the program that reads it. Nothing was changed; "
            "open it in Excel or Word, save it under another name, and try that."
        )

    def hold(self) -> None:
        """Hold this process to them: late it is ended, without memory Python raises MemoryError and libraries abort."""
        # openpyxl brings numpy along if it is there, which takes memory for each processor; it has nothing to work out.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        if sys.platform == "linux":
            _hold_by_system(self)
        else:
            watched = {_largest: (self.memory, TOO_LARGE), process_time: (process_time() + self.seconds, TOO_SLOW)}
            threading.Thread(target=watch, args=(watched, os._exit), daemon=True).start()


def watch(watched: Mapping[Callable[[], float], tuple[float, int]], end: Callable[[int], object]) -> None:
    """Look at figures now and then, until one is more than its limit, and bring about the end with that one's code."""
    while not (codes := [code for figure, (most, code) in watched.items() if figure() > most]):
        sleep(EVERY_SECONDS)
    end(codes[0])


def within(seconds: float, tell: Callable[[float, str], object]) -> Callable[[float, str], object]:
    """`tell`, for so long of the processor's time; then TimeoutError, which ends the work that tells."""
    last = process_time() + seconds

    def tell_in_time(done: float, words: str) -> None:
        if process_time() > last:
            raise TimeoutError(f"after {seconds:g} seconds")
        tell(done, words)

    return tell_in_time


def _hold_by_system(limits: Limits) -> None:
    from resource import RLIMIT_CORE, RLIMIT_CPU, RLIMIT_DATA, getrlimit, setrlimit

    # RLIMIT_AS would count what is mapped from files as well, and differs by 100 MB from one computer to the next.
    for kind, most in ((RLIMIT_DATA, limits.memory), (RLIMIT_CPU, ceil(process_time() + limits.seconds))):
        setrlimit(kind, (most, getrlimit(kind)[1]))
    # What is left of the memory when a library aborts holds the plan's text, and nobody would look for it.
    setrlimit(RLIMIT_CORE, (0, 0))


def _largest() -> float:
    """The most memory that this process has had, in bytes."""
    if sys.platform == "win32":
        return _largest_in_windows()
    from resource import RUSAGE_SELF, getrusage

    # macOS counts bytes, others kilobytes.
    return getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _largest_in_windows() -> float:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS."""

        _fields_ = (
            ("size", wintypes.DWORD),
            ("page_faults", wintypes.DWORD),
            ("peak", ctypes.c_size_t),
            ("others", ctypes.c_size_t * 7),
        )

    counters = Counters(size=ctypes.sizeof(Counters))
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.K32GetProcessMemoryInfo.argtypes = (wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD)
    kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.size)
    return float(counters.peak)
