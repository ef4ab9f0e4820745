"""Checks of small numbers of children."""

from __future__ import annotations

import pytest

from tests.findings import refs_found, said
from tests.plans import a_kpi, a_passage, a_plan, a_reading, a_recommendation, an_action, an_update


def test_that_traps_l18_and_l27_the_small_numbers_of_the_example_plan_are_found(example_plan):
    in_text = refs_found(example_plan, "small_number_in_text")

    assert {"5", "8", "13", "14", "15"} <= in_text
    assert refs_found(example_plan, "small_number") == {"CP 10", "LE 2"}


@pytest.mark.parametrize(
    ("kpi", "value", "count"),
    [
        pytest.param({"title": "Number of children missing"}, "3", 1, id="trap S23: by its name"),
        pytest.param({"unit": "young people"}, "5", 1, id="trap S23: by its unit"),
        pytest.param({"counts_children": 1, "unit": "plans"}, "1", 1, id="trap S23: because it says so"),
        pytest.param({"counts_children": 1}, "8% (3 of 37)", 1, id="trap L27: numerator"),
        pytest.param({"counts_children": 1}, "92% (34 of 37)", 1, id="trap L27: all but three"),
        pytest.param({"counts_children": 1}, "4 / 7", 1, id="trap B29: a fraction"),
        pytest.param({"counts_children": 1}, "42% (13 of 31)", 0, id="trap L27: large enough"),
        pytest.param({"counts_children": 1}, "3%", 0, id="a share of unknown size"),
        pytest.param({"counts_children": 1, "unit": "%"}, "3", 0, id="a bare share"),
        pytest.param({"counts_children": 1, "unit": "days"}, "3", 0, id="days"),
        pytest.param({"title": "Number of children missing"}, "0", 0, id="none"),
        pytest.param({"title": "Number of children missing"}, "6", 0, id="six"),
        pytest.param({"title": "Average number of children per worker"}, "5", 0, id="an average"),
        pytest.param({"title": "Number of children's homes judged good"}, "4", 0, id="homes"),
        pytest.param({"title": "No. of leavers"}, "3", 0, id="staff"),
    ],
)
def test_that_a_small_number_of_children_is_found(kpi, value, count):
    row = a_kpi("1a", **kpi)

    assert len(said(a_plan(row, a_reading(row, value=value)), "small_number")) == count


def test_that_the_small_numbers_of_a_year_are_one_finding():
    kpi = a_kpi("CP 10", unit="children")
    values = {"2016-10": "2", "2017-08": "4", "2017-09": "5", "2017-11": "14"}
    plan = a_plan(kpi, *(a_reading(kpi, period, value) for period, value in values.items()))

    assert said(plan, "small_number") == [
        "KPI CP 10 counts children and has 4 for Aug 2017 and 5 for Sep 2017; a public copy must not print them."
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("only 4 children open for assessment", "4 children", id="trap L18"),
        pytest.param("3 PF assess. under way", "3 PF assess", id="trap L18: assessments"),
        pytest.param("3 of 37 children had a plan before", "3 of 37 children", id="trap L27"),
        pytest.param("35 of the 37 children were seen", "35 of the 37 children", id="trap L27: all but two"),
        pytest.param(
            "Of the 37 children who came, 3 had a plan", "Of the 37 children who came, 3", id="trap L27: turned"
        ),
        pytest.param("**Two care leavers** have begun", "Two care leavers", id="trap L27: in words"),
        pytest.param("3 unaccompanied young people came", "3 unaccompanied young people", id="trap L27: which"),
        pytest.param("four fostering assessments", "four fostering assessments", id="trap S23"),
    ],
)
def test_that_a_small_number_in_a_text_is_found(text, words):
    sentences = said(a_plan(a_recommendation("5", evidence=text)), "small_number_in_text")

    assert sentences == [f"Recommendation 5 speaks of “{words}”; a public copy must not print it."]


@pytest.mark.parametrize(
    "text",
    [
        *("Eight care leavers helped", "26 children went home", "13 of 31 children", "Two children's homes"),
        *("children under five", "for one child at a time", "two years for children", "tier 4 children's services"),
        *("Key Stage 2 pupils", "1,204 children", "2.5 children a worker", "38 of 41 managers", "5% of children"),
        *("five days for a child", "3-5 children", "one of the children", "two teams and children"),
    ],
)
def test_that_other_numbers_in_a_text_are_not_found(text):
    assert said(a_plan(a_recommendation(evidence=text)), "small_number_in_text") == []


def test_that_only_what_is_said_for_the_month_is_read():
    action = an_action()
    old, new = an_update(action, "2 children", "2017-10"), an_update(action, "3 children", "2017-11")
    standing = a_passage("4 children")

    found = said(a_plan(action, old, new, standing), "small_number_in_text")

    assert len(found) == 2
    assert not any("2 children" in sentence for sentence in found)
