"""What stands in the main window, and the clicks with which a person answers it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from waymark.domain.edits import Edits
from waymark_ui.main_window import MainWindow

Opened = Callable[..., MainWindow]
"""Makes a main window: which plan to open, if any, and who the computer says is there."""


def asked(window: MainWindow) -> list[QMessageBox]:
    """The questions that are open."""
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def said(window: MainWindow) -> list[str]:
    """The sentences that stand there."""
    return [message.sentence for message in window.messages.shown()]


def press(qtbot: QtBot, inside: QWidget, words: str) -> None:
    """Click the button of which these are some of the words."""
    button = next(each for each in inside.findChildren(QAbstractButton) if words in each.text().replace("&", ""))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def retitle(window: MainWindow, title: str = "Firmer Ground") -> bool:
    """Change something, as a page does; whether it was taken."""
    assert window.session is not None
    edits = Edits(window.session.plan)
    edits.set(window.session.plan.cover, title=title)
    return window.session.make("Change title", edits.changes(), "test")
