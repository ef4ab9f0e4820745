"""Measures that reach down over several rows of a table of KPIs: taken where it is clear, else told cell by cell."""

from __future__ import annotations

from tests.exchange.reading.grids import a_sheet, taken

HEADER = ("Ref", "Indicator", "Target", "Apr-24", "May-24")
LAST = ("K9", "Audits graded good", "50%", "20%", "21%")


def kpis(read):
    """The KPIs, each with its figures by period."""
    figures = read.content["readings"]
    return [
        (kpi["ref"], kpi["title"], {each["period_raw"]: each["raw"] for each in figures if each["kpi_id"] == kpi["id"]})
        for kpi in read.content["kpis"]
    ]


def test_that_rows_with_refs_of_their_own_under_one_measure_are_kpis_of_their_own():
    rows = [HEADER, ("K1a", "Visits on time", "90%", "43%", "45%"), ("K1b", None, "80%", "53%", "55%"), LAST]

    read = taken(a_sheet(*rows, merged=["B2:B3"]))

    assert kpis(read)[:2] == [
        ("K1a", "Visits on time", {"Apr-24": "43%", "May-24": "45%"}),
        ("K1b", "Visits on time", {"Apr-24": "53%", "May-24": "55%"}),
    ]
    assert [kpi["target_raw"] for kpi in read.content["kpis"]] == ["90%", "80%", "50%"]


def test_that_figures_that_stand_in_several_rows_of_a_measure_are_all_taken():
    rows = [HEADER, ("K1", "Visits on time", None, "43%", None), (None, None, "90%", None, "55%"), LAST]

    read = taken(a_sheet(*rows, merged=["A2:A3", "B2:B3"]))

    assert kpis(read)[0] == ("K1", "Visits on time", {"Apr-24": "43%", "May-24": "55%"})
    assert read.content["kpis"][0]["target_raw"] == "90%"
    assert (read.left_out, read.doubts) == ((), ())


def test_that_a_second_figure_of_a_measure_for_one_period_is_told_where_it_stands():
    rows = [HEADER, ("K1", "Visits on time", "90%", "43%", "45%"), (None, None, None, "53%", "45%"), LAST]

    read = taken(a_sheet(*rows, merged=["A2:A3", "B2:B3", "C2:C3"]))

    assert kpis(read)[0] == ("K1", "Visits on time", {"Apr-24": "43%", "May-24": "45%"})
    assert [(doubt.reason, doubt.where) for doubt in read.doubts] == [("duplicate_row", "Sheet1!D3")]


def test_that_a_row_of_a_measure_without_any_figure_is_told():
    rows = [
        (*HEADER, "Comment"),
        ("K1", "Visits on time", "90%", "43%", "45%", "Steady."),
        (None, None, None, None, None, "So they say."),
        (*LAST, "Few."),
    ]

    read = taken(a_sheet(*rows, merged=["A2:A3", "B2:B3"]))

    assert "holds no figure of its own" in [each.what for each in read.left_out][-1]
