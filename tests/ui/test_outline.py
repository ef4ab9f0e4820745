"""Themes and objectives made, named, moved, withdrawn and restored; actions moved under them; plan details."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.dialogs import box, click
from tests.plans import a_cover, a_kpi, a_placement, a_theme, an_action, an_objective
from tests.ui.sheets import in_use, lines, place, undone
from waymark.domain.rows import Cover
from waymark.preferences import Preferences
from waymark_db.store import read_plan
from waymark_ui.details.pane import drafts_left
from waymark_ui.dialogs.plan_details import open_plan_details
from waymark_ui.outline.dialog import OutlineDialog, open_outline
from waymark_ui.outline.model import HEADING, OutlineModel
from waymark_ui.outline.moving import MoveDialog
from waymark_ui.pages.actions import ActionsPage
from waymark_ui.session import Session

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ONE, TWO = a_theme("1", "Practice"), a_theme("2", "Leadership")
FIRST, SECOND = an_objective(ONE, "1.1", rank="a"), an_objective(ONE, "1.2", rank="b")
TRAIN, AUDIT = (
    an_action(f"{objective.ref}.1", theme_id=ONE.id, objective_id=objective.id) for objective in (FIRST, SECOND)
)
KPI, LOOSE = a_kpi("1a"), a_kpi("9")
PLAN = (ONE, TWO, FIRST, SECOND, TRAIN, AUDIT, KPI, a_placement(KPI, ONE))
SECTION = (LOOSE, a_placement(LOOSE, None, section="Front door"))
Sessions = Callable[..., Session]
Opens = Callable[[Session], OutlineDialog]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def shown(window: QWidget, qtbot: QtBot) -> Opens:
    """Opens the dialog on a window, active and with the keyboard in its tree."""

    def open_on(session: Session) -> OutlineDialog:
        dialog = open_outline(window, session)
        with qtbot.waitActive(dialog):
            dialog.activateWindow()
        qtbot.waitUntil(dialog.view.hasFocus)
        return dialog

    return open_on


@pytest.fixture
def dialog(shown: Opens, session_of: Sessions) -> OutlineDialog:
    return shown(session_of(*PLAN))


def headings(model: OutlineModel, parent: QModelIndex | None = None, depth: str = "") -> list[str]:
    """What the tree shows, from the top down."""
    above = parent or QModelIndex()
    found = []
    for line in range(model.rowCount(above)):
        index = model.index(line, HEADING, above)
        found += [depth + index.data(), *headings(model, index, f"{depth}- ")]
    return found


def selected(dialog: OutlineDialog) -> str:
    branch = dialog.view.branch()
    return branch.label if branch else ""


def last_step(session: Session) -> str:
    step = session.editor.next_undo
    return step.label if step else ""


def type_title(qtbot: QtBot, dialog: OutlineDialog, title: str) -> None:
    """Type into the field that has the keyboard, and press Enter."""
    edit = dialog.focusWidget()
    qtbot.keyClicks(edit, title)
    qtbot.keyClick(edit, KEY.Key_Return)


def test_that_the_tree_shows_themes_objectives_and_other_sections_with_what_is_beneath(
    shown: Opens, session_of: Sessions, qtmodeltester: ModelTester
):
    dialog = shown(session_of(*PLAN, *SECTION))

    qtmodeltester.check(dialog.headings)
    assert headings(dialog.headings)[:3] == ["1 Practice", "- 1.1 Objective 1.1", "- 1.2 Objective 1.2"]
    assert headings(dialog.headings)[3:] == ["2 Leadership", "Front door"]
    assert dialog.headings.index(0, 1).data() == "2 actions, 1 KPI"
    spoken = dialog.headings.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Theme 1 Practice"


def test_that_a_new_plan_is_given_its_themes_and_objectives_by_keyboard_alone(
    shown: Opens, session_of: Sessions, qtbot: QtBot, qtmodeltester: ModelTester
):
    dialog = shown(session_of(a_cover()))
    qtmodeltester.check(dialog.headings)
    assert "Begin with “Add theme”" in dialog.note.text()

    qtbot.keyClick(dialog.view, KEY.Key_Insert)
    type_title(qtbot, dialog, "Practice")
    qtbot.keyClick(dialog.view, KEY.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
    type_title(qtbot, dialog, "Supervision")
    qtbot.keyClick(dialog.view, KEY.Key_Insert)
    type_title(qtbot, dialog, "Leadership")

    qtmodeltester.check(dialog.headings)
    assert headings(dialog.headings) == ["1 Practice", "- 1.1 Supervision", "2 Leadership"]
    assert dialog.view.hasFocus()
    assert selected(dialog) == "2 Leadership"


def test_that_each_thing_done_is_a_step_with_a_name(dialog: OutlineDialog, qtbot: QtBot):
    session = dialog._session
    labels = []

    qtbot.keyClick(dialog.view, KEY.Key_Insert)
    labels.append(last_step(session))
    type_title(qtbot, dialog, "Partners")
    labels.append(last_step(session))
    qtbot.keyClick(dialog.view, KEY.Key_Down, ALT)
    labels.append(last_step(session))
    qtbot.keyClick(dialog.view, KEY.Key_Delete)
    labels.append(last_step(session))

    assert labels == ["Add theme 3", "Change Title of 3", "Move theme 3 down", "Withdraw theme 3"]


@pytest.mark.parametrize("key", [KEY.Key_F2, KEY.Key_Return], ids=["F2", "Enter"])
def test_that_a_heading_is_renamed_and_the_keyboard_comes_back(dialog: OutlineDialog, qtbot: QtBot, key: Qt.Key):
    qtbot.keyClick(dialog.view, KEY.Key_Down)

    qtbot.keyClick(dialog.view, key)
    type_title(qtbot, dialog, "Supervise")

    assert headings(dialog.headings)[1] == "- 1.1 Supervise"
    assert dialog.view.hasFocus()
    assert selected(dialog) == "1.1 Supervise"


def test_that_a_heading_keeps_its_title_where_it_is_emptied(dialog: OutlineDialog, qtbot: QtBot):
    qtbot.keyClick(dialog.view, KEY.Key_F2)
    edit = dialog.focusWidget()
    qtbot.keyClick(edit, KEY.Key_Backspace)
    qtbot.keyClick(edit, KEY.Key_Return)

    assert headings(dialog.headings)[0] == "1 Practice"
    assert "A heading needs its title" in edit.accessibleDescription()
    assert edit.hasFocus()


def test_that_an_outcome_statement_that_is_being_typed_is_kept_on_closing(dialog: OutlineDialog, qtbot: QtBot):
    session = dialog._session
    edit = next(form for form in dialog.form.rows.values() if form.long).long["outcome_statement"].edit
    edit.setFocus()
    qtbot.keyClicks(edit, "Every child is seen.")

    qtbot.keyClick(edit, KEY.Key_Escape)

    assert session.plan.themes[ONE.id].outcome_statement == "Every child is seen."
    assert drafts_left(session) == []


def test_that_headings_move_with_all_beneath_them(dialog: OutlineDialog, qtbot: QtBot, qtmodeltester: ModelTester):
    dialog.view.select(SECOND.id)
    qtbot.keyClick(dialog.view, KEY.Key_Down, ALT)
    into_the_next = headings(dialog.headings)
    dialog.view.select(ONE.id)
    qtbot.keyClick(dialog.view, KEY.Key_Down, ALT)

    qtmodeltester.check(dialog.headings)
    assert into_the_next == ["1 Practice", "- 1.1 Objective 1.1", "2 Leadership", "- 1.2 Objective 1.2"]
    assert headings(dialog.headings)[::2] == ["2 Leadership", "1 Practice"]
    assert dialog._session.plan.actions[AUDIT.id].theme_id == TWO.id
    assert selected(dialog) == "1 Practice"


def test_that_a_heading_at_the_end_says_that_it_goes_no_further(dialog: OutlineDialog, qtbot: QtBot):
    qtbot.keyClick(dialog.view, KEY.Key_Up, ALT)

    assert dialog.note.text() == "It cannot go further up."


def test_that_a_folded_theme_stays_folded_while_others_move(dialog: OutlineDialog, qtbot: QtBot):
    qtbot.keyClick(dialog.view, KEY.Key_Left)
    dialog.view.select(TWO.id)

    qtbot.keyClick(dialog.view, KEY.Key_Up, ALT)

    assert not dialog.view.isExpanded(dialog.headings.index_of(ONE.id))


def test_that_withdrawing_a_theme_asks_and_says_what_becomes_of_what_is_beneath(dialog: OutlineDialog, qtbot: QtBot):
    before = dialog._session.plan

    qtbot.keyClick(dialog.view, KEY.Key_Delete)
    asked = box(qtbot, dialog)
    words = asked.text()
    qtbot.keyClick(asked, KEY.Key_Escape)

    assert "2 objectives and 2 actions beneath it would be withdrawn with it" in words
    assert "1 KPI would stand in the section “Other”" in words
    assert dialog._session.plan is before


def test_that_a_withdrawn_theme_is_shown_restored_and_all_of_it_is_back(dialog: OutlineDialog, qtbot: QtBot):
    before = dialog._session.plan
    qtbot.keyClick(dialog.view, KEY.Key_Delete)
    click(qtbot, box(qtbot, dialog), "Withdraw it")
    without = headings(dialog.headings)

    dialog.withdrawn.trigger()
    dialog.view.select(ONE.id)
    beside = dialog.headings.index(0, 1).data()
    dialog.restore.trigger()

    assert without == ["2 Leadership"]
    assert beside == "✕ Withdrawn"
    assert dialog._session.plan == before
    assert last_step(dialog._session) == "Restore theme 1"


def test_that_an_objective_says_why_it_cannot_be_restored_before_its_theme(dialog: OutlineDialog, qtbot: QtBot):
    qtbot.keyClick(dialog.view, KEY.Key_Delete)
    click(qtbot, box(qtbot, dialog), "Withdraw it")
    dialog.withdrawn.trigger()
    dialog.view.select(FIRST.id)

    dialog.restore.trigger()

    assert "“1 Practice”, which is withdrawn" in dialog.note.text()
    assert dialog._session.plan.objectives[FIRST.id].withdrawn_at


def test_that_an_empty_theme_is_withdrawn_without_a_question(dialog: OutlineDialog, qtbot: QtBot):
    dialog.view.select(TWO.id)

    qtbot.keyClick(dialog.view, KEY.Key_Delete)

    assert not dialog.findChildren(QMessageBox)
    assert "“2 Leadership” is withdrawn" in dialog.note.text()


def test_that_undo_in_the_dialog_takes_back_what_was_done_there_and_no_more(dialog: OutlineDialog, qtbot: QtBot):
    before = dialog._session.plan
    dialog.view.select(TWO.id)
    qtbot.keyClick(dialog.view, KEY.Key_Up, ALT)

    qtbot.keyClick(dialog.view, KEY.Key_Z, CTRL)
    qtbot.keyClick(dialog.view, KEY.Key_Z, CTRL)

    assert dialog._session.plan == before
    assert dialog._session.editor.next_undo is None


def test_that_a_section_that_is_no_theme_is_renamed(shown: Opens, session_of: Sessions, qtbot: QtBot):
    dialog = shown(session_of(*PLAN, *SECTION))
    dialog.view.select("section Front door")

    qtbot.keyClick(dialog.view, KEY.Key_F2)
    type_title(qtbot, dialog, "Contact")

    assert headings(dialog.headings)[-1] == "Contact"
    assert selected(dialog) == "Contact"
    assert last_step(dialog._session) == "Rename section Front door"


def test_that_a_section_is_not_given_the_title_of_a_theme(shown: Opens, session_of: Sessions, qtbot: QtBot):
    dialog = shown(session_of(*PLAN, *SECTION))
    dialog.view.select("section Front door")

    qtbot.keyClick(dialog.view, KEY.Key_F2)
    type_title(qtbot, dialog, "Practice")

    assert "is a theme" in dialog.form.section.reason
    assert dialog.form.section.edit.text() == "Practice"
    assert headings(dialog.headings)[-1] == "Front door"


def test_that_a_plan_that_is_only_read_is_shown_and_not_changed(
    shown: Opens, session_of: Sessions, preferences: Preferences, qtbot: QtBot
):
    writing = session_of(*PLAN)
    with read_plan(writing.path) as reader:
        dialog = shown(Session.reading(reader, writing.clock, preferences))
        enabled = [command.text() for command in dialog.view.actions() if command.isEnabled()]
        qtbot.keyClick(dialog.view, KEY.Key_F2)

        assert enabled == ["Show withdrawn"]
        assert dialog.view.hasFocus()


def test_that_the_councils_own_words_are_used(shown: Opens, session_of: Sessions):
    dialog = shown(session_of(a_cover(theme_word="priority", objective_word="outcome"), *PLAN))

    assert [dialog.add_theme.text(), dialog.add_objective.text()] == ["Add priority", "Add outcome"]


def test_that_an_empty_actions_page_leads_to_the_themes(session_of: Sessions, qtbot: QtBot):
    page = in_use(ActionsPage(session_of(a_cover())), qtbot)

    click(qtbot, page, "Make the themes and objectives")

    assert page.findChild(OutlineDialog) is not None


def test_that_a_theme_just_made_stands_on_the_actions_page_and_takes_an_action(session_of: Sessions, qtbot: QtBot):
    page = in_use(ActionsPage(session_of(a_cover())), qtbot)
    dialog = open_outline(page, page.session)
    dialog.add_theme.trigger()
    type_title(qtbot, dialog, "Practice")
    dialog.reject()

    page.insert()

    assert lines(page) == ["1 Practice", "1.1"]


def test_that_actions_are_moved_under_another_heading(session_of: Sessions, qtbot: QtBot):
    page = in_use(ActionsPage(session_of(*PLAN)), qtbot)
    page.view.select_row(TRAIN.id)
    qtbot.keyClick(page.view.table, KEY.Key_M, CTRL)
    dialog = page.findChild(MoveDialog)
    assert dialog is not None
    began = dialog.view.branch()

    qtbot.keyClick(dialog.view, KEY.Key_Down)
    qtbot.keyClick(dialog.view, KEY.Key_Return)

    assert began is not None
    assert began.row == FIRST
    assert page.session.plan.actions[TRAIN.id].objective_id == SECOND.id
    assert undone(page) == "Move action 1.1.1 to 1.2 Objective 1.2"
    assert page.view.current_row() == page.session.plan.actions[TRAIN.id]


def test_that_a_plan_without_headings_says_where_they_are_made(session_of: Sessions, qtbot: QtBot):
    page = in_use(ActionsPage(session_of(an_action("1"))), qtbot)

    with qtbot.waitSignal(page.said) as said:
        page.move_to()

    assert "“Themes and objectives…” in the Plan menu" in said.args[0]


def test_that_an_action_is_put_under_a_theme_in_its_column(session_of: Sessions, qtbot: QtBot):
    page = in_use(ActionsPage(session_of(*PLAN)), qtbot)
    line, column = place(page, TRAIN.id, "theme")

    offered = page.model.choices(line, column)
    taken = page.model.setData(page.model.index(line, column), "2")

    assert offered == ("1 Practice", "2 Leadership")
    assert taken
    assert lines(page)[-2:] == ["2 Leadership", "1.1.1"]


def test_that_the_plans_details_are_changed_in_one_step(window: QWidget, session_of: Sessions, qtbot: QtBot):
    session = session_of(a_cover(version="Version 1"))
    dialog = open_plan_details(window, session)

    for name, text in (("organisation", "Marlbrook"), ("version", "Version 2"), ("theme_word", "priority")):
        dialog.edits[name].selectAll()
        qtbot.keyClicks(dialog.edits[name], text)
    click(qtbot, dialog, "Use these")

    cover: Cover = session.plan.cover
    assert (cover.title, cover.organisation, cover.version) == ("Steady Ground", "Marlbrook", "Version 2")
    assert cover.theme_word == "priority"
    assert last_step(session) == "Change the plan’s details"


def test_that_a_version_date_that_names_no_month_is_told(window: QWidget, session_of: Sessions, qtbot: QtBot):
    dialog = open_plan_details(window, session_of(a_cover()))
    fine = dialog.note.text()
    dialog.edits["version_date"].selectAll()
    qtbot.keyClicks(dialog.edits["version_date"], "last autumn")

    assert fine == ""
    assert "names no month to report on" in dialog.note.text()


def test_that_details_of_a_plan_that_is_only_read_cannot_be_typed(
    window: QWidget, session_of: Sessions, preferences: Preferences
):
    writing = session_of(a_cover())
    with read_plan(writing.path) as reader:
        dialog = open_plan_details(window, Session.reading(reader, writing.clock, preferences))

        assert all(edit.isReadOnly() for edit in dialog.edits.values())
        assert "reading only" in dialog.note.text()
