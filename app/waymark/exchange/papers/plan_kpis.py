"""The KPI tables of an improvement plan: who answers for each, how it has stood, and what it is to reach by when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

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
NOTE = (
    "Latest is the last figure reported by the end of {period}; for when it is stands beside it. "
    "Direction of travel is how it compares with the first of the earlier figures of our own beside it."
)
MOVED = {Movement.better: "Better", Movement.worse: "Worse", Movement.same: "No change"}


def planned_kpis(plan: Plan, issue: Issue) -> Iterator[Section]:
    """The tables by section, on wide pages; nothing where the plan has no KPIs."""
    blocks: list[Block] = []
    for group in sections(plan):
        title, words, kpis = title_words(group.title), plural(plan.cover.kpi_word), tuple(dict.fromkeys(group.kpis))
        description = f"A row for each of the {words} of {title}: how it stands, and what it is to reach by when."
        columns = _columns(plan, issue.period, kpis)
        table = data_table(f"{capital(words)}: {title}", description, filled(columns, kpis))
        blocks += [Heading(title, 3), table]
    if blocks:
        yield Section((*blocks, said(NOTE.format(period=period_words(issue.period)), Style.note)), wide=True)


def _columns(plan: Plan, period: Period, kpis: Sequence[Kpi]) -> tuple[Column[Kpi], ...]:
    """The columns of a section: those that any KPI of the plan has something in, and its own comparisons."""
    every = plan.kpis.live()
    target = {kpi.id: target_in_force(plan, kpi, period) or Target(id="", kpi_id=kpi.id) for kpi in every}
    counts = Counter((each.who, each.period) for kpi in kpis for each in _comparators(plan, kpi))
    compared = [heads for heads, _ in counts.most_common()]
    past = [heads for heads in compared if heads[0].casefold() in OWN_PAST]
    named: tuple[Column[Kpi], ...] = (
        Column("Ref", lambda kpi: cell(kpi.ref)),
        Column(capital(plan.cover.kpi_word), lambda kpi: cell(kpi.title)),
        Column("Responsible officer", lambda kpi: leads(plan, kpi), NOBODY),
        Column("Frequency", lambda kpi: cell(kpi.frequency), "Not stated"),
    )
    standing: tuple[Column[Kpi], ...] = (
        Column("Latest", lambda kpi: cell(latest_reading(plan, kpi, period).value), "No figure"),
        Column("Latest is for", lambda kpi: cell(reading_period(latest_reading(plan, kpi, period))), "Not stated"),
        *(_moved_since(plan, heads, period) for heads in past[:1]),
    )
    aims: tuple[Column[Kpi], ...] = (
        Column("Target", lambda kpi: cell(target[kpi.id].value), "No target"),
        Column("Target due", lambda kpi: cell(target[kpi.id].by), "No date"),
    )
    return (
        *used(named, every),
        *(_comparison(plan, heads) for heads in past),
        *used(standing, every),
        *used(aims, every),
        *(_comparison(plan, heads) for heads in compared if heads not in past),
    )


def _comparison(plan: Plan, heads: Heads) -> Column[Kpi]:
    """One comparison in a column of its own, so that each year stands in a heading (B37, B38)."""
    return Column(capital(" ".join(filter(None, heads))), lambda kpi: _compared(plan, kpi, heads), NONE_GIVEN)


def _compared(plan: Plan, kpi: Kpi, heads: Heads) -> Cell:
    values = (each.value for each in _comparators(plan, kpi) if (each.who, each.period) == heads)
    return cell("\n".join(filter(None, values)))


def _moved_since(plan: Plan, past: Heads, period: Period) -> Column[Kpi]:
    return Column("Direction of travel", lambda kpi: _moved(plan, kpi, past, period), "Not compared")


def _comparators(plan: Plan, kpi: Kpi) -> Sequence[Comparator]:
    return plan.comparators.where("kpi_id", kpi.id)


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
