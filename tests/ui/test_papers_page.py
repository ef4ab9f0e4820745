"""The Papers page: passages and commentary written in their places, and what is computed beside them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.plans import a_passage
from tests.ui.papers import (
    ABOUT,
    FIGURES,
    KEY,
    NEXT,
    OCTOBER,
    PLAN,
    SECTION,
    THEME,
    Sessions,
    field,
    november,
    outline,
    selected,
    shown,
    type_into,
    undone,
)
from waymark.domain.changes import Insert
from waymark.domain.period import period_from_key
from waymark_ui.checks.places import place_of
from waymark_ui.checks.standing import Standing
from waymark_ui.pages.papers import PapersPage
from waymark_ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(session_of: Sessions, qtbot: QtBot) -> PapersPage:
    """The page on the board paper for November 2017, with the keyboard in its outline."""
    return november(session_of, qtbot)


def test_that_a_period_begins_with_what_an_earlier_one_says(page: PapersPage, qtbot: QtBot):
    page.tree.select("part introduction")

    page.work.begin.trigger()
    type_into(page, qtbot, "Again: ")

    assert ("Again: The month in short.", "For Nov 2017") in outline(page)
    assert page.session.plan.passages[OCTOBER.id].text == "The month in short."


def test_that_nothing_begins_where_nothing_was_written_before(page: PapersPage, qtbot: QtBot):
    page.tree.select("part director")

    with qtbot.waitSignal(page.said) as said:
        page.work.begin.trigger()

    assert said.args == ["Nothing was written here for an earlier period."]


def test_that_next_steps_are_written_where_the_paper_prints_them(page: PapersPage, qtbot: QtBot):
    page.tree.select(SECTION)
    assert outline(page, part=SECTION) == [
        ("Improvement activity", "Nothing yet"),
        ("Next steps", "Nothing yet"),
    ]

    page.tree.select(page.model.branch(page.model.index(1, 0, page.model.index_of(SECTION))).key)
    qtbot.keyClick(page.tree, KEY.Key_Return)
    type_into(page, qtbot, "Train two more visitors.")

    (written,) = (each for each in page.session.plan.commentary.live() if each.period == "2017-11")
    assert (written.kind, written.theme_id, written.text) == ("next_steps", THEME.id, "Train two more visitors.")
    assert undone(page) == "Write next steps of “Practice” for Nov 2017"


def test_that_commentary_begins_with_that_of_an_earlier_period(page: PapersPage, qtbot: QtBot):
    page.tree.select(page.model.branch(page.model.index(1, 0, page.model.index_of(SECTION))).key)

    page.work.begin.trigger()
    type_into(page, qtbot, "Still: ")

    assert outline(page, part=SECTION)[1] == ("Next steps", "For Nov 2017")
    assert "Still: Ask for more visits." in [each.text for each in page.session.plan.commentary.live()]


def test_that_undo_takes_back_what_was_typed_and_the_page_shows_it(page: PapersPage, qtbot: QtBot):
    page.tree.select(ABOUT.id)
    qtbot.keyClick(page.tree, KEY.Key_Return)
    type_into(page, qtbot, "New: ")

    page.session.undo()

    assert field(page, qtbot, ABOUT.id).text.text() == "What this is about."


def test_that_what_is_typed_is_entered_before_another_month_is_shown(page: PapersPage, qtbot: QtBot):
    page.tree.select(ABOUT.id)
    field(page, qtbot, ABOUT.id).start_typing()
    qtbot.keyClicks(page.window().focusWidget(), "Yes: ")

    page.session.report_on(period_from_key("2017-10"))

    assert page.session.plan.passages[ABOUT.id].text == "Yes: What this is about."


def test_that_a_draft_of_a_passage_is_offered_after_a_stop(session_of: Sessions, qtbot: QtBot):
    session = session_of(*PLAN)
    session.editor.keep_draft(ABOUT.id, "text", "Half a sent")
    page = shown(PapersPage(session), qtbot)
    page.tree.select(ABOUT.id)

    qtbot.waitUntil(field(page, qtbot, ABOUT.id).text.recovered.isVisible)


def test_that_what_is_computed_is_shown_for_the_part_that_is_selected(page: PapersPage, qtbot: QtBot):
    page.tree.select("part ratings")

    qtbot.waitUntil(lambda: "Visits on time" in page.computed.text.toPlainText(), timeout=20_000)

    assert page.computed.text.toPlainText().startswith("KPIs and their ratings")


def test_that_what_is_computed_of_a_section_is_brought_into_view_under_its_heading(page: PapersPage, qtbot: QtBot):
    page.tree.select(SECTION)

    qtbot.waitUntil(lambda: page.computed.text.textCursor().block().text() == "Practice", timeout=20_000)

    assert page.computed.text.textCursor().blockFormat().headingLevel() == 3


def test_that_a_part_without_anything_computed_leaves_the_room_to_its_texts(page: PapersPage):
    page.tree.select("part introduction")

    assert not page.computed.isVisible()


def test_that_an_empty_part_says_what_belongs_there(page: PapersPage):
    page.tree.select("part log")

    assert "“Add passage” (Ins)" in page.sheet.note.text()


def test_that_the_chosen_paper_is_remembered(page: PapersPage, qtbot: QtBot):
    page.kinds.setCurrentIndex(page.kinds.count() - 1)

    again = shown(PapersPage(page.session), qtbot)

    assert again.issue.kind == page.issue.kind


def test_that_the_outline_follows_the_text_in_which_the_keyboard_is(page: PapersPage, qtbot: QtBot):
    page.tree.select("part introduction")

    field(page, qtbot, FIGURES.id).start_typing()

    assert selected(page) == FIGURES.id


def test_that_the_texts_of_a_part_stay_where_they_are_while_one_under_a_heading_is_typed(
    page: PapersPage, qtbot: QtBot
):
    page.tree.select("part introduction")

    field(page, qtbot, FIGURES.id).start_typing()
    while_typing = [each.branch.key for each in page.sheet.fields]
    page.tree.select("part director")
    page.tree.select(FIGURES.id)

    assert while_typing == [ABOUT.id, FIGURES.id]
    assert page.container is not None
    assert page.container.title == "Purpose"


def test_that_a_finding_on_a_passage_leads_to_it_in_its_paper_and_is_told_there(page: PapersPage, qtbot: QtBot):
    work = page.session.editor
    passage = a_passage("This is a three-year plan for children. 2017 - 2021", "scrutiny", heading="Background")
    work.make("Add", [Insert(passage)], "test")
    standing = Standing(page.session, page)
    page.follow(standing)
    with qtbot.waitSignal(standing.changed):
        standing.begin()

    (found, *_) = standing.of_row(passage.id)
    place = place_of(page.session.plan, found, page.session.period)
    assert place is not None
    page.show_row(place.row_id, place.column)

    assert (place.page, page.issue.kind, selected(page)) == ("papers", "scrutiny", passage.id)
    assert found.sentence in field(page, qtbot, passage.id).findings_told
    assert not page.model.index_of(passage.id).data(Qt.ItemDataRole.DecorationRole).isNull()


def test_that_a_finding_on_commentary_leads_to_its_section(page: PapersPage):
    page.session.report_on(period_from_key("2017-10"))

    page.show_row(NEXT.id)

    assert selected(page) == NEXT.id


def test_that_a_plan_open_for_reading_only_can_be_read_and_not_changed(page: PapersPage, qtbot: QtBot, preferences):
    session = Session.reading(page.session.reader, page.session.clock, preferences)
    reading = shown(PapersPage(session), qtbot)
    reading.tree.select(ABOUT.id)

    assert field(reading, qtbot, ABOUT.id).text.edit.isReadOnly()
    assert not reading.work.add.isEnabled()
    assert not reading.work.withdraw.isEnabled()
