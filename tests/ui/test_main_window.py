"""The window: plans opened, left and begun in it, what it says of them, and what it remembers."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
)

from tests.ui.conftest import NOW, clock
from waymark.domain.edits import Edits
from waymark_db.store import open_plan, read_plan
from waymark_start.files import Files
from waymark_ui.details.pane import DetailsPane
from waymark_ui.dialogs.author import AuthorDialog
from waymark_ui.dialogs.copy import CopyDialog
from waymark_ui.main_window import MainWindow

Opened = Callable[..., MainWindow]


@pytest.fixture
def plan(example_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example_file, tmp_path / "improvement.waymark"))


@pytest.fixture
def window_of(qtbot, preferences) -> Opened:
    """Makes a window, with a plan if one is named."""

    def make(path: Path | None = None, author: str = "A secretary") -> MainWindow:
        made = MainWindow(Files(lambda: made.author, clock), preferences, clock, author)
        qtbot.addWidget(made)
        made.resize(1366, 768)
        made.begin_with(path)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        if path is not None:
            qtbot.waitUntil(lambda: made.session is not None or bool(made.messages.shown()) or bool(asked(made)))
        return made

    return make


@pytest.fixture
def window(window_of: Opened, plan: Path) -> MainWindow:
    opened = window_of(plan)
    opened.messages.clear()
    return opened


def asked(window):
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def said(window):
    return [message.sentence for message in window.messages.shown()]


def press(qtbot, inside, words):
    button = next(each for each in inside.findChildren(QAbstractButton) if words in each.text().replace("&", ""))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(window, submenu, text):
    menu = next(each for each in window.findChildren(QMenu) if each.title() == submenu)
    next(action for action in menu.actions() if action.text() == text).trigger()


def retitle(window, title="Firmer Ground"):
    """Change something, as a page does."""
    edits = Edits(window.session.plan)
    edits.set(window.session.plan.cover, title=title)
    return window.session.make("Change title", edits.changes(), "test")


def accept_name(window, name):
    dialog = next(each for each in window.findChildren(AuthorDialog) if each.isVisible())
    dialog.name.setText(name)
    dialog.accept()


def test_that_an_open_plan_is_named_and_its_first_page_shown(window, plan):
    assert window.windowTitle() == "improvement – Waymark"
    assert window.workspace.page.name == "actions"
    assert window.status.texts() == [
        "improvement.waymark",
        "All changes saved",
        "Undo would take back: The example plan",
    ]
    assert said(window) == []


@pytest.mark.parametrize(
    ("key", "page"),
    [("1", "overview"), ("2", "actions"), ("3", "kpis"), ("4", "readings"), ("5", "trends")],
)
def test_that_ctrl_and_a_figure_lead_to_a_page(qtbot, window, key, page):
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)

    assert window.workspace.page.name == page
    assert window.workspace.navigation.button(page).isChecked()


def test_that_a_page_is_made_when_it_is_first_shown_and_kept(window):
    actions = window.workspace.page
    window.workspace.show_page("readings")

    window.workspace.show_page("actions")

    assert window.workspace.page is actions


def test_that_the_counts_are_there_for_pages_that_nobody_has_shown_yet(qtbot, window):
    readings = window.workspace.navigation.button("readings")

    qtbot.waitUntil(lambda: bool(readings.badge))

    assert "missing" in readings.accessibleName()


def test_that_alt_and_an_arrow_step_through_the_months_and_every_page_obeys(qtbot, window):
    window.setFocus()

    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert window.session.period.key == "2017-10"
    assert "October 2017" in [line.text() for line in window.workspace.period.findChildren(QLineEdit)]


def test_that_f4_hides_the_details_and_brings_them_back(qtbot, window):
    qtbot.waitUntil(lambda: window.workspace.shows_details)

    qtbot.keyClick(window, Qt.Key.Key_F4)
    hidden = not window.workspace.shows_details
    qtbot.keyClick(window, Qt.Key.Key_F4)

    assert hidden
    assert window.workspace.shows_details


def test_that_the_details_are_those_of_the_current_row(qtbot, window):
    qtbot.waitUntil(lambda: window.workspace.shows_details)
    action = window.session.plan.actions.live()[3]

    window.workspace.show_row("actions", action.id)

    title = window.workspace.findChild(DetailsPane).findChild(QLabel).text()
    assert action.ref in title


def test_that_a_change_is_said_to_be_saved_and_can_be_undone_by_key(qtbot, window):
    title = window.session.plan.cover.title
    retitle(window)
    saved = window.status.texts()

    qtbot.keyClick(window, "z", Qt.KeyboardModifier.ControlModifier)

    assert saved[1:] == [f"All changes saved {NOW:%H:%M}", "Undo would take back: Change title"]
    assert window.menus.redo.text() == "&Redo “Change title”"
    assert window.session.plan.cover.title == title


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


def test_that_a_plan_that_somebody_has_is_offered_for_reading(qtbot, window_of, plan):
    with open_plan(plan, who="Another secretary", clock=clock):
        window = window_of(plan)
        (question,) = asked(window)
        press(qtbot, question, "Open for reading")

        assert "Another secretary" in question.text()
        assert window.session.read_only
        assert not retitle(window)
        assert "reading only" in said(window)[0]
        assert not window.menus.undo.isEnabled()


def test_that_a_file_that_is_no_plan_is_refused_in_words_beside_the_ways_to_begin(window_of, tmp_path):
    path = tmp_path / "letter.waymark"
    path.write_text("Dear Board,", encoding="utf-8")

    window = window_of(path)

    assert "letter.waymark" in said(window)[0]
    assert window.session is None
    assert path.read_text(encoding="utf-8") == "Dear Board,"


def test_that_a_new_plan_is_begun_where_asked_and_opened(qtbot, window_of, tmp_path):
    window = window_of()

    qtbot.keyClick(window, "n", Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "Steady Ground.waymark"))

    assert window.session.plan.cover.title == "Steady Ground"
    assert window.session.path == tmp_path / "Steady Ground.waymark"


def test_that_the_example_is_copied_to_a_chosen_place(window_of, tmp_path):
    window = window_of()

    window.begin_example(tmp_path / "trying.waymark")

    assert window.session.plan.actions.live()
    assert (tmp_path / "trying.waymark").is_file()


def test_that_a_new_plan_never_replaces_a_file(window, example_file, tmp_path):
    other = Path(shutil.copy(example_file, tmp_path / "other.waymark"))

    window.begin_plan(other)

    assert "already a file" in said(window)[0]
    assert other.read_bytes() == example_file.read_bytes()
    assert window.session.path != other


def test_that_closing_backs_up_what_was_changed_and_lets_the_plan_go(window, plan, example_file):
    retitle(window)

    assert window.close()

    assert [backup.reason for backup in Files(lambda: "", clock).backups(plan)] == ["on closing"]
    with open_plan(plan, who="Another secretary", clock=clock) as store:
        assert store.load().cover.title == "Firmer Ground"


def test_that_closing_an_unchanged_plan_makes_no_backup(window, plan):
    window.close()

    assert not Files(lambda: "", clock).backups(plan)


def test_that_a_backup_that_fails_is_said_before_the_window_closes(qtbot, window, plan):
    retitle(window)
    plan.with_name("improvement backups").write_text("in the way", encoding="utf-8")

    closed = window.close()

    assert not closed
    assert "No backup" in said(window)[0]
    press(qtbot, window.messages, "Close without a backup")
    assert not window.isVisible()
    with read_plan(plan) as reader:
        assert reader.load().cover.title == "Firmer Ground"


@pytest.mark.parametrize("fate", ["removed", "replaced"])
def test_that_a_file_lost_while_open_is_said_with_an_offer_to_save_a_copy(
    qtbot, window, plan, example_file, fate, tmp_path
):
    plan.unlink()
    if fate == "replaced":
        shutil.copy(example_file, plan)

    taken = retitle(window)

    assert not taken
    assert "save a copy" in said(window)[0]
    assert "The last change is not saved" in window.status.texts()
    press(qtbot, window.messages, "Save a copy")
    dialog = window.findChild(CopyDialog)
    dialog.place.line.setText(str(tmp_path / "saved.waymark"))
    press(qtbot, dialog, "Save the copy")
    with read_plan(tmp_path / "saved.waymark") as reader:
        assert reader.load() == window.session.plan


def test_that_what_is_typed_stays_in_its_cell_while_the_file_cannot_be_written(qtbot, window, plan):
    action = window.session.plan.actions.live()[0]
    grid = window.workspace.page.view
    grid.select_row(action.id, "due")
    plan.rename(plan.with_name("elsewhere.waymark"))

    qtbot.keyClick(window.focusWidget(), "M")
    editor = window.focusWidget()
    qtbot.keyClicks(editor, "ar 2019")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert editor.isVisible()
    assert editor.text() == "Mar 2019"
    assert "save a copy" in said(window)[0]
    plan.with_name("elsewhere.waymark").rename(plan)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert window.session.plan.actions[action.id].due == "Mar 2019"


def test_that_escape_dismisses_a_message_wherever_the_focus_is(qtbot, window):
    window.messages.say("The disk is full.")

    qtbot.keyClick(window, Qt.Key.Key_Escape)

    assert said(window) == []


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


def test_that_another_plan_takes_the_place_of_the_one_that_was_open(window, example_file, tmp_path):
    first, other = window.session.path, Path(shutil.copy(example_file, tmp_path / "other.waymark"))

    window.open(other)

    assert window.session.path == other
    with open_plan(first, who="Another secretary", clock=clock) as store:
        assert store.load().actions.live()


def test_that_recent_plans_are_listed_the_last_one_first(window_of, plan, tmp_path):
    other = Path(shutil.copy(plan, tmp_path / "other.waymark"))
    window = window_of(plan)
    window.open(other)

    window.close_plan()

    assert [window.start.recent.item(row).text().split("\n")[0] for row in range(2)] == [
        "other.waymark",
        "improvement.waymark",
    ]


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


def test_that_the_edit_menu_has_the_commands_of_the_page(window):
    texts = [action.text() for menu in window.menuBar().actions()[1:2] for action in menu.menu().actions()]

    assert "&Undo “The example plan”" in texts
    assert {"Insert", "Withdraw"} <= {text.replace("&", "") for text in texts}


@pytest.mark.parametrize("number", range(5))
def test_that_no_two_commands_have_the_same_keys(window, number):
    window.workspace.show_page(window.workspace.page_names()[number])

    menus = [entry.menu() for entry in window.menuBar().actions()]
    keys = Counter(keys.toString() for menu in menus for action in menu.actions() for keys in action.shortcuts())

    assert [each for each, times in keys.items() if times > 1] == []


def test_that_help_lists_the_keys(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_F1)

    dialog = next(each for each in window.findChildren(QDialog) if each.isVisible())
    assert dialog.windowTitle() == "Keyboard shortcuts"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
