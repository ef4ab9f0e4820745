"""A tracker held against the plan that it was written from, as that is in its file, with its log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from waymark.domain.changes import Change, Header, Update, applied
from waymark.domain.day import day_words
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import TABLES
from waymark.exchange.reading.typed import Returned
from waymark.exchange.trackers.content import shown
from waymark.exchange.trackers.merging import check_plan, proposed
from waymark.exchange.trackers.proposal import Cell, Proposal, Verdict
from waymark.ports import LogRow, PlanReader, Position
from waymark.services.history import plan_at
from waymark.services.row_history import BELONGS

Place = tuple[str, str]


def held_against(reader: PlanReader, plan: Plan, returned: Returned) -> Proposal:
    """What a returned tracker would change; of each conflict it is said who changed the plan's cell since, and when.

    `plan` is as it stands in the file. Raises Refused, in words, for a tracker of another plan.
    """
    check_plan(returned, reader.plan_id)
    went_out = Position(returned.stamp.sequence, returned.stamp.hash)
    base = plan_at(reader, plan, went_out)
    proposal = proposed(plan, base, returned)
    conflicts = {_place(cell): cell for cell in proposal.cells if cell.verdict is Verdict.conflict}
    if base is None or not conflicts:
        return proposal
    told = dict(_last_changes(plan, [*reader.log(after=went_out.sequence)], conflicts, proposal.period))
    cells = (replace(cell, since=told.get(_place(cell), "")) for cell in proposal.cells)
    return replace(proposal, cells=tuple(cells))


def _last_changes(
    plan: Plan, rows: Iterable[LogRow], cells: Mapping[Place, Cell], period: Period
) -> Iterator[tuple[Place, str]]:
    """Who last changed each of some cells, and when, by going back step by step; `rows` oldest first."""
    left = dict(cells)
    for row in reversed([*rows]):
        before = applied(plan, (change.inverse() for change in reversed(row.changeset.changes)))
        touched = {id for change in row.changeset.changes for id in _concerned(plan, before, change)}
        for place, cell in [each for each in left.items() if each[0][0] in touched]:
            if _text(before, cell, period) != _text(plan, cell, period):
                yield place, _told(row.changeset.header)
                del left[place]
        plan = before


def _concerned(plan: Plan, before: Plan, change: Change) -> Iterator[str]:
    """The row that a change is to, and the one to which that belongs: of an update, say, its action."""
    if isinstance(change, Update):
        found = plan.table(TABLES[change.table]).get(change.id) or before.table(TABLES[change.table]).get(change.id)
    else:
        found = change.row
    if found is not None:
        yield found.id
        yield from (getattr(found, name) for name in BELONGS if hasattr(found, name))


def _text(plan: Plan, cell: Cell, period: Period) -> str | None:
    row = plan.table(type(cell.subject)).get(cell.subject.id)
    return shown(plan, row, cell.column, period) if row else None


def _told(header: Header) -> str:
    at = datetime.fromisoformat(header.at)
    return f"{header.author}, {day_words(at.date())}, {at:%H:%M}"


def _place(cell: Cell) -> Place:
    return cell.subject.id, cell.column.field
