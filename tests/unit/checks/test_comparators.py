"""Checks of the figures that others, or earlier years, are held against."""

from __future__ import annotations

import pytest

from tests.findings import refs_found, said
from tests.plans import a_comparator, a_cover, a_kpi, a_placement, a_plan, a_reading, a_theme

NEIGHBOURS = "statistical neighbours"
FOUND = [
    pytest.param("figure_of_other_year", {"2b", "13", "14", "18a", "18b"}, id="trap B34"),
    pytest.param("comparator_mixed", {"12a", "13"}, id="trap B37"),
    pytest.param("worse_than_outturn", {"2a", "6a", "12a"}, id="trap B43"),
]


@pytest.mark.parametrize(("code", "refs"), FOUND)
def test_that_the_faults_planted_in_the_example_plan_are_found(example_plan, code, refs):
    found = refs_found(example_plan, code)

    assert refs <= found
    assert len(found) <= 12


def test_that_trap_b38_outturns_beside_figures_of_another_year_are_one_finding(example_plan):
    found = said(example_plan, "comparators_of_other_year")

    assert found[0] == (
        "Outturns of 2015/16 stand beside figures of 2014/15 for statistical neighbours: KPIs 3a, 3b, 6a and 4 more."
    )


def test_that_trap_b38_figures_of_one_year_and_what_is_not_available_are_not_found():
    same, missing = a_kpi("1a"), a_kpi("1b")
    plan = a_plan(
        *(a_cover(), same, missing, a_comparator(same, "44% (2014/15)"), a_comparator(missing, "44%")),
        *(a_comparator(same, "28%", NEIGHBOURS, "2014/15"), a_comparator(missing, "n/a", NEIGHBOURS, "2014/15")),
    )

    assert said(plan, "comparators_of_other_year") == []


@pytest.mark.parametrize(
    ("value", "count"),
    [
        pytest.param("44% (2014/15)", 1, id="trap B34"),
        pytest.param("44% (2015/16)", 0, id="trap B34: its own year"),
        pytest.param("44% (Mar 2016)", 0, id="trap B34: within its year"),
        pytest.param("44% (England ave.)", 0, id="trap B37: no year"),
        pytest.param("-", 0, id="trap B35"),
    ],
)
def test_that_a_figure_of_another_year_is_found_by_what_it_says(value, count):
    kpi = a_kpi("2b")

    assert len(said(a_plan(kpi, a_comparator(kpi, value)), "figure_of_other_year")) == count


def test_that_trap_b34_a_reading_says_its_year_too():
    kpi = a_kpi("2b")
    plan = a_plan(kpi, a_reading(kpi, "2017-Q2", "44% (2014/15)"), a_reading(kpi, "2017-Q1", "43% (Jun 17)"))

    assert said(plan, "figure_of_other_year") == ["KPI 2b has “44% (2014/15)” for Q2 2017/18 (Jul–Sep)."]


def a_table(*others):
    """KPIs in one table, each held against the figures of those named."""
    theme, kpis = a_theme(), [a_kpi(f"12{letter}") for letter, _ in zip("abcde", others, strict=False)]
    rows = [a_comparator(kpi, "90%", who) for kpi, whose in zip(kpis, others, strict=True) for who in whose]
    return a_plan(theme, *kpis, *rows, *(a_placement(kpi, theme) for kpi in kpis))


def test_that_trap_b37_england_among_neighbours_is_found():
    plan = a_table(["England"], [NEIGHBOURS], [NEIGHBOURS], [NEIGHBOURS, "England"], ["outturn"])

    assert said(plan, "comparator_mixed") == [
        "KPI 12a is held against England, others of its section against statistical neighbours."
    ]


def test_that_trap_b37_a_table_of_one_kind_or_of_as_many_of_each_is_not_found():
    assert said(a_table(["England"], ["England"]), "comparator_mixed") == []
    assert said(a_table(["England"], [NEIGHBOURS]), "comparator_mixed") == []


def test_that_trap_b37_a_figure_that_says_whose_it_is_is_believed():
    kpi = a_kpi("12a")
    plan = a_plan(
        kpi, a_comparator(kpi, "90% (England ave.)", NEIGHBOURS), a_comparator(kpi, "90% (England)", "England")
    )

    assert said(plan, "comparator_mixed") == [
        "KPI 12a has “90% (England ave.)” for its statistical neighbours of 2015/16."
    ]


@pytest.mark.parametrize(
    ("outturn", "latest", "polarity", "count"),
    [
        pytest.param("57%", "47%", "bigger is better", 1, id="trap B43"),
        pytest.param("16%", "19%", "smaller is better", 1, id="trap B43: lower is better"),
        pytest.param("57%", "58%", "bigger is better", 0, id="trap B43: better"),
        pytest.param("57%", "57%", "bigger is better", 0, id="trap B43: the same"),
        pytest.param("57%", "47%", "", 0, id="trap B32: no polarity"),
        pytest.param("57%", "-", "bigger is better", 0, id="trap B35: no figure"),
        pytest.param("4", "1 / 7", "bigger is better", 0, id="trap B29: of how many"),
    ],
)
def test_that_a_newest_figure_worse_than_the_outturn_is_noted(outturn, latest, polarity, count):
    kpi = a_kpi("6a", polarity=polarity)
    plan = a_plan(kpi, a_comparator(kpi, outturn), a_reading(kpi, "2017-Q2", latest))

    assert len(said(plan, "worse_than_outturn")) == count


def test_that_trap_b43_a_figure_from_before_the_outturn_is_not_held_against_it():
    kpi = a_kpi("6a", polarity="bigger is better")
    plan = a_plan(kpi, a_comparator(kpi, "57%", period="2017/18"), a_reading(kpi, "2017-Q2", "47%"))

    assert said(plan, "worse_than_outturn") == []
