"""Checks of stated ratings against figures, dates and words."""

from __future__ import annotations

import pytest

from tests.findings import findings_of, refs_found, said
from tests.plans import a_cover, a_judgement, a_kpi, a_plan, a_reading, a_recommendation, a_target, an_action, an_update
from waymark.services.schemes import USUAL, preset

SCHEME = preset(USUAL)
RULE = "Green 90% or above; Amber from 80% to below 90%; Red below 80%"
FOUND = [
    pytest.param("unrated_action", {"1.2.3", "4.1.3", "5.2.2", "6.1.5"}, id="trap B03"),
    pytest.param("rating_unstated", {"LE 2"}, id="trap C12 C13"),
    pytest.param("rating_against_state", {"2.5.1", "4.2.2"}, id="trap B02: late, and on track by the scheme"),
    pytest.param("rating_against_rule", set(), id="trap L09: the board gave its reason"),
    pytest.param("rating_against_target", set(), id="trap L09"),
    pytest.param("rating_without_figure", set(), id="trap L08"),
    pytest.param("red_without_words", {"2.4.2"}, id="trap C54"),
    pytest.param("rating_ahead", set(), id="nothing is rated ahead"),
]


@pytest.mark.parametrize(("code", "refs"), FOUND)
def test_that_the_faults_planted_in_the_example_plan_are_found(example_plan, code, refs):
    found = refs_found(example_plan, code)

    assert found == refs


def stated(subject, word: str, period: str = "2017-11", **fields):
    return a_judgement(subject, word, period, scheme_id=SCHEME[0].id, **fields)


@pytest.mark.parametrize(
    ("word", "reason", "count"),
    [
        pytest.param("Green", "", 1, id="trap L09"),
        pytest.param("Green", "figures being verified", 0, id="a reason"),
        pytest.param("Red", "", 0, id="near miss of trap L09"),
        pytest.param("R", "", 0, id="trap L03"),
    ],
)
def test_that_trap_l09_a_rating_other_than_the_rules_is_found(word, reason, count):
    kpi = a_kpi("5", rule=RULE)
    plan = a_plan(*SCHEME, kpi, a_reading(kpi, value="62%"), stated(kpi, word, reason=reason))

    assert len(findings_of(plan, "rating_against_rule")) == count


@pytest.mark.parametrize(
    ("word", "value", "count"),
    [
        pytest.param("Green", "30.6%", 1, id="trap L09: best beside a missed target"),
        pytest.param("Green", "22%", 0, id="near miss of trap L09"),
        pytest.param("Amber", "30.6%", 0, id="the middle says nothing of it"),
        pytest.param("Red", "20%", 1, id="worst beside a target that is met"),
    ],
)
def test_that_trap_l09_a_rating_is_held_against_the_target(word, value, count):
    kpi = a_kpi("5", polarity="SIB")
    plan = a_plan(*SCHEME, kpi, a_target(kpi, "22%"), a_reading(kpi, value=value), stated(kpi, word))

    assert len(findings_of(plan, "rating_against_target")) == count


@pytest.mark.parametrize(
    ("value", "word", "count"),
    [
        pytest.param("", "Green", 1, id="trap L08"),
        pytest.param("-", "Green", 1, id="trap L11"),
        pytest.param("97% *", "Green", 0, id="near miss of trap L11"),
        pytest.param("", "Amber", 0, id="not Green"),
    ],
)
def test_that_trap_l08_the_best_rating_without_a_figure_is_found(value, word, count):
    kpi = a_kpi("10")
    plan = a_plan(*SCHEME, kpi, stated(kpi, word), *([a_reading(kpi, value=value)] if value else []))

    assert len(findings_of(plan, "rating_without_figure")) == count


def test_that_trap_b31_a_quarterly_kpi_is_held_against_its_last_quarter():
    kpi = a_kpi("7", frequency="quarterly")
    plan = a_plan(*SCHEME, kpi, a_reading(kpi, "2017-Q2", "82%"), stated(kpi, "Green"))

    assert findings_of(plan, "rating_without_figure") == []


def test_that_trap_c12_a_kpi_that_could_be_rated_is_found_where_others_are():
    kpi, other = a_kpi("LE 2", rule=RULE), a_kpi("LE 3")
    alone = a_plan(*SCHEME, kpi, a_reading(kpi, value="11%"))
    among = a_plan(*SCHEME, kpi, a_reading(kpi, value="11%"), other, stated(other, "Green"))

    assert said(alone, "rating_unstated") == []
    assert said(among, "rating_unstated") == [
        "KPI LE 2 is not rated for Nov 2017; its rule gives Red: 11% is Red (below 80%)."
    ]


def test_that_trap_c13_a_kpi_without_a_figure_or_a_rule_needs_no_rating():
    other, ruled, volume = a_kpi("1"), a_kpi("QA 3", rule=RULE), a_kpi("MC 1")
    plan = a_plan(*SCHEME, other, ruled, volume, stated(other, "Green"), a_reading(volume, value="188"))

    assert findings_of(plan, "rating_unstated") == []


def test_that_trap_b03_an_action_is_unrated_only_where_others_are_rated():
    rated, unrated = an_action("1.1.1"), an_action("1.2.3", state="not started")
    closed = an_action("1.2.4", state="superseded")
    nobody = a_plan(*SCHEME, rated, unrated, closed)
    somebody = a_plan(*SCHEME, rated, unrated, closed, stated(rated, "Amber"))

    assert said(nobody, "unrated_action") == []
    assert said(somebody, "unrated_action") == [
        "Action 1.2.3 is not rated for Nov 2017; it is not started, for which the scheme has no word."
    ]


@pytest.mark.parametrize(
    ("state", "due", "word", "count"),
    [
        pytest.param("complete", "Mar 2018", "Red", 1, id="complete and Red"),
        pytest.param("complete", "Mar 2017", "Green", 0, id="complete and Green"),
        pytest.param("in progress", "Sep 2017", "Green", 1, id="late and Green"),
        pytest.param("in progress", "Sep 2017", "Red", 0, id="late and Red"),
        pytest.param("in progress", "Nov 2017", "Green", 0, id="trap B07"),
        pytest.param("in progress", "quarterly", "Green", 0, id="trap B05"),
        pytest.param("in progress", "Mar 2018", "Red", 0, id="it may be off track before it is late"),
        pytest.param("superseded", "Sep 2017", "Green", 0, id="superseded"),
    ],
)
def test_that_a_rating_is_held_against_state_and_date(state, due, word, count):
    action = an_action("2.1.1", state=state, due=due)
    plan = a_plan(*SCHEME, action, stated(action, word))

    assert len(findings_of(plan, "rating_against_state")) == count


def test_that_a_rating_against_state_with_a_reason_is_left_alone():
    action = an_action("2.1.1", state="complete")
    plan = a_plan(*SCHEME, action, stated(action, "Red", reason="the audit is not signed off"))

    assert findings_of(plan, "rating_against_state") == []


def test_that_a_red_action_without_an_update_for_the_period_is_found():
    silent, told = an_action("1.1.1"), an_action("1.1.2")
    updates = an_update(silent, period="2017-10"), an_update(told)
    plan = a_plan(*SCHEME, silent, told, *updates, stated(silent, "Red"), stated(told, "Red"))

    assert refs_found(plan, "red_without_words") == {"1.1.1"}


def test_that_a_red_recommendation_needs_further_actions():
    bare, told = a_recommendation("1"), a_recommendation("2", further_actions="A new panel.")
    plan = a_plan(*SCHEME, bare, told, stated(bare, "Red"), stated(told, "Red"))

    assert refs_found(plan, "red_without_words") == {"1"}


@pytest.mark.parametrize(
    ("issued", "period", "count"),
    [
        pytest.param("November 2017", "2017-12", 1, id="still to come"),
        pytest.param("November 2017", "2017-11", 0, id="now"),
        pytest.param("January 2018", "2017-12", 0, id="an earlier month looked back at"),
    ],
)
def test_that_a_rating_for_a_period_to_come_is_found(issued, period, count):
    action = an_action("1.1.1")
    plan = a_plan(*SCHEME, a_cover(version_date=issued), action, stated(action, "Green", period))

    assert len(findings_of(plan, "rating_ahead")) == count
