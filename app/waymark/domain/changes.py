"""What is done to a plan: changes with the values before and after, so that every one of them can be taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from waymark.domain.errors import StaleEdit
from waymark.domain.plan import Plan
from waymark.domain.rows import TABLES, Row, Scalar

Fields = Mapping[str, tuple[Scalar, Scalar]]


@dataclass(frozen=True, slots=True)
class Insert:
    """A row that was not there."""

    row: Row

    def inverse(self) -> Remove:
        return Remove(self.row)


@dataclass(frozen=True, slots=True)
class Update:
    """Fields of one row, each with the value before and the value after."""

    table: str
    id: str
    fields: Fields

    def inverse(self) -> Update:
        return replace(self, fields={name: (new, old) for name, (old, new) in self.fields.items()})


@dataclass(frozen=True, slots=True)
class Remove:
    """A row taken away again. It only ever is the inverse of an Insert: what a person takes out is withdrawn."""

    row: Row

    def inverse(self) -> Insert:
        return Insert(self.row)


Change = Insert | Update | Remove


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Who did what and when. `origin` is where it came from (`grid`, `import FILE`); `at` is ISO 8601, with offset."""

    id: str
    label: str
    author: str
    origin: str
    at: str
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Changes that happen together or not at all: one undo step, one line in the history."""

    header: Header
    changes: tuple[Change, ...]

    def inverse(self, header: Header) -> ChangeSet:
        """The change set that takes this one back, under a header of its own."""
        return ChangeSet(
            replace(header, undoes=self.header.id), tuple(change.inverse() for change in reversed(self.changes))
        )

    def touched(self) -> dict[str, set[str]]:
        """The ids this changes, by table."""
        ids: defaultdict[str, set[str]] = defaultdict(set)
        for change in self.changes:
            if isinstance(change, Update):
                ids[change.table].add(change.id)
            else:
                ids[change.row.table].add(change.row.id)
        return dict(ids)


def applied(plan: Plan, changes: Iterable[Change]) -> Plan:
    """The plan after those changes. Raises StaleEdit where a row is not as the changes say it was before."""
    after: defaultdict[str, dict[str, Row | None]] = defaultdict(dict)
    for change in changes:
        table, id = (change.table, change.id) if isinstance(change, Update) else (change.row.table, change.row.id)
        before = after[table].get(id) if id in after[table] else getattr(plan, table).get(id)
        after[table][id] = _row_after(before, change)
    return replace(plan, **{table: getattr(plan, table).replacing(rows) for table, rows in after.items()})


def _row_after(before: Row | None, change: Change) -> Row | None:
    if isinstance(change, Insert):
        if before is not None:
            raise StaleEdit("That row is already there; nothing was changed.")
        return change.row
    if isinstance(change, Remove):
        if before != change.row:
            raise StaleEdit("That row has been changed since; nothing was changed.")
        return None
    if before is None or any(getattr(before, name) != old for name, (old, _) in change.fields.items()):
        raise StaleEdit("Somebody has changed that row since it was read; nothing was changed. Look at it again.")
    new: dict[str, Any] = {name: value for name, (_, value) in change.fields.items()}
    return replace(before, **new)


def as_json(change: Change) -> dict[str, Any]:
    """A change in the form in which the log keeps it."""
    if isinstance(change, Update):
        return {"update": change.table, "id": change.id, "fields": {k: list(v) for k, v in change.fields.items()}}
    verb = "insert" if isinstance(change, Insert) else "remove"
    return {verb: change.row.table, "row": asdict(change.row)}


def from_json(content: Mapping[str, Any]) -> Change:
    """A change from the form in which the log keeps it."""
    if "update" in content:
        pairs = {name: (old, new) for name, (old, new) in content["fields"].items()}
        return Update(content["update"], content["id"], pairs)
    if "insert" in content:
        return Insert(TABLES[content["insert"]](**content["row"]))
    return Remove(TABLES[content["remove"]](**content["row"]))
