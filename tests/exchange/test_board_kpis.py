"""KPIs in the board paper: tables, comparisons, charts."""

from __future__ import annotations

import pytest

from tests.exchange.papers import a_scheme, headings, judged, paper_of, tables, texts, words
from tests.plans import a_kpi, a_link, a_placement, a_reading, a_target, a_theme, an_officer
from waymark.domain.rows import Comparator
from waymark.exchange.papers.content import Chart


def test_that_kpis_say_who_owns_them_how_they_are_rated_and_what_is_to_be_known():
    theme, owner = a_theme(), an_officer("Head of Audit")
    ruled, noted, plain = a_kpi("1", rule="24% or below Green"), a_kpi("2", note="Not audited since June."), a_kpi("3")
    places = [a_placement(kpi, theme) for kpi in (ruled, noted, plain)]

    paper = paper_of(theme, ruled, noted, plain, owner, a_link(ruled, owner), *places)

    assert "Practice: owners, rating rules and notes" in headings(paper, 4)
    assert [list(row.values()) for row in texts(tables(paper)["Background: Practice"])] == [
        ["1", "Visits on time", "Head of Audit", "24% or below Green", "None"],
        ["2", "Visits on time", "None named", "Not stated", "Not audited since June."],
    ]


def test_that_a_kpi_table_shows_months_as_typed_polarity_in_words_target_and_rating():
    theme, kpi = a_theme(), a_kpi("W 1", "Caseload", polarity="SIB")
    readings = [a_reading(kpi, "2017-10", "17*"), a_reading(kpi, "2017-11", "18")]

    paper = paper_of(theme, kpi, a_placement(kpi, theme), *readings, a_target(kpi, "17", by="Mar-18"))

    assert texts(tables(paper)["KPIs: Practice"]) == [
        {
            "Ref": "W 1",
            "KPI": "Caseload",
            "Which way is better": "Lower is better",
            "Oct 2017": "17*",
            "Nov 2017": "18",
            "Target": "17 by Mar-18",
            "Rating": "Target not met",
        }
    ]


def test_that_a_rating_is_said_by_letter_and_word_and_its_colour_only_repeats_it():
    theme, kpi = a_theme(), a_kpi()

    paper = paper_of(theme, kpi, a_placement(kpi, theme), *a_scheme(), judged(kpi, "Amber"))

    cell = tables(paper)["KPIs: Practice"].rows[0][-1]
    assert cell.plain == "A\u00a0Amber"
    assert cell.fill == "#ffbf47"


def test_that_a_quarterly_kpi_keeps_the_rating_of_its_last_quarter_between_quarters():
    theme, kpi = a_theme(), a_kpi(frequency="quarterly")

    paper = paper_of(theme, kpi, a_placement(kpi, theme), *a_scheme(), judged(kpi, "Green", "2017-09"))

    assert texts(tables(paper)["KPIs: Practice"])[0]["Rating"] == "G\u00a0Green"


def test_that_readings_of_no_stated_month_stand_in_a_column_of_their_own():
    theme, kpi = a_theme(), a_kpi()
    latest = a_reading(kpi, "", "79%", period_typed="latest")

    paper = paper_of(theme, kpi, a_placement(kpi, theme), latest)

    assert texts(tables(paper)["KPIs: Practice"])[0]["Latest"] == "79%"


def test_that_trap_b38_comparisons_are_printed_with_their_years():
    theme, kpi = a_theme(), a_kpi()
    outturn = Comparator(id="c1", kpi_id=kpi.id, who="outturn", period="2015/16", value="54%", rank="a")
    neighbours = Comparator(
        id="c2", kpi_id=kpi.id, who="statistical neighbours", period="2014/15", value="n/a", rank="b"
    )

    paper = paper_of(theme, kpi, a_placement(kpi, theme), outturn, neighbours)

    [row] = texts(tables(paper)["Background: Practice"])
    assert row["Compared with"].split("\n") == ["Outturn 2015/16: 54%", "Statistical neighbours 2014/15: n/a"]


def test_that_a_kpi_in_two_sections_is_drawn_once_and_counted_once():
    theme, other, kpi = a_theme("1"), a_theme("2", "Help"), a_kpi(polarity="BIB")
    readings = [a_reading(kpi, "2017-10"), a_reading(kpi, "2017-11", "85%")]

    paper = paper_of(theme, other, kpi, a_placement(kpi, theme), a_placement(kpi, other), *readings, a_target(kpi))

    charts = [block for block in paper.blocks() if isinstance(block, Chart)]
    assert [chart.caption.plain for chart in charts] == [
        "Figure 1. KPI 1a: 85% in Nov 2017, target 90%. At or above the line is good. Rating: Target not met.",
        "Figure 2. KPIs by section and rating: 1 Target not met.",
    ]
    assert [row["Total"] for row in texts(tables(paper)["KPIs by section"])] == ["1", "1", "1"]
    assert "Some KPIs stand in more than one section; the last row of the table counts each once." in words(paper)


@pytest.mark.parametrize(
    ("decimals", "typed", "shown"),
    [(1, "87%", "87.0%"), (0, "84.5%", "84.5%"), (None, "87%", "87%"), (1, "87%*", "87%*"), (1, "3 / 7", "3 / 7")],
)
def test_that_trap_c24_a_series_has_the_decimals_of_its_kpi_and_nothing_is_rounded(decimals, typed, shown):
    theme, kpi = a_theme(), a_kpi(decimals=decimals)

    paper = paper_of(theme, kpi, a_placement(kpi, theme), a_reading(kpi, value=typed))

    assert texts(tables(paper)["KPIs: Practice"])[0]["Nov 2017"] == shown
