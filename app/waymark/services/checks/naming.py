"""What findings call the things they are about, in words that begin a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Commentary, Cover, Kpi, Passage, Recommendation, Row, Update
from waymark.domain.text import quoted, shortened
from waymark.services.checks.looking import Look
from waymark.services.reporting import named_period
from waymark.services.steps import named


def thing(look: Look, row: Row) -> str:
    """A row by its ref, in the plan's own words: `Action 1.2.3`, `The summary of “Workforce” for Nov 2017`."""
    name = _NAMES[type(row)](look.plan, row) if type(row) in _NAMES else named(look.plan, row)
    return name[:1].upper() + name[1:]


def _action(plan: Plan, row: Row) -> str:
    assert isinstance(row, Action)
    return f"{plan.cover.action_word} {row.ref or quoted(row.text)}"


def _kpi(plan: Plan, row: Row) -> str:
    assert isinstance(row, Kpi)
    return f"{plan.cover.kpi_word} {row.ref or quoted(row.title)}"


def _recommendation(plan: Plan, row: Row) -> str:
    assert isinstance(row, Recommendation)
    return f"recommendation {row.ref.rstrip('.') or quoted(row.text)}"


def _commentary(plan: Plan, row: Row) -> str:
    assert isinstance(row, Commentary)
    theme = plan.themes.get(row.theme_id)
    section = theme.title if theme else row.section
    return f"the {row.kind.replace('_', ' ')} of “{section}”{_for(row.period)}"


def _passage(plan: Plan, row: Row) -> str:
    assert isinstance(row, Passage)
    paper = f"the {row.paper} paper" if row.paper else "the paper"
    return f"{paper}{f' under “{shortened(row.heading)}”' if row.heading else ''}{_for(row.period)}"


def _update(plan: Plan, row: Row) -> str:
    assert isinstance(row, Update)
    subject = plan.find(row.subject_id)
    about = _NAMES[type(subject)](plan, subject) if subject is not None and type(subject) in _NAMES else "something"
    return f"the update on {about}{_for(row.period)}"


def _for(period: str) -> str:
    found = named_period(period)
    return f" for {found.label}" if found else ""


_NAMES: Mapping[type[Row], Callable[[Plan, Row], str]] = {
    Action: _action,
    Kpi: _kpi,
    Recommendation: _recommendation,
    Commentary: _commentary,
    Passage: _passage,
    Update: _update,
    Cover: lambda plan, row: "the plan",
}
