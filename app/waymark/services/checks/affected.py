"""Which rows have to do with one that was changed, so that only these are looked at again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from waymark.domain.plan import Plan, Table
from waymark.domain.ref import Ref
from waymark.domain.rows import (
    Action,
    Commentary,
    Kpi,
    LogEntry,
    Meeting,
    Objective,
    Passage,
    Recommendation,
    Row,
    Theme,
    Update,
)
from waymark.services.checks.about import headed

PARENTS = ("kpi_id", "subject_id", "from_id", "to_id", "theme_id", "objective_id", "meeting_id")
BENEATH: Mapping[type[Row], tuple[tuple[str, str], ...]] = {
    Theme: (
        ("objectives", "theme_id"),
        ("actions", "theme_id"),
        ("commentary", "theme_id"),
        ("placements", "theme_id"),
    ),
    Objective: (("actions", "objective_id"),),
    Action: (("updates", "subject_id"),),
    Recommendation: (("updates", "subject_id"),),
    Meeting: (("log_entries", "meeting_id"),),
}
"""What stands beneath a row: the tables and the fields by which they name it; of a place it is the KPI."""
SPEAKING: tuple[type[Row], ...] = (Commentary, Passage, Update, Recommendation)
"""Kinds of rows whose texts may name a KPI."""
# Loose on purpose: a text that is looked at once too often costs a moment.
_NAMED = re.compile(r"[A-Z]{1,4} ?\d{1,3} ?[a-z]?(?: ?\(\w+\))?|[A-Z]{1,4} [a-z]\b|\b\d{1,3}[a-z]?\b")


def related(plan: Plan, row: Row) -> Iterator[str]:
    """The ids of a row, of what it belongs to, and of what stands beside or beneath these."""
    near = [row, *(found for name in PARENTS if (found := plan.find(getattr(row, name, None) or "")))]
    for each in near:
        yield each.id
        if isinstance(each, Action | Kpi | Recommendation | LogEntry):
            yield from _linked(plan, each)
        if isinstance(each, Kpi):
            yield from _telling_of(plan, each)
        if isinstance(each, Theme):
            yield from (passage.id for passage in headed(plan, each.title))
    for table, field in BENEATH.get(type(row), ()):
        yield from (getattr(each, "kpi_id", each.id) for each in getattr(plan, table).where(field, row.id))


def _linked(plan: Plan, row: Row) -> Iterator[str]:
    yield from (link.to_id for link in plan.links.where("from_id", row.id))
    yield from (link.from_id for link in plan.links.where("to_id", row.id))


def _telling_of(plan: Plan, kpi: Kpi) -> Iterator[str]:
    """Its sections with their commentary and passages, and the texts that name it."""
    for placement in plan.placements.where("kpi_id", kpi.id):
        if theme := plan.themes.get(placement.theme_id):
            yield theme.id
            yield from (passage.id for passage in headed(plan, theme.title))
        for field, value in (("theme_id", placement.theme_id), ("section", placement.section)):
            if value:
                yield from (each.id for each in plan.commentary.where(field, value))
    key = Ref(kpi.ref).key
    for kind in SPEAKING:
        yield from plan.table(kind).derived(_by_named_ref).get(key, ())


def _by_named_ref(table: Table[Any]) -> Mapping[str, tuple[str, ...]]:
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for row in table.live():
        for key in frozenset().union(*(named_refs(text) for text in texts_of(row))):
            ids[key].append(row.id)
    return {key: tuple(found) for key, found in ids.items()}


def texts_of(row: Row) -> tuple[str, ...]:
    """The long texts of a row that people read as prose."""
    return tuple(
        getattr(row, name) for name in ("text", "targets", "evidence", "further_actions") if hasattr(row, name)
    )


@lru_cache(maxsize=16384)
def named_refs(text: str) -> frozenset[str]:
    """The keys of what may be KPI refs in a text."""
    return frozenset(Ref(found).key for found in _NAMED.findall(text))
