"""Ratios against a baseline that is timed in the same run, so that a slow machine is slow for both."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

RUNS = 9


@dataclass(frozen=True, slots=True)
class Case:
    """One gate: what is measured takes at most `gate` times as long as the baseline."""

    name: str
    baseline_name: str
    gate: float
    measured: Callable[[], object]
    baseline: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Result:
    """The medians of a case, in seconds."""

    case: Case
    measured: float
    baseline: float

    @property
    def ratio(self) -> float:
        """How many times as long as the baseline."""
        return self.measured / self.baseline

    @property
    def passed(self) -> bool:
        """Whether the gate was kept."""
        return self.ratio <= self.case.gate


def result(case: Case) -> Result:
    """Time both in turns, after one run of each that does not count."""
    times: dict[Callable[[], object], list[float]] = {case.baseline: [], case.measured: []}
    for run in range(RUNS + 1):
        for work, taken in times.items():
            gc.collect()
            begun = perf_counter()
            work()
            if run:
                taken.append(perf_counter() - begun)
    return Result(case, median(times[case.measured]), median(times[case.baseline]))


def table(results: Iterable[Result]) -> str:
    """The results for people."""
    lines = [f"{'what':<58}{'measured':>11}{'baseline':>11}{'ratio':>8}{'gate':>7}  "]
    for each in results:
        verdict = "" if each.passed else "  MISSED"
        lines.append(
            f"{each.case.name:<58}{each.measured * 1000:>8.1f} ms{each.baseline * 1000:>8.1f} ms"
            f"{each.ratio:>8.2f}{each.case.gate:>7.1f}{verdict}"
        )
        lines.append(f"    against {each.case.baseline_name}")
    return "\n".join(lines)
