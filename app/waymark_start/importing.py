"""Taking in a returned tracker, or another file: what that would do, in words or as JSON, and done as one step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from waymark.domain.changes import Change, Insert, Update
from waymark.domain.ledger import Answer, Receipt
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import ColumnRole
from waymark.domain.text import quoted
from waymark.exchange.reading.corrections import corrections_in, kept
from waymark.exchange.reading.typed import Returned
from waymark.exchange.trackers.against import held_against
from waymark.exchange.trackers.dry_run import dry_run
from waymark.exchange.trackers.foreign import as_returned, period_of
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.proposal import Cell, Flag, Policy, Proposal, Verdict, gathered, name_of
from waymark.exchange.trackers.report import write_report
from waymark.jobs.limits import Limits
from waymark.jobs.reading import arrived
from waymark.jobs.running import RunningJob
from waymark.ports import PlanReader
from waymark.services.editor import Editor
from waymark.services.reporting import reporting_period
from waymark_start import plans

TAKEN = frozenset({Verdict.new, Verdict.changed})
"""What is taken, whatever becomes of conflicts."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the person says of a file that Waymark did not write: what columns are, and which month it is for."""

    columns: Mapping[str, str] = field(default_factory=dict)
    period: Period | None = None


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class Taken:
    """A proposal, whether it changed anything in the plan, and how many conflicts were answered with the plan's own."""

    plan: Plan
    proposal: Proposal
    changed: bool
    answered: int = 0

    @property
    def words(self) -> str:
        """What was done, for people."""
        done = "Taken in as one step; undo takes it back." if self.changed else "Nothing was changed."
        if self.answered:
            done += f" The plan's own was kept {self.answered} times; this tracker will not ask again."
        return f"{in_words(self.proposal)}\n{done}"


def proposal(reader: PlanReader, plan: Plan, file: Path, told: Told = NOTHING_TOLD) -> Proposal:
    """What a file would do to the plan. Raises Refused for another plan's tracker, or where no plan is in it."""
    corrections = corrections_in(plan) | dict(told.columns)
    returned = RunningJob(arrived, file, corrections, limits=Limits(file.name)).result()
    if not isinstance(returned, Returned):
        period = told.period or period_of(returned) or reporting_period(plan, plans.now().date())
        return proposed(plan, None, as_returned(returned, file.name, plan, period))
    return held_against(reader, plan, returned)


def take_in(path: Path, file: Path, policy: Policy, told: Told = NOTHING_TOLD) -> Taken:
    """Take a file in as one step, after a backup; what was said of its columns is kept."""
    with plans.editing(path) as (editor, store):
        return taken(editor, store, file, policy, told)


def taken(editor: Editor, store: PlanReader, file: Path, policy: Policy, told: Told = NOTHING_TOLD) -> Taken:
    """As `take_in`, on a plan that is open."""
    before = editor.plan
    found = proposal(store, before, file, told)
    changes = (
        *kept(before, told.columns),
        *found.changes(before, plans.now().isoformat(timespec="seconds"), policy),
    )
    if changes:
        plans.back_up(store.path, "before import")
        editor.make(f"Import {file.name}", changes, f"import {file.name}")
    beside = [each for each in changes if _is_beside(each)]
    answers = sum(isinstance(each, Insert) and isinstance(each.row, Answer) for each in beside)
    return Taken(before, found, len(changes) > len(beside), answers)


def _is_beside(change: Change) -> bool:
    """Whether a change notes something about the import, and leaves the plan's own content alone."""
    if isinstance(change, Insert):
        return isinstance(change.row, Answer | ColumnRole | Receipt)
    return isinstance(change, Update) and change.table == ColumnRole.table


def report(found: Proposal, policy: Policy, target: Path) -> str:
    """Write what is not taken, to mail back; gives what was done, in a sentence. Raises Refused as `write_report`."""
    taken = TAKEN | ({Verdict.conflict} if policy == "theirs" else set())
    lines = write_report(found, [cell for cell in found.cells if cell.verdict not in taken], target)
    return f"Wrote what was not taken to {target}." if lines else "Everything was taken; there is nothing to report."


def as_json(found: Proposal, plan: Plan) -> str:
    """What a tracker would do, for programs."""
    return json.dumps(dry_run(found, plan), ensure_ascii=False, indent=1)


def in_words(found: Proposal) -> str:
    """What a tracker would do, a line a cell."""
    counts = ", ".join(f"{found.counts[verdict]} {verdict}" for verdict in Verdict)
    head = f"{found.file}, for {found.period.label}: {counts}, {found.unchanged} as they were."
    return "\n".join([head, *map(_cell, found.cells), *map(_flag, gathered(found.flags))])


def _cell(cell: Cell) -> str:
    what = f"  {cell.verdict:<9}{cell.where:<14} {name_of(cell.subject)}, {cell.column.header}"
    if cell.verdict is Verdict.refused:
        return f"{what}: {quoted(cell.raw)}. {cell.say}"
    values = f"{quoted(cell.ours)} → {quoted(cell.theirs)}"
    since = f" The plan’s was changed since by {cell.since}." if cell.since else ""
    return f"{what}: {values}{f'. {cell.say}' if cell.say else ''}{since}"


def _flag(flag: Flag) -> str:
    return f"  {'note':<9}{flag.where:<14} {flag.say}"
