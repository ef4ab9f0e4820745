"""Sentences for the person at work, above the page: they stay until dismissed and take nobody's focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from waymark_ui import theme
from waymark_ui.icons import icon
from waymark_ui.labels import Sign

Offer = tuple[str, Callable[[], object]]
"""A button beside a sentence: its text, and what it does once the sentence has gone."""


class Message(QFrame):
    """One sentence, what can be done about it, and a button (or Esc) to dismiss it."""

    def __init__(self, sentence: str, offers: Sequence[Offer], parent: QWidget) -> None:
        super().__init__(parent)
        self.sentence = sentence
        self.dismissed = False
        self.setAccessibleName("Message")
        self.setAccessibleDescription(sentence)
        row = QHBoxLayout(self)
        row.addWidget(Sign("note", self), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words(), 1)
        for text, act in offers:
            row.addWidget(self._offer(text, act))
        row.addWidget(self._dismissal())

    def dismiss(self) -> None:
        """Take the message away."""
        self.dismissed = True
        self.hide()
        # Not taken out of its parent: Python would then end it at once, in the midst of a click on its own button.
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.notice)
        painter.fillRect(0, 0, self.fontMetrics().averageCharWidth() // 2, self.height(), colours.warning)

    def _words(self) -> QLabel:
        words = QLabel(self.sentence, self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        words.setAccessibleName(self.sentence)
        return words

    def _offer(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleDescription(self.sentence)
        button.clicked.connect(self.dismiss)
        button.clicked.connect(lambda: act())
        return button

    def _dismissal(self) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon("close"))
        button.setAutoRaise(True)
        button.setAccessibleName("Dismiss this message")
        button.setToolTip("Dismiss this message (Esc)")
        button.clicked.connect(self.dismiss)
        return button


class Messages(QWidget):
    """The messages that nobody has dismissed yet, the newest on top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        # A layout's own list gives Python holds on items that Qt has ended since, at addresses of other things by now.
        self._said: list[Message] = []

    def say(self, sentence: str, *offers: Offer) -> None:
        """Show a sentence; one that is already there comes to the top instead of standing there twice."""
        for message in self.shown():
            if message.sentence == sentence:
                message.dismiss()
        message = Message(sentence, offers, self)
        self._column.insertWidget(0, message)
        self._said = [message, *self.shown()]
        _announce(message, sentence)

    def shown(self) -> list[Message]:
        """What is shown, the newest first."""
        return [message for message in self._said if not message.dismissed]

    def dismiss_newest(self) -> bool:
        """Take the newest message away; gives whether there was one."""
        shown = self.shown()
        if shown:
            shown[0].dismiss()
        return bool(shown)

    def clear(self) -> None:
        """Take all messages away."""
        for message in self.shown():
            message.dismiss()


def _announce(message: Message, sentence: str) -> None:
    # Imported for the first message: Qt's words for readers of screens are many, and the frame would wait for them.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(message, sentence))
