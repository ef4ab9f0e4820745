"""Checks of readings that are missing, stand in the wrong place, or are no figures."""

from __future__ import annotations

import pytest

from tests.findings import findings_of, refs_found, said
from tests.plans import a_comparator, a_kpi, a_passage, a_plan, a_reading, a_recommendation

FOUND = [
    pytest.param("missing_reading", {"P1", "LE 3"}, id="trap C21"),
    pytest.param("words_for_figure", {"1b", "QA 2"}, id="trap B36, C22"),
    pytest.param("unexplained_mark", {"CIN 4", "CIN 5"}, id="trap C34"),
    pytest.param("unexplained_mark_in_text", {"6", "11", "12"}, id="trap L10"),
    pytest.param("reading_off_calendar", set(), id="trap B31"),
]


@pytest.mark.parametrize(("code", "refs"), FOUND)
def test_that_the_faults_planted_in_the_example_plan_are_found(example_plan, code, refs):
    found = refs_found(example_plan, code)

    assert found == refs


def a_series(kpi, *values, first=1, year=2017):
    """Readings of months that follow each other."""
    return [a_reading(kpi, f"{year}-{month:02}", value) for month, value in enumerate(values, first) if value]


def test_that_trap_c21_gaps_and_the_month_reported_on_are_one_finding():
    kpi = a_kpi("P1", frequency="monthly")

    found = findings_of(a_plan(kpi, *a_series(kpi, "35%", "", "", "36%", "", "37%", first=5)), "missing_reading")

    assert [each.sentence for each in found] == [
        "KPI P1 has no reading for Jun 2017 to Jul 2017, Sep 2017 and Nov 2017."
    ]
    assert found[0].field == "reading"


@pytest.mark.parametrize(
    ("frequency", "calendar", "periods"),
    [
        pytest.param("quarterly", "", ["2017-Q1", "2017-Q2"], id="trap B31: quarterly in November"),
        pytest.param("6-monthly", "", ["2016-H2", "2017-H1"], id="trap B31: half-yearly"),
        pytest.param("annual", "financial", ["2015-FY", "2016-FY"], id="trap B31: annual"),
        pytest.param("annual", "academic", ["2015-FY", "2016-FY"], id="trap B31: the academic year under another name"),
        pytest.param("bi-monthly", "", ["2017-07", "2017-09", "2017-11"], id="trap B31: every two months"),
        pytest.param("", "", ["2017-Q1", "2017-Q2"], id="no frequency, and figures by quarter"),
    ],
)
def test_that_nothing_is_missing_outside_the_kpis_own_calendar(frequency, calendar, periods):
    kpi = a_kpi(frequency=frequency, calendar=calendar)
    plan = a_plan(kpi, *(a_reading(kpi, period) for period in periods))

    assert said(plan, "missing_reading") == []
    assert said(plan, "reading_off_calendar") == []


def test_that_trap_b31_a_quarter_that_has_ended_is_missing():
    kpi = a_kpi("6b", frequency="quarterly")
    plan = a_plan(kpi, a_reading(kpi, "2016-Q4"), a_reading(kpi, "2017-Q1"))

    assert said(plan, "missing_reading") == ["KPI 6b has no reading for Q2 2017/18 (Jul–Sep)."]
    assert said(plan, "missing_reading", "2017-08") == []


@pytest.mark.parametrize(
    "value", ["not collected", "pending", "-", "n/a", "c"], ids=["trap C13", "C22", "B35", "n/a", "S10"]
)
def test_that_a_word_why_there_is_no_figure_is_no_gap(value):
    kpi = a_kpi(frequency="monthly")
    plan = a_plan(kpi, *a_series(kpi, "61%", value, first=10))

    assert said(plan, "missing_reading") == []
    assert said(plan, "words_for_figure") == []


def test_that_trap_c13_a_kpi_without_a_figure_yet_misses_none():
    kpi = a_kpi("QA 3", frequency="monthly")
    plan = a_plan(kpi, a_reading(kpi, "2017-04", "Pending"))

    assert said(plan, "missing_reading") == []


def test_that_trap_s10_a_dash_beside_blanks_is_told_with_the_gap():
    kpi = a_kpi("1a", frequency="monthly")
    plan = a_plan(kpi, *a_series(kpi, "61%", "-", "", "62%", first=8))

    assert said(plan, "missing_reading") == ["KPI 1a has no reading for Oct 2017, where it has “-” for other periods."]


def test_that_trap_x22_a_reading_that_the_calendar_has_no_place_for_is_found():
    kpi = a_kpi("6b", frequency="quarterly")
    plan = a_plan(kpi, a_reading(kpi, "2017-05"), a_reading(kpi, "2017-06"), a_reading(kpi, "2017-Q2"))

    assert said(plan, "reading_off_calendar") == ["KPI 6b is quarterly, and has a reading for May 2017."]


def test_that_trap_c22_words_for_a_reading_and_trap_b36_for_a_comparison_are_found():
    kpi = a_kpi("1b")
    reading, note = a_reading(kpi, value="See 1a"), a_comparator(kpi, "Note: counted with 1a")

    found = findings_of(a_plan(kpi, reading, note), "words_for_figure")

    assert [(each.row_id, each.sentence) for each in found] == [
        (reading.id, "KPI 1b has “See 1a” for Nov 2017, where a figure belongs."),
        (note.id, "KPI 1b has “Note: counted with 1a” for its outturn of 2015/16, where a figure belongs."),
    ]


@pytest.mark.parametrize(
    ("title", "value", "note", "count"),
    [
        pytest.param("CIN* seen", "62%", "", 1, id="trap C34: in the name"),
        pytest.param("CIN* seen", "62%", "* without the disabled children's teams", 0, id="trap C34: explained"),
        pytest.param("Adoptions* (*year to date)", "8", "", 0, id="trap S24: explained within"),
        pytest.param("Seen", "62%*", "", 1, id="trap L10: at a figure"),
        pytest.param("Seen", "42% ~", "~ provisional", 0, id="trap L10: explained"),
    ],
)
def test_that_a_mark_needs_its_note(title, value, note, count):
    kpi = a_kpi(title=title, note=note)

    assert len(said(a_plan(kpi, a_reading(kpi, value=value)), "unexplained_mark")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("- Plans: *, target 100%", 1, id="trap L10"),
        pytest.param("- Homes: 79.3%; 90.8% (Sept 17) ~; targets 92%, 95%", 1, id="trap L10: a wave"),
        pytest.param("- Plans: 80.5%*, target 95%\n* figure is being checked", 0, id="trap L10: explained below"),
        pytest.param("8* children were adopted (*year to date).", 0, id="trap S24"),
        pytest.param("**Not all are done.** About ~50 are: 5 * 10.", 0, id="no marks"),
    ],
)
def test_that_a_mark_in_a_text_needs_its_note(text, count):
    plan = a_plan(a_recommendation(targets=text), a_passage(text))

    assert len(said(plan, "unexplained_mark_in_text")) == 2 * count


def test_that_trap_l10_a_note_in_another_cell_is_a_note():
    plan = a_plan(a_recommendation("10", targets="- Plans: 33%, now *, target 100%", evidence="*All plans were read."))

    assert said(plan, "unexplained_mark_in_text") == []
