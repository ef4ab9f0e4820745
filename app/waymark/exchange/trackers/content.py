"""What the cells of a tracker show of a plan: the same texts whether one is being written or compared with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi, Row
from waymark.exchange.trackers.layout import ACTIONS, READINGS, UPDATES, Column, Sheet, as_cell
from waymark.services import cells
from waymark.services.ordering import action_groups, actions_of, kpi_places
from waymark.services.reporting import reading_in, undated_reading
from waymark.services.returns import to_be_told
from waymark.services.series import undated_labels

FEWEST_MONTHS = 3


def rows_of(plan: Plan, sheet: Sheet, period: Period, lead: str = "") -> tuple[Row, ...]:
    """The rows of a sheet for a period in the plan's order, all or those of one lead (an officer's id).

    Actions stand by theme and objective, KPIs by section and each once; updates are asked of what is to be reported on.
    """
    rows = _everything(plan, sheet, period)
    if not lead:
        return rows
    led = {link.from_id for link in plan.links.where("to_id", lead)}
    return tuple(row for row in rows if row.id in led)


def columns_of(plan: Plan, sheet: Sheet, period: Period, rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns of a sheet of those rows as it goes out.

    Of the months, those from the first figure on, and never fewer than three: three hold the end of a quarter,
    whichever month is reported on.
    """
    kpis = [row for row in rows if isinstance(row, Kpi)]
    readings = (reading for kpi in kpis for reading in plan.readings.where("kpi_id", kpi.id))
    columns = tuple(sheet.headed(period, undated_labels(readings)))
    months = [column.month for column in columns if column.month]
    empty = takewhile(lambda month: not any(reading_in(plan, kpi, month) for kpi in kpis), months[:-FEWEST_MONTHS])
    left_out = frozenset(empty)
    return tuple(column for column in columns if column.month not in left_out)


def shown(plan: Plan, row: Row, column: Column, period: Period) -> str:
    """What a tracker for that period shows of a row in one column; a text too long for Excel is cut, with a note."""
    if column.undated:
        return as_cell(undated_reading(plan, row, column.undated) if isinstance(row, Kpi) else "")
    return as_cell(cells.shown(plan, row, column.cell, period))


def _everything(plan: Plan, sheet: Sheet, period: Period) -> tuple[Row, ...]:
    if sheet == UPDATES:
        return to_be_told(plan, period)
    if sheet.kinds == READINGS.kinds:
        return tuple(place.kpi for place in kpi_places(plan))
    return actions_of(action_groups(plan)) if sheet.kinds == ACTIONS.kinds else plan.recommendations.live()
