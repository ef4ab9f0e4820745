"""Refs in order: the next free one, and new ones for what stands below a theme or an objective."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from waymark.domain.changes import Change
from waymark.domain.edits import Edits
from waymark.domain.plan import Plan
from waymark.domain.ref import Ref
from waymark.domain.rows import Action, Objective, Theme
from waymark.services.ordering import Group, action_groups

_COUNTED = re.compile(r"(.*?)(\d{1,9}|(?<![^\W\d_])[a-z])(\.?)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NewRef:
    """A ref that a row is to have."""

    row: Objective | Action
    ref: str


def next_ref(ref: str, taken: Collection[str]) -> str:
    """The first free ref that counts on from another: 1.2.7 after 1.2.6, 1c after 1b.

    Blank where the other does not end in a number or a single letter, or all letters are used up.
    """
    keys = {Ref(each).key for each in taken}
    counted = _COUNTED.fullmatch(ref.strip())
    if counted is None:
        return ""
    stem, last, dot = counted.groups()
    return next((found for each in _following(last) if Ref(found := stem + each + dot).key not in keys), "")


def renumbering(plan: Plan, below: Theme | Objective | None) -> tuple[NewRef, ...]:
    """The refs that would change if everything below a theme or objective were numbered in order; None: everything.

    What stands below a heading without a ref counts on under the heading above it, or keeps its ref.
    """
    groups = action_groups(plan)
    if isinstance(below, Objective):
        numbered = _below_objective(groups, below)
    else:
        numbered = _numbered([group for group in groups if below is None or group.theme == below])
    return tuple(new for new in numbered if new.ref != new.row.ref)


def renumbered(plan: Plan, proposed: Sequence[NewRef]) -> tuple[Change, ...]:
    """What gives rows their new refs; ids and links stay as they are."""
    edits = Edits(plan)
    for new in proposed:
        edits.set(new.row, ref=new.ref)
    return edits.changes()


def also_named(plan: Plan, proposed: Sequence[NewRef]) -> tuple[str, ...]:
    """The new refs that something else in the plan has already, and keeps."""
    changed = {new.row.id for new in proposed}
    kept = {
        Ref(row.ref).key for table in (plan.actions, plan.objectives) for row in table.live() if row.id not in changed
    }
    return tuple(new.ref for new in proposed if Ref(new.ref).key in kept)


def _following(last: str) -> Iterator[str]:
    if last.isdigit():
        number = int(last)
        yield from (str(each).zfill(len(last)) for each in range(number + 1, number + 10_000))
    else:
        end = "z" if last.islower() else "Z"
        yield from (chr(code) for code in range(ord(last) + 1, ord(end) + 1))


def _below_objective(groups: Sequence[Group], objective: Objective) -> Iterator[NewRef]:
    prefix = objective.ref.strip().rstrip(".")
    for group in groups:
        if prefix and group.objective == objective:
            yield from (NewRef(action, f"{prefix}.{number}") for number, action in enumerate(group.actions, 1))


def _numbered(groups: Sequence[Group]) -> Iterator[NewRef]:
    numbers: Counter[str] = Counter()

    def next_below(prefix: str) -> str:
        numbers[prefix] += 1
        return f"{prefix}.{numbers[prefix]}"

    for group in groups:
        prefix = group.theme.ref.strip().rstrip(".") if group.theme else ""
        if group.objective and group.objective.ref.strip():
            prefix = next_below(prefix) if prefix else group.objective.ref.strip().rstrip(".")
            yield NewRef(group.objective, prefix)
        if prefix:
            yield from (NewRef(action, next_below(prefix)) for action in group.actions)
