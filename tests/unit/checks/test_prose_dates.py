"""Checks of dates in prose."""

from __future__ import annotations

from datetime import date

import pytest

from tests.findings import refs_found, said
from tests.plans import a_plan, a_recommendation, an_action, an_update
from waymark.services.checks.dated import mentions


@pytest.mark.parametrize(
    ("text", "last"),
    [
        pytest.param("in Sept 17", date(2017, 9, 30), id="trap L26: Sept 17"),
        pytest.param("in Sept2017", date(2017, 9, 30), id="trap L26: Sept2017"),
        pytest.param("in Sept17", date(2017, 9, 30), id="trap L26: Sept17"),
        pytest.param("in Dec17.", date(2017, 12, 31), id="trap L26: Dec17"),
        pytest.param("in January 18", date(2018, 1, 31), id="trap L26: January 18"),
        pytest.param("from 29th October 2017 on", date(2017, 10, 29), id="trap L26: 29th October 2017"),
        pytest.param("by summer 2017", date(2017, 8, 31), id="trap L24: a season"),
        pytest.param("on 31/03/2018", date(2018, 3, 31), id="figures"),
    ],
)
def test_that_dates_are_read_within_prose(text, last):
    [mention] = mentions(text)

    assert mention.last_day == last


@pytest.mark.parametrize("text", ["may 17% rise", "31 November 2017", "in 2018", "since March", "12 marching 20 bands"])
def test_that_what_is_no_date_is_not_read_as_one(text):
    assert mentions(text) == ()


def test_that_a_day_without_a_year_is_the_nearest():
    [before, after] = mentions("from 20 December until 8 January", date(2018, 1, 31))

    assert (before.last_day, after.last_day) == (date(2017, 12, 20), date(2018, 1, 8))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Training to begin January 2017.", True, id="trap L24: to begin"),
        pytest.param("A shared offer, by April 2017.", True, id="trap L24: by"),
        pytest.param("New structure, running by summer 2017.", True, id="trap L24: by a season"),
        pytest.param("A library of good practice (Jan 2017). It stands on the Hub.", True, id="trap L24: in brackets"),
        pytest.param("Pilot until January 2018.", False, id="still to come"),
        pytest.param("From September 2017 until April 2018.", False, id="running"),
        pytest.param("Practice conference in November 2017.", False, id="trap B07: within the month"),
        pytest.param("The rate in September 2017 is 30%.", False, id="a figure of that month"),
        pytest.param("The review took place in May 2017.", False, id="told as past"),
    ],
)
def test_that_a_promise_whose_date_has_gone_by_is_found(text, found):
    plan = a_plan(a_recommendation("8", further_actions=text))

    assert bool(said(plan, "promise_gone_by")) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Offer to be in place by April 2017.", True, id="trap L24: by"),
        pytest.param("The teams will be reorganised from 29th October 2017.", True, id="trap L24: will"),
        pytest.param("All cases were allocated by January 2017.", False, id="done by then"),
        pytest.param("An audit of October 2017 shows the same.", False, id="a source"),
        pytest.param("By September 2017 nine of ten stayed.", False, id="a state at a date"),
    ],
)
def test_that_evidence_is_read_as_past_unless_it_looks_ahead(text, found):
    plan = a_plan(a_recommendation("8", evidence=text))

    assert bool(said(plan, "promise_gone_by")) is found


def test_that_a_promise_is_quoted_up_to_its_date():
    plan = a_plan(a_recommendation("8", further_actions="Work on a shared offer, by April 2017 at the latest."))

    assert said(plan, "promise_gone_by") == [
        "Recommendation 8 looks ahead to April 2017, which has gone by: “Work on a shared offer, by April 2017”."
    ]


@pytest.mark.parametrize(
    ("text", "dated", "found"),
    [
        pytest.param("A form was agreed.", "14 November 2017", True, id="trap S08: dated later"),
        pytest.param("On 14 November the partners agreed a form.", "", True, id="trap S08: tells of later"),
        pytest.param("The partners meet again on 30 November.", "", False, id="looks ahead"),
        pytest.param("Consultation opened and runs until 24 November.", "", False, id="runs until"),
        pytest.param("The audit, agreed in May, is due on 4 December.", "", False, id="due then"),
        pytest.param("A form was agreed on 14 October.", "", False, id="within the month"),
        pytest.param("It was moved to December.", "", False, id="a month is no day"),
    ],
)
def test_that_an_update_that_tells_of_later_days_is_found(text, dated, found):
    action = an_action("6.1.1")

    plan = a_plan(action, an_update(action, text, "2017-10", dated=dated))

    assert bool(said(plan, "update_after_period")) is found


def test_that_trap_s08_an_update_for_no_period_cannot_be_too_early():
    plan = a_plan(action := an_action(), an_update(action, "On 14 November a form was agreed.", ""))

    assert said(plan, "update_after_period") == []


@pytest.mark.parametrize(
    ("code", "refs"),
    [
        pytest.param("promise_gone_by", {"2", "8", "14", "17"}, id="trap L24"),
        pytest.param("update_after_period", {"6.1.1"}, id="trap S08"),
    ],
)
def test_that_the_faults_planted_in_the_example_plan_are_found(example_plan, code, refs):
    assert refs_found(example_plan, code) == refs
