"""The commands of a grid, with their shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what it does in a sentence, its shortcuts, and whether it changes the plan."""

    text: str
    meaning: str
    keys: tuple[str, ...]
    done: Callable[[], object]
    changes: bool = False


def actions(commands: tuple[Command, ...], owner: QWidget) -> list[QAction]:
    """The commands as actions of a widget.

    They are for that widget alone and not for its children: Ctrl+D in a filter box or an editor fills nothing down.
    """
    made = [_action(command, owner) for command in commands]
    owner.addActions(made)
    return made


def _action(command: Command, owner: QWidget) -> QAction:
    action = QAction(command.text, owner)
    action.setShortcuts([QKeySequence(keys) for keys in command.keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setStatusTip(command.meaning)
    action.setToolTip(f"{command.meaning} ({command.keys[0]})" if command.keys else command.meaning)
    action.triggered.connect(lambda: command.done())
    return action
