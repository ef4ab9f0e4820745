"""Changes being gathered against a plan before they are made, at most one a row however often it is touched."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

from waymark.domain.changes import Change, Insert, Update, applied
from waymark.domain.plan import Plan
from waymark.domain.rows import Link, Row, Scalar


def new_id() -> str:
    """A fresh row id."""
    return str(uuid4())


def link_id(from_id: str, to_id: str) -> str:
    """The id of the link between two things: one pair, one row, so that a link taken out and put back is the same."""
    return str(uuid5(NAMESPACE_OID, f"{from_id} {to_id}"))


class Edits:
    """Collects inserts and field changes; `changes()` is what then goes into one change set."""

    def __init__(self, plan: Plan) -> None:
        self._base = plan
        self._inserted: dict[str, Row] = {}
        self._updated: dict[str, tuple[Row, Row]] = {}
        self._plan: Plan | None = plan

    @property
    def plan(self) -> Plan:
        """The plan as it will be with what has been gathered so far."""
        if self._plan is None:
            self._plan = applied(self._base, self.changes())
        return self._plan

    def insert(self, *rows: Row) -> None:
        """Add new rows."""
        self._inserted.update((row.id, row) for row in rows)
        self._plan = None

    def set(self, row: Row, **values: Scalar) -> None:
        """Give fields of a row new values. `row` names the row; its own content may be older than what is gathered."""
        new: dict[str, Any] = values
        if row.id in self._inserted:
            self._inserted[row.id] = replace(self._inserted[row.id], **new)
        else:
            before, after = self._updated.get(row.id, (row, row))
            self._updated[row.id] = (before, replace(after, **new))
        self._plan = None

    def link(self, from_id: str, to_id: str, rank: str) -> None:
        """Link two things, or put back a link that was withdrawn."""
        id = link_id(from_id, to_id)
        known = self._base.links.get(id)
        if known is None:
            self.insert(Link(id=id, from_id=from_id, to_id=to_id, rank=rank))
        else:
            self.set(known, withdrawn_at=None, rank=rank)

    def changes(self) -> tuple[Change, ...]:
        """What has been gathered; rows set back to what they were are left out."""
        updates = (_update(before, after) for before, after in self._updated.values())
        return (*(Insert(row) for row in self._inserted.values()), *(each for each in updates if each.fields))


def _update(before: Row, after: Row) -> Update:
    pairs = {each.name: (getattr(before, each.name), getattr(after, each.name)) for each in fields(before)}
    return Update(before.table, before.id, {name: pair for name, pair in pairs.items() if pair[0] != pair[1]})
