"""Checks of targets."""

from __future__ import annotations

import pytest

from tests.findings import findings_of, refs_found, said
from tests.plans import a_comparator, a_kpi, a_plan, a_reading, a_target, an_action

FOUND = [
    pytest.param("polarity_unstated", {"13", "14", "15", "16", "18b", "LE 2", "CL a", "QA 3"}, id="trap B32 C10"),
    pytest.param("target_met", {"4", "18a", "18b"}, id="trap B41"),
    pytest.param("target_unimproved", {"16"}, id="trap B42"),
    pytest.param("target_against_others", {"2b", "12a", "12b", "14", "18a", "P1", "FD 8"}, id="trap B44"),
    pytest.param("target_eased", {"LAC 20"}, id="trap L13"),
    pytest.param("target_range", {"W 2"}, id="trap L07"),
    pytest.param("target_in_name", {"5.1.3"}, id="trap S13"),
    pytest.param("target_unit", set(), id="trap B29: a fraction is a count"),
    pytest.param("target_unread", set(), id="trap C15: NA is no target"),
]


@pytest.mark.parametrize(("code", "refs"), FOUND)
def test_that_the_faults_planted_in_the_example_plan_are_found(example_plan, code, refs):
    found = refs_found(example_plan, code)

    assert found == refs


def test_that_trap_b41_in_the_example_plan_is_found_where_its_waiver_is(example_plan):
    [waiver] = [each for each in example_plan.waivers.live() if each.check == "target_met"]

    assert waiver.subject_id in {finding.row_id for finding in findings_of(example_plan, "target_met")}


def test_that_trap_b32_a_polarity_is_proposed_from_target_and_outturn():
    kpi = a_kpi("13")
    plan = a_plan(kpi, a_target(kpi, "40%"), a_comparator(kpi, "50% (2014/15)"))

    assert said(plan, "polarity_unstated") == [
        "KPI 13 has a target and no polarity; perhaps lower is better, since its target, 40%, is below 50% (2014/15)."
    ]


def test_that_trap_c10_a_polarity_is_proposed_from_the_rule():
    kpi = a_kpi("LE 2", rule="Green 95% or above; Amber 85%-94%; Red 84% and below")

    [sentence] = said(a_plan(kpi), "polarity_unstated")

    assert "perhaps higher is better, since by its rule Green is 95% or above" in sentence


@pytest.mark.parametrize(
    ("polarity", "target"),
    [
        pytest.param("", "", id="trap C11"),
        pytest.param("", "NA", id="trap C15"),
        pytest.param("neutral", "40", id="said to be neutral"),
    ],
)
def test_that_a_volume_needs_no_polarity(polarity, target):
    kpi = a_kpi("FD 1", polarity=polarity)
    plan = a_plan(kpi, *([a_target(kpi, target)] if target else []))

    assert findings_of(plan, "polarity_unstated") == []


@pytest.mark.parametrize(
    ("latest", "by", "rule", "count"),
    [
        pytest.param("14%", "Sep 2018", "", 1, id="trap B41"),
        pytest.param("16.1%", "Sep 2018", "", 0, id="near miss of trap B41"),
        pytest.param("14%", "Sep 2017", "", 0, id="it is due by now"),
        pytest.param("14%", "Sep 2018", "Green 16% or below", 0, id="the line of a rule"),
        pytest.param("-", "Sep 2018", "", 0, id="trap B35"),
    ],
)
def test_that_trap_b41_a_target_met_before_its_time_is_found(latest, by, rule, count):
    kpi = a_kpi("18a", polarity="SIB", rule=rule)
    plan = a_plan(kpi, a_target(kpi, "16%", by=by), a_reading(kpi, "2017-11", latest))

    assert len(findings_of(plan, "target_met")) == count


@pytest.mark.parametrize(
    ("target", "before", "count"),
    [
        pytest.param("4 / 7", "4", 1, id="trap B42"),
        pytest.param("5 / 7", "4", 0, id="near miss of trap B42"),
        pytest.param("3", "4", 1, id="less than before"),
        pytest.param("100%", "100%", 0, id="nothing better can be asked for"),
        pytest.param("40%", "40", 0, id="another unit"),
    ],
)
def test_that_trap_b42_a_target_that_asks_for_no_improvement_is_found(target, before, count):
    kpi = a_kpi("16", polarity="BIB")
    plan = a_plan(kpi, a_target(kpi, target), a_comparator(kpi, before))

    assert len(findings_of(plan, "target_unimproved")) == count


@pytest.mark.parametrize(
    ("target", "words"),
    [
        pytest.param("7%", ["worse than 6%"], id="trap B44: looser"),
        pytest.param("6%", ["no better than 6%"], id="trap B44: equal"),
        pytest.param("5%", [], id="near miss of trap B44"),
    ],
)
def test_that_trap_b44_a_target_is_held_against_what_others_have(target, words):
    kpi = a_kpi("14", polarity="SIB")
    old = a_comparator(kpi, "3%", "statistical neighbours", period="2013/14")
    plan = a_plan(kpi, a_target(kpi, target), a_comparator(kpi, "6%", "statistical neighbours"), old)

    found = said(plan, "target_against_others")

    expected = [f"KPI 14 has the target {target}, {each} (statistical neighbours, 2015/16)." for each in words]
    assert found == expected


@pytest.mark.parametrize(
    ("polarity", "count"),
    [pytest.param("BIB", 1, id="trap L13"), pytest.param("SIB", 0, id="near miss of trap L13")],
)
def test_that_trap_l05_a_target_that_falls_is_eased_only_where_higher_is_better(polarity, count):
    kpi = a_kpi("LAC 20", polarity=polarity)
    later = a_target(kpi, "68.5%", from_period="2018-04")
    plan = a_plan(kpi, a_target(kpi, "69.3%", by="Mar 2018", rank="b"), later)

    assert len(findings_of(plan, "target_eased")) == count


@pytest.mark.parametrize(
    ("target", "words"),
    [
        pytest.param("21 June 2017", "may be a date", id="trap L06"),
        pytest.param("System generated reports show 100%", "is no figure", id="trap L19"),
    ],
)
def test_that_a_target_that_is_no_figure_is_found(target, words):
    kpi = a_kpi("3")

    [sentence] = said(a_plan(kpi, a_target(kpi, target)), "target_unread")

    assert words in sentence


@pytest.mark.parametrize("target", ["85%", "<10% of cohort", "12 – 15", "4 / 7", "n/a", ""])
def test_that_a_target_in_figures_is_read(target):
    kpi = a_kpi("3")

    assert findings_of(a_plan(kpi, a_target(kpi, target)), "target_unread") == []


@pytest.mark.parametrize(
    ("target", "value", "count"),
    [
        pytest.param("16", "78.5%", 1, id="trap L15"),
        pytest.param("80%", "78.5%", 0, id="near miss of trap L15"),
        pytest.param("4 / 7", "57%", 0, id="trap B29"),
        pytest.param("80%", "-", 0, id="no figure"),
    ],
)
def test_that_trap_l15_target_and_figure_in_different_units_are_found(target, value, count):
    kpi = a_kpi("8")
    plan = a_plan(kpi, a_target(kpi, target), a_reading(kpi, "2017-11", value))

    assert len(findings_of(plan, "target_unit")) == count


@pytest.mark.parametrize(("polarity", "count"), [("SIB", 1), ("range", 0)], ids=["trap L07", "near miss of trap L07"])
def test_that_trap_l07_a_range_beside_a_polarity_of_one_end_is_found(polarity, count):
    kpi = a_kpi("W 2", polarity=polarity)

    assert len(findings_of(a_plan(kpi, a_target(kpi, "12 – 15")), "target_range")) == count


def test_that_trap_s13_a_target_within_a_name_is_proposed():
    kpi, with_target = a_kpi("1", "100% of starters have a mentor"), a_kpi("2", "100% of starters have a desk")
    action = an_action("5.1.3", success_measures="- Starters coached\n- 100% of starters have a mentor")
    plan = a_plan(kpi, with_target, a_target(with_target, "100%"), action, a_kpi("3", "% of visits on time"))

    assert refs_found(plan, "target_in_name") == {"1", "5.1.3"}
