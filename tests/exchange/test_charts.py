from typing import Any

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook

from tests.plans import a_kpi, a_plan, a_reading, a_target
from waymark.domain.period import parse_period
from waymark.exchange.charts import chart_of, column_chart
from waymark.exchange.figures import Figures, Point, kpi_figures
from waymark.exchange.inks import contrast
from waymark.exchange.tally import Share, Tally

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
NOVEMBER = parse_period("Nov 2017")


def figures_of(kpi, *more):
    return kpi_figures(a_plan(kpi, *more), kpi, NOVEMBER)


def some_figures(readings=("16", "", "18"), target="17"):
    months = ("Sep 2017", "Oct 2017", "Nov 2017")
    points = tuple(Point(month, reading, target) for month, reading in zip(months, readings, strict=True))
    return Figures("W 1 Caseload: lower is better", points, "", "At or below the line is good.")


def test_that_a_kpi_is_drawn_from_its_first_reading_on_with_the_target_that_was_in_force():
    kpi = a_kpi("W 1", "Caseload", polarity="SIB")
    readings = [a_reading(kpi, "2017-08", "16"), a_reading(kpi, "2017-11", "18")]
    targets = [a_target(kpi, "17"), a_target(kpi, "15", from_period="2017-10")]

    figures = figures_of(kpi, *readings, *targets)

    assert figures.labels == ("Aug 2017", "Sep 2017", "Oct 2017", "Nov 2017")
    assert figures.readings == (16, None, None, 18)
    assert figures.targets == (17, 17, 15, 15)
    assert figures.good == "At or below the line is good."


@pytest.mark.parametrize(
    ("target", "polarity", "good"),
    [
        pytest.param("<10", "SIB", "Below the line is good.", id="trap C07"),
        ("10", "SIB", "At or below the line is good."),
        (">= 10", "", "At or above the line is good."),
        ("10", "", ""),
        pytest.param("NA", "SIB", "", id="trap C15"),
    ],
)
def test_that_the_good_side_is_that_of_the_target_as_it_is_written(target, polarity, good):
    kpi = a_kpi(polarity=polarity)

    figures = figures_of(kpi, a_reading(kpi, "2017-10", "9"), a_reading(kpi, "2017-11", "12"), a_target(kpi, target))

    assert figures.good == good


def test_that_a_quarterly_kpi_is_drawn_by_its_quarters():
    kpi = a_kpi(frequency="quarterly")

    figures = figures_of(kpi, a_reading(kpi, "2017-Q1", "60%"), a_reading(kpi, "2017-Q2", "64%"))

    assert figures.labels == ("Q1 2017/18", "Q2 2017/18")


def test_that_trap_s09_months_of_no_stated_year_follow_each_other_from_the_first_of_them_on():
    kpi = a_kpi()
    typed = (("April", "23"), ("January", "21"), ("October", "20"), ("September", "22"))
    readings = [a_reading(kpi, "", value, period_typed=month) for month, value in typed]

    figures = figures_of(kpi, *readings)

    assert figures.labels == ("September", "October", "January", "April")
    assert figures.readings == (22, 20, 21, 23)


@pytest.mark.parametrize("values", [[], ["18"], ["-", "18"], ["Pending until January", "n/a"]])
def test_that_a_kpi_with_fewer_than_two_figures_is_not_drawn(values):
    kpi = a_kpi()
    readings = [a_reading(kpi, f"2017-{month:02}", value) for month, value in enumerate(values, 5)]

    assert figures_of(kpi, *readings) is None


@pytest.mark.parametrize(
    ("target", "unit"),
    [("<10%", ""), ("NA", "%"), ("12 – 15", "")],
    ids=["C08-unit-differs", "C15-no-target", "L07-range"],
)
def test_that_trap_targets_that_are_no_line_leave_a_chart_without_one(target, unit):
    kpi = a_kpi(polarity="SIB")

    figures = figures_of(
        kpi, a_reading(kpi, "2017-10", f"14{unit}"), a_reading(kpi, value=f"13{unit}"), a_target(kpi, target)
    )

    assert not figures.has_target
    assert figures.good == ""
    chart: Any = column_chart(figures, "Figures")
    assert len(chart._charts) == 1


def test_that_trap_c20_a_qualified_reading_is_drawn_by_its_number_and_told_as_typed():
    kpi = a_kpi()

    figures = figures_of(kpi, a_reading(kpi, "2017-09", "71% (6m+)"), a_reading(kpi, "2017-10", "53%"))

    assert figures.readings == (71, 53, None)
    assert "Sep 2017 71% (6m+), Oct 2017 53%, Nov 2017 no reading" in figures.words


def test_that_trap_c58_the_alternative_text_states_figures_target_and_good_side():
    figures = some_figures()

    assert figures.words == (
        "Column chart. W 1 Caseload: lower is better. Sep 2017 16, Oct 2017 no reading, Nov 2017 18. "
        "Target 17. At or below the line is good."
    )


def test_that_a_chart_caches_every_value_and_a_gap_is_no_nought():
    chart: Any = column_chart(some_figures(), "Figures")

    tree = etree.fromstring(etree.tostring(chart._write()))

    caches = [*tree.iter(f"{C}numCache"), *tree.iter(f"{C}strCache")]
    readings = next(tree.iter(f"{C}numCache"))
    assert all(cache.find(f"{C}ptCount") is not None for cache in caches)
    shown = {point.get("idx"): point.findtext(f"{C}v") for point in readings.iter(f"{C}pt")}
    assert shown == {"0": "16", "2": "18"}
    assert next(tree.iter(f"{C}dispBlanksAs")).get("val") == "gap"


def test_that_columns_begin_at_nought():
    chart = column_chart(some_figures(), "Figures")

    assert chart.y_axis.scaling.min == 0


def test_that_the_same_chart_stands_on_a_sheet_of_a_workbook(tmp_path):
    workbook, figures = Workbook(), some_figures()
    sheet = workbook.create_sheet("W 1")
    for row in figures.table():
        sheet.append(row)

    sheet.add_chart(column_chart(figures, "W 1"), "E2")
    workbook.save(tmp_path / "charts.xlsx")

    read: Any = load_workbook(tmp_path / "charts.xlsx")["W 1"]
    chart = read._charts[0]
    assert chart.series[0].val.numRef.f == "'W 1'!$B$2:$B$4"
    assert [[cell.value for cell in row] for row in sheet["A1:C2"]] == [
        ["Period", "Reading", "Target"],
        ["Sep 2017", 16, 17],
    ]


TALLY = Tally(
    "Actions by theme and rating",
    ("1 Practice", "2 Help"),
    (Share("Red", "#b3261e", (2, 0)), Share("Amber", "#ffbf47", (1, 0)), Share("Not rated", "", (0, 0))),
)


def test_that_counts_are_told_in_words_bar_by_bar():
    assert TALLY.words == ("Stacked bar chart. Actions by theme and rating. 1 Practice: 2 Red, 1 Amber. 2 Help: none.")


def test_that_a_bar_of_counts_is_stacked_of_a_series_for_each_rating_named_in_the_legend():
    chart: Any = chart_of(TALLY, "Figures")

    tree = etree.fromstring(etree.tostring(chart._write()))

    assert next(tree.iter(f"{C}grouping")).get("val") == "stacked"
    names = [series.findtext(f"{C}tx//{C}v") for series in tree.iter(f"{C}ser")]
    assert names == ["Red", "Amber", "Not rated"]
    assert [each.val.numRef.f for each in chart.series] == [f"'Figures'!${column}$2:${column}$3" for column in "BCD"]
    assert next(tree.iter(f"{C}legend")).find(f"{C}legendPos") is not None
    assert [*TALLY.table()] == [("", "Red", "Amber", "Not rated"), ("1 Practice", 2, 1, 0), ("2 Help", 0, 0, 0)]


def test_that_each_count_is_written_on_its_colour_in_ink_that_can_be_read_and_no_nought_is():
    chart: Any = chart_of(TALLY, "Figures")

    for series in chart.series:
        fill, labels = series.spPr.solidFill.srgbClr, series.dLbls
        assert labels.showVal
        assert labels.numFmt == "0;;"
        assert contrast(labels.txPr.p[0].pPr.defRPr.solidFill.srgbClr, fill) >= 4.5
