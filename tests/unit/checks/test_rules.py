"""Checks of rating rules."""

from __future__ import annotations

import pytest

from tests.findings import findings_of, refs_found, said
from tests.plans import a_cover, a_kpi, a_plan, a_reading, a_target
from waymark.domain.changes import Insert, applied
from waymark.services.checks.waivers import waived, waiver_of
from waymark.services.schemes import USUAL, preset

WHOLE = "Green: 85% or above\nAmber: 75%-84%\nRed: 74% and below"
HALF_OPEN = "Green 85% or above; Amber from 75% to below 85%; Red below 75%"
FOUND = [
    pytest.param("rule_gap", {"W 1", "W 3", "AMT 2", "LE 2", "CL 3a"}, id="trap C01 C02 C05"),
    pytest.param("value_undefined", {"W 1", "W 3", "FD 8", "CL 3a"}, id="trap C01 C02 C03"),
    pytest.param("rule_overlap", {"FD 8", "CP 10"}, id="trap C03 C04"),
    pytest.param("rule_against_target", {"W1 d", "CIN 4"}, id="trap C06"),
    pytest.param("rule_strictness", {"CP 10"}, id="trap C07"),
    pytest.param("rule_unit", {"CP 10"}, id="trap C08"),
    pytest.param("rule_against_polarity", {"QA 1"}, id="trap C09"),
    pytest.param("rule_unread", set(), id="no rule is unread"),
    pytest.param("rule_whole_numbers", set(), id="trap C24: decimals are stated"),
]


@pytest.mark.parametrize(("code", "refs"), FOUND)
def test_that_the_faults_planted_in_the_example_plan_are_found(example_plan, code, refs):
    found = refs_found(example_plan, code)

    assert found == refs


def plan_with(rule: str, *values: str, target: str = "", **fields):
    kpi = a_kpi("7", rule=rule, polarity="BIB", **fields)
    readings = [a_reading(kpi, f"2017-{month:02}", value) for month, value in enumerate(values, start=6)]
    return a_plan(*preset(USUAL), kpi, *readings, *([a_target(kpi, target)] if target else []))


@pytest.mark.parametrize(
    ("values", "decimals", "gaps", "notes", "undefined"),
    [
        pytest.param(("84.5%", "80%"), None, 1, 0, 1, id="trap C02: a figure has fallen into it"),
        pytest.param(("84.2%",), 0, 0, 0, 0, id="trap C05: rounded to whole numbers"),
        pytest.param(("84%", "80%"), None, 0, 1, 0, id="trap C05: whole figures, once noted"),
        pytest.param(("84%", "80%"), 1, 1, 0, 0, id="trap C05: figures are to have a decimal"),
        pytest.param((), None, 0, 1, 0, id="trap C05: no figures yet"),
    ],
)
def test_that_trap_c05_bands_of_whole_numbers_are_a_fault_only_beside_decimals(
    values, decimals, gaps, notes, undefined
):
    plan = plan_with(WHOLE, *values, decimals=decimals)

    assert len(findings_of(plan, "rule_gap")) == gaps
    assert len(findings_of(plan, "rule_whole_numbers")) == notes
    assert len(findings_of(plan, "value_undefined")) == undefined


def test_that_trap_c05_half_open_bands_have_no_fault():
    plan = plan_with(HALF_OPEN, "84.5%", target="85%")

    found = [each for code in ("rule_gap", "rule_whole_numbers", "rule_against_target") for each in said(plan, code)]

    assert found == []


def test_that_trap_c02_a_figure_without_a_rating_is_found_in_its_own_cell():
    plan = plan_with(WHOLE, "84.5%")

    [finding] = findings_of(plan, "value_undefined")

    assert finding.sentence == (
        "KPI 7, Jun 2017: 84.5% lies in no band: Amber is 75% to 84% and Green is 85% or above."
    )
    assert (finding.field, finding.row_id) == ("value", plan.readings.live()[0].id)


def test_that_a_figure_of_long_ago_is_not_held_against_a_rule_of_today():
    kpi = a_kpi("7", rule=WHOLE)
    plan = a_plan(*preset(USUAL), kpi, a_reading(kpi, "2015-06", "84.5%"))

    assert findings_of(plan, "value_undefined") == []
    assert findings_of(plan, "rule_gap") == []


def test_that_trap_c23_a_nought_in_an_average_is_not_called_undefined():
    plan = plan_with("Green: 558 or below, but not 0\nAmber: 559 to 608\nRed: 609 and above", "0", title="Average days")

    assert findings_of(plan, "value_undefined") == []


def test_that_a_rule_that_cannot_be_read_is_an_error():
    plan = plan_with("Green mostly, Red otherwise")

    [finding] = findings_of(plan, "rule_unread")

    assert finding.check.severity.value == "error"
    assert "cannot be read" in finding.sentence


@pytest.mark.parametrize(
    ("target", "code", "count"),
    [
        pytest.param("85%", "rule_against_target", 0, id="near miss of trap C06"),
        pytest.param("80%", "rule_against_target", 1, id="trap C06"),
        pytest.param(">85%", "rule_strictness", 1, id="trap C07"),
        pytest.param("12 days", "rule_unit", 1, id="trap C08"),
        pytest.param("NA", "rule_against_target", 0, id="trap C15"),
    ],
)
def test_that_a_rule_is_held_against_its_target(target, code, count):
    plan = plan_with(HALF_OPEN, "80%", target=target)

    found = findings_of(plan, code)

    assert len(found) == count


def test_that_trap_l22_a_rule_is_held_against_the_target_that_is_in_force():
    kpi = a_kpi("7", rule=HALF_OPEN, polarity="BIB")
    now = a_target(kpi, "85%", by="Mar 2018")
    plan = a_plan(*preset(USUAL), kpi, now, a_target(kpi, "95%", from_period="2018-04", rank="b"))

    assert findings_of(plan, "rule_against_target") == []
    assert len(findings_of(plan, "rule_against_target", "2018-05")) == 1


def test_that_trap_c08_a_fraction_under_a_rule_in_per_cent_has_its_denominator():
    counted, shared = plan_with(HALF_OPEN, "14"), plan_with(HALF_OPEN, "3 of 37")

    assert len(said(counted, "rule_unit")) == 1
    assert said(shared, "rule_unit") == []


def test_that_trap_b33_a_plan_without_rules_hears_of_it_once():
    first, second = a_kpi("1"), a_kpi("2")
    plan = a_plan(a_cover(), first, second, a_target(first), a_target(second))

    assert said(plan, "rule_missing") == [
        "2 KPIs have a target and no rating rule: nothing says when a figure is near its target."
    ]


def test_that_trap_b33_accepting_that_rules_lack_falls_when_another_lacks():
    first, second = a_kpi("1"), a_kpi("2")
    plan = a_plan(a_cover(), first, second, a_target(first), a_target(second))
    (accepted,) = findings_of(plan, "rule_missing")
    plan = applied(plan, waived(plan, accepted, "Rules come in May.", "Kim", "2017-11-20T10:00:00+00:00").changes())
    third = a_kpi("3")

    (found,) = findings_of(applied(plan, [Insert(third), Insert(a_target(third))]), "rule_missing")

    assert waiver_of(plan, accepted) is not None
    assert waiver_of(plan, found) is None


def test_that_trap_b33_one_kpi_without_a_rule_among_many_is_named():
    kpis = [a_kpi(str(number), rule=HALF_OPEN if number else "") for number in range(4)]
    plan = a_plan(a_cover(), *kpis, *map(a_target, kpis))

    assert said(plan, "rule_missing") == ["KPI 0 has a target and no rating rule."]
