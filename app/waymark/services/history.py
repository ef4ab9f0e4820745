"""What the change log tells: what undo and redo would do, and how the plan stood at an earlier point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from waymark.domain.changes import Header, applied
from waymark.domain.errors import StaleEdit
from waymark.domain.plan import Plan
from waymark.ports import LogRow, PlanReader, Position


@dataclass
class Stacks:
    """The change sets that Undo and Redo would take back next; the last of each first.

    Undo appends the inverse of a change set to the log and names it in `undoes`; redo appends the inverse of that
    inverse. Reading the log from its beginning therefore gives both stacks. The step with which the plan began, if it
    stands, is `beginning` and in neither of them: without it nothing of the plan would be left.
    """

    undo: list[Header] = field(default_factory=list)
    redo: list[Header] = field(default_factory=list)
    beginning: Header | None = None

    @classmethod
    def left_by(cls, reader: PlanReader) -> Stacks:
        """The stacks as a plan's log leaves them; in an epoch that a checkpoint began, every step can be undone."""
        headers = reader.headers()
        stacks = cls.of(headers)
        if stacks.undo[:1] == headers[:1] and len(headers) == reader.position().sequence:
            stacks.beginning = next(iter(headers), None)
            del stacks.undo[:1]
        return stacks

    @classmethod
    def of(cls, headers: Iterable[Header]) -> Stacks:
        """The stacks as the log leaves them; `headers` oldest first."""
        stacks = cls()
        for header in headers:
            stacks.add(header)
        return stacks

    @property
    def standing(self) -> list[Header]:
        """The steps that stand and can be gone back to, the beginning among them; oldest first."""
        return [*filter(None, [self.beginning]), *self.undo]

    def add(self, header: Header) -> None:
        """Take in the log's next header."""
        if self.undo and header.undoes == self.undo[-1].id:
            self.undo.pop()
            self.redo.append(header)
        elif self.redo and header.undoes == self.redo[-1].id:
            self.redo.pop()
            self.undo.append(header)
        else:
            self.undo.append(header)
            self.redo.clear()


def plan_before(plan: Plan, later: Sequence[LogRow]) -> Plan:
    """The plan as it stood before the log rows that are later than some point, given oldest first."""
    back = (change.inverse() for row in reversed(later) for change in reversed(row.changeset.changes))
    return applied(plan, back)


def plan_at(reader: PlanReader, plan: Plan, position: Position) -> Plan | None:
    """The plan as it stood at a position of its log.

    None where that cannot be known: the position is one of another history, or the log's content since is redacted.
    """
    rows = list(reader.log(after=max(position.sequence - 1, 0)))
    if position.sequence:
        if not rows or rows[0].position != position:
            return None
        rows = rows[1:]
    try:
        return plan_before(plan, rows)
    except StaleEdit:
        return None
