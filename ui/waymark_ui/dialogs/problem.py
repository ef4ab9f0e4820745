"""The dialog about a fault of Waymark's own: that the plan is safe, and details to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
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
