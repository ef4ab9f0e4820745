"""Taking a tracker or another workbook in: what it would change, a tick a cell, and then all of it as one step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from waymark.domain.changes import Change
from waymark.domain.errors import WaymarkError
from waymark.exchange.files import beside
from waymark.exchange.reading.corrections import corrections_in
from waymark.exchange.reading.survey import Survey
from waymark.exchange.trackers.proposal import Cell as Proposed
from waymark.exchange.trackers.proposal import Proposal, Verdict
from waymark.jobs.limits import Limits
from waymark.jobs.papers import report
from waymark.jobs.reading import offered
from waymark.jobs.running import RunningJob
from waymark.ports import PlanFiles
from waymark_ui.dialogs.cell_pane import CellPane
from waymark_ui.dialogs.found import FOLDER, KINDS
from waymark_ui.dialogs.import_found import TITLE, ImportFoundDialog
from waymark_ui.dialogs.import_words import not_taken, notes, summary
from waymark_ui.dialogs.messages import counted, resize, tell
from waymark_ui.dialogs.progress import follow
from waymark_ui.dialogs.proposed import SIGNS, ProposedSheet, place_of
from waymark_ui.dialogs.scrolled import scrolled
from waymark_ui.grid.selection import Cell
from waymark_ui.grid.ticks import PARTLY, UNCHECKED, TickedModel, TickedView, Ticks
from waymark_ui.session import Session

KEYS = "Space ticks what is selected, Ctrl+R a row, Ctrl+T a column. Ctrl+F filters; Ctrl+Tab leaves the grid."
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
        self.sheet = ProposedSheet(proposal)
        of = self.sheet.of_verdict
        self.ticks = Ticks(of[Verdict.new] | of[Verdict.changed], of[Verdict.conflict], self)
        self.model = TickedModel(session, self.sheet, self.ticks)
        self._lay_out()
        self.ticks.changed.connect(self._count)
        self._go_to_first()
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
        self.grid = TickedView(self.model)
        self.grid.setAccessibleName("What would change, row by row")
        self.grid.table.setAccessibleDescription(KEYS)
        self.grid.said.connect(lambda said: self._words.setText(said))
        self.grid.table.picked.changed.connect(self._show_cell)
        self.pane = CellPane()
        self.pane.chosen.connect(lambda cell, taken: self.ticks.put([place_of(cell)], ticked=taken))
        layout = QVBoxLayout(page)
        layout.addLayout(self._verdicts())
        layout.addWidget(QLabel(KEYS, wordWrap=True))
        # Beside each other: of a screen at 150 % the grid would else have no room for a row.
        parts = QSplitter(Qt.Orientation.Horizontal)
        for part, share in ((self.grid, 3), (scrolled(self.pane), 1)):
            parts.addWidget(part)
            parts.setStretchFactor(parts.indexOf(part), share)
        parts.setChildrenCollapsible(False)
        layout.addWidget(parts, 1)
        return page

    def _verdicts(self) -> QHBoxLayout:
        """A tick for all cells of a verdict at once, and which rows are shown."""
        row = QHBoxLayout()
        row.addWidget(QLabel("Take all that is"))
        self.all_of: dict[Verdict, QCheckBox] = {}
        for verdict in (Verdict.new, Verdict.changed, Verdict.conflict):
            box = QCheckBox(self._counted(verdict))
            box.setEnabled(bool(self.sheet.of_verdict[verdict]))
            box.setAccessibleDescription("Takes all of them, or none.")
            box.clicked.connect(lambda _, verdict=verdict: self._take_all(verdict))
            self.all_of[verdict] = box
            row.addWidget(box)
        row.addStretch()
        self.shown = QComboBox()
        self.shown.setAccessibleName("Rows shown")
        self.shown.addItem("All rows", "")
        for verdict in filter(self.sheet.of_verdict.get, Verdict):
            self.shown.addItem(f"Rows with {self._counted(verdict)}", verdict)
        self.shown.currentIndexChanged.connect(lambda _: self._show_rows())
        label = QLabel("Sho&w:")
        label.setBuddy(self.shown)
        row.addWidget(label)
        row.addWidget(self.shown)
        return row

    def _counted(self, verdict: Verdict) -> str:
        return f"{SIGNS[verdict]} {verdict} ({len(self.sheet.of_verdict[verdict]):,})"

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

    def takes(self, cell: Proposed) -> bool:
        """Whether a cell will be taken."""
        return self.ticks.has(place_of(cell))

    def not_taken(self) -> str:
        """What is not taken and why, for mailing back."""
        return not_taken(self._proposal, self.takes)

    def _go_to_first(self) -> None:
        """Begin at the first cell that would change, in the grid."""
        lines, columns = range(self.model.rowCount()), range(self.model.columnCount())
        cells = (Cell(line, column) for line in lines for column in columns if self._proposed(line, column))
        if first := next(cells, None):
            self.grid.table.picked.go_to(first)
        self.grid.setFocus()

    def _proposed(self, line: int, column: int) -> Proposed | None:
        return self.sheet.cell(self.model.line(line).row, self.model.column(column).key)

    def _show_rows(self) -> None:
        wanted = self.shown.currentData()
        self.sheet.only = Verdict(wanted) if wanted else None
        self.model.reload()

    def _show_cell(self) -> None:
        current = self.grid.table.picked.current
        cell = self._proposed(current.line, current.column) if current else None
        self.pane.show_cell(cell, taken=cell is not None and self.takes(cell))

    def _take_all(self, verdict: Verdict) -> None:
        self.ticks.turn(self.sheet.of_verdict[verdict])

    def _count(self) -> None:
        for verdict, box in self.all_of.items():
            state = self.ticks.state(self.sheet.of_verdict[verdict]) or UNCHECKED
            box.setTristate(state is PARTLY)
            box.setCheckState(state)
        self._show_cell()
        self._taken = self.ticks.count(self.sheet.cells.keys())
        self.go.setEnabled(self._taken > 0 and not self._session.read_only)
        words = f"{counted(self._taken, 'cell')} of {len(self._proposal.cells):,} will be taken in, as one step."
        self._words.setText("This plan is open for reading only." if self._session.read_only else words)
        for button in (self.copy, self.save):
            button.setEnabled(self._taken < len(self._proposal.cells))

    def _take_in(self) -> None:
        now, name = self._session.now(), self._proposal.file
        try:
            taken = self._proposal.changes(self._session.plan, now, "theirs", self.takes)
            self._files.back_up(self._session.path, "before import")
        except WaymarkError as refusal:
            tell(self, TITLE, str(refusal))
            return
        if self._session.make(f"Import {name}", (*self._beside, *taken), f"import {name}"):
            self._tell_taken()

    def _tell_taken(self) -> None:
        """Say what was done; what was not taken can still be copied."""
        self.ticks.settle()
        left = len(self._proposal.cells) - self._taken
        rest = f" {counted(left, 'cell')} not taken." if left else ""
        self._words.setText(f"✓ {counted(self._taken, 'cell')} taken in as one step; Undo takes it back.{rest}")
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
        left = [cell for cell in self._proposal.cells if not self.takes(cell)]
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
    corrections = corrections_in(session.plan)
    job = RunningJob(offered, files.read, session.path, path, corrections, limits=Limits(path.name))
    follow(window, TITLE, job, lambda came: _look_at(window, files, session, path, came))


def _look_at(window: QWidget, files: PlanFiles, session: Session, path: Path, came: Proposal | Survey) -> None:
    """Show what came back; of a workbook that Waymark did not write first what was found in it."""

    def preview(proposal: Proposal, beside: Sequence[Change] = ()) -> None:
        ImportDialog(window, files, session, proposal, beside).open()

    if isinstance(came, Proposal):
        preview(came)
        return
    ImportFoundDialog(window, files, session, path, came, preview).open()
