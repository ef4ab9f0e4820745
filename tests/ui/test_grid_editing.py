"""Typing into the grid: editors, what is refused and stays, and filling many cells at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.plans import an_action
from tests.ui.grids import (
    ALT,
    CONTROL,
    DUE,
    FIRST,
    LEADS,
    NONE,
    RATING,
    REF,
    SECOND,
    SHIFT,
    STATE,
    TEXT,
    THEME,
    THIRD,
    UPDATE,
    at,
    click,
    focused,
    go,
    middle,
    press,
    shown,
    some_rows,
    steps,
    write,
)
from waymark.domain.changes import Insert
from waymark.domain.edits import Edits
from waymark.domain.errors import SaveFailed
from waymark_ui.grid.view import GridView
from waymark_ui.session import Session

Key = Qt.Key


@pytest.fixture
def session(session_of: Callable[..., Session]) -> Session:
    return session_of(*some_rows())


@pytest.fixture
def view(qtbot, session) -> GridView:
    return shown(qtbot, session)


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


# Editors by kind


def test_that_alt_enter_begins_a_line_in_a_long_text(view):
    go(view, FIRST, UPDATE)

    write("One")
    press(Key.Key_Return, ALT)
    write("Two")
    press(Key.Key_Return)

    assert view.model.text(FIRST, UPDATE) == "One\nTwo"


def test_that_a_rating_is_completed_while_it_is_typed(view):
    go(view, FIRST, RATING)

    write("gr")
    press(Key.Key_Return)

    assert view.model.text(FIRST, RATING) == "Green"


def test_that_a_letter_stands_for_its_rating_and_an_unknown_word_is_refused(view):
    go(view, FIRST, RATING)
    write("r")
    press(Key.Key_Return)
    assert view.model.text(FIRST, RATING) == "Red"

    write("purple")
    press(Key.Key_Return)

    assert "purple" in view.editing.reason


def test_that_a_choice_is_made_from_the_list(view):
    go(view, SECOND, STATE)
    press(Key.Key_F2)
    editor = view.editing.editor

    editor.setCurrentIndex(editor.findText("Complete"))
    editor.textActivated.emit("Complete")

    assert view.model.text(SECOND, STATE) == "Complete"
    assert view.editing.editor is None


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_that_people_are_proposed_and_tab_takes_the_first(view, qtbot):
    go(view, FIRST, LEADS)

    write("safe")
    qtbot.waitUntil(lambda: view.editing.editor.is_choosing())
    QTest.keyClick(view.editing.editor, Key.Key_Tab)
    press(Key.Key_Return, ALT)
    write("A new post")
    press(Key.Key_Return)

    assert view.model.text(FIRST, LEADS) == "Head of Safeguarding\nA new post"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_that_enter_takes_what_was_typed_where_no_proposal_was_gone_to(view, qtbot):
    go(view, FIRST, LEADS)
    write("head")
    qtbot.waitUntil(lambda: view.editing.editor.is_choosing())

    QTest.keyClick(view.editing.editor, Key.Key_Return)

    assert view.model.text(FIRST, LEADS) == "head"


# Many cells


def test_that_delete_clears_the_cells_that_take_text_as_one_step(view, session):
    go(view, FIRST, DUE)
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down):
        press(key, SHIFT)

    press(Key.Key_Delete)

    assert [view.model.text(line, DUE) for line in (FIRST, SECOND, THIRD)] == ["", "", ""]
    assert steps(session) == ["Clear 3 cells"]


def test_that_ctrl_d_fills_each_column_down_and_skips_headings(view, session):
    go(view, FIRST, DUE)
    for _ in range(3):
        press(Key.Key_Down, SHIFT)

    press(Key.Key_D, CONTROL)

    assert [view.model.text(line, DUE) for line in (FIRST, SECOND, THIRD)] == ["Mar 2017"] * 3
    assert view.model.text(3, REF) == "Leadership"
    assert steps(session) == ["Fill down 2 cells"]


def test_that_ctrl_d_in_one_cell_takes_the_text_above(view):
    go(view, THIRD, DUE)

    press(Key.Key_D, CONTROL)

    assert view.model.text(THIRD, DUE) == "May 2018"


def test_that_ctrl_enter_puts_what_is_typed_into_every_selected_cell(view, session):
    go(view, FIRST, DUE)
    for _ in range(3):
        press(Key.Key_Down, SHIFT)

    write("TBC")
    press(Key.Key_Return, CONTROL)

    assert [view.model.text(line, DUE) for line in (FIRST, SECOND, THIRD)] == ["TBC"] * 3
    assert steps(session) == ["Same value in 3 cells"]


def test_that_ctrl_enter_without_an_edit_repeats_the_current_cell(view, session):
    click(view, SECOND, DUE)
    click(view, THIRD, DUE, CONTROL)

    press(Key.Key_Return, CONTROL)

    assert view.model.text(SECOND, DUE) == "Jan 2018"
    assert steps(session) == ["Same value Due"]


def test_that_each_of_these_is_taken_back_at_once(view, session):
    go(view, FIRST, DUE)
    for _ in range(3):
        press(Key.Key_Down, SHIFT)
    press(Key.Key_Delete)

    session.undo()

    assert [view.model.text(line, DUE) for line in (FIRST, SECOND, THIRD)] == ["Mar 2017", "May 2018", "Jan 2018"]
    assert at(view) == (FIRST, DUE)


def test_that_ctrl_d_in_a_filter_box_fills_nothing_down(view, session):
    go(view, THIRD, DUE)
    view.filter_box(DUE).setFocus()

    press(Key.Key_D, CONTROL)

    assert steps(session) == []
