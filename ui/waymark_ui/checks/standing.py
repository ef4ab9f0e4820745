"""The findings that stand: which of them nobody has accepted, and the cells in which they show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from waymark.domain.period import Period
from waymark.domain.plan import Table
from waymark.domain.rows import Waiver
from waymark.services.checks.finding import Finding, Severity
from waymark.services.checks.review import Place as Looked
from waymark.services.checks.waivers import waiver_of
from waymark_ui.checks.places import Place, place_of
from waymark_ui.grid.marks import Mark
from waymark_ui.reviewer import Reviewer
from waymark_ui.session import Session

RANKS: Mapping[Severity, int] = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Placed:
    """An open finding with the cell that it is about, if a page shows it."""

    finding: Finding
    place: Place | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What a check found in one look at a row, and what of that is open."""

    found: tuple[Finding, ...]
    open: tuple[Placed, ...]


class Standing(QObject):
    """Has the plan read in the background, and knows what stands of what was found. `changed` says that it is another.

    What was found anew is placed anew; of a large plan that is little after an edit.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.reviewer = Reviewer(session, self)
        self._known: dict[Looked, _Known] = {}
        self._of: tuple[Period, Table[Waiver]] | None = None
        self._by_row: Mapping[str, list[Placed]] = {}
        self.reviewer.reviewed.connect(self._take)

    @property
    def is_ready(self) -> bool:
        """Whether the plan has been read at least once."""
        return self.reviewer.review is not None

    def begin(self) -> None:
        """Read the whole plan, when the window has time for it."""
        self.reviewer.begin()

    def stop(self) -> None:
        """Read no further: the plan is being closed."""
        self.reviewer.stop()

    def count(self) -> int:
        """How many findings are open."""
        return sum(len(known.open) for known in self._known.values())

    def findings(self) -> tuple[Finding, ...]:
        """All that was found, accepted or not: the gravest first, then check by check in the plan's order."""
        return self.reviewer.review.findings() if self.reviewer.review else ()

    def of_row(self, row_id: str) -> list[Finding]:
        """The open findings that are about a row of a page, the gravest first."""
        return [placed.finding for placed in self._by_row.get(row_id, ())]

    def marks(self, page: str, columns: Collection[str], first: str) -> Mapping[tuple[str, str], Mark]:
        """The marks for a page with those columns, by the row's id and the column's key.

        What is about a row of that page as a whole, or about a cell that it has no column for, is marked in `first`.
        """
        told: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
        for row_id, placed in self._by_row.items():
            for each in placed:
                if each.place and each.place.column in columns:
                    told[row_id, each.place.column].append(each.finding)
                elif each.place and each.place.page == page:
                    told[row_id, first].append(each.finding)
        return {cell: _mark(findings) for cell, findings in told.items()}

    def _take(self) -> None:
        review = self.reviewer.review
        if review is None:
            return
        based_on = review.period, review.plan.waivers
        before = self._known if self._is_of(*based_on) else {}
        self._of = based_on
        self._known = {
            looked: before[looked] if looked in before and before[looked].found is found else self._placed(found)
            for looked, found in review.found.items()
        }
        self._by_row = self._sorted_by_row()
        self.changed.emit()

    def _is_of(self, period: Period, waivers: Table[Waiver]) -> bool:
        return self._of is not None and self._of[0] == period and self._of[1] is waivers

    def _placed(self, found: tuple[Finding, ...]) -> _Known:
        review = self.reviewer.review
        assert review is not None
        plan, period = review.plan, review.period
        standing = (finding for finding in found if waiver_of(plan, finding) is None)
        return _Known(found, tuple(Placed(each, place_of(plan, each, period)) for each in standing))

    def _sorted_by_row(self) -> Mapping[str, list[Placed]]:
        rows: defaultdict[str, list[Placed]] = defaultdict(list)
        for placed in self._open():
            if placed.place is not None:
                rows[placed.place.row_id].append(placed)
        for group in rows.values():
            group.sort(key=lambda each: RANKS[each.finding.check.severity])
        return rows

    def _open(self) -> Iterator[Placed]:
        return (placed for known in self._known.values() for placed in known.open)


def _mark(findings: list[Finding]) -> Mark:
    sentences = (f"{each.check.severity.value.capitalize()}: {each.sentence}" for each in findings)
    return Mark(findings[0].check.severity.value, "\n".join(sentences))
