"""The readings page: a KPI a row, a month a column, with what each figure means for the period reported on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi, Row
from waymark.domain.value import ValueState, parse_value
from waymark.services.cells import Field
from waymark.services.overview import all_kpis, is_missing, latest_rating
from waymark.services.reporting import frequency_of, months_to, own_period, reading_in
from waymark.services.travel import latest_figures, latest_readings, travel
from waymark_ui.grid.columns import PLAIN, Column, Kind, Look
from waymark_ui.pages.grid_page import GridPage
from waymark_ui.pages.kpis import KpiLines
from waymark_ui.pages.sheet import rating_look
from waymark_ui.session import Session

MONTHS_SHOWN = 13
"""A month and the same month of the year before, with all between."""
FIGURES_DRAWN = 24
MISSING = "Missing"


class ReadingsSheet(KpiLines):
    """The figures of the months to the period reported on."""

    name = "readings"

    def own_columns(self, plan: Plan, period: Period) -> Sequence[Column]:
        return _columns(plan.cover.kpi_word, period, MONTHS_SHOWN)


class ReadingsPage(GridPage):
    """The readings; its count is how many figures are missing for the period."""

    name = "readings"
    title = "Readings"
    icon = "readings"
    belongs: ClassVar[str] = (
        "The figures of the KPIs stand here, a column a month. Insert the first KPI, or add KPIs on the KPIs page or "
        "from a tracker; then paste their figures from Excel."
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, ReadingsSheet(), parent)

    def opens_at(self) -> str:
        return self.session.period.key

    def count(self) -> int:
        _, missing = all_kpis(self.session.plan, self.session.period).counts
        return len(missing)


@lru_cache(maxsize=2)
def _columns(kpi_word: str, last: Period, months: int) -> Sequence[Column]:
    """The same ones for as long as they are the same: grids compare them after every change."""
    return (
        Column("ref", "Ref", Field("ref"), Kind.ref, 8, frozen=True),
        Column("title", kpi_word, Field("title"), Kind.long_text, 30, frozen=True),
        Column("target", "Target", Field("target"), Kind.value, 8),
        Column("better_when", "Better when", Field("better_when"), width=16, editable=False),
        *map(_month_column, months_to(last, months)),
        Column("trend", "Trend", Field("trend"), Kind.sparkline, 16, False, shows=_words, figures=_figures),
        Column("travel", "Direction", Field("travel"), width=12, editable=False, shows=_way, looks=_way_look),
        Column("rating", "Rating", Field("rating"), Kind.rating, 14, False, shows=_rating, looks=_rating_look),
        Column("standing", MISSING, Field("standing"), width=10, editable=False, shows=_standing),
    )


def _month_column(month: Period) -> Column:
    return Column(
        month.key,
        month.label,
        Field("reading", month),
        Kind.value,
        10,
        looks=partial(_month_look, month),
        describes=f"Readings for {month.label}, and for longer periods that end with it.",
    )


def _month_look(month: Period, plan: Plan, row: Row, period: Period) -> Look:
    if not isinstance(row, Kpi):
        return PLAIN
    reading, own = reading_in(plan, row, month), own_period(row, month)
    if reading is None and own is None:
        return Look(why=f"Reported {frequency_of(row).words}: no figure ends in {month.label}.", shaded=True)
    rating = rating_look(latest_rating(plan, row, period)) if _is_latest(row, month, period) else PLAIN
    if reading is None and own is not None:
        awaited = bool(latest_readings(plan, row, month, 1))
        why = f"No figure for {own.label}. {rating.why}".strip()
        return replace(rating, mark="○" if awaited else "", why=why)
    return rating if rating.why or reading is None else _look_of_figure(reading.value)


def _is_latest(kpi: Kpi, month: Period, period: Period) -> bool:
    """Whether no period of the KPI's own ended since: the rating of Q2 still counts in November."""
    while month < period:
        month = month.next()
        if own_period(kpi, month):
            return False
    return True


@lru_cache(maxsize=4096)
def _look_of_figure(typed: str) -> Look:
    """Why a reading is no figure, in words."""
    value = parse_value(typed)
    if value.figure is not None:
        return PLAIN
    if value.state is ValueState.text:
        return Look(why="Kept as typed: not a figure.")
    return Look(why=f"{value.state.value.capitalize()}.")


def _figures(plan: Plan, row: Row, period: Period) -> Sequence[float | None]:
    return latest_figures(plan, row, period, FIGURES_DRAWN) if isinstance(row, Kpi) else ()


def _words(plan: Plan, row: Row, period: Period) -> str:
    """What the sparkline shows, for who cannot see it."""
    figures = [figure for figure in _figures(plan, row, period) if figure is not None]
    if len(figures) < 2:
        return ""
    return f"{len(figures)} figures, from {figures[0]:g} to {figures[-1]:g}"


def _way(plan: Plan, row: Row, period: Period) -> str:
    return travel(plan, row, period).word if isinstance(row, Kpi) else ""


def _way_look(plan: Plan, row: Row, period: Period) -> Look:
    way = travel(plan, row, period) if isinstance(row, Kpi) else None
    return Look(mark=way.sign, why=way.why) if way else PLAIN


def _rating(plan: Plan, row: Row, period: Period) -> str:
    return latest_rating(plan, row, period).word if isinstance(row, Kpi) else ""


def _rating_look(plan: Plan, row: Row, period: Period) -> Look:
    return rating_look(latest_rating(plan, row, period)) if isinstance(row, Kpi) else PLAIN


def _standing(plan: Plan, row: Row, period: Period) -> str:
    return MISSING if isinstance(row, Kpi) and is_missing(plan, row, period) else ""
