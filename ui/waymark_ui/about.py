"""What Help tells: what Waymark is, and by which keys it is worked."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from importlib.metadata import version

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from waymark_ui.commands import plain
from waymark_ui.dialogs.tables import LinesModel, lines_view
from waymark_ui.icons import PROGRAM, icon

Shortcut = tuple[str, str, str]
"""A menu, a command of it, and its keys."""
WIDTHS = (10, 34)
"""Of the menu's and the command's column, in characters."""

ABOUT = """<h2>Waymark {version}</h2>
<p>Keeps a children’s services improvement plan in one file, with every change remembered and undoable.</p>
<p>It works offline: there is no server, no account, and nothing leaves this computer but the files that you send.</p>
<p>Free software under the MIT licence. The window is made with Qt {qt} (LGPL) and Python {python}.</p>"""


def open_about(window: QWidget) -> QDialog:
    """Show what Waymark is."""
    dialog, column = _dialog(window, "About Waymark")
    sign, words = QLabel(dialog), QLabel(dialog)
    em = dialog.fontMetrics().horizontalAdvance("m")
    sign.setPixmap(icon(PROGRAM).pixmap(QSize(5 * em, 5 * em), dialog.devicePixelRatioF()))
    words.setTextFormat(Qt.TextFormat.RichText)
    words.setWordWrap(True)
    words.setMinimumWidth(32 * em)
    words.setText(ABOUT.format(version=version("waymark"), qt=qVersion(), python=platform.python_version()))
    row = QHBoxLayout()
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    column.insertLayout(0, row)
    dialog.open()
    return dialog


def open_shortcuts(window: QWidget, menus: Iterable[tuple[str, Iterable[QAction]]]) -> QDialog:
    """Show the keys of the commands in those menus."""
    dialog, column = _dialog(window, "Keyboard shortcuts")
    rows = [(menu, plain(action.text()), _keys(action)) for menu, actions in menus for action in actions]
    lines = LinesModel[Shortcut](("Menu", "Command", "Keys"), tuple, dialog)
    lines.show([row for row in rows if row[2]])
    column.insertWidget(0, lines_view(lines, "Keyboard shortcuts", WIDTHS))
    em = dialog.fontMetrics().horizontalAdvance("m")
    dialog.resize(44 * em, 34 * em)
    dialog.open()
    return dialog


def _keys(action: QAction) -> str:
    return " or ".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in action.shortcuts())


def _dialog(window: QWidget, title: str) -> tuple[QDialog, QVBoxLayout]:
    dialog = QDialog(window)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(buttons)
    return dialog, column
