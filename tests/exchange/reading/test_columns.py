"""Columns are known by their headers and by what stands beneath them."""

from __future__ import annotations

import pytest

from tests.exchange.reading.grids import GREEN, RED, a_sheet, actions, reasons, roles, taken, the_table
from waymark.exchange.reading.found import Kind
from waymark.exchange.reading.sheet import Grid
from waymark.exchange.reading.vocabulary import fingerprint, period_of, split_period


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Action Required", "action"),
        ("What will we do?", "action"),
        ("Responsible Officer(s)", "lead"),
        ("By Whom", "lead"),
        ("Lead oficer", "lead"),
        ("Deadline", "due"),
        ("By when", "due"),
        ("Revised due date", "due"),
        ("BRAG", "rating"),
        ("RAG rating (current)", "rating"),
        ("Progess update", "update"),
        ("Comments", "update"),
        ("Success measures", "measures"),
        ("Intended impact", "outcomes"),
        ("Review date", "review_date"),
        ("Linked KPIs", "kpi_refs"),
        ("Workstream", "theme"),
        ("Date completed", "completed_on"),
        ("% complete", "state"),
        ("Who will make it happen?", "lead"),
        ("When will it be done?", "due"),
        ("When will it be reviewed?", "review_date"),
        ("Where are we now?", "update"),
    ],
)
def test_that_columns_of_actions_are_known_by_their_headers(header, role):
    table = the_table(
        a_sheet(("Ref", "Action", "Owner", header), ("1", "Recruit two team managers", "Head of Service", None))
    )

    assert role in roles(table)[" ".join(header.split())] or header == "Action Required"


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Polarity", "polarity"),
        ("Good is…", "polarity"),
        ("Reporting frequency", "frequency"),
        ("RAG methodology", "rule"),
        ("Tolerance", "rule"),
        ("Target", "target"),
        ("2024/25 target", "target"),
        ("Target date", "target_due"),
        ("2022/23 outturn", "comparator"),
        ("Stat. neighbour average", "comparator"),
        ("England", "comparator"),
        ("Baseline", "comparator"),
        ("Latest performance", "latest"),
        ("Measure owner", "lead"),
        ("Previous (Jul 25)", "latest"),
        ("Notes", "note"),
        ("Q3 2024/25", "reading"),
        ("Apr-24", "reading"),
    ],
)
def test_that_columns_of_kpis_are_known_by_their_headers(header, role):
    table = the_table(a_sheet(("Ref", "Performance indicator", "Unit", header), ("1", "Visits on time", "%", None)))

    assert table.kind is Kind.kpis
    assert roles(table)[header] == role


def test_that_a_status_is_a_rating_or_a_state_by_its_values():
    header, row = ("Ref", "Action", "Lead", "Status"), ("1", "Recruit two team managers", "HoS")

    rated = the_table(a_sheet(header, (*row, "Amber"), (*row, "Green")))
    stated = the_table(a_sheet(header, (*row, "In progress"), (*row, "Complete")))

    assert (roles(rated)["Status"], roles(stated)["Status"]) == ("rating", "state")


def test_that_a_column_of_colours_alone_is_a_rating():
    rows = [
        ("Ref", "Action", "Lead", "Status"),
        ("1", "Recruit two team managers", "HoS"),
        ("2", "Train supervisors", "PSW"),
    ]

    table = the_table(a_sheet(*rows, looks={"D2": {"fill": RED}, "D3": {"fill": GREEN}}))

    assert roles(table)["Status"] == "rating"


def test_that_an_unheaded_first_column_may_be_the_refs():
    rows = [
        (None, "Action", "Lead", "Due"),
        ("1.1", "Recruit managers", "HoS", "May 2025"),
        ("1.2", "Train supervisors", "PSW", "Jun 2025"),
    ]

    assert [action["ref"] for action in actions(a_sheet(*rows))] == ["1.1", "1.2"]


@pytest.mark.parametrize("header", ["#", "No.", "Action #", "Step"])
def test_that_a_column_of_numbers_is_that_of_the_refs(header):
    rows = [("A1", "Recruit two team managers", "Head"), ("A2", "Train all the supervisors", "Head")]

    found = actions(a_sheet((header, "Action", "Lead"), *rows))

    assert [item["ref"] for item in found] == ["A1", "A2"]


def test_that_refs_under_the_name_of_what_they_number_are_no_titles():
    rows = [("P1", "Visits in time", "90%", "81%"), ("P2", "Reviews in time", "95%", "93%")]

    kpis = taken(a_sheet(("PI", "Description", "Target", "Apr-25"), *rows)).content["kpis"]

    assert [(kpi["ref"], kpi["title"]) for kpi in kpis] == [("P1", "Visits in time"), ("P2", "Reviews in time")]


def test_that_linked_kpis_beside_a_title_are_no_refs_of_actions():
    rows = [("Recruit two managers", "K1", "HoS"), ("Train all supervisors", "K2", "HoS")]

    found = actions(a_sheet(("Title", "KPI", "Lead"), *rows, name="Action plan"))

    assert [(item.get("ref", ""), item["kpi_refs_raw"]) for item in found] == [("", "K1"), ("", "K2")]


def test_that_an_unheaded_column_merged_downwards_is_the_theme():
    rows = [
        (None, "Ref", "Action", "Lead"),
        ("Workforce", "1", "Recruit managers", "HoS"),
        (None, "2", "Train supervisors", "PSW"),
        ("Practice", "3", "Audit every month", "PSW"),
        (None, "4", "Observe practice", "PSW"),
    ]

    found_actions = actions(a_sheet(*rows, merged=["A2:A3", "A4:A5"]))

    assert [action["theme_title"] for action in found_actions] == ["Workforce", "Workforce", "Practice", "Practice"]


def test_that_priority_is_a_theme_or_a_level_by_its_values():
    header, row = ("Ref", "Action", "Lead", "Priority"), ("1", "Recruit managers", "HoS")

    level = the_table(a_sheet(header, (*row, "High"), (*row, "Low")))
    theme = the_table(a_sheet(header, (*row, "Workforce and leadership"), (*row, "Practice")))

    assert (roles(level)["Priority"], roles(theme)["Priority"]) == ("unplaced", "theme")


def test_that_columns_not_understood_are_told_and_hidden_ones_read():
    rows = [("Ref", "Action", "Wibble", "Due"), ("1", "Recruit managers", "xyz", "May 2025")]

    result = taken(a_sheet(*rows, hidden_columns=frozenset({4}), hidden_rows=frozenset({2})))

    assert any("Wibble" in each.what and each.reason == "column_unknown" for each in result.left_out)
    assert result.content["actions"][0]["due_raw"] == "May 2025"
    assert "hidden_rows" in reasons(result)


def test_that_a_column_of_many_tables_is_told_of_once():
    def a_table(name: str) -> Grid:
        return a_sheet(("Ref", "Action", "Wibble", "Lead"), (name, f"Recruit for {name}", "xyz", "HoS"), name=name)

    result = taken(a_table("North"), a_table("South"), a_table("East"))

    assert [(each.where, each.what) for each in result.left_out] == [
        ("North!A1 and 2 tables more", "column “Wibble”: no header that Waymark knows")
    ]


def test_that_a_fingerprint_forgets_signs_capitals_and_breaks():
    assert fingerprint("Lead\nOfficer(s):") == fingerprint("lead officer") == "lead officer"


@pytest.mark.parametrize(
    ("header", "period", "rest"),
    [
        ("Apr-17", "Apr-17", ""),
        ("April 2017", "April 2017", ""),
        ("2017-18 Target", "2017-18", "target"),
        ("Q3 2024/25 Actual", "Q3 2024/25", ""),
        ("2014/15 Stat. Nbr average", "2014/15", "stat nbr average"),
        ("Outturn 2015/16", "2015/16", "outturn"),
        ("September", "September", ""),
        ("2015 *", "2015", ""),
        ("Update October", "October", "update"),
        ("Target owner", "", "target owner"),
        ("Sept 18", "Sept 18", ""),
        ("Maybe later", "", "maybe later"),
        ("Marketing", "", "marketing"),
        ("Jan", "Jan", ""),
        ("Q1", "Q1", ""),
    ],
)
def test_that_a_header_is_parted_into_its_period_and_its_words(header, period, rest):
    assert split_period(header) == (period, rest)


def test_that_a_period_that_cannot_be_is_none():
    assert period_of("2017-45") is None
