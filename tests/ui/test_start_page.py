"""The start page: the ways to begin, the recent plans, and who is at work."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from waymark_ui.start_page import StartPage


@pytest.fixture
def page(qtbot):
    made = StartPage("asecretary")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("word", ["new", "excel", "open", "example"])
def test_that_each_way_to_begin_is_offered_by_key_and_by_mouse(qtbot, page, word):
    asked: list[str] = []
    page.chosen.connect(asked.append)

    qtbot.mouseClick(page.ways[word], Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.ways[word], Qt.Key.Key_Space)

    assert asked == [word, word]


def test_that_a_recent_plan_is_opened_with_enter(qtbot, page):
    page.show_recent([Path("/plans/one.waymark"), Path("/plans/two.waymark")])

    with qtbot.waitSignal(page.recent_chosen) as chosen:
        qtbot.keyClick(page.recent, Qt.Key.Key_Down)
        qtbot.keyClick(page.recent, Qt.Key.Key_Return)

    assert chosen.args == [Path("/plans/two.waymark")]


def test_that_an_empty_list_says_what_will_stand_there(qtbot, page):
    page.show_recent([])

    with qtbot.assertNotEmitted(page.recent_chosen):
        qtbot.keyClick(page.recent, Qt.Key.Key_Return)
    assert "will stand here" in page.recent.item(0).text()


def test_that_the_name_is_the_one_they_are_known_by_until_another_is_typed(qtbot, page):
    assert page.name.text() == "asecretary"

    page.name.selectAll()
    with qtbot.waitSignal(page.named) as named:
        qtbot.keyClicks(page.name, "A. Secretary ")
        qtbot.keyClick(page.name, Qt.Key.Key_Return)

    assert named.args == ["A. Secretary"]
