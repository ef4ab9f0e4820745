"""Who owes what for a period."""

from __future__ import annotations

from tests.plans import (
    a_kpi,
    a_link,
    a_plan,
    a_reading,
    a_recommendation,
    a_theme,
    an_action,
    an_officer,
    an_update,
)
from waymark.domain.ledger import Dispatch, Receipt
from waymark.domain.period import parse_period
from waymark.services.ledger import newer
from waymark.services.returns import returns

NOVEMBER = parse_period("Nov 2017")
HEAD, LEAD = an_officer("Head of Practice", id="head", rank="a"), an_officer("Audit lead", id="lead", rank="b")


def owed_by(plan, officer=HEAD):
    [found] = [each for each in returns(plan, NOVEMBER).owed if each.officer == officer]
    return found


def test_that_an_action_without_an_update_and_a_kpi_without_a_reading_are_owed():
    told, silent = an_action("1.1"), an_action("1.2")
    read, unread = a_kpi("1a"), a_kpi("1b")
    links = [a_link(row, HEAD) for row in (told, silent, read, unread)]
    plan = a_plan(HEAD, told, silent, read, unread, *links, an_update(told), a_reading(read))

    found = owed_by(plan)

    assert ([row.ref for row in found.actions], [row.ref for row in found.kpis]) == (["1.2"], ["1b"])
    assert (found.count, found.of) == (2, 4)


def test_that_trap_b31_a_quarterly_kpi_owes_nothing_in_a_month_in_which_no_quarter_ends():
    kpi = a_kpi("1a", frequency="quarterly")
    plan = a_plan(HEAD, kpi, a_link(kpi, HEAD))

    assert returns(plan, NOVEMBER).owed == ()
    assert [row.ref for row in returns(plan, parse_period("Dec 2017")).owed[0].kpis] == ["1a"]


def test_that_an_update_for_a_quarter_counts_in_the_month_in_which_it_ends():
    action = an_action("1.1")
    plan = a_plan(HEAD, action, a_link(action, HEAD), an_update(action, period="2017-Q3"))

    assert returns(plan, parse_period("Dec 2017")).owed[0].count == 0
    assert owed_by(plan).count == 1


def test_that_an_action_that_has_ended_owes_nothing():
    done = an_action("1.1", state="complete")

    assert returns(a_plan(HEAD, done, a_link(done, HEAD)), NOVEMBER).owed == ()


def test_that_a_recommendation_owes_an_update():
    row = a_recommendation("4")

    assert owed_by(a_plan(HEAD, row, a_link(row, HEAD))).recommendations == (row,)


def test_that_two_leads_of_one_action_both_owe_it():
    action = an_action("1.1")
    plan = a_plan(HEAD, LEAD, a_theme(), action, a_link(action, HEAD), a_link(action, LEAD, "b"))

    assert [each.officer for each in returns(plan, NOVEMBER).owed] == [HEAD, LEAD]


def test_that_what_nobody_leads_stands_last():
    led, orphan = an_action("1.1"), an_action("1.2")

    found = returns(a_plan(HEAD, led, orphan, a_link(led, HEAD)), NOVEMBER).owed

    assert [(each.officer, [row.ref for row in each.actions]) for each in found] == [(HEAD, ["1.1"]), (None, ["1.2"])]


def test_that_trackers_of_the_period_and_what_came_back_of_them_stand_by_their_lead():
    action = an_action("1.1")
    own = Dispatch(id="own", officer_id="head", period="2017-11", at="2017-12-01", file="head.xlsx")
    old = Dispatch(id="old", officer_id="head", period="2017-10", at="2017-11-01")
    everybody = Dispatch(id="all", period="2017-11", at="2017-12-01")
    came = Receipt(id="came", tracker="own", period="2017-11", file="back.xlsx", at="2017-12-05")
    unknown = Receipt(id="unknown", tracker="nobody's", period="2017-11", at="2017-12-06")
    plan = a_plan(HEAD, action, a_link(action, HEAD), own, old, everybody, came, unknown)

    found = returns(plan, NOVEMBER)

    assert (found.owed[0].sent, found.owed[0].taken_in) == ((own,), (came,))
    assert (found.sent, found.taken_in) == ((everybody,), (unknown,))


def test_that_a_newer_tracker_is_one_to_the_same_lead_for_the_same_period_or_a_later_one():
    rows = [
        Dispatch(id="first", officer_id="head", period="2017-10", position=3),
        Dispatch(id="second", officer_id="head", period="2017-11", position=5),
        Dispatch(id="earlier month", officer_id="head", period="2017-09", position=7),
        Dispatch(id="another's", officer_id="lead", period="2017-11", position=9),
    ]
    plan = a_plan(HEAD, LEAD, *rows)

    assert newer(plan, "first") == rows[1]
    assert newer(plan, "second") is None
    assert newer(plan, "unheard of") is None
