"""The navigation: from page to page by mouse and keyboard, with counts that are told as well as shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from waymark_ui.navigation import Destination, Navigation

DESTINATIONS = (
    Destination("overview", "Overview", "overview"),
    Destination("actions", "Actions", "actions", "overdue"),
    Destination("readings", "Readings", "readings", "missing"),
)


@pytest.fixture
def navigation(qtbot):
    made = Navigation(DESTINATIONS)
    qtbot.addWidget(made)
    made.show()
    made.show_page("overview")
    return made


def test_that_a_click_asks_for_the_page(qtbot, navigation):
    with qtbot.waitSignal(navigation.asked) as asked:
        qtbot.mouseClick(navigation.button("actions"), Qt.MouseButton.LeftButton)

    assert asked.args == ["actions"]
    assert navigation.button("actions").isChecked()
    assert not navigation.button("overview").isChecked()


def test_that_space_asks_for_the_page_that_has_the_focus(qtbot, navigation):
    with qtbot.waitSignal(navigation.asked) as asked:
        qtbot.keyClick(navigation.button("readings"), Qt.Key.Key_Space)

    assert asked.args == ["readings"]


@pytest.mark.parametrize(
    ("count", "badge", "told"), [(3, "3", "Actions, 3 overdue"), (0, "", "Actions"), (None, "", "Actions")]
)
def test_that_a_count_is_shown_and_told(navigation, count, badge, told):
    navigation.set_count("actions", count)

    assert navigation.button("actions").badge == badge
    assert navigation.button("actions").accessibleName() == told


def test_that_a_large_count_keeps_within_its_room(navigation):
    navigation.set_count("readings", 12_345)

    assert navigation.button("readings").badge == "999+"


def test_that_it_folds_to_its_icons_and_back(qtbot, navigation):
    wide = navigation.sizeHint().width()
    fold = navigation.findChild(QToolButton)

    with qtbot.waitSignal(navigation.collapsed_changed) as folded:
        qtbot.mouseClick(fold, Qt.MouseButton.LeftButton)

    assert folded.args == [True]
    assert navigation.sizeHint().width() < wide / 2
    assert navigation.button("actions").toolTip().startswith("Actions")
    qtbot.keyClick(fold, Qt.Key.Key_Space)
    assert navigation.sizeHint().width() == wide
