"""Exporting: which period, where to, the progress, and then the file to open."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from waymark.domain.changes import Insert
from waymark.domain.edits import new_id
from waymark.domain.errors import NotUnderstood
from waymark.domain.ledger import Dispatch
from waymark.domain.period import Period, parse_period
from waymark.domain.rows import Officer
from waymark.exchange.files import beside
from waymark.exchange.papers.issue import Form, Issue
from waymark.exchange.trackers.layout import Stamp
from waymark.jobs.papers import paper, tracker
from waymark.jobs.running import RunningJob
from waymark.services.ledger import sending
from waymark_ui.dialogs.messages import note_label, tell
from waymark_ui.dialogs.place import PlaceField
from waymark_ui.dialogs.progress import follow
from waymark_ui.session import Session

FOLDER = "folder/export"
"""The name of the preference: where things were last exported to."""
LONGEST_NAME = 80
"""Characters of what is exported in the name of its file: a post may be long."""
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
Started = tuple[RunningJob, Dispatch | None]
"""A job, and what is to be entered in the plan's ledger once it is done."""


@dataclass(frozen=True, slots=True)
class Export:
    """What can be exported: what it is called, its file's ending and kind, and what starts the writing of it."""

    what: str
    ending: str
    kinds: str
    start: Callable[[Session, Period, Path], Started]


def _start_paper(session: Session, period: Period, target: Path) -> Started:
    return RunningJob(paper, session.plan, Issue("board", period), Form(), target, unfinished=beside(target)), None


def _start_tracker(session: Session, period: Period, target: Path, lead: str | None = None) -> Started:
    position, id = session.reader.position(), new_id()
    stamp = Stamp(session.reader.plan_id, position.sequence, position.hash, lead=lead or "", tracker=id)
    job = RunningJob(tracker, session.plan, period, stamp, target, unfinished=beside(target))
    return job, Dispatch(
        id=id,
        officer_id=lead,
        period=period.key,
        position=position.sequence,
        file=target.name,
        at=session.now(),
    )


PAPER = Export("board paper", ".docx", "Word documents (*.docx)", _start_paper)
TRACKER = Export("tracker", ".xlsx", "Excel workbooks (*.xlsx)", _start_tracker)


class ExportDialog(QDialog):
    """Asks for the period and the place, has the file written, and offers to open it."""

    def __init__(self, parent: QWidget, session: Session, export: Export) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Export {export.what}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._export = export
        self._written: Path | None = None
        self._sent: Dispatch | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self._asking())
        self._pages.addWidget(self._telling())
        QVBoxLayout(self).addWidget(self._pages)
        self.period.setText(session.period.label)

    def _asking(self) -> QWidget:
        page = QWidget()
        self.period = QLineEdit()
        self.period.textChanged.connect(self._look_at_period)
        self.period.setAccessibleName("Reporting period")
        self._period_note = note_label(page)
        self.place = PlaceField(self._export.ending, self._export.kinds)
        self.place.changed.connect(self._look)
        self.buttons = QDialogButtonBox()
        self._go: QPushButton = self.buttons.addButton("&Export", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._write)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout(page)
        form.addRow("Reporting &period:", self.period)
        form.addRow("", self._period_note)
        form.addRow("&Write to:", self.place)
        form.addRow(self.buttons)
        return page

    def _telling(self) -> QWidget:
        page = QWidget()
        self._result = QLabel(wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox()
        self.open_file: QPushButton = buttons.addButton("&Open it", QDialogButtonBox.ButtonRole.ActionRole)
        self.open_folder: QPushButton = buttons.addButton("Open its &folder", QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.open_file.clicked.connect(lambda: self._open(self._written))
        self.open_folder.clicked.connect(lambda: self._open(self._written.parent if self._written else None))
        buttons.rejected.connect(self.accept)
        layout = QVBoxLayout(page)
        layout.addWidget(self._result)
        layout.addStretch()
        layout.addWidget(buttons)
        return page

    def _look_at_period(self) -> None:
        period, problem = self._read_period()
        self._period_note.setText(problem)
        self.period.setAccessibleDescription(problem)
        if period is not None:
            folder = Path(self._session.preferences.get(FOLDER) or self._session.path.parent)
            what = " ".join(_NOT_IN_NAMES.sub(" ", self._export.what).split())[:LONGEST_NAME].rstrip()
            name = f"{self._session.path.stem} {what} {period.label}{self._export.ending}"
            self.place.suggest((folder if folder.is_dir() else self._session.path.parent) / name)
        self._look()

    def _read_period(self) -> tuple[Period | None, str]:
        try:
            return parse_period(self.period.text()).month_column, ""
        except NotUnderstood as problem:
            return None, str(problem)

    def _look(self) -> None:
        self._go.setEnabled(self._read_period()[0] is not None and not self.place.problem())

    def _write(self) -> None:
        period, target = self._read_period()[0], self.place.path()
        if period is not None and target is not None:
            self._session.preferences.put(FOLDER, str(target.parent))
            job, self._sent = self._export.start(self._session, period, target)
            follow(self, f"Writing the {self._export.what}", job, self._tell_written)

    def _tell_written(self, path: Path) -> None:
        self._written = path
        words = f"The {self._export.what} is written: “{path.name}”.\nIt is in the folder “{path.parent}”."
        self._result.setText("\n".join(filter(None, (words, self._note_sent()))))
        self._pages.setCurrentIndex(1)
        self.open_file.setDefault(True)
        self.open_file.setFocus()

    def _note_sent(self) -> str:
        """Enter a tracker in the plan's ledger; gives why it is not there, blank where it is or is no tracker."""
        if self._sent is None:
            return ""
        if self._session.read_only:
            return "It is not noted in the plan’s ledger: the plan is open for reading only."
        if self._session.make(sending(1), [Insert(self._sent)], "tracker"):
            return ""
        return f"It is not noted in the plan’s ledger. {self._session.refusal}"

    def _open(self, path: Path | None) -> None:
        if path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            tell(self, self.windowTitle(), f"No program here opens “{path.name}”. It is in the folder “{path.parent}”.")


def open_export_paper(window: QWidget, session: Session) -> ExportDialog:
    """Export the board paper."""
    return _opened(ExportDialog(window, session, PAPER))


def open_export_tracker(window: QWidget, session: Session, lead: Officer | None = None) -> ExportDialog:
    """Export a tracker for everybody, or one lead's share of it."""
    if lead is None:
        return _opened(ExportDialog(window, session, TRACKER))
    start = partial(_start_tracker, lead=lead.id)
    return _opened(ExportDialog(window, session, replace(TRACKER, what=f"tracker for {lead.label}", start=start)))


def _opened(dialog: ExportDialog) -> ExportDialog:
    dialog.open()
    return dialog
