"""A KPI's readings in the order of time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.plans import a_judgement, a_kpi, a_plan, a_reading, a_target
from waymark.domain.period import parse_period
from waymark.domain.rows import Definition, Judgement
from waymark.services.ratings import MET
from waymark.services.series import Mark, in_order_of_months, kpi_series

NOVEMBER = parse_period("Nov 2017")


def series_of(kpi, *rows, period=NOVEMBER):
    return kpi_series(a_plan(kpi, *rows), kpi, period)


def monthly(kpi, first, *values):
    months = [parse_period(first)]
    while len(months) < len(values):
        months.append(months[-1].next())
    return [a_reading(kpi, month.key, value) for month, value in zip(months, values, strict=True) if value is not None]


def figures(series):
    return [None if point.figure is None else float(point.figure) for point in series.points]


def joined(series):
    return [point.joined for point in series.points]


def test_that_a_series_runs_from_the_first_reading_to_the_period_with_gaps_left_open():
    kpi = a_kpi()

    series = series_of(kpi, *monthly(kpi, "2017-08", "80%", None, "82%"))

    assert [point.label for point in series.points] == ["Aug 2017", "Sep 2017", "Oct 2017", "Nov 2017"]
    assert figures(series) == [80, None, 82, None]
    assert joined(series) == [False, False, False, False]
    assert "2 of 4 periods have no figure; they are left open." in series.remarks


def test_that_readings_after_the_period_reported_on_are_not_shown():
    kpi = a_kpi()

    series = series_of(kpi, *monthly(kpi, "2017-10", "80%", "81%", "82%"))

    assert figures(series) == [80, 81]
    assert joined(series) == [False, True]


def test_that_a_quarterly_kpi_has_a_point_a_quarter():
    kpi = a_kpi(frequency="quarterly")

    series = series_of(kpi, a_reading(kpi, "2016-Q4", "60%"), a_reading(kpi, "2017-Q2", "64%"))

    assert [point.label for point in series.points] == [
        "Q4 2016/17 (Jan–Mar)",
        "Q1 2017/18 (Apr–Jun)",
        "Q2 2017/18 (Jul–Sep)",
    ]
    assert figures(series) == [60, None, 64]


@pytest.mark.parametrize("stated_for", ["2017-09", "2017-Q2", "2017-11"])
def test_that_a_rating_stated_since_a_quarter_ended_stands_at_it_as_the_pages_show_it(stated_for):
    kpi = a_kpi(frequency="quarterly")
    stated = a_judgement(kpi, "Amber", stated_for)

    series = series_of(kpi, a_reading(kpi, "2017-Q1", "60%"), a_reading(kpi, "2017-Q2", "64%"), stated)

    assert [point.rating for point in series.points] == ["Not rated", "Amber"]


def test_that_a_rating_stated_within_a_quarter_that_has_ended_since_is_not_the_quarters():
    kpi = a_kpi(frequency="quarterly")

    series = series_of(kpi, a_reading(kpi, "2017-Q2", "64%"), a_judgement(kpi, "Amber", "2017-08"))

    assert [point.rating for point in series.points] == ["Not rated"]


def test_that_a_kpi_without_readings_says_so():
    assert series_of(a_kpi()).words == "1a Visits on time. No readings."


def test_that_the_target_of_each_period_is_the_one_in_force():
    kpi = a_kpi(polarity="BIB")
    targets = [a_target(kpi, "80%"), a_target(kpi, "90%", from_period="Oct 2017", by="Mar 2018", rank="b")]

    series = series_of(kpi, *monthly(kpi, "2017-09", "85%", "85%", "95%"), *targets)

    assert [point.target for point in series.points] == ["80%", "90% by Mar 2018", "90% by Mar 2018"]
    assert [point.goal.lines for point in series.points] == [(80,), (90,), (90,)]
    assert [point.rating for point in series.points] == ["Target met", "Target not met", "Target met"]


@pytest.mark.parametrize(
    ("polarity", "target", "good", "words"),
    [
        ("BIB", "90%", (90, None), "At or above the target line is good."),
        ("SIB", "90%", (None, 90), "At or below the target line is good."),
        ("SIB", "<10%", (None, 10), "Below the target line is good."),
        ("", "at least 90%", (90, None), "At or above the target line is good."),
        ("BIB", "80% – 90%", (80, 90), "Between the two target lines is good."),
        ("neutral", "90%", None, "Neither way is better."),
        ("", "90%", None, ""),
    ],
)
def test_that_the_good_side_is_named_where_target_and_polarity_settle_it(polarity, target, good, words):
    kpi = a_kpi(polarity=polarity)

    series = series_of(kpi, *monthly(kpi, "2017-11", "85%"), a_target(kpi, target))

    assert series.points[0].goal.good == good
    assert series.good == words


@pytest.mark.parametrize(
    ("value", "target"), [("14", "<10% of cohort"), ("82%", "NA"), ("82%", "")], ids=["C08", "C15", "blank"]
)
def test_that_trap_a_target_that_is_none_or_in_another_unit_draws_no_line(value, target):
    kpi = a_kpi(polarity="SIB")

    series = series_of(kpi, *monthly(kpi, "2017-11", value), a_target(kpi, target))

    assert series.points[0].goal.lines == ()
    assert series.good == "Lower is better."


def test_that_trap_c20_a_new_definition_breaks_the_line_and_qualified_figures_are_marked():
    kpi = a_kpi("LAC 19")
    definitions = [
        Definition(id="old", kpi_id=kpi.id, rank="a", from_period="Dec-15", text="Six months or more."),
        Definition(id="new", kpi_id=kpi.id, rank="b", from_period="Oct-17", text="Twelve months or more."),
    ]

    series = series_of(kpi, *monthly(kpi, "2017-08", "79% (6m+)", "71% (6m+)", "53%", "70%"), *definitions)

    assert figures(series) == [79, 71, 53, 70]
    assert joined(series) == [False, True, False, True]
    assert [point.mark for point in series.points] == [Mark.qualified, Mark.qualified, Mark.plain, Mark.plain]
    assert [point.new_definition for point in series.points] == ["", "", "Twelve months or more.", ""]
    assert "6m+" in series.points[0].words
    assert "From Oct 2017 on: Twelve months or more." in series.words


@pytest.mark.parametrize("blank", [None, "", "-", "n/a", "Pending", "not collected"])
def test_that_trap_c21_a_month_without_a_figure_is_a_gap_and_never_nought(blank):
    kpi = a_kpi()

    series = series_of(kpi, *monthly(kpi, "2017-09", "43%", blank, "41%"))

    assert figures(series) == [43, None, 41]
    assert joined(series)[1:] == [False, False]
    assert series.points[1].gap


def test_that_trap_c23_noughts_of_an_average_are_doubted_not_joined_and_not_rated_by_target():
    kpi = a_kpi("AD 7", "Average days to a family", polarity="SIB")

    series = series_of(kpi, *monthly(kpi, "2017-09", "763", "0", "483"), a_target(kpi, "500"))

    assert [point.mark for point in series.points] == [Mark.plain, Mark.doubtful, Mark.plain]
    assert joined(series) == [False, False, False]
    assert [point.rating for point in series.points] == ["Target not met", "Not rated", MET]
    assert "nothing to average" in series.points[1].words


def test_that_a_nought_of_a_count_is_a_figure_like_any_other():
    kpi = a_kpi(title="Children missing", polarity="SIB")

    series = series_of(kpi, *monthly(kpi, "2017-10", "3", "0"), a_target(kpi, "1"))

    assert series.points[1].mark is Mark.plain
    assert series.points[1].rating == MET


def test_that_what_a_person_stated_of_a_doubtful_figure_stays():
    kpi = a_kpi(title="Average days", polarity="SIB")
    stated = Judgement(id="j", subject_id=kpi.id, period="2017-11", rating="Amber", reason="None was placed.")

    series = series_of(kpi, *monthly(kpi, "2017-10", "483", "0"), stated)

    assert series.points[1].rating == "Amber"
    assert "None was placed." in series.points[1].words


@pytest.mark.parametrize(
    ("calendar", "first", "expected", "month"),
    [
        ("", "2017-02", [False, True, False, True], "April"),
        ("academic", "2017-07", [False, True, False, True], "September"),
        ("calendar", "2016-11", [False, True, False, True], "January"),
    ],
    ids=["S12-financial", "S12-academic", "S12-calendar"],
)
def test_that_trap_a_year_to_date_series_begins_anew_each_year(calendar, first, expected, month):
    kpi = a_kpi("QA 4", "Compliments", basis="year to date", calendar=calendar)
    readings = monthly(kpi, first, "85", "98", "6", "13")

    series = series_of(kpi, *readings, period=parse_period(readings[-1].period))

    assert joined(series) == expected
    assert any("Year to date" in remark and month in remark for remark in series.remarks)


def test_that_trap_s12_a_kpi_that_only_its_title_calls_year_to_date_is_one():
    kpi = a_kpi(title="Complaints (Year to date)")

    series = series_of(kpi, *monthly(kpi, "2017-03", "31", "2"), period=parse_period("2017-04"))

    assert joined(series) == [False, False]


def test_that_another_basis_is_said():
    kpi = a_kpi(basis="rolling 12 months")

    assert "Each figure is for: rolling 12 months." in series_of(kpi, *monthly(kpi, "2017-11", "5%")).remarks


def test_that_trap_s09_months_of_no_stated_year_follow_each_other_and_say_so():
    kpi = a_kpi(polarity="BIB")
    readings = [
        a_reading(kpi, "", value, period_typed=label)
        for label, value in (("April", "54%"), ("January", "52%"), ("October", "-"), ("September", "50%"))
    ]

    series = series_of(kpi, *readings, a_target(kpi, "51%"))

    assert [point.label for point in series.points] == ["September", "October", "January", "April"]
    assert figures(series) == [50, None, 52, 54]
    assert {point.rating for point in series.points} == {"Not rated"}
    assert any("name no year" in remark for remark in series.remarks)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("April", "December", "September"), ("September", "December", "April")),
        (("March", "April", "November"), ("November", "March", "April")),
        (("May", "April", "Baseline"), ("April", "May", "Baseline")),
        (("Baseline",), ("Baseline",)),
        ((), ()),
    ],
)
def test_that_months_begin_after_the_longest_stretch_without_any(labels, expected):
    assert in_order_of_months(labels) == expected


def test_that_a_whole_year_of_months_begins_in_april():
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]

    assert in_order_of_months(months)[0] == "April"


def test_that_undated_readings_beside_dated_ones_are_named_as_left_out():
    kpi = a_kpi()
    readings = [*monthly(kpi, "2017-11", "5%"), a_reading(kpi, "", "4%", period_typed="October")]

    assert "Not drawn, because their periods name no year: October." in series_of(kpi, *readings).remarks


def test_that_trap_b29_a_fraction_is_drawn_as_its_count_and_labelled_with_what_it_is_out_of():
    kpi = a_kpi("16", frequency="quarterly", polarity="BIB")

    series = series_of(
        kpi, a_reading(kpi, "2017-Q1", "4 / 7"), a_reading(kpi, "2017-Q2", "1 / 7"), a_target(kpi, "4 / 7")
    )

    assert figures(series) == [4, 1]
    assert series.unit == "of 7"
    assert [point.goal.lines for point in series.points] == [(Decimal(4),), (Decimal(4),)]
    assert "4 of 7" in series.points[0].words


def test_that_a_figure_in_another_unit_is_not_drawn_among_the_others():
    kpi = a_kpi()

    series = series_of(kpi, *monthly(kpi, "2017-09", "79%", "14", "81%"))

    assert figures(series) == [79, None, 81]
    assert "unit" in series.points[1].words


def test_that_a_point_tells_period_reading_target_rating_and_why():
    kpi = a_kpi(polarity="BIB")

    series = series_of(kpi, *monthly(kpi, "2017-11", "42% ~"), a_target(kpi, "60%", by="Mar 2018"))

    assert series.points[0].mark is Mark.provisional
    assert series.points[0].words.split("\n") == [
        "Nov 2017: 42% ~.",
        "42% (provisional).",
        "Target 60% by Mar 2018.",
        "Target not met: 42% ~ does not meet the target of 60%.",
    ]
