"""The menu bar: which commands there are, by which keys, and when they can be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu


class Needs(IntEnum):
    """What has to be open for a command to be of use."""

    nothing = 0
    plan = 1
    writing = 2


@dataclass(frozen=True, slots=True)
class Command:
    """An entry of a menu: its text with its letter to press, what it does, its keys, and what it needs."""

    text: str
    act: Callable[[], object]
    keys: str = ""
    needs: Needs = Needs.plan
    role: QAction.MenuRole = QAction.MenuRole.NoRole


SEPARATOR = None
Entries = Iterable[Command | QMenu | None]


class Commands:
    """The window's commands, made into actions of its menus."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._made: list[tuple[QAction, Needs]] = []

    def menu(self, title: str, entries: Entries) -> QMenu:
        """A menu of the menu bar, from a table of its entries."""
        menu = self._window.menuBar().addMenu(title)
        self.fill(menu, entries)
        return menu

    def fill(self, menu: QMenu, entries: Entries) -> None:
        """Put entries at a menu's end."""
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, QMenu):
                menu.addMenu(entry)
            else:
                menu.addAction(self.action(entry))

    def action(self, command: Command) -> QAction:
        """A command as an action of the window."""
        made = QAction(command.text, self._window)
        made.setShortcuts([QKeySequence(keys) for keys in command.keys.split(" or ") if keys])
        made.setMenuRole(command.role)
        made.triggered.connect(lambda: command.act())
        self._made.append((made, command.needs))
        return made

    def allow(self, present: Needs) -> None:
        """Let those commands be used that need no more than that."""
        for action, needs in self._made:
            action.setEnabled(needs <= present)


def plain(text: str) -> str:
    """A command's text without the signs that menus give it."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")
