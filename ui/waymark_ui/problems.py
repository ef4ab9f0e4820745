"""What is shown when Waymark itself is at fault: that the plan is safe, and details for whoever mends it."""

from __future__ import annotations

import platform
import sys
import traceback
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

WORDS = (
    "Something went wrong inside Waymark. {safe} You can go on working; if anything looks odd, close Waymark and open"
    " it again. To have the fault mended, copy the details below and send them to whoever looks after Waymark. Look"
    " through them first: they may quote what you were working on."
)
SAFE = "Your plan is safe: every change up to “{label}” is in its file."
UNTOUCHED = "Your plan is safe: nothing was changed."


class Host(Protocol):
    """The window over which problems are shown."""

    @property
    def last_step(self) -> str:
        """The label of the last change of the plan that is open; blank where there is none."""
        ...


class ProblemDialog(QDialog):
    """Says that the plan is safe, and shows what happened; further problems are added to its details."""

    def __init__(self, parent: QWidget | None, safe: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Waymark has a fault")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.words = WORDS.format(safe=safe)
        words = QLabel(self.words, self)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        self.details = QPlainTextEdit(self)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.details.setFont(self._even_font())
        self.details.setAccessibleName("Details of the fault")
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(self.details, 1)
        column.addWidget(self._buttons())
        em = self.fontMetrics().horizontalAdvance("m")
        self.resize(60 * em, 30 * em)

    def add(self, details: str) -> None:
        """Add a problem to what is shown."""
        self.details.appendPlainText(details)

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details.toPlainText())

    def _even_font(self) -> QFont:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF())
        return font

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        copying: QPushButton = buttons.addButton("&Copy the details", QDialogButtonBox.ButtonRole.ActionRole)
        copying.clicked.connect(self.copy)
        buttons.addButton(QDialogButtonBox.StandardButton.Close).setDefault(True)
        buttons.rejected.connect(self.reject)
        return buttons


class Problems:
    """Shows what nobody caught in one dialog over the window; Ctrl+C in a terminal still ends the program."""

    def __init__(self, window: QWidget, host: Host) -> None:
        self._window = window
        self._host = host
        self._shown: ProblemDialog | None = None

    def install(self) -> None:
        """Be told of whatever nobody catches."""
        sys.excepthook = self.show

    def show(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show an exception, as `sys.excepthook` is given it."""
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        if self._shown is None:
            label = self._host.last_step
            self._shown = ProblemDialog(self._window, SAFE.format(label=label) if label else UNTOUCHED)
            self._shown.add(_circumstances())
            self._shown.finished.connect(self._forget)
            self._shown.open()
        self._shown.add(details)

    def _forget(self) -> None:
        self._shown = None


def _circumstances() -> str:
    from importlib.metadata import version

    return f"Waymark {version('waymark')}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}\n"
