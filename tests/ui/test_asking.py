"""Small dialogs: the list of what was refused, the person's name, a sentence, a question."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from tests.dialogs import button, click
from waymark_ui.dialogs.author import AuthorDialog
from waymark_ui.dialogs.messages import ask, counted, tell
from waymark_ui.dialogs.refusals import RefusalsDialog


def test_that_refused_cells_are_listed_with_their_reason_and_can_be_copied(qtbot, window, qtmodeltester):
    dialog = RefusalsDialog(window, [("1.2.1", "Due", "31/02\n2018", "“31/02 2018” is not a date.")])
    dialog.open()

    click(qtbot, dialog, "Copy the list")

    assert QGuiApplication.clipboard().text().splitlines() == [
        "Row\tColumn\tWhat was entered\tWhy it was not taken",
        "1.2.1\tDue\t31/02 2018\t“31/02 2018” is not a date.",
    ]
    qtmodeltester.check(dialog.model)


def test_that_a_name_is_taken_without_stray_blanks(qtbot, window):
    dialog = AuthorDialog(window, "login")
    dialog.open()
    names: list[str] = []
    dialog.named.connect(names.append)

    qtbot.keyClicks(dialog.name, "  A  Secretary ")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)

    assert names == ["A Secretary"]


def test_that_nobody_goes_without_a_name(qtbot, window):
    dialog = AuthorDialog(window, "login")
    dialog.open()

    qtbot.keyClick(dialog.name, Qt.Key.Key_Delete)

    assert not button(dialog, "Use this name").isEnabled()


def test_that_a_question_is_left_alone_by_enter_and_done_by_its_own_button(qtbot, window):
    done = []

    first = ask(window, "Backups", "Restore it?", "&Restore it", lambda: done.append("first"))
    qtbot.keyClick(first, Qt.Key.Key_Return)
    second = ask(window, "Backups", "Restore it?", "&Restore it", lambda: done.append("second"))
    click(qtbot, second, "Restore it")

    assert done == ["second"]


def test_that_a_sentence_is_shown_as_it_stands(window):
    box = tell(window, "Import", "“<b>a</b>.xlsx” is empty.")

    assert box.textFormat() is Qt.TextFormat.PlainText
    assert box.icon() is QMessageBox.Icon.Information


@pytest.mark.parametrize(("count", "words"), [(0, "0 cells"), (1, "1 cell"), (2000, "2,000 cells")])
def test_that_things_are_counted_in_words(count, words):
    assert counted(count, "cell") == words
