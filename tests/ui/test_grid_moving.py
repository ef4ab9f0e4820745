"""Moving and selecting in the grid, with keys and mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.plans import a_theme, an_action
from tests.ui.grids import (
    CONTROL,
    DUE,
    FIRST,
    LEADS,
    NONE,
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
    picked,
    press,
    shown,
)
from waymark.domain.changes import Insert
from waymark.domain.edits import Edits

Key = Qt.Key


# The current cell


def test_that_a_grid_opens_on_its_first_row(view):
    assert at(view) == (FIRST, REF)
    assert focused() is view.table


@pytest.mark.parametrize(
    ("key", "modifiers", "start", "expected"),
    [
        (Key.Key_Down, NONE, (FIRST, DUE), (SECOND, DUE)),
        (Key.Key_Up, NONE, (FIRST, DUE), (0, DUE)),
        (Key.Key_Right, NONE, (FIRST, TEXT), (FIRST, DUE)),
        (Key.Key_Left, NONE, (FIRST, REF), (FIRST, REF)),
        (Key.Key_Home, NONE, (FIRST, STATE), (FIRST, REF)),
        (Key.Key_End, NONE, (FIRST, STATE), (FIRST, THEME)),
        (Key.Key_Home, CONTROL, (THIRD, STATE), (0, REF)),
        (Key.Key_End, CONTROL, (FIRST, STATE), (THIRD, THEME)),
        (Key.Key_Down, CONTROL, (FIRST, DUE), (SECOND, DUE)),
        (Key.Key_Right, CONTROL, (FIRST, REF), (FIRST, DUE)),
        (Key.Key_Right, CONTROL, (FIRST, LEADS), (FIRST, STATE)),
        (Key.Key_PageDown, NONE, (FIRST, DUE), (THIRD, DUE)),
        (Key.Key_Return, NONE, (SECOND, DUE), (THIRD, DUE)),
        (Key.Key_Return, SHIFT, (THIRD, DUE), (SECOND, DUE)),
        (Key.Key_Tab, NONE, (FIRST, TEXT), (FIRST, DUE)),
        (Key.Key_Tab, NONE, (SECOND, THEME), (THIRD, REF)),
        (Key.Key_Backtab, SHIFT, (THIRD, REF), (SECOND, THEME)),
    ],
)
def test_that_keys_lead_where_a_spreadsheet_would(view, key, modifiers, start, expected):
    go(view, *start)

    press(key, modifiers)

    assert at(view) == expected
    assert picked(view) == {expected}


def test_that_enter_returns_below_the_cell_where_tab_began(view):
    go(view, FIRST, DUE)

    press(Key.Key_Tab)
    press(Key.Key_Tab)
    press(Key.Key_Return)

    assert at(view) == (SECOND, DUE)


def test_that_ctrl_tab_leaves_the_grid_for_what_stands_beside_it(view, qtbot):
    beside = QLineEdit()
    view.layout().addWidget(beside)
    qtbot.waitUntil(beside.isVisible)

    press(Key.Key_Tab, CONTROL)

    assert focused() is beside


# Blocks of cells


def test_that_shift_and_arrows_select_a_block_and_leave_the_current_cell(view):
    go(view, FIRST, TEXT)

    press(Key.Key_Down, SHIFT)
    press(Key.Key_Right, SHIFT)

    assert picked(view) == {(line, column) for line in (FIRST, SECOND) for column in (TEXT, DUE)}
    assert at(view) == (FIRST, TEXT)


def test_that_enter_and_tab_go_round_within_a_block_and_skip_headings(view):
    go(view, SECOND, DUE)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Right, SHIFT)

    places = []
    for _ in range(4):
        press(Key.Key_Return)
        places.append(at(view))
    press(Key.Key_Tab)

    assert places == [(THIRD, DUE), (SECOND, LEADS), (THIRD, LEADS), (SECOND, DUE)]
    assert at(view) == (SECOND, LEADS)
    assert len(picked(view)) == 6


def test_that_ctrl_a_selects_everything(view):
    press(Key.Key_A, CONTROL)

    assert len(picked(view)) == view.model.rowCount() * view.model.columnCount()


def test_that_space_selects_the_line_with_shift_and_the_column_with_ctrl(view):
    go(view, FIRST, DUE)
    press(Key.Key_Space, SHIFT)
    assert picked(view) == {(FIRST, column) for column in range(8)}

    press(Key.Key_Space, CONTROL)

    assert picked(view) == {(line, DUE) for line in range(5)}


def test_that_the_mouse_selects_a_block_from_frozen_to_other_columns(view):
    host = view.table.frozen.viewport()
    end = host.mapFromGlobal(view.table.viewport().mapToGlobal(middle(view, SECOND, DUE)))

    QTest.mousePress(host, Qt.MouseButton.LeftButton, NONE, middle(view, FIRST, TEXT))
    QTest.mouseMove(host, end)
    QTest.mouseRelease(host, Qt.MouseButton.LeftButton, NONE, end)

    assert picked(view) == {(line, column) for line in (FIRST, SECOND) for column in (TEXT, DUE)}
    assert at(view) == (FIRST, TEXT)


def test_that_shift_click_extends_and_ctrl_click_adds(view):
    click(view, FIRST, DUE)
    click(view, SECOND, LEADS, SHIFT)
    click(view, THIRD, STATE, CONTROL)

    assert picked(view) == {(line, column) for line in (FIRST, SECOND) for column in (DUE, LEADS)} | {(THIRD, STATE)}
    assert at(view) == (THIRD, STATE)


def test_that_dragging_beyond_the_edge_scrolls_on(qtbot, session_of):
    theme = a_theme()
    actions = [an_action(f"1.{place}", theme_id=theme.id, rank=f"{place:03}") for place in range(100)]
    view = shown(qtbot, session_of(theme, *actions))
    host = view.table.viewport()
    below = QPoint(100, host.height() + 50)

    QTest.mousePress(host, Qt.MouseButton.LeftButton, NONE, middle(view, 1, DUE))
    QTest.mouseMove(host, QPoint(100, host.height() - 5))
    last = view.table.lines_in_view()[-1]
    QTest.mouseMove(host, below)
    QTest.mouseMove(host, below + QPoint(1, 1))
    QTest.mouseRelease(host, Qt.MouseButton.LeftButton, NONE, below)

    assert max(line for line, _ in picked(view)) >= last
    assert at(view) == (1, DUE)


def test_that_the_page_hears_of_the_row_and_of_no_row_on_a_heading(view, qtbot):
    with qtbot.waitSignal(view.current_row_changed) as told:
        press(Key.Key_Down)
    assert told.args[0].ref == "1.2"

    with qtbot.waitSignal(view.current_row_changed) as told:
        press(Key.Key_Down)

    assert told.args[0] is None
    assert view.current_row() is None


# Staying in place


def test_that_the_current_cell_stays_on_its_row_when_rows_are_read_anew(view, session):
    go(view, THIRD, DUE)

    theme = session.plan.themes.live()[0]
    session.make("Insert", [Insert(an_action("1.0", "New", theme_id=theme.id, rank="a0"))], "test")

    assert at(view) == (THIRD + 1, DUE)
    assert view.current_row().ref == "2.1"


def test_that_the_cursor_stays_at_its_place_when_its_row_goes(view, session):
    go(view, SECOND, DUE)
    edits = Edits(session.plan)
    edits.set(view.current_row(), withdrawn_at="2017-11-20")

    session.make("Withdraw", edits.changes(), "test")

    assert at(view) == (SECOND, DUE)


def test_that_a_page_can_lead_to_a_row_and_column(view, session):
    third = session.plan.actions.where("ref", "2.1")[0]

    view.select_row(third.id, "update")
    view.select_row("nobody")

    assert at(view) == (THIRD, UPDATE)


def test_that_an_empty_grid_takes_every_key_in_peace(qtbot, session_of):
    view = shown(qtbot, session_of())

    for key in (Key.Key_Down, Key.Key_Return, Key.Key_Tab, Key.Key_A, Key.Key_Delete, Key.Key_F2):
        press(key)
    press(Key.Key_A, CONTROL)
    press(Key.Key_V, CONTROL)

    assert view.current_row() is None
    assert view.copied_text() == ""
