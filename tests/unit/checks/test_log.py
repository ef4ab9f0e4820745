"""Checks of the board's own log."""

from __future__ import annotations

import pytest

from tests.findings import refs_found, said
from tests.plans import a_link, a_meeting, a_plan, an_entry, an_officer


@pytest.mark.parametrize(
    ("code", "refs"),
    [
        pytest.param("due_before_raised", {"Nov-01"}, id="trap C41"),
        pytest.param("entry_tells", {"Oct-03", "Oct-04", "Oct-09"}, id="trap C44: statements"),
        pytest.param("entry_without_owner", {"Oct-05", "Oct-10"}, id="trap C44: owners"),
        pytest.param("answer_unclear", set(), id="trap C43"),
        pytest.param("entry_overdue", set(), id="trap B07"),
    ],
)
def test_that_the_faults_planted_in_the_example_plan_are_found(example_plan, code, refs):
    assert refs_found(example_plan, code) == refs


def test_that_trap_c41_an_entry_due_before_its_meeting_is_found():
    meeting = a_meeting("16 November 2017")

    plan = a_plan(meeting, an_entry("Nov-01", due="Feb-17", meeting_id=meeting.id))

    assert said(plan, "due_before_raised") == [
        "Log entry Nov-01 is due Feb 2017, before it was raised on 16 November 2017; perhaps Feb 2018 is meant."
    ]
    assert said(plan, "entry_overdue") == []


@pytest.mark.parametrize(
    ("ref", "due", "found"),
    [
        pytest.param("Nov-01", "Feb-17", True, id="trap C41: by its ref"),
        pytest.param("Oct-02", "Nov-17", False, id="later"),
        pytest.param("Oct-02", "Oct-17", False, id="in the same month"),
        pytest.param("Dec-01", "Jan-17", False, id="last December's"),
        pytest.param("7", "Feb-17", False, id="trap C45: a number names no month"),
        pytest.param("Nov-01", "Feb 2017, then quarterly", False, id="recurring"),
    ],
)
def test_that_an_entry_without_a_meeting_was_raised_in_the_month_of_its_ref(ref, due, found):
    plan = a_plan(an_entry(ref, due=due))

    assert bool(said(plan, "due_before_raised")) is found


def test_that_an_open_entry_whose_date_has_gone_by_is_found():
    plan = a_plan(an_entry("Oct-01", due="Oct-17"), an_entry("Oct-02", due="Oct-17", complete="Y"))

    assert said(plan, "entry_overdue") == ["Log entry Oct-01 was due Oct 2017 and is not complete."]


def test_that_trap_c44_an_open_entry_without_an_owner_is_found():
    owned, officer = an_entry("Oct-01"), an_officer()

    plan = a_plan(owned, officer, a_link(owned, officer), an_entry("Oct-05"), an_entry("Oct-06", complete="Y"))

    assert said(plan, "entry_without_owner") == ["Log entry Oct-05 is open and names nobody to do it."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Referrals that come back are now part of the audits.", True, id="trap C44: a plural"),
        pytest.param("The sixth team is on the rota until March.", True, id="trap C44: an article"),
        pytest.param("Only the head of service may now agree to move a date.", True, id="trap C44: may"),
        pytest.param("Authorisation levels have been set again.", True, id="trap C44: a noun"),
        pytest.param("Watch whether the new support is enough.", False, id="an order"),
        pytest.param("Discuss what is needed.", False, id="an order that ends in s"),
        pytest.param("The chairs are to review all plans.", False, id="are to"),
        pytest.param("All plans must be reviewed by what is agreed.", False, id="must"),
        pytest.param("Managers to look at what is late.", False, id="to"),
        pytest.param("The two chairs are in place. Review the rest.", False, id="asks in the end"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_that_an_entry_that_only_tells_is_found(text, found):
    plan = a_plan(an_entry("Oct-03", text))

    assert bool(said(plan, "entry_tells")) is found


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        pytest.param("Y", False, id="trap C43: Y"),
        pytest.param("Ongoing", False, id="trap C43: Ongoing"),
        pytest.param("", False, id="blank"),
        pytest.param("See minutes", True, id="trap C43: neither"),
    ],
)
def test_that_an_answer_that_is_neither_yes_nor_no_is_found(answer, found):
    plan = a_plan(an_entry(complete=answer))

    assert bool(said(plan, "answer_unclear")) is found
