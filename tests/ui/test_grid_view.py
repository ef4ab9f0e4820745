"""The grid as a whole: zoom and heights, names for who does not see it, its menu, and a plan that is only read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.plans import a_theme, an_action
from tests.ui.grids import CONTROL, DUE, FIRST, SECOND, TEXT, THEME, at, go, middle, press, shown, steps
from waymark.domain.period import period_from_key
from waymark_ui.grid.model import GridModel
from waymark_ui.session import Session

Key = Qt.Key


# Zoom and heights


def test_that_a_large_selection_is_painted_without_a_question_to_every_line(qtbot, session_of, monkeypatch):
    asked: list[int] = []
    flags = GridModel.flags

    def noted(model, index):
        asked.append(index.row())
        return flags(model, index)

    monkeypatch.setattr(GridModel, "flags", noted)
    theme = a_theme()
    actions = (an_action(f"1.{number}", theme_id=theme.id) for number in range(400))
    view = shown(qtbot, session_of(theme, *actions))

    press(Key.Key_A, CONTROL)
    view.grab()

    assert view.table.selectionModel().hasSelection()
    assert max(asked) < 100


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
