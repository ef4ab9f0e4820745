"""Readings in the shapes in which trackers hold them."""

from __future__ import annotations

from tests.exchange.reading.grids import a_sheet, actions, found, readings, roles, taken, the_table
from waymark.exchange.reading.found import Kind

HEADER = ("Ref", "Action", "Lead", "Due date", "RAG")
FIRST = ("1.1", "Recruit two team managers", "Head of Service", "Mar 2025", "Green")
SECOND = ("1.2", "Train all supervisors", "Principal Social Worker", "Jun 2025", "Amber")
MONTHS = ("Apr-24", "May-24", "Jun-24")


def test_that_readings_may_stand_one_a_row():
    rows = [
        ("Indicator", "Period", "Value"),
        ("Visits on time", "Apr-24", "80%"),
        ("Visits on time", "May-24", "82%"),
        ("Sickness", "Apr-24", "5%"),
    ]

    assert readings(a_sheet(*rows)) == [
        ("Visits on time", "Apr-24", "80%"),
        ("Visits on time", "May-24", "82%"),
        ("Sickness", "Apr-24", "5%"),
    ]


def test_that_periods_may_go_down_and_measures_across():
    rows = [
        ("Month", "Visits on time", "Sickness rate"),
        ("Apr-24", "80%", "5%"),
        ("May-24", "82%", "6%"),
        ("Jun-24", "83%", "6%"),
    ]

    assert readings(a_sheet(*rows))[:4] == [
        ("Visits on time", "Apr-24", "80%"),
        ("Visits on time", "May-24", "82%"),
        ("Visits on time", "Jun-24", "83%"),
        ("Sickness rate", "Apr-24", "5%"),
    ]


def test_that_periods_may_go_down_beneath_a_blank_corner_with_the_targets_above_them():
    rows = [
        (None, "Average caseload", "Vacancies"),
        ("Target", 18, 10),
        ("Apr-24", 19.2, 14),
        ("May-24", 18.8, 12),
    ]

    content = taken(a_sheet(*rows)).content

    assert [(kpi["title"], kpi["target_raw"]) for kpi in content["kpis"]] == [
        ("Average caseload", "18"),
        ("Vacancies", "10"),
    ]
    assert [(each["period_raw"], each["raw"]) for each in content["readings"]] == [
        ("Apr-24", "19.2"),
        ("May-24", "18.8"),
        ("Apr-24", "14"),
        ("May-24", "12"),
    ]


def test_that_each_kpi_may_have_a_block_of_its_own_beside_the_next():
    rows = [
        ("Visits on time", None, None, None, "Sickness rate"),
        ("Month", "Actual", "Target", None, "Month", "Actual", "Target"),
        ("Apr-24", "80%", "90%", None, "Apr-24", "5%", "4%"),
        ("May-24", "82%", "90%", None, "May-24", "6%", "4%"),
    ]

    content = taken(a_sheet(*rows, bold=[1, 2])).content

    assert [(kpi["title"], kpi.get("target_raw")) for kpi in content["kpis"]] == [
        ("Visits on time", "90%"),
        ("Sickness rate", "4%"),
    ]
    assert len(content["readings"]) == 4


def test_that_periods_may_descend_and_carry_marks():
    rows = [
        ("Indicator", "2016", "2015 *", "2014"),
        ("Pupils in good schools", "80%", "78%", "75%"),
        ("Absence", "4%", "5%", "6%"),
    ]

    assert [period for _, period, _ in readings(a_sheet(*rows))][:3] == ["2016", "2015", "2014"]


def test_that_a_used_range_that_lies_gives_nothing():
    coloured = {f"{letter}{row}": {"fill": "#ffffff"} for letter in "ABCDEF" for row in range(4, 300)}

    assert len(actions(a_sheet(HEADER, FIRST, SECOND, looks=coloured))) == 2


def test_that_each_table_says_why_its_columns_were_taken_so():
    table = the_table(a_sheet(HEADER, FIRST, SECOND))

    assert all(column.why and column.score > 0.5 for column in table.columns)
    assert "columns make sense" in table.why
    assert roles(table)["Due date"] == "due"


def test_that_a_count_of_ratings_above_the_data_is_neither_key_nor_data():
    rows = [("Summary",), ("Red", 3), ("Amber", 2), ("Green", 5), (), HEADER, FIRST, SECOND]

    result = found(a_sheet(*rows, bold=[6]))

    assert result.key == ()
    assert [table.kind for table in result.tables] == [Kind.actions]


def test_that_years_of_schools_head_readings_with_trap_b31():
    rows = [("Indicator", "2021/22 Academic Year", "2022/23 Academic Year"), ("Persistent absence", "20%", "19%")]

    assert len(readings(a_sheet(*rows))) == 2
