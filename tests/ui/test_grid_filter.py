"""The filter row: a box under each title."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.grids import CONTROL, DUE, FIRST, REF, SECOND, SHIFT, TEXT, THEME, at, focused, go, press, texts, write
from waymark_ui.grid.filter_row import FilterBox

Key = Qt.Key


def box() -> FilterBox:
    widget = focused()
    assert isinstance(widget, FilterBox)
    return widget


def test_that_ctrl_f_goes_to_the_box_of_the_current_column(view):
    go(view, SECOND, DUE)

    press(Key.Key_F, CONTROL)

    assert box().accessibleName() == "Filter Due"


def test_that_rows_are_filtered_as_one_types(view):
    go(view, FIRST, TEXT)
    press(Key.Key_F, CONTROL)

    write("audit")

    assert texts(view, REF) == ["1.2"]
    assert box().text() == "audit"


def test_that_filters_of_several_columns_hold_together(view):
    view.filter_box(DUE).setFocus()
    write("2018")
    view.filter_box(TEXT).setFocus()

    write("publish")

    assert texts(view, REF) == ["2.1"]


def test_that_esc_empties_a_box_and_then_leaves_it(view):
    view.filter_box(DUE).setFocus()
    write("2018")

    press(Key.Key_Escape)
    assert texts(view, REF) == ["1.1", "1.2", "2.1"]
    assert isinstance(focused(), FilterBox)
    press(Key.Key_Escape)

    assert focused() is view.table


def test_that_enter_leads_to_the_rows_that_are_left(view):
    view.filter_box(TEXT).setFocus()
    write("publish")

    press(Key.Key_Return)

    assert focused() is view.table
    assert view.current_row().ref == "2.1" or view.current_row() is None


def test_that_the_current_row_stays_the_current_one_through_a_filter(view):
    go(view, SECOND, DUE)

    view.model.filter_by("text", "audit")
    assert view.current_row().ref == "1.2"
    view.model.filter_by("text", "")

    assert at(view) == (SECOND, DUE)


def test_that_tab_goes_along_the_boxes_and_on_into_the_grid(view):
    view.filter_box(REF).setFocus()

    names = [box().accessibleName()]
    while isinstance(focused(), FilterBox):
        press(Key.Key_Tab)
        names += [focused().accessibleName()]

    assert names == [*(f"Filter {column.title}" for column in view.model.columns()), "Actions"]


def test_that_shift_tab_goes_back_to_the_box_before(view):
    view.filter_box(DUE).setFocus()

    press(Key.Key_Backtab, SHIFT)

    assert box().accessibleName() == "Filter Action"


def test_that_a_filter_set_elsewhere_stands_in_its_box(view):
    view.model.show_only({"due": "2018"})

    assert view.filter_box(DUE).text() == "2018"
    assert texts(view, REF) == ["1.2", "2.1"]


def test_that_all_filters_are_cleared_by_one_command(view):
    view.model.show_only({"due": "2018", "text": "publish"})

    press(Key.Key_F, CONTROL | SHIFT)

    assert view.model.filters() == {}
    assert view.filter_box(DUE).text() == ""


def test_that_a_box_stands_under_its_title_wherever_the_grid_is_scrolled(view):
    view.resize(600, 400)

    go(view, FIRST, THEME)
    header = view.table.horizontalHeader()

    assert view.filter_box(THEME).x() == header.sectionViewportPosition(THEME)
    assert view.filter_box(REF).window() is view.window()
    assert view.filter_box(REF).x() == 0


def test_that_a_filter_that_leaves_nothing_can_be_taken_back(view):
    view.filter_box(TEXT).setFocus()
    write("zzz")
    assert view.model.rowCount() == 0
    assert view.current_row() is None

    press(Key.Key_Escape)

    assert texts(view, REF) == ["1.1", "1.2", "2.1"]
