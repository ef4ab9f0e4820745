"""The grid's columns: sorted by, frozen, and as a person has them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.grids import (
    CONTROL,
    DUE,
    FIRST,
    LEADS,
    NONE,
    REF,
    SHIFT,
    STATE,
    TEXT,
    THEME,
    UPDATE,
    at,
    click,
    go,
    middle,
    picked,
    press,
    shown,
    texts,
)
from waymark_ui.grid.column_state import ColumnState

Key = Qt.Key


# Sorting


def test_that_clicks_on_a_title_sort_up_then_down_then_by_the_plan(view):
    header = view.table.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(DUE) + 20, 10)

    orders = []
    for _ in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
        orders.append(texts(view, REF))

    assert orders == [["1.1", "2.1", "1.2"], ["1.2", "2.1", "1.1"], ["1.1", "1.2", "2.1"]]
    assert not header.isSortIndicatorShown()


def test_that_the_current_column_is_sorted_by_with_the_keyboard(view):
    go(view, FIRST, DUE)

    press(Key.Key_O, CONTROL | SHIFT)

    assert texts(view, REF) == ["1.1", "2.1", "1.2"]
    assert view.table.horizontalHeader().sortIndicatorSection() == DUE


# Frozen columns, columns as a person has them


def test_that_frozen_columns_stay_in_view_and_the_others_scroll(view):
    view.resize(700, 500)

    go(view, FIRST, THEME)

    assert view.table.horizontalScrollBar().value() > 0
    assert view.table.is_frozen(REF)
    assert view.table.frozen.visualRect(view.model.index(FIRST, REF)).left() == 0
    assert view.table.viewport().rect().contains(middle(view, FIRST, THEME))


def test_that_frozen_columns_keep_their_place_after_a_click_and_a_change_of_size(view):
    click(view, FIRST, TEXT)

    view.resize(900, 400)

    frozen, table = view.table.frozen, view.table
    assert frozen.geometry().right() + 1 == table.viewport().geometry().left()
    assert frozen.height() == table.viewport().height() + table.horizontalHeader().height()


def test_that_frozen_columns_leave_room_for_the_others_in_a_narrow_window(view):
    view.resize(330, 500)

    assert view.table.is_frozen(REF)
    assert not view.table.is_frozen(TEXT)
    assert view.table.frozen.width() < 330 * 0.6


def test_that_a_width_is_remembered_for_the_plan(view, qtbot, session):
    view.table.horizontalHeader().resizeSection(DUE, 222)
    view.hide()

    again = shown(qtbot, session)

    assert again.table.horizontalHeader().sectionSize(DUE) == pytest.approx(222, abs=1)


def test_that_a_column_moved_before_the_frozen_ones_stands_behind_them(view, qtbot):
    header = view.table.horizontalHeader()

    header.moveSection(header.visualIndex(STATE), 0)

    qtbot.waitUntil(lambda: list(view.table.shown_columns()[:3]) == [REF, TEXT, STATE])
    press(Key.Key_End)
    assert at(view) == (FIRST, THEME)


def test_that_columns_are_hidden_and_moved_by_keyboard_in_the_dialog(view, qtbot):
    press(Key.Key_L, CONTROL | SHIFT)
    chooser = view.findChild(type(view.choose_columns()))
    chooser.list.setCurrentRow(DUE)

    QTest.keyClick(chooser.list, Key.Key_Space)
    chooser.list.setCurrentRow(STATE)
    QTest.keyClick(chooser.up, Key.Key_Space)
    chooser.accept()

    assert list(view.table.shown_columns()) == [REF, TEXT, STATE, LEADS, 5, UPDATE, THEME]


def test_that_hiding_a_column_takes_its_filter_with_it(view):
    view.model.filter_by("due", "2018")

    view.columns.change(view.columns.state.showing("due", shown=False))

    assert texts(view, REF) == ["1.1", "1.2", "2.1"]


def test_that_a_block_over_moved_columns_is_the_block_that_is_seen(view, qtbot):
    view.columns.change(ColumnState(order=("ref", "text", "state", "due", "leads", "rating", "update", "theme")))
    go(view, FIRST, TEXT)

    press(Key.Key_Right, SHIFT)

    assert picked(view) == {(FIRST, TEXT), (FIRST, STATE)}


@pytest.mark.parametrize("choice", [None, [], {"widths": 3}, {"order": [1], "zoom": "big", "widths": {"due": "x"}}])
def test_that_preferences_that_make_no_sense_give_the_sheets_own_columns(choice):
    assert ColumnState.from_choice(choice) == ColumnState()


def test_that_what_is_remembered_reads_as_it_was_written():
    state = ColumnState(("a", "b"), frozenset({"c"}), {"a": 12.5}, 150)

    assert ColumnState.from_choice(state.as_choice()) == state
