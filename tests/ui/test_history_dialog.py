"""The plan's history in the window."""

from __future__ import annotations

import shutil
from datetime import timedelta

from PySide6.QtCore import Qt

from tests.dialogs import action, box, button, click
from tests.ui.conftest import clock
from waymark_db.store import open_plan
from waymark_ui.dialogs.history import open_history
from waymark_ui.session import Session


def texts(model, line):
    return [model.index(line, column).data() for column in range(model.columnCount())]


def edited(session, ref, *dues):
    for due in dues:
        session.editor.type_into(action(session.plan, ref), "due", due)


def test_that_the_newest_step_comes_first_and_tells_what_it_changed(qtbot, window, example, qtmodeltester):
    old = action(example.plan, "1.2.1").due
    edited(example, "1.2.1", "Jan 2018")

    dialog = open_history(window, example)

    assert texts(dialog.steps, 0) == ["2", "20 Nov 2017 10:00", "A secretary", "Change due", "1", "grid"]
    assert texts(dialog.changes, 0) == ["action 1.2.1: due", old, "Jan 2018"]
    qtmodeltester.check(dialog.steps)
    qtmodeltester.check(dialog.changes)


def test_that_an_undone_step_is_told_with_the_number_of_the_one_it_takes_back(qtbot, window, example):
    edited(example, "1.2.1", "Jan 2018")
    example.undo()

    dialog = open_history(window, example)

    assert texts(dialog.steps, 0)[3] == "Change due (takes step 2 back)"


def test_that_the_filter_shows_only_steps_with_those_words(qtbot, window, example):
    edited(example, "1.2.1", "Jan 2018")
    example.editor.withdraw(action(example.plan, "1.2.2"))
    dialog = open_history(window, example)

    qtbot.keyClicks(dialog.filter, "withdraw")

    view = dialog.steps_view
    assert view.model().rowCount() == 1
    assert view.model().index(0, 3).data() == "Withdraw"


def test_that_undoing_back_to_a_step_asks_with_the_count_and_does_it_step_by_step(qtbot, window, example):
    edited(example, "1.2.1", "Jan 2018", "Feb 2018", "Mar 2018", "Apr 2018")
    dialog = open_history(window, example)
    dialog.steps_view.setFocus()
    for _ in range(2):
        qtbot.keyClick(dialog.steps_view, Qt.Key.Key_Down)

    click(qtbot, dialog, "Undo back to here…")
    asked = box(qtbot, window)
    words = asked.text()
    click(qtbot, asked, "Undo them")
    qtbot.waitUntil(lambda: dialog.steps.rowCount() == 7)

    assert words.startswith("Undo 2 steps, so that “Change due” is the last one?")
    assert action(example.plan, "1.2.1").due == "Feb 2018"
    example.redo()
    assert action(example.plan, "1.2.1").due == "Mar 2018"


def test_that_undoing_can_be_thought_better_of(qtbot, window, example):
    edited(example, "1.2.1", "Jan 2018", "Feb 2018")
    dialog = open_history(window, example)
    qtbot.keyClick(dialog.steps_view, Qt.Key.Key_Down)

    click(qtbot, dialog, "Undo back to here…")
    qtbot.keyClick(box(qtbot, window), Qt.Key.Key_Return)

    assert action(example.plan, "1.2.1").due == "Feb 2018"


def test_that_steps_of_an_earlier_session_are_undone_and_whose_they_were_is_asked_first(
    qtbot, window, example_file, tmp_path, preferences
):
    path = shutil.copy(example_file, tmp_path / "shared.waymark")
    with open_plan(path, who="A manager", clock=lambda: clock() - timedelta(days=1)) as store:
        earlier = Session.writing(store, "A manager", lambda: clock() - timedelta(days=1), preferences)
        edited(earlier, "1.2.1", "Jan 2018", "Feb 2018")
    with open_plan(path, who="A secretary", clock=clock) as store:
        session = Session.writing(store, "A secretary", clock, preferences)
        dialog = open_history(window, session)
        qtbot.keyClick(dialog.steps_view, Qt.Key.Key_Down)

        click(qtbot, dialog, "Undo back to here…")
        asked = box(qtbot, window)
        words = asked.text()
        click(qtbot, asked, "Undo them")
        qtbot.waitUntil(lambda: dialog.steps.rowCount() == 4)

        assert "Made before Waymark was started this time, by A manager: 1 step." in words
        assert action(session.plan, "1.2.1").due == "Jan 2018"


def test_that_the_last_step_cannot_be_undone_back_to(qtbot, window, example):
    edited(example, "1.2.1", "Jan 2018")

    dialog = open_history(window, example)

    assert not button(dialog, "Undo back to here…").isEnabled()
    assert "This is the last step that stands" in button(dialog, "Undo back to here…").accessibleDescription()


def test_that_the_beginning_can_be_undone_back_to_and_is_not_undone_itself(qtbot, window, example):
    due = action(example.plan, "1.2.1").due
    edited(example, "1.2.1", "Jan 2018", "Feb 2018")
    dialog = open_history(window, example)
    for _ in range(2):
        qtbot.keyClick(dialog.steps_view, Qt.Key.Key_Down)

    click(qtbot, dialog, "Undo back to here…")
    click(qtbot, box(qtbot, window), "Undo them")
    qtbot.waitUntil(lambda: dialog.steps.rowCount() == 5)
    dialog.steps_view.selectRow(4)

    assert action(example.plan, "1.2.1").due == due
    assert not button(dialog, "Undo back to here…").isEnabled()
    assert "there is nothing to undo" in button(dialog, "Undo back to here…").accessibleDescription()


def test_that_a_plan_open_for_reading_shows_its_history_and_undoes_nothing(qtbot, window, example):
    edited(example, "1.2.1", "Jan 2018", "Feb 2018")
    reading = Session.reading(example.reader, clock, example.preferences)
    dialog = open_history(window, reading)

    qtbot.keyClick(dialog.steps_view, Qt.Key.Key_Down)

    assert dialog.steps.rowCount() == 3
    assert not button(dialog, "Undo back to here…").isEnabled()
