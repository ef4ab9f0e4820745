"""The reporting period: a month to step through or to type, which every page obeys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from waymark.domain.day import MONTHS
from waymark.domain.errors import NotUnderstood
from waymark.domain.period import Period, parse_period
from waymark_ui import theme
from waymark_ui.icons import icon


class PeriodControl(QWidget):
    """◂ November 2017 ▸, and beside it why a typed period was not understood. `chosen` carries the month asked for."""

    chosen = Signal(object)

    def __init__(self, period: Period, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._period = period
        self._why = QLabel(self)
        self._typed = QLineEdit(self)
        self._set_up_typing()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(self._why, 1000)
        label = QLabel("&Reporting period", self)
        label.setBuddy(self._typed)
        row.addWidget(label)
        row.addWidget(self._button("previous", "Previous month", "Alt+Left", self.go_back))
        row.addWidget(self._typed)
        row.addWidget(self._button("next", "Next month", "Alt+Right", self.go_on))
        self.show_period(period)

    def show_period(self, period: Period) -> None:
        """Show the month that is reported on."""
        self._period = period.month_column
        self._typed.setText(month_in_words(self._period))
        self._explain("")

    def go_back(self) -> None:
        """Ask for the month before."""
        self.chosen.emit(self._period.previous())

    def go_on(self) -> None:
        """Ask for the month after."""
        self.chosen.emit(self._period.next())

    def start_typing(self) -> None:
        """Let a period be typed."""
        self._typed.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._typed.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._typed.isModified() and _is_escape(event):
            self.show_period(self._period)
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Give the longest month's name the room it needs."""
        self._typed.setFixedWidth(self._typed.fontMetrics().horizontalAdvance("September 2017") + 2 * self._em())

    def _set_up_typing(self) -> None:
        self._typed.setAccessibleName("Reporting period")
        self._typed.setToolTip("The month that all pages and papers are about. Type another, such as “Mar 2018”.")
        self._fit()
        self._typed.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._typed.installEventFilter(self)
        self._typed.editingFinished.connect(self._read)
        self._why.setWordWrap(True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _button(self, drawing: str, name: str, keys: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(drawing))
        button.setAutoRaise(True)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys})")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(act)
        return button

    def _read(self) -> None:
        if not self._typed.isModified():
            return
        try:
            period = _understood(self._typed.text(), self._period)
        except NotUnderstood as problem:
            self._explain(str(problem))
            return
        self.show_period(period)
        self.chosen.emit(period)

    def _explain(self, why: str) -> None:
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._typed.setAccessibleDescription(why)
        colours = theme.colours()
        palette = self._why.palette()
        palette.setColor(self._why.foregroundRole(), colours.bad)
        self._why.setPalette(palette)

    def _em(self) -> int:
        return self.fontMetrics().horizontalAdvance("m")


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape


def month_in_words(month: Period) -> str:
    """A month as the window writes it: `November 2017`."""
    return f"{MONTHS[month.first_day.month - 1]} {month.first_day.year}"


def _understood(typed: str, now: Period) -> Period:
    """The month that a typed period ends in; a year left out (`March`, `Q3`) is the one shown at present.

    Raises NotUnderstood with what to try.
    """
    try:
        return parse_period(typed).month_column
    except NotUnderstood as problem:
        try:
            return parse_period(f"{typed} {now.first_day.year}").month_column
        except NotUnderstood:
            raise problem from None
