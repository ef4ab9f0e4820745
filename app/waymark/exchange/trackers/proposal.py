"""What a returned tracker would do to the plan: a proposal to look at, and the changes that come of what is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from waymark.domain.assignment import Assignments
from waymark.domain.changes import Change
from waymark.domain.edits import Edits, new_id
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rank import between
from waymark.domain.rows import Action, Judgement, Kpi, Reading, Row, Scalar, Update
from waymark.exchange.reading.typed import Ignored
from waymark.exchange.trackers.content import update_for
from waymark.exchange.trackers.layout import RATED_AS, Column, Stamp
from waymark.services.ratings import judgement_in
from waymark.services.reporting import own_period, reading_in
from waymark.services.schemes import scheme_for

Policy = Literal["skip", "ours", "theirs"]


class Verdict(StrEnum):
    """What is to become of a cell that differs from the plan."""

    changed = "changed"
    new = "new"
    conflict = "conflict"
    refused = "refused"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that an officer changed: what stood there as it went out, what the plan says now, what came back.

    `base` is None where nobody knows; `raw` is what came back as Excel shows it, `theirs` as the plan would hold it.
    """

    subject: Row
    column: Column
    where: str
    verdict: Verdict
    base: str | None
    ours: str
    theirs: str
    raw: str
    reason: str = ""
    say: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that the person must be told about a row or cell, in one sentence; nothing is done about it."""

    reason: str
    say: str
    where: str = ""
    subject: Row | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that a returned tracker would change, cell by cell; `added` are the actions that it brings."""

    file: str
    stamp: Stamp
    period: Period
    cells: tuple[Cell, ...] = ()
    added: tuple[Action, ...] = ()
    flags: tuple[Flag, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    unchanged: int = 0

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many cells there are of each verdict."""
        return Counter(cell.verdict for cell in self.cells)

    def changes(
        self, plan: Plan, at: str, policy: Policy = "skip", taken: Callable[[Cell], bool] = lambda cell: True
    ) -> tuple[Change, ...]:
        """The changes for one change set. `plan` is the one that the proposal was made against.

        Conflicts are taken with the policy `theirs` alone, and of the cells those that `taken` says yes to. `at` is the
        time at which what was emptied is withdrawn.
        """
        wanted = {Verdict.changed, Verdict.new} | ({Verdict.conflict} if policy == "theirs" else set())
        cells = [cell for cell in self.cells if cell.verdict in wanted and taken(cell)]
        taking = _Taking(plan, self.period, at)
        touched = {cell.subject.id for cell in cells}
        taking.add([action for action in self.added if action.id in touched])
        for cell in cells:
            taking.take(cell)
        return taking.edits.changes()


class _Taking:
    """Puts what came back where the plan holds it."""

    def __init__(self, plan: Plan, period: Period, at: str) -> None:
        self.edits = Edits(plan)
        self._plan = plan
        self._period = period
        self._at = at
        self._assignments = Assignments(self.edits, at)

    def add(self, actions: list[Action]) -> None:
        """New actions, behind the last one of the plan; a sheet groups them by theme and objective anyway."""
        last = max((action.rank for action in self._plan.actions), default="") or None
        for action in actions:
            last = between(last, None)
            self.edits.insert(action)
            self.edits.set(action, rank=last)

    def take(self, cell: Cell) -> None:
        """Take one cell in."""
        put = _Taking._reading if cell.column.month else PUT.get(cell.column.field, _Taking._field)
        put(self, cell)

    def _field(self, cell: Cell) -> None:
        self.edits.set(cell.subject, **{cell.column.field: cell.theirs})

    def _leads(self, cell: Cell) -> None:
        self._assignments.leads(cell.subject.id, cell.theirs)

    def _kpis(self, cell: Cell) -> None:
        if isinstance(cell.subject, Action):
            self._assignments.kpis(cell.subject, cell.theirs)

    def _rating(self, cell: Cell) -> None:
        """A reason that was given for another rating goes with that rating."""
        scheme = scheme_for(self._plan, RATED_AS[type(cell.subject)])
        known = judgement_in(self._plan, cell.subject, self._period)
        values = {"rating": cell.theirs, "scheme_id": scheme.id if scheme else None, "reason": ""}
        self._put(known, cell, values, Judgement(id=new_id(), subject_id=cell.subject.id, period=self._period.key))

    def _update(self, cell: Cell) -> None:
        known = update_for(self._plan, cell.subject.id, self._period)
        blank = Update(id=new_id(), subject_id=cell.subject.id, period=self._period.key)
        self._put(known, cell, {"text": cell.theirs}, blank)

    def _reading(self, cell: Cell) -> None:
        kpi, month = cell.subject, cell.column.month
        if isinstance(kpi, Kpi) and month:
            known = reading_in(self._plan, kpi, month)
            period = own_period(kpi, month) or month
            blank = Reading(id=new_id(), kpi_id=kpi.id, period=period.key, period_typed=period.label)
            self._put(known, cell, {"value": cell.theirs}, blank)

    def _put(self, known: Row | None, cell: Cell, values: Mapping[str, Scalar], blank: Row) -> None:
        """Into the row that there is, or a new one; what was emptied is withdrawn."""
        if known is None:
            self.edits.insert(blank)
            self.edits.set(blank, **values)
        elif cell.theirs:
            self.edits.set(known, **values)
        else:
            self.edits.set(known, withdrawn_at=self._at)


PUT: Mapping[str, Callable[[_Taking, Cell], None]] = {
    "leads": _Taking._leads,
    "kpis": _Taking._kpis,
    "rating": _Taking._rating,
    "update": _Taking._update,
}
"""Columns that are not simply a field of the row."""
