"""Taking a returned tracker in from the window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.dialogs import LONG_MS, action, box, button, click, kpi
from tests.tracking import with_typed
from tests.ui.conftest import clock
from waymark.exchange.trackers.layout import Stamp
from waymark.exchange.trackers.proposal import Verdict
from waymark.exchange.trackers.workbook import write_tracker
from waymark.services.reporting import reading_in
from waymark_ui.dialogs.found import FOLDER
from waymark_ui.dialogs.import_preview import ImportDialog, open_import
from waymark_ui.session import Session

TYPED = {
    ("Actions", "1.1.2", "State"): "Complete",
    ("Updates", "1.1.2", "Update for Nov 2017"): "Two thirds have opened them.",
    ("Actions", "1.2.1", "Due"): "Mar 2018",
    ("Actions", "1.2.2", "Due"): "31/02/2018",
    ("Readings", "P1", "Nov 2017"): "41%",
}


def written(session, folder: Path) -> Path:
    """The plan's tracker, as it goes out now."""
    position = session.reader.position()
    stamp = Stamp(session.reader.plan_id, position.sequence, position.hash)
    write_tracker(session.plan, session.period, stamp, folder / "tracker.xlsx")
    return folder / "tracker.xlsx"


@pytest.fixture
def returned(example, tmp_path):
    """A tracker that came back with a change of each kind; the plan's own due date of 1.2.1 was changed meanwhile."""
    path = with_typed(written(example, tmp_path), TYPED)
    example.editor.type_into(action(example.plan, "1.2.1"), "due", "Jan 2018")
    return path


def preview(qtbot, window, files, session, path) -> ImportDialog:
    open_import(window, files, session, path)
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)), timeout=LONG_MS)
    dialog = window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    return dialog


def line_of(dialog: ImportDialog, name: str, title: str) -> QModelIndex:
    """The line of a cell, by how its row's name begins and its column's title."""
    model = dialog.model
    for place in range(model.rowCount()):
        row = model.index(place, 0)
        if row.data().startswith(name):
            lines = [model.index(line, 0, row) for line in range(model.rowCount(row))]
            return next(line for line in lines if line.data() == title)
    raise LookupError(name)


def texts(line: QModelIndex) -> list[str]:
    return [line.siblingAtColumn(column).data() for column in range(line.model().columnCount())]


def tick(qtbot, dialog, line):
    """Space on a line, as a person ticks it."""
    dialog.tree.setFocus()
    dialog.tree.setCurrentIndex(line)
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)


def reading_of(session, ref):
    reading = reading_in(session.plan, kpi(session.plan, ref), session.period)
    return reading.value if reading else ""


def is_ticked(line) -> Qt.CheckState:
    return Qt.CheckState(line.data(Qt.ItemDataRole.CheckStateRole))


def test_that_the_preview_tells_each_cell_with_its_verdict_reason_and_address(
    qtbot, window, files, example, returned, qtmodeltester
):
    dialog = preview(qtbot, window, files, example, returned)

    state = texts(line_of(dialog, "1.1.2", "State"))
    conflict = texts(line_of(dialog, "1.2.1", "Due"))
    refused = texts(line_of(dialog, "1.2.2", "Due"))
    assert state[1] in ("→ changed", "+ new")
    assert conflict[1:4] == ["! conflict", "Jan 2018", "Mar 2018"]
    assert "the plan now has “Jan 2018”" in conflict[5]
    assert refused[1] == "× refused"
    assert refused[3] == "31/02/2018"
    assert refused[4].startswith("Actions!F")
    qtmodeltester.check(dialog.model)


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

    tick(qtbot, dialog, line_of(dialog, "1.1.2", "State"))
    click(qtbot, dialog, "Import")

    assert action(example.plan, "1.1.2").state == before
    assert reading_of(example, "P1") == "41%"


def test_that_a_row_is_ticked_as_a_whole_and_shows_when_only_a_part_of_it_is(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)
    cell = line_of(dialog, "1.1.2", "State")

    tick(qtbot, dialog, cell)
    in_part = is_ticked(cell.parent())
    tick(qtbot, dialog, cell.parent())
    all_of_it = is_ticked(cell.parent())
    tick(qtbot, dialog, cell.parent())

    assert in_part is Qt.CheckState.PartiallyChecked
    assert all_of_it is Qt.CheckState.Checked
    assert is_ticked(cell) is Qt.CheckState.Unchecked


def test_that_a_tick_is_set_with_the_mouse_too(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)
    cell = line_of(dialog, "1.1.2", "State")
    dialog.tree.scrollTo(cell)
    place = dialog.tree.visualRect(cell)
    box_place = QPoint(place.left() + place.height() // 2, place.center().y())

    qtbot.mouseClick(dialog.tree.viewport(), Qt.MouseButton.LeftButton, pos=box_place)

    assert is_ticked(cell) is Qt.CheckState.Unchecked


def test_that_a_conflict_shows_what_went_out_and_is_taken_only_when_chosen(qtbot, window, files, example, returned):
    went_out = files.read(example.path)
    old = next(row for row in went_out.log() if row.position.sequence == 2).changeset.changes[0].fields["due"][0]
    went_out.close()
    dialog = preview(qtbot, window, files, example, returned)
    line = line_of(dialog, "1.2.1", "Due")

    dialog.tree.setCurrentIndex(line)
    shown = [text.toPlainText() for text in (dialog.pane.base, dialog.pane.ours, dialog.pane.theirs)]
    dialog.pane.take.setFocus()
    qtbot.keyClick(dialog.pane.take, Qt.Key.Key_Space)
    click(qtbot, dialog, "Import")

    assert shown == [old, "Jan 2018", "Mar 2018"]
    assert action(example.plan, "1.2.1").due == "Mar 2018"


def test_that_all_cells_of_a_verdict_are_taken_or_left_at_once(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)

    for verdict in (Verdict.new, Verdict.changed):
        dialog.all_of[verdict].setFocus()
        qtbot.keyClick(dialog.all_of[verdict], Qt.Key.Key_Space)
    none = button(dialog, "Import").isEnabled()
    dialog.all_of[Verdict.conflict].setFocus()
    qtbot.keyClick(dialog.all_of[Verdict.conflict], Qt.Key.Key_Space)

    assert not none
    assert is_ticked(line_of(dialog, "1.2.1", "Due")) is Qt.CheckState.Checked
    assert dialog.all_of[Verdict.new].checkState() is Qt.CheckState.Unchecked


def test_that_a_refused_cell_has_no_tick(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)
    line = line_of(dialog, "1.2.2", "Due")

    tick(qtbot, dialog, line)

    assert line.data(Qt.ItemDataRole.CheckStateRole) is None
    assert not line.flags() & Qt.ItemFlag.ItemIsUserCheckable


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


def test_that_counts_are_told_in_a_sentence(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)

    said = " ".join(label.text() for label in dialog.findChildren(QLabel))

    assert "“copy.xlsx”, the tracker for Nov 2017:" in said
    assert "1 in conflict, 1 refused" in said
    assert "3 cells of 5 will be taken in, as one step." in said


def test_that_a_new_action_and_notes_are_shown(qtbot, window, files, example, tmp_path):
    path = written(example, tmp_path)
    book = load_workbook(path)
    book["Actions"].append([None, "1.2.9", None, "Visit every school", None, "Mar 2018"])
    book.create_sheet("My own notes")["A1"] = "Ask Tom"
    book.save(path)

    dialog = preview(qtbot, window, files, example, path)
    told = [dialog.notes.model().index(place, 0).data() for place in range(dialog.notes.model().rowCount())]
    click(qtbot, dialog, "Import")

    assert dialog.model.index(0, 0).data() == "New action 1.2.9 Visit every school"
    assert any("A new action, 1.2.9" in each for each in told)
    assert any("My own notes" in each for each in told)
    assert action(example.plan, "1.2.9").text == "Visit every school"


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
