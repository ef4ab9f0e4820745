"""The overview page: numbers that lead to what they count."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tests.plans import a_kpi, a_placement, a_reading, a_target, a_theme, an_action
from waymark.domain.edits import Edits
from waymark.domain.period import parse_period
from waymark.domain.rows import Judgement, Recommendation
from waymark.services.overview import actions_by_theme
from waymark.services.schemes import preset
from waymark_ui import theme
from waymark_ui.charts.counts_model import CountsModel
from waymark_ui.charts.rating_bars import Piece, RatingBars
from waymark_ui.pages.overview import OverviewPage

NOVEMBER = parse_period("Nov 2017")
SCHEME = preset("Red, Amber, Green")
PRACTICE, PARTNERS = a_theme("1", "Practice", id="practice"), a_theme("2", "Partners", id="partners")
TRAIN = an_action("1.1", theme_id="practice", due="Oct 2017", id="train")
AUDIT = an_action("1.2", theme_id="practice", due="Nov 2017", id="audit")
MEET = an_action("2.1", theme_id="partners", due="Dec 2016", state="complete", id="meet")
VISITS, HOMES = a_kpi("1a", polarity="BIB", id="visits"), a_kpi("2a", frequency="quarterly", id="homes")
REPORT = Recommendation(id="report", ref="1", text="Report more often")


def judged(subject_id: str, rating: str) -> Judgement:
    return Judgement(
        id=f"{subject_id} {rating}", subject_id=subject_id, scheme_id=SCHEME[0].id, rating=rating, period="2017-11"
    )


ROWS = (
    *(*SCHEME, PRACTICE, PARTNERS, TRAIN, AUDIT, MEET, VISITS, HOMES, REPORT),
    *(a_placement(VISITS, PRACTICE), a_placement(HOMES, PARTNERS), a_target(VISITS)),
    *(judged("train", "Red"), judged("meet", "Green"), judged("report", "Amber")),
)


@pytest.fixture
def page(qtbot, session_of):
    session = session_of(*ROWS)
    session.report_on(NOVEMBER)
    page = OverviewPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 650)
    with qtbot.waitExposed(page):
        page.show()
    return page


def numbers(model: CountsModel) -> list[list[str]]:
    columns = range(model.columnCount())
    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in columns]
    return [headings, *([model.index(row, column).data() for column in columns] for row in range(model.rowCount()))]


def piece(page: QWidget, name: str) -> Piece:
    return next(each for each in page.findChildren(Piece) if each.accessibleName() == name)


def test_that_actions_are_counted_by_theme_and_rating_in_a_table(page):
    assert numbers(page.by_theme) == [
        ["Theme", "Red", "Amber", "Green", "Not rated", "Total"],
        ["1 Practice", "1", "0", "0", "1", "2"],
        ["2 Partners", "0", "0", "1", "0", "1"],
        ["All", "1", "0", "1", "1", "3"],
    ]


def test_that_kpis_are_counted_by_section_and_trap_b31_a_quarterly_one_is_not_missing_in_november(page):
    assert numbers(page.by_section) == [
        ["Section", "Red or off target", "Missing", "Total"],
        ["Practice", "0", "1", "1"],
        ["Partners", "0", "0", "1"],
        ["All", "0", "1", "2"],
    ]


def test_that_the_count_models_are_sound(page, qtmodeltester):
    qtmodeltester.check(page.by_theme)
    qtmodeltester.check(page.by_section)


def test_that_an_empty_count_model_is_sound(qtmodeltester):
    qtmodeltester.check(CountsModel("Theme"))


def test_that_trap_b07_an_overdue_number_leads_to_what_was_due_before_the_month(page, qtbot):
    with qtbot.waitSignal(page.go_to) as gone:
        qtbot.mouseClick(page.overdue, Qt.MouseButton.LeftButton)

    assert gone.args == ["actions", {"rows": ("train",)}]
    assert page.overdue.accessibleName() == "1 actions overdue at 30 November 2017"


@pytest.mark.parametrize(("button", "rows"), [("missing", ("visits",))], ids=["missing"])
def test_that_a_number_of_kpis_leads_to_their_readings_by_keyboard(page, qtbot, button, rows):
    getattr(page, button).setFocus()

    with qtbot.waitSignal(page.go_to) as gone:
        qtbot.keyClick(getattr(page, button), Qt.Key.Key_Space)

    assert gone.args == ["readings", {"rows": rows}]


def test_that_a_nought_leads_nowhere(page):
    assert not page.red.isEnabled()
    assert page.red.accessibleName() == "0 KPIs red or off target"


def test_that_a_piece_of_a_bar_has_its_letter_and_number_and_leads_to_its_rows(page, qtbot):
    red = piece(page, "1 Practice: 1 Red")

    with qtbot.waitSignal(page.go_to) as gone:
        qtbot.mouseClick(red, Qt.MouseButton.LeftButton)

    assert red.text() == "R 1"
    assert gone.args == ["actions", {"rows": ("train",)}]


def test_that_a_piece_can_be_pressed_by_keyboard(page, qtbot):
    unrated = piece(page, "1 Practice: 1 Not rated")
    unrated.setFocus()

    with qtbot.waitSignal(page.go_to) as gone:
        qtbot.keyClick(unrated, Qt.Key.Key_Space)

    assert gone.args == ["actions", {"rows": ("audit",)}]


def test_that_enter_on_a_number_of_a_table_leads_to_its_rows(page, qtbot):
    page.theme_table.setFocus()
    page.theme_table.setCurrentIndex(page.by_theme.index(0, 5))

    with qtbot.waitSignal(page.go_to) as gone:
        qtbot.keyClick(page.theme_table, Qt.Key.Key_Return)

    assert gone.args == ["actions", {"rows": ("train", "audit")}]


def test_that_a_click_on_a_number_of_a_table_leads_to_its_rows(page, qtbot):
    area = page.section_table.visualRect(page.by_section.index(0, 2))

    with qtbot.waitSignal(page.go_to) as gone:
        qtbot.mouseClick(page.section_table.viewport(), Qt.MouseButton.LeftButton, pos=area.center())

    assert gone.args == ["readings", {"rows": ("visits",)}]


def test_that_a_nought_or_a_name_in_a_table_leads_nowhere(page, qtbot):
    page.theme_table.setFocus()
    for column in (0, 2):
        page.theme_table.setCurrentIndex(page.by_theme.index(0, column))

        with qtbot.assertNotEmitted(page.go_to):
            qtbot.keyClick(page.theme_table, Qt.Key.Key_Return)


def test_that_every_number_of_a_table_says_what_it_counts(page):
    index = page.by_theme.index(0, 1)

    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "1, Red, 1 Practice"


def test_that_a_table_is_copied_with_its_headings(page, qtbot):
    page.section_table.setFocus()
    qtbot.keyClick(page.section_table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text().split("\n")[:2] == [
        "Section\tRed or off target\tMissing\tTotal",
        "Practice\t0\t1\t1",
    ]


def test_that_recommendations_are_counted_in_a_sentence(page):
    assert page.recommendations.text() == "Of 1 recommendations in Nov 2017: 0 Red, 1 Amber, 0 Green."


def test_that_what_has_changed_since_a_month_ago_is_counted_and_the_plans_beginning_is_not(page, qtbot):
    assert page.changes.text() == "No step was made since 20 October 2017."
    edits = Edits(page.session.plan)
    edits.set(page.session.plan.actions["audit"], due="Jan 2018")
    edits.insert(a_reading(VISITS, value="70%"))

    page.session.make("Type", edits.changes(), "test")

    assert page.changes.text() == "1 step was made since 20 October 2017."
    with qtbot.waitSignal(page.go_to) as gone:
        qtbot.mouseClick(page.changed_actions, Qt.MouseButton.LeftButton)
    assert gone.args == ["actions", {"rows": ("audit",)}]
    with qtbot.waitSignal(page.go_to) as gone:
        qtbot.mouseClick(page.changed_kpis, Qt.MouseButton.LeftButton)
    assert gone.args == ["readings", {"rows": ("visits",)}]


def test_that_a_change_is_counted_at_once_and_undone_with_undo(page):
    edits = Edits(page.session.plan)
    edits.insert(a_reading(VISITS, value="70%"))

    page.session.make("Type", edits.changes(), "test")
    assert (page.red.isEnabled(), page.missing.isEnabled()) == (True, False)
    page.session.undo()

    assert (page.red.isEnabled(), page.missing.isEnabled()) == (False, True)


def test_that_what_changed_while_another_page_was_shown_is_counted_on_return(page):
    page.hide()
    edits = Edits(page.session.plan)
    edits.insert(a_reading(VISITS, value="95%"))
    page.session.make("Type", edits.changes(), "test")

    page.show()

    assert not page.missing.isEnabled()


def test_that_the_number_buttons_stand_in_rows_where_there_is_no_room_for_one(page, qtbot):
    page.resize(500, 650)

    qtbot.waitUntil(lambda: page.changed_kpis.y() > page.overdue.y())
    assert page.changed_kpis.geometry().right() < 500


def test_that_the_page_obeys_the_reporting_period(page):
    page.session.report_on(parse_period("Dec 2017"))

    assert page.overdue.accessibleName() == "2 actions overdue at 31 December 2017"
    assert page.missing.accessibleName() == "2 KPIs without a figure for Dec 2017"


def test_that_tab_reaches_every_piece_in_order_and_then_the_table(page, qtbot):
    page.missing.setFocus()
    visited = []
    for _ in range(5):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        visited.append(page.focusWidget().accessibleName())

    assert visited == [
        "1 Practice: 1 Red",
        "1 Practice: 1 Not rated",
        "2 Partners: 1 Green",
        "Actions by theme and rating",
        "KPIs by section",
    ]


def test_that_the_bars_of_equal_plans_are_left_as_they_are(page):
    before = page.findChildren(Piece)

    page.bars.show_groups(actions_by_theme(page.session.plan, NOVEMBER))

    assert page.findChildren(Piece) == before


def test_that_an_empty_plan_has_an_overview_of_noughts(qtbot, session_of):
    page = OverviewPage(session_of(a_theme()))
    qtbot.addWidget(page)
    page.show()

    assert numbers(page.by_theme)[1:] == [["All", "0"]]
    assert page.recommendations.text() == "The plan has no recommendations."


@pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK])
@pytest.mark.parametrize("width", [500, 1200])
def test_that_the_example_is_drawn_in_light_and_dark_wide_and_narrow(qtbot, example, scheme, width):
    page = OverviewPage(example)
    qtbot.addWidget(page)
    page.setPalette(theme.palette(theme.schemes()[scheme]))
    page.resize(width, 650)
    page.show()

    assert not page.grab().isNull()
    assert sum(int(each.text().split()[1]) for each in page.findChildren(Piece)) == 59


def test_that_bars_without_groups_are_empty(qtbot):
    bars = RatingBars()
    qtbot.addWidget(bars)

    bars.show_groups(())

    assert bars.findChildren(Piece) == []
