"""What reading the whole plan costs, and what looking again after an edit does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from time import perf_counter

from tests.bench.large import manifold, plan_of
from tests.bench.measuring import TOLD_TIME, Case
from waymark.domain.changes import Update, applied
from waymark.domain.period import parse_period
from waymark.domain.plan import Plan
from waymark.domain.rows import Row
from waymark.services.checks import CHECKS
from waymark.services.checks.review import Review, Reviewing, review, reviewing, reviewing_again

PERIOD = parse_period("Nov 2017")
SLICE = 0.010
"""The seconds that a slice of checking may take in the window, which cannot end within a step."""


def cases(folder: Path) -> Iterator[Case]:
    """The gates of the checks."""
    once, tenfold, hundredfold = (plan_of(manifold(times)) for times in (1, 10, 100))
    name = f"all {len(CHECKS)} checks of the example plan"
    yield Case(
        "all checks of a tenfold plan", name, 12.0, lambda: review(tenfold, PERIOD), lambda: review(once, PERIOD)
    )
    yield Case(
        "all checks of a hundredfold plan",
        name,
        120.0,
        lambda: review(hundredfold, PERIOD),
        lambda: review(once, PERIOD),
    )
    before = review(tenfold, PERIOD)
    whole = "all checks of the same plan"
    for what, row, field, texts in _edits(tenfold):
        again = _looking_again(before, row, field, texts)
        yield Case(f"looking again after {what}, tenfold plan", whole, 0.05, again, lambda: review(tenfold, PERIOD))
    yield Case(
        "the longest step of checking a tenfold plan",
        "a slice of 10 ms",
        1.0,
        lambda: _longest(reviewing(tenfold, PERIOD)),
        lambda: SLICE,
        TOLD_TIME,
    )


def _edits(plan: Plan) -> Iterator[tuple[str, Row, str, tuple[str, str]]]:
    """Edits as people make them: a figure, an update, an action's text."""
    reading = next(each for each in plan.readings.live() if each.period == PERIOD.key)
    update = next(each for each in plan.updates.live() if each.period == PERIOD.key)
    yield "a figure", reading, "value", ("57%", "58%")
    yield "an update", update, "text", ("All staff were trained.", "Most staff were trained.")
    yield "an action's text", plan.actions.live()[10], "text", ("Train all staff", "Train most staff")


def _looking_again(before: Review, row: Row, field: str, texts: tuple[str, str]) -> Callable[[], Review]:
    typed = cycle(texts)

    def run() -> Review:
        edit = Update(row.table, row.id, {field: (getattr(row, field), next(typed))})
        return reviewing_again(before, applied(before.plan, [edit]), {row.table: {row.id}}).finished()

    return run


def _longest(work: Reviewing) -> float:
    longest, goes_on = 0.0, True
    while goes_on:
        begun = perf_counter()
        goes_on = work.step()
        longest = max(longest, perf_counter() - begun)
    return longest
