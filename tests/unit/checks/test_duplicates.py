"""Checks of what stands in a plan twice."""

from __future__ import annotations

import pytest

from tests.findings import said
from tests.plans import a_commentary, a_kpi, a_passage, a_plan, a_reading, a_theme, an_action, an_update

LONG = "The board goes on overseeing the plan, and progress is reported to members and partners."


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        pytest.param("No. of audits", "No. of Audits", True, id="trap S11: capitals"),
        pytest.param("Complaints (Year to date)", "Complaints (year to date)", True, id="trap S11: year to date"),
        pytest.param("Complaints (year to date)", "Compliments (year to date)", False, id="two words that begin alike"),
        pytest.param("Number of audits", "Share of audits that are good", False, id="a number and a share"),
    ],
)
def test_that_one_measure_kept_as_two_kpis_is_found(one, other, found):
    plan = a_plan(a_kpi("1", one), a_kpi("2", other))

    assert bool(said(plan, "same_measure")) is found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        pytest.param(("2017-Q2", "5%"), ("2017-11", "43%"), True, id="trap L14: 5% and 43%"),
        pytest.param(("2017-11", "43%"), ("2017-11", "43.2%"), False, id="trap S25: equal when rounded"),
        pytest.param(("2016-11", "5%"), ("2017-11", "43%"), False, id="a year apart"),
        pytest.param(("2017-11", "5"), ("2017-11", "43%"), False, id="a number and a share"),
    ],
)
def test_that_two_kpis_of_one_measure_with_two_values_are_found(one, other, found):
    here, there = a_kpi("18b", "Social worker vacancies"), a_kpi("P1", "Social worker posts that are vacant")

    plan = a_plan(here, there, a_reading(here, *one), a_reading(there, *other))

    assert bool(said(plan, "same_measure_differs")) is found


def test_that_two_values_of_one_measure_are_said_with_their_periods():
    here, there = a_kpi("18b", "Social worker vacancies"), a_kpi("P1", "Social worker posts that are vacant")

    plan = a_plan(here, there, a_reading(here, "2017-Q2", "5%"), a_reading(there, "2017-11", "43%"))

    assert said(plan, "same_measure_differs") == [
        "18b is 5% for Q2 2017/18 (Jul–Sep), and P1 is 43% for Nov 2017; they seem to measure the same."
    ]


def test_that_trap_b28_a_paragraph_printed_twice_in_a_paper_is_found_once():
    plan = a_plan(
        a_passage(LONG, "plan", heading="How", rank="a"), a_passage(f"**{LONG}**", "plan", heading="How", rank="b")
    )

    assert said(plan, "repeated_paragraph") == [
        "The plan paper under “How” repeats a paragraph of the plan paper under “How”: "
        "“The board goes on overseeing the plan, and progress is repo…”."
    ]


@pytest.mark.parametrize(
    ("other", "found"),
    [
        pytest.param(a_passage(f"First.\n{LONG}"), True, id="trap C57: among others, in the same paper"),
        pytest.param(a_passage(LONG, "scrutiny"), False, id="another paper"),
        pytest.param(a_passage(LONG, period="2017-10"), False, id="another issue"),
        pytest.param(a_passage("Not applicable."), False, id="a stock phrase"),
    ],
)
def test_that_a_paragraph_of_commentary_that_stands_in_the_paper_too_is_found(other, found):
    theme = a_theme()
    plan = a_plan(theme, a_commentary(theme, f"{LONG}\nNot applicable."), other)

    assert bool(said(plan, "repeated_paragraph")) is found


def test_that_trap_c57_one_paragraph_as_summary_and_as_activity_is_found():
    theme = a_theme(title="Workforce")
    summary, activity = a_commentary(theme, LONG, rank="a"), a_commentary(theme, LONG, "improvement_activity", rank="b")

    assert len(said(a_plan(theme, summary, activity), "repeated_paragraph")) == 1


def test_that_words_of_the_period_before_are_found_in_updates_and_in_commentary():
    theme, action = a_theme(title="Workforce"), an_action("2.1.1")
    told = [a_commentary(theme, "Two posts were filled.", period=period) for period in ("2017-10", "2017-11")]
    updates = [an_update(action, "Two workshops were held.", period) for period in ("2017-10", "2017-11")]

    assert said(a_plan(theme, action, *told, *updates), "stale_words") == [
        "The update on action 2.1.1 for Nov 2017 repeats that for Oct 2017 word for word.",
        "The summary of “Workforce” for Nov 2017 repeats that for Oct 2017 word for word.",
    ]


@pytest.mark.parametrize("texts", [("Two held.", "Three held in all teams."), ("On track.", "On track.")])
def test_that_new_words_and_stock_phrases_are_not_stale(texts):
    action = an_action()
    updates = [an_update(action, text, period) for text, period in zip(texts, ("2017-10", "2017-11"), strict=True)]

    assert said(a_plan(action, *updates), "stale_words") == []


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        pytest.param(
            "An increase in 3 or more placement moves to 9%.", "10% had three or more placements.", True, id="trap S18"
        ),
        pytest.param("8% had 3+ moves.", "8.2% had three or more moves.", False, id="equal when rounded"),
        pytest.param("8% had 3+ moves.", "9% had 3+ moves in 2015.", False, id="another time"),
        pytest.param("8% had 3+ moves.", "9% had two or more moves.", False, id="another measure"),
    ],
)
def test_that_two_values_of_one_measure_in_two_texts_are_found(one, other, found):
    actions = an_action("1"), an_action("2")
    updates = [an_update(action, text) for action, text in zip(actions, (one, other), strict=True)]

    assert bool(said(a_plan(*actions, *updates), "measure_told_twice")) is found


def test_that_planted_duplicates_are_found(example_plan):
    planted = {
        ("B28", "repeated_paragraph"): ["the plan paper under “How the plan is carried out”"],
        ("C57", "repeated_paragraph"): ["The improvement activity of “Workforce”"],
        ("L14", "same_measure_differs"): ["18b is 5%", "19a is 25%"],
    }

    missed = {
        (trap, words)
        for (trap, code), expected in planted.items()
        for words in expected
        if not any(words in sentence for sentence in said(example_plan, code))
    }

    assert missed == set()
    assert said(example_plan, "same_measure") == []
