"""Checks of refs: what names nothing, too much, or what it no longer should."""

from __future__ import annotations

import pytest

from tests.findings import findings_of, said
from tests.plans import (
    a_commentary,
    a_cover,
    a_kpi,
    a_link,
    a_placement,
    a_plan,
    a_theme,
    an_action,
    an_objective,
)
from waymark.domain.rows import Recommendation


def sentences(code, *rows):
    return said(a_plan(*rows), code)


def test_that_a_ref_of_no_kpi_is_found_and_one_of_a_kpi_is_not():
    told = sentences("dangling_ref", an_action("2.3.1", kpis="21b, 1a"), a_kpi("1a"))

    assert told == ["Action 2.3.1 names “21b”; there is no KPI of that ref."]


@pytest.mark.parametrize("typed", ["1", "1, 2a", "2a,1"], ids=["B10", "B12", "B12-close"])
def test_that_trap_a_number_that_stands_for_a_group_is_noted(typed):
    rows = a_cover(), an_action("1.1.1", kpis=typed), a_kpi("1a"), a_kpi("1b"), a_kpi("2a")

    told = sentences("group_ref", *rows)

    assert told == ["Action 1.1.1 names “1”, which is read as 1a and 1b."]


@pytest.mark.parametrize("typed", ["1a,b", "All", "1a, 1b"], ids=["B11", "B13", "B12"])
def test_that_trap_lists_that_say_what_they_mean_are_not_noted(typed):
    rows = a_cover(), an_action("1.1.1", kpis=typed), a_kpi("1a"), a_kpi("1b")

    assert sentences("group_ref", *rows) == sentences("dangling_ref", *rows) == []


def test_that_trap_x01_refs_that_differ_only_in_spelling_are_one_ref():
    told = sentences("duplicate_ref", a_kpi("LAC 19"), a_kpi("lac19."))

    assert told == [
        "KPI LAC 19 shares its ref “LAC 19” with 1 other.",
        "KPI lac19. shares its ref “lac19.” with 1 other.",
    ]


def test_that_trap_b47_neither_version_of_the_example_has_a_ref_twice(example_plan, earlier_plan):
    assert findings_of(example_plan, "duplicate_ref") == []
    assert findings_of(earlier_plan, "duplicate_ref") == []


def test_that_an_action_and_a_kpi_may_have_one_ref():
    assert sentences("duplicate_ref", an_action("1"), a_kpi("1")) == []


def test_that_trap_b14_an_action_without_a_kpi_is_found_where_others_have_one():
    rows = an_action("1.1.1", kpis="1a"), a_kpi("1a"), an_action("1.1.2")

    assert sentences("unmeasured_action", *rows) == ["Action 1.1.2 names no KPI that measures it."]
    assert sentences("unmeasured_action", an_action("1.1.2"), a_kpi("1a")) == []


def test_that_trap_b18_a_kpi_that_no_action_names_is_found_only_in_a_theme_of_actions():
    theme, other = a_theme("1"), a_theme("2")
    named, orphan, watched = a_kpi("1a"), a_kpi("1b"), a_kpi("P1")
    action = an_action("1.1.1", kpis="1a", theme_id=theme.id)
    places = a_placement(named, theme), a_placement(orphan, theme), a_placement(watched, other)

    told = sentences("orphan_kpi", theme, other, named, orphan, watched, action, a_link(action, named), *places)

    assert told == ["No action names KPI 1b, other than by “All”."]


def test_that_trap_b19_an_action_under_another_heading_than_its_ref_says_is_found():
    theme = a_theme("5")
    heading = an_objective(theme, "5.3", title="Learning from others")
    ten = an_objective(theme, "5.10", title="Ten")

    misplaced = an_action("5.2.4", theme_id=theme.id, objective_id=heading.id)
    right = an_action("5.10.1", theme_id=theme.id, objective_id=ten.id)

    assert sentences("misplaced_ref", theme, heading, ten, misplaced, right) == [
        "Action 5.2.4 stands under 5.3 Learning from others."
    ]


@pytest.mark.parametrize("trap", ["B15", "B16", "B17"])
def test_that_trap_a_link_to_a_kpi_of_another_theme_is_asked_about(trap):
    one, six = a_theme("4", "Leading well"), a_theme("6", "Front door")
    near, far = a_kpi("17"), a_kpi("19")
    action = an_action("4.2.4", kpis="17, 19", theme_id=one.id)
    rows = one, six, near, far, action, a_placement(near, one), a_placement(far, six)

    told = sentences("cross_theme_link", *rows, a_link(action, near), a_link(action, far))

    assert told == ["Action 4.2.4 names 19 of “6 Front door”, another theme."]


@pytest.mark.parametrize(("named", "known"), [("W 1 e", "W 2"), ("LAC 19", "LAC 19 (12m)")], ids=["C30", "C31"])
def test_that_trap_an_indicator_named_by_a_ref_that_none_has_is_found(named, known):
    told = sentences(
        "unknown_indicator", theme := a_theme(), a_kpi(known), a_commentary(theme, text=f"Caseloads ({named}) fell.")
    )

    assert len(told) == 1
    assert f"names “{named}”; there is no KPI of that ref." in told[0]


def test_that_trap_c32_a_ref_spaced_in_another_way_is_known():
    rows = (theme := a_theme()), a_kpi("W1 a"), a_commentary(theme, text="W 1 a fell, and M25 was closed.")

    assert sentences("unknown_indicator", *rows) == []


def test_that_a_recommendation_that_nothing_answers_is_noted_where_others_are_answered():
    answered = Recommendation(id="1", ref="1", text="Visit on time")
    open_one = Recommendation(id="2", ref="2", text="Review on time", rank="b")
    action = an_action("1.1.1")

    assert sentences("unanswered_recommendation", answered, open_one, action, a_link(answered, action)) == [
        "Recommendation 2 has neither an action nor a KPI."
    ]
    assert sentences("unanswered_recommendation", answered, open_one) == []


@pytest.mark.parametrize(
    ("code", "ref"),
    [
        ("group_ref", "1.1.1"),
        ("unmeasured_action", "2.4.1"),
        ("cross_theme_link", "4.2.4"),
        ("cross_theme_link", "4.2.3"),
        ("cross_theme_link", "6.1.4"),
    ],
    ids=["B10", "B14", "B16", "B17-4.2.3", "B17-6.1.4"],
)
def test_that_trap_what_was_planted_in_the_example_is_findings_of(example_plan, code, ref):
    assert any(f" {ref} " in finding.sentence.replace(",", " ") for finding in findings_of(example_plan, code))


@pytest.mark.parametrize(
    ("code", "ref"),
    [("cross_theme_link", "5.2.3"), ("orphan_kpi", "19a"), ("misplaced_ref", "5.2.4")],
    ids=["B15", "B18", "B19"],
)
def test_that_trap_what_was_planted_in_the_earlier_version_is_findings_of(earlier_plan, code, ref):
    assert any(f" {ref}" in finding.sentence for finding in findings_of(earlier_plan, code))
