"""What a returned tracker would make the checks find, told before it is taken."""

from __future__ import annotations

import pytest

from tests.plans import a_kpi, a_link, a_placement, a_plan, a_reading, an_action, an_update
from tests.tracking import a_tracked_plan, came_back, the_cell
from waymark.exchange.trackers.merging import proposed

MONTHLY = {"frequency": "monthly"}
COUNT = a_kpi("9", "Children waiting", id="count", polarity="lower", **MONTHLY)
MONTHS = [f"2017-{month:02}" for month in range(2, 11)]
ANSWER = an_action("9.1", id="answer", rank="Z")
CONTACTS = a_kpi(
    "FD 3", "Contacts acted on within one working day", id="steady", unit="%", polarity="higher", **MONTHLY
)
PLAN = a_tracked_plan(
    *(CONTACTS, COUNT, a_placement(CONTACTS), a_placement(COUNT, id="place of count")),
    *(a_reading(CONTACTS, month, f"{80 + number % 2}%", id=f"s{month}") for number, month in enumerate(MONTHS)),
    *(a_reading(COUNT, month, f"{20 + number % 2}", id=f"c{month}") for number, month in enumerate(MONTHS)),
)


def told(plan, kpi, typed):
    """The reason of the cell, and those that are told beside it."""
    proposal = proposed(plan, plan, came_back(plan, {(kpi, "2017-11"): typed}))
    return the_cell(proposal).reason, [(flag.reason, flag.field) for flag in proposal.flags]


@pytest.mark.parametrize(
    ("kpi", "typed", "reason"),
    [
        pytest.param("steady", "140%", "out_of_range", id="X23-share"),
        pytest.param("count", "-3", "negative_count", id="X23-negative"),
        pytest.param("steady", "31%", "jump", id="X23-jump"),
        ("steady", "58% (18 of 40)", "value_contradicts_fraction"),
        ("steady", "81%", ""),
        ("count", "21", ""),
    ],
)
def test_that_trap_a_figure_that_the_checks_would_ask_about_is_told_at_its_cell(kpi, typed, reason):
    assert told(PLAN, kpi, typed)[0] == reason


def test_that_of_a_cell_that_has_a_reason_already_the_finding_is_told_beside_it():
    assert told(PLAN, "steady", "31") == ("percent_scale", [("jump", "Nov 2017")])


def test_that_what_the_checks_find_in_the_plan_already_is_not_told_again():
    plan = a_tracked_plan(COUNT, a_placement(COUNT), a_reading(COUNT, "2017-10", "-4"))

    assert told(plan, "count", "20") == ("", [])


def test_that_an_update_that_a_new_figure_makes_untrue_is_told():
    rows = (ANSWER, a_link(ANSWER, CONTACTS), an_update(ANSWER, "Contacts improved."))
    plan = a_plan(*PLAN.rows(), *rows)

    reason, beside = told(plan, "steady", "60%")

    assert "stale_commentary" in (reason, *(each for each, _ in beside))
