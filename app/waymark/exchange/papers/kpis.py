"""The figures of KPIs: tables of months by section, comparisons, and what else is to be known of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi, Target
from waymark.exchange.papers.columns import Column, filled, used
from waymark.exchange.papers.content import Block, Cell, Heading, Section, Style, cell, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.wording import (
    NOBODY,
    capital,
    data_table,
    figure_words,
    leads,
    listed,
    period_words,
    plural,
    rating_cell,
    title_words,
)
from waymark.services.overview import NOT_RATED, latest_rating
from waymark.services.reporting import Section as Group
from waymark.services.reporting import (
    months_to,
    own_period,
    polarity_of,
    reading_in,
    sections,
    target_in_force,
    undated_reading,
)
from waymark.services.schemes import scheme_for
from waymark.services.series import undated_labels

MONTHS_SHOWN = 12
TOLD = {"Owner": "owners", "Compared with": "comparisons", "How it is rated": "rating rules", "Note": "notes"}
"""What a heading calls the columns below it."""
READINGS_NOTE = (
    "Figures are as reported; an empty cell in a month means that no figure is held for it. "
    "A figure for a quarter, a half or a whole year stands in the month in which it ends."
)


def performance_tables(plan: Plan, issue: Issue) -> Iterator[Section]:
    """The tables of months by section, on wide pages; nothing where the plan has no KPIs."""
    columns = MonthColumns(plan, issue.period)
    tables = [block for group in sections(plan) for block in _section(plan, group, columns, issue.period)]
    if tables:
        yield Section((*tables, said(READINGS_NOTE, Style.note)), wide=True)


def _section(plan: Plan, group: Group, columns: MonthColumns, period: Period) -> Iterator[Block]:
    yield Heading(title_words(group.title), 3)
    yield from month_table(plan, group, columns, period)


class MonthColumns:
    """The columns on either side of the figures, as far as any KPI of the plan has something in them."""

    def __init__(self, plan: Plan, period: Period) -> None:
        kpis = plan.kpis.live()
        ratings = {kpi.id: rating_cell(latest_rating(plan, kpi, period)) for kpi in kpis}
        before: tuple[Column[Kpi], ...] = (
            Column("Ref", lambda kpi: cell(kpi.ref)),
            Column(capital(plan.cover.kpi_word), lambda kpi: cell(kpi.title)),
            Column("Which way is better", lambda kpi: cell(capital(polarity_of(kpi).words)), "Not stated"),
        )
        behind: tuple[Column[Kpi], ...] = (
            Column("Target", lambda kpi: _target_cell(target_in_force(plan, kpi, period)), "No target"),
            # In a plan that has ratings, that nothing is rated yet tells something too.
            Column("Rating", lambda kpi: ratings[kpi.id], NOT_RATED, kept=scheme_for(plan, "kpi") is not None),
        )
        self.before, self.behind = used(before, kpis), used(behind, kpis)


def month_table(plan: Plan, group: Group, columns: MonthColumns, period: Period) -> Iterator[Block]:
    """A section's figures of up to twelve months, with target and rating."""
    title, words = title_words(group.title), plural(plan.cover.kpi_word)
    kpis = tuple(dict.fromkeys(group.kpis))
    months = _months(plan, kpis, period)
    undated = undated_labels(reading for kpi in kpis for reading in plan.readings.where("kpi_id", kpi.id))
    cells = {
        **filled(columns.before, kpis),
        **{capital(label): [cell(undated_reading(plan, kpi, label)) for kpi in kpis] for label in undated},
        **{month.label: [_month_cell(plan, kpi, month) for kpi in kpis] for month in months},
        **filled(columns.behind, kpis),
    }
    description = f"A row for each of the {words} of {title}: readings to {period_words(period)}, target and rating."
    yield data_table(f"{capital(words)}: {title}", description, cells)
    if not months and not undated and plan.readings.live():
        yield said(f"No figures have been reported in the {MONTHS_SHOWN} months to {period_words(period)}.", Style.note)


def _months(plan: Plan, kpis: Sequence[Kpi], period: Period) -> list[Period]:
    """The months in which anything of these KPIs belongs, from the first with a reading on."""
    shown: list[Period] = []
    for month in months_to(period, MONTHS_SHOWN):
        is_read = any(reading_in(plan, kpi, month) for kpi in kpis)
        if is_read or (shown and any(own_period(kpi, month) for kpi in kpis)):
            shown.append(month)
    return shown


def _month_cell(plan: Plan, kpi: Kpi, month: Period) -> Cell:
    reading = reading_in(plan, kpi, month)
    return cell(figure_words(kpi, reading.value) if reading else "")


def _target_cell(target: Target | None) -> Cell:
    if target is None or not target.value:
        return Cell(())
    return cell(f"{target.value} by {target.by}" if target.by else target.value)


def background(plan: Plan, title: str, kpis: Sequence[Kpi]) -> Iterator[Block]:
    """Who owns the KPIs, what they are compared with, how they are rated, and what is to be known of them."""
    columns: tuple[Column[Kpi], ...] = (
        Column("Owner", lambda kpi: leads(plan, kpi), NOBODY),
        Column("Compared with", lambda kpi: _compared(plan, kpi), "Nothing given"),
        Column("How it is rated", lambda kpi: cell(kpi.rule), "Not stated"),
        Column("Note", lambda kpi: cell(kpi.note), "None"),
    )
    columns, rows = used(columns, kpis), [kpi for kpi in kpis if any(each.show(kpi).content for each in columns)]
    if not rows:
        return
    yield Heading(f"{capital(title)}: {listed([TOLD[column.heading] for column in columns])}", 4)
    named: tuple[Column[Kpi], ...] = (
        Column("Ref", lambda kpi: cell(kpi.ref)),
        Column(capital(plan.cover.kpi_word), lambda kpi: cell(kpi.title)),
    )
    description = f"What else is to be known of the {plural(plan.cover.kpi_word)} of {title}."
    yield data_table(f"Background: {title}", description, filled((*named, *columns), rows))


def _compared(plan: Plan, kpi: Kpi) -> Cell:
    """Each value with whose it is and its year (B38), a line each."""
    given = [each for each in plan.comparators.where("kpi_id", kpi.id) if each.value]
    return cell("\n".join(f"{capital(f'{each.who} {each.period}'.strip())}: {each.value}" for each in given))
