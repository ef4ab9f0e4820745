"""Checks of due dates."""

from __future__ import annotations

import pytest

from tests.findings import findings_of, refs_found, said
from tests.plans import a_cover, a_kpi, a_link, a_plan, a_target, an_action, an_entry, an_update

FOUND = [
    pytest.param("due_before_plan", {"2.4.2", "2.5.1", "4.1.1", "4.2.2"}, id="trap B06"),
    pytest.param("due_after_targets", {"6.1.5"}, id="trap B08"),
    pytest.param("target_due_mid_period", {"6b"}, id="trap B30"),
    pytest.param("due_unsettled", {"5.2.2", "Oct-05", "Oct-06", "Oct-08", "Oct-10", "Oct-11"}, id="trap C42"),
    pytest.param("overdue", set(), id="trap B07"),
    pytest.param("recurring_without_update", set(), id="trap B05"),
    pytest.param("no_due", set(), id="trap S07"),
    pytest.param("unread_date", set(), id="trap B09"),
]


@pytest.mark.parametrize(("code", "refs"), FOUND)
def test_that_the_faults_planted_in_the_example_plan_are_found(example_plan, code, refs):
    found = refs_found(example_plan, code)

    assert found == refs


def test_that_trap_b06_a_date_before_the_plans_own_is_found_and_a_likely_year_offered():
    plan = a_plan(a_cover(), an_action("4.2.2", due="Mar 2017"), an_action("4.2.3", due="Oct 2017"))

    first, second = said(plan, "due_before_plan")

    assert first == "Action 4.2.2 is due Mar 2017, before the plan's own date, Nov 2017; perhaps Mar 2018 is meant."
    assert second == "Action 4.2.3 is due Oct 2017, before the plan's own date, Nov 2017."


@pytest.mark.parametrize(
    ("due", "state"),
    [
        pytest.param("Nov 2017", "In progress", id="trap B07: due in the month of issue"),
        pytest.param("Oct 2017", "Complete", id="trap B06: done"),
        pytest.param("Report quarterly", "", id="trap B05: recurring"),
        pytest.param("Oct 2017, then quarterly", "", id="trap B05: recurring from then on"),
        pytest.param("TBC", "", id="trap C42: not settled"),
    ],
)
@pytest.mark.parametrize("code", ["due_before_plan", "overdue"])
def test_that_what_is_not_late_is_not_called_late(code, due, state):
    plan = a_plan(a_cover(), an_action(due=due, state=state))

    assert said(plan, code) == []


def test_that_trap_b07_what_is_due_in_a_month_is_overdue_once_the_month_has_gone():
    plan = a_plan(a_cover(), an_action("1.2.5", due="Nov 2017", state="In progress"))

    assert said(plan, "overdue", "2017-11") == []
    assert said(plan, "overdue", "2017-12") == ["Action 1.2.5 was due Nov 2017 and is neither complete nor closed."]


def test_that_an_action_due_before_the_plan_is_not_called_overdue_as_well():
    plan = a_plan(a_cover(), an_action(due="Oct 2017"))

    assert said(plan, "overdue") == []


def test_that_trap_b09_a_month_runs_to_its_last_day():
    plan = a_plan(a_cover(version_date="30 November 2017"), an_action(due="Nov 2017"))

    assert said(plan, "due_before_plan") == []


@pytest.mark.parametrize(
    ("due", "target", "found"),
    [
        pytest.param("Dec 2018", "Sep-18", True, id="trap B08"),
        pytest.param("Sep 2018", "Sep-18", False, id="with the last target"),
        pytest.param("2018", "Sep-18", False, id="a year names no day"),
        pytest.param("Dec 2018", "2018", False, id="a target's year names no day"),
    ],
)
def test_that_an_action_due_after_all_targets_is_found(due, target, found):
    action, kpi, watched = an_action(due=due), a_kpi("1a"), a_kpi("2a")
    targets = (a_target(kpi, by=target), a_target(watched, by="Mar-20"))

    plan = a_plan(action, kpi, watched, *targets, a_link(action, kpi))

    assert bool(said(plan, "due_after_targets")) is found


@pytest.mark.parametrize(
    ("frequency", "by", "found"),
    [
        pytest.param("quarterly", "Jan-17", True, id="trap B30"),
        pytest.param("quarterly", "Mar -17", False, id="trap B30: a quarter's last month"),
        pytest.param("quarterly", "2017", False, id="trap B30: only a year"),
        pytest.param("6-monthly", "Sep-17", False, id="trap B31: half a year's last month"),
        pytest.param("6-monthly", "Jun-17", True, id="trap B31: within a half year"),
        pytest.param("annual", "Sep-17", False, id="trap B31: an annual figure may come in any month"),
        pytest.param("monthly", "Jan-17", False, id="a month"),
    ],
)
def test_that_a_target_due_within_a_period_is_found(frequency, by, found):
    kpi = a_kpi("6b", frequency=frequency)

    plan = a_plan(kpi, a_target(kpi, by=by))

    assert bool(said(plan, "target_due_mid_period")) is found


@pytest.mark.parametrize(
    ("due", "last", "found"),
    [
        pytest.param("Report quarterly", "2017-08", True, id="trap B05: a quarter without a word"),
        pytest.param("Report quarterly", "2017-09", False, id="trap B05: told this quarter"),
        pytest.param("Jan 2018, thereafter bi-monthly", "2017-08", False, id="trap S07: not begun"),
        pytest.param("Oct 2017 (thereafter bi-monthly)", "2017-08", True, id="trap S07: begun"),
        pytest.param("Mar 2018", "2017-08", False, id="due once"),
    ],
)
def test_that_what_recurs_and_was_not_reported_is_found(due, last, found):
    action = an_action("1.1.1", due=due)

    plan = a_plan(action, an_update(action, period=last))

    assert bool(said(plan, "recurring_without_update")) is found


def test_that_a_thing_without_a_date_is_found_where_others_have_one():
    plan = a_plan(an_action("1", due="Mar 2018"), an_action("2"), an_action("3", review_date="Jan 2018"))

    assert said(plan, "no_due") == ["Action 2 has no date."]


def test_that_a_plan_without_any_dates_is_left_in_peace():
    plan = a_plan(an_action("1"), an_action("2"), an_entry())

    assert said(plan, "no_due") == []


def test_that_trap_c42_an_open_date_is_noted_until_the_thing_is_done():
    plan = a_plan(an_entry("Oct-05", due="TBC"), an_entry("Oct-06", due="TBC", complete="Y"), an_action(due="tbd"))

    assert said(plan, "due_unsettled") == [
        "Action 1.1.1 is due “tbd”: the date is still open.",
        "Log entry Oct-05 is due “TBC”: the date is still open.",
    ]


def test_that_a_date_that_cannot_be_read_is_found_in_its_cell():
    plan = a_plan(an_action(due="Easter break", review_date="Mar 2018"))

    [found] = findings_of(plan, "unread_date")

    assert (found.field, found.about) == ("due", "Easter break")
