"""Taking a returned tracker in from the window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from tests.dialogs import LONG_MS, action, box, button, click, kpi
from tests.tracking import with_typed
from tests.ui.conftest import clock
from tests.ui.grids import CONTROL, NONE, SHIFT
from waymark.exchange.trackers.layout import Stamp
from waymark.exchange.trackers.proposal import Verdict
from waymark.exchange.trackers.workbook import write_tracker
from waymark.services.reporting import reading_in
from waymark_ui import theme
from waymark_ui.dialogs.found import FOLDER
from waymark_ui.dialogs.import_preview import ImportDialog, open_import
from waymark_ui.dialogs.proposed import ref_of
from waymark_ui.grid.selection import Cell
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
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    return dialog


def place(dialog: ImportDialog, ref: str, title: str) -> tuple[int, int]:
    """Line and column of a cell, by its row's ref and its column's title."""
    model = dialog.model
    line = next(line for line in range(model.rowCount()) if model.line(line).row and model.text(line, 0) == ref)
    return line, next(number for number, column in enumerate(model.columns()) if column.title == title)


def text(dialog: ImportDialog, ref: str, title: str) -> str:
    return dialog.model.text(*place(dialog, ref, title))


def state(dialog: ImportDialog, ref: str, title: str) -> Qt.CheckState | None:
    """The tick of a cell."""
    return dialog.model.tick(*place(dialog, ref, title))


def go(dialog: ImportDialog, ref: str, title: str) -> None:
    dialog.grid.setFocus()
    dialog.grid.table.picked.go_to(Cell(*place(dialog, ref, title)))


def press(qtbot, dialog: ImportDialog, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(dialog.grid.table, key, modifiers)


def tick(qtbot, dialog, ref, title):
    """Space on a cell, as a person ticks it."""
    go(dialog, ref, title)
    press(qtbot, dialog, Qt.Key.Key_Space)


def shown_rows(dialog: ImportDialog) -> list[str]:
    lines = map(dialog.model.line, range(dialog.model.rowCount()))
    return [ref_of(line.row) for line in lines if line.row is not None]


def reading_of(session, ref):
    reading = reading_in(session.plan, kpi(session.plan, ref), session.period)
    return reading.value if reading else ""


def test_that_the_preview_tells_each_cell_with_its_verdict_reason_and_address(
    qtbot, window, files, example, returned, qtmodeltester
):
    dialog = preview(qtbot, window, files, example, returned)
    spoken = dialog.model.index(*place(dialog, "1.2.2", "Due")).data(Qt.ItemDataRole.AccessibleTextRole)

    assert text(dialog, "1.1.2", "State") == "changed: In progress → Complete"
    assert text(dialog, "1.2.1", "Due") == "conflict: Jan 2018 → Mar 2018"
    assert spoken.startswith("refused: 31/02/2018 (stays Feb 2018). Actions!F")
    assert "“31/02/2018”" in spoken
    qtmodeltester.check(dialog.model)


def test_that_a_verdict_has_a_sign_a_word_and_a_colour(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)
    cells = {"changed": ("1.1.2", "State"), "conflict": ("1.2.1", "Due"), "refused": ("1.2.2", "Due")}

    looks = {word: dialog.model.look(*place(dialog, *cell)) for word, cell in cells.items()}
    grounds = [theme.schemes()[scheme].base for scheme in (theme.LIGHT, theme.DARK)]

    assert [look.letter for look in looks.values()] == ["→", "!", "×"]
    assert all(text(dialog, *cell).startswith(f"{word}: ") for word, cell in cells.items())
    assert len({look.colour for look in looks.values()}) == 3
    assert all(theme.contrast(QColor(look.colour), ground) > 3 for look in looks.values() for ground in grounds)


def test_that_what_is_the_same_is_shown_beside_it_without_a_tick(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)
    due = action(example.plan, "1.1.2").due

    tick(qtbot, dialog, "1.1.2", "Due")

    assert text(dialog, "1.1.2", "Due") == due
    assert dialog.model.look(*place(dialog, "1.1.2", "Due")).faint
    assert state(dialog, "1.1.2", "Due") is None


def test_that_only_columns_with_something_to_look_at_are_shown_under_the_kind_of_their_rows(
    qtbot, window, files, example, returned
):
    dialog = preview(qtbot, window, files, example, returned)
    lines = map(dialog.model.line, range(dialog.model.rowCount()))

    titles = [column.title for column in dialog.model.columns()]

    assert titles == ["Ref", "What it is", "Due", "State", "Update for Nov 2017", "Nov 2017"]
    assert [line.heading for line in lines if line.row is None] == [
        "Actions: 3 rows, 4 cells",
        "KPIs and readings: 1 row, 1 cell",
    ]
    assert text(dialog, "P1", "Due") == ""


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


def test_that_a_row_is_ticked_as_a_whole_and_shows_when_only_a_part_of_it_is(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)

    tick(qtbot, dialog, "1.1.2", "State")
    in_part = state(dialog, "1.1.2", "Ref")
    tick(qtbot, dialog, "1.1.2", "Ref")
    all_of_it = state(dialog, "1.1.2", "Ref")
    press(qtbot, dialog, Qt.Key.Key_R, CONTROL)

    assert in_part is Qt.CheckState.PartiallyChecked
    assert all_of_it is Qt.CheckState.Checked
    assert state(dialog, "1.1.2", "State") is Qt.CheckState.Unchecked


def test_that_a_column_is_ticked_as_a_whole_by_its_keys(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)
    column = place(dialog, "1.2.1", "Due")[1]

    go(dialog, "1.1.2", "Due")
    press(qtbot, dialog, Qt.Key.Key_T, CONTROL)
    by_one_key = state(dialog, "1.2.1", "Due")
    header = dialog.model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleDescriptionRole)
    press(qtbot, dialog, Qt.Key.Key_Space, CONTROL)
    press(qtbot, dialog, Qt.Key.Key_Space)

    assert by_one_key is Qt.CheckState.Checked
    assert header == "What would change of “Due”. Ticked."
    assert state(dialog, "1.2.1", "Due") is Qt.CheckState.Unchecked


def test_that_a_tick_is_set_with_the_mouse_too(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)
    table = dialog.grid.table
    line, column = place(dialog, "1.1.2", "State")
    corner = table.visualRect(dialog.model.index(line, column)).topLeft()
    box_place = table.cells.tick_box(QRect(corner, QSize())).center().toPoint()

    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box_place)

    assert state(dialog, "1.1.2", "State") is Qt.CheckState.Unchecked


def test_that_a_secretary_looks_through_an_import_with_the_keyboard_alone(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)

    def key(*pressed) -> None:
        qtbot.keyClick(QApplication.focusWidget(), *pressed)

    begun_at = dialog.grid.table.picked.current
    key(Qt.Key.Key_Left)
    key(Qt.Key.Key_F, CONTROL)
    for letter in "conf":
        qtbot.keyClicks(QApplication.focusWidget(), letter)
    only = shown_rows(dialog)
    key(Qt.Key.Key_Return)
    read = dialog.pane.theirs.toPlainText()
    key(Qt.Key.Key_Space)
    key(Qt.Key.Key_F, CONTROL | SHIFT)
    for _ in range(12):
        key(Qt.Key.Key_Tab, CONTROL) if dialog.grid.table.hasFocus() else key(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is dialog.go:
            break
    key(Qt.Key.Key_Return)

    assert begun_at == Cell(*place(dialog, "1.1.2", "State"))
    assert only == ["1.2.1"]
    assert read == "Mar 2018"
    assert action(example.plan, "1.2.1").due == "Mar 2018"
    assert action(example.plan, "1.1.2").state == "Complete"


def test_that_only_rows_with_a_verdict_are_shown_where_that_is_wanted(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)

    dialog.shown.setFocus()
    qtbot.keyClick(dialog.shown, Qt.Key.Key_End)
    chosen = dialog.shown.currentText()
    refused = shown_rows(dialog)
    go(dialog, "1.2.2", "Due")
    press(qtbot, dialog, Qt.Key.Key_T, CONTROL)
    qtbot.keyClick(dialog.shown, Qt.Key.Key_Home)

    assert chosen == "Rows with × refused (1)"
    assert refused == ["1.2.2"]
    assert shown_rows(dialog) == ["1.1.2", "1.2.1", "1.2.2", "P1"]
    assert state(dialog, "1.2.1", "Due") is Qt.CheckState.Unchecked


def test_that_rows_are_sorted_by_what_would_change(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)

    go(dialog, "1.1.2", "Due")
    press(qtbot, dialog, Qt.Key.Key_O, CONTROL | SHIFT)

    assert shown_rows(dialog) == ["1.2.1", "1.1.2", "1.2.2", "P1"]


def test_that_nothing_can_be_typed_or_pasted_into_the_preview(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)
    offered = [command.text() for command in dialog.grid.commands()]

    go(dialog, "1.2.2", "Due")
    press(qtbot, dialog, Qt.Key.Key_4)

    assert {"Cut", "Paste", "Clear", "Fill down", "Edit cell"}.isdisjoint(offered)
    assert offered[:3] == ["Tick", "Tick row", "Tick column"]
    assert dialog.grid.editing.editor is None


def test_that_a_conflict_shows_what_went_out_and_is_taken_only_when_chosen(qtbot, window, files, example, returned):
    went_out = files.read(example.path)
    old = next(row for row in went_out.log() if row.position.sequence == 2).changeset.changes[0].fields["due"][0]
    went_out.close()
    dialog = preview(qtbot, window, files, example, returned)

    go(dialog, "1.2.1", "Due")
    shown = [each.toPlainText() for each in (dialog.pane.base, dialog.pane.ours, dialog.pane.theirs)]
    head = next(label.text() for label in dialog.pane.findChildren(QLabel) if "conflict" in label.text())
    dialog.pane.take.setFocus()
    qtbot.keyClick(dialog.pane.take, Qt.Key.Key_Space)
    click(qtbot, dialog, "Import")

    assert shown == [old, "Jan 2018", "Mar 2018"]
    assert head.endswith("conflict. The plan’s was changed since by A secretary, 20 November 2017, 10:00.")
    assert action(example.plan, "1.2.1").due == "Mar 2018"


def test_that_all_cells_of_a_verdict_are_taken_or_left_at_once(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)

    dialog.all_of[Verdict.changed].setFocus()
    qtbot.keyClick(dialog.all_of[Verdict.changed], Qt.Key.Key_Space)
    none = button(dialog, "Import").isEnabled()
    dialog.all_of[Verdict.conflict].setFocus()
    qtbot.keyClick(dialog.all_of[Verdict.conflict], Qt.Key.Key_Space)

    assert not none
    assert not dialog.all_of[Verdict.new].isEnabled()
    assert state(dialog, "1.2.1", "Due") is Qt.CheckState.Checked
    assert dialog.all_of[Verdict.new].checkState() is Qt.CheckState.Unchecked


def test_that_a_refused_cell_has_no_tick_and_says_why(qtbot, window, files, example, returned):
    dialog = preview(qtbot, window, files, example, returned)
    said: list[str] = []
    dialog.grid.said.connect(said.append)

    tick(qtbot, dialog, "1.2.2", "Due")

    assert state(dialog, "1.2.2", "Due") is None
    assert not dialog.model.flags(dialog.model.index(*place(dialog, "1.2.2", "Due"))) & Qt.ItemFlag.ItemIsUserCheckable
    assert said[0].startswith("Actions!F")
    assert "31/02/2018" in said[0]


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

    assert text(dialog, "1.2.9", "What it is") == "New: Visit every school"
    assert text(dialog, "1.2.9", "Action") == "new: Visit every school"
    assert any("A new action, 1.2.9" in each for each in told)
    assert any("My own notes" in each for each in told)
    assert action(example.plan, "1.2.9").text == "Visit every school"


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
