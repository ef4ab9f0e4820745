"""Checks of names, units, bases and definitions against the figures."""

from __future__ import annotations

import pytest

from tests.findings import refs_found, said
from tests.plans import a_definition, a_kpi, a_plan, a_reading, an_action

FOUND = [
    pytest.param("unit_against_name", {"10", "11", "18b", "CL a"}, id="trap B40, C34"),
    pytest.param("definition_break", {"3a", "11", "LAC 19 (12m)"}, id="trap B39, C20"),
    pytest.param("qualifier_changed", set(), id="trap C20: defined"),
    pytest.param("definition_in_name", set(), id="trap B39: defined"),
    pytest.param("rolling_basis", {"18a", "W 3"}, id="trap S16"),
    pytest.param("reading_in_name", {"1.2.1"}, id="trap S14"),
]


@pytest.mark.parametrize(("code", "refs"), FOUND)
def test_that_the_faults_planted_in_the_example_plan_are_found(example_plan, code, refs):
    found = refs_found(example_plan, code)

    assert found == refs


@pytest.mark.parametrize(
    ("title", "unit", "value", "why"),
    [
        pytest.param("No. of assessments in time", "", "63%", "is a number by its name", id="trap S15"),
        pytest.param("No. of case loads FTE", "", "15.6", "is a number of things by its name", id="trap S15: decimals"),
        pytest.param("Social worker vacancies", "%", "5%", "is a number by its name", id="trap B40: vacancies"),
        pytest.param("PEPs finished on time", "", "62%", "neither its name nor its unit", id="trap B40: no %"),
        pytest.param("Absence (new: below 90% attendance)", "", "21%", "neither its name", id="trap B40: % of another"),
        pytest.param("Percentage of visits in time", "", "14", "is a percentage by its name", id="trap B40: a number"),
        pytest.param("Children seen", "children", "62%", "its unit is “children”", id="trap L15: unit"),
    ],
)
def test_that_a_figure_of_another_kind_than_the_name_is_found(title, unit, value, why):
    kpi = a_kpi("1a", title, unit=unit)

    [found] = said(a_plan(kpi, a_reading(kpi, value=value)), "unit_against_name")

    assert found.startswith("KPI 1a ")
    assert why in found


@pytest.mark.parametrize(
    ("title", "unit", "value"),
    [
        pytest.param("Social worker vacancy rate", "", "5%", id="trap B40: rate"),
        pytest.param("% visits in time", "", "62%", id="trap B40: %"),
        pytest.param("Vacancies (%)", "", "5%", id="trap B40: % in brackets"),
        pytest.param("Assessments graded good or better", "%", "62%", id="trap B40: unit"),
        pytest.param("% visits in time", "%", "62", id="trap B40: bare per cent"),
        pytest.param("100% have a mentor", "", "100%", id="trap S13: target in the name"),
        pytest.param("Number of homes judged good", "", "4 / 7", id="trap B29: a fraction"),
        pytest.param("Number of posts FTE", "", "12.5", id="trap S15: posts in parts"),
        pytest.param("Number of visits", "", "-", id="trap B35: no figure"),
    ],
)
def test_that_a_figure_that_suits_its_name_is_not_found(title, unit, value):
    kpi = a_kpi("1a", title, unit=unit)

    assert said(a_plan(kpi, a_reading(kpi, value=value)), "unit_against_name") == []


def test_that_trap_c20_a_change_of_qualifier_needs_a_definition():
    kpi = a_kpi("LAC 19")
    readings = [
        a_reading(kpi, "2017-08", "72% (6m+)"),
        a_reading(kpi, "2017-09", "71% (6m+)"),
        a_reading(kpi, "2017-10", "53%"),
    ]
    defined = a_definition(kpi, "For twelve months", "Oct-17")

    assert said(a_plan(kpi, *readings), "qualifier_changed") == [
        "KPI LAC 19 has 71% (6m+) for Sep 2017 and 53% for Oct 2017, and no new definition between them."
    ]
    assert said(a_plan(kpi, *readings, defined), "qualifier_changed") == []


@pytest.mark.parametrize("value", ["53% (provisional)", "53% (Oct 2017)", "53% (11)", "53% (8 of 15)", "53% (revised)"])
def test_that_qualifiers_that_do_not_say_what_is_counted_may_change(value):
    kpi = a_kpi()
    plan = a_plan(kpi, a_reading(kpi, "2017-09", "71%"), a_reading(kpi, "2017-10", value))

    assert said(plan, "qualifier_changed") == []


def test_that_trap_b39_a_new_definition_within_two_years_is_noted():
    kpi = a_kpi("3a")
    definitions = [
        a_definition(kpi, "Counted on the last day", "Apr-16"),
        a_definition(kpi, "All that ended", "Sep-17"),
    ]
    plan = a_plan(kpi, *definitions, a_reading(kpi, "2017-06"), a_reading(kpi, "2017-10"))

    assert said(plan, "definition_break") == [
        "KPI 3a counts something else from Sep 2017 on; figures before do not compare."
    ]
    assert said(plan, "definition_break", "2017-08") == []
    assert said(plan, "definition_break", "2020-11") == []


def test_that_trap_b39_a_definition_that_only_the_name_tells_of_is_found():
    kpi = a_kpi("11", "Persistent absence (note: changed definition for 16/17)")
    defined = [a_definition(kpi, "15%", "Apr-15"), a_definition(kpi, "10%", "Sep-16")]

    assert len(said(a_plan(kpi), "definition_in_name")) == 1
    assert said(a_plan(kpi, *defined), "definition_in_name") == []


@pytest.mark.parametrize(
    ("title", "basis", "count"),
    [
        pytest.param("Absence (rolling 12 months)", "", 1, id="trap S16: only in the name"),
        pytest.param("Absence", "rolling 12 months", 1, id="trap S16: only in the basis"),
        pytest.param("Absence (rolling 12 months)", "rolling 12 months", 0, id="trap S16: both"),
        pytest.param("Referrals within 12 months of another", "", 0, id="trap S16: months that do not roll"),
    ],
)
def test_that_name_and_basis_say_the_same(title, basis, count):
    assert len(said(a_plan(a_kpi(title=title, basis=basis)), "rolling_basis")) == count


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("Reviews in time 99% Sept", "99% Sept", id="trap S14"),
        pytest.param("Reviews in time 99% in Sept 2017", "99% in Sept 2017", id="trap S14: with the year"),
        pytest.param("Reviews in time: 95% by 31 March", "", id="trap S14: a target and its day"),
        pytest.param("Reports by 30 September", "", id="trap S14: a day"),
    ],
)
def test_that_a_reading_within_a_name_is_found(name, found):
    plan = a_plan(an_action("1.2.1", success_measures=f"- Visits\n- {name}"), a_kpi("1a", name))

    assert len(said(plan, "reading_in_name")) == 2 * bool(found)
    assert all(f"“{found}”" in sentence for sentence in said(plan, "reading_in_name"))
