"""What has changed in a plan since a day, going by its log: which actions, KPIs and recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from waymark.domain.changes import ChangeSet, applied
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi, Recommendation, Row
from waymark.ports import PlanReader


@dataclass(frozen=True, slots=True)
class Changed:
    """What is not as it was: the steps made since, and which actions, KPIs and recommendations they changed."""

    steps: int
    actions: tuple[str, ...]
    kpis: tuple[str, ...]
    recommendations: tuple[str, ...]


def month_before(now: datetime) -> datetime:
    """The same day of the month before, or its last day."""
    last = now.replace(day=1) - timedelta(days=1)
    return last.replace(day=min(now.day, last.day))


def changed_since(reader: PlanReader, plan: Plan, since: datetime) -> Changed:
    """What the log's steps from that moment on have changed; that with which the plan began changed nothing.

    Raises Refused where what a step did has been redacted.
    """
    headers = reader.headers()
    later = headers[1:] if len(headers) == reader.position().sequence else headers
    steps = [reader.changeset(header.id) for header in later if datetime.fromisoformat(header.at) >= since]
    return changed_by(plan, steps)


def changed_by(plan: Plan, steps: Sequence[ChangeSet]) -> Changed:
    """What those steps, the last that were made, have changed in the end; what was undone again does not count."""
    before = applied(plan, (change.inverse() for step in reversed(steps) for change in reversed(step.changes)))
    ids: dict[type[Row], dict[str, None]] = {Action: {}, Kpi: {}, Recommendation: {}}
    for table, touched in _touched(steps).items():
        was, now = getattr(before, table), getattr(plan, table)
        for id in touched:
            if was.get(id) != now.get(id):
                _note_subject(plan, now.get(id) or was.get(id), ids)
    kept = [_in_order(plan, kind, ids[kind]) for kind in ids]
    return Changed(len(steps), *kept)


def _touched(steps: Sequence[ChangeSet]) -> Mapping[str, set[str]]:
    touched: dict[str, set[str]] = {}
    for step in steps:
        for table, ids in step.touched().items():
            touched.setdefault(table, set()).update(ids)
    return touched


def _note_subject(plan: Plan, row: Row | None, ids: Mapping[type[Row], dict[str, None]]) -> None:
    """The thing that a changed row is about: itself, or what its reading, target, rating, update or link belongs to."""
    for name in ("id", "kpi_id", "subject_id", "from_id"):
        subject = plan.find(getattr(row, name, None) or "")
        if subject is not None and type(subject) in ids:
            ids[type(subject)][subject.id] = None


def _in_order(plan: Plan, kind: type[Row], ids: Iterable[str]) -> tuple[str, ...]:
    wanted = set(ids)
    return tuple(row.id for row in plan.table(kind).live() if row.id in wanted)
