"""Typing into the grid: what is taken, and what is refused and stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.plans import an_action
from tests.ui.grids import (
    CONTROL,
    DUE,
    FIRST,
    LEADS,
    NONE,
    REF,
    SECOND,
    SHIFT,
    TEXT,
    THEME,
    THIRD,
    at,
    click,
    focused,
    go,
    middle,
    press,
    steps,
    write,
)
from waymark.domain.changes import Insert
from waymark.domain.edits import Edits
from waymark.domain.errors import SaveFailed

Key = Qt.Key


def test_that_typing_replaces_a_cells_text_and_enter_goes_down(view, session):
    go(view, FIRST, DUE)

    write("June 2018")
    press(Key.Key_Return)

    assert view.model.text(FIRST, DUE) == "June 2018"
    assert at(view) == (SECOND, DUE)
    assert focused() is view.table
    assert steps(session) == ["Change Due"]


def test_that_f2_keeps_the_text_and_writes_on_behind_it(view):
    go(view, FIRST, TEXT)

    press(Key.Key_F2)
    write(" well")
    press(Key.Key_Return)

    assert view.model.text(FIRST, TEXT) == "Train every team manager well"


def test_that_a_double_click_opens_a_cell(view):
    host = view.table.frozen.viewport()

    QTest.mouseDClick(host, Qt.MouseButton.LeftButton, NONE, middle(view, FIRST, REF))

    editor = focused()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "1.1"


def test_that_esc_gives_an_edit_up(view, session):
    go(view, FIRST, DUE)

    write("June")
    press(Key.Key_Escape)

    assert view.editing.editor is None
    assert view.model.text(FIRST, DUE) == "Mar 2017"
    assert focused() is view.table
    assert steps(session) == []


@pytest.mark.parametrize(
    ("key", "modifiers", "expected"),
    [
        (Key.Key_Tab, NONE, (SECOND, LEADS)),
        (Key.Key_Backtab, SHIFT, (SECOND, TEXT)),
        (Key.Key_Return, SHIFT, (FIRST, DUE)),
        (Key.Key_Enter, NONE, (THIRD, DUE)),
    ],
)
def test_that_keys_take_the_text_and_go_on(view, key, modifiers, expected):
    go(view, SECOND, DUE)

    write("TBC")
    press(key, modifiers)

    assert view.model.text(SECOND, DUE) == "TBC"
    assert at(view) == expected


def test_that_enter_stays_in_the_column_and_ends_the_way_of_tab(view):
    go(view, FIRST, DUE)
    write("TBC")
    press(Key.Key_Return)
    press(Key.Key_Right)
    press(Key.Key_Return)

    assert at(view) == (THIRD, LEADS)


def test_that_an_unchanged_text_makes_no_step(view, session):
    go(view, FIRST, DUE)

    press(Key.Key_F2)
    press(Key.Key_Return)

    assert steps(session) == []


def test_that_a_click_elsewhere_takes_what_was_typed(view):
    go(view, FIRST, DUE)
    write("TBC")

    click(view, THIRD, LEADS)

    assert view.model.text(FIRST, DUE) == "TBC"
    assert at(view) == (THIRD, LEADS)


def test_that_letters_of_an_input_method_begin_an_edit(view):
    go(view, FIRST, TEXT)
    composed = QInputMethodEvent()
    composed.setCommitString("é")

    QApplication.sendEvent(view.table, composed)

    assert view.editing.editor is not None
    assert view.editing.editor.typed() == "é"


# What is refused


def test_that_a_text_not_understood_stays_in_the_editor_with_the_reason_beside_it(view, session, qtbot):
    go(view, FIRST, DUE)
    write("soonish")

    with qtbot.waitSignal(view.said) as told:
        press(Key.Key_Return)

    assert view.editing.editor.typed() == "soonish"
    assert view.editing.editor.hasFocus()
    assert "soonish" in view.editing.reason
    assert view.editing.editor.accessibleDescription() == told.args[0]
    assert at(view) == (FIRST, DUE)
    assert steps(session) == []


def test_that_the_reason_goes_when_the_text_is_put_right(view):
    go(view, FIRST, DUE)
    write("soonish")
    press(Key.Key_Return)

    press(Key.Key_A, CONTROL)
    write("Sept 2018")
    assert view.editing.reason == ""
    press(Key.Key_Return)

    assert view.model.text(FIRST, DUE) == "Sept 2018"


def test_that_neither_a_click_nor_another_field_takes_a_refused_text_away(view):
    go(view, FIRST, DUE)
    write("soonish")

    click(view, THIRD, LEADS)
    view.filter_box(DUE).setFocus()

    assert view.editing.editor.typed() == "soonish"
    assert at(view) == (FIRST, DUE)


def test_that_what_the_plan_file_refuses_stays_in_the_editor(view, session, qtbot, monkeypatch):
    def fail(changeset):
        raise SaveFailed("The disk is full; the plan holds what it held before.")

    go(view, FIRST, DUE)
    write("TBC")

    monkeypatch.setattr(session.reader, "apply", fail)
    with qtbot.waitSignal(session.refused) as told:
        press(Key.Key_Return)

    assert "disk is full" in told.args[0]
    assert view.editing.editor.typed() == "TBC"
    assert view.model.text(FIRST, DUE) == "Mar 2017"
    monkeypatch.undo()
    press(Key.Key_Return)
    assert view.model.text(FIRST, DUE) == "TBC"


def test_that_a_cell_that_takes_nothing_says_why(view, qtbot):
    go(view, FIRST, THEME)

    with qtbot.waitSignal(view.said) as told:
        write("x")

    assert "Theme" in told.args[0]
    assert view.editing.editor is None


def test_that_an_editor_follows_its_row_when_others_come(view, session):
    go(view, THIRD, DUE)
    write("soo")
    theme = session.plan.themes.live()[0]

    session.make("Insert", [Insert(an_action("1.0", "New", theme_id=theme.id, rank="a0"))], "test")
    press(Key.Key_A, CONTROL)
    write("TBC")
    press(Key.Key_Return)

    assert view.model.text(THIRD + 1, DUE) == "TBC"


def test_that_a_text_whose_row_goes_is_told_to_the_person(view, session, qtbot):
    go(view, SECOND, DUE)
    write("soo")
    edits = Edits(session.plan)
    edits.set(view.current_row(), withdrawn_at="2017-11-20")

    with qtbot.waitSignal(view.said) as told:
        session.make("Withdraw", edits.changes(), "test")

    assert told.args[0].endswith("You had typed: soo")
