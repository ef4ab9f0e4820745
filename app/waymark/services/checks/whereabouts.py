"""Where in a plan a row stands of which something was found: the thing that it is kept for, and the heading over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import (
    Action,
    Commentary,
    Cover,
    Kpi,
    LogEntry,
    Meeting,
    Objective,
    Officer,
    Passage,
    Recommendation,
    Row,
    Theme,
)
from waymark.services.cells import Field, shown, theme_label


def bearer(plan: Plan, row: Row) -> Row:
    """What a row is kept for, as a reading is for its KPI and an update for its action; else the row itself."""
    if kpi := plan.kpis.get(getattr(row, "kpi_id", None)):
        return kpi
    subject_id = getattr(row, "subject_id", None)
    return (plan.find(subject_id) if subject_id else None) or row


def heading(plan: Plan, row: Row, period: Period) -> str:
    """The theme or section in which a row stands, or else the part of the papers; blank where it stands in none."""
    thing = bearer(plan, row)
    told = _HEADINGS.get(type(thing))
    return told(plan, thing, period) if told else ""


def _theme_over(plan: Plan, row: Row, period: Period) -> str:
    theme = plan.themes.get(getattr(row, "theme_id", None))
    return theme_label(theme) if theme else getattr(row, "section", "")


_HEADINGS: Mapping[type[Row], Callable[[Plan, Row, Period], str]] = {
    Action: lambda plan, row, period: shown(plan, row, Field("theme"), period),
    Kpi: lambda plan, row, period: shown(plan, row, Field("section"), period),
    Theme: lambda plan, row, period: theme_label(row) if isinstance(row, Theme) else "",
    Objective: _theme_over,
    Commentary: _theme_over,
    Recommendation: lambda *_: "Recommendations",
    LogEntry: lambda *_: "Action log",
    Meeting: lambda *_: "Action log",
    Officer: lambda *_: "Leads",
    Passage: lambda *_: "Papers",
    Cover: lambda *_: "Front page",
}
