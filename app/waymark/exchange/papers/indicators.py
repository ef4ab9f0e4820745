"""The indicators of a board paper: all in one list with their ratings then and now, and each section by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi
from waymark.exchange.figures import Figures, kpi_figures
from waymark.exchange.papers.columns import Column, filled, used
from waymark.exchange.papers.content import Block, Cell, Chart, Heading, Section, Style, cell, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.kpis import READINGS_NOTE, MonthColumns, background, month_table
from waymark.exchange.papers.narrative import told, told_elsewhere
from waymark.exchange.papers.wording import (
    capital,
    data_table,
    figure_words,
    listed,
    period_words,
    plural,
    rating_cell,
    short_label,
    title_words,
)
from waymark.services.checks.finding import Finding
from waymark.services.checks.review import found_by
from waymark.services.overview import NOT_RATED, latest_rating
from waymark.services.ratings import Assessment, figure_as_read, rate
from waymark.services.reporting import Section as Group
from waymark.services.reporting import reading_in, sections

UNTOLD = "red_section_untold"
"""The check that finds a section in which something is Red and of which no next steps are told."""


def indicator_list(plan: Plan, issue: Issue) -> Iterator[Section]:
    """Every KPI in a row, with its section; nothing where the plan has none."""
    kpis, period = plan.kpis.live(), issue.period
    if not kpis:
        return
    placed = [(title_words(group.title), kpi) for group in sections(plan) for kpi in dict.fromkeys(group.kpis)]
    rows = [kpi for _, kpi in placed]
    assessed = {kpi.id: rate(plan, kpi, period) for kpi in kpis}
    columns = {
        "Section": [cell(title) for title, _ in placed],
        **filled(used(_list_columns(plan, period, assessed), rows), rows),
    }
    words = plural(plan.cover.kpi_word)
    description = f"A row for each of the {words}, with its rating for the last period and for {period_words(period)}."
    note = "The last period is the month, quarter or year before, by each one’s own calendar."
    yield Section(
        (data_table(f"{capital(words)} and their ratings", description, columns), said(note, Style.note)), wide=True
    )


def indicator_sections(plan: Plan, issue: Issue) -> Iterator[Section]:
    """Each section on wide pages: its figures, its charts, and what is done and comes next."""
    columns, drawn = MonthColumns(plan, issue.period), set[str]()
    untold = found_by(UNTOLD, plan, issue.period)
    for group in sections(plan):
        charts = {kpi: each for kpi, each in _drawn(plan, group, issue.period) if kpi.id not in drawn}
        drawn.update(kpi.id for kpi in charts)
        blocks = (
            *_figures(plan, group, columns, issue.period),
            said(READINGS_NOTE, Style.note),
            *(_chart(plan, kpi, each, issue.period) for kpi, each in charts.items()),
            *told(plan, group, issue.period),
            *(said(_untold(each)) for each in untold if _is_in(each, group)),
        )
        yield Section(blocks, wide=True)
    if elsewhere := (*told_elsewhere(plan, issue.period),):
        yield Section(elsewhere, wide=True)


def _list_columns(plan: Plan, period: Period, assessed: Mapping[str, Assessment]) -> tuple[Column[Kpi], ...]:
    return (
        Column("Ref", lambda kpi: cell(kpi.ref)),
        Column(capital(plan.cover.kpi_word), lambda kpi: cell(kpi.title)),
        Column("Figure now", lambda kpi: _figure(plan, kpi, assessed[kpi.id].period), "None"),
        Column("Since the figure before", lambda kpi: _moved(plan, kpi, assessed[kpi.id]), "Not compared"),
        Column("Rating last period", lambda kpi: rating_cell(assessed[kpi.id].previous), NOT_RATED),
        Column("Rating now", lambda kpi: rating_cell(assessed[kpi.id].stands), NOT_RATED),
    )


def _moved(plan: Plan, kpi: Kpi, assessment: Assessment) -> Cell:
    """How the figure shown compares with the one before it; nothing where there is no figure, whatever came before."""
    reading = reading_in(plan, kpi, assessment.period)
    is_figure = reading is not None and figure_as_read(kpi, reading.value).figure is not None
    return cell(capital(assessment.travel.words)) if is_figure else Cell(())


def _figure(plan: Plan, kpi: Kpi, period: Period) -> Cell:
    """The figure that is rated, and the period that it is for."""
    reading = reading_in(plan, kpi, period)
    return (
        cell(f"{figure_words(kpi, reading.value)}\n{short_label(period)}")
        if reading and reading.value.strip()
        else Cell(())
    )


def _figures(plan: Plan, group: Group, columns: MonthColumns, period: Period) -> Iterator[Block]:
    title, kpis = title_words(group.title), tuple(dict.fromkeys(group.kpis))
    yield Heading(title, 3)
    yield from month_table(plan, group, columns, period)
    yield from background(plan, title, kpis)


def _drawn(plan: Plan, group: Group, period: Period) -> Iterator[tuple[Kpi, Figures]]:
    """What is to be drawn of a section; of a KPI with one figure or none there is nothing."""
    for kpi in dict.fromkeys(group.kpis):
        if figures := kpi_figures(plan, kpi, period):
            yield kpi, figures


def _chart(plan: Plan, kpi: Kpi, figures: Figures, period: Period) -> Chart:
    last, rated = figures.last, latest_rating(plan, kpi, period)
    target = f"target {last.target}" if last.target else "no target"
    name = f"{capital(plan.cover.kpi_word)} {kpi.ref}" if kpi.ref else kpi.title
    rating = f"Rating: {rated.word}{', undated' if rated.undated else ''}." if rated.word else ""
    told = (f"{name}: {last.reading} in {last.label}, {target}.", figures.good, rating)
    return Chart(said(" ".join(filter(None, told)), Style.caption), figures)


def _is_in(finding: Finding, group: Group) -> bool:
    return any(finding.owner_id == each.id for each in (*filter(None, [group.theme]), *group.kpis))


def _untold(finding: Finding) -> str:
    """The finding in the words of a paper: its section stands above it."""
    _, kinds, *refs = finding.about.split(" | ")
    rating = finding.sentence.rstrip(".").rpartition(" is " if len(refs) == 1 else " are ")[2]
    return f"No {kinds} were written for {listed(refs)}, which {'is' if len(refs) == 1 else 'are'} {rating}."
