"""The readings page: a KPI a row, a month a column, and what each cell means."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.plans import a_kpi, a_placement, a_reading, a_target, a_theme
from tests.ui.sheets import in_use, lines, look, place, text
from waymark.domain.period import period_from_key
from waymark.domain.rows import Judgement
from waymark.services.schemes import preset
from waymark_ui.grid.model import FIGURES
from waymark_ui.pages.readings import ReadingsPage
from waymark_ui.session import Session

THEME = a_theme("1", "Practice")
MONTHLY = a_kpi("1a", "Visits on time", polarity="higher", frequency="monthly")
QUARTERLY = a_kpi("1b", "Audits graded good", polarity="higher", frequency="quarterly")
SCHEME = preset("Red, Amber, Green")
PLAN = (
    THEME,
    *SCHEME,
    MONTHLY,
    QUARTERLY,
    a_placement(MONTHLY, THEME),
    a_placement(QUARTERLY, THEME),
    a_target(MONTHLY, "90%"),
    a_reading(MONTHLY, "2017-09", "80%"),
    a_reading(MONTHLY, "2017-11", "84%"),
    a_reading(QUARTERLY, "2017-Q2", "n/a"),
    Judgement(id="j", subject_id=MONTHLY.id, scheme_id=SCHEME[0].id, period="2017-11", rating="Amber"),
)


@pytest.fixture
def page(session_of: Callable[..., Session], qtbot: QtBot) -> ReadingsPage:
    session = session_of(*PLAN)
    session.report_on(period_from_key("2017-11"))
    return in_use(ReadingsPage(session), qtbot)


def test_that_the_months_to_the_period_are_columns(page: ReadingsPage, qtmodeltester: ModelTester):
    qtmodeltester.check(page.model)

    titles = [column.title for column in page.model.columns()]

    assert titles[:4] == ["Ref", "KPI", "Target", "Better when"]
    assert titles[4:17:6] == ["Nov 2016", "May 2017", "Nov 2017"]


def test_that_the_columns_follow_the_reporting_period(page: ReadingsPage):
    page.session.report_on(period_from_key("2018-01"))

    assert page.model.column_of("2018-01") is not None
    assert page.model.column_of("2016-12") is None


def test_that_the_period_is_in_view_when_the_page_is_first_shown(page: ReadingsPage):
    current = page.view.table.picked.current

    assert current is not None
    assert page.model.column(current.column).key == "2017-11"


def test_that_a_cell_outside_the_kpis_own_calendar_is_shaded_and_takes_nothing(page: ReadingsPage):
    shaded = look(page, QUARTERLY.id, "2017-11")

    assert shaded.shaded
    assert shaded.why == "Reported quarterly: no figure ends in Nov 2017."
    assert not page.model.is_editable(*place(page, QUARTERLY.id, "2017-11"))
    assert page.model.is_editable(*place(page, QUARTERLY.id, "2017-06"))


def test_that_a_figure_that_is_awaited_is_marked_and_told_in_words(page: ReadingsPage):
    missing, before = look(page, MONTHLY.id, "2017-10"), look(page, MONTHLY.id, "2017-08")

    assert (missing.mark, missing.why) == ("○", "No figure for Oct 2017.")
    assert (before.mark, before.why) == ("", "No figure for Aug 2017.")


def test_that_the_periods_rating_stands_on_its_column_with_letter_and_colour(page: ReadingsPage):
    rated, earlier = look(page, MONTHLY.id, "2017-11"), look(page, MONTHLY.id, "2017-09")

    assert (rated.letter, rated.colour, rated.shape) == ("A", "#ffc000", "square")
    assert rated.why.startswith("Amber: ")
    assert earlier.letter == ""


def test_that_a_quarterly_kpis_rating_for_the_month_stands_where_its_quarter_ended(
    session_of: Callable[..., Session], qtbot: QtBot
):
    stated = Judgement(id="q", subject_id=QUARTERLY.id, scheme_id=SCHEME[0].id, period="2017-11", rating="Green")
    session = session_of(*PLAN, stated)
    session.report_on(period_from_key("2017-11"))
    page = ReadingsPage(session)
    qtbot.addWidget(page)

    assert look(page, QUARTERLY.id, "2017-09").letter == "G"


def test_that_a_target_missed_has_a_sign_where_nobody_stated_a_rating(page: ReadingsPage):
    page.session.report_on(period_from_key("2017-09"))

    found = look(page, MONTHLY.id, "2017-09")

    assert (found.mark, found.why) == ("✗", "Target not met. 80% does not meet the target of 90%.")


def test_that_what_is_no_figure_is_told_in_words(page: ReadingsPage):
    page.session.report_on(period_from_key("2018-01"))

    assert look(page, QUARTERLY.id, "2017-09").why == "Not applicable."


def test_that_trend_and_direction_are_drawn_and_in_words(page: ReadingsPage):
    line, column = place(page, MONTHLY.id, "trend")

    assert page.model.index(line, column).data(FIGURES) == (80.0, 84.0)
    assert text(page, MONTHLY.id, "trend") == "2 figures, from 80 to 84"
    assert text(page, MONTHLY.id, "travel") == "better"
    assert look(page, MONTHLY.id, "travel").mark == "▲"


def test_that_missing_figures_are_counted_and_can_be_shown_alone(page: ReadingsPage):
    page.session.report_on(period_from_key("2017-12"))

    page.show_only({"standing": "missing"})

    assert page.count() == 2
    assert lines(page) == ["1 Practice", "1a", "1b"]


def test_that_a_typed_reading_goes_to_the_period_that_ends_in_the_month(page: ReadingsPage, qtbot: QtBot):
    page.view.select_row(QUARTERLY.id, "2017-06")

    qtbot.keyClicks(page.view.table, "7")
    editor = page.window().focusWidget()
    qtbot.keyClicks(editor, "1%")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    readings = page.session.plan.readings.where("kpi_id", QUARTERLY.id)
    assert [(reading.period, reading.value) for reading in readings] == [("2017-Q1", "71%"), ("2017-Q2", "n/a")]


def test_that_trap_s11_a_kpi_in_two_sections_has_one_row(session_of: Callable[..., Session], qtbot: QtBot):
    other = a_theme("2", "Care")
    page = ReadingsPage(session_of(*PLAN, other, a_placement(MONTHLY, other)))
    qtbot.addWidget(page)

    assert lines(page) == ["1 Practice", "1a", "1b"]


def test_that_a_row_moved_into_the_next_section_changes_its_place_only(
    session_of: Callable[..., Session], qtbot: QtBot
):
    other, last = a_theme("2", "Care"), a_kpi("2a")
    page = ReadingsPage(session_of(*PLAN, other, last, a_placement(last, other)))
    qtbot.addWidget(page)
    page.view.select_row(QUARTERLY.id)

    page.move_row(1)

    assert lines(page) == ["1 Practice", "1a", "2 Care", "1b", "2a"]
    assert page.session.plan.kpis[QUARTERLY.id] == QUARTERLY
