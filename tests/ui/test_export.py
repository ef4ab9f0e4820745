"""Exporting a board paper and a tracker from the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.dialogs import LONG_MS, box, button, click
from tests.ui.conftest import clock
from waymark.exchange.reading.returned import read_returned
from waymark.services.ledger import sent_in
from waymark_ui.dialogs.export.dialog import FOLDER
from waymark_ui.dialogs.export.paper import open_export_paper
from waymark_ui.dialogs.export.tracker import open_export_tracker
from waymark_ui.dialogs.progress import ProgressDialog
from waymark_ui.session import Session


def typed(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_that_the_board_paper_is_written_where_it_was_asked_for_and_can_be_opened(
    qtbot, window, example, tmp_path, opener
):
    dialog = open_export_paper(window, example)
    target = tmp_path / "for the board.docx"
    typed(qtbot, dialog.place.line, str(target.with_suffix("")))

    qtbot.keyClick(dialog.place.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.open_file.isVisible(), timeout=LONG_MS)
    click(qtbot, dialog, "Open it")
    click(qtbot, dialog, "Open its folder")

    assert target.read_bytes().startswith(b"PK")
    assert opener.opened == [str(target), str(tmp_path)]


def test_that_a_tracker_is_stamped_with_the_plan_and_where_its_history_stood(qtbot, window, example, tmp_path):
    position = example.reader.position()
    dialog = open_export_tracker(window, example)

    click(qtbot, dialog, "Export")
    qtbot.waitUntil(lambda: dialog.open_file.isVisible(), timeout=LONG_MS)

    returned = read_returned(tmp_path / "example tracker Nov 2017.xlsx")
    assert (returned.stamp.plan_id, returned.stamp.sequence) == (example.reader.plan_id, position.sequence)
    assert returned.period == example.period


def test_that_a_tracker_is_noted_in_the_ledger_as_one_step_that_undo_takes_back(qtbot, window, example, tmp_path):
    position = example.reader.position()
    dialog = open_export_tracker(window, example)

    click(qtbot, dialog, "Export")
    qtbot.waitUntil(lambda: dialog.open_file.isVisible(), timeout=LONG_MS)

    (sent,) = sent_in(example.plan, example.period, None)
    assert (sent.file, sent.position) == ("example tracker Nov 2017.xlsx", position.sequence)
    assert sent.id == read_returned(tmp_path / sent.file).stamp.tracker
    assert example.editor.next_undo.label == "Send a tracker"


def test_that_a_tracker_of_a_plan_open_for_reading_is_written_and_said_not_to_be_noted(
    qtbot, window, example, tmp_path
):
    dialog = open_export_tracker(window, Session.reading(example.reader, clock, example.preferences))

    click(qtbot, dialog, "Export")
    qtbot.waitUntil(lambda: dialog.open_file.isVisible(), timeout=LONG_MS)

    assert (tmp_path / "example tracker Nov 2017.xlsx").exists()
    assert any("It is not noted in the plan’s ledger" in label.text() for label in dialog.findChildren(QLabel))
    assert not example.plan.dispatches


def test_that_the_file_is_named_for_the_period_and_the_folder_is_remembered(qtbot, window, example, tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    example.preferences.put(FOLDER, str(folder))

    dialog = open_export_paper(window, example)
    typed(qtbot, dialog.period, "Oct 2017")

    assert dialog.place.path() == folder / "example board paper Oct 2017.docx"


def test_that_a_period_which_is_none_is_told_beside_it(qtbot, window, example):
    dialog = open_export_paper(window, example)

    typed(qtbot, dialog.period, "soon")

    assert "“soon”" in dialog.period.accessibleDescription()
    assert not button(dialog, "Export").isEnabled()


def test_that_a_folder_which_is_not_there_is_told_before_anything_is_written(qtbot, window, example, tmp_path):
    dialog = open_export_paper(window, example)

    typed(qtbot, dialog.place.line, str(tmp_path / "gone" / "paper.docx"))

    assert "There is no folder" in dialog.place.line.accessibleDescription()
    assert not button(dialog, "Export").isEnabled()


def test_that_a_file_that_is_there_is_replaced_only_after_saying_so(qtbot, window, example, tmp_path):
    (tmp_path / "paper.docx").write_text("the old one", encoding="utf-8")
    dialog = open_export_paper(window, example)

    typed(qtbot, dialog.place.line, str(tmp_path / "paper.docx"))

    assert "it will be replaced" in dialog.place.line.accessibleDescription()
    assert button(dialog, "Export").isEnabled()


def test_that_what_cannot_be_written_is_told_and_can_be_tried_again(qtbot, window, example, tmp_path):
    dialog = open_export_paper(window, example)
    target = tmp_path / "paper.docx"
    typed(qtbot, dialog.place.line, str(target))
    target.mkdir()

    click(qtbot, dialog, "Export")
    told = box(qtbot, window)

    assert "“paper.docx” could not be written" in told.text()
    assert dialog.place.isVisible()
    assert list(tmp_path.glob(".*")) == []


def test_that_an_export_called_off_leaves_no_file(qtbot, window, example, tmp_path):
    before = set(tmp_path.iterdir())
    dialog = open_export_paper(window, example)
    click(qtbot, dialog, "Export")
    (progress,) = dialog.findChildren(ProgressDialog)

    with qtbot.waitSignal(progress.called_off, timeout=LONG_MS):
        click(qtbot, progress, "Cancel")

    assert {path for path in tmp_path.iterdir() if path.suffix in (".docx", "")} == {
        path for path in before if path.suffix in (".docx", "")
    }
    assert dialog.place.isVisible()


def test_that_the_result_says_where_the_file_is(qtbot, window, example, tmp_path):
    dialog = open_export_tracker(window, example)

    click(qtbot, dialog, "Export")
    qtbot.waitUntil(lambda: dialog.open_file.isVisible(), timeout=LONG_MS)

    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert said == [f"The tracker is written: “example tracker Nov 2017.xlsx”.\nIt is in the folder “{tmp_path}”."]
