"""A grid in which cells are chosen by ticks: by one, by row, by column, by block; with keys and with the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.grids import CONTROL, DUE, FIRST, LEADS, REF, SECOND, SHIFT, THIRD, ActionsOfThemes, go, press
from waymark_ui.grid.filter_row import ColumnTick
from waymark_ui.grid.ticks import TickedModel, TickedView, Ticks
from waymark_ui.session import Session

Key, State = Qt.Key, Qt.CheckState
ACROSS, TICK, TOLD = Qt.Orientation.Horizontal, Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.AccessibleTextRole
NO_TICK = (FIRST, LEADS)


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> TickedView:
    """Due dates and leads to tick, of which the due dates are ticked; the first action's leads cannot be."""
    first, *others = (action.id for action in session.plan.actions.live())
    due = [(row_id, "due") for row_id in (first, *others)]
    model = TickedModel(session, ActionsOfThemes(), Ticks(due, ((id, "leads") for id in others), session))
    view = TickedView(model)
    qtbot.addWidget(view)
    view.resize(1300, 600)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    return view


def ticks(view: TickedView, column: int) -> list[Qt.CheckState | None]:
    """The ticks of the three actions in a column."""
    return [view.model.index(line, column).data(TICK) for line in (FIRST, SECOND, THIRD)]


def header(view: TickedView, column: int) -> Qt.CheckState | None:
    state = view.model.headerData(column, ACROSS, TICK)
    return None if state is None else State(state)


def test_that_space_ticks_the_current_cell_and_again_takes_it_back(view):
    go(view, SECOND, LEADS)

    press(Key.Key_Space)
    once = ticks(view, LEADS)
    press(Key.Key_Space)

    assert once == [None, State.Checked, State.Unchecked]
    assert ticks(view, LEADS) == [None, State.Unchecked, State.Unchecked]


def test_that_the_first_column_ticks_whole_rows_and_shows_a_part_of_them(view):
    before = ticks(view, REF)
    go(view, SECOND, REF)

    press(Key.Key_Space)

    assert before == [State.Checked, State.PartiallyChecked, State.PartiallyChecked]
    assert ticks(view, REF) == [State.Checked, State.Checked, State.PartiallyChecked]


def test_that_space_ticks_all_that_is_selected_and_then_none_of_it(view):
    go(view, FIRST, DUE)
    press(Key.Key_End, CONTROL | SHIFT)

    press(Key.Key_Space)
    once = ticks(view, LEADS)
    press(Key.Key_Space)

    assert once == [None, State.Checked, State.Checked]
    assert ticks(view, DUE) == [State.Unchecked] * 3
    assert ticks(view, REF) == [State.Unchecked] * 3


@pytest.mark.parametrize("keys", [((Key.Key_T, CONTROL),), ((Key.Key_Space, CONTROL), (Key.Key_Space,))])
def test_that_a_column_is_ticked_by_one_key_or_where_it_is_selected(view, keys):
    go(view, FIRST, LEADS)

    for pressed in keys:
        press(*pressed)

    assert ticks(view, LEADS) == [None, State.Checked, State.Checked]
    assert header(view, LEADS) is State.Checked
    assert header(view, REF) is State.Checked


def test_that_a_column_is_ticked_in_the_rows_that_are_shown_alone(view):
    view.model.show_only({"text": "publish"})
    go(view, 1, LEADS)

    press(Key.Key_T, CONTROL)
    shown = header(view, LEADS)
    view.model.show_only({})

    assert shown is State.Checked
    assert header(view, LEADS) is State.PartiallyChecked
    assert ticks(view, LEADS) == [None, State.Unchecked, State.Checked]


def test_that_the_mouse_turns_the_tick_under_it_and_no_other(view):
    table = view.table
    cell = table.visualRect(view.model.index(SECOND, DUE))
    box = table.cells.tick_box(QRect(cell.topLeft(), QSize())).center().toPoint()

    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    by_its_box = ticks(view, DUE)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())

    assert by_its_box == [State.Checked, State.Unchecked, State.Checked]
    assert ticks(view, DUE) == by_its_box


def test_that_the_tick_before_a_filter_box_is_that_of_its_column(view):
    boxes = {each.accessibleName(): each for each in view.findChildren(ColumnTick) if each.isVisible()}

    QTest.mouseClick(boxes["Tick the column Leads"], Qt.MouseButton.LeftButton)
    once = ticks(view, LEADS)
    QTest.mouseClick(boxes["Tick the column Leads"], Qt.MouseButton.LeftButton)

    assert sorted(boxes) == ["Tick the column Due", "Tick the column Leads", "Tick the column Ref"]
    assert once == [None, State.Checked, State.Checked]
    assert header(view, LEADS) is State.Unchecked


def test_that_a_tick_is_told_with_its_cell_and_its_column(view):
    assert view.model.index(FIRST, DUE).data(TOLD) == "Mar 2017. Overdue. Ticked."
    assert view.model.index(SECOND, REF).data(TOLD) == "1.2. Ticked in part."
    assert view.model.index(FIRST, LEADS).data(TOLD) == ""
    assert view.model.headerData(LEADS, ACROSS, Qt.ItemDataRole.AccessibleDescriptionRole) == "Leads. Not ticked."


def test_that_a_cell_without_a_tick_says_that_there_is_none(view):
    said: list[str] = []
    view.said.connect(said.append)
    go(view, *NO_TICK)

    press(Key.Key_Space)

    assert said == ["There is nothing here to tick."]


def test_that_nothing_is_ticked_any_more_once_it_is_settled(view):
    view.model.ticks.settle()
    go(view, SECOND, DUE)

    press(Key.Key_Space)
    press(Key.Key_T, CONTROL)

    assert ticks(view, DUE) == [State.Checked] * 3
    assert not view.model.flags(view.model.index(SECOND, DUE)) & Qt.ItemFlag.ItemIsUserCheckable


def test_that_a_tick_takes_room_from_its_text(view):
    cells = view.table.cells
    width = round(cells.texts.advance(view.model.text(SECOND, DUE))) + 2 * cells.pad + cells.tick_width

    heights = [cells.height(SECOND, [(DUE, each)])[0] for each in (width - 3, width + 3)]

    assert heights[0] > heights[1]


def test_that_ticked_cells_keep_the_rules_of_qts_models(view, qtmodeltester):
    qtmodeltester.check(view.model)
