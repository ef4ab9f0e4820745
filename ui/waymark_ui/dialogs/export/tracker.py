"""Exporting a tracker, for everybody or for one lead, and noting it in the plan's ledger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from waymark.domain.changes import Insert
from waymark.domain.edits import new_id
from waymark.domain.ledger import Dispatch
from waymark.domain.period import Period
from waymark.domain.rows import Officer
from waymark.exchange.files import beside
from waymark.exchange.trackers.layout import Stamp
from waymark.jobs.papers import tracker
from waymark.jobs.running import RunningJob
from waymark.services.ledger import sending
from waymark_ui.dialogs.export.dialog import ExportDialog
from waymark_ui.dialogs.place import PlaceField
from waymark_ui.session import Session

ENDING, KINDS = ".xlsx", "Excel workbooks (*.xlsx)"


class TrackerDialog(ExportDialog):
    """Asks for the period and the place of a tracker; one lead's share of it where a lead is named."""

    def __init__(self, parent: QWidget, session: Session, lead: Officer | None = None) -> None:
        self._lead = lead
        self._sent: Dispatch | None = None
        super().__init__(parent, session, PlaceField(ENDING, KINDS))

    def what(self) -> str:
        return f"tracker for {self._lead.label}" if self._lead else "tracker"

    def ending(self) -> str:
        return ENDING

    def begin(self, period: Period, target: Path) -> RunningJob:
        session, lead, id = self.session, self._lead.id if self._lead else None, new_id()
        position = session.reader.position()
        stamp = Stamp(session.reader.plan_id, position.sequence, position.hash, lead=lead or "", tracker=id)
        self._sent = Dispatch(
            id=id,
            officer_id=lead,
            period=period.key,
            position=position.sequence,
            file=target.name,
            at=session.now(),
        )
        return RunningJob(tracker, session.plan, period, stamp, target, unfinished=beside(target))

    def finish(self, result: Any) -> Sequence[str]:
        """Enter the tracker in the plan's ledger; where that cannot be, says why."""
        if self._sent is None:
            return ()
        if self.session.read_only:
            return ("It is not noted in the plan’s ledger: the plan is open for reading only.",)
        if self.session.make(sending(1), [Insert(self._sent)], "tracker"):
            return ()
        return (f"It is not noted in the plan’s ledger. {self.session.refusal}",)


def open_export_tracker(window: QWidget, session: Session, lead: Officer | None = None) -> TrackerDialog:
    """Export a tracker for everybody, or one lead's share of it."""
    dialog = TrackerDialog(window, session, lead)
    dialog.open()
    return dialog
