"""The actions page: rows inserted, withdrawn, restored, moved and renumbered, each as one step with a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QToolBar
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.dialogs import click
from tests.plans import a_kpi, a_theme, an_action, an_objective
from tests.ui.sheets import in_use, lines, look, place, undone
from waymark.domain.period import period_from_key
from waymark.preferences import Preferences
from waymark_db.store import read_plan
from waymark_ui.pages.actions import ActionsPage
from waymark_ui.pages.renumbering import RenumberDialog
from waymark_ui.session import Session

THEME = a_theme("1", "Practice")
FIRST, SECOND = an_objective(THEME, "1.1", rank="a"), an_objective(THEME, "1.2", rank="b")
ONE, TWO, THREE = (
    an_action(ref, f"Do {ref}", theme_id=THEME.id, objective_id=objective.id, rank=rank)
    for ref, objective, rank in (("1.1.1", FIRST, "a"), ("1.1.2", FIRST, "b"), ("1.2.1", SECOND, "c"))
)
PLAN = (THEME, FIRST, SECOND, ONE, TWO, THREE)
CTRL, ALT_SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier,
)
Opens = Callable[[Session], ActionsPage]


@pytest.fixture
def shown(qtbot: QtBot) -> Opens:
    """Shows an actions page, active and with the focus in its grid."""

    return lambda session: in_use(ActionsPage(session), qtbot)


@pytest.fixture
def page(shown: Opens, session_of: Callable[..., Session]) -> ActionsPage:
    return shown(session_of(*PLAN))


def test_that_actions_stand_under_their_theme_and_objective(page: ActionsPage, qtmodeltester: ModelTester):
    qtmodeltester.check(page.model)

    assert lines(page) == ["1 Practice", "1.1 Objective 1.1", "1.1.1", "1.1.2", "1.2 Objective 1.2", "1.2.1"]


def test_that_an_overdue_action_says_so_in_words_and_with_a_sign(shown: Opens, session_of: Callable[..., Session]):
    late, done = an_action("1", due="Oct 2017"), an_action("2", due="Oct 2017", state="Complete")
    session = session_of(late, done)
    session.report_on(period_from_key("2017-11"))

    page = shown(session)

    assert look(page, late.id, "due").mark == "!"
    assert look(page, late.id, "due").why == "Overdue: it was due by 31 October 2017."
    assert look(page, done.id, "due").mark == ""
    assert page.count() == 1


def test_that_a_month_is_not_overdue_before_it_has_ended(shown: Opens, session_of: Callable[..., Session]):
    action = an_action("1", due="Nov 2017")
    session = session_of(action)
    session.report_on(period_from_key("2017-11"))

    assert shown(session).count() == 0


def test_that_a_row_is_inserted_after_the_current_one_with_the_next_free_ref(page: ActionsPage, qtbot: QtBot):
    page.view.select_row(ONE.id)

    qtbot.keyClick(page.view.table, Qt.Key.Key_Plus, CTRL)

    assert lines(page)[2:5] == ["1.1.1", "1.1.3", "1.1.2"]
    assert page.view.current_line() == 3
    assert undone(page) == "Insert action 1.1.3"


def test_that_what_is_typed_after_inserting_is_the_new_actions_text(page: ActionsPage, qtbot: QtBot):
    page.view.select_row(THREE.id)
    qtbot.keyClick(page.view.table, Qt.Key.Key_Plus, CTRL)

    qtbot.keyClicks(page.view.table, "T")
    editor = page.window().focusWidget()
    qtbot.keyClicks(editor, "rain")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert [action.text for action in page.session.plan.actions.live() if action.ref == "1.2.2"] == ["Train"]


def test_that_a_row_is_inserted_beneath_the_heading_that_is_current(page: ActionsPage, qtbot: QtBot):
    page.view.select_row(THREE.id)
    qtbot.keyClick(page.view.table, Qt.Key.Key_Up)

    qtbot.keyClick(page.view.table, Qt.Key.Key_Plus, CTRL)

    assert lines(page)[-2:] == ["1.2.1", "1.2.2"]


def test_that_undo_takes_the_inserted_row_away(page: ActionsPage):
    page.view.select_row(ONE.id)
    page.insert()

    page.session.undo()

    assert lines(page)[2:4] == ["1.1.1", "1.1.2"]


def test_that_a_withdrawn_row_is_shown_when_asked_for_and_can_be_restored(page: ActionsPage, qtbot: QtBot):
    page.view.select_row(TWO.id)
    qtbot.keyClick(page.view.table, Qt.Key.Key_Minus, CTRL)
    assert "1.1.2" not in lines(page)

    page.show_withdrawn_command.trigger()

    assert lines(page)[-2:] == ["Withdrawn", "1.1.2"]
    assert look(page, TWO.id, "ref").why == "Withdrawn on 20 November 2017."
    page.restore_command.trigger()
    assert lines(page)[2:4] == ["1.1.1", "1.1.2"]
    assert undone(page) == "Restore action 1.1.2"


def test_that_a_withdrawn_row_cannot_be_edited(page: ActionsPage):
    page.view.select_row(TWO.id)
    page.withdraw()

    page.show_withdrawn_command.trigger()

    assert not page.model.is_editable(*place(page, TWO.id, "text"))


def test_that_all_selected_rows_are_withdrawn_as_one_step(page: ActionsPage, qtbot: QtBot):
    page.view.select_row(ONE.id)
    qtbot.keyClick(page.view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    qtbot.keyClick(page.view.table, Qt.Key.Key_Minus, CTRL)

    assert undone(page) == "Withdraw 2 actions"
    page.session.undo()
    assert len(page.session.plan.actions.live()) == 3


def test_that_a_row_moves_down_past_its_neighbour_and_then_into_the_next_objective(page: ActionsPage, qtbot: QtBot):
    page.view.select_row(ONE.id)

    qtbot.keyClick(page.view.table, Qt.Key.Key_Down, ALT_SHIFT)
    once = lines(page)
    qtbot.keyClick(page.view.table, Qt.Key.Key_Down, ALT_SHIFT)

    assert once[2:4] == ["1.1.2", "1.1.1"]
    assert lines(page)[2:] == ["1.1.2", "1.2 Objective 1.2", "1.1.1", "1.2.1"]
    assert page.view.current_line() == page.model.line_of(ONE.id)
    assert undone(page) == "Move action 1.1.1 down"


def test_that_a_row_that_cannot_move_further_says_so(page: ActionsPage, qtbot: QtBot):
    page.view.select_row(ONE.id)

    with qtbot.waitSignal(page.said) as said:
        qtbot.keyClick(page.view.table, Qt.Key.Key_Up, ALT_SHIFT)

    assert said.args == ["It cannot go further up."]


def test_that_renumbering_is_proposed_and_then_made_one_step(page: ActionsPage, qtbot: QtBot):
    page.view.select_row(ONE.id)
    page.withdraw()
    page.view.select_row(TWO.id)
    page.renumber()
    dialog = page.findChild(RenumberDialog)
    assert dialog is not None

    cells = dialog.table.model()
    proposed = [[cells.index(line, column).data() for column in range(2)] for line in range(cells.rowCount())]
    qtbot.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)

    assert proposed == [["1.1.2", "1.1.1"]]
    assert page.session.plan.actions[TWO.id].ref == "1.1.1"
    assert undone(page) == "Renumber 1 ref"


def test_that_a_renumbering_that_is_not_wanted_changes_nothing(page: ActionsPage, qtbot: QtBot):
    before = page.session.plan
    page.renumber()

    dialog = page.findChild(RenumberDialog)
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert page.session.plan is before


def test_that_an_empty_page_says_what_belongs_there_and_offers_the_first_step(
    shown: Opens, session_of: Callable[..., Session], qtbot: QtBot
):
    page = shown(session_of(a_kpi()))

    click(qtbot, page, "Insert action (Ctrl++)")

    assert len(page.session.plan.actions.live()) == 1
    assert page.view.isVisible()


def test_that_a_plan_that_is_only_read_offers_no_changes(
    shown: Opens, session_of: Callable[..., Session], preferences: Preferences
):
    writing = session_of(*PLAN)
    with read_plan(writing.path) as reader:
        page = shown(Session.reading(reader, writing.clock, preferences))
        page.view.select_row(ONE.id)

        toolbar = page.findChild(QToolBar)
        assert toolbar is not None
        enabled = [command.text() for command in toolbar.actions() if command.isEnabled()]

    assert enabled == ["Show withdrawn"]


def test_that_leading_to_a_row_takes_away_filters_that_hide_it(page: ActionsPage):
    page.show_only({"text": "1.2.1"})
    assert lines(page) == ["1 Practice", "1.2 Objective 1.2", "1.2.1"]

    page.show_row(ONE.id)

    assert page.view.current_row() == ONE
    assert page.model.filters() == {}


def test_that_the_selected_row_is_told_to_whom_it_may_concern(page: ActionsPage, qtbot: QtBot):
    with qtbot.waitSignal(page.row_selected) as told:
        page.view.select_row(TWO.id)

    assert told.args == [TWO]


def test_that_the_row_told_is_the_one_that_stands_after_a_change(page: ActionsPage, qtbot: QtBot):
    page.view.select_row(TWO.id)

    with qtbot.waitSignal(page.row_selected) as told:
        page.move_row(-1)

    assert told.args[0].id == TWO.id
    assert told.args[0] == replace(TWO, rank=page.session.plan.actions[TWO.id].rank)


def test_that_only_the_rows_asked_for_are_shown_until_filters_are_cleared(page: ActionsPage):
    page.show_rows((ONE.id,))
    asked = lines(page)
    page.show_only({})

    assert [line for line in asked if line.startswith("1.1.")] == ["1.1.1"]
    assert len(lines(page)) > len(asked)
