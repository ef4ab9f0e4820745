"""The KPI tables of an improvement plan: who answers for each, how it has stood, and what it is to reach by when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.polarity import Movement
from waymark.domain.rows import Comparator, Kpi, Reading, Target
from waymark.exchange.papers.columns import Column, filled, used
from waymark.exchange.papers.content import Block, Cell, Heading, Section, Style, cell, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.wording import (
    NOBODY,
    capital,
    data_table,
    leads,
    period_words,
    plural,
    short_label,
    title_words,
)
from waymark.services.ratings import figure_as_read
from waymark.services.reporting import named_period, polarity_of, sections, target_in_force
from waymark.services.travel import latest_readings

Heads = tuple[str, str]
"""Who is compared with and for which period, as a column's heading says it."""
OWN_PAST = frozenset({"outturn", "baseline"})
NO_PERIOD = frozenset({"latest", "current"})
NONE_GIVEN = "None given"
NOTE = "Latest is the last figure reported by the end of {period}; for when it is stands beside it."
MOVED = {Movement.better: "Better", Movement.worse: "Worse", Movement.same: "No change"}


def planned_kpis(plan: Plan, issue: Issue) -> Iterator[Section]:
    """The tables by section, on wide pages; nothing where the plan has no KPIs."""
    columns = used(_columns(plan, issue.period), plan.kpis.live())
    blocks: list[Block] = []
    for group in sections(plan):
        title, words = title_words(group.title), plural(plan.cover.kpi_word)
        description = f"A row for each of the {words} of {title}: how it stands, and what it is to reach by when."
        table = data_table(f"{capital(words)}: {title}", description, filled(columns, tuple(dict.fromkeys(group.kpis))))
        blocks += [Heading(title, 3), table]
    if blocks:
        yield Section((*blocks, said(NOTE.format(period=period_words(issue.period)), Style.note)), wide=True)


def _columns(plan: Plan, period: Period) -> tuple[Column[Kpi], ...]:
    past, others = (_heads(filter(each, plan.comparators.live()), none) for each, none in _SIDES.items())
    target = {kpi.id: target_in_force(plan, kpi, period) or Target(id="", kpi_id=kpi.id) for kpi in plan.kpis.live()}
    return (
        Column("Ref", lambda kpi: cell(kpi.ref)),
        Column(capital(plan.cover.kpi_word), lambda kpi: cell(kpi.title)),
        Column("Responsible officer", lambda kpi: leads(plan, kpi), NOBODY),
        Column("Frequency", lambda kpi: cell(kpi.frequency), "Not stated"),
        Column(_heading(past), lambda kpi: _compared(filter(_is_own, _comparators(plan, kpi)), past), NONE_GIVEN),
        Column("Latest", lambda kpi: cell(latest_reading(plan, kpi, period).value), "No figure"),
        Column("Latest is for", lambda kpi: cell(reading_period(latest_reading(plan, kpi, period))), "Not stated"),
        Column(f"Since {past[0]}", lambda kpi: _moved(plan, kpi, past, period), "Not compared"),
        Column("Target", lambda kpi: cell(target[kpi.id].value), "No target"),
        Column("Target due", lambda kpi: cell(target[kpi.id].by), "No date"),
        Column(_heading(others), lambda kpi: _compared(filter(_is_other, _comparators(plan, kpi)), others), NONE_GIVEN),
    )


def _is_own(comparator: Comparator) -> bool:
    return comparator.who.casefold() in OWN_PAST


def _is_other(comparator: Comparator) -> bool:
    return not _is_own(comparator)


_SIDES = {_is_own: "outturn", _is_other: "comparator"}
"""The council's own past, and others: each with a word for where nothing is given."""


def _heads(comparators: Iterable[Comparator], none: str) -> Heads:
    """What most of them are; a column says that in its heading, and of the others in the cell."""
    counts = Counter((each.who, each.period) for each in comparators)
    return counts.most_common(1)[0][0] if counts else (none, "")


def _heading(heads: Heads) -> str:
    return capital(" ".join(filter(None, heads)))


def _comparators(plan: Plan, kpi: Kpi) -> Sequence[Comparator]:
    return plan.comparators.where("kpi_id", kpi.id)


def _compared(comparators: Iterable[Comparator], heads: Heads) -> Cell:
    """The values, each that is for another year or of somebody else than the heading says with its own (B37, B38)."""
    lines = []
    for each in comparators:
        own = " ".join(part for part, head in zip((each.who, each.period), heads, strict=True) if part and part != head)
        lines.append(f"{each.value} ({own})" if own and each.value else each.value)
    return cell("\n".join(filter(None, lines)))


def latest_reading(plan: Plan, kpi: Kpi, period: Period) -> Reading:
    """The last reading by the end of the period; else the last for a time that names no year; a blank one else."""
    dated = latest_readings(plan, kpi, period, 1)
    undated = (each for each in plan.readings.where("kpi_id", kpi.id) if not each.period)
    return next(iter((*dated, *undated)), Reading(id="", kpi_id=kpi.id))


def reading_period(reading: Reading) -> str:
    """What a reading is for: as typed where that names no year, blank where it says no more than “latest”."""
    named = named_period(reading.period)
    typed = "" if reading.period_typed.casefold() in NO_PERIOD else reading.period_typed
    return short_label(named) if named else typed


def _moved(plan: Plan, kpi: Kpi, past: Heads, period: Period) -> Cell:
    """How the latest figure compares with the outturn, by the KPI's polarity (B43)."""
    outturn = next((each for each in _comparators(plan, kpi) if (each.who, each.period) == past), None)
    if outturn is None:
        return Cell(())
    before, after = figure_as_read(kpi, outturn.value), figure_as_read(kpi, latest_reading(plan, kpi, period).value)
    if before.figure is None or after.figure is None or before.unit != after.unit or before.qualifiers:
        return Cell(())
    return cell(MOVED.get(polarity_of(kpi).movement(before.figure, after.figure), ""))
