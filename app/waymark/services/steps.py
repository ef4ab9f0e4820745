"""The steps of a plan's history in words: which row, which field of it, what it was and what it became."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from waymark.domain.changes import Change, ChangeSet, Insert, Update
from waymark.domain.errors import NotUnderstood
from waymark.domain.period import period_from_key
from waymark.domain.plan import Plan
from waymark.domain.rows import Link, Reading, Row, Scalar
from waymark.domain.text import shortened

KINDS: Mapping[str, str] = {
    "covers": "front page",
    "officers": "lead",
    "themes": "theme",
    "objectives": "objective",
    "actions": "action",
    "kpis": "KPI",
    "definitions": "definition",
    "placements": "place",
    "targets": "target",
    "comparators": "comparison",
    "readings": "reading",
    "rating_schemes": "rating scheme",
    "ratings": "rating of a scheme",
    "judgements": "rating",
    "updates": "update",
    "commentary": "commentary",
    "pictures": "picture",
    "passages": "passage",
    "meetings": "meeting",
    "log_entries": "log entry",
    "recommendations": "recommendation",
    "waivers": "accepted finding",
    "dispatches": "tracker sent",
    "receipts": "tracker taken in",
    "answers": "answer to a tracker",
    "column_roles": "meaning of a column",
    "links": "link",
}
"""What a row of each table is called."""
OWNERS = ("kpi_id", "subject_id")
"""The fields that name what a row belongs to."""
NAMES = ("ref", "title", "post", "name", "word", "heading", "section", "text", "file")
"""The fields that a row may be known by, the best first."""
CONTENTS = ("value", "rating", "text", "title", "post", "word", "reason")
"""The fields that say what a row added or taken away holds, the best first."""
FIELDS: Mapping[str, str] = {
    "withdrawn_at": "stands in the plan",
    "rank": "place",
    "theme_id": "theme",
    "objective_id": "objective",
    "kpi_id": "KPI",
    "meeting_id": "meeting",
    "scheme_id": "rating scheme",
    "picture_id": "picture",
    "kpis": "KPIs",
    "period_typed": "period as typed",
}
"""Fields that are not called by their own names."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that a step did: to a field of a row, or (without a field) to a row as a whole."""

    change: Change
    field: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A detail in words: what it is about, what that was before and what after; blank where there was nothing."""

    what: str
    old: str
    new: str


def details(step: ChangeSet) -> Iterator[Detail]:
    """What a step did, in its own order; they cost nothing until they are told."""
    for change in step.changes:
        if isinstance(change, Update):
            yield from (Detail(change, field) for field in change.fields)
        else:
            yield Detail(change)


def told(plan: Plan, detail: Detail) -> Told:
    """A detail in words. `plan` gives the rows their names: as it stands, whenever the step was made."""
    change = detail.change
    if isinstance(change, Update):
        row = plan.find(change.id)
        name = named(plan, row) if row else f"{KINDS[change.table]} that is no longer there"
        old, new = change.fields[detail.field]
        field = FIELDS.get(detail.field, detail.field.replace("_", " "))
        return Told(f"{name}: {field}", _value(plan, detail.field, old), _value(plan, detail.field, new))
    name, content = named(plan, change.row), _content(plan, change.row)
    return Told(name, "", content) if isinstance(change, Insert) else Told(name, content, "")


def named(plan: Plan, row: Row) -> str:
    """What a row is called in a sentence: `action 1.2.1`, `KPI P1, reading for Nov 2017`."""
    kind = KINDS[row.table]
    if isinstance(row, Link):
        return f"{_known_by(plan, row.from_id)}, link"
    owner = next((plan.find(getattr(row, name)) for name in OWNERS if getattr(row, name, None)), None)
    if owner is not None:
        period = _period(row)
        return f"{named(plan, owner)}, {kind}{f' for {period}' if period else ''}"
    name = next((shortened(str(getattr(row, name))) for name in NAMES if getattr(row, name, "")), "")
    return f"{kind} {name}".strip()


def _known_by(plan: Plan, id: str | None) -> str:
    row = plan.find(id) if id else None
    return named(plan, row) if row else ""


def _period(row: Row) -> str:
    if isinstance(row, Reading) and row.period_typed:
        return row.period_typed
    key = getattr(row, "period", "")
    try:
        return period_from_key(key).label if key else ""
    except NotUnderstood:
        return str(key)


def _content(plan: Plan, row: Row) -> str:
    if isinstance(row, Link):
        return _known_by(plan, row.to_id)
    return next((str(getattr(row, name)) for name in CONTENTS if getattr(row, name, "")), "added")


def _value(plan: Plan, field: str, value: Scalar) -> str:
    tell = VALUES.get(field)
    if tell is None and field.endswith("_id"):
        tell = _row_named
    return tell(plan, value) if tell else "" if value is None else str(value)


def _row_named(plan: Plan, value: Scalar) -> str:
    return _known_by(plan, str(value)) if value else ""


def _stands(plan: Plan, value: Scalar) -> str:
    return "no" if value else "yes"


def _moved(plan: Plan, value: Scalar) -> str:
    return "moved"


VALUES: Mapping[str, Callable[[Plan, Scalar], str]] = {"withdrawn_at": _stands, "rank": _moved}
"""Fields whose values mean nothing to people as they are kept."""
