"""What an action's rating might be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.plans import a_plan, an_action
from waymark.domain.period import period_from_key
from waymark.domain.rows import Judgement
from waymark.services.schemes import preset, printed_scheme
from waymark.services.suggestions import differs, suggested, tolerance

NOVEMBER = period_from_key("2017-11")
FOUR = preset("Red, Amber, Green, Blue")


def word(period: str = "2017-11", scheme=FOUR, **fields: str) -> str:
    action = an_action(**fields)
    return suggested(a_plan(*scheme, action), action, period_from_key(period)).word


@pytest.mark.parametrize(
    ("state", "due", "expected"),
    [
        ("complete", "Mar 2017", "Blue"),
        ("closed", "", "Blue"),
        ("in progress", "Mar 2018", "Amber"),
        ("ongoing", "", "Amber"),
        ("in progress", "Oct 2017", "Red"),
        ("in progress", "Nov 2017", "Amber"),
        ("", "Oct 2017", "Red"),
        ("in progress", "Report quarterly", "Amber"),
        ("in progress", "TBC", "Amber"),
        ("not started", "Mar 2018", ""),
        ("not started", "Oct 2017", "Red"),
        ("superseded", "Oct 2017", ""),
        ("", "Mar 2018", ""),
    ],
    ids=[
        *("B01", "closed", "B02", "no-date", "B04", "B07", "B06", "B05", "C42", "B03", "B03-late", "superseded"),
        "unsaid",
    ],
)
def test_that_trap_a_rating_is_suggested_from_state_due_and_period(state, due, expected):
    assert word(state=state, due=due) == expected


def test_that_trap_b07_what_is_due_in_a_month_is_overdue_only_in_the_next():
    assert word("2017-10", state="in progress", due="Oct 2017") == "Amber"
    assert word("2017-11", state="in progress", due="Oct 2017") == "Red"


def test_that_trap_s02_not_started_is_suggested_where_the_scheme_has_it():
    assert word(scheme=preset("Favourable to Not started"), state="not started", due="Mar 2018") == "Not started"


@pytest.mark.parametrize(("due", "expected"), [("Oct 2017", "Amber"), ("Sep 2017", "Red")])
def test_that_trap_b04_a_tolerance_stands_in_the_meaning_of_the_rating_and_there_is_none_otherwise(due, expected):
    lenient = printed_scheme([("Red", "", "Over one month behind"), ("Amber", "", "On track")])

    assert word(scheme=lenient, state="in progress", due=due) == expected


@pytest.mark.parametrize(
    ("meaning", "days"),
    [("Timescale slipped", 0), ("More than 2 weeks late", 14), ("over 10 days behind", 10), ("more than 10% below", 0)],
)
def test_that_a_tolerance_is_read_from_words(meaning, days):
    assert tolerance(meaning) == timedelta(days=days)


def test_that_a_suggestion_says_why_in_the_schemes_own_words():
    action = an_action(state="in progress", due="Mar 2017")

    found = suggested(a_plan(*FOUR, action), action, NOVEMBER)

    assert found.why == (
        "It was due Mar 2017 and is not complete at the end of Nov 2017: Red, which means “Not met, or slipped”."
    )


def test_that_what_is_stated_stands_beside_a_suggestion_that_differs():
    action = an_action(state="complete")
    stated = Judgement(id="1", subject_id=action.id, scheme_id=FOUR[0].id, period="2017-11", rating="Green")
    same = Judgement(id="1", subject_id=action.id, scheme_id=FOUR[0].id, period="2017-11", rating="B")

    assert differs(a_plan(*FOUR, action, stated), action, NOVEMBER)
    assert not differs(a_plan(*FOUR, action, same), action, NOVEMBER)
    assert not differs(a_plan(*FOUR, action), action, NOVEMBER)
