"""The window: its pages, keys and menus, what it says of a plan, and what it remembers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QMenu

from tests.ui.conftest import NOW
from tests.ui.windows import asked, press, retitle, said
from waymark_db.store import open_plan
from waymark_ui import theme
from waymark_ui.details.pane import DetailsPane
from waymark_ui.dialogs.author import AuthorDialog
from waymark_ui.main_window import TEXT_SIZE
from waymark_ui.page_table import PAGES
from waymark_ui.workspace import Workspace


def choose(window, submenu, text):
    menu = next(each for each in window.findChildren(QMenu) if each.title() == submenu)
    next(action for action in menu.actions() if action.text() == text).trigger()


def accept_name(window, name):
    dialog = next(each for each in window.findChildren(AuthorDialog) if each.isVisible())
    dialog.name.setText(name)
    dialog.accept()


def test_that_an_open_plan_is_named_and_its_first_page_shown(main_window, plan):
    assert main_window.windowTitle() == "improvement – Waymark"
    assert main_window.workspace.page.name == "actions"
    assert main_window.status.texts() == ["improvement.waymark", "All changes saved"]
    assert said(main_window) == []


@pytest.mark.parametrize(
    ("key", "page"),
    [
        *(("1", "overview"), ("2", "actions"), ("3", "kpis"), ("4", "readings"), ("5", "trends"), ("6", "checks")),
        ("7", "returns"),
        ("8", "papers"),
    ],
)
def test_that_ctrl_and_a_figure_lead_to_a_page(qtbot, main_window, key, page):
    qtbot.keyClick(main_window, key, Qt.KeyboardModifier.ControlModifier)

    assert main_window.workspace.page.name == page
    assert main_window.workspace.navigation.button(page).isChecked()


@pytest.mark.parametrize("page", ["the start page", *(kind.destination.name for kind in PAGES)])
def test_that_no_letter_of_a_page_is_one_of_the_menus(window_of, plan, page):
    window = window_of(None if page == "the start page" else plan)
    if window.workspace is not None:
        window.workspace.show_page(page)

    menus = {QKeySequence.mnemonic(action.text()).toString() for action in window.menuBar().actions()}
    labelled = [*window.findChildren(QAbstractButton), *(each for each in window.findChildren(QLabel) if each.buddy())]
    taken = {QKeySequence.mnemonic(each.text()).toString() for each in labelled if each.isVisible()}

    assert "Alt+F" in menus
    assert menus & taken == set()


def test_that_a_page_is_made_when_it_is_first_shown_and_kept(main_window):
    actions = main_window.workspace.page
    main_window.workspace.show_page("readings")

    main_window.workspace.show_page("actions")

    assert main_window.workspace.page is actions


@pytest.mark.parametrize("page", ["readings", "kpis"])
def test_that_trends_shows_the_kpi_that_was_selected(qtbot, main_window, page):
    kpi = main_window.session.plan.kpis.live()[7]
    main_window.workspace.show_row(page, kpi.id)

    qtbot.keyClick(main_window, "5", Qt.KeyboardModifier.ControlModifier)

    assert main_window.workspace.page.kpis.current() == kpi.id


def test_that_the_counts_are_there_for_pages_that_nobody_has_shown_yet(qtbot, main_window):
    readings = main_window.workspace.navigation.button("readings")

    qtbot.waitUntil(lambda: bool(readings.badge))

    assert "missing" in readings.accessibleName()


def test_that_alt_and_an_arrow_step_through_the_months_and_every_page_obeys(qtbot, main_window):
    main_window.setFocus()

    qtbot.keyClick(main_window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert main_window.session.period.key == "2017-10"
    assert "October 2017" in [line.text() for line in main_window.workspace.period.findChildren(QLineEdit)]


def test_that_f4_hides_the_details_and_brings_them_back(qtbot, main_window):
    qtbot.waitUntil(lambda: main_window.workspace.shows_details)

    qtbot.keyClick(main_window, Qt.Key.Key_F4)
    hidden = not main_window.workspace.shows_details
    qtbot.keyClick(main_window, Qt.Key.Key_F4)

    assert hidden
    assert main_window.workspace.shows_details


@pytest.fixture
def usual_size():
    yield
    theme.set_text_size(100)


@pytest.mark.parametrize(("percent", "shown"), [(100, True), (200, False)])
def test_that_details_too_narrow_to_read_are_shown_only_where_they_are_asked_for(
    qtbot, window_of, plan, preferences, usual_size, percent, shown
):
    preferences.put(TEXT_SIZE, percent)
    window = window_of(plan)
    qtbot.waitUntil(lambda: window.workspace.navigation.button("kpis").badge != "")
    by_itself = window.workspace.shows_details

    qtbot.keyClick(window, Qt.Key.Key_F4)

    assert by_itself is shown
    assert window.workspace.shows_details is not shown


def test_that_the_pages_are_counted_one_in_a_turn_of_the_event_loop(qtbot, example):
    told = []

    def note(name, *_):
        told.append(name)
        return len(told)

    kinds = [replace(kind, count=partial(note, kind.destination.name)) for kind in PAGES[:4]]
    workspace = Workspace(example, kinds=kinds)
    qtbot.addWidget(workspace)
    turns = QTimer(workspace, interval=0)
    turns.timeout.connect(lambda: told.append("") if told and told[-1] else None)
    turns.start()

    workspace.begin()
    qtbot.waitUntil(lambda: "readings" in told)
    workspace.leave()

    assert [name for name in told if name] == ["overview", "actions", "kpis", "readings"]
    assert not any(one and other for one, other in pairwise(told))


def test_that_the_details_are_those_of_the_current_row(qtbot, main_window):
    qtbot.waitUntil(lambda: main_window.workspace.shows_details)
    action = main_window.session.plan.actions.live()[3]

    main_window.workspace.show_row("actions", action.id)

    title = main_window.workspace.findChild(DetailsPane).findChild(QLabel).text()
    assert action.ref in title


def test_that_a_change_is_said_to_be_saved_and_can_be_undone_by_key(qtbot, main_window):
    title = main_window.session.plan.cover.title
    retitle(main_window)
    saved = main_window.status.texts()

    qtbot.keyClick(main_window, "z", Qt.KeyboardModifier.ControlModifier)

    assert saved[1:] == [f"All changes saved {NOW:%H:%M}", "Undo would take back: Change title"]
    assert main_window.menus.redo.text() == "&Redo “Change title”"
    assert main_window.session.plan.cover.title == title


def test_that_undoing_what_was_done_before_asks_first(qtbot, window_of, plan):
    with open_plan(plan, who="Another secretary", clock=lambda: NOW.replace(day=3)) as store:
        from waymark.services.editor import Editor

        editor = Editor(store, lambda: NOW.replace(day=3), "Another secretary")
        editor.type_into(editor.plan.actions.live()[0], "due", "Mar 2019")
    window = window_of(plan)

    qtbot.keyClick(window, "z", Qt.KeyboardModifier.ControlModifier)
    (question,) = asked(window)

    assert "Another secretary on 3 November 2017" in question.text()
    assert window.session.plan.actions.live()[0].due == "Mar 2019"
    press(qtbot, question, "Undo it")
    assert window.session.plan.actions.live()[0].due != "Mar 2019"


def test_that_escape_dismisses_a_message_wherever_the_focus_is(qtbot, main_window):
    main_window.messages.say("The disk is full.")

    qtbot.keyClick(main_window, Qt.Key.Key_Escape)

    assert said(main_window) == []


def test_that_page_period_and_looks_are_there_the_next_time(qtbot, window_of, plan):
    first = window_of(plan)
    first.workspace.show_page("readings")
    first.workspace.period.go_back()
    first.workspace.navigation.set_collapsed(True)
    first.resize(1000, 600)
    first.close()

    second = window_of(plan)

    assert second.workspace.page.name == "readings"
    assert second.session.period.key == "2017-10"
    assert second.workspace.navigation.is_collapsed
    assert (second.workspace.session.path, plan) == (plan, plan)


def test_that_the_name_is_asked_once_and_stands_beside_what_is_changed(qtbot, window_of, plan):
    window = window_of(plan, author="asecretary")
    assert "“asecretary”" in said(window)[0]

    press(qtbot, window.messages, "Change the name")
    accept_name(window, "A. Secretary")
    retitle(window)

    assert window.session.reader.headers()[-1].author == "A. Secretary"
    window.close()
    assert said(window_of(plan, author="asecretary")) == []


def test_that_the_size_of_text_is_chosen_and_stays_so(window_of, preferences):
    window = window_of()
    usual = QApplication.font().pointSizeF()

    choose(window, "&Text size", "&200 %")

    assert QApplication.font().pointSizeF() == pytest.approx(2 * usual)
    assert window_of().text_size == 200
    choose(window, "&Text size", "&100 %")
    assert QApplication.font().pointSizeF() == pytest.approx(usual)


def test_that_the_edit_menu_has_the_commands_of_the_page(main_window):
    retitle(main_window)

    texts = [action.text() for menu in main_window.menuBar().actions()[1:2] for action in menu.menu().actions()]

    assert "&Undo “Change title”" in texts
    assert {"Insert", "Withdraw"} <= {text.replace("&", "") for text in texts}


@pytest.mark.parametrize("number", range(5))
def test_that_no_two_commands_have_the_same_keys(main_window, number):
    main_window.workspace.show_page(main_window.workspace.page_names()[number])

    menus = [entry.menu() for entry in main_window.menuBar().actions()]
    keys = Counter(keys.toString() for menu in menus for action in menu.actions() for keys in action.shortcuts())

    assert [each for each, times in keys.items() if times > 1] == []


def test_that_help_lists_the_keys(qtbot, main_window):
    qtbot.keyClick(main_window, Qt.Key.Key_F1)

    dialog = next(each for each in main_window.findChildren(QDialog) if each.isVisible())
    assert dialog.windowTitle() == "Keyboard shortcuts"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
