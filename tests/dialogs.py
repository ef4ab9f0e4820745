"""What tests of dialogs do with them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi

LONG_MS = 30_000
"""For how long a worker process is waited for; on any machine it is there sooner."""


def button(parent: QWidget, words: str) -> QAbstractButton:
    """The button with those words, whatever letter of them is underlined."""
    return next(each for each in parent.findChildren(QAbstractButton) if each.text().replace("&", "") == words)


def click(qtbot: QtBot, parent: QWidget, words: str) -> None:
    """Click the button with those words."""
    qtbot.mouseClick(button(parent, words), Qt.MouseButton.LeftButton)


def box(qtbot: QtBot, window: QWidget) -> QMessageBox:
    """The box that is shown over a window or one of its dialogs, once it is."""
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=LONG_MS)
    return window.findChildren(QMessageBox)[-1]


def action(plan: Plan, ref: str) -> Action:
    """The action with that ref."""
    return next(each for each in plan.actions.live() if each.ref == ref)


def kpi(plan: Plan, ref: str) -> Kpi:
    """The KPI with that ref."""
    return next(each for each in plan.kpis.live() if each.ref == ref)
