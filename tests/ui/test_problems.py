"""Faults of Waymark's own, and sentences: shown calmly, with the plan safe and nothing taken from the person."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QVBoxLayout

from waymark_ui.dialogs.problem import ProblemDialog
from waymark_ui.messages import Messages
from waymark_ui.problems import Problems


class Host:
    def __init__(self, last_step):
        self.last_step = last_step


def raised(words):
    try:
        raise RuntimeError(words)
    except RuntimeError as error:
        return type(error), error, error.__traceback__


def test_that_a_fault_says_that_the_plan_is_safe_and_shows_details_to_copy(qtbot, window):
    Problems(window, Host("Change due")).show(*raised("the cogs are stuck"))

    dialog = window.findChild(ProblemDialog)
    copy = next(button for button in dialog.findChildren(QPushButton) if "Copy" in button.text())
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)

    assert dialog.isVisible()
    assert "every change up to “Change due” is in its file" in dialog.words
    assert "RuntimeError: the cogs are stuck" in QGuiApplication.clipboard().text()
    assert "test_problems.py" in QGuiApplication.clipboard().text()


def test_that_a_second_fault_is_added_to_the_dialog_that_is_there(qtbot, window):
    problems = Problems(window, Host(""))

    problems.show(*raised("the first"))
    problems.show(*raised("the second"))

    (dialog,) = window.findChildren(ProblemDialog)
    assert dialog.details.toPlainText().index("the first") < dialog.details.toPlainText().index("the second")


def test_that_a_fault_after_the_dialog_was_closed_is_shown_again(qtbot, window):
    problems = Problems(window, Host(""))
    problems.show(*raised("the first"))
    qtbot.keyClick(window.findChild(ProblemDialog), Qt.Key.Key_Escape)

    problems.show(*raised("the second"))

    visible = [dialog for dialog in window.findChildren(ProblemDialog) if dialog.isVisible()]
    assert [("the second" in dialog.details.toPlainText()) for dialog in visible] == [True]


@pytest.fixture
def messages(qtbot, window):
    made = Messages(window)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(QLineEdit(window))
    return made


def test_that_a_sentence_stays_until_it_is_dismissed_and_takes_no_focus(qtbot, window, messages):
    line = window.findChild(QLineEdit)
    line.setFocus()

    messages.say("The disk is full.")

    assert [message.sentence for message in messages.shown()] == ["The disk is full."]
    assert window.focusWidget() is line
    dismiss = messages.shown()[0].findChild(QToolButton)
    qtbot.mouseClick(dismiss, Qt.MouseButton.LeftButton)
    assert messages.shown() == []


def test_that_the_same_sentence_stands_there_once(messages):
    for sentence in ("The disk is full.", "Somebody has the plan.", "The disk is full."):
        messages.say(sentence)

    assert [message.sentence for message in messages.shown()] == ["The disk is full.", "Somebody has the plan."]


def test_that_escape_dismisses_the_message_that_has_the_focus(qtbot, messages):
    messages.say("The disk is full.")

    qtbot.keyClick(messages.shown()[0].findChild(QToolButton), Qt.Key.Key_Escape)

    assert messages.shown() == []


def test_that_what_is_offered_is_done_and_the_sentence_goes(qtbot, messages):
    done = []
    messages.say("The disk is full.", ("Save a copy…", lambda: done.append("copy")))

    qtbot.mouseClick(messages.shown()[0].findChild(QPushButton), Qt.MouseButton.LeftButton)

    assert done == ["copy"]
    assert messages.shown() == []
