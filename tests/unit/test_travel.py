"""Which way a KPI is going."""

from __future__ import annotations

import pytest

from tests.plans import a_kpi, a_plan, a_reading
from waymark.domain.period import period_from_key
from waymark.domain.rows import Definition
from waymark.services.travel import Travel, latest_figures, latest_readings, travel

NOVEMBER = period_from_key("2017-11")


@pytest.mark.parametrize(
    ("polarity", "before", "after", "word", "sign"),
    [
        ("higher", "80%", "82%", "better", "▲"),
        ("higher", "82%", "80%", "worse", "▼"),
        ("lower", "82%", "80%", "better", "▼"),
        ("higher", "80%", "80%", "no change", "＝"),
        ("", "80", "82", "higher", "▲"),
        ("neutral", "82", "80", "lower", "▼"),
    ],
)
def test_that_the_direction_is_judged_by_polarity(polarity, before, after, word, sign):
    kpi = a_kpi(polarity=polarity)
    plan = a_plan(kpi, a_reading(kpi, "2017-10", before), a_reading(kpi, "2017-11", after))

    found = travel(plan, kpi, NOVEMBER)

    assert (found.word, found.sign) == (word, sign)
    assert found.why == f"From {before} for Oct 2017 to {after} for Nov 2017."


def test_that_cells_without_a_figure_are_passed_over():
    kpi = a_kpi(polarity="higher")
    readings = [("2017-08", "80%"), ("2017-09", "n/a"), ("2017-10", "-"), ("2017-11", "82%")]
    plan = a_plan(kpi, *(a_reading(kpi, period, value) for period, value in readings))

    assert travel(plan, kpi, NOVEMBER).why == "From 80% for Aug 2017 to 82% for Nov 2017."


def test_that_figures_in_different_units_are_not_compared():
    kpi = a_kpi()
    plan = a_plan(kpi, a_reading(kpi, "2017-10", "80%"), a_reading(kpi, "2017-11", "82"))

    assert travel(plan, kpi, NOVEMBER) == Travel()


def test_that_one_figure_goes_nowhere():
    kpi = a_kpi()

    assert travel(a_plan(kpi, a_reading(kpi)), kpi, NOVEMBER) == Travel()


def test_that_readings_after_the_period_reported_on_do_not_count():
    kpi = a_kpi()
    plan = a_plan(kpi, a_reading(kpi, "2017-11", "82%"), a_reading(kpi, "2017-12", "90%"))

    assert [reading.value for reading in latest_readings(plan, kpi, NOVEMBER, 24)] == ["82%"]


def test_that_the_latest_figures_keep_a_gap_for_what_reports_none():
    kpi = a_kpi()
    values = [("2017-07", "1"), ("2017-08", "2"), ("2017-09", "n/a"), ("2017-10", "4")]
    plan = a_plan(kpi, *(a_reading(kpi, period, value) for period, value in values))

    assert latest_figures(plan, kpi, NOVEMBER, 3) == (2.0, None, 4.0)


@pytest.mark.parametrize(
    ("fields", "before", "after", "why"),
    [
        ({"basis": "year to date"}, "85", "98", "Each counts from the beginning of the year"),
        ({"title": "Average time to placement"}, "120", "0", "nothing to average"),
    ],
    ids=["S12", "C23"],
)
def test_that_trap_figures_which_cannot_be_compared_have_no_direction_and_say_why(fields, before, after, why):
    kpi = a_kpi(polarity="lower", **fields)
    plan = a_plan(kpi, a_reading(kpi, "2017-10", before), a_reading(kpi, "2017-11", after))

    found = travel(plan, kpi, NOVEMBER)

    assert (found.word, found.sign) == ("", "")
    assert why in found.why


@pytest.mark.parametrize(("begins", "word"), [("Oct-17", ""), ("Sep-17", "worse"), ("", "worse")])
def test_that_trap_c20_there_is_no_direction_over_a_new_definition(begins, word):
    kpi = a_kpi(polarity="higher")
    definition = Definition(id="1", kpi_id=kpi.id, from_period=begins, text="Twelve months and more")
    plan = a_plan(kpi, definition, a_reading(kpi, "2017-09", "79% (6m+)"), a_reading(kpi, "2017-10", "53%"))

    assert travel(plan, kpi, NOVEMBER).word == word
