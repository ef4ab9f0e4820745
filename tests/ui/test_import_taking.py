"""Taking a returned tracker in from the window, and what is refused, left out and reported."""

from __future__ import annotations

import subprocess
import sys

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.dialogs import LONG_MS, action, box, button, click
from tests.ui.conftest import clock
from tests.ui.grids import CONTROL
from tests.ui.imports import press, preview, reading_of, shown_rows, state, tick, written
from waymark.exchange.trackers.layout import Stamp
from waymark.exchange.trackers.workbook import write_tracker
from waymark_ui.dialogs.found import FOLDER
from waymark_ui.dialogs.import_preview import ImportDialog, open_import
from waymark_ui.session import Session


def test_that_what_is_ticked_is_taken_in_as_one_step_after_a_backup(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)

    click(qtbot, dialog, "Import")

    assert action(example.plan, "1.1.2").state == "Complete"
    assert reading_of(example, "P1") == "41%"
    assert action(example.plan, "1.2.1").due == "Jan 2018"
    assert example.editor.next_undo.label == "Import copy.xlsx"
    assert example.editor.next_undo.origin == "import copy.xlsx"
    assert [backup.reason for backup in files.backups(example.path)] == ["before import"]


def test_that_one_undo_takes_an_import_back(qtbot, window, files, example, returned):
    before = example.plan
    dialog = preview(qtbot, window, files, example, returned)
    click(qtbot, dialog, "Import")

    example.undo()

    assert example.plan == before


def test_that_a_cell_without_its_tick_is_not_taken(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)
    before = action(example.plan, "1.1.2").state

    tick(qtbot, dialog, "1.1.2", "State")
    click(qtbot, dialog, "Import")

    assert action(example.plan, "1.1.2").state == before
    assert reading_of(example, "P1") == "41%"


def test_that_ticks_stay_as_they_were_once_it_is_taken_in(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)
    click(qtbot, dialog, "Import")
    told = [label.text() for label in dialog.findChildren(QLabel)]

    tick(qtbot, dialog, "1.1.2", "State")
    press(qtbot, dialog, Qt.Key.Key_T, CONTROL)

    assert "✓ 3 cells taken in as one step; Undo takes it back. 2 cells not taken." in told
    assert state(dialog, "1.1.2", "State") is Qt.CheckState.Checked
    assert [label.text() for label in dialog.findChildren(QLabel)] == told


def test_that_what_was_not_taken_is_copied_for_mailing_back(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)
    click(qtbot, dialog, "Import")

    click(qtbot, dialog, "Copy what was not taken")

    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Of “copy.xlsx” (Nov 2017) this was not taken:"
    assert len(lines) == 3
    assert any("1.2.2" in line and "“31/02/2018”" in line for line in lines)
    assert any("1.2.1" in line and "Jan 2018" in line for line in lines)


def test_that_a_report_of_what_was_not_taken_is_saved_for_mailing_back(
    qtbot, window, files, example, returned, tmp_path
):
    dialog = preview(qtbot, window, files, example, returned)
    click(qtbot, dialog, "Import")

    click(qtbot, dialog, "Save report…")
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "for the lead.xlsx"))
    qtbot.waitUntil((tmp_path / "for the lead.xlsx").exists, timeout=LONG_MS)

    _, _, *lines = load_workbook(tmp_path / "for the lead.xlsx")["Not taken"].values
    assert {(line[2], line[3]) for line in lines} == {("1.2.1, Due", "Mar 2018"), ("1.2.2, Due", "31/02/2018")}
    qtbot.waitUntil(
        lambda: any("is written: “for the lead.xlsx”" in label.text() for label in dialog.findChildren(QLabel))
    )


def test_that_a_report_which_cannot_be_saved_is_refused_in_words(qtbot, window, files, example, returned, tmp_path):
    dialog = preview(qtbot, window, files, example, returned)

    click(qtbot, dialog, "Save report…")
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "nowhere" / "for the lead.xlsx"))

    said = box(qtbot, dialog).text()
    assert "“for the lead.xlsx” could not be written" in said


def test_that_a_tracker_in_which_nothing_was_changed_has_nothing_to_take(qtbot, window, files, example, tmp_path):
    dialog = preview(qtbot, window, files, example, written(example, tmp_path))

    press(qtbot, dialog, Qt.Key.Key_Space)
    press(qtbot, dialog, Qt.Key.Key_T, CONTROL)

    assert shown_rows(dialog) == []
    assert not button(dialog, "Import").isEnabled()


def test_that_a_file_which_is_no_tracker_is_refused_and_nothing_else_opens(qtbot, window, files, example, tmp_path):
    path = tmp_path / "letter.xlsx"
    path.write_text("Dear colleague", encoding="utf-8")

    open_import(window, files, example, path)

    assert "“letter.xlsx” is not an Excel or Word file" in box(qtbot, window).text()
    assert not window.findChildren(ImportDialog)


def test_that_the_tracker_of_another_plan_is_refused(qtbot, window, files, example, tmp_path):
    path = tmp_path / "theirs.xlsx"
    write_tracker(example.plan, example.period, Stamp("another plan", 1, "hash"), path)

    open_import(window, files, example, path)

    assert "is a tracker of another plan" in box(qtbot, window).text()


def test_that_nothing_is_imported_where_no_backup_can_be_made(qtbot, window, files, example, returned, tmp_path):
    dialog = preview(qtbot, window, files, example, returned)
    (tmp_path / "example backups").write_text("in the way", encoding="utf-8")
    before = example.plan

    click(qtbot, dialog, "Import")

    assert "No backup" in box(qtbot, window).text()
    assert example.plan == before
    assert button(dialog, "Import").isVisible()


def test_that_a_plan_open_for_reading_shows_the_preview_and_takes_nothing(qtbot, window, files, example, returned):
    reading = Session.reading(example.reader, clock, example.preferences)

    dialog = preview(qtbot, window, files, reading, returned)

    assert not button(dialog, "Import").isEnabled()


def test_that_the_file_is_asked_for_and_its_folder_remembered(qtbot, window, files, example, returned):
    open_import(window, files, example)
    (chooser,) = window.findChildren(QFileDialog)

    chooser.fileSelected.emit(str(returned))
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)), timeout=LONG_MS)

    assert example.preferences.get(FOLDER) == str(returned.parent)


def test_that_the_dialogs_leave_the_office_libraries_to_the_worker():
    program = (
        "import sys, waymark_ui.dialogs.import_preview, waymark_ui.dialogs.backups\n"
        "import waymark_ui.dialogs.export.tracker, waymark_ui.dialogs.export.paper, waymark_ui.pages.papers\n"
        "print({'openpyxl', 'docx', 'lxml', 'sqlite3'} & sys.modules.keys())"
    )

    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert said == "set()\n"
