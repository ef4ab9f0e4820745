"""What is computed of a part of a paper, to be read: headings, sentences, tables, and charts in their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QLabel, QTextBrowser, QVBoxLayout, QWidget

from waymark_ui import theme

HEADING = re.compile("<h([1-6])>")
SLICE_MS = 8
"""So long pieces are put in before the window has its turn."""
WORKING = "Waymark is working this out…"
LEFT_OUT = "Nothing is computed here for this period; without a passage the paper leaves this part out."
TITLE = "Computed for {period}, as the paper prints it. It is changed where it comes from."


class Computed(QWidget):
    """The pieces of a part, put in one after the other while nothing else is to be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(wordWrap=True)
        self.text = QTextBrowser()
        self.text.setOpenExternalLinks(True)
        # In a narrow column Qt would break a word in two: rather have something to scroll to.
        self.text.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.text.setAccessibleName("What is computed")
        self._coming: Sequence[str] = ()
        self._next = self._place = 0
        self._heading = ""
        self._putting = QTimer(self, interval=0)
        self._putting.timeout.connect(self._put)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addWidget(self._title)
        layout.addWidget(self.text, 1)

    def say(self, words: str) -> None:
        """Show a sentence in place of what stands there."""
        self._putting.stop()
        self._coming = ()
        self.text.setPlainText(words)

    def show_pieces(self, pieces: Sequence[str], period: str) -> None:
        """Show what was computed, from its beginning; where the pieces are the same as before, they stay."""
        self._title.setText(TITLE.format(period=period))
        if not pieces:
            self.say(LEFT_OUT)
            return
        if pieces == self._coming:
            return
        self._coming, self._next = pieces, 0
        self._place = self.text.verticalScrollBar().value()
        self.text.clear()
        self.text.document().setDefaultStyleSheet(_style())
        self._putting.start()

    def lead_to(self, heading: str) -> None:
        """Bring what stands under a heading into view, once it is there."""
        self._heading = heading
        if not self._putting.isActive():
            self._go_there()

    def _go_there(self) -> None:
        block = self.text.document().begin()
        while self._heading and block.isValid():
            if block.blockFormat().headingLevel() and block.text() == self._heading:
                self.text.setTextCursor(QTextCursor(block))
                self.text.verticalScrollBar().setValue(
                    self.text.verticalScrollBar().value() + self.text.cursorRect().top()
                )
                return
            block = block.next()

    def _put(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        cursor = QTextCursor(self.text.document())
        while self._next < len(self._coming) and clock.elapsed() < SLICE_MS:
            self._add(cursor, self._coming[self._next])
            self._next += 1
        if self._next >= len(self._coming):
            self._putting.stop()
            self.text.verticalScrollBar().setValue(self._place)
            self._go_there()

    def _add(self, cursor: QTextCursor, piece: str) -> None:
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if self._next:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        first = QTextCursor(cursor)
        first.setKeepPositionOnInsert(True)
        cursor.insertHtml(piece)
        if level := HEADING.match(piece):
            # Qt keeps the format of the paragraph into which HTML is put.
            heading = QTextBlockFormat()
            heading.setHeadingLevel(int(level[1]))
            first.mergeBlockFormat(heading)


def _style() -> str:
    colours = theme.colours()
    return f"th {{ background: {colours.raised.name()}; text-align: left; }} td {{ vertical-align: top; }}"
