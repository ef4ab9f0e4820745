"""What stands in the dialog of rating schemes, and the keys with which a person works in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.dialogs import click
from tests.ui.grids import press, write
from waymark.domain.plan import Plan
from waymark.domain.rows import RatingScheme
from waymark.services.schemes import scheme_for
from waymark_ui.schemes.dialog import SchemesDialog
from waymark_ui.schemes.model import PILL

KEY = Qt.Key


def words(dialog: SchemesDialog) -> list[str]:
    return [rating.word for rating in dialog.ratings.ratings()]


def plan_of(dialog: SchemesDialog) -> Plan:
    return dialog._session.plan


def scheme_of(plan: Plan, kind: str = "action") -> RatingScheme:
    scheme = scheme_for(plan, kind)
    assert scheme is not None
    return scheme


def type_over(qtbot: QtBot, dialog: SchemesDialog, line: int, column: int, text: str) -> None:
    """Type over a cell, and press Enter; the keyboard is then in the table again."""
    dialog.view.setFocus()
    dialog.view.go_to(line, column)
    write(text)
    press(KEY.Key_Return)
    qtbot.waitUntil(dialog.view.hasFocus)


def choose(combo: QComboBox, downwards: int) -> None:
    """Go down in a closed list by keyboard."""
    combo.setFocus()
    for _ in range(downwards):
        QTest.keyClick(combo, KEY.Key_Down)


def use(qtbot: QtBot, dialog: SchemesDialog) -> None:
    click(qtbot, dialog, "Use these")


def drawn(dialog: SchemesDialog, line: int) -> QImage:
    """The cell in which a rating's pill is drawn."""
    cell = dialog.view.visualRect(dialog.ratings.index(line, PILL))
    return dialog.view.viewport().grab(cell).toImage()


def colours_in(image: QImage) -> set[str]:
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(*point).name() for point in points}


def offered(combo: QComboBox) -> Sequence[str]:
    return [combo.itemText(place) for place in range(combo.count())]
