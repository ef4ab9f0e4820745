"""Taking a tracker or another workbook in: what it would change, a tick a cell, and then all of it as one step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSplitter,
    QTabWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from waymark.domain.changes import Change
from waymark.domain.errors import WaymarkError
from waymark.exchange.files import beside
from waymark.exchange.reading.corrections import corrections_in
from waymark.exchange.reading.survey import Survey
from waymark.exchange.reading.typed import Returned
from waymark.exchange.trackers.merging import check_plan, proposed
from waymark.exchange.trackers.proposal import Proposal, Verdict
from waymark.jobs.limits import Limits
from waymark.jobs.papers import report
from waymark.jobs.reading import received
from waymark.jobs.running import RunningJob
from waymark.ports import PlanFiles, Position
from waymark.services.history import plan_at
from waymark_ui.dialogs.cell_pane import CellPane
from waymark_ui.dialogs.found import FOLDER, KINDS
from waymark_ui.dialogs.import_found import ImportFoundDialog
from waymark_ui.dialogs.import_words import not_taken, notes, summary
from waymark_ui.dialogs.messages import counted, resize, tell
from waymark_ui.dialogs.progress import follow
from waymark_ui.dialogs.proposed import SIGNS, TITLES, ProposedModel
from waymark_ui.session import Session

TITLE = "Import a tracker"
WIDTHS = (40, 13, 26, 26, 16)
SIZE = (156, 37)
"""In characters and lines."""


class ImportDialog(QDialog):
    """Shows a proposal and takes in what is ticked, after a backup, as one step.

    `beside` are changes that are made with it: what was said of the workbook's columns.
    """

    def __init__(
        self,
        parent: QWidget,
        files: PlanFiles,
        session: Session,
        proposal: Proposal,
        beside: Sequence[Change] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Import {proposal.file}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._files = files
        self._session = session
        self._proposal = proposal
        self._beside = beside
        self.model = ProposedModel(proposal, self)
        self.model.ticked.connect(self._count)
        self._lay_out()
        self._count()

    def _lay_out(self) -> None:
        tabs = QTabWidget()
        tabs.addTab(self._cells(), f"&Cells ({len(self._proposal.cells)})")
        told = notes(self._proposal)
        tabs.addTab(self._notes(told), f"&Notes ({len(told)})")
        self._words = QLabel(wordWrap=True)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(summary(self._proposal), wordWrap=True))
        layout.addWidget(tabs, 1)
        layout.addWidget(self._words)
        self._saved = QLabel(wordWrap=True)
        self._saved.hide()
        layout.addWidget(self._saved)
        layout.addWidget(self._buttons())
        resize(self, *SIZE)

    def _cells(self) -> QWidget:
        page = QWidget()
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.tree.setAccessibleName("What would change, by row and cell")
        self.tree.setAccessibleDescription("Space ticks a cell, or a whole row.")
        self.tree.setAlternatingRowColors(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.expandAll()
        for column, width in enumerate(WIDTHS[: len(TITLES) - 1]):
            self.tree.setColumnWidth(column, self.fontMetrics().averageCharWidth() * width)
        self.tree.selectionModel().currentChanged.connect(self._show_cell)
        self.pane = CellPane()
        self.pane.chosen.connect(lambda cell, taken: self.model.take([cell], taken))
        layout = QVBoxLayout(page)
        layout.addLayout(self._verdicts())
        parts = QSplitter(Qt.Orientation.Vertical)
        for part, share in ((self.tree, 3), (self.pane, 1)):
            parts.addWidget(part)
            parts.setStretchFactor(parts.indexOf(part), share)
        parts.setChildrenCollapsible(False)
        layout.addWidget(parts)
        return page

    def _verdicts(self) -> QHBoxLayout:
        """A tick for all cells of a verdict at once."""
        row = QHBoxLayout()
        row.addWidget(QLabel("Take all that is"))
        self.all_of: dict[Verdict, QCheckBox] = {}
        for verdict in (Verdict.new, Verdict.changed, Verdict.conflict):
            box = QCheckBox(f"{SIGNS[verdict]} ({self._proposal.counts[verdict]})")
            box.setEnabled(self._proposal.counts[verdict] > 0)
            box.setAccessibleDescription("Takes all of them, or none.")
            box.clicked.connect(lambda _, verdict=verdict: self._take_all(verdict))
            self.all_of[verdict] = box
            row.addWidget(box)
        row.addStretch()
        return row

    def _notes(self, told: list[str]) -> QWidget:
        self.notes = QListView(wordWrap=True)
        self.notes.setModel(QStringListModel(told, self.notes))
        self.notes.setAccessibleName("Notes")
        self.notes.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        return self.notes

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.go: QPushButton = buttons.addButton("&Import", QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy: QPushButton = buttons.addButton("Co&py what is not taken", QDialogButtonBox.ButtonRole.ActionRole)
        self.save: QPushButton = buttons.addButton("&Save report…", QDialogButtonBox.ButtonRole.ActionRole)
        self.leave: QPushButton = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        for button in (self.copy, self.save, self.leave):
            button.setAutoDefault(False)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.not_taken()))
        self.save.clicked.connect(self._choose_report)
        buttons.accepted.connect(self._take_in)
        buttons.rejected.connect(self.reject)
        return buttons

    def not_taken(self) -> str:
        """What is not taken and why, for mailing back."""
        return not_taken(self._proposal, self.model.takes)

    def _show_cell(self, index: QModelIndex, _: QModelIndex | None = None) -> None:
        cell = self.model.cell(index) if index.isValid() else None
        self.pane.show_cell(cell, taken=cell is not None and self.model.takes(cell))

    def _take_all(self, verdict: Verdict) -> None:
        cells = [cell for cell in self.model.cells() if cell.verdict is verdict]
        self.model.take(cells, not all(map(self.model.takes, cells)))

    def _count(self) -> None:
        for verdict, box in self.all_of.items():
            taken = [self.model.takes(cell) for cell in self.model.cells() if cell.verdict is verdict]
            box.setTristate(any(taken) and not all(taken))
            states = {(True, True): Qt.CheckState.Checked, (True, False): Qt.CheckState.PartiallyChecked}
            box.setCheckState(states.get((any(taken), all(taken)), Qt.CheckState.Unchecked))
        self._show_cell(self.tree.currentIndex())
        taken_in = sum(map(self.model.takes, self.model.cells()))
        self.go.setEnabled(taken_in > 0 and not self._session.read_only)
        words = f"{counted(taken_in, 'cell')} of {len(self._proposal.cells):,} will be taken in, as one step."
        self._words.setText("This plan is open for reading only." if self._session.read_only else words)
        for button in (self.copy, self.save):
            button.setEnabled(taken_in < len(self._proposal.cells))

    def _take_in(self) -> None:
        now, name = self._session.now(), self._proposal.file
        try:
            taken = self._proposal.changes(self._session.plan, now, "theirs", self.model.takes)
            self._files.back_up(self._session.path, "before import")
        except WaymarkError as refusal:
            tell(self, TITLE, str(refusal))
            return
        if self._session.make(f"Import {name}", (*self._beside, *taken), f"import {name}"):
            self._tell_taken()

    def _tell_taken(self) -> None:
        """Say what was done; what was not taken can still be copied."""
        taken = sum(map(self.model.takes, self.model.cells()))
        left = len(self._proposal.cells) - taken
        rest = f" {counted(left, 'cell')} not taken." if left else ""
        self._words.setText(f"✓ {counted(taken, 'cell')} taken in as one step; Undo takes it back.{rest}")
        self.tree.setEnabled(False)
        for widget in (*self.all_of.values(), self.pane.keep, self.pane.take):
            widget.setEnabled(False)
        self.go.hide()
        self.copy.setText("Co&py what was not taken")
        self.leave.setText("Close")
        self.leave.setDefault(True)
        self.leave.setFocus()

    def _choose_report(self) -> None:
        chooser = QFileDialog(self, "Save what is not taken", "", "Excel workbooks (*.xlsx)")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("xlsx")
        chooser.selectFile(f"{Path(self._proposal.file).stem}, not taken.xlsx")
        chooser.fileSelected.connect(self._save)
        chooser.open()

    def _save(self, path: str) -> None:
        left = [cell for cell in self._proposal.cells if not self.model.takes(cell)]
        job = RunningJob(report, self._proposal, left, Path(path), unfinished=beside(Path(path)))
        follow(self, "Writing the report", job, self._tell_saved)

    def _tell_saved(self, target: Path) -> None:
        self._saved.setText(f"✓ The report is written: “{target.name}”.")
        self._saved.show()


def open_import(window: QWidget, files: PlanFiles, session: Session, path: Path | None = None) -> None:
    """Take a returned tracker in, or another workbook; asks for the file where none is given."""
    if path is not None:
        _read(window, files, session, path)
        return
    chooser = QFileDialog(window, TITLE, _folder(session), KINDS)
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    chooser.fileSelected.connect(lambda chosen: _read(window, files, session, Path(chosen)))
    chooser.open()


def _folder(session: Session) -> str:
    folder = Path(session.preferences.get(FOLDER) or session.path.parent)
    return str(folder if folder.is_dir() else session.path.parent)


def _read(window: QWidget, files: PlanFiles, session: Session, path: Path) -> None:
    session.preferences.put(FOLDER, str(path.parent))
    job = RunningJob(received, path, corrections_in(session.plan), limits=Limits(path.name))
    follow(window, TITLE, job, lambda came: _look_at(window, files, session, path, came))


def _look_at(window: QWidget, files: PlanFiles, session: Session, path: Path, came: Returned | Survey) -> None:
    """Show what came back; of a workbook that Waymark did not write first what was found in it."""
    if isinstance(came, Returned):
        _preview(window, files, session, came)
        return

    def preview(proposal: Proposal, beside: Sequence[Change]) -> None:
        ImportDialog(window, files, session, proposal, beside).open()

    ImportFoundDialog(window, session, path, came, preview).open()


def _preview(window: QWidget, files: PlanFiles, session: Session, came: Returned) -> None:
    try:
        check_plan(came, session.reader.plan_id)
        base = plan_at(session.reader, session.plan, Position(came.stamp.sequence, came.stamp.hash))
    except WaymarkError as refusal:
        tell(window, TITLE, str(refusal))
        return
    ImportDialog(window, files, session, proposed(session.plan, base, came)).open()
