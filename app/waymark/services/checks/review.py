"""A plan read by all checks: the whole of it, or only what has to do with an edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import TABLES, Row
from waymark.services.checks.affected import related
from waymark.services.checks.finding import Check, Finding, Note, Severity
from waymark.services.checks.looking import Look, peers
from waymark.services.checks.registry import CHECKS
from waymark.services.checks.waivers import waiver_of

Place = tuple[str, str]
"""A check's code and the id of the row that it looked at."""
MANY = 200
"""Above so many changed rows the whole plan is looked at again."""


@dataclass(frozen=True, slots=True)
class Review:
    """What the checks found in a plan for a period. It is not changed; `reviewing` makes the next one."""

    plan: Plan
    period: Period
    found: Mapping[Place, tuple[Finding, ...]] = field(default_factory=dict)

    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found: errors first, then check by check, in the plan's order."""
        codes, order = {code: n for n, code in enumerate(CHECKS)}, self._order()
        ranks = {severity: n for n, severity in enumerate(Severity)}
        every = (finding for findings in self.found.values() for finding in findings)
        return tuple(
            sorted(every, key=lambda f: (ranks[f.check.severity], codes[f.check.code], order.get(f.owner_id, 0)))
        )

    def of_row(self, row_id: str) -> tuple[Finding, ...]:
        """What was found of a row or in one of its cells."""
        return tuple(f for findings in self.found.values() for f in findings if row_id in (f.row_id, f.owner_id))

    def _order(self) -> Mapping[str, int]:
        kinds = {kind for check in CHECKS.values() for kind in check.looks_at}
        rows = (row for kind in TABLES.values() if kind in kinds for row in self.plan.table(kind).live())
        return {row.id: n for n, row in enumerate(rows)}


class Reviewing:
    """A review being made, a step at a time: one check looks at one row."""

    def __init__(self, before: Review, plan: Plan, period: Period, work: Iterable[tuple[Check, Iterable[str]]]) -> None:
        self._found = dict(before.found)
        self._plan, self._period = plan, period
        self._steps = ((check, id) for check, ids in work for id in ids)
        self.review: Review | None = None

    def step(self) -> bool:
        """Take the next step; False once the review is there."""
        step = next(self._steps, None)
        if step is None:
            self.review = Review(self._plan, self._period, self._found)
            return False
        check, id = step
        found = looked(self._plan, self._period, check, id)
        if found:
            self._found[check.code, id] = found
        else:
            self._found.pop((check.code, id), None)
        return True

    def finished(self) -> Review:
        """The review, all steps taken."""
        while self.step():
            pass
        assert self.review is not None
        return self.review


def review(plan: Plan, period: Period) -> Review:
    """The whole plan, looked at for a period."""
    return reviewing(plan, period).finished()


def found_by(code: str, plan: Plan, period: Period) -> tuple[Finding, ...]:
    """What one check finds in the whole plan, in the order of its rows, without what somebody has accepted."""
    check = CHECKS[code]
    found = (each for id in _everything(plan, check) for each in looked(plan, period, check, id))
    return tuple(each for each in found if waiver_of(plan, each) is None)


def reviewing(plan: Plan, period: Period) -> Reviewing:
    """A review of the whole plan, to be made in steps."""
    everything = ((check, _everything(plan, check)) for check in CHECKS.values())
    return Reviewing(Review(plan, period), plan, period, everything)


def reviewing_again(before: Review, plan: Plan, touched: Mapping[str, Iterable[str]]) -> Reviewing:
    """A review after an edit, to be made in steps: only of what has to do with the rows it touched, by table."""
    if sum(len(set(ids)) for ids in touched.values()) > MANY:
        return reviewing(plan, before.period)
    return Reviewing(before, plan, before.period, _again(before.plan, plan, touched))


def _everything(plan: Plan, check: Check) -> list[str]:
    return [row.id for kind in check.looks_at for row in plan.table(kind).live()]


def _again(before: Plan, after: Plan, touched: Mapping[str, Iterable[str]]) -> Iterator[tuple[Check, Iterable[str]]]:
    """The checks that read a table that was touched, each with the ids of the rows to look at."""
    versions = {table: _versions(before, after, table, ids) for table, ids in touched.items()}
    near = {table: {id for plan, row in rows for id in related(plan, row)} for table, rows in versions.items()}
    for check in CHECKS.values():
        tables = check.reads & versions.keys()
        if tables & check.throughout:
            gone = (row.id for table in tables for _, row in versions[table])
            yield check, dict.fromkeys((*_everything(after, check), *gone))
        elif tables:
            ids = set().union(*(near[table] for table in tables))
            yield check, _with_peers(before, after, check, ids)


def _versions(before: Plan, after: Plan, table: str, ids: Iterable[str]) -> list[tuple[Plan, Row]]:
    """The rows as they were and as they are, each with the plan in which it stands so."""
    found = ((plan, plan.table(TABLES[table]).get(id)) for plan in (before, after) for id in ids)
    return [(plan, row) for plan, row in found if row is not None]


def _with_peers(before: Plan, after: Plan, check: Check, ids: Iterable[str]) -> set[str]:
    """Those of the ids that the check looks at, and what is or was alike to them."""
    mine: set[str] = set()
    for id in ids:
        for plan in (before, after):
            row = _looked_at(plan, check, id)
            if row is not None:
                mine.add(id)
                mine.update(each.id for each in peers(after, check, row))
    return mine


def _looked_at(plan: Plan, check: Check, id: str) -> Row | None:
    return next((row for kind in check.looks_at if (row := plan.table(kind).get(id)) is not None), None)


def looked(plan: Plan, period: Period, check: Check, id: str) -> tuple[Finding, ...]:
    """What one check finds of one row; nothing where it does not look at such rows."""
    row = _looked_at(plan, check, id)
    if row is None or row.withdrawn_at is not None:
        return ()
    notes = check.function(Look(plan, period, check), row)
    return tuple(_finding(check, row, note) for note in notes)


def _finding(check: Check, owner: Row, note: Note) -> Finding:
    row = note.row or owner
    return Finding(check, owner.id, row.id, note.field, note.sentence, " | ".join(note.about))
