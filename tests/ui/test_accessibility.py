"""Every page, dialog and control of the window, for people who cannot see well or use no mouse."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QMenu,
    QWidget,
)

from tests.dialogs import LONG_MS
from tests.ui.coming import COMING
from tests.ui.walking import (
    PAGE_NAMES,
    ancestors,
    controls,
    cut_off_in_the_end,
    placed,
    spoken,
    takes_tab,
    too_small,
    where,
    window_on,
    workspace,
)
from waymark_ui import theme
from waymark_ui.dialogs import progress
from waymark_ui.focus import FocusRing
from waymark_ui.main_window import MainWindow

COUNCIL_LAPTOP = (1366, 768)
MANY = 200
"""More presses of Tab than any page has controls."""


ROLE = QPalette.ColorRole
PAIRS = [
    (ROLE.WindowText, ROLE.Window),
    (ROLE.Text, ROLE.Base),
    (ROLE.Text, ROLE.AlternateBase),
    (ROLE.ButtonText, ROLE.Button),
    (ROLE.HighlightedText, ROLE.Highlight),
    (ROLE.PlaceholderText, ROLE.Base),
    (ROLE.ToolTipText, ROLE.ToolTipBase),
    (ROLE.Link, ROLE.Base),
    (ROLE.Link, ROLE.Window),
    (ROLE.BrightText, ROLE.Window),
]
"""What is written on what."""


@pytest.fixture
def window(qapp, qtbot, preferences, example_file, tmp_path) -> Iterator[MainWindow]:
    """The real window on the example plan, as large as a common laptop's screen."""
    font, palette, flashing = qapp.font(), qapp.palette(), qapp.cursorFlashTime()
    theme.follow_system(qapp)
    qapp.setCursorFlashTime(0)
    plan = Path(shutil.copy(example_file, tmp_path / "example.waymark"))
    shown = window_on(plan, preferences, *COUNCIL_LAPTOP)
    shown.activateWindow()
    qtbot.waitUntil(lambda: shown.isActiveWindow() and has_read(shown))
    yield shown
    shown.close()
    shown.deleteLater()
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.setCursorFlashTime(flashing)


@pytest.fixture(params=PAGE_NAMES)
def page(request, window, qtbot) -> QWidget:
    """Each page, shown in the window."""
    workspace(window).show_page(request.param)
    qtbot.waitUntil(lambda: window.workspace.page.isVisible() and has_ring(window))
    shown = workspace(window).page
    assert shown is not None
    return shown


def test_that_every_control_of_a_page_says_what_it_is(window, page):
    assert [where(each) for each in controls(window) if not spoken(each)] == []


def test_that_tab_leads_to_every_control_part_by_part_and_never_back_up(window, page, qtbot):
    # What a page allows only where Tab has led meanwhile, it may have passed before.
    begun = controls(window)
    round_trip = list(tab_round(window, qtbot))

    unreached = [
        where(each) for each in controls(window) if takes_tab(each) and each in begun and each not in round_trip
    ]
    parts = [part for part, _ in groupby(part_of(window, each) for each in round_trip)]
    upwards = [
        f"{where(one)} → {where(other)}" for one, other in pairwise(round_trip) if leads_back_up(window, one, other)
    ]

    assert unreached == []
    assert [part for part, count in Counter(parts).items() if count > 1 and part != parts[0]] == []
    assert upwards == []


def test_that_every_button_can_be_reached_without_a_mouse(window, page):
    buttons = [each for each in controls(window) if isinstance(each, QAbstractButton)]

    assert [where(each) for each in buttons if not takes_tab(each) and not leads_by_arrows(each)] == []


def test_that_a_labels_letter_leads_to_its_field(window, page):
    assert [where(each) for each in window.findChildren(QLabel) if leads_nowhere(each)] == []


def test_that_focus_can_be_seen_on_every_control(window, page, qtbot):
    assert [where(each) for each in tab_round(window, qtbot) if not shows_focus(window, each)] == []


def test_that_nothing_is_written_smaller_than_the_theme_allows(window, page):
    assert too_small(window) == []


def test_that_nothing_is_cut_off_where_text_is_twice_as_large(qapp, window, page):
    font = qapp.font()
    font.setPointSizeF(2 * theme.LEAST_POINTS)
    qapp.setFont(font)

    assert cut_off_in_the_end(window) == []


@pytest.mark.parametrize(("scale", "width", "height"), [("1.5", 910, 480), ("2", 960, 500)])
def test_that_nothing_is_cut_off_where_the_screen_is_scaled(example_file, tmp_path, scale, width, height):
    plan = shutil.copy(example_file, tmp_path / "example.waymark")
    command = [sys.executable, "-m", "tests.ui.walking", plan, str(width), str(height)]
    environment = os.environ | {"QT_SCALE_FACTOR": scale, "PYTHONPATH": os.pathsep.join(sys.path)}

    run = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=Path(__file__).parents[2])

    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_that_no_keys_ask_for_two_things_on_a_page(window, page):
    actions = [each for each in (*menu_actions(window), *page.commands()) if each.isEnabled()]
    keys = Counter(keys.toString() for action in set(actions) for keys in action.shortcuts())

    assert [each for each, count in keys.items() if count > 1] == []


def test_that_every_dialog_can_be_used_with_eyes_shut_and_without_a_mouse(window, qtbot):
    problems = {action.text(): trouble(window, action, qtbot) for action in menu_actions(window) if asks(action)}

    assert {text: found for text, found in problems.items() if found} == {}
    assert len(problems) > 8


@pytest.mark.parametrize("name", COMING)
def test_that_dialogs_that_come_by_themselves_can_be_used_in_the_same_way(window, qtbot, monkeypatch, name):
    monkeypatch.setattr(progress, "GRACE_SECONDS", 0.05)
    dialog = COMING[name](window, qtbot)
    qtbot.waitUntil(lambda: has_ring(dialog))

    found = [*faults(dialog, qtbot)]
    dialog.reject()
    qtbot.waitUntil(lambda: not window.findChildren(type(dialog)), timeout=LONG_MS)

    assert found == []


@pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK])
@pytest.mark.parametrize("group", [QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive])
def test_that_text_can_be_told_from_what_it_is_written_on(scheme, group):
    palette = theme.palette(theme.schemes()[scheme])
    contrasts = {pair: theme.contrast(*(palette.color(group, role) for role in pair)) for pair in PAIRS}

    assert {pair: contrast for pair, contrast in contrasts.items() if contrast < theme.LEAST_CONTRAST} == {}


def tab_round(window: QWidget, qtbot) -> Iterator[QWidget]:
    """The controls of a window in the order in which Tab leads, once round, each while it has the keyboard."""
    visited: list[QWidget] = []
    for _ in range(MANY):
        now = QApplication.focusWidget()
        if now in visited:
            break
        if now is not None:
            visited.append(now)
            yield now
        press_tab(window, qtbot)


def press_tab(window: QWidget, qtbot) -> None:
    """Press Tab; where that leads from cell to cell, the keys that lead out of a grid."""
    before = QApplication.focusWidget() or window
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    if QApplication.focusWidget() is before:
        qtbot.keyClick(before, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)


def part_of(window: MainWindow, control: QWidget) -> str:
    """Which part of the window a control belongs to."""
    space = workspace(window)
    parts = (window.messages, space.navigation, space.period, space.page, window.statusBar())
    return next((type(each).__name__ for each in ancestors(control) if each in parts), "details")


def leads_back_up(window: MainWindow, one: QWidget, other: QWidget) -> bool:
    """Whether a control lies above the one before it in the same part of the window, and in no column to its right."""
    before, after = placed(one, window), placed(other, window)
    same = part_of(window, one) == part_of(window, other) and not one.isAncestorOf(other)
    return same and after.bottom() < before.top() and after.left() <= before.right()


def leads_by_arrows(button: QAbstractButton) -> bool:
    """Whether a button is one of several of which one is chosen: Tab leads to that one, and arrows to the others."""
    group = button.group()
    return group is not None and group.exclusive()


def is_reached(control: QWidget, round_trip: list[QWidget]) -> bool:
    """Whether Tab leads to a control, or arrows do."""
    return control in round_trip or (isinstance(control, QAbstractButton) and leads_by_arrows(control))


def shows_focus(window: QWidget, control: QWidget) -> bool:
    """Whether the window is painted in another way when a control does not have the keyboard."""
    focused = picture(window)
    control.clearFocus()
    without = picture(window)
    control.setFocus(Qt.FocusReason.TabFocusReason)
    return without != focused


def picture(window: QWidget) -> QImage:
    return window.grab().toImage()


def menu_actions(window: MainWindow) -> list[QAction]:
    """What the menus offer."""
    menus = [each.menu() for each in window.menuBar().actions()]
    return [action for menu in menus if isinstance(menu, QMenu) for action in menu.actions()]


def asks(action: QAction) -> bool:
    """Whether a command opens a dialog."""
    return action.isEnabled() and action.text().endswith("…")


def trouble(window: MainWindow, action: QAction, qtbot) -> list[str]:
    """What is wrong with the dialog that a command opens."""
    action.trigger()
    dialogs = [each for each in window.findChildren(QDialog) if each.isVisible()]
    if not dialogs:
        return []
    dialog = dialogs[-1]
    # Qt's own dialog for files is taken to be right.
    is_qts = isinstance(dialog, QFileDialog)
    qtbot.waitUntil(lambda: is_qts or has_ring(dialog))
    found = [] if is_qts else [*faults(dialog, qtbot)]
    dialog.reject()
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(QDialog)))
    return found


def has_read(window: MainWindow) -> bool:
    """Whether the checks have read the plan, so that nothing more comes up by itself."""
    standing = workspace(window).standing
    return standing is not None and standing.is_ready


def has_ring(window: QWidget) -> bool:
    """Whether the frame around what has the keyboard is shown in a window."""
    return any(each.isVisible() for each in window.findChildren(FocusRing))


def leads_nowhere(label: QLabel) -> bool:
    """Whether a label has a letter to press that leads to no control."""
    buddy = label.buddy()
    return "&" in label.text() and buddy is not None and buddy.focusPolicy() is Qt.FocusPolicy.NoFocus


def faults(dialog: QDialog, qtbot) -> Iterator[str]:
    round_trip = [*tab_round(dialog, qtbot)]
    yield from (f"{where(each)} has no name" for each in controls(dialog) if not spoken(each))
    yield from (f"{where(each)} is not reached" for each in controls(dialog) if not is_reached(each, round_trip))
    yield from (f"{where(each)} shows no focus" for each in tab_round(dialog, qtbot) if not shows_focus(dialog, each))
    yield from (f"{where(each)} leads nowhere" for each in dialog.findChildren(QLabel) if leads_nowhere(each))
    yield from (f"{each} is cut off" for each in cut_off_in_the_end(dialog))
    yield from (f"{each} is too small" for each in too_small(dialog))
