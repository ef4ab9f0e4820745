"""KPIs whose name, unit, basis or definition says something else than their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise

from waymark.domain.day import MONTHS
from waymark.domain.errors import NotUnderstood
from waymark.domain.period import find_period
from waymark.domain.rows import Action, Kpi, Reading
from waymark.domain.text import plain_words, quoted
from waymark.domain.value import Value
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check
from waymark.services.checks.told import Figure, begun_within, figures_to, period_read
from waymark.services.meanings import value_of

READINGS = Family.readings
YEARS_BACK = 2
"""For so many years a new definition is worth a word: so far back go charts."""
_COUNT = re.compile(r"^(?:the )?(?:total )?(?:no\.?|numbers?|count) of\b", re.IGNORECASE)
_SHARE = re.compile(
    r"^[0-9.]+ ?%|(?<![0-9])%|\bper ?cent|\b(?:percentage|proportion|share|rates?|ratio|turnover)\b", re.IGNORECASE
)
_SHARE_OF = re.compile(r"^(?:the )?(?:%|per ?cent|percentage|proportion)", re.IGNORECASE)
_THINGS = re.compile(
    r"\b(?:vacancies|posts|starters|leavers|complaints|compliments|contacts|referrals|assessments|audits|episodes"
    r"|adoptions|visits|placements|conferences|cases|caseloads?)\*?$",
    re.IGNORECASE,
)
_IN_PARTS = re.compile(
    r"^(?!.*case ?load).*\b(?:FTE|WTE|full[- ]time equivalents?|average|mean|per|rate)\b", re.IGNORECASE
)
"""A number of things that need not be whole; caseloads per worker are an average, whatever they are called."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_ROLLING = re.compile(r"\brolling\b|\bmoving (?:annual|average)\b", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:(?:changed?|new|revised) definition|definition (?:has |was |is )?(?:changed?|revised|different))\b",
    re.IGNORECASE,
)
_READ_IN_NAME = re.compile(
    rf"\b[0-9]+(?:\.[0-9]+)?(?:%| per ?cent) (?:in |at )?\(?(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*\b"
    r"(?: ?[0-9]{2,4})?",
    re.IGNORECASE,
)
_CERTAINTY = re.compile(r"[0-9]+|revised|r|estimated?|e|corrected|approx(?:imately)?|provisional|to date|n ?= ?[0-9]+")
"""Qualifiers that do not say what is counted."""


@check(
    READINGS,
    Severity.warning,
    Kpi,
    reads="readings",
    suggests="Say in the name or the unit what the figure is.",
    example="KPI 10 has 62%, and neither its name nor its unit says that it is a percentage.",
)
def unit_against_name(look: Look, kpi: Kpi) -> Iterator[Note]:
    """The name promises a number and the figures are percentages, or the other way round: one of them is wrong."""
    readings = look.plan.readings.where("kpi_id", kpi.id)
    known = look.plan.readings.derived_where("kpi_id", kpi.id, _last_figures)
    for reading, value in known if readings else ():
        why = _against_share(kpi, value) if value.unit == "%" else _against_number(kpi, value)
        if why:
            about = (kpi.title, kpi.unit, reading.value)
            yield Note(f"{thing(look, kpi)} {why}", "title", about)
            return


@check(
    READINGS,
    Severity.warning,
    Kpi,
    reads="readings definitions",
    suggests="Give the KPI a new definition from that period on, or have the figures brought to one definition.",
    example="KPI LAC 19 has 71% (6m+) for Sep 2017 and 53% for Oct 2017, and no new definition between them.",
)
def qualifier_changed(look: Look, kpi: Kpi) -> Iterator[Note]:
    """What stands in brackets behind the figures changes, so that they count different things without a word on it."""
    for one, other in pairwise(figures_to(look.plan, kpi, look.period)):
        differ = one.value.qualifiers != other.value.qualifiers and _kinds(one) != _kinds(other)
        if differ and not begun_within(look.plan, kpi, one.period.last_day, other.period.last_day):
            sentence = f"{thing(look, kpi)} has {one.words} and {other.words}, and no new definition between them."
            yield Note(sentence, "value", (one.value.typed, other.value.typed), other.reading)


@check(
    READINGS,
    Severity.note,
    Kpi,
    reads="readings definitions",
    suggests="Do not compare figures from before and after.",
    example="KPI 3a counts something else from Q2 2017/18 (Jul–Sep) on; figures before do not compare.",
)
def definition_break(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A definition has changed within the years that charts show, so that the series is two."""
    last = look.period.last_day
    readings = look.plan.readings.derived_where("kpi_id", kpi.id, _first_period_end)
    begins = max(readings, date(last.year - YEARS_BACK, last.month, 28)) if readings else last
    for period, definition in begun_within(look.plan, kpi, begins, last):
        sentence = f"counts something else from {period.label} on; figures before do not compare"
        yield Note(f"{thing(look, kpi)} {sentence}.", "", (definition.from_period, definition.text))


@check(
    READINGS,
    Severity.warning,
    Kpi,
    reads="definitions",
    suggests="Give the KPI the new definition, with the period from which it holds, and shorten its name.",
    example="KPI 11 says in its name that its definition changed; the plan has no other definition of it.",
)
def definition_in_name(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A new definition that only the name tells of breaks neither the chart nor a comparison."""
    if _CHANGED.search(kpi.title) and len(look.plan.definitions.where("kpi_id", kpi.id)) < 2:
        sentence = "says in its name that its definition changed; the plan has no other definition of it"
        yield Note(f"{thing(look, kpi)} {sentence}.", "title", (kpi.title,))


@check(
    READINGS,
    Severity.note,
    Kpi,
    suggests="Have name and basis say the same.",
    example="KPI W 3 has the basis “rolling 12 months”; its name does not say so, beside figures of one month.",
)
def rolling_basis(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A figure for twelve months beside others for one moves slowly, and is misread where its name does not say so."""
    in_name, in_basis = _ROLLING.search(kpi.title), _ROLLING.search(kpi.basis)
    about = (kpi.title, kpi.basis)
    if in_name and not in_basis:
        basis = f"its basis is {quoted(kpi.basis)}" if kpi.basis.strip() else "it has no basis"
        yield Note(f"{thing(look, kpi)} is “{in_name[0]}” by its name, and {basis}.", "basis", about)
    elif in_basis and not in_name:
        sentence = f"has the basis {quoted(kpi.basis)}; its name does not say so, beside figures of one period"
        yield Note(f"{thing(look, kpi)} {sentence}.", "basis", about)


@check(
    READINGS,
    Severity.warning,
    Action,
    Kpi,
    suggests="Enter it as a reading of the KPI, and take it out of the name.",
    example="Action 1.2.1 has a reading within the name of a measure: “99% Sept”.",
)
def reading_in_name(look: Look, row: Action | Kpi) -> Iterator[Note]:
    """A figure of one month within a measure's name stays there when the month is long past."""
    field, where = ("success_measures", "the name of a measure") if isinstance(row, Action) else ("title", "its name")
    if match := _read_in_name(getattr(row, field)):
        yield Note(f"{thing(look, row)} has a reading within {where}: “{match}”.", field, (match,))


@lru_cache(maxsize=4096)
def _read_in_name(text: str) -> str:
    match = _READ_IN_NAME.search(text)
    return match[0] if match else ""


def _last_figures(readings: tuple[Reading, ...]) -> tuple[tuple[Reading, Value], ...]:
    """The last reading in per cent, and the last that is another number; those that stand more often first."""
    shares: list[tuple[Reading, Value]] = []
    numbers: list[tuple[Reading, Value]] = []
    for reading in readings:
        value = value_of(reading.value)
        if value.figure is not None:
            (shares if value.unit == "%" else numbers).append((reading, value))
    more, fewer = (shares, numbers) if len(shares) > len(numbers) else (numbers, shares)
    return (*more[-1:], *fewer[-1:])


def _against_share(kpi: Kpi, value: Value) -> str:
    """Why a figure in per cent does not suit the KPI; blank where it does."""
    title, figure = _BRACKETS.sub("", kpi.title).strip(), value.typed.strip()
    if _COUNT.search(title):
        return f"is a number{_by_name(kpi)}, and has {figure}."
    if kpi.unit.strip() not in ("", "%"):
        return f"has {figure}, and its unit is {quoted(kpi.unit)}."
    if not title or _SHARE.search(kpi.title):
        return ""
    if not kpi.unit.strip():
        return f"has {figure}, and neither its name nor its unit says that it is a percentage."
    return f"is a number{_by_name(kpi)}, and has {figure}." if _THINGS.search(title) else ""


def _against_number(kpi: Kpi, value: Value) -> str:
    """Why a figure that is no percentage does not suit the KPI; blank where it does."""
    figure = value.typed.strip()
    if _SHARE_OF.search(kpi.title.strip()) and kpi.unit.strip() != "%" and value.denominator is None:
        return f"is a percentage{_by_name(kpi)}, and has {figure}."
    if _COUNT.search(kpi.title) and value.decimals and not _IN_PARTS.search(f"{kpi.title} {kpi.unit}"):
        return f"is a number of things{_by_name(kpi)}, and has {figure}."
    return ""


def _by_name(kpi: Kpi) -> str:
    return f" by its name, {quoted(kpi.title)}" if kpi.ref else " by its name"


def _kinds(figure: Figure) -> tuple[str, ...]:
    """What the figure's qualifiers say of what is counted."""
    return tuple(note for note in map(plain_words, figure.value.qualifiers) if not _is_passing(note))


@lru_cache(maxsize=4096)
def _is_passing(note: str) -> bool:
    """Whether a qualifier says how sure a figure is, of how many, or of when; not what is counted."""
    if _CERTAINTY.fullmatch(note):
        return True
    try:
        return find_period(note) is not None
    except NotUnderstood:
        return True


def _first_period_end(readings: tuple[Reading, ...]) -> date | None:
    figures = [period_read(each.period) for each in readings]
    return min((period.last_day for period in figures if period), default=None)
