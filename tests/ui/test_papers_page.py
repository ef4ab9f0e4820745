"""The Papers page: passages and commentary written in their places, and what is computed beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.dialogs import click
from tests.plans import a_commentary, a_cover, a_kpi, a_passage, a_placement, a_theme, an_action
from waymark.domain.changes import Insert
from waymark.domain.period import period_from_key
from waymark_ui import theme
from waymark_ui.checks.places import place_of
from waymark_ui.checks.standing import Standing
from waymark_ui.pages.papers import PapersPage
from waymark_ui.papers.putting import HeadingDialog
from waymark_ui.papers.text_field import TextField
from waymark_ui.session import Session

KEY, ALT, CTRL, SHIFT = (
    Qt.Key,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
THEME, KPI = a_theme(), a_kpi()
ABOUT = a_passage("What this is about.", heading="Purpose", rank="a")
FIGURES = a_passage("Where the figures come from.", heading="Purpose", rank="b")
OCTOBER = a_passage("The month in short.", heading="The month", period="2017-10", rank="c")
NEXT = a_commentary(THEME, "Ask for more visits.", "next_steps", period="2017-10")
SECTION = f"sections {THEME.id}"
PLAN = (a_cover(), THEME, KPI, a_placement(KPI, THEME), an_action(theme_id=THEME.id), ABOUT, FIGURES, OCTOBER, NEXT)
Sessions = Callable[..., Session]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(session_of: Sessions, qtbot: QtBot) -> PapersPage:
    """The page on the board paper for November 2017, with the keyboard in its outline."""
    session = session_of(*PLAN)
    session.report_on(period_from_key("2017-11"))
    return shown(PapersPage(session), qtbot)


def shown(page: PapersPage, qtbot: QtBot) -> PapersPage:
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.tree.setFocus()
    qtbot.waitUntil(page.tree.hasFocus)
    return page


def outline(page: PapersPage, *, part: str = "part introduction") -> list[tuple[str, str]]:
    """What stands beneath a part, from the top down: each with its words in the second column."""
    found: list[tuple[str, str]] = []
    places = [page.model.index_of(part)]
    while places:
        place = places.pop(0)
        below = [page.model.index(line, 0, place) for line in range(page.model.rowCount(place))]
        found += [(str(each.data()), str(each.siblingAtColumn(1).data())) for each in (place,)]
        places = below + places
    return found[1:]


def undone(page: PapersPage) -> str:
    """What Undo would take back."""
    step = page.session.editor.next_undo
    return step.label if step else ""


def selected(page: PapersPage) -> str:
    """The key of what is selected in the outline."""
    branch = page.tree.branch()
    assert branch is not None
    return branch.key


def field(page: PapersPage, qtbot: QtBot, key: str) -> TextField:
    """The editor of a text, once it is made."""
    qtbot.waitUntil(lambda: any(each.branch.key == key for each in page.sheet.fields))
    return next(each for each in page.sheet.fields if each.branch.key == key)


def type_into(page: PapersPage, qtbot: QtBot, text: str) -> None:
    """Type into the text in which the keyboard is to be, and go back to the outline."""
    qtbot.waitUntil(lambda: isinstance(page.window().focusWidget(), QWidget) and not page.tree.hasFocus())
    qtbot.keyClicks(page.window().focusWidget(), text)
    qtbot.keyClick(page.window().focusWidget(), KEY.Key_Escape)
    qtbot.waitUntil(page.tree.hasFocus)


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


def test_that_a_passage_is_added_under_a_new_heading(page: PapersPage, qtbot: QtBot):
    page.tree.select(ABOUT.id)

    page.work.add_heading.trigger()
    choose_heading(page, qtbot, "Contacts / Press")
    type_into(page, qtbot, "The press office.")

    assert outline(page)[-2:] == [("Contacts / Press", "1 passage"), ("The press office.", "Standing")]


def test_that_a_passage_is_put_under_the_heading_of_another_part(page: PapersPage, qtbot: QtBot):
    page.tree.select(FIGURES.id)

    qtbot.keyClick(page.tree, KEY.Key_M, CTRL)
    choose_heading(page, qtbot, "Board action log")

    assert outline(page, part="part log") == [("Where the figures come from.", "Standing")]
    assert undone(page) == "Put passage under “Board action log”"


def choose_heading(page: PapersPage, qtbot: QtBot, heading: str) -> None:
    (dialog,) = page.findChildren(HeadingDialog)
    dialog.heading.setCurrentText(heading)
    click(qtbot, dialog, "Use it")
