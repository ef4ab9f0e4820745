"""The preview of an import: each cell with its verdict, its tick and its conflict, row by row."""

from __future__ import annotations

from openpyxl import load_workbook
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from tests.dialogs import action, button, click
from tests.ui.grids import CONTROL, SHIFT
from tests.ui.imports import go, place, press, preview, shown_rows, state, text, tick, written
from waymark.exchange.trackers.proposal import Verdict
from waymark_ui import theme
from waymark_ui.grid.selection import Cell


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
