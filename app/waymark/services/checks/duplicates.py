"""What stands in a plan twice: measures, and paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from waymark.domain.period import Period
from waymark.domain.plan import Table
from waymark.domain.rows import Action, Commentary, Kpi, Passage, Recommendation, Row, Update
from waymark.domain.text import plain_words, quoted
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.prose import paragraphs, same_when_rounded, stems
from waymark.services.checks.registry import check
from waymark.services.checks.told import Figure, figures_to
from waymark.services.meanings import value_of
from waymark.services.reporting import named_period, stands_in

DUPLICATES = Family.duplicates
LONG = 60
"""A shorter paragraph may well stand in two places: a heading, a stock phrase."""
MONTHS_APART = 3
_SHARE = re.compile(r"%|\b(?:percentage|per cent|share|proportion|rates?)\b", re.IGNORECASE)
_COUNT = re.compile(r"\b(?:numbers?|no\.|count)", re.IGNORECASE)
BOARD = ("", "board")
"""Papers in which commentary is printed."""


def _measure(kpi: Kpi) -> Hashable | None:
    """The words that say what is measured, and whether it is a share, a number or what else."""
    words: Hashable = stems(kpi.title)
    if len(stems(kpi.title)) < 2:
        words = plain_words(kpi.title)
    share = value_of(f"1 {kpi.unit}").unit == "%" or _SHARE.search(kpi.title)
    return (words, "%" if share else "number" if _COUNT.search(kpi.title) else kpi.unit) if words else None


@check(
    DUPLICATES,
    Severity.note,
    Kpi,
    alike=_measure,
    reads="readings",
    suggests="Keep one KPI, and give it a place in each section.",
    example="KPI “No. of audits” is kept twice under one title.",
)
def same_measure(look: Look, kpi: Kpi) -> Iterator[Note]:
    """One measure is kept as two KPIs: each figure is typed twice, and one day the two will differ."""
    first = _first(look, kpi)
    if first != kpi and plain_words(first.title) == plain_words(kpi.title):
        other = f" ({first.ref})" if first.ref else ""
        sentence = f"{thing(look, kpi)} is kept twice: there is another{other} with the title {quoted(first.title)}."
        yield Note(sentence, "title", (kpi.title, first.title))


@check(
    DUPLICATES,
    Severity.warning,
    Kpi,
    alike=_measure,
    reads="readings",
    suggests="Keep one KPI, or say in the titles in what they differ.",
    example="KPI 18b is 5% for Q2 2017/18, and P1 is 43% for Nov 2017; they seem to measure the same.",
)
def same_measure_differs(look: Look, kpi: Kpi) -> Iterator[Note]:
    """Two KPIs that seem to measure the same give different figures, and a reader cannot tell which holds."""
    first = _first(look, kpi)
    pair = _differing(figures_to(look.plan, first, look.period), figures_to(look.plan, kpi, look.period))
    if first != kpi and pair:
        one, two = (f"{_ref(each)} is {figure.words}" for each, figure in zip((first, kpi), pair, strict=True))
        yield Note(f"{one}, and {two}; they seem to measure the same.", "title", (kpi.title, one, two))


@check(
    DUPLICATES,
    Severity.warning,
    Passage,
    Commentary,
    reads="themes",
    throughout="passages commentary",
    suggests="Take one of them out.",
    example="The board paper under “Governance” repeats a paragraph: “The board goes on overseeing the plan …”.",
)
def repeated_paragraph(look: Look, row: Passage | Commentary) -> Iterator[Note]:
    """One paragraph is printed twice in one paper."""
    if not stands_in(row.period, look.period):
        return
    for key, paragraph in _long_paragraphs(row.text):
        tables: tuple[Table[Any], ...] = (look.plan.passages, look.plan.commentary)
        found = (each for table in tables for each in table.derived(_by_paragraph).get(key, ()))
        same = (each for each in found if stands_in(each.period, look.period) and _one_paper(each, row))
        first = next(same, row)
        if first.id != row.id:
            there = thing(look, first)
            sentence = f"{thing(look, row)} repeats a paragraph of {there[:1].lower()}{there[1:]}: {quoted(paragraph)}."
            yield Note(sentence, "text", (key,))


@check(
    DUPLICATES,
    Severity.warning,
    Commentary,
    Action,
    Recommendation,
    reads="themes kpis updates",
    suggests="Say what has happened since, or that nothing has.",
    example="The update on action 2.1.1 for Nov 2017 repeats that for Oct 2017 word for word.",
)
def stale_words(look: Look, row: Commentary | Action | Recommendation) -> Iterator[Note]:
    """What is said for this period is what was said for the one before, word for word: nobody looked at it again."""
    for now in _told_now(look, row):
        before = next((each for each in _told_before(look, now) if _same_words(each.text, now.text)), None)
        if before:
            period = named_period(before.period)
            label = period.label if period else before.period
            yield Note(f"{thing(look, now)} repeats that for {label} word for word.", "text", (now.text,), now)


def _ref(kpi: Kpi) -> str:
    return kpi.ref or quoted(kpi.title)


def _first(look: Look, kpi: Kpi) -> Kpi:
    """The first that measures the same; to hold each against each would take long where there are many."""
    return next((each for each in look.peers(kpi) if isinstance(each, Kpi)), kpi)


def _differing(these: Sequence[Figure], those: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The last figures of two series for periods that end together, else the last of all, if they differ."""
    if not these or not those:
        return None
    latest = max(these[-1].period, those[-1].period)
    ours, theirs = (
        [each for each in series if _months_apart(each.period, latest) <= MONTHS_APART] for series in (these, those)
    )
    if not ours or not theirs:
        return None
    ends = {each.period.last_day: each for each in ours}
    together = next((each for each in reversed(theirs) if each.period.last_day in ends), None)
    one, other = (ends[together.period.last_day], together) if together else (ours[-1], theirs[-1])
    same = one.value.unit != other.value.unit or same_when_rounded(one.number, other.number)
    return None if same else (one, other)


def _months_apart(one: Period, other: Period) -> int:
    first, last = one.last_day, other.last_day
    return abs((first.year - last.year) * 12 + first.month - last.month)


def _one_paper(one: Row, other: Row) -> bool:
    """Whether two texts are printed in one paper."""
    papers = [each.paper if isinstance(each, Passage) else BOARD[1] for each in (one, other)]
    return papers[0] == papers[1] or all(paper in BOARD for paper in papers)


def _by_paragraph(table: Table[Any]) -> Mapping[str, tuple[Any, ...]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in table.live():
        for key, _ in _long_paragraphs(row.text):
            found[key].append(row)
    return {key: tuple(rows) for key, rows in found.items()}


@lru_cache(maxsize=16384)
def _long_paragraphs(text: str) -> tuple[tuple[str, str], ...]:
    """The paragraphs of some length, each once, by their words."""
    found = {plain_words(paragraph): paragraph for paragraph in paragraphs(text) if len(paragraph) >= LONG}
    return tuple(found.items())


def _told_now(look: Look, row: Commentary | Action | Recommendation) -> Sequence[Any]:
    told = [row] if isinstance(row, Commentary) else look.plan.updates.where("subject_id", row.id)
    return [each for each in told if each.text.strip() and _is_of(look.period, each.period)]


def _told_before(look: Look, now: Commentary | Update) -> Iterator[Any]:
    """The same for earlier periods, the latest first."""
    if isinstance(now, Update):
        told: Sequence[Any] = look.plan.updates.where("subject_id", now.subject_id)
    else:
        under = ("theme_id", now.theme_id) if now.theme_id else ("section", now.section)
        told = [
            each
            for each in look.plan.commentary.where(*under)
            if (each.section, each.kind, each.block) == (now.section, now.kind, now.block)
        ]
    earlier = [
        each for each in told if (period := named_period(each.period)) and period.last_day < look.period.first_day
    ]
    latest = max((each.period for each in earlier), default="")
    return (each for each in earlier if each.period == latest)


def _is_of(period: Period, typed: str) -> bool:
    named = named_period(typed)
    return named is not None and named.month_column == period.month_column


def _same_words(one: str, other: str) -> bool:
    return plain_words(one) == plain_words(other) and len(one) >= LONG // 3
