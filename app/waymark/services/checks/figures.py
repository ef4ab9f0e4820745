"""Figures that cannot be, that differ from their series in form, or that moved as none before them did."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

from waymark.domain.rows import Kpi
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check
from waymark.services.checks.told import Figure, begun_within, figures_of, figures_to, listed, unit_of, years_to
from waymark.services.measures import is_average, is_cumulative, only_grows, own_period_by, year_of

READINGS = Family.readings
FEWEST_BEFORE = 6
BEYOND_USUAL = 5
"""So many times the usual change (its median) makes a jump, where the figure is also beyond all before (X23)."""
FEW_JUMPS, LONG_YEAR = 3, 12
FEW_LEVELS = 3
_MAY_PASS = re.compile(
    r"\b(?:change|growth|increase|decrease|reduction|difference|variance|gap|net|under|over|against|occupancy|capacity"
    r"|of (?:the )?(?:target|budget|plan|establishment))",
    re.IGNORECASE,
)
"""What may be below nought or more than the whole."""
_TIME = re.compile(r"\b(?:average|mean|median|time from|time between|time to|days from|weeks from)\b", re.IGNORECASE)
_SPANS = frozenset({"days", "weeks", "months", "hours"})


@check(
    READINGS,
    Severity.warning,
    Kpi,
    reads="readings",
    suggests="See whether the figure was mistyped.",
    example="KPI W 2 has 850% for Nov 2017: more than the whole.",
)
def impossible_figure(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A share is more than the whole, or a number is below nought: a slip of the keys, or a cell in another format."""
    if _MAY_PASS.search(kpi.title):
        return
    for figure in figures_of(look.plan, kpi):
        share = "%" in (figure.value.unit, kpi.unit)
        if (share and figure.number > 100) or (figure.number < 0 and figure.value.unit != "£"):
            why = "less than nothing" if figure.number < 0 else "more than the whole"
            yield _note(look, kpi, f"has {figure.words}: {why}", figure)


@check(
    READINGS,
    Severity.warning,
    Kpi,
    reads="readings definitions",
    suggests="Ask for the figure to be confirmed; accept the finding if it is right.",
    example="KPI CP 5 has 12% for Nov 2017; it was never below 59%, and mostly moves by 3.",
)
def jump(look: Look, kpi: Kpi) -> Iterator[Note]:
    """The new figure lies beyond all before it, by far more than figures of this KPI move: an error, or news."""
    figures = _since_definition(look, kpi, figures_to(look.plan, kpi, look.period))
    if len(figures) <= FEWEST_BEFORE or is_cumulative(kpi) or not _is_new(look, kpi, figures[-1]):
        return
    *before, last = figures
    numbers = [figure.number for figure in before]
    usual = median(abs(other - one) for one, other in pairwise(numbers))
    smallest = Decimal(1).scaleb(-max(figure.value.decimals for figure in before))
    moved = abs(last.number - numbers[-1])
    if moved <= BEYOND_USUAL * max(usual, smallest) or min(numbers) <= last.number <= max(numbers):
        return
    above = last.number > numbers[-1]
    bound = (max if above else min)(before, key=lambda figure: figure.number)
    never = f"it was never {'above' if above else 'below'} {_typed(bound)}, and mostly moves by {usual.normalize():f}"
    yield _note(look, kpi, f"has {last.words}; {never}", last)


@check(
    READINGS,
    Severity.note,
    Kpi,
    reads="readings",
    suggests="Show the number of cases beside the share, as in “50% (3 of 6)”.",
    example="KPI LE 2 went from 50% to 86% and from 55% to 11%: it may rest on few cases.",
)
def few_cases(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A share that goes up and down by half and more rests on few cases, and a reader takes chance for a trend."""
    figures = figures_to(look.plan, kpi, look.period)[-LONG_YEAR:]
    if unit_of(kpi, figures) != "%" or any(figure.value.denominator for figure in figures[-1:]):
        return
    jumps = [pair for pair in pairwise(figures) if _by_half(*pair)]
    ups = [(one, other) for one, other in jumps if other.number > one.number]
    downs = [(one, other) for one, other in jumps if other.number < one.number]
    if len(jumps) >= FEW_JUMPS and ups and downs:
        told = " and ".join(f"from {_typed(one)} to {_typed(other)}" for one, other in (ups[-1], downs[-1]))
        yield _note(look, kpi, f"went {told}: it may rest on few cases", figures[-1])


@check(
    READINGS,
    Severity.warning,
    Kpi,
    reads="readings",
    suggests="Write “n/a” for a period in which there was nothing to average.",
    example="KPI AD 7 is an average and has 0 for May 2017; there may have been nothing to average.",
)
def zero_average(look: Look, kpi: Kpi) -> Iterator[Note]:
    """An average of nought mostly means that there were no cases, and makes the KPI look far better than it is."""
    figures = figures_of(look.plan, kpi)
    spans = unit_of(kpi, figures) in _SPANS
    if not (spans or is_average(kpi) or _TIME.search(kpi.title)) or "%" in (kpi.unit, unit_of(kpi, figures)):
        return
    zeros = [figure for figure in figures if not figure.number]
    if zeros and len(zeros) < len(figures):
        periods = listed([figure.period.label for figure in zeros])
        told = f"is an average and has 0 for {periods}; there may have been nothing to average"
        yield _note(look, kpi, told, zeros[-1], periods)


@check(
    READINGS,
    Severity.warning,
    Kpi,
    reads="readings",
    suggests="Write all figures of a KPI in one unit.",
    example="KPI CIN 4 has 0.62 for Nov 2017 and 70% for Oct 2017: one is a percentage, the other a number.",
)
def mixed_units(look: Look, kpi: Kpi) -> Iterator[Note]:
    """Percentages and plain numbers in one series cannot be compared or drawn; one of them was typed another way."""
    figures = figures_of(look.plan, kpi)
    shares = [figure for figure in figures if figure.value.unit == "%"]
    if not shares or len(shares) == len(figures):
        return
    plain = [figure for figure in figures if figure.value.unit != "%"]
    if kpi.unit.strip() == "%":
        plain = [figure for figure in plain if 0 < figure.number < 1]
    if not plain:
        return
    odd, usual = (shares, plain) if len(shares) < len(plain) else (plain, shares)
    words = f"has {odd[-1].words} and {usual[-1].words}: one is a percentage, the other a number"
    yield _note(look, kpi, words, odd[-1], usual[-1].value.typed)


@check(
    READINGS,
    Severity.note,
    Kpi,
    reads="readings",
    suggests="Give all figures with the same number of decimal places.",
    example="KPI CL 3a has 80.6% for Sep 2017 and 86% for Nov 2017: decimal places are mixed.",
)
def mixed_decimals(look: Look, kpi: Kpi) -> Iterator[Note]:
    """Rounded and unrounded figures in one year's series: a change of a point may be nothing but the rounding."""
    figures = years_to(look.plan, kpi, look.period)
    places = max((figure.value.decimals for figure in figures), default=0)
    exact = [figure for figure in figures if figure.value.decimals == places]
    rounded = [figure for figure in figures if figure.value.decimals < places]
    if rounded:
        words = f"has {exact[-1].words} and {rounded[-1].words}: decimal places are mixed"
        yield _note(look, kpi, words, rounded[-1], exact[-1].value.typed)


@check(
    READINGS,
    Severity.note,
    Kpi,
    reads="readings",
    suggests="Report the average with a decimal place.",
    example="KPI W 1 is an average, and in a year was only ever 16, 17 or 18.",
)
def rounded_average(look: Look, kpi: Kpi) -> Iterator[Note]:
    """An average in whole numbers hides what happens until it moves by a whole case a head."""
    figures = years_to(look.plan, kpi, look.period)
    levels = sorted({figure.number for figure in figures})
    whole = all(figure.value.decimals == 0 for figure in figures)
    if is_average(kpi) and whole and len(figures) >= FEWEST_BEFORE and 1 < len(levels) <= FEW_LEVELS:
        told = " or ".join(filter(None, (", ".join(f"{level:f}" for level in levels[:-1]), f"{levels[-1]:f}")))
        yield _note(look, kpi, f"is an average, and in a year was only ever {told}", figures[-1], told)


@check(
    READINGS,
    Severity.warning,
    Kpi,
    reads="readings",
    suggests="See whether the figure is that of the month alone, or the earlier one was too high.",
    example="KPI QA 4 counts from the beginning of the year, and fell from 60 for Oct 2017 to 12 for Nov 2017.",
)
def falling_year_to_date(look: Look, kpi: Kpi) -> Iterator[Note]:
    """What counts from the beginning of the year can only grow within it, and begins anew with the next."""
    for one, other in pairwise(figures_of(look.plan, kpi)) if is_cumulative(kpi) else ():
        if not only_grows(kpi, one.value) or not only_grows(kpi, other.value):
            continue
        new_year = year_of(kpi, one.period) != year_of(kpi, other.period)
        if not new_year and other.number < one.number:
            words = f"counts from the beginning of the year, and fell from {one.words} to {other.words}"
            yield _note(look, kpi, words, other, one.value.typed)
        elif new_year and other.period == one.period.next() and other.number >= one.number >= BEYOND_USUAL:
            words = f"counts from the beginning of the year, and went on from {one.words} to {other.words}"
            yield _note(look, kpi, words, other, one.value.typed)


def _note(look: Look, kpi: Kpi, words: str, figure: Figure, *about: str) -> Note:
    return Note(f"{thing(look, kpi)} {words}.", "value", (figure.reading.value, *about), figure.reading)


def _since_definition(look: Look, kpi: Kpi, figures: Sequence[Figure]) -> Sequence[Figure]:
    """The figures that count what the last one counts."""
    if not figures:
        return figures
    begun = begun_within(look.plan, kpi, figures[0].period.last_day, look.period.last_day)
    return [figure for figure in figures if not begun or figure.period.last_day >= begun[-1][0].first_day]


def _is_new(look: Look, kpi: Kpi, figure: Figure) -> bool:
    return figure.period.month_column == own_period_by(kpi, look.period).month_column


def _by_half(one: Figure, other: Figure) -> bool:
    return one.number > 0 and abs(other.number - one.number) * 2 >= one.number


def _typed(figure: Figure) -> str:
    return figure.value.typed.strip()
