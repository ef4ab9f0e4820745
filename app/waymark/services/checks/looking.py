"""What a check is given to look with: the plan, the period reported on, and the rows that are like the one it reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from waymark.domain.period import Period
from waymark.domain.plan import Plan, Table
from waymark.domain.rows import Row
from waymark.services.checks.finding import Alike, Check

Peers = Mapping[Hashable, tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class Look:
    """A plan as one check sees it for a reporting period."""

    plan: Plan
    period: Period
    check: Check

    def peers(self, row: Row) -> tuple[Row, ...]:
        """The rows that stand and are alike by the check's key, in order, the row itself among them."""
        return peers(self.plan, self.check, row)


def peers(plan: Plan, check: Check, row: Row) -> tuple[Row, ...]:
    """The rows that stand and are like that one by the check's key; none where it has no key."""
    key = check.alike(row) if check.alike else None
    if check.alike is None or key is None:
        return ()
    by_key = (plan.table(kind).derived(_by_key(check.alike)) for kind in check.looks_at)
    return tuple(found for table in by_key for found in table.get(key, ()))


# One function for one key, since what is derived from a table is kept by the function that makes it.
@cache
def _by_key(alike: Alike) -> Callable[[Table[Any]], Peers]:
    def group(table: Table[Any]) -> Peers:
        groups: defaultdict[Hashable, list[Row]] = defaultdict(list)
        for row in table.live():
            if (key := alike(row)) is not None:
                groups[key].append(row)
        return {key: tuple(rows) for key, rows in groups.items()}

    return group
