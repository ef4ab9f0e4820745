"""Checks in the background of the window."""

from __future__ import annotations

import pytest

from tests.plans import an_action
from waymark.domain.edits import Edits
from waymark.domain.period import parse_period
from waymark.services.checks.review import review
from waymark_ui.reviewer import Reviewer


@pytest.fixture
def reviewer(qtbot, example):
    reviewer = Reviewer(example)
    with qtbot.waitSignal(reviewer.reviewed):
        reviewer.begin()
    return reviewer


def findings(found):
    return {(each.check.code, each.row_id, each.sentence) for each in found.findings()}


def change(session, known_as, **values):
    action = next(each for each in session.plan.actions.live() if each.ref == known_as)
    edits = Edits(session.plan)
    edits.set(action, **values)
    session.make("Change", edits.changes(), "grid")
    return action


def test_that_the_whole_plan_is_read_in_the_background(reviewer, example):
    assert findings(reviewer.review) == findings(review(example.plan, example.period))
    assert reviewer.position == example.reader.position()


def test_that_an_edit_is_looked_at_when_the_window_has_time(qtbot, reviewer, example):
    with qtbot.waitSignal(reviewer.reviewed):
        action = change(example, "2.4.1", ref="2.4.2")

    found = [each.check.code for each in reviewer.review.of_row(action.id)]
    assert "duplicate_ref" in found
    assert findings(reviewer.review) == findings(review(example.plan, example.period))


def test_that_edits_made_in_a_row_are_all_looked_at(qtbot, reviewer, example):
    with qtbot.waitSignal(reviewer.reviewed):
        change(example, "2.4.1", ref="2.4.2")
        change(example, "1.1.1", kpis="21b")

    assert findings(reviewer.review) == findings(review(example.plan, example.period))
    assert reviewer.review.plan is example.plan


def test_that_an_edit_before_the_first_review_is_done_is_in_it(qtbot, example):
    reviewer = Reviewer(example)

    with qtbot.waitSignal(reviewer.reviewed):
        reviewer.begin()
        change(example, "1.1.1", kpis="21b")

    assert findings(reviewer.review) == findings(review(example.plan, example.period))


def test_that_another_period_is_read_anew(qtbot, reviewer, example):
    with qtbot.waitSignal(reviewer.reviewed):
        example.report_on(parse_period("2017-10"))

    assert reviewer.review.period == parse_period("2017-10")


def test_that_nothing_is_read_before_it_is_asked_for(qtbot, session_of):
    session = session_of(an_action("1.1.1"))
    reviewer = Reviewer(session)

    change(session, "1.1.1", kpis="21b")
    session.report_on(parse_period("2017-10"))

    assert reviewer.review is None
    assert reviewer.open_findings() == ()


def test_that_an_accepted_finding_is_not_open(reviewer):
    accepted = {each.row_id for each in reviewer.review.findings()} - {each.row_id for each in reviewer.open_findings()}

    assert len(reviewer.open_findings()) < len(reviewer.review.findings())
    assert accepted <= {each.row_id for each in reviewer.review.findings()}
