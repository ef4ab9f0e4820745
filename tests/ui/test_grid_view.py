"""Moving, selecting and arranging in the grid, with keys and mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

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
    some_rows,
    steps,
    texts,
)
from waymark.domain.changes import Insert
from waymark.domain.edits import Edits
from waymark.domain.period import period_from_key
from waymark_ui.grid.column_state import ColumnState
from waymark_ui.grid.view import GridView
from waymark_ui.session import Session

Key = Qt.Key


@pytest.fixture
def session(session_of: Callable[..., Session]) -> Session:
    return session_of(*some_rows())


@pytest.fixture
def view(qtbot, session) -> GridView:
    return shown(qtbot, session)


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


def test_that_ctrl_tab_leaves_the_grid(view, qtbot):
    press(Key.Key_Tab, CONTROL)

    assert focused() is not view.table


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


def test_that_frozen_columns_keep_their_place_after_a_click_and_a_change_of_size(view):
    click(view, FIRST, TEXT)

    view.resize(900, 400)

    frozen, table = view.table.frozen, view.table
    assert frozen.geometry().right() + 1 == table.viewport().geometry().left()
    assert frozen.height() == table.viewport().height() + table.horizontalHeader().height()


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


# Zoom and heights


@pytest.mark.parametrize("turn", [120, -120], ids=["larger", "smaller"])
def test_that_ctrl_and_wheel_zoom(view, turn):
    before, width = view.table.font().pointSizeF(), view.table.columnWidth(DUE)

    wheel = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, CONTROL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.table.viewport(), wheel)

    assert (view.table.font().pointSizeF() > before) is (turn > 0)
    assert (view.table.columnWidth(DUE) > width) is (turn > 0)


def test_that_the_keys_zoom_and_ctrl_0_goes_back(view):
    before = view.table.font().pointSizeF()

    press(Key.Key_Plus, CONTROL)
    press(Key.Key_Plus, CONTROL)
    larger = view.table.font().pointSizeF()
    press(Key.Key_Minus, CONTROL)
    smaller = view.table.font().pointSizeF()
    press(Key.Key_0, CONTROL)

    assert larger > smaller > before
    assert view.table.font().pointSizeF() == before


def test_that_rows_in_view_are_as_high_as_their_text_in_both_views(view, qtbot):
    before = view.table.rowHeight(FIRST)

    view.model.setData(view.model.index(FIRST, TEXT), "A long text that goes on and on. " * 6)

    qtbot.waitUntil(lambda: view.table.rowHeight(FIRST) > 2 * before)
    assert view.table.frozen.rowHeight(FIRST) == view.table.rowHeight(FIRST)


def test_that_only_rows_in_view_are_measured(qtbot, session_of):
    theme = a_theme()
    long_text = "A long text that goes on and on. " * 6
    actions = [an_action(f"1.{place}", long_text, theme_id=theme.id, rank=f"{place:03}") for place in range(200)]
    view = shown(qtbot, session_of(theme, *actions))
    qtbot.waitUntil(lambda: view.table.rowHeight(1) > view.table.cells.least_height)
    assert view.table.rowHeight(150) == view.table.cells.least_height

    press(Key.Key_End, CONTROL)

    assert view.table.rowHeight(200) > view.table.cells.least_height
    assert view.table.viewport().rect().contains(middle(view, 200, THEME))
    assert view.table.rowHeight(100) == view.table.cells.least_height


# For who does not see it, and who may not write


def test_that_grid_headings_and_cells_have_names_for_a_screen_reader(view):
    interface = QAccessible.queryAccessibleInterface(view.table)

    assert interface.text(QAccessible.Text.Name) == "Actions"
    assert all(action.text() and action.statusTip() for action in view.commands())
    assert view.filter_box(DUE).accessibleName() == "Filter Due"


def test_that_a_grid_of_a_plan_open_for_reading_does_everything_but_edit(qtbot, session, preferences):
    reading = Session.reading(session.reader, session.clock, preferences)
    view = shown(qtbot, reading)
    go(view, FIRST, DUE)

    with qtbot.waitSignal(view.said) as told:
        press(Key.Key_F2)
    press(Key.Key_C, CONTROL)

    assert "reading only" in told.args[0]
    assert view.editing.editor is None
    assert view.copied_text() == "Mar 2017"
    assert steps(session) == []


def test_that_an_empty_grid_takes_every_key_in_peace(qtbot, session_of):
    view = shown(qtbot, session_of())

    for key in (Key.Key_Down, Key.Key_Return, Key.Key_Tab, Key.Key_A, Key.Key_Delete, Key.Key_F2):
        press(key)
    press(Key.Key_A, CONTROL)
    press(Key.Key_V, CONTROL)

    assert view.current_row() is None
    assert view.copied_text() == ""


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_that_the_menu_offers_the_commands(view):
    position = middle(view, FIRST, DUE)

    QApplication.sendEvent(
        view.table.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, position, view.table.viewport().mapToGlobal(position)),
    )

    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.text() for action in menu.actions()][:3] == ["Copy", "Copy with headers", "Cut"]
    menu.close()


def test_that_the_period_keeps_columns_and_place(view, session):
    go(view, SECOND, DUE)

    session.report_on(period_from_key("2018-01"))

    assert at(view) == (SECOND, DUE)
