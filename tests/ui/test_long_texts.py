"""Long texts in the details pane: how they are entered, their drafts, and their markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.plans import a_passage
from tests.ui.panes import ACTION, OTHER, TOLD, action, button, long, short, shown_pane, type_in, undone
from waymark.domain.changes import Update as Change
from waymark.domain.period import period_from_key
from waymark.domain.text import format_text, parse_text
from waymark_ui.details import long_text
from waymark_ui.details.markup import markup_of, write_into
from waymark_ui.details.pane import DetailsPane
from waymark_ui.session import Session

TAB, RETURN = Qt.Key.Key_Tab, Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier


def test_that_a_long_text_becomes_one_step_when_the_focus_leaves(pane: DetailsPane, qtbot: QtBot):
    edit = long(pane, "update").edit

    type_in(qtbot, edit, "All trained")
    before = pane.session.plan
    qtbot.keyClick(edit, TAB)

    assert before.updates.where("subject_id", ACTION.id) == (TOLD,)
    newest = pane.session.plan.updates.where("subject_id", ACTION.id)[-1]
    assert (newest.period, newest.text) == ("2017-11", "All trained")
    assert undone(pane) == "Change Update for Nov 2017 of 1.1.1"


def test_that_leaving_a_text_as_it_was_changes_nothing(pane: DetailsPane, qtbot: QtBot):
    before = pane.session.plan
    edit = long(pane, "text").edit
    edit.setFocus()

    qtbot.keyClick(edit, TAB)

    assert pane.session.plan is before


def test_that_bold_and_bullets_are_kept_in_the_plans_own_markup(pane: DetailsPane, qtbot: QtBot):
    field = long(pane, "update")
    field.edit.setFocus()

    qtbot.mouseClick(field.bullets, Qt.MouseButton.LeftButton)
    qtbot.keyClick(field.edit, Qt.Key.Key_B, CTRL)
    qtbot.keyClicks(field.edit, "All")
    qtbot.keyClick(field.edit, Qt.Key.Key_B, CTRL)
    qtbot.keyClicks(field.edit, " trained")
    qtbot.keyClick(field.edit, RETURN)
    qtbot.keyClicks(field.edit, "None left")
    qtbot.keyClick(field.edit, TAB)

    assert pane.session.plan.updates.where("subject_id", ACTION.id)[-1].text == "- **All** trained\n- None left"


def test_that_what_is_pasted_keeps_only_what_the_markup_knows(pane: DetailsPane):
    edit = long(pane, "update").edit
    content = QMimeData()
    content.setHtml("<h1 style='color: red'>Head</h1><ul><li>one</li></ul><table><tr><td>cell</td></tr></table>")

    edit.insertFromMimeData(content)

    assert markup_of(edit.document()) == "**Head**\n- one\ncell"


def test_that_an_action_cannot_lose_its_text_and_the_reason_is_said(pane: DetailsPane, qtbot: QtBot):
    field = long(pane, "text")
    field.edit.setFocus()
    field.edit.selectAll()

    qtbot.keyClick(field.edit, Qt.Key.Key_Delete)
    qtbot.keyClick(field.edit, TAB)

    assert action(pane).text == "Train every manager"
    assert "needs its text" in field.edit.accessibleDescription()


def test_that_a_text_is_entered_into_the_row_for_which_it_was_typed(pane: DetailsPane, qtbot: QtBot):
    type_in(qtbot, long(pane, "text").edit, "Train them all")

    pane.show_row(OTHER)

    assert action(pane).text == "Train them all"
    assert pane.session.plan.actions[OTHER.id] == OTHER


def test_that_an_update_is_entered_into_the_period_for_which_it_was_typed(pane: DetailsPane, qtbot: QtBot):
    type_in(qtbot, long(pane, "update").edit, "All trained")

    pane.session.report_on(period_from_key("2017-12"))

    assert pane.session.plan.updates.where("subject_id", ACTION.id)[-1].period == "2017-11"
    assert long(pane, "update").text() == ""


def test_that_a_change_elsewhere_does_not_touch_what_is_being_typed(pane: DetailsPane, qtbot: QtBot):
    type_in(qtbot, long(pane, "update").edit, "All tr")

    pane.session.make("Change due", [_due_change()], "test")

    assert long(pane, "update").text() == "All tr"
    assert short(pane, "due").edit.text() == "TBC"


def test_that_undo_is_shown(pane: DetailsPane, qtbot: QtBot):
    edit = short(pane, "due").edit
    type_in(qtbot, edit, "Jun 2018")
    qtbot.keyClick(edit, RETURN)

    pane.session.undo()

    assert edit.text() == "Mar 2018"


# Drafts


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_text, "DRAFT_EVERY", 0)


@pytest.mark.usefixtures("at_once")
def test_that_what_is_typed_is_kept_as_a_draft_until_it_is_entered(pane: DetailsPane, qtbot: QtBot):
    field = long(pane, "update")

    with qtbot.waitSignal(field.draft):
        type_in(qtbot, field.edit, "All")
    kept = pane.session.reader.drafts()
    qtbot.keyClick(field.edit, TAB)

    assert [(draft.row_id, draft.field, draft.text) for draft in kept] == [(ACTION.id, "update 2017-11", "All")]
    assert list(pane.session.reader.drafts()) == []


def test_that_a_recovered_draft_is_offered_and_can_be_taken_up(detailed: Session, qtbot: QtBot):
    detailed.editor.keep_draft(ACTION.id, "update 2017-11", "All **trained**")
    pane = shown_pane(detailed, qtbot)
    pane.show_row(ACTION)
    field = long(pane, "update")

    qtbot.mouseClick(button(field, "Take it up"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(field.edit, TAB)

    assert detailed.plan.updates.where("subject_id", ACTION.id)[-1].text == "All **trained**"
    assert list(detailed.reader.drafts()) == []


def test_that_a_recovered_draft_can_be_discarded(detailed: Session, qtbot: QtBot):
    detailed.editor.keep_draft(ACTION.id, "text", "Train no one")
    pane = shown_pane(detailed, qtbot)
    pane.show_row(ACTION)

    qtbot.mouseClick(button(long(pane, "text"), "Discard"), Qt.MouseButton.LeftButton)

    assert list(detailed.reader.drafts()) == []
    assert action(pane).text == "Train every manager"


def test_that_a_pane_without_a_row_leads_to_a_passage_that_was_being_typed(session_of, qtbot: QtBot):
    passage = a_passage("What this is about.", heading="Purpose")
    session = session_of(passage)
    session.editor.keep_draft(passage.id, "text", "What this is ab")
    pane = shown_pane(session, qtbot)

    with qtbot.waitSignal(pane.go_to) as asked:
        qtbot.mouseClick(
            button(pane, "Look at the text that was not entered: passage Purpose"), Qt.MouseButton.LeftButton
        )

    assert asked.args == ["papers", passage.id]


def test_that_a_pane_without_a_row_leads_to_what_was_being_typed(detailed: Session, qtbot: QtBot):
    detailed.editor.keep_draft(ACTION.id, "text", "Train no one")
    pane = shown_pane(detailed, qtbot)

    with qtbot.waitSignal(pane.go_to) as asked:
        qtbot.mouseClick(button(pane, "Look at the text"), Qt.MouseButton.LeftButton)

    assert asked.args == ["actions", ACTION.id]


# Markup

WORDS = st.text(st.sampled_from("ab *-[]()•\n"), max_size=40)


@given(WORDS)
def test_that_any_text_comes_back_from_a_document_as_the_markup_reads_it(qapp: QApplication, markup: str):
    document = QTextDocument()

    write_into(QTextCursor(document), markup)

    assert markup_of(document) == format_text(parse_text(markup))


def _due_change() -> Change:
    return Change("actions", ACTION.id, {"due": ("Mar 2018", "TBC")})
