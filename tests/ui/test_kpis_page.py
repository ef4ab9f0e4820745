"""The KPIs page: definitions as they are typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.plans import a_kpi, a_link, a_placement, a_target, a_theme, an_officer
from tests.ui.sheets import in_use, lines, place, text, undone
from waymark.domain.period import period_from_key
from waymark_ui.pages.kpis import KpisPage
from waymark_ui.session import Session

THEME, OTHER, OFFICER = a_theme("1", "Practice"), a_theme("2", "Care"), an_officer()
FIRST, SECOND = a_kpi("1a", polarity="SIB", frequency="quarterly"), a_kpi("1b", rule="85% and over is Green")
PLAN = (
    *(THEME, OTHER, OFFICER, FIRST, SECOND),
    *(a_placement(FIRST, THEME), a_placement(SECOND, THEME)),
    *(a_target(FIRST, "90%", by="Mar 2018"), a_link(FIRST, OFFICER)),
)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(session_of: Callable[..., Session], qtbot: QtBot) -> KpisPage:
    session = session_of(*PLAN)
    session.report_on(period_from_key("2017-11"))
    return in_use(KpisPage(session), qtbot)


def typed(page: KpisPage, qtbot: QtBot, key: str, what: str) -> None:
    page.view.select_row(FIRST.id, key)
    qtbot.keyClicks(page.view.table, what[0])
    editor = page.window().focusWidget()
    qtbot.keyClicks(editor, what[1:])
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_that_a_definition_is_shown_as_it_was_typed(page: KpisPage, qtmodeltester: ModelTester):
    qtmodeltester.check(page.model)

    keys = ("polarity", "frequency", "target", "target_due", "leads", "section")

    assert [text(page, FIRST.id, key) for key in keys] == [
        *("SIB", "quarterly", "90%", "Mar 2018"),
        *("Head of Safeguarding", "1 Practice"),
    ]
    assert text(page, SECOND.id, "rule") == "85% and over is Green"


def test_that_a_typed_due_date_goes_to_the_target_in_force(page: KpisPage, qtbot: QtBot):
    typed(page, qtbot, "target_due", "Jun 2018")

    assert [(target.value, target.by) for target in page.session.plan.targets.live()] == [("90%", "Jun 2018")]


def test_that_a_due_date_that_cannot_be_read_is_refused_in_words(page: KpisPage, qtbot: QtBot):
    with qtbot.waitSignal(page.said) as said:
        typed(page, qtbot, "target_due", "one day")

    assert "no due date that Waymark can read" in said.args[0]
    assert text(page, FIRST.id, "target_due") == "Mar 2018"


def test_that_another_section_moves_the_kpi_under_its_heading(page: KpisPage, qtbot: QtBot):
    typed(page, qtbot, "section", "2 Care")

    assert lines(page) == ["1 Practice", "1b", "2 Care", "1a"]


def test_that_a_new_kpi_stands_in_the_section_of_the_current_one(page: KpisPage, qtbot: QtBot):
    page.view.select_row(FIRST.id)

    qtbot.keyClick(page.view.table, Qt.Key.Key_Plus, CTRL)

    new = page.view.current_row()
    assert new is not None
    assert lines(page) == ["1 Practice", "1a", "1c", "1b"]
    assert text(page, new.id, "section") == "1 Practice"
    assert undone(page) == "Insert KPI 1c"


def test_that_withdrawing_a_kpi_keeps_its_place_for_when_it_is_restored(page: KpisPage):
    page.view.select_row(FIRST.id)
    page.withdraw()
    page.show_withdrawn_command.trigger()

    page.restore_command.trigger()

    assert lines(page) == ["1 Practice", "1a", "1b"]


def test_that_a_rating_is_chosen_from_the_words_of_the_scheme(example: Session, qtbot: QtBot):
    page = KpisPage(example)
    qtbot.addWidget(page)
    kpi = example.plan.kpis.live()[0]

    assert page.model.choices(*place(page, kpi.id, "rating")) == ("Red", "Amber", "Green")
