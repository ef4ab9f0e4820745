"""Checks of figures within texts and cells."""

from __future__ import annotations

import pytest

from tests.findings import findings_of, refs_found, said
from tests.plans import a_comparator, a_kpi, a_passage, a_plan, a_reading, a_recommendation

FOUND = [
    pytest.param("several_in_one", {"17"}, id="trap L20"),
    pytest.param("words_among_figures", {"12", "16"}, id="trap L19, L28"),
    pytest.param("parts_do_not_add_up", {"9"}, id="trap L16"),
    pytest.param("value_contradicts_fraction", set(), id="trap L16: fractions"),
    pytest.param("count_without_total", set(), id="trap S19"),
]


@pytest.mark.parametrize(("code", "refs"), FOUND)
def test_that_the_faults_planted_in_the_example_plan_are_found(example_plan, code, refs):
    found = refs_found(example_plan, code)

    assert found == refs


def test_that_traps_l12_and_l17_measures_without_a_figure_each_are_found():
    plan = a_plan(a_recommendation("7", targets="- Plans; visits; homes: 80%; 69%\n- Reviews: 81%; target 90%"))

    found = findings_of(plan, "several_in_one")

    assert [each.sentence for each in found] == [
        "Recommendation 7 has 3 measures and 2 figures in one line, “80%; 69%”."
    ]
    assert found[0].field == "targets"


@pytest.mark.parametrize(
    ("value", "count"),
    [
        pytest.param("8%; 69.1%; 457", 1, id="trap L12"),
        pytest.param("12.4 | 215.5", 1, id="trap L20"),
        pytest.param("1,250", 0, id="one number"),
        pytest.param("12 – 15", 0, id="trap L07: a range"),
        pytest.param("4 / 7", 0, id="trap B29: a fraction"),
    ],
)
def test_that_several_figures_in_one_cell_are_found(value, count):
    kpi = a_kpi()
    plan = a_plan(kpi, a_reading(kpi, value=value), a_comparator(kpi, value))

    assert len(said(plan, "several_in_one")) == 2 * count


def test_that_traps_l19_and_l28_words_among_figures_are_found():
    plan = a_plan(a_recommendation("16", targets="- Assessed: QA audit; 100%\n- Seen: *; 90%\n- Homes: in 3 towns"))

    assert said(plan, "words_among_figures") == ["Recommendation 16 has “QA audit” among the figures of “Assessed”."]


@pytest.mark.parametrize(
    ("total", "count"),
    [pytest.param("100% of 84", 1, id="trap L16"), pytest.param("93% of 63", 0, id="trap L16: they do")],
)
def test_that_parts_that_do_not_make_the_whole_are_found(total, count):
    targets = f"- In care: 90% of 24\n- Other children: 95% of 39\n- All children: {total}; targets 90%, 95%"

    assert len(said(a_plan(a_recommendation(targets=targets)), "parts_do_not_add_up")) == count


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("Good in 42% of cases (13 of 31).", "", id="trap L16: right"),
        pytest.param("Good in 58% (13 of 31).", "58% beside 13 of 31, which is 42%", id="trap L16: wrong"),
        pytest.param("3 of the 37 had one before (8.1%).", "", id="trap L16: fraction first"),
        pytest.param(
            "3 of the 37 had one before (9.1%).", "9.1% beside 3 of 37, which is 8.1%", id="trap L16: first, wrong"
        ),
        pytest.param("66% (2 of 3)", "", id="trap L16: cut off"),
        pytest.param("It rose by 5%. (3 of 4 teams)", "", id="trap L16: of something else"),
    ],
)
def test_that_a_percentage_beside_another_fraction_is_found(text, wrong):
    sentences = said(a_plan(a_recommendation("2", evidence=text)), "value_contradicts_fraction")

    assert sentences == ([f"Recommendation 2 has {wrong}."] if wrong else [])


def test_that_trap_l16_a_reading_is_held_against_its_own_fraction():
    kpi = a_kpi("1a")
    plan = a_plan(kpi, a_reading(kpi, "2017-10", "28% (11 of 39)"), a_reading(kpi, "2017-11", "30% (11 of 39)"))

    assert said(plan, "value_contradicts_fraction") == ["KPI 1a has 30% beside 11 of 39, which is 28%."]


def test_that_trap_s19_a_count_without_its_total_is_noted():
    kpi = a_kpi("1a")
    plan = a_plan(kpi, a_reading(kpi, value="28% (11)"), a_passage("28% (11) of grades, 33% (2016) before."))

    assert said(plan, "count_without_total") == [
        "KPI 1a has “28% (11)”, and does not say whether 11 were counted or were all that there are.",
        "The board paper has “28% (11)”, and does not say whether 11 were counted or were all that there are.",
    ]
