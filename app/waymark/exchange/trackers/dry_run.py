"""A proposal as JSON: what taking a tracker in would do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from waymark.domain.due import due_as_typed
from waymark.domain.leads import split_leads
from waymark.domain.plan import Plan
from waymark.domain.ref import parse_refs
from waymark.domain.rows import Action, Kpi, Row
from waymark.domain.value import parse_value
from waymark.exchange.trackers.proposal import Cell, Flag, Proposal, Verdict
from waymark.services.reporting import own_period

Content = dict[str, Any]


def dry_run(proposal: Proposal, plan: Plan) -> Content:
    """What `waymark import --dry-run --json` prints; nothing is ever `deleted`, for a missing row is a flag."""
    new = {action.id for action in proposal.added}
    taken = [cell for cell in proposal.cells if cell.verdict in (Verdict.changed, Verdict.new)]
    readings = [cell for cell in taken if cell.column.month and cell.verdict is Verdict.new]
    changes = [cell for cell in taken if cell not in readings and cell.subject.id not in new]
    return {
        "changes": [_change(plan, cell) for cell in changes],
        "new_actions": [_new_action(plan, action, taken) for action in proposal.added],
        "readings": [_reading(plan, cell) for cell in readings],
        "deleted": [],
        "flags": [*map(_flag, proposal.flags), *(_cell_flag(cell) for cell in proposal.cells if cell.reason)],
        "ignored": [{"where": each.where, "what": each.what} for each in proposal.ignored],
        "cells": [_cell(cell) for cell in proposal.cells],
        "unchanged": proposal.unchanged,
    }


def _cell(cell: Cell) -> Content:
    """A cell that is not as it was, with all that the window's preview shows of it."""
    told = {
        "base": cell.base,
        "ours": cell.ours,
        "theirs": cell.theirs,
        "raw": cell.raw,
        "since": cell.since,
        "reason": cell.reason,
        "say": cell.say,
    }
    named = {**_named(cell.subject), "field": cell.column.name, "where": cell.where, "verdict": cell.verdict.value}
    return named | {key: value for key, value in told.items() if value}


def _change(plan: Plan, cell: Cell) -> Content:
    told = TOLD.get(cell.column.field, _as_it_is)
    return {
        **_named(cell.subject),
        "field": cell.column.name,
        "from": told(plan, cell.ours),
        "to": told(plan, cell.theirs),
        "raw": cell.raw,
        "where": cell.where,
    }


def _new_action(plan: Plan, action: Action, taken: list[Cell]) -> Content:
    texts = {cell.column.field: cell.theirs for cell in taken if cell.subject.id == action.id}
    theme = plan.themes.get(action.theme_id)
    objective = plan.objectives.get(action.objective_id)
    told = {
        "ref": action.ref,
        "theme_ref": theme.ref if theme else "",
        "theme_title": theme.title if theme else "",
        "objective_ref": objective.ref if objective else "",
        "text": texts.get("text"),
        "kpi_refs_raw": texts.get("kpis"),
        "due_raw": texts.get("due"),
        "leads": _leads(plan, texts.get("leads", "")),
        "state": texts.get("state"),
        "rating_raw": texts.get("rating"),
        "update": texts.get("update"),
    }
    return {key: value for key, value in told.items() if value}


def _reading(plan: Plan, cell: Cell) -> Content:
    kpi, month = cell.subject, cell.column.month
    period = own_period(kpi, month) or month if isinstance(kpi, Kpi) and month else None
    return {
        **_named(kpi),
        "kpi_title": getattr(kpi, "title", ""),
        "period_raw": cell.column.header,
        "raw": cell.raw,
        "parsed": {"period": period.key if period else "", **parse_value(cell.theirs).parsed},
    }


def _flag(flag: Flag) -> Content:
    named = _named(flag.subject) if flag.subject else {}
    return {**named, "field": flag.field or "row", "reason": flag.reason, "say": flag.say, "where": flag.where}


def _cell_flag(cell: Cell) -> Content:
    return {
        **_named(cell.subject),
        "field": cell.column.name,
        "reason": cell.reason,
        "say": cell.say,
        "where": cell.where,
    }


def _named(subject: Row) -> Content:
    ref = str(getattr(subject, "ref", "")) or subject.id
    return {"kpi_ref": ref} if isinstance(subject, Kpi) else {"ref": ref}


def _as_it_is(plan: Plan, text: str) -> str:
    return text


def _due(plan: Plan, text: str) -> str:
    """The date, or `TBC`; what has none is told as typed."""
    parsed = due_as_typed(text).parsed or {}
    return "TBC" if parsed.get("precision") == "tbc" else parsed.get("value") or text


def _leads(plan: Plan, text: str) -> list[str]:
    return [*split_leads(text, [officer.label for officer in plan.officers.live()])]


def _refs(plan: Plan, text: str) -> list[str]:
    meant = parse_refs(text, [kpi.ref for kpi in plan.kpis.live() if kpi.ref])
    return [*meant.refs, *meant.unknown]


TOLD: Mapping[str, Callable[[Plan, str], Any]] = {"due": _due, "leads": _leads, "kpis": _refs}
"""Fields that are told as understood, beside `raw`."""
