"""The grid's editors, each for its kind of cell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.grids import ALT, FIRST, LEADS, RATING, SECOND, STATE, UPDATE, go, press, write

Key = Qt.Key


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
