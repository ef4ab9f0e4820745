"""Why a rating is what it is, in the details pane, and what a rule means while it is typed."""

from __future__ import annotations

import pytest

from tests.plans import a_judgement, a_kpi, a_reading, a_target, an_action
from waymark.services.schemes import preset
from waymark_ui.details.pane import DetailsPane

RULE = "85% or above Green 75%-84% Amber 74% and below Red"


@pytest.fixture
def shown(qtbot, session_of):
    def show(row, *others, scheme_rows=()):
        session = session_of(*(scheme_rows or preset("Red, Amber, Green")), row, *others)
        pane = DetailsPane(session)
        qtbot.addWidget(pane)
        pane.resize(500, 900)
        pane.show()
        pane.show_row(session.plan.find(row.id))
        return pane

    return show


def test_that_the_pane_says_by_which_band_a_kpi_is_rated_and_how_it_goes(shown):
    kpi = a_kpi("CL 3a", rule=RULE, polarity="higher")

    pane = shown(kpi, a_reading(kpi, "2017-10", "70%"), a_reading(kpi, "2017-11", "88%"), a_target(kpi, "85%"))

    told = pane.why.text()
    assert "Green for Nov 2017. 88% is Green (85% or above)." in told
    assert "Target in force: 85%." in told
    assert "Before: Red for Oct 2017." in told
    assert "better" in told


def test_that_trap_c02_a_value_in_a_gap_is_said_to_be_undefined(shown):
    kpi = a_kpi("CL 3a", rule=RULE)

    pane = shown(kpi, a_reading(kpi, "2017-11", "84.5%"))

    assert pane.why.text().startswith("Undefined for Nov 2017. 84.5% lies in no band")


def test_that_the_pane_says_what_is_suggested_for_an_action_and_why(shown):
    action = an_action("1.1.1", due="Sep 2017", state="In progress")

    pane = shown(action)

    assert "The plan suggests Red. It was due" in pane.why.text()


@pytest.mark.parametrize(
    ("reason", "told"),
    [("", "Amber. Stated for Nov 2017."), ("figures being verified", "Amber, as stated: figures being verified")],
)
def test_that_the_pane_says_who_stated_a_rating_or_for_what_reason(shown, reason, told):
    scheme, *_ = rows = preset("Red, Amber, Green")
    kpi = a_kpi("CL 3a", rule=RULE)
    stated = a_judgement(kpi, "Amber", scheme_id=scheme.id, reason=reason)

    pane = shown(kpi, a_reading(kpi, "2017-11", "70%"), stated, scheme_rows=rows)

    assert pane.why.text().startswith(told)
    assert "The rule gives Red" in pane.why.text()


def test_that_what_a_rule_means_is_told_while_it_is_typed(qtbot, shown):
    kpi = a_kpi("CL 3a", rule=RULE)
    pane = shown(kpi, a_reading(kpi, "2017-11", "84.5%"))
    editor = pane.form.long["rule"].edit

    editor.selectAll()
    qtbot.keyClicks(editor, "85% or above Green 75% to below 85% Amber below 75% Red")

    assert pane.form.trial.text().splitlines() == [
        "Green: 85% or above",
        "Amber: from 75% to below 85%",
        "Red: below 75%",
        "84.5% is Amber (from 75% to below 85%).",
    ]


def test_that_a_rule_that_says_nothing_is_answered_with_what_to_try(qtbot, shown):
    pane = shown(a_kpi("CL 3a"))
    editor = pane.form.long["rule"].edit

    assert not pane.form.trial.isVisible()
    qtbot.keyClicks(editor, "see the handbook")

    assert "Try “Green: 85% or above" in pane.form.trial.text()
