"""The outline of a paper: what it tells, and passages added, moved, put under headings and withdrawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.plans import a_passage
from tests.ui.papers import (
    ABOUT,
    ALT,
    CTRL,
    FIGURES,
    KEY,
    SHIFT,
    Sessions,
    choose_heading,
    november,
    outline,
    selected,
    type_into,
    undone,
)
from waymark.domain.changes import Insert
from waymark.domain.period import period_from_key
from waymark_ui import theme
from waymark_ui.pages.papers import PapersPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(session_of: Sessions, qtbot: QtBot) -> PapersPage:
    """The page on the board paper for November 2017, with the keyboard in its outline."""
    return november(session_of, qtbot)


def test_that_the_outline_tells_standing_passages_from_those_for_the_period(
    page: PapersPage, qtmodeltester: ModelTester
):
    page.session.report_on(period_from_key("2017-10"))

    assert outline(page) == [
        ("Purpose", ""),
        ("What this is about.", ""),
        ("Where the figures come from.", ""),
        ("The month", ""),
        ("The month in short.", "For Oct 2017"),
    ]
    qtmodeltester.check(page.model)


def test_that_the_outline_tells_what_is_written_computed_and_still_missing(page: PapersPage):
    inks = {
        part: page.model.index_of(part).siblingAtColumn(1).data(Qt.ItemDataRole.ForegroundRole)
        for part in ("part introduction", "part ratings", "part sections")
    }

    assert outline(page, part="part introduction")[0] == ("Purpose", "")
    assert [page.model.index_of(part).siblingAtColumn(1).data() for part in inks] == [
        "2 passages",
        "Computed",
        "Nothing yet",
    ]
    assert list(inks.values()) == [theme.colours().muted, theme.colours().muted, theme.colours().warning]


def test_that_bullets_are_told_in_the_outline_as_bullets(page: PapersPage):
    passage = a_passage("- What is open\n- What is **new**", heading="Purpose", rank="aa")

    page.session.make("Add", [Insert(passage)], "test")

    assert ("• What is open • What is new", "") in outline(page)


def test_that_enter_goes_into_a_passage_and_what_is_typed_becomes_one_step(page: PapersPage, qtbot: QtBot):
    page.tree.select(ABOUT.id)

    qtbot.keyClick(page.tree, KEY.Key_Return)
    type_into(page, qtbot, "New: ")

    assert page.session.plan.passages[ABOUT.id].text == "New: What this is about."
    assert undone(page) == "Change passage under “Purpose”"


def test_that_a_passage_is_added_after_the_selected_one_and_typed_at_once(page: PapersPage, qtbot: QtBot):
    page.tree.select(ABOUT.id)

    qtbot.keyClick(page.tree, KEY.Key_Insert)
    type_into(page, qtbot, "Who reads it.")

    assert [words for words, _ in outline(page)] == [
        "Purpose",
        "What this is about.",
        "Who reads it.",
        "Where the figures come from.",
    ]


def test_that_a_passage_for_the_period_is_added_within_a_part_that_has_none(page: PapersPage, qtbot: QtBot):
    page.tree.select("part director")

    qtbot.keyClick(page.tree, KEY.Key_Insert, SHIFT)
    type_into(page, qtbot, "A quiet month.")

    assert outline(page, part="part director")[0] == ("A quiet month.", "For Nov 2017")
    page.session.report_on(period_from_key("2017-12"))
    assert ("A quiet month.", "For Nov 2017") not in outline(page, part="part director")


def test_that_a_passage_is_added_before_another(page: PapersPage, qtbot: QtBot):
    page.tree.select(ABOUT.id)

    qtbot.keyClick(page.tree, KEY.Key_Insert, CTRL)
    type_into(page, qtbot, "First of all.")

    assert outline(page)[1] == ("First of all.", "")


def test_that_a_passage_moves_up_and_down_and_is_still_selected(page: PapersPage, qtbot: QtBot):
    page.tree.select(FIGURES.id)

    qtbot.keyClick(page.tree, KEY.Key_Up, ALT)

    assert [words for words, _ in outline(page)][1] == "Where the figures come from."
    assert selected(page) == FIGURES.id
    assert undone(page) == "Move passage up"


def test_that_f2_renames_a_heading_for_all_its_passages(page: PapersPage, qtbot: QtBot, qtmodeltester: ModelTester):
    page.tree.select(f"heading {ABOUT.id}")

    qtbot.keyClick(page.tree, KEY.Key_F2)
    qtbot.waitUntil(page.sheet.heading.edit.hasFocus)
    qtbot.keyClicks(page.sheet.heading.edit, "Aims")
    qtbot.keyClick(page.sheet.heading.edit, KEY.Key_Return)

    assert {page.session.plan.passages[each.id].heading for each in (ABOUT, FIGURES)} == {"Aims"}
    assert undone(page) == "Rename heading “Purpose” to “Aims”"
    qtmodeltester.check(page.model)


def test_that_a_heading_without_a_name_is_refused_beside_its_line(page: PapersPage, qtbot: QtBot):
    page.tree.select(f"heading {ABOUT.id}")
    page.sheet.heading.edit.clear()

    qtbot.keyClick(page.sheet.heading.edit, KEY.Key_Return)

    assert "needs a name" in page.sheet.heading.reason
    assert page.session.plan.passages[ABOUT.id].heading == "Purpose"


def test_that_a_withdrawn_passage_is_shown_on_request_and_restored(page: PapersPage, qtbot: QtBot):
    page.tree.select(ABOUT.id)

    qtbot.keyClick(page.tree, KEY.Key_Delete)
    gone = outline(page)
    page.work.show_withdrawn.setChecked(True)
    marked = outline(page)
    page.tree.select(ABOUT.id)
    page.work.restore.trigger()

    assert ("What this is about.", "") not in gone
    assert ("What this is about.", "✕ Withdrawn") in marked
    assert ("What this is about.", "") in outline(page)


def test_that_a_standing_passage_is_turned_into_one_for_the_period_and_back(page: PapersPage):
    page.tree.select(ABOUT.id)

    page.work.turn.trigger()
    dated = page.session.plan.passages[ABOUT.id].period
    page.work.turn.trigger()

    assert dated == "2017-11"
    assert page.session.plan.passages[ABOUT.id].period == ""
    assert undone(page) == "Have passage under “Purpose” stand in every issue"


def test_that_a_passage_is_added_under_a_new_heading(page: PapersPage, qtbot: QtBot):
    page.tree.select(ABOUT.id)

    page.work.add_heading.trigger()
    choose_heading(page, qtbot, "Contacts / Press")
    type_into(page, qtbot, "The press office.")

    assert outline(page)[-2:] == [("Contacts / Press", ""), ("The press office.", "")]


def test_that_a_passage_is_put_under_the_heading_of_another_part(page: PapersPage, qtbot: QtBot):
    page.tree.select(FIGURES.id)

    qtbot.keyClick(page.tree, KEY.Key_M, CTRL)
    choose_heading(page, qtbot, "Board action log")

    assert outline(page, part="part log") == [("Where the figures come from.", "")]
    assert undone(page) == "Put passage under “Board action log”"
