"""Sentences and questions in a box over the window, which do not stop the program while they stand there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

SHARE_OF_SCREEN, SHARE_OF_FIELDS = 0.94, 0.6


def tell(parent: QWidget, title: str, words: str, details: str = "") -> QMessageBox:
    """Show a sentence; `details` are for whoever mends Waymark, and can be copied."""
    icon = QMessageBox.Icon.Critical if details else QMessageBox.Icon.Information
    box = _box(parent, icon, title, words)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Close))
    if details:
        box.setDetailedText(details)
    box.open()
    return box


def ask(
    parent: QWidget,
    title: str,
    words: str,
    yes: str,
    then: Callable[[], object],
    *others: tuple[str, Callable[[], object]],
) -> QMessageBox:
    """Ask before something is done; `yes` is what the button that does it says. Enter and Esc both leave it be.

    `others` are what may be done instead: what the button says, and what it does.
    """
    box = _box(parent, QMessageBox.Icon.Question, title, words)
    for answer, done in ((yes, then), *others):
        doing: QPushButton = box.addButton(answer, QMessageBox.ButtonRole.AcceptRole)
        doing.clicked.connect(done)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.open()
    return box


def note_label(parent: QWidget) -> QLabel:
    """A label for what is to be said of a field, with room kept for two lines: nothing moves when it is said."""
    label = QLabel(parent, wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setMinimumHeight(label.fontMetrics().lineSpacing() * 2)
    return label


def resize(dialog: QWidget, characters: int, lines: int) -> None:
    """Give a dialog room for text of that width and height, as far as the screen has it."""
    metrics, most = dialog.fontMetrics(), dialog.screen().availableSize() * SHARE_OF_SCREEN
    width, height = metrics.averageCharWidth() * characters, metrics.lineSpacing() * lines
    dialog.resize(min(width, most.width()), min(height, most.height()))


def widen(widget: QWidget, characters: int) -> None:
    """Let a field or text be at least that wide, as far as the screen has room for it."""
    most = int(widget.screen().availableSize().width() * SHARE_OF_FIELDS)
    widget.setMinimumWidth(min(widget.fontMetrics().averageCharWidth() * characters, most))


def counted(count: int, thing: str) -> str:
    """A number with what is counted: `1 cell`, `2,000 cells`."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _box(parent: QWidget, icon: QMessageBox.Icon, title: str, words: str) -> QMessageBox:
    box = QMessageBox(icon, title, words, QMessageBox.StandardButton.NoButton, parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return box
