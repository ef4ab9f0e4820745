"""The workbook for the board: a summary, KPIs by section with charts, actions by theme, recommendations, the log."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi
from waymark.domain.text import plain
from waymark.exchange.charts import column_chart
from waymark.exchange.figures import Figures, kpi_figures
from waymark.exchange.files import replacing
from waymark.exchange.papers.wording import period_words
from waymark.exchange.telling import Said, unheard
from waymark.exchange.workbooks.actions import action_tables, log_tables, recommendation_tables
from waymark.exchange.workbooks.content import Table
from waymark.exchange.workbooks.kpis import commentary_on, kpi_tables
from waymark.exchange.workbooks.looks import BOLD, put_number, put_text, set_page
from waymark.exchange.workbooks.names import SheetNames
from waymark.exchange.workbooks.sheets import TableSheet, write_notes, write_table
from waymark.exchange.workbooks.summary import Summary
from waymark.services.reporting import Section

CHART_DATA = "Chart data"
CHART_SIZE = (16.0, 8.0)
"""In centimetres."""
CHART_ROWS, CHART_CHARACTERS, MOST_ACROSS = 18, 90, 3
"""How many rows of the usual height a chart takes, how wide it is in characters, and how many stand side by side."""


def write_workbook(
    plan: Plan, period: Period, target: Path, said: Said = unheard, unfinished: Path | None = None
) -> None:
    """Write the workbook for a period, by way of `unfinished` beside the target.

    Raises Refused, in words, where the target cannot be written; what was there is then unchanged.
    """
    book = _Board(plan, period)
    book.write(said)
    with replacing(target, unfinished) as path:
        book.book.save(path)


def set_properties(book: Workbook, plan: Plan, period: Period, what: str) -> None:
    """What a file says of itself: title, subject, who made it, in which language."""
    book.properties.title = ": ".join(filter(None, (plan.cover.title, f"{what} for {period_words(period)}")))
    book.properties.subject = plan.cover.subtitle or "Improvement plan"
    book.properties.creator = plan.cover.organisation or "Waymark"
    book.properties.language = "en-GB"


class _Board:
    def __init__(self, plan: Plan, period: Period) -> None:
        self.book: Any = Workbook()
        self._plan = plan
        self._period = period
        self._names = SheetNames()
        self._drawn: set[str] = set()
        self._figures: list[tuple[Worksheet, str, Figures]] = []
        # Excel works the counts out when the file is opened: openpyxl writes formulas without their results.
        self.book.calculation.fullCalcOnLoad = True
        set_properties(self.book, plan, period, "workbook")

    def write(self, said: Said) -> None:
        """Everything, the summary last: it counts what the other sheets hold."""
        first = self.book.active
        first.title = self._names.named("Summary")
        data = self._names.named(CHART_DATA)
        said(0.1, "Writing the KPIs")
        kpis = [(table.subject, self._section(section, table)) for section, table in self._kpis()]
        said(0.5, "Writing the actions")
        actions = [self._table(table) for table in action_tables(self._plan, self._period)]
        others = [self._table(table) for table in recommendation_tables(self._plan, self._period)]
        for table in log_tables(self._plan, self._period):
            self._table(table)
        said(0.8, "Drawing the charts")
        self._charts(data)
        summary = Summary(first, self._plan, self._period)
        summary.actions([(sheet.table.subject, sheet) for sheet in actions])
        summary.kpis(kpis)
        summary.recommendations([(sheet.table.subject, sheet) for sheet in others])
        summary.key()

    def _kpis(self) -> Iterator[tuple[Section, Table]]:
        return kpi_tables(self._plan, self._period)

    def _table(self, table: Table) -> TableSheet:
        return write_table(self.book, self._names.named(table.name), table, self._plan, self._plan.cover.marking)

    def _section(self, section: Section, table: Table) -> TableSheet:
        """A section's sheet: below the table what was written of it, and room for the charts of its KPIs."""
        written = self._table(table)
        notes = [(title, plain(text)) for title, text in commentary_on(self._plan, section, self._period)]
        row = write_notes(written.page, written.last + 2, notes)
        figures = [each for kpi in section.kpis if (each := self._figures_of(kpi))]
        if figures:
            put_text(written.page, row, 1, "Charts", BOLD, wrapped=False)
        letters = _chart_columns(written)
        for place, each in enumerate(figures):
            top = row + 1 + place // len(letters) * CHART_ROWS
            self._figures.append((written.page, f"{letters[place % len(letters)]}{top}", each))
        return written

    def _figures_of(self, kpi: Kpi) -> Figures | None:
        """What is to be drawn of a KPI, where it stands first."""
        if kpi.id in self._drawn:
            return None
        self._drawn.add(kpi.id)
        return kpi_figures(self._plan, kpi, self._period)

    def _charts(self, name: str) -> None:
        """The charts in their places, and the figures that they stand on, one below another on a sheet at the end."""
        if not self._figures:
            return
        data = self.book.create_sheet(name)
        data.column_dimensions["A"].width = 26
        set_page(data)
        row = 1
        for page, place, figures in self._figures:
            chart: Any = column_chart(figures, data.title, row)
            chart.width, chart.height = CHART_SIZE
            page.add_chart(chart, place)
            put_text(data, row, 4, figures.title, wrapped=False)
            for line in figures.table():
                _put_line(data, row, line)
                row += 1
            row += 1


def _chart_columns(written: TableSheet) -> list[str]:
    """The columns in which charts begin that stand side by side, as many as the table is wide."""
    widths = [*accumulate((column.width for column in written.table.columns), initial=0.0)]
    begins = (charts * CHART_CHARACTERS for charts in range(MOST_ACROSS))
    places = (next((place for place, width in enumerate(widths) if width >= begin), None) for begin in begins)
    return [get_column_letter(place + 1) for place in places if place is not None]


def _put_line(page: Worksheet, row: int, line: tuple[str | float | None, ...]) -> None:
    for place, value in enumerate(line, 1):
        if isinstance(value, str):
            put_text(page, row, place, value, wrapped=False)
        elif value is not None:
            put_number(page, row, place, value)
