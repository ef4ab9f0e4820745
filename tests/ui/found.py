"""What tests do in a dialog that shows what was found in a workbook."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from pytestqt.qtbot import QtBot

from tests.dialogs import LONG_MS, click
from waymark_ui.dialogs.found import FoundDialog


def lines(model: QAbstractItemModel) -> list[list[str]]:
    """What stands in a table."""
    return [
        [model.index(line, column).data() for column in range(model.columnCount())] for line in range(model.rowCount())
    ]


def column(dialog: FoundDialog, header: str) -> list[str]:
    """The line of a column of the table that is selected."""
    return next(line for line in lines(dialog.columns) if line[1] == header)


def select_column(dialog: FoundDialog, header: str) -> None:
    """Select a column of that table."""
    dialog.columns_view.selectRow(next(at for at, line in enumerate(lines(dialog.columns)) if line[1] == header))


def choose(qtbot: QtBot, dialog: FoundDialog, header: str, role: str) -> None:
    """Choose a role for a column with the arrow keys."""
    select_column(dialog, header)
    roles = dialog.choice.roles
    roles.setFocus()
    wanted = roles.findData(role)
    key = Qt.Key.Key_Down if wanted > roles.currentIndex() else Qt.Key.Key_Up
    while roles.currentIndex() != wanted:
        qtbot.keyClick(roles, key)


def read_again(qtbot: QtBot, dialog: FoundDialog) -> None:
    """Have the file read again, and wait until it is."""
    before = dialog.survey
    click(qtbot, dialog, "Read again")
    qtbot.waitUntil(lambda: dialog.survey is not before, timeout=LONG_MS)
