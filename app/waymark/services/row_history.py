"""What the change log tells of one row: who changed what and when, and how an earlier value is put back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from waymark.domain.assignment import assign_kpis
from waymark.domain.changes import Change, Header, Insert, Remove, Update
from waymark.domain.edits import Edits
from waymark.domain.plan import Plan
from waymark.domain.rows import TABLES, Action, Row, Scalar
from waymark.ports import LogRow

BELONGS = ("kpi_id", "subject_id", "from_id")
"""The fields by which a row names the one that it belongs to: a KPI's readings, an action's updates and links."""


class Logged(Protocol):
    """A plan file as far as its log can be read."""

    def log(self, after: int = 0) -> Iterator[LogRow]:
        """The log's rows past that sequence number, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a row, itself or one that belongs to it, with the value before and after."""

    kind: type[Row]
    id: str
    field: str
    old: Scalar
    new: Scalar


@dataclass(frozen=True, slots=True)
class Told:
    """One step of the history as far as it touches a row."""

    header: Header
    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    changed: tuple[FieldChange, ...]


class RowHistories:
    """The log by row, read once and then only as far as it has grown."""

    def __init__(self, reader: Logged) -> None:
        self._reader = reader
        self._read_to = 0
        self._owners: dict[str, str] = {}
        self._told: defaultdict[str, list[Told]] = defaultdict(list)

    def of(self, row_id: str) -> tuple[Told, ...]:
        """The steps that touched a row or what belongs to it, newest first."""
        for row in self._reader.log(after=self._read_to):
            self._read_to = row.position.sequence
            self._note(row.changeset.header, row.changeset.changes)
        return tuple(reversed(self._told.get(row_id, [])))

    def _note(self, header: Header, changes: tuple[Change, ...]) -> None:
        touched: defaultdict[str, list[Change]] = defaultdict(list)
        for change in changes:
            for id in self._concerned(change):
                touched[id].append(change)
        for id, about in touched.items():
            self._told[id].append(_told(header, about))

    def _concerned(self, change: Change) -> Iterator[str]:
        if isinstance(change, Update):
            yield change.id
            if owner := self._owners.get(change.id):
                yield owner
            return
        yield change.row.id
        if owner := next((getattr(change.row, name) for name in BELONGS if hasattr(change.row, name)), None):
            self._owners[change.row.id] = owner
            yield owner


def history_of(reader: Logged, row_id: str) -> tuple[Told, ...]:
    """The steps that touched a row or what belongs to it, newest first."""
    return RowHistories(reader).of(row_id)


def put_back(plan: Plan, change: FieldChange, at: str) -> tuple[Change, ...]:
    """What gives a field the value it had before a change; links follow an action's KPI refs."""
    edits = Edits(plan)
    row = plan.table(change.kind).get(change.id)
    if isinstance(row, Action) and change.field == "kpis":
        assign_kpis(edits, row, str(change.old or ""), at)
    elif row is not None:
        edits.set(row, **{change.field: change.old})
    return edits.changes()


def _told(header: Header, changes: list[Change]) -> Told:
    return Told(
        header,
        added=tuple(change.row for change in changes if isinstance(change, Insert)),
        removed=tuple(change.row for change in changes if isinstance(change, Remove)),
        changed=tuple(each for change in changes if isinstance(change, Update) for each in _fields(change)),
    )


def _fields(change: Update) -> Iterator[FieldChange]:
    for name, (old, new) in change.fields.items():
        yield FieldChange(TABLES[change.table], change.id, name, old, new)
