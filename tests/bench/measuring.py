"""Figures held against a baseline that is taken in the same run, so that a slow machine is slow for both."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

RUNS = 9

Work = Callable[[], Any]


def seconds(work: Work) -> float:
    """How long it takes."""
    gc.collect()
    begun = perf_counter()
    work()
    return perf_counter() - begun


def told(work: Work) -> float:
    """What it measured itself."""
    return float(work())


@dataclass(frozen=True, slots=True)
class Scale:
    """What a case is measured in, and how it is held against its baseline."""

    unit: str
    factor: float
    measure: Callable[[Work], float]
    compare: Callable[[float, float], float] = lambda measured, baseline: measured / baseline


TIME = Scale("ms", 1e3, seconds)
TOLD_TIME = Scale("ms", 1e3, told)
TOLD_MEMORY = Scale("MB", 1e-6, told)
TOLD_PAUSE = Scale("ms", 1e3, told, lambda measured, baseline: (measured - baseline) * 1e3)
"""Held against its baseline by the milliseconds that it is longer."""


@dataclass(frozen=True, slots=True)
class Case:
    """One gate: what is measured is at most `gate` times the baseline (of a pause: longer by at most so many ms)."""

    name: str
    baseline_name: str
    gate: float
    measured: Work
    baseline: Work
    scale: Scale = TIME


@dataclass(frozen=True, slots=True)
class Result:
    """The medians of a case, in seconds or bytes."""

    case: Case
    measured: float
    baseline: float

    @property
    def score(self) -> float:
        """What is held against the gate."""
        return self.case.scale.compare(self.measured, self.baseline)

    @property
    def passed(self) -> bool:
        """Whether the gate was kept."""
        return self.score <= self.case.gate


def most_memory() -> int:
    """The most memory, in bytes, that this process has taken."""
    # What `resource` says counts the process that started this one.
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def result(case: Case) -> Result:
    """Measure both in turns, after one run of each that does not count."""
    figures: dict[Work, list[float]] = {case.baseline: [], case.measured: []}
    for run in range(RUNS + 1):
        for work, taken in figures.items():
            figure = case.scale.measure(work)
            if run:
                taken.append(figure)
    return Result(case, median(figures[case.measured]), median(figures[case.baseline]))


def table(results: Iterable[Result]) -> str:
    """The results for people."""
    lines = [f"{'what':<58}{'measured':>11}{'baseline':>11}{'ratio':>8}{'gate':>7}  "]
    for each in results:
        unit, factor = each.case.scale.unit, each.case.scale.factor
        verdict = "" if each.passed else "  MISSED"
        lines.append(
            f"{each.case.name:<58}{each.measured * factor:>8.1f} {unit}{each.baseline * factor:>8.1f} {unit}"
            f"{each.score:>8.2f}{each.case.gate:>7.1f}{verdict}"
        )
        lines.append(f"    against {each.case.baseline_name}")
    return "\n".join(lines)
