"""What the ledger remembers of trackers that came back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tracking import AT, STAMP, a_tracked_plan, after, came_back, in_plan, reasons
from waymark.domain.changes import Insert, applied
from waymark.domain.ledger import Dispatch
from waymark.domain.plan import Plan
from waymark.exchange.dump.loading import loaded
from waymark.exchange.dump.writing import dumped
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.proposal import Verdict

PLAN = a_tracked_plan()
TYPED = {("train", "due"): "May 2018", ("audit", "update"): "Ten done."}
CHANGED_SINCE = after(PLAN, "train", due="Jun 2018")


def then(plan, returned, policy="skip", base=PLAN):
    return applied(plan, proposed(plan, base, returned).changes(plan, AT, policy))


def test_that_what_came_back_is_noted_with_its_counts():
    [receipt] = then(CHANGED_SINCE, came_back(PLAN, TYPED)).receipts

    assert (receipt.tracker, receipt.period, receipt.file, receipt.at) == (STAMP.hash, "2017-11", "tracker.xlsx", AT)
    assert (receipt.new, receipt.changed, receipt.conflicts, receipt.refused) == (1, 0, 1, 0)


def test_that_a_tracker_in_which_nothing_was_changed_is_noted_too():
    plan = then(PLAN, came_back(PLAN))

    assert len(plan.receipts) == 1


def test_that_trap_x14_the_same_tracker_again_is_recognised_and_noted_once():
    plan = then(PLAN, came_back(PLAN, TYPED))

    again = proposed(plan, PLAN, replace(came_back(PLAN, TYPED), file="copy.xlsx"))

    assert reasons(again) == ["same_return_again"]
    assert "1 December 2017 as “tracker.xlsx”" in again.flags[0].say
    assert again.changes(plan, AT) == ()


def test_that_a_tracker_with_something_else_in_it_is_another_return():
    plan = then(PLAN, came_back(PLAN, TYPED))

    again = proposed(plan, PLAN, came_back(PLAN, TYPED | {("audit", "due"): "Dec 2018"}))

    assert reasons(again) == []
    assert len(applied(plan, again.changes(plan, AT)).receipts) == 2


def test_that_trap_x14_an_old_tracker_is_told_of_when_a_newer_one_is_out():
    first = Dispatch(id="first", period="2017-11", position=7, at=AT)
    second = Dispatch(id="second", period="2017-12", position=9, at="2018-01-02T09:00:00+00:00")
    plan = applied(PLAN, [Insert(first), Insert(second)])
    stamped = replace(STAMP, tracker="first")

    proposal = proposed(plan, PLAN, replace(came_back(PLAN), stamp=stamped))

    assert reasons(proposal) == ["old_return"]
    assert "a newer one for Dec 2017 went to everybody on 2 January 2018" in proposal.flags[0].say


def test_that_a_conflict_answered_with_ours_is_not_asked_again_of_the_same_tracker():
    returned = came_back(PLAN, TYPED)
    assert proposed(CHANGED_SINCE, PLAN, returned).counts[Verdict.conflict] == 1

    plan = then(CHANGED_SINCE, returned, "ours")

    again = proposed(plan, PLAN, returned)
    assert again.counts[Verdict.conflict] == 0
    assert plan.actions["train"].due == "Jun 2018"


def test_that_a_conflict_left_open_is_asked_again():
    returned = came_back(PLAN, TYPED)

    plan = then(CHANGED_SINCE, returned)

    assert proposed(plan, PLAN, returned).counts[Verdict.conflict] == 1
    assert len(plan.answers) == 0


@pytest.mark.parametrize(
    "came",
    [
        came_back(PLAN, {("train", "due"): "Jul 2018"}),
        replace(came_back(PLAN, TYPED), stamp=replace(STAMP, tracker="x")),
    ],
    ids=["another text", "another tracker"],
)
def test_that_an_answer_holds_for_one_text_of_one_tracker_only(came):
    plan = then(CHANGED_SINCE, came_back(PLAN, TYPED), "ours")

    assert proposed(plan, PLAN, came).counts[Verdict.conflict] == 1


def test_that_what_is_noted_is_taken_back_with_the_import():
    changes = proposed(CHANGED_SINCE, PLAN, came_back(PLAN, TYPED)).changes(CHANGED_SINCE, AT, "ours")
    plan = applied(CHANGED_SINCE, changes)
    assert len(in_plan(changes)) < len(changes)

    before = applied(plan, [change.inverse() for change in reversed(changes)])

    assert before == CHANGED_SINCE


def test_that_a_moment_nobody_can_read_is_no_error():
    plan = then(PLAN, came_back(PLAN, TYPED))
    [receipt] = plan.receipts
    plan = after(plan, receipt.id, at="some day")

    assert "on an unknown day" in proposed(plan, PLAN, came_back(PLAN, TYPED)).flags[0].say


def test_that_the_ledger_goes_out_with_the_dump_and_comes_in_again():
    sent = Dispatch(id="sent", officer_id="head", period="2017-11", position=7, file="head.xlsx", at=AT)
    plan = applied(then(CHANGED_SINCE, came_back(PLAN, TYPED), "ours"), [Insert(sent)])

    again = applied(Plan(), loaded(dumped(plan)))

    assert [*again.dispatches] == [sent]
    assert [*again.receipts] == [*plan.receipts]
    assert [*again.answers] == [*plan.answers]
