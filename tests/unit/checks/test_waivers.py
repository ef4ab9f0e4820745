"""Findings that were accepted."""

from __future__ import annotations

from dataclasses import replace

from tests.plans import a_plan, an_action
from waymark.domain.changes import Update, applied
from waymark.services.checks.review import review
from waymark.services.checks.waivers import waived, waiver_of


def accepted(november):
    plan = a_plan(action := an_action("2.1.1", kpis="21b"))
    [finding] = [each for each in review(plan, november).findings() if each.check.code == "dangling_ref"]
    edits = waived(plan, finding, " It comes with version 5. ", "A secretary", "2017-11-20T10:00:00+00:00")
    return edits.plan, action, finding


def test_that_a_finding_is_accepted_with_a_reason(november):
    plan, _, finding = accepted(november)

    waiver = waiver_of(plan, finding)

    assert waiver is not None
    assert (waiver.reason, waiver.author) == ("It comes with version 5.", "A secretary")


def test_that_a_waiver_falls_when_what_it_was_about_changes(november):
    plan, action, _ = accepted(november)

    after = applied(plan, [Update("actions", action.id, {"kpis": ("21b", "22")})])
    [again] = [each for each in review(after, november).findings() if each.check.code == "dangling_ref"]

    assert waiver_of(after, again) is None


def test_that_a_waiver_without_its_subject_matter_accepts_all_that_the_check_finds_there(november):
    plan, _, finding = accepted(november)
    [waiver] = plan.waivers

    after = applied(plan, [Update("waivers", waiver.id, {"about": (waiver.about, "")})])

    assert waiver_of(after, replace(finding, about="something else")) is not None


def test_that_a_waiver_of_another_check_accepts_nothing(november):
    plan, _, finding = accepted(november)
    [waiver] = plan.waivers

    after = applied(plan, [Update("waivers", waiver.id, {"check": (waiver.check, "group_ref")})])

    assert waiver_of(after, finding) is None
