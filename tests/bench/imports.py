"""How long the window answers nothing while a large tracker is read, and how soon its preview is painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QTableView, QVBoxLayout

from tests.bench.measuring import TOLD_PAUSE, Case
from tests.bench.trackers import ACTIONS_MANY, PERIOD, large_plan
from tests.bench.window import IDLE_MS, SIZE, Texts, clock, longest_pause, session_on
from waymark.domain.changes import Insert
from waymark.domain.plan import Plan, Table
from waymark.exchange.reading.returned import read_returned
from waymark.exchange.trackers.layout import Stamp
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.proposal import Proposal
from waymark.exchange.trackers.workbook import write_tracker
from waymark.jobs.limits import Limits
from waymark.jobs.reading import offered
from waymark.jobs.running import RunningJob
from waymark_start.files import Files
from waymark_ui import rubbish
from waymark_ui.dialogs.import_preview import ImportDialog
from waymark_ui.dialogs.progress import follow
from waymark_ui.pages.readings import ReadingsPage
from waymark_ui.session import Session

CHANGED = 3
"""So many cells of each row came back with something else."""


def cases(folder: Path) -> Iterator[Case]:
    """The gates of the window while something is taken in."""
    plan, files = large_plan(), Files(secretary, clock)
    # As the window opens a plan.
    with rubbish.not_looked_for():
        session = session_on(folder / "large.waymark", tuple(map(Insert, plan.rows())))
        page = ReadingsPage(session)
        page.resize(*SIZE)
        page.show()
        path = returned(session, folder / "returned.xlsx")
        proposal = proposed(session.plan, session.plan, read_returned(path))
    assert len(proposal.cells) == CHANGED * ACTIONS_MANY

    def take_in(done: Callable[[], object]) -> None:
        job = RunningJob(offered, files.read, session.path, path, {}, limits=Limits(path.name))
        follow(page, "Reading", job, lambda _: done())

    yield Case(
        f"the longest pause while {ACTIONS_MANY:,} rows of a tracker are read",
        "the longest pause while nothing is; the gate is by how much it is longer, in ms",
        50.0,
        lambda: longest_pause(take_in),
        lambda: longest_pause(lambda then: QTimer.singleShot(IDLE_MS, then)),
        TOLD_PAUSE,
    )
    yield Case(
        f"the preview of {len(proposal.cells):,} cells made and painted",
        "a dialog with a QTableView over a list of the same texts",
        8.0,
        lambda: painted(ImportDialog(page, files, session, proposal)),
        plain_dialog(page, texts_of(page, files, session, proposal)),
    )


def painted(dialog: QDialog) -> None:
    """Open a dialog, paint it and let it go."""
    dialog.open()
    QApplication.processEvents()
    dialog.repaint()
    dialog.done(0)
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


def texts_of(page: ReadingsPage, files: Files, session: Session, proposal: Proposal) -> list[list[str]]:
    """What stands in the preview's cells."""
    dialog = ImportDialog(page, files, session, proposal)
    lines, columns = range(dialog.model.rowCount()), range(dialog.model.columnCount())
    texts = [[dialog.model.text(line, column) for column in columns] for line in lines]
    dialog.deleteLater()
    return texts


def plain_dialog(page: ReadingsPage, texts: list[list[str]]) -> Callable[[], None]:
    """Shows those texts in a plain table, with nothing to tick or to filter by."""

    def run() -> None:
        dialog = QDialog(page)
        table = QTableView()
        table.setModel(Texts(texts, table))
        QVBoxLayout(dialog).addWidget(table)
        dialog.resize(*SIZE)
        painted(dialog)

    return run


def returned(session: Session, path: Path) -> Path:
    """The plan's tracker with three cells of each action typed over."""
    position = session.reader.position()
    stamp = Stamp(session.reader.plan_id, position.sequence, position.hash)
    write_tracker(typed_over(session.plan), PERIOD, stamp, path)
    return path


def typed_over(plan: Plan) -> Plan:
    """The plan as somebody would have it who has filled in its tracker."""
    actions = [replace(action, due="Apr 2018", state="Complete") for action in plan.actions]
    updates = [replace(update, text=f"{update.text} All of them were audited since.") for update in plan.updates]
    return replace(plan, actions=Table(actions), updates=Table(updates))


def secretary() -> str:
    """Who it is; a worker process asks as well."""
    return "A secretary"
