"""What a returned tracker would do to the plan: a proposal to look at, and the changes that come of what is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal, TypeVar

from waymark.domain.changes import Change
from waymark.domain.edits import Edits, new_id
from waymark.domain.ledger import Answer, Receipt
from waymark.domain.period import Period
from waymark.domain.plan import Plan, Table
from waymark.domain.rank import between
from waymark.domain.rows import Action, Kpi, Placement, Ranked, Row
from waymark.domain.text import quoted
from waymark.exchange.reading.typed import Ignored
from waymark.exchange.trackers.layout import Column, Stamp
from waymark.services.cells import Entry
from waymark.services.ledger import taken_before

R = TypeVar("R", bound=Ranked)
Policy = Literal["skip", "ours", "theirs"]
MISSING = "row_missing"
MOST_NAMED = 20


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
    `since` tells of a conflict who last changed the plan's cell, and when, where that is known.
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
    since: str = ""


class Cells(tuple[Cell, ...]):
    """Cells that are pickled by columns, and come out as a plain tuple: one by one they take three times as long."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Callable[..., tuple[Cell, ...]], tuple[Any, ...]]:
        return _cells_of, tuple([*map(attrgetter(each.name), self)] for each in fields(Cell))


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
    """All that a returned tracker would change, cell by cell; `added` are the actions that it brings.

    A workbook that Waymark did not write may bring `kpis` as well, with their `places`.
    """

    file: str
    stamp: Stamp
    period: Period
    cells: tuple[Cell, ...] = ()
    added: tuple[Action, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    places: tuple[Placement, ...] = ()
    flags: tuple[Flag, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    unchanged: int = 0
    digest: str = ""

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many cells there are of each verdict."""
        return Counter(cell.verdict for cell in self.cells)

    def changes(
        self, plan: Plan, at: str, policy: Policy = "skip", taken: Callable[[Cell], bool] = lambda cell: True
    ) -> tuple[Change, ...]:
        """The changes for one change set. `plan` is the one that the proposal was made against.

        Conflicts are taken with the policy `theirs` alone, and of the cells those that `taken` says yes to; with `ours`
        it is remembered that the tracker need not ask again. Last comes the note that it came back, unless the ledger
        has it. `at` is the time of all this (ISO 8601).
        """
        wanted = {Verdict.changed, Verdict.new} | ({Verdict.conflict} if policy == "theirs" else set())
        cells = [cell for cell in self.cells if cell.verdict in wanted and taken(cell)]
        entry = Entry(plan, self.period, at)
        touched = {cell.subject.id for cell in cells}
        _add(entry.edits, plan.actions, [action for action in self.added if action.id in touched])
        _add(entry.edits, plan.kpis, [kpi for kpi in self.kpis if kpi.id in touched])
        _add(entry.edits, plan.placements, [place for place in self.places if place.kpi_id in touched])
        for cell in cells:
            entry.put(cell.subject, cell.column.cell, cell.theirs)
        entry.edits.insert(*self._answers(plan, policy, taken), *self._receipt(plan, at))
        return entry.edits.changes()

    def _answers(self, plan: Plan, policy: Policy, taken: Callable[[Cell], bool]) -> Iterator[Answer]:
        conflicts = [cell for cell in self.cells if cell.verdict is Verdict.conflict and taken(cell)]
        for cell in conflicts if policy == "ours" else ():
            yield Answer(
                id=new_id(),
                subject_id=cell.subject.id,
                tracker=self.stamp.name,
                field=cell.column.field,
                text=cell.theirs,
            )

    def _receipt(self, plan: Plan, at: str) -> Iterator[Receipt]:
        if self.digest and taken_before(plan, self.digest) is None:
            yield Receipt(
                id=new_id(),
                tracker=self.stamp.name,
                period=self.period.key,
                file=self.file,
                digest=self.digest,
                new=self.counts[Verdict.new],
                changed=self.counts[Verdict.changed],
                conflicts=self.counts[Verdict.conflict],
                refused=self.counts[Verdict.refused],
                at=at,
            )


def name_of(row: Row) -> str:
    """What a row is called in a sentence: its ref, else its title or text, shortened."""
    return str(getattr(row, "ref", "")) or quoted(str(getattr(row, "title", "") or getattr(row, "text", "")))


def gathered(flags: Sequence[Flag]) -> list[Flag]:
    """The flags, with one for all rows of a sheet that did not come back at the end; the first of them by name."""
    missing = groupby((flag for flag in flags if flag.reason == MISSING), key=lambda flag: flag.where)
    return [*(flag for flag in flags if flag.reason != MISSING), *(_missing(where, [*each]) for where, each in missing)]


def _missing(where: str, flags: Sequence[Flag]) -> Flag:
    if len(flags) == 1:
        return flags[0]
    names = [name_of(flag.subject) for flag in flags if flag.subject]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    said = f"{len(flags)} rows did not come back and stay as they are: {', '.join(names[:MOST_NAMED])}{more}."
    return Flag(MISSING, said, where)


def _cells_of(*columns: Sequence[Any]) -> tuple[Cell, ...]:
    return tuple(map(Cell, *columns))


def _add(edits: Edits, table: Table[R], added: Sequence[R]) -> None:
    """New things, behind the last ones of the plan; a sheet groups them by theme and objective anyway."""
    last = max((row.rank for row in table), default=None)
    for row in added:
        last = between(last, None)
        edits.insert(replace(row, rank=last))
