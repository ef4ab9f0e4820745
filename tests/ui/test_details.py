"""The details pane: every field of a row, its links, its updates and its history."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.plans import an_action
from tests.ui.panes import ACTION, HEAD, KPI, MANAGER, OTHER, action, form, short, shown_pane, type_in, undone
from waymark.domain.changes import Insert
from waymark.preferences import Preferences
from waymark_db.store import read_plan
from waymark_ui.checks.standing import Standing
from waymark_ui.details.pane import DetailsPane
from waymark_ui.session import Session

TAB, RETURN = Qt.Key.Key_Tab, Qt.Key.Key_Return


# Short fields


def test_that_every_field_of_an_action_is_shown(pane: DetailsPane):
    assert {name: field.edit.text() for name, field in form(pane).short.items()} == {
        "ref": "1.1.1",
        "due": "Mar 2018",
        "review_date": "",
        "leads": "",
        "kpis": "1a",
        "state": "",
        "rating": "",
    }
    assert {name: field.text() for name, field in form(pane).long.items()} == {
        "text": "Train every manager",
        "update": "",
        "expected_outcome": "",
        "success_measures": "",
    }


def test_that_the_rating_comes_first_then_the_findings_then_the_fields(pane: DetailsPane, qtbot: QtBot):
    standing = Standing(pane.session, pane)
    pane.follow(standing)
    pane.section("findings").show()
    qtbot.waitUntil(lambda: pane.section("findings").y() > 0)

    shown = [pane.section("why"), pane.section("findings"), form(pane), pane.section("links")]

    assert sorted(shown, key=lambda each: each.y()) == shown


def test_that_only_the_title_of_a_row_is_bold(pane: DetailsPane):
    title = pane.findChildren(QLabel)[0]
    of_row = title.font().bold()

    pane.show_row(None)

    assert (of_row, title.font().bold()) == (True, False)


def test_that_a_field_is_entered_with_enter_as_one_step_with_a_name(pane: DetailsPane, qtbot: QtBot):
    edit = short(pane, "due").edit

    type_in(qtbot, edit, "Jun 2018")
    qtbot.keyClick(edit, RETURN)

    assert action(pane).due == "Jun 2018"
    assert undone(pane) == "Change Due of 1.1.1"


def test_that_what_cannot_be_read_stays_in_its_line_with_the_reason_beneath(pane: DetailsPane, qtbot: QtBot):
    field = short(pane, "due")

    type_in(qtbot, field.edit, "one day")
    qtbot.keyClick(field.edit, RETURN)

    assert field.edit.text() == "one day"
    assert "no due date" in field.reason
    assert action(pane).due == "Mar 2018"


@pytest.mark.parametrize("width", [300, 350, 500])
def test_that_the_reason_is_there_to_be_read_whole(pane: DetailsPane, qtbot: QtBot, width: int):
    pane.resize(width, 900)
    field = short(pane, "due")
    type_in(qtbot, field.edit, "some day when there is time")

    qtbot.keyClick(field.edit, RETURN)

    label = next(each for each in field.findChildren(QLabel) if each.text() == field.reason)
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))


def test_that_what_was_refused_is_still_there_when_one_comes_back_to_the_row(pane: DetailsPane, qtbot: QtBot):
    field = short(pane, "due")
    type_in(qtbot, field.edit, "one day")
    qtbot.keyClick(field.edit, RETURN)

    pane.show_row(OTHER)
    between = field.edit.text()
    pane.show_row(ACTION)

    assert (between, field.edit.text()) == ("", "one day")
    assert "no due date" in field.reason


def test_that_escape_brings_the_fields_own_text_back(pane: DetailsPane, qtbot: QtBot):
    field = short(pane, "due")
    type_in(qtbot, field.edit, "one day")
    qtbot.keyClick(field.edit, RETURN)

    qtbot.keyClick(field.edit, Qt.Key.Key_Escape)

    assert (field.edit.text(), field.reason) == ("Mar 2018", "")


def test_that_a_state_can_be_chosen(pane: DetailsPane, qtbot: QtBot):
    box = short(pane, "state").focusProxy()
    assert box is not None
    box.setFocus()

    for _ in range(2):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, TAB)

    assert action(pane).state == "In progress"


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_that_several_leads_are_entered_in_one_line(pane: DetailsPane, qtbot: QtBot):
    edit = short(pane, "leads").edit

    type_in(qtbot, edit, "Head of Safeguarding; qual")
    qtbot.keyClick(edit.completer().popup(), Qt.Key.Key_Down)
    qtbot.keyClick(edit.completer().popup(), RETURN)
    qtbot.keyClick(edit, RETURN)

    assert [officer.post for officer in pane.session.plan.linked(ACTION.id, type(HEAD))] == [HEAD.post, MANAGER.post]
    assert edit.text() == "Head of Safeguarding; Quality Manager"


def test_that_a_kpis_fields_are_shown_and_edited_too(pane: DetailsPane, qtbot: QtBot):
    pane.show_row(KPI)
    edit = short(pane, "target").edit

    type_in(qtbot, edit, "90%")
    qtbot.keyClick(edit, RETURN)

    assert [target.value for target in pane.session.plan.targets.where("kpi_id", KPI.id)] == ["90%"]
    assert short(pane, "counts_children").edit.text() == "no"


# Links, updates and history


def test_that_a_linked_kpi_is_shown_with_its_figures_and_leads_there(pane: DetailsPane, qtbot: QtBot):
    assert pane.links.item(0).text() == "1a Visits on time\n82%"
    assert not pane.links.item(0).icon().isNull()
    pane.links.setFocus()
    pane.links.setCurrentRow(0)

    with qtbot.waitSignal(pane.go_to) as asked:
        qtbot.keyClick(pane.links, RETURN)

    assert asked.args == ["kpis", KPI.id]


def test_that_a_double_click_on_a_linked_action_leads_there(pane: DetailsPane, qtbot: QtBot):
    pane.show_row(KPI)
    middle = pane.links.visualItemRect(pane.links.item(0)).center()

    with qtbot.waitSignal(pane.go_to) as asked:
        qtbot.mouseClick(pane.links.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        qtbot.mouseDClick(pane.links.viewport(), Qt.MouseButton.LeftButton, pos=middle)

    assert asked.args == ["actions", ACTION.id]


def test_that_earlier_updates_stand_below_with_their_periods(pane: DetailsPane):
    assert pane.timeline.toPlainText() == "Oct 2017\nBegun in October"


def test_that_an_earlier_value_can_be_put_back_as_one_step(pane: DetailsPane, qtbot: QtBot):
    for due in ("Jun 2018", "Sep 2018"):
        type_in(qtbot, short(pane, "due").edit, due)
        qtbot.keyClick(short(pane, "due").edit, RETURN)
    qtbot.mouseClick(pane.section("past").head, Qt.MouseButton.LeftButton)
    told = [pane.past.list.item(place).text().splitlines()[1] for place in range(2)]

    pane.past.list.setCurrentRow(1)
    qtbot.mouseClick(pane.past.button, Qt.MouseButton.LeftButton)

    assert told == ["Due: “Jun 2018” became “Sep 2018”", "Due: “Mar 2018” became “Jun 2018”"]
    assert action(pane).due == "Mar 2018"
    assert undone(pane) == "Put back Due of 1.1.1"


def test_that_what_cannot_be_put_back_offers_no_button(pane: DetailsPane, qtbot: QtBot):
    qtbot.mouseClick(pane.section("past").head, Qt.MouseButton.LeftButton)

    pane.past.list.setCurrentRow(0)

    assert not pane.past.button.isEnabled()


def test_that_in_a_plan_that_is_only_read_everything_is_shown_and_nothing_can_be_edited(
    detailed: Session, preferences: Preferences, qtbot: QtBot
):
    with read_plan(detailed.path) as reader:
        pane = shown_pane(Session.reading(reader, detailed.clock, preferences), qtbot)
        pane.show_row(ACTION)

        assert short(pane, "due").edit.text() == "Mar 2018"
        assert all(field.edit.isReadOnly() for field in form(pane).short.values())
        assert all(field.edit.isReadOnly() for field in form(pane).long.values())
        assert not any(field.bold.isVisible() for field in form(pane).long.values())
        assert not pane.past.button.isVisibleTo(pane.past)


def test_that_a_row_that_is_no_longer_in_the_plan_is_no_longer_shown(pane: DetailsPane, qtbot: QtBot):
    new = an_action("1.1.3")
    pane.session.make("Insert", [Insert(new)], "test")
    pane.show_row(new)

    pane.session.undo()

    assert pane.form is None
