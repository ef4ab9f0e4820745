"""The sheets of KPIs: a table for each section, with its months as columns, as performance reports have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile

from waymark.domain.assignment import leads_text
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi, Target
from waymark.exchange.papers.wording import capital, period_words, plural, title_words
from waymark.exchange.workbooks.content import Cell, Column, Table, column, figure_cell
from waymark.services.commentary import KINDS, is_of, written
from waymark.services.overview import NOT_RATED
from waymark.services.ratings import Rated, figure_as_read, rate
from waymark.services.reporting import (
    Section,
    months_to,
    own_period,
    polarity_of,
    reading_in,
    sections,
    target_in_force,
    undated_reading,
)
from waymark.services.series import undated_labels

MONTHS_SHOWN = 12
NO_FIGURE, NO_PERIOD = "[x]", "[z]"
"""Why a month is empty: no figure is held, or no period of the KPI ends there (marks of the statistical offices)."""
RATING_NOW, RATING_BEFORE, NOTE = "Rating now", "Rating last period", "Note"


def kpi_tables(plan: Plan, period: Period) -> Iterator[tuple[Section, Table]]:
    """The sections in the plan's order, each with its table; a KPI in several stands in each."""
    for section in sections(plan):
        yield section, _table(plan, section, tuple(dict.fromkeys(section.kpis)), period)


def commentary_on(plan: Plan, section: Section, period: Period) -> Iterator[tuple[str, str]]:
    """What was written of a section for the month: a heading and a text each."""
    for kind, title in KINDS.items():
        for each in (each for each in written(plan, kind, period) if is_of(each, section)):
            about = ", ".join(kpi.ref or kpi.title for kpi in plan.linked(each.id, Kpi))
            yield f"{title}: {about}" if about else title, each.text


def _table(plan: Plan, section: Section, kpis: Sequence[Kpi], period: Period) -> Table:
    word, title = plan.cover.kpi_word, title_words(section.title)
    assessed = [rate(plan, kpi, period) for kpi in kpis]
    targets = [target_in_force(plan, kpi, period) for kpi in kpis]
    columns = (
        column("Ref", 9, [kpi.ref for kpi in kpis], "None"),
        column(capital(word), 36, [kpi.title for kpi in kpis]),
        column("Which way is better", 11, [polarity_of(kpi).words for kpi in kpis], "Not stated"),
        *_undated(plan, kpis),
        *_months(plan, kpis, period),
        Column("Target", 10, tuple(_target(kpi, each) for kpi, each in zip(kpis, targets, strict=True)), "No target"),
        column("Target due", 11, [each.by if each else "" for each in targets], "No date"),
        column(RATING_NOW, 12, [_word(each.stands) for each in assessed], NOT_RATED, "kpi"),
        column(RATING_BEFORE, 12, [_word(each.previous) for each in assessed], NOT_RATED, "kpi"),
        column("Owner", 20, [leads_text(plan, kpi.id) for kpi in kpis], "None named"),
        column("How it is rated", 28, [kpi.rule for kpi in kpis], "Not stated"),
        column(NOTE, 28, [kpi.note for kpi in kpis], "None"),
    )
    description = f"A row for each {word}: its figures to {period_words(period)}, its target and its ratings."
    name = f"{plural(word)} {title}"
    return Table(name, title, f"{capital(plural(word))}: {title}, {period_words(period)}", description, columns)


def _months(plan: Plan, kpis: Sequence[Kpi], period: Period) -> Iterator[Column]:
    """From the first month with a figure on."""
    months = dropwhile(
        lambda month: not any(reading_in(plan, kpi, month) for kpi in kpis), months_to(period, MONTHS_SHOWN)
    )
    for month in months:
        yield Column(month.label, 9, tuple(_figure(plan, kpi, month) for kpi in kpis), figures=True)


def _figure(plan: Plan, kpi: Kpi, month: Period) -> Cell:
    reading = reading_in(plan, kpi, month)
    empty = NO_FIGURE if own_period(kpi, month) else NO_PERIOD
    return figure_cell(figure_as_read(kpi, reading.value), empty) if reading else Cell(empty=empty)


def _target(kpi: Kpi, target: Target | None) -> Cell:
    return figure_cell(figure_as_read(kpi, target.value), "") if target else Cell()


def _undated(plan: Plan, kpis: Sequence[Kpi]) -> Iterator[Column]:
    labels = undated_labels(reading for kpi in kpis for reading in plan.readings.where("kpi_id", kpi.id))
    for label in labels:
        cells = (Cell(undated_reading(plan, kpi, label), empty=NO_FIGURE) for kpi in kpis)
        yield Column(f"{label} (no year)", 11, tuple(cells), figures=True)


def _word(rated: Rated) -> str:
    return rated.word
