"""What a rating is for: years to date, rolling figures, quarters, and the period set back."""

from __future__ import annotations

import pytest

from tests.plans import a_kpi, a_plan, a_reading, a_target
from waymark.domain.period import period_from_key
from waymark.domain.rows import Judgement
from waymark.services.ratings import (
    MET,
    NOT_MET,
    previous_period,
    rate,
    rated,
)
from waymark.services.schemes import preset

NOVEMBER = period_from_key("2017-11")
SCHEME = preset("Red, Amber, Green")
SCHEME_ID = SCHEME[0].id


CL3A = "85% or above Green 75%-84% Amber 74% and below Red"


def judged(subject_id: str, rating: str, **fields: str) -> Judgement:
    return Judgement(
        id=f"judgement {rating}", subject_id=subject_id, scheme_id=SCHEME_ID, rating=rating, period="2017-11", **fields
    )


@pytest.mark.parametrize(
    ("period", "value", "target", "polarity", "word"),
    [
        ("2017-11", "25", "100", "BIB", ""),
        ("2017-11", "104", "100", "BIB", MET),
        ("2017-11", "25", "30", "SIB", ""),
        ("2017-11", "30", "30", "SIB", ""),
        ("2017-11", "31", "30", "SIB", NOT_MET),
        ("2018-03", "25", "30", "SIB", MET),
        ("2018-03", "98", "100", "BIB", NOT_MET),
        ("2017-11", "81%", "90%", "BIB", NOT_MET),
    ],
    ids=["open", "reached", "not-yet", "at-it", "passed", "year-end", "year-end-missed", "percentage"],
)
def test_that_trap_s12_a_years_target_holds_for_a_growing_count_once_settled(period, value, target, polarity, word):
    kpi = a_kpi(basis="year to date", polarity=polarity)
    plan = a_plan(*SCHEME, kpi, a_reading(kpi, period, value), a_target(kpi, target))

    result = rated(plan, kpi, period_from_key(period))

    assert result.word == word
    assert "year to date" in result.why


@pytest.mark.parametrize(("value", "word"), [("9", ""), ("16", "Red")])
def test_that_trap_s12_a_growing_count_gets_a_band_once_it_can_no_longer_leave_it(value, word):
    kpi = a_kpi(title="Complaints (Year to date)", rule="10 or below Green 11-15 Amber 16 and above Red")

    assert rated(a_plan(*SCHEME, kpi, a_reading(kpi, value=value)), kpi, NOVEMBER).word == word


def test_that_trap_s16_a_rolling_figure_is_rated_as_such():
    kpi = a_kpi(basis="rolling 12 months", rule=CL3A)

    result = rated(a_plan(*SCHEME, kpi, a_reading(kpi, value="90%")), kpi, NOVEMBER)

    assert result.word == "Green"
    assert "rolling 12 months" in result.why


def test_that_trap_b31_a_quarterly_kpi_is_not_missing_between_its_quarters():
    kpi = a_kpi(frequency="quarterly", rule=CL3A)

    result = rated(a_plan(*SCHEME, kpi, a_reading(kpi, "2017-Q2", "90%")), kpi, NOVEMBER)

    assert (result.word, result.why) == ("", "No period of this KPI, which is quarterly, ends in Nov 2017.")


@pytest.mark.parametrize(
    ("frequency", "calendar", "period", "earlier"),
    [
        ("monthly", "", "2017-11", "2017-10"),
        ("quarterly", "", "2017-12", "2017-Q2"),
        ("quarterly", "", "2017-11", "2017-Q1"),
        ("6-monthly", "", "2018-03", "2017-H1"),
        ("annual", "", "2018-03", "2016-FY"),
        ("annual", "academic", "2018-03", "2015-AY"),
        ("bi-monthly", "", "2017-11", "2017-09"),
    ],
)
def test_that_the_previous_rating_is_that_of_the_period_before_by_the_kpis_own_calendar(
    frequency, calendar, period, earlier
):
    kpi = a_kpi(frequency=frequency, calendar=calendar, rule=CL3A)
    plan = a_plan(*SCHEME, kpi, a_reading(kpi, earlier, "90%"))

    found = rate(plan, kpi, period_from_key(period))

    assert found.previous_period.key == earlier
    assert previous_period(plan, kpi, period_from_key(period)).key == earlier
    assert found.previous.word == "Green"


def test_that_with_the_period_set_back_the_target_and_the_rating_of_then_hold():
    kpi = a_kpi(polarity="BIB")
    targets = [a_target(kpi, "80%"), a_target(kpi, "95%", from_period="Oct 2017")]
    plan = a_plan(
        *SCHEME, kpi, *targets, a_reading(kpi, "2017-09", "90%"), a_reading(kpi, value="90%"), judged(kpi.id, "Red")
    )

    then, now = rate(plan, kpi, period_from_key("2017-09")), rate(plan, kpi, NOVEMBER)

    assert (then.stands.word, then.target, then.computed.word) == (MET, targets[0], MET)
    assert (now.stands.word, now.target, now.computed.word) == ("Red", targets[1], NOT_MET)


def test_that_trap_b31_between_its_quarters_a_kpi_is_assessed_by_its_last_one():
    kpi = a_kpi(frequency="quarterly", rule=CL3A)
    plan = a_plan(*SCHEME, kpi, a_reading(kpi, "2017-Q2", "80%"), a_reading(kpi, "2017-Q1", "90%"))

    found = rate(plan, kpi, NOVEMBER)

    assert (found.period.key, found.stands.word, found.previous.word) == ("2017-Q2", "Amber", "Green")


def test_that_what_is_stated_between_quarters_is_held_against_the_last_one():
    kpi = a_kpi(frequency="quarterly", rule=CL3A)
    plan = a_plan(*SCHEME, kpi, a_reading(kpi, "2017-Q2", "80%"), judged(kpi.id, "Green"))

    found = rate(plan, kpi, NOVEMBER)

    assert (found.stands.word, found.computed.word, found.differs) == ("Green", "Amber", True)
    assert "The rule gives Amber for Q2 2017/18 (Jul–Sep)" in found.why


def test_that_trap_b32_without_a_polarity_a_target_is_not_judged_and_the_reason_is_said():
    kpi = a_kpi()

    result = rated(a_plan(*SCHEME, kpi, a_reading(kpi, value="439"), a_target(kpi, "422")), kpi, NOVEMBER)

    assert (result.word, result.why) == (
        "",
        "Nobody has said which way is better, so 439 is not held against 422.",
    )
