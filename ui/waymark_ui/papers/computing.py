"""What is computed of a paper's parts, worked out in a process beside the window and kept while it holds."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.outline import KINDS
from waymark.exchange.papers.parts import Part
from waymark.jobs.papers import part as work_out
from waymark.jobs.running import Failed, Finished, RunningJob
from waymark_ui.session import Session, Touched

SETTLING_MS = 300
"""How long a part is shown, or the plan stays as it is, before work is begun: what only passes by is not worked out."""
EVERY_MS = 50
"""How often the work is asked how far it is."""
UNUSED = frozenset({"passages", "pictures", "waivers", "dispatches", "receipts", "answers", "column_roles"})
"""The tables of which nothing is computed."""


class Computing(QObject):
    """Works out one part at a time, the one that was asked for last.

    `ready` carries its pieces of HTML, `failed` a sentence.
    """

    ready = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._issue: Issue | None = None
        self._key = ""
        self._known: dict[str, tuple[str, ...]] = {}
        self._job: RunningJob | None = None
        self._jobs: list[RunningJob] = []
        self._settling = QTimer(self, singleShot=True, interval=SETTLING_MS)
        self._settling.timeout.connect(self._begin)
        self._following = QTimer(self, interval=EVERY_MS)
        self._following.timeout.connect(self._follow)
        # Where the page or the program ends meanwhile, the work must not live on. Of a method's object Qt would keep
        # no hold.
        self._close = partial(_close, self._jobs)
        self.destroyed.connect(self._close)
        program = QCoreApplication.instance()
        assert program is not None
        program.aboutToQuit.connect(self._close)
        session.changed.connect(self._forget)

    def ask(self, issue: Issue, part: Part) -> bool:
        """Have a part worked out; gives whether that is known already, and `ready` has told it."""
        if issue != self._issue:
            self._known.clear()
        if (issue, part.key) != (self._issue, self._key):
            self.stop()
        self._issue, self._key = issue, part.key
        known = self._known.get(part.key)
        if known is not None:
            self.ready.emit(known)
            return True
        self._settling.start()
        return False

    def stop(self) -> None:
        """Work no further; the process ends by itself, and is not waited for."""
        self._settling.stop()
        if self._job is not None:
            self._job.kill()
            self._job = None

    def _begin(self) -> None:
        self.stop()
        self._job = RunningJob(work_out, self._session.plan, self._issue, self._key)
        self._jobs.append(self._job)
        self._following.start()

    def _follow(self) -> None:
        for job in [*self._jobs]:
            for message in job.poll():
                if isinstance(message, Finished | Failed):
                    self._jobs.remove(job)
                    self._take(job, message)
        if not self._jobs:
            self._following.stop()

    def _take(self, job: RunningJob, outcome: Finished | Failed) -> None:
        if job is not self._job:
            return
        self._job = None
        if isinstance(outcome, Finished):
            self._known[self._key] = outcome.result
            self.ready.emit(outcome.result)
        else:
            self.failed.emit(outcome.words)

    def _forget(self, touched: Touched) -> None:
        """What was worked out of the plan before a change may be other than what is worked out of it now."""
        tables = touched.keys() - UNUSED
        if self._issue is None or not tables:
            return
        parts = KINDS[self._issue.kind].parts
        gone = {part.key for part in parts if part.comments or tables != {"commentary"}}
        self._known = {key: known for key, known in self._known.items() if key not in gone}
        if self._key in gone:
            self.stop()


def _close(jobs: Iterable[RunningJob]) -> None:
    for job in jobs:
        job.kill()
        job.close()
