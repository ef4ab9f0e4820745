"""The small editor for long texts: paragraphs, bullets and bold, and drafts of them while they are typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from waymark_ui import theme
from waymark_ui.details.markup import markup_of, toggle_bullets, write_into
from waymark_ui.details.recovered import Recovered

DRAFT_EVERY = 2_000
"""Milliseconds from one draft to the next while somebody types."""
FEWEST_LINES, MOST_LINES = 2, 14
STAYS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""When the focus goes for these reasons, the person comes back to go on typing."""


class RichEdit(QTextEdit):
    """A text in the closed markup; what is pasted loses every other style. `left` says that the focus has gone."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        line, frame = self.fontMetrics().lineSpacing(), 2 * (self.frameWidth() + int(self.document().documentMargin()))
        needed = int(self.document().size().height()) + 2 * self.frameWidth()
        return QSize(0, max(FEWEST_LINES * line + frame, min(needed, MOST_LINES * line + frame)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def insertFromMimeData(self, source: QMimeData) -> None:
        pasted = QTextDocument()
        if source.hasHtml():
            pasted.setHtml(source.html())
        else:
            pasted.setPlainText(source.text())
        write_into(self.textCursor(), markup_of(pasted))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYS:
            self.left.emit()

    def toggle_bold(self) -> None:
        """Make what is selected, or is typed next, bold; or plain where it is bold."""
        bold = self.fontWeight() >= QFont.Weight.DemiBold
        self.setFontWeight(QFont.Weight.Normal if bold else QFont.Weight.Bold)

    def toggle_bullets(self) -> None:
        """Make bullets of the selected paragraphs, or plain ones of bullets."""
        toggle_bullets(self.textCursor())


class LongText(QWidget):
    """A long field with its title and two buttons.

    `entered` carries the text once the focus leaves, if it was changed; `draft` what stands there while it is typed,
    every two seconds; `draft_refused` that somebody does not want a recovered draft.
    """

    entered = Signal(str)
    draft = Signal(str)
    draft_refused = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.edit = RichEdit()
        self._title = QLabel(title)
        self._title.setBuddy(self.edit)
        self._title.setWordWrap(True)
        self._reason = QLabel(wordWrap=True)
        self._reason.hide()
        self._shown = ""
        self._saving = QTimer(self, singleShot=True, interval=DRAFT_EVERY)
        self._saving.timeout.connect(lambda: self.draft.emit(self.text()))
        self.bold = self._button("B", "Bold", "Ctrl+B", self.edit.toggle_bold)
        self.bullets = self._button("•", "Bullets", "Ctrl+Shift+L", self.edit.toggle_bullets)
        font = self.bold.font()
        font.setBold(True)
        self.bold.setFont(font)
        self.recovered = Recovered(self)
        self.recovered.taken.connect(self._take_up)
        self.recovered.refused.connect(self.draft_refused)
        self.edit.textChanged.connect(self._typed)
        self.edit.left.connect(self._left)
        self._lay_out()
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)
        self.edit.setAccessibleName(title)
        self.bold.setAccessibleName(f"Bold in {title}")
        self.bullets.setAccessibleName(f"Bullets in {title}")

    def text(self) -> str:
        """What stands there, as markup."""
        return markup_of(self.edit.document())

    def show_text(self, markup: str, *, editable: bool) -> None:
        """Show a text, in place of what stands there."""
        self._put(markup)
        self._shown = self.text()
        self.edit.setReadOnly(not editable)
        for button in (self.bold, self.bullets):
            button.setVisible(editable)
        self.recovered.hide()
        self.refuse("")

    def offer_draft(self, markup: str, when: str) -> None:
        """Offer a text that was being typed when the program stopped."""
        self.recovered.offer(markup, when)

    def is_changed(self) -> bool:
        """Whether something was typed that is not what was shown."""
        return self.edit.document().isModified() and self.text() != self._shown

    def finish(self) -> None:
        """Hand over what was typed, if it is something else."""
        self._saving.stop()
        if self.is_changed():
            self.entered.emit(self.text())

    def refuse(self, reason: str) -> None:
        """Show beneath why the text was not taken; blank takes the reason away."""
        self._reason.setText(reason)
        self._reason.setStyleSheet(f"color: {theme.colours().bad.name()}")
        self._reason.setVisible(bool(reason))
        self.edit.setAccessibleDescription(reason)

    def _put(self, markup: str) -> None:
        self.edit.blockSignals(True)
        self.edit.clear()
        write_into(self.edit.textCursor(), markup)
        self.edit.document().clearUndoRedoStacks()
        self.edit.document().setModified(False)
        self.edit.moveCursor(QTextCursor.MoveOperation.Start)
        self.edit.blockSignals(False)
        self._saving.stop()

    def _typed(self) -> None:
        if not self._saving.isActive() and not self.edit.isReadOnly():
            self._saving.start()

    def _left(self) -> None:
        if QApplication.focusWidget() not in (self.bold, self.bullets):
            self.finish()

    def _take_up(self, markup: str) -> None:
        self._put(markup)
        self.edit.document().setModified(True)
        self.edit.setFocus()

    def _button(self, sign: str, meaning: str, keys: str, toggle: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAutoRaise(True)
        button.setToolTip(f"{meaning} ({keys})")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(toggle)
        shortcut = QShortcut(QKeySequence(keys), self.edit)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(toggle)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.bold)
        head.addWidget(self.bullets)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        for widget in (self.recovered, self.edit, self._reason):
            layout.addWidget(widget)
