"""Dialogs that come of themselves, or that have more in them than the menu finds in a plan just opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import (
    QDialog,
    QProgressBar,
)

from tests import jobs
from tests.dialogs import LONG_MS, action
from tests.tracking import with_typed
from tests.ui.test_new_from_file import a_workbook_of_theirs
from waymark.exchange.files import beside
from waymark.exchange.trackers.layout import Stamp
from waymark.exchange.trackers.workbook import write_tracker
from waymark.jobs.running import RunningJob
from waymark_ui.about import open_about
from waymark_ui.dialogs.backups import open_backups
from waymark_ui.dialogs.history import open_history
from waymark_ui.dialogs.import_found import ImportFoundDialog
from waymark_ui.dialogs.import_preview import ImportDialog, open_import
from waymark_ui.dialogs.messages import ask, tell
from waymark_ui.dialogs.new_from_file import NewPlanDialog, open_new_from_file
from waymark_ui.dialogs.problem import ProblemDialog
from waymark_ui.dialogs.progress import follow
from waymark_ui.dialogs.refusals import RefusalsDialog
from waymark_ui.main_window import MainWindow
from waymark_ui.session import Session

A_SENTENCE = "The folder is gone; nothing was changed. Choose another, and export once more."
RETURNED = {
    ("Actions", "1.1.2", "State"): "Complete",
    ("Actions", "1.2.1", "Due"): "Mar 2018",
    ("Actions", "1.2.2", "Due"): "31/02/2018",
}
"""What an officer has typed into a tracker: a change, a conflict and what cannot be read."""


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def an_import(window: MainWindow, qtbot) -> QDialog:
    session = session_of(window)
    position, path = session.reader.position(), session.path.with_name("tracker.xlsx")
    write_tracker(session.plan, session.period, Stamp(session.reader.plan_id, position.sequence, position.hash), path)
    session.editor.type_into(action(session.plan, "1.2.1"), "due", "Jan 2018")
    open_import(window, window.files, session, with_typed(path, RETURNED))
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)), timeout=LONG_MS)
    return window.findChildren(ImportDialog)[-1]


def a_new_plan_from_excel(window: MainWindow, qtbot) -> QDialog:
    path = a_workbook_of_theirs(session_of(window).path.parent)
    open_new_from_file(window, window.files, window.preferences, print, path)
    qtbot.waitUntil(lambda: bool(window.findChildren(NewPlanDialog)), timeout=LONG_MS)
    return window.findChildren(NewPlanDialog)[-1]


def a_workbook_to_import(window: MainWindow, qtbot) -> QDialog:
    path = a_workbook_of_theirs(session_of(window).path.parent)
    open_import(window, window.files, session_of(window), path)
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportFoundDialog)), timeout=LONG_MS)
    return window.findChildren(ImportFoundDialog)[-1]


def progress_of_a_job(window: MainWindow, qtbot) -> QDialog:
    target = session_of(window).path.with_name("paper.docx")
    shown = follow(window, "Writing", RunningJob(jobs.deaf, target, unfinished=beside(target)), print)
    qtbot.waitUntil(lambda: shown.findChildren(QProgressBar)[0].value() > 0, timeout=LONG_MS)
    return shown


def a_fault(window: MainWindow, qtbot) -> QDialog:
    dialog = ProblemDialog(window, "Your plan is safe: nothing was changed.")
    dialog.add("RuntimeError: the cogs are stuck")
    dialog.open()
    return dialog


def refusals(window: MainWindow, qtbot) -> QDialog:
    dialog = RefusalsDialog(window, [("1.1.2 Visit", "Due", "31/02/2018", "There is no such day.")] * 3)
    dialog.open()
    return dialog


def a_history(window: MainWindow, qtbot) -> QDialog:
    session = session_of(window)
    for due in ("Jan 2018", "Feb 2018"):
        session.editor.type_into(action(session.plan, "1.2.1"), "due", due)
    dialog = open_history(window, session)
    dialog.steps_view.selectRow(1)
    return dialog


def backups(window: MainWindow, qtbot) -> QDialog:
    session = session_of(window)
    window.files.back_up(session.path, "by hand")
    return open_backups(window, window.files, session, print)


COMING: Mapping[str, Callable[[MainWindow, object], QDialog]] = {
    "import": an_import,
    "import of a workbook": a_workbook_to_import,
    "new from Excel": a_new_plan_from_excel,
    "progress": progress_of_a_job,
    "fault": a_fault,
    "refusals": refusals,
    "history": a_history,
    "backups": backups,
    "sentence": lambda window, _: tell(window, "Export", A_SENTENCE),
    "sentence with details": lambda window, _: tell(window, "Export", A_SENTENCE, "KeyError: 'a bug'"),
    "question": lambda window, _: ask(window, "Backups", A_SENTENCE, "&Restore it", print),
    "about": lambda window, _: open_about(window),
}
"""Dialogs that come of themselves, or that have more in them than the menu finds in a plan just opened."""
