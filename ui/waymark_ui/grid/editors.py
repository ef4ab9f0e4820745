"""What a cell is edited with, by the kind of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QPlainTextEdit, QWidget

from waymark_ui.grid.columns import Kind

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UP_AND_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_LAST_LEAD = re.compile(r"[^\n;]*\Z")
_LAST_REF = re.compile(r"[^\n;,]*\Z")


class CellEditor(Protocol):
    """What editing asks of an editor, beside being a widget."""

    def typed(self) -> str:
        """The text as it stands."""
        ...

    def put(self, text: str) -> None:
        """Show a text, with the cursor behind it."""
        ...

    def is_choosing(self) -> bool:
        """Whether a list of proposals is open, which Enter, Tab and Esc then are about."""
        ...


class LineEditor(QLineEdit):
    """One line of text, at the top of its cell as the text it replaces."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def typed(self) -> str:
        return self.text()

    def put(self, text: str) -> None:
        self.setText(text)

    def is_choosing(self) -> bool:
        return False


class LongEditor(QPlainTextEdit):
    """Several lines of text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def typed(self) -> str:
        return self.toPlainText()

    def put(self, text: str) -> None:
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def is_choosing(self) -> bool:
        return False


class ChoiceEditor(QComboBox):
    """One of some words, completed while it is typed; other words are left to the cell to understand or refuse."""

    def __init__(self, choices: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(["", *(choice for choice in choices if choice)])
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.line = QLineEdit(self)
        self.setLineEdit(self.line)
        self.setCompleter(completer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that go up and down open the list: of themselves they would put a choice over what was typed."""
        if event.key() in _UP_AND_DOWN:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def typed(self) -> str:
        return self.currentText()

    def put(self, text: str) -> None:
        self.setCurrentText(text)
        self.line.selectAll()

    def is_choosing(self) -> bool:
        return self.view().isVisible()


class NamesEditor(LongEditor):
    """Several names, for each of which those that are known are proposed while it is typed.

    Tab takes the first proposal; Enter takes the one gone to with the arrow keys, else the text as it was typed.
    `last` finds the name that is being typed at the end of the text before the cursor.
    """

    def __init__(self, names: Sequence[str], last: re.Pattern[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._last = last
        self._popup = QListView()
        self._popup.setAccessibleName("Proposals")
        self._completer = QCompleter(QStringListModel([*names], self), self)
        self._completer.setPopup(self._popup)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._complete)
        self.textChanged.connect(self._propose)

    def is_choosing(self) -> bool:
        return self._popup.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While proposals are open, their list passes each key on to here first."""
        popup, key = self._popup, event.key()
        if not popup.isVisible() or key not in (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Escape):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape or popup.currentIndex().isValid():
            event.ignore()
        elif key == Qt.Key.Key_Tab:
            popup.hide()
            self._complete(self._completer.currentCompletion())
        else:
            popup.hide()
            QCoreApplication.sendEvent(self, event)

    def _propose(self) -> None:
        begun, popup = self._begun(), self._popup
        self._completer.setCompletionPrefix(begun)
        known = self._completer.currentCompletion()
        if not begun or not known or known.casefold() == begun.casefold() or not self.hasFocus():
            popup.hide()
            return
        area = self.cursorRect()
        area.setWidth(max(self.width(), popup.sizeHintForColumn(0) + 2 * self.fontMetrics().height()))
        self._completer.complete(area)

    def _begun(self) -> str:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        found = self._last.search(before)
        return found[0].strip() if found else ""

    def _complete(self, name: str) -> None:
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(self._begun()))
        cursor.insertText(name)
        self.setTextCursor(cursor)


def editor_for(kind: Kind, text: str, choices: Sequence[str], parent: QWidget) -> QWidget:
    """The editor for a cell that holds that text."""
    if kind in (Kind.rating, Kind.choice) and choices:
        return ChoiceEditor(choices, parent)
    if kind is Kind.people:
        return NamesEditor(choices, _LAST_LEAD, parent)
    if kind is Kind.kpis:
        return NamesEditor(choices, _LAST_REF, parent)
    if kind is Kind.long_text or "\n" in text:
        return LongEditor(parent)
    return LineEditor(parent)
