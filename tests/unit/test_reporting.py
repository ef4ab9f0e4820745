"""A plan as a reporting period sees it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.plans import a_cover, a_kpi, a_placement, a_plan, a_reading, a_target, a_theme
from waymark.domain.period import period_from_key
from waymark.services.reporting import (
    months_to,
    own_period,
    own_period_of_plan,
    reading_in,
    reporting_period,
    sections,
    stands_in,
    target_in_force,
)

TODAY = date(2018, 2, 1)


def test_that_a_plan_reports_on_the_month_its_version_is_dated_with():
    assert reporting_period(a_plan(a_cover(version_date="5th NOVEMBER 2018")), TODAY).key == "2018-11"


def test_that_a_plan_without_a_date_reports_on_its_last_reading_and_an_empty_one_on_today():
    kpi = a_kpi()

    assert reporting_period(a_plan(kpi, a_reading(kpi, "2017-09"), a_reading(kpi, "2017-Q1")), TODAY).key == "2017-09"
    assert reporting_period(a_plan(), TODAY).key == "2018-02"


def test_that_a_plan_without_a_date_and_without_dated_readings_has_no_month_of_its_own():
    kpi = a_kpi()

    assert own_period_of_plan(a_plan(kpi, a_reading(kpi, "", period_typed="latest"))) is None


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("2017-09", True),
        ("2017-Q2", True),
        ("H1 2017/18", True),
        ("", True),
        ("latest", True),
        ("31/02/2017", True),
        ("2017-10", False),
        ("2017-FY", False),
    ],
)
def test_that_what_ends_in_a_month_and_what_is_undated_stands_in_it(typed, stands):
    assert stands_in(typed, period_from_key("2017-09")) is stands


def test_that_the_months_before_a_period_come_oldest_first():
    assert [month.key for month in months_to(period_from_key("2018-02"), 3)] == ["2017-12", "2018-01", "2018-02"]


def test_that_a_quarter_stands_in_the_month_in_which_it_ends():
    kpi = a_kpi(frequency="quarterly")
    plan = a_plan(kpi, a_reading(kpi, "2017-Q2", "44%"))

    assert reading_in(plan, kpi, period_from_key("2017-09")) is not None
    assert reading_in(plan, kpi, period_from_key("2017-08")) is None


def test_that_a_months_own_reading_stands_before_that_of_a_quarter_which_ends_in_it():
    kpi = a_kpi()
    plan = a_plan(kpi, a_reading(kpi, "2017-09", "monthly"), a_reading(kpi, "2017-Q2", "quarterly"))

    found = reading_in(plan, kpi, period_from_key("2017-09"))

    assert found is not None
    assert found.value == "monthly"


@pytest.mark.parametrize(
    ("frequency", "month", "expected"),
    [
        ("quarterly", "2017-09", "2017-Q2"),
        ("quarterly", "2017-11", None),
        ("annual", "2018-03", "2017-FY"),
        ("6-monthly", "2017-09", "2017-H1"),
        ("monthly", "2017-11", "2017-11"),
        ("", "2017-11", "2017-11"),
    ],
    ids=["B31-quarter", "B31-between-quarters", "B31-year", "B31-half-year", "month", "unstated"],
)
def test_that_trap_mixed_calendars_ask_each_kpi_only_in_the_months_of_its_own(frequency, month, expected):
    period = own_period(a_kpi(frequency=frequency), period_from_key(month))

    assert (period.key if period else None) == expected


@pytest.mark.parametrize("calendar", ["academic", "Academic year", "school year", "AY"])
def test_that_trap_b31_a_calendar_is_understood_however_it_is_typed(calendar):
    kpi = a_kpi(frequency="annual", calendar=calendar)

    period = own_period(kpi, period_from_key("2017-08"))

    assert period is not None
    assert period.key == "2016-AY"


def test_that_trap_l22_the_target_in_force_is_the_one_that_is_due_next():
    kpi = a_kpi()
    march_2018 = a_target(kpi, "83%", by="March 2018", rank="a")
    march_2020 = a_target(kpi, "95%", by="March 2020", rank="b")
    plan = a_plan(kpi, march_2018, march_2020)

    assert target_in_force(plan, kpi, period_from_key("2018-02")) == march_2018
    assert target_in_force(plan, kpi, period_from_key("2018-11")) == march_2020
    assert target_in_force(plan, kpi, period_from_key("2021-04")) == march_2020


def test_that_a_target_whose_beginning_cannot_be_read_holds_from_the_start():
    kpi = a_kpi()
    target = a_target(kpi, from_period="2016-18")

    assert target_in_force(a_plan(kpi, target), kpi, period_from_key("2017-09")) == target


def test_that_a_stepped_target_holds_from_its_period_on():
    kpi = a_kpi()
    first, second = a_target(kpi, "70%"), a_target(kpi, "80%", from_period="Oct 2017", rank="b")
    plan = a_plan(kpi, first, second)

    assert target_in_force(plan, kpi, period_from_key("2017-09")) == first
    assert target_in_force(plan, kpi, period_from_key("2017-10")) == second


def test_that_sections_are_the_themes_then_headings_of_their_own_then_what_has_no_place():
    theme = a_theme(title="Practice")
    here, there, nowhere = a_kpi("1a"), a_kpi("2a"), a_kpi("3a")
    plan = a_plan(theme, here, there, nowhere, a_placement(there, section="Front door"), a_placement(here, theme))

    assert [section.title for section in sections(plan)] == ["Practice", "Front door", "Other"]
    assert [section.kpis for section in sections(plan)] == [(here,), (there,), (nowhere,)]


def test_that_trap_c35_tables_under_one_heading_are_one_section_in_blocks():
    theme, first, second = a_theme(title="Children in need"), a_kpi("CIN 4"), a_kpi("CP 5")
    plan = a_plan(theme, first, second, a_placement(first, theme), a_placement(second, theme, block=2))

    [section] = sections(plan)

    assert section.blocks == ((first,), (second,))


def test_that_trap_s11_one_kpi_may_stand_in_several_sections():
    one, two, kpi = a_theme("1", "Basics"), a_theme("2", "Quality"), a_kpi()
    plan = a_plan(one, two, kpi, a_placement(kpi, one), a_placement(kpi, two, rank="b"))

    assert [section.kpis for section in sections(plan)] == [(kpi,), (kpi,)]
