"""Taking in a file that Waymark did not write: what was found in it, and for which month it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from waymark.domain.changes import Change
from waymark.domain.errors import NotUnderstood
from waymark.domain.period import parse_period
from waymark.exchange.reading.corrections import corrections_in, forgotten, kept
from waymark.exchange.reading.survey import Survey
from waymark.exchange.trackers.foreign import period_of
from waymark.exchange.trackers.proposal import Proposal
from waymark.jobs.reading import compared
from waymark.jobs.running import RunningJob
from waymark.ports import PlanFiles
from waymark_ui.dialogs.found import FoundDialog
from waymark_ui.dialogs.messages import tell
from waymark_ui.dialogs.progress import follow
from waymark_ui.session import Session

TITLE = "Import from Excel or Word"
Then = Callable[[Proposal, Sequence[Change]], object]
"""What is done with what a file would change, and with the changes that keep what was said of its columns."""


class ImportFoundDialog(FoundDialog):
    """Shows what was found, with what the plan knows of such columns, before it is held against the plan."""

    def __init__(
        self, parent: QWidget, files: PlanFiles, session: Session, path: Path, survey: Survey, then: Then
    ) -> None:
        super().__init__(parent, path, survey, corrections_in(session.plan), "&Compare with the plan…")
        self.setWindowTitle(f"{TITLE}: {path.name}")
        self._files = files
        self._session = session
        self._then = then
        self.month = QLineEdit((period_of(survey.taken) or session.period).label)
        self.month.setAccessibleName("Month")
        self.month.setAccessibleDescription("The month of updates and ratings that name none.")
        form = QFormLayout()
        form.addRow("&Month of updates and ratings that name none:", self.month)
        self.rows.addLayout(form)

    def accept(self) -> None:
        """Go on to the cells; where that cannot be, say why and stay."""
        try:
            period = parse_period(self.month.text()).month_column
        except NotUnderstood as problem:
            tell(self, TITLE, str(problem))
            return
        job = RunningJob(compared, self._files.read, self._session.path, self.survey.taken, self.path.name, period)
        follow(self, TITLE, job, self._go_on)

    def _go_on(self, proposal: Proposal) -> None:
        plan, now = self._session.plan, self._session.now()
        super().accept()
        self._then(proposal, (*kept(plan, self.corrections), *forgotten(plan, self.corrections, now)))
