"""Plans in the window: opened, begun, closed with a backup, and lost while they were open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.ui.conftest import clock
from tests.ui.windows import asked, press, retitle, said
from waymark_db.store import open_plan, read_plan
from waymark_start.files import Files
from waymark_ui.dialogs.copy import CopyDialog


def test_that_a_plan_that_somebody_has_is_offered_for_reading(qtbot, window_of, plan):
    with open_plan(plan, who="Another secretary", clock=clock):
        window = window_of(plan)
        (question,) = asked(window)
        press(qtbot, question, "Open for reading")

        assert "Another secretary" in question.text()
        assert window.session.read_only
        assert not retitle(window)
        assert "reading only" in said(window)[0]
        assert not window.menus.undo.isEnabled()


def test_that_a_file_that_is_no_plan_is_refused_in_words_beside_the_ways_to_begin(window_of, tmp_path):
    path = tmp_path / "letter.waymark"
    path.write_text("Dear Board,", encoding="utf-8")

    window = window_of(path)

    assert "letter.waymark" in said(window)[0]
    assert window.session is None
    assert path.read_text(encoding="utf-8") == "Dear Board,"


def test_that_a_new_plan_is_begun_where_asked_and_opened(qtbot, window_of, tmp_path):
    window = window_of()

    qtbot.keyClick(window, "n", Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "Steady Ground.waymark"))

    assert window.session.plan.cover.title == "Steady Ground"
    assert window.session.path == tmp_path / "Steady Ground.waymark"


def test_that_what_the_plan_began_with_cannot_be_undone(qtbot, window_of, tmp_path):
    window = window_of()
    window.begin_plan(tmp_path / "Steady Ground.waymark")

    qtbot.keyClick(window, "z", Qt.KeyboardModifier.ControlModifier)

    assert not window.menus.undo.isEnabled()
    assert window.status.texts() == ["Steady Ground.waymark", "All changes saved"]
    assert window.session.plan.cover.title == "Steady Ground"


def test_that_the_example_is_copied_to_a_chosen_place(window_of, tmp_path):
    window = window_of()

    window.begin_example(tmp_path / "trying.waymark")

    assert window.session.plan.actions.live()
    assert (tmp_path / "trying.waymark").is_file()


def test_that_a_new_plan_never_replaces_a_file(main_window, example_file, tmp_path):
    other = Path(shutil.copy(example_file, tmp_path / "other.waymark"))

    main_window.begin_plan(other)

    assert "already a file" in said(main_window)[0]
    assert other.read_bytes() == example_file.read_bytes()
    assert main_window.session.path != other


def test_that_closing_backs_up_what_was_changed_and_lets_the_plan_go(main_window, plan, example_file):
    retitle(main_window)

    assert main_window.close()

    assert [backup.reason for backup in Files(lambda: "", clock).backups(plan)] == ["on closing"]
    with open_plan(plan, who="Another secretary", clock=clock) as store:
        assert store.load().cover.title == "Firmer Ground"


def test_that_closing_an_unchanged_plan_makes_no_backup(main_window, plan):
    main_window.close()

    assert not Files(lambda: "", clock).backups(plan)


def test_that_a_backup_that_fails_is_said_before_the_window_closes(qtbot, main_window, plan):
    retitle(main_window)
    plan.with_name("improvement backups").write_text("in the way", encoding="utf-8")

    closed = main_window.close()

    assert not closed
    assert "No backup" in said(main_window)[0]
    press(qtbot, main_window.messages, "Close without a backup")
    assert not main_window.isVisible()
    with read_plan(plan) as reader:
        assert reader.load().cover.title == "Firmer Ground"


@pytest.mark.parametrize("fate", ["removed", "replaced"])
def test_that_a_file_lost_while_open_is_said_with_an_offer_to_save_a_copy(
    qtbot, main_window, plan, example_file, fate, tmp_path
):
    plan.unlink()
    if fate == "replaced":
        shutil.copy(example_file, plan)

    taken = retitle(main_window)

    assert not taken
    assert "save a copy" in said(main_window)[0]
    assert "The last change is not saved" in main_window.status.texts()
    press(qtbot, main_window.messages, "Save a copy")
    dialog = main_window.findChild(CopyDialog)
    dialog.place.line.setText(str(tmp_path / "saved.waymark"))
    press(qtbot, dialog, "Save the copy")
    with read_plan(tmp_path / "saved.waymark") as reader:
        assert reader.load() == main_window.session.plan


def test_that_what_is_typed_stays_in_its_cell_while_the_file_cannot_be_written(qtbot, main_window, plan):
    action = main_window.session.plan.actions.live()[0]
    grid = main_window.workspace.page.view
    grid.select_row(action.id, "due")
    plan.rename(plan.with_name("elsewhere.waymark"))

    qtbot.keyClick(main_window.focusWidget(), "M")
    editor = main_window.focusWidget()
    qtbot.keyClicks(editor, "ar 2019")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert editor.isVisible()
    assert editor.text() == "Mar 2019"
    assert "save a copy" in said(main_window)[0]
    plan.with_name("elsewhere.waymark").rename(plan)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert main_window.session.plan.actions[action.id].due == "Mar 2019"


def test_that_another_plan_takes_the_place_of_the_one_that_was_open(main_window, example_file, tmp_path):
    first, other = main_window.session.path, Path(shutil.copy(example_file, tmp_path / "other.waymark"))

    main_window.open(other)

    assert main_window.session.path == other
    with open_plan(first, who="Another secretary", clock=clock) as store:
        assert store.load().actions.live()


def test_that_recent_plans_are_listed_the_last_one_first(window_of, plan, tmp_path):
    other = Path(shutil.copy(plan, tmp_path / "other.waymark"))
    window = window_of(plan)
    window.open(other)

    window.close_plan()

    assert [window.start.recent.item(row).text().split("\n")[0] for row in range(2)] == [
        "other.waymark",
        "improvement.waymark",
    ]
