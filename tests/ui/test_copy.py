"""Saving a copy of the plan."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.dialogs import box, click
from waymark_db.store import read_plan
from waymark_ui.dialogs.copy import FOLDER, save_copy


@pytest.mark.parametrize(("choice", "steps"), [("with_history", 1), ("without_history", 0)])
def test_that_a_copy_is_saved_with_its_history_or_without(qtbot, window, files, example, tmp_path, choice, steps):
    dialog = save_copy(window, files, example)
    qtbot.mouseClick(getattr(dialog, choice), Qt.MouseButton.LeftButton, pos=getattr(dialog, choice).rect().center())
    getattr(dialog, choice).setFocus()
    qtbot.keyClick(getattr(dialog, choice), Qt.Key.Key_Space)

    click(qtbot, dialog, "Save the copy")

    assert "“example copy.waymark”" in box(qtbot, window).text()
    with read_plan(tmp_path / "example copy.waymark") as copy:
        assert copy.load() == example.plan
        assert len(copy.headers()) == steps


def test_that_the_folder_of_a_copy_is_remembered(qtbot, window, files, example, tmp_path):
    dialog = save_copy(window, files, example)

    click(qtbot, dialog, "Save the copy")

    assert example.preferences.get(FOLDER) == str(tmp_path)


def test_that_the_plan_itself_is_not_written_over(qtbot, window, files, example):
    dialog = save_copy(window, files, example)
    dialog.place.line.selectAll()
    qtbot.keyClicks(dialog.place.line, str(example.path))

    qtbot.keyClick(dialog.place.line, Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert any("is the plan itself" in label.text() for label in dialog.findChildren(QLabel))
