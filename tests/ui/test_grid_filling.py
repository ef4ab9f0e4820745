"""Many cells of the grid at once: cleared, filled down, given one value."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.grids import CONTROL, DUE, FIRST, REF, SECOND, SHIFT, THIRD, at, click, go, press, steps, write

Key = Qt.Key


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
