"""What the cells of a tracker show of a plan: the same texts whether one is being written or compared with."""

from __future__ import annotations

from itertools import takewhile

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi, Row
from waymark.exchange.figures import undated_labels
from waymark.exchange.trackers.layout import ACTIONS, READINGS, Column, Sheet, as_cell
from waymark.services import cells
from waymark.services.reporting import reading_in, sections, undated_reading

FEWEST_MONTHS = 3


def rows_of(plan: Plan, sheet: Sheet) -> tuple[Row, ...]:
    """The rows of a sheet in the plan's order: actions by theme and objective, KPIs by section and each once."""
    if sheet is READINGS:
        found = {kpi.id: kpi for section in sections(plan) for kpi in section.kpis}
        return tuple(found.values())
    if sheet is not ACTIONS:
        return plan.table(sheet.kind).live()
    themes = {theme.id: place for place, theme in enumerate(plan.themes.live())}
    objectives = {objective.id: place for place, objective in enumerate(plan.objectives.live())}

    def place(action: Action) -> tuple[int, int]:
        theme, objective = action.theme_id or "", action.objective_id or ""
        return themes.get(theme, len(themes)), objectives.get(objective, len(objectives))

    return tuple(sorted(plan.actions.live(), key=place))


def columns_of(plan: Plan, sheet: Sheet, period: Period) -> tuple[Column, ...]:
    """The columns of a sheet as it goes out: of the months, those from the first figure on, and never fewer than three.

    Three hold the end of a quarter, whichever month is reported on.
    """
    columns = tuple(sheet.headed(period, undated_labels(plan.readings.live())))
    months = [column.month for column in columns if column.month]
    kpis = plan.kpis.live()
    empty = takewhile(lambda month: not any(reading_in(plan, kpi, month) for kpi in kpis), months[:-FEWEST_MONTHS])
    left_out = frozenset(empty)
    return tuple(column for column in columns if column.month not in left_out)


def shown(plan: Plan, row: Row, column: Column, period: Period) -> str:
    """What a tracker for that period shows of a row in one column; a text too long for Excel is cut, with a note."""
    if column.undated:
        return as_cell(undated_reading(plan, row, column.undated) if isinstance(row, Kpi) else "")
    return as_cell(cells.shown(plan, row, column.cell, period))
