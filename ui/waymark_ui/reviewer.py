"""The checks at work in the background of the window: in slices between what the person does, only on what changed."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from waymark.ports import Position
from waymark.services.checks.finding import Finding
from waymark.services.checks.review import Review, Reviewing, reviewing, reviewing_again
from waymark.services.checks.waivers import waiver_of
from waymark_ui.session import Session, Touched

SLICE_MS = 5
"""So long a slice of checking may take before the window has its turn: 10 ms are not noticed."""


class Reviewer(QObject):
    """Keeps a review of the plan up to date. `reviewed` says that there is a new one.

    A review is of the plan at one position of its log. While an edit is still being looked at, `review` is the one
    before it.
    """

    reviewed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._work: Reviewing | None = None
        self._base: Review | None = None
        self._touched: defaultdict[str, set[str]] = defaultdict(set)
        self.review: Review | None = None
        self.position: Position | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)
        session.changed.connect(self._again)
        session.period_changed.connect(self._anew)

    def begin(self) -> None:
        """Read the whole plan, beginning with the next moment in which the window has nothing else to do."""
        self._base = None
        self._touched.clear()
        self._start(reviewing(self._session.plan, self._session.period))

    def stop(self) -> None:
        """Read no further: the plan is being closed."""
        self._work = None
        self._timer.stop()

    def open_findings(self) -> tuple[Finding, ...]:
        """What was found and nobody has accepted, the gravest first."""
        found = self.review.findings() if self.review else ()
        return tuple(finding for finding in found if waiver_of(self._session.plan, finding) is None)

    def _again(self, touched: Touched) -> None:
        """Look at what an edit affects, with what edits before it affect and was not looked at yet."""
        if self._base is None:
            self._anew()
            return
        for table, ids in touched.items():
            self._touched[table] |= ids
        self._start(reviewing_again(self._base, self._session.plan, self._touched))

    def _anew(self) -> None:
        """Read the whole plan again, unless nobody has asked for a review yet."""
        if self._work is not None or self.review is not None:
            self.begin()

    def _start(self, work: Reviewing) -> None:
        self._work = work
        self._timer.start()

    def _slice(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while self._work is not None and clock.elapsed() < SLICE_MS:
            if not self._work.step():
                self._finish(self._work)

    def _finish(self, work: Reviewing) -> None:
        self._timer.stop()
        self._work = None
        self._touched.clear()
        self.review = self._base = work.review
        self.position = self._session.reader.position()
        self.reviewed.emit()
