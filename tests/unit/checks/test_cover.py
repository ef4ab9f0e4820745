"""Checks of the plan's own date, version and length."""

from __future__ import annotations

import pytest

from tests.findings import said
from tests.plans import a_cover, a_passage, a_plan


def test_that_trap_s26_a_plan_without_version_and_date_is_found():
    plan = a_plan(a_cover(version_date=""))

    assert said(plan, "plan_undated") == ["The plan has no date."]
    assert said(plan, "plan_unversioned") == ["The plan has no version."]


def test_that_trap_c59_a_plan_with_both_is_left_in_peace():
    plan = a_plan(a_cover(version="Version 4"))

    assert said(plan, "plan_undated") == said(plan, "plan_unversioned") == []


@pytest.mark.parametrize(
    ("title", "texts", "found"),
    [
        pytest.param("Plan 2017-2020", ["This is a 4 year plan."], True, id="trap L23"),
        pytest.param("Plan 2017-2020", ["This is a three-year plan."], False, id="trap L23: as the title has it"),
        pytest.param("Plan 2017/18", ["A three-year plan.", "The 4 year plan."], True, id="trap L23: in two passages"),
        pytest.param("Plan 2016-17", ["This is a 3 year plan."], False, id="trap B45: one year of several"),
        pytest.param("Plan 2017-2020", ["Year 2 of the plan."], False, id="trap B45: no length"),
    ],
)
def test_that_a_plan_of_two_lengths_is_found(title, texts, found):
    plan = a_plan(a_cover(title=title), *map(a_passage, texts))

    assert bool(said(plan, "plan_length")) is found


def test_that_trap_l23_is_found_in_the_example_plan(example_plan):
    [sentence] = said(example_plan, "plan_length")

    assert "“three-year plan” beside “4 year plan”" in sentence
