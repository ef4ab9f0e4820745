"""Checks of figures that cannot be, differ in form, or moved as none before them."""

from __future__ import annotations

import pytest

from tests.findings import findings_of, refs_found, said
from tests.plans import a_definition, a_kpi, a_plan, a_reading

FOUND = [
    pytest.param("zero_average", {"AD 7"}, id="trap C23"),
    pytest.param("mixed_decimals", {"3a", "W 3", "CL 3a"}, id="trap C24"),
    pytest.param("rounded_average", {"W 1", "W1 c"}, id="trap C25"),
    pytest.param("few_cases", {"LE 2"}, id="trap C26"),
    pytest.param("falling_year_to_date", set(), id="trap S12"),
    pytest.param("impossible_figure", set(), id="trap X23"),
    pytest.param("jump", set(), id="trap X23: no jump"),
    pytest.param("mixed_units", set(), id="trap X08"),
]
STEADY = ["61%", "62%", "60%", "61%", "63%", "62%", "61%", "60%"]


@pytest.mark.parametrize(("code", "refs"), FOUND)
def test_that_the_faults_planted_in_the_example_plan_are_found(example_plan, code, refs):
    found = refs_found(example_plan, code)

    assert found == refs


def a_plan_of(values, title="Visits on time", *more, **fields):
    """A KPI with readings of the months up to November 2017."""
    kpi = a_kpi("1a", title, **fields)
    months = range(12 - len(values), 12)
    readings = [a_reading(kpi, f"2017-{month:02}", value) for month, value in zip(months, values, strict=True)]
    return a_plan(kpi, *readings, *(make(kpi) for make in more))


@pytest.mark.parametrize(
    ("value", "title", "unit", "sentences"),
    [
        pytest.param(
            "850%", "Visits", "%", ["KPI 1a has 850% for Nov 2017: more than the whole."], id="trap X23: share"
        ),
        pytest.param("850", "Visits", "%", ["KPI 1a has 850 for Nov 2017: more than the whole."], id="trap X23: bare"),
        pytest.param("-3", "Referrals", "", ["KPI 1a has -3 for Nov 2017: less than nothing."], id="trap X23: count"),
        pytest.param("120%", "Change in referrals", "%", [], id="a change"),
        pytest.param("-£4", "Balance", "", [], id="money"),
        pytest.param("100%", "Visits", "%", [], id="all of them"),
    ],
)
def test_that_what_cannot_be_is_found(value, title, unit, sentences):
    plan = a_plan_of([value], title, unit=unit)

    assert said(plan, "impossible_figure") == sentences


def test_that_trap_x23_a_jump_out_of_all_history_is_found():
    plan = a_plan_of([*STEADY, "31%"])

    found = findings_of(plan, "jump")

    assert [each.sentence for each in found] == [
        "KPI 1a has 31% for Nov 2017; it was never below 60%, and mostly moves by 1."
    ]
    assert plan.readings[found[0].row_id].value == "31%"


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([*STEADY, "65%"], id="a little beyond"),
        pytest.param(["31%", *STEADY[1:], "31%"], id="as low as once before"),
        pytest.param(["61%", "62%", "31%"], id="too short a history"),
        pytest.param(["14"] * 8 + ["13"], id="one step of a level series"),
        pytest.param(["10%", "80%", "20%", "75%", "12%", "90%", "15%", "95%"], id="up and down as ever"),
        pytest.param([*STEADY, "31%", "n/a"], id="not the new figure"),
    ],
)
def test_that_what_moves_as_it_does_is_no_jump(values):
    plan = a_plan_of(values)

    assert said(plan, "jump") == []


def test_that_what_counts_anew_does_not_jump():
    values = [*STEADY, "31%"]

    assert said(a_plan_of(values, "Visits", lambda kpi: a_definition(kpi, "New", "Nov-17")), "jump") == []
    assert said(a_plan_of(values, basis="year to date"), "jump") == []


def test_that_trap_c26_a_share_that_goes_up_and_down_by_half_is_found():
    plan = a_plan_of(["37.5%", "55%", "37.5%", "25%", "50%", "86%", "55%", "11%"])

    expected = "KPI 1a went from 50% to 86% and from 55% to 11%: it may rest on few cases."
    assert said(plan, "few_cases") == [expected]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(["12%", "24%", "18%", "27%", "41%", "42%"], id="trap C26: a rise"),
        pytest.param(["40% (4 of 10)", "80% (8 of 10)", "20% (2 of 10)", "90% (9 of 10)"], id="trap C26: cases shown"),
        pytest.param(["4", "8", "2", "9", "3"], id="counts"),
    ],
)
def test_that_other_series_are_not_said_to_rest_on_few_cases(values):
    assert said(a_plan_of(values), "few_cases") == []


def test_that_trap_c23_noughts_in_an_average_are_one_finding():
    plan = a_plan_of(["763", "0", "0", "483"], "Average days from care to adoption", unit="days")

    [found] = said(plan, "zero_average")

    assert found == "KPI 1a is an average and has 0 for Sep 2017 and Oct 2017; there may have been nothing to average."


@pytest.mark.parametrize(
    ("title", "unit", "values"),
    [
        pytest.param("Complaints", "complaints", ["3", "0", "2"], id="trap C23: a count"),
        pytest.param("Average wait", "days", ["0", "0"], id="trap C23: nothing but noughts"),
        pytest.param("Days lost to sickness", "%", ["4%", "0%"], id="trap C23: a share of days"),
    ],
)
def test_that_a_nought_elsewhere_is_a_figure(title, unit, values):
    assert said(a_plan_of(values, title, unit=unit), "zero_average") == []


@pytest.mark.parametrize(
    ("values", "unit", "count"),
    [
        pytest.param(["62%", "70%", "0.62"], "", 1, id="trap X08"),
        pytest.param(["62%", "70%", "0.62"], "%", 1, id="trap X08: a share of one"),
        pytest.param(["62%", "70%", "71"], "%", 0, id="trap X08: bare per cent"),
        pytest.param(["763 days", "483"], "days", 0, id="bare days"),
    ],
)
def test_that_percentages_among_numbers_are_found(values, unit, count):
    assert len(said(a_plan_of(values, unit=unit), "mixed_units")) == count


def test_that_trap_c24_mixed_decimals_of_a_year_are_found_once():
    plan = a_plan_of(["83.3%", "84.5%", "87%", "86%"])

    found = said(plan, "mixed_decimals")

    assert found == ["KPI 1a has 84.5% for Sep 2017 and 86% for Nov 2017: decimal places are mixed."]
    assert said(plan, "mixed_decimals", "2019-11") == []


def test_that_trap_c25_an_average_in_whole_numbers_that_hardly_moves_is_found():
    values = ["16", "16", "17", "17", "17", "18"]

    assert said(a_plan_of(values, "Average caseload"), "rounded_average") == [
        "KPI 1a is an average, and in a year was only ever 16, 17 or 18."
    ]
    assert said(a_plan_of(values, "Children a worker has"), "rounded_average") == []
    assert said(a_plan_of(["16.0", *values], "Average caseload"), "rounded_average") == []
    assert said(a_plan_of(["19", "21", "23", *values], "Average caseload"), "rounded_average") == []


def test_that_trap_s12_a_year_to_date_never_falls_within_its_year_and_begins_anew_in_april():
    fallen = a_plan_of(["52", "60", "12"], "Compliments (year to date)")
    not_begun = a_plan_of(["85", "92", "98", "99"], basis="year to date")
    kpi = a_kpi("1a", basis="year to date")
    year = [a_reading(kpi, "2017-03", "92"), a_reading(kpi, "2017-04", "98"), a_reading(kpi, "2017-05", "99")]

    assert said(fallen, "falling_year_to_date") == [
        "KPI 1a counts from the beginning of the year, and fell from 60 for Oct 2017 to 12 for Nov 2017."
    ]
    assert said(not_begun, "falling_year_to_date") == []
    assert said(a_plan(kpi, *year), "falling_year_to_date") == [
        "KPI 1a counts from the beginning of the year, and went on from 92 for Mar 2017 to 98 for Apr 2017."
    ]


def test_that_trap_s12_a_share_for_the_year_to_date_may_fall():
    assert said(a_plan_of(["52%", "60%", "12%"], basis="year to date"), "falling_year_to_date") == []
    assert said(a_plan_of(["52", "60", "12"], "Compliments"), "falling_year_to_date") == []
