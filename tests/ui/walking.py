"""Walks the controls of a window: what each is called, where Tab leads, and what has too little room.

`python -m tests.ui.walking PLAN WIDTH HEIGHT` tells what is cut off in a window of that size, at whatever scale Qt is
told to use.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QWidget,
)

from waymark.preferences import Preferences
from waymark_start.files import Files
from waymark_ui import theme
from waymark_ui.main_window import MainWindow
from waymark_ui.page_table import PAGES
from waymark_ui.workspace import Workspace

PAGE_NAMES = [kind.destination.name for kind in PAGES]
PATIENCE, TURN_MS = 100, 20
WRITTEN_ON = (QLabel, QAbstractButton, QLineEdit)


def clock() -> datetime:
    return datetime(2017, 11, 20, 10, tzinfo=UTC)


def secretary() -> str:
    return "A secretary"


def window_on(plan: Path, preferences: Preferences, width: int, height: int) -> MainWindow:
    """The real window on a plan."""
    preferences.put("name", "A secretary")
    window = MainWindow(Files(secretary, clock), preferences, clock, "A secretary")
    window.resize(width, height)
    window.show()
    window.open(plan)
    workspace(window).show_details(True)
    return window


def workspace(window: MainWindow) -> Workspace:
    """What the window shows of the plan that is open."""
    assert window.workspace is not None
    return window.workspace


def controls(area: QWidget) -> list[QWidget]:
    """What a person can do something with: all that takes the keyboard, and every button."""
    within = [each for each in area.findChildren(QWidget) if each.isVisible() and each.isEnabled()]
    return [each for each in within if takes_tab(each) or isinstance(each, QAbstractButton)]


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab is to lead to it. A grid's filter boxes have keys of their own: Ctrl+F, and Tab from box to box."""
    if any(isinstance(each, QHeaderView) for each in ancestors(widget)):
        return False
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def spoken(widget: QWidget) -> str:
    """What a screen reader calls a control."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""


def where(widget: QWidget) -> str:
    """A control, so that who reads of a failed test finds it."""
    above = [type(each).__name__ for each in ancestors(widget)][:3]
    text = spoken(widget) or widget.objectName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} “{text}” in {' in '.join(above)}"


def ancestors(widget: QWidget) -> Iterator[QWidget]:
    """What a control stands in, innermost first."""
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


def cut_off(area: QWidget) -> list[str]:
    """What has less room than its text needs, or sticks out of what it stands in."""
    written = [each for each in area.findChildren(QWidget) if each.isVisible() and isinstance(each, WRITTEN_ON)]
    own = [each for each in written if not isinstance(each.parentWidget(), QComboBox | QAbstractSpinBox)]
    return [where(each) for each in own if has_too_little(each) or sticks_out(each)]


def cut_off_in_the_end(area: QWidget) -> list[str]:
    """As `cut_off`, once the area has arranged itself."""
    for _ in range(PATIENCE):
        if not cut_off(area):
            break
        QTest.qWait(TURN_MS)
    return cut_off(area)


def has_too_little(widget: QWidget) -> bool:
    """Whether its text does not fit into it."""
    needed = widget.minimumSizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width())
    return widget.width() < needed.width() or widget.height() < needed.height()


def sticks_out(widget: QWidget) -> bool:
    """Whether some of it lies outside of the window or of what it stands in; what scrolls can be scrolled to."""
    if any(isinstance(each, QAbstractScrollArea) for each in ancestors(widget)):
        return False
    above = takewhile(lambda each: not each.isWindow(), ancestors(widget))
    return any(not each.rect().contains(placed(widget, each)) for each in above)


def placed(widget: QWidget, above: QWidget) -> QRect:
    """Where a control lies in what it stands in."""
    return QRect(widget.mapTo(above, widget.rect().topLeft()), widget.size())


def too_small(area: QWidget) -> Iterable[str]:
    """What is written smaller than the theme allows."""
    return [
        f"{where(each)}: {each.font().pointSizeF():g} points"
        for each in area.findChildren(QWidget)
        if each.isVisible() and each.font().pointSizeF() < theme.LEAST_POINTS
    ]


def main(plan: Path, width: int, height: int) -> None:
    """Print what is cut off on each page."""
    application = QApplication([])
    theme.follow_system(application)
    window = window_on(plan, Preferences(plan.with_name("preferences.json")), width, height)
    space = workspace(window)
    for name in PAGE_NAMES:
        space.show_page(name)
        for each in cut_off_in_the_end(window):
            sys.stdout.write(f"{name}: {each}\n")
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
