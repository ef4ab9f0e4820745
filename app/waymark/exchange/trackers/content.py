"""What the cells of a tracker show of a plan: the same texts whether one is being written or compared with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from waymark.domain.assignment import kpis_text, leads_text
from waymark.domain.errors import NotUnderstood
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.polarity import parse_polarity
from waymark.domain.rows import Action, Kpi, Recommendation, Row, Theme, Update
from waymark.exchange.trackers.layout import ACTIONS, READINGS, Column, Sheet, as_cell
from waymark.services.ratings import judgement_in
from waymark.services.reporting import reading_in, sections, target_in_force

Show = Callable[[Plan, Row, Period], str]


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


def shown(plan: Plan, row: Row, column: Column, period: Period) -> str:
    """What a tracker for that period shows of a row in one column; a text too long for Excel is cut, with a note."""
    if column.month:
        text = _reading(plan, row, column.month)
    else:
        show = SHOWN.get((type(row), column.field))
        text = show(plan, row, period) if show else str(getattr(row, column.field))
    return as_cell(text)


def update_for(plan: Plan, subject_id: str, period: Period) -> Update | None:
    """What was reported of a thing for exactly that period."""
    told = [each for each in plan.updates.where("subject_id", subject_id) if each.period == period.key]
    return told[-1] if told else None


def theme_label(theme: Theme) -> str:
    """How a tracker names a theme."""
    return f"{theme.ref} {theme.title}".strip()


def _theme(plan: Plan, action: Row, period: Period) -> str:
    theme = plan.themes.get(action.theme_id) if isinstance(action, Action) else None
    return theme_label(theme) if theme else ""


def _section(plan: Plan, kpi: Row, period: Period) -> str:
    placement = next(iter(plan.placements.where("kpi_id", kpi.id)), None)
    theme = plan.themes.get(placement.theme_id) if placement else None
    return theme_label(theme) if theme else placement.section if placement else ""


def _kpis(plan: Plan, action: Row, period: Period) -> str:
    return kpis_text(plan, action) if isinstance(action, Action) else ""


def _leads(plan: Plan, row: Row, period: Period) -> str:
    return leads_text(plan, row.id)


def _rating(plan: Plan, row: Row, period: Period) -> str:
    stated = judgement_in(plan, row, period)
    return stated.rating if stated else ""


def _update(plan: Plan, row: Row, period: Period) -> str:
    told = update_for(plan, row.id, period)
    return told.text if told else ""


def _polarity(plan: Plan, kpi: Row, period: Period) -> str:
    typed = kpi.polarity if isinstance(kpi, Kpi) else ""
    try:
        return parse_polarity(typed).words
    except NotUnderstood:
        return typed


def _target(plan: Plan, kpi: Row, period: Period) -> str:
    target = target_in_force(plan, kpi, period) if isinstance(kpi, Kpi) else None
    return target.value if target else ""


def _reading(plan: Plan, kpi: Row, month: Period) -> str:
    reading = reading_in(plan, kpi, month) if isinstance(kpi, Kpi) else None
    return reading.value if reading else ""


SHOWN: Mapping[tuple[type[Row], str], Show] = {
    (Action, "theme"): _theme,
    (Action, "kpis"): _kpis,
    (Action, "leads"): _leads,
    (Action, "rating"): _rating,
    (Action, "update"): _update,
    (Kpi, "section"): _section,
    (Kpi, "polarity"): _polarity,
    (Kpi, "target"): _target,
    (Kpi, "rating"): _rating,
    (Recommendation, "leads"): _leads,
    (Recommendation, "rating"): _rating,
    (Recommendation, "update"): _update,
}
"""How columns are shown that are not simply a field of the row."""
