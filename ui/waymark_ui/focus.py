"""Where the keyboard is and where Tab leads: the frame around what has it, and the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cmp_to_key

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QScrollArea, QWidget
from shiboken6 import isValid

from waymark_ui import theme

RING_WIDTH = 2


class FocusMark(QObject):
    """Frames what has the keyboard, in a window and its dialogs: tool buttons, for one, do not show it themselves."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._ring: FocusRing | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self) -> None:
        # Asked for, not told: what had the keyboard before may be half gone when Qt tells of it.
        now = QApplication.focusWidget()
        # A ring goes with its control, so it may have gone already.
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None if now is None or now.isWindow() else FocusRing(now)


class FocusRing(QWidget):
    """A frame on a control's own edge, as large as the control; Qt's own QFocusFrame wants room around it."""

    def __init__(self, control: QWidget) -> None:
        super().__init__(control)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(control.rect())
        control.installEventFilter(self)
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        inset = RING_WIDTH // 2
        painter = QPainter(self)
        painter.setPen(QPen(theme.colours().accent, RING_WIDTH))
        painter.drawRect(self.rect().adjusted(inset, inset, -inset, -inset))


def go_on(window: QWidget, *, forward: bool) -> bool:
    """Go to the next control of a window as people read it, or the one before; gives whether there is one.

    Qt itself goes by the order in which controls were made, and pages are made when they are first shown.
    """
    controls, now = list(in_reading_order(window)), window.focusWidget()
    if not controls:
        return False
    place = controls.index(now) + (1 if forward else -1) if now in controls else 0 if forward else -1
    control = controls[place % len(controls)]
    control.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_into_view(control)
    return True


def in_reading_order(area: QWidget) -> Iterator[QWidget]:
    """The controls of an area that Tab is to lead to: from the top down, of what stands side by side from the left."""
    shown = [each for each in area.children() if isinstance(each, QWidget) and each.isVisible() and each.isEnabled()]
    for child in sorted((each for each in shown if not each.isWindow()), key=cmp_to_key(_compared)):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.focusProxy() is None:
            yield child
        if not _sees_to_its_own(child):
            yield from in_reading_order(child)


def _sees_to_its_own(widget: QWidget) -> bool:
    """Whether what is inside of a control belongs to it, as a table's filter boxes do."""
    return isinstance(widget, QAbstractScrollArea | QComboBox) and not isinstance(widget, QScrollArea)


def _compared(one: QWidget, other: QWidget) -> int:
    here, there = one.geometry(), other.geometry()
    if _is_above(here, there) or _is_above(there, here):
        return here.top() - there.top()
    return here.left() - there.left()


def _is_above(one: QRect, other: QRect) -> bool:
    return one.bottom() < other.top()


def _bring_into_view(control: QWidget) -> None:
    above = control.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(control)
        above = above.parentWidget()
