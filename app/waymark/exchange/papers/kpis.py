"""The KPI part of a board paper: tables by section, comparisons, charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Comparator, Kpi, Target
from waymark.exchange.figures import Figures, kpi_figures, undated_labels
from waymark.exchange.papers.content import Block, Cell, Chart, Heading, Section, Style, cell, said
from waymark.exchange.papers.wording import capital, data_table, period_words, plural, rating_cell
from waymark.services.ratings import Rated, rated
from waymark.services.reporting import Section as Group
from waymark.services.reporting import months_to, own_period, polarity_of, reading_in, sections, target_in_force

MONTHS_SHOWN = 12
READINGS_NOTE = (
    "Figures are as reported; an empty cell in a month means that no figure is held for it. "
    "A figure for a quarter, a half or a whole year stands in the month in which it ends."
)


def kpi_tables(plan: Plan, period: Period) -> Section:
    """The tables by section, on wide pages."""
    word, groups = plan.cover.kpi_word, sections(plan)
    heading = Heading(capital(plural(word)), 2)
    if not groups:
        return Section((heading, said(f"The plan has no {plural(word)}.")))
    tables = [block for group in groups for block in _tables(plan, group, period)]
    return Section((heading, *tables, said(READINGS_NOTE, Style.note)), wide=True)


def kpi_charts(plan: Plan, period: Period) -> Iterator[Block]:
    """A chart of every KPI that has figures to draw, by section; one that stands in several is drawn in the first."""
    if not plan.kpis.live():
        return
    word, numbers = plan.cover.kpi_word, count(1)
    drawn: set[str] = set()
    yield Heading(f"{capital(word)} charts", 2)
    yield said(f"There is a chart of every {word} with two figures or more.")
    for group in sections(plan):
        figures = {kpi: kpi_figures(plan, kpi, period) for kpi in group.kpis if kpi.id not in drawn}
        charted = {kpi: each for kpi, each in figures.items() if each}
        drawn.update(kpi.id for kpi in charted)
        if charted:
            yield Heading(group.title, 3)
        for kpi, each in charted.items():
            yield Chart(said(_chart_caption(kpi, word, each, next(numbers)), Style.caption), each)
    if not drawn:
        yield said("There is none yet.")


def latest_rating(plan: Plan, kpi: Kpi, period: Period) -> Rated:
    """The KPI's rating for the period, else for the last of its own periods to end by then: Q2 in November."""
    own = rated(plan, kpi, period)
    if own.word:
        return own
    ended = next((month for month in reversed(months_to(period, MONTHS_SHOWN)) if own_period(kpi, month)), period)
    return rated(plan, kpi, ended)


def _tables(plan: Plan, group: Group, period: Period) -> Iterator[Block]:
    yield Heading(group.title, 3)
    kpis = tuple(dict.fromkeys(group.kpis))
    months = _months(plan, kpis, period)
    undated = undated_labels(reading for kpi in kpis for reading in plan.readings.where("kpi_id", kpi.id))
    columns = {
        "Ref": [cell(kpi.ref) for kpi in kpis],
        capital(plan.cover.kpi_word): [cell(kpi.title) for kpi in kpis],
        "Which way is better": [cell(capital(polarity_of(kpi).words) or "Not stated") for kpi in kpis],
        **{capital(label): [_undated_cell(plan, kpi, label) for kpi in kpis] for label in undated},
        **{month.label: [_month_cell(plan, kpi, month) for kpi in kpis] for month in months},
        "Target": [_target_cell(target_in_force(plan, kpi, period)) for kpi in kpis],
        "Rating": [rating_cell(latest_rating(plan, kpi, period)) for kpi in kpis],
    }
    words = plural(plan.cover.kpi_word)
    description = (
        f"A row for each of the {words} of {group.title}: readings to {period_words(period)}, target and rating."
    )
    yield data_table(f"{capital(words)}: {group.title}", description, columns)
    if not months and not undated:
        yield said(f"No figures have been reported in the {MONTHS_SHOWN} months to {period_words(period)}.", Style.note)
    yield from _comparisons(plan, group, kpis)


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
    return cell(reading.value if reading else "")


def _undated_cell(plan: Plan, kpi: Kpi, label: str) -> Cell:
    readings = plan.readings.where("kpi_id", kpi.id)
    return cell("\n".join(each.value for each in readings if not each.period and each.period_typed == label))


def _target_cell(target: Target | None) -> Cell:
    if target is None or not target.value:
        return cell("No target")
    return cell(f"{target.value} by {target.by}" if target.by else target.value)


def _comparisons(plan: Plan, group: Group, kpis: Sequence[Kpi]) -> Iterator[Block]:
    found = {kpi: plan.comparators.where("kpi_id", kpi.id) for kpi in kpis}
    headings = dict.fromkeys(_comparison(each) for compared in found.values() for each in compared)
    if not headings:
        return
    yield Heading(f"{capital(group.title)}: comparisons", 4)
    rows = [kpi for kpi in kpis if found[kpi]]
    columns = {
        "Ref": [cell(kpi.ref) for kpi in rows],
        capital(plan.cover.kpi_word): [cell(kpi.title) for kpi in rows],
        **{heading: [_compared(found[kpi], heading) for kpi in rows] for heading in headings},
    }
    description = f"What the {plural(plan.cover.kpi_word)} of {group.title} are compared with."
    yield data_table(f"Comparisons: {group.title}", description, columns)


def _comparison(comparator: Comparator) -> str:
    return capital(f"{comparator.who} {comparator.period}".strip())


def _compared(comparators: Sequence[Comparator], heading: str) -> Cell:
    values = [each.value for each in comparators if _comparison(each) == heading]
    return cell("\n".join(values) or "None given")


def _chart_caption(kpi: Kpi, word: str, figures: Figures, number: int) -> str:
    last = figures.last
    target = f"target {last.target}" if last.target else "no target"
    name = f"{capital(word)} {kpi.ref}" if kpi.ref else kpi.title
    return f"Figure {number}. {name}: {last.reading} in {last.label}, {target}. {figures.good}".strip()
