"""Tables are found wherever they stand, and what is no table of a plan is left out with the reason."""

from __future__ import annotations

import pytest

from tests.exchange.reading.grids import AMBER, GREEN, RED, a_sheet, actions, found, readings, taken, the_table
from waymark.exchange.reading.found import Kind, What

HEADER = ("Ref", "Action", "Lead", "Due date", "RAG")
FIRST = ("1.1", "Recruit two team managers", "Head of Service", "Mar 2025", "Green")
SECOND = ("1.2", "Train all supervisors", "Principal Social Worker", "Jun 2025", "Amber")
MONTHS = ("Apr-24", "May-24", "Jun-24")


@pytest.mark.parametrize("at", ["A1", "B3", "C9", "B19"])
def test_that_a_table_is_found_at_any_row_and_column(at):
    table = the_table(a_sheet(HEADER, FIRST, SECOND, at=at))

    assert table.kind is Kind.actions
    assert [column.role for column in table.columns] == ["ref", "action", "lead", "due", "rating"]
    assert len([*table.items]) == 2


def test_that_document_control_legends_and_filters_above_a_header_are_no_data():
    sheet = a_sheet(
        ("Improvement plan",),
        ("Version:", "1.2"),
        ("Owner:", "Programme office"),
        (),
        ("Total actions", 2),
        (),
        ("Select a lead…", None, "All"),
        HEADER,
        FIRST,
        SECOND,
        bold=[1, 8],
    )

    assert [action["ref"] for action in actions(sheet)] == ["1.1", "1.2"]


def test_that_guidance_right_beneath_a_header_is_no_action():
    guidance = (
        "e.g. 1.1",
        "Give a brief summary of the action",
        "Enter the post",
        "dd/mm/yyyy",
        "Select from the list",
    )

    table = the_table(a_sheet(HEADER, guidance, FIRST))

    assert [line.what for line in table.lines] == [What.left_out, What.item]


def test_that_a_column_is_named_by_its_group_too():
    sheet = a_sheet(
        ("Ref", "Measure", "2023/24", None, None, "Current year", None),
        (None, None, "Target", "Outturn", "RAG", "Target", "Actual"),
        ("K1", "Visits on time", "90%", "88%", "Amber", "92%", "91%"),
        ("K2", "Reviews on time", "95%", "97%", "Green", "95%", "96%"),
        merged=["A1:A2", "B1:B2", "C1:E1", "F1:G1"],
        bold=[1, 2],
    )

    table = the_table(sheet)

    assert [column.header for column in table.columns][2:] == [
        "2023/24 – Target",
        "2023/24 – Outturn",
        "2023/24 – RAG",
        "Current year – Target",
        "Current year – Actual",
    ]
    assert [column.role for column in table.columns] == [
        "ref",
        "kpi",
        "target",
        "comparator",
        "rating",
        "target",
        "latest",
    ]
    assert [column.period for column in table.columns][2:5] == ["2023/24"] * 3


def test_that_months_under_years_are_settled_by_them_with_trap_s09():
    sheet = a_sheet(
        ("Measure", "2023/24", None, None, "2024/25", None),
        (None, "Jan", "Feb", "Mar", "Apr", "May"),
        ("Visits on time", "81%", "82%", "83%", "84%", "85%"),
        merged=["A1:A2", "B1:D1", "E1:F1"],
        bold=[1, 2],
    )

    assert [period for _, period, _ in readings(sheet)] == ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05"]


def test_that_unmerged_groups_reach_over_the_blank_cells_beside_them():
    sheet = a_sheet(
        ("Measure", "2023/24", None, None, None, "Target"),
        (None, "Q1", "Q2", "Q3", "Q4", None),
        ("Visits on time", "81%", "82%", "83%", "84%", "90%"),
        ("Reviews on time", "91%", "92%", "93%", "94%", "95%"),
        bold=[1, 2],
    )

    assert readings(sheet)[:2] == [("Visits on time", "2023-Q1", "81%"), ("Visits on time", "2023-Q2", "82%")]
    assert len(readings(sheet)) == 8


def test_that_a_second_row_of_headers_need_not_be_set_apart_like_the_first():
    rows = [
        ("Indicator", "Target", "Q1 2025/26", None, "Q2 2025/26", None),
        (None, None, "Actual", "RAG", "Actual", "RAG"),
        ("Visits", "90%", "85%", "A", "91%", "G"),
        ("Delays", "5", "9", "R", "6", "A"),
    ]

    content = taken(a_sheet(*rows, bold=[1], merged=["C1:D1", "E1:F1"])).content

    assert [kpi["title"] for kpi in content["kpis"]] == ["Visits", "Delays"]
    assert [(each["period_raw"], each["raw"]) for each in content["readings"]] == [
        ("Q1 2025/26", "85%"),
        ("Q2 2025/26", "91%"),
        ("Q1 2025/26", "9"),
        ("Q2 2025/26", "6"),
    ]
    assert [each["rating_raw"] for each in content["judgements"]] == ["A", "G", "R", "A"]


def test_that_three_header_rows_are_one_header():
    sheet = a_sheet(
        ("Measure", "Performance", None, None, None),
        (None, "2023/24", None, "2024/25", None),
        (None, "Q3", "Q4", "Q1", "Q2"),
        ("Visits on time", "81%", "82%", "83%", "84%"),
        merged=["A1:A3", "B1:E1", "B2:C2", "D2:E2"],
        bold=[1, 2, 3],
    )

    assert [period for _, period, _ in readings(sheet)] == ["2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2"]


def test_that_headers_may_hold_line_breaks_colons_and_hard_blanks():
    table = the_table(a_sheet(("Ref:", "Action\nrequired", "Lead\u00a0officer", "By\nwhen?"), FIRST[:4]))

    assert [column.role for column in table.columns] == ["ref", "action", "lead", "due"]


def test_that_stacked_tables_stand_under_the_titles_above_them():
    titles = [("Recruitment",), ("Practice",), ("Partnership",)]
    rows = [row for title in titles for row in (title, HEADER, FIRST, ())]

    tables = found(a_sheet(*rows, bold=[1, 2, 5, 6, 9, 10])).tables

    assert [table.section for table in tables] == ["Recruitment", "Practice", "Partnership"]


def test_that_a_header_typed_again_is_no_row_and_no_new_block_with_trap_b25():
    table_rows = [HEADER, FIRST, HEADER, SECOND]

    content = taken(a_sheet(*table_rows)).content

    assert [action["ref"] for action in content["actions"]] == ["1.1", "1.2"]


def test_that_tables_side_by_side_are_apart():
    measures = ("Measure", "Apr-24", "May-24")
    rows = [
        (*measures, None, *measures),
        ("Visits on time", "80%", "81%", None, "Sickness", "5%", "6%"),
        ("Reviews on time", "90%", "91%", None, "Vacancies", "12%", "11%"),
    ]

    tables = found(a_sheet(*rows)).tables

    assert [(table.kind, table.region) for table in tables] == [(Kind.kpis, (1, 1, 3, 3)), (Kind.kpis, (1, 5, 3, 7))]
    assert ("Vacancies", "May-24", "11%") in readings(a_sheet(*rows))


def test_that_blank_columns_between_months_part_no_table():
    rows = [
        ("Measure", "April", None, "May", None, "June"),
        ("Visits on time", "80%", None, "81%", None, "82%"),
        ("Reviews on time", "90%", None, "91%", None, "92%"),
    ]

    assert len(readings(a_sheet(*rows))) == 6


def test_that_a_list_for_drop_downs_beside_the_data_is_left_out():
    rows = [
        (*HEADER, None, None),
        (*FIRST, None, "Red"),
        (*SECOND, None, "Amber"),
        (None,) * 6 + ("Green",),
        (None,) * 6 + ("Blue",),
    ]

    assert [action["ref"] for action in actions(a_sheet(*rows))] == ["1.1", "1.2"]
    assert {column.role for column in the_table(a_sheet(*rows)).columns} == {"ref", "action", "lead", "due", "rating"}


def test_that_a_key_beneath_the_data_is_the_scheme_and_no_data():
    rows = [HEADER, FIRST, SECOND, (), ("Key",), ("Red", "Off track"), ("Amber", "On track"), ("Green", "Done")]

    content = taken(a_sheet(*rows)).content

    assert [action["ref"] for action in content["actions"]] == ["1.1", "1.2"]
    assert [(each["label"], each["definition"]) for each in content["rag_scheme"]] == [
        ("Red", "Off track"),
        ("Amber", "On track"),
        ("Green", "Done"),
    ]


def test_that_a_key_may_be_colours_with_words_beside_them_with_trap_s02():
    colours = {"H2": {"fill": GREEN}, "H3": {"fill": AMBER}, "H4": {"fill": RED}}
    rows = [
        HEADER,
        (*FIRST, None, None, None, "Favourable"),
        (*SECOND, None, None, None, "Steady"),
        (None,) * 8 + ("Unfavourable",),
    ]

    key = found(a_sheet(*rows, looks=colours)).key

    assert [(mark.word, mark.colour) for mark in key] == [
        ("Favourable", GREEN),
        ("Steady", AMBER),
        ("Unfavourable", RED),
    ]


@pytest.mark.parametrize("name", ["Instructions", "Guide", "Categories", "Scale and key", "Lookups", "Example"])
def test_that_sheets_that_explain_or_list_are_left_out_with_the_reason(name):
    result = taken(a_sheet(HEADER, FIRST, name="Actions"), a_sheet(HEADER, SECOND, name=name))

    assert [action["ref"] for action in result.content["actions"]] == ["1.1"]
    assert any(name in each.where for each in result.left_out)


def test_that_hidden_look_up_sheets_are_left_out():
    result = taken(a_sheet(HEADER, FIRST), a_sheet(HEADER, SECOND, name="Options", hidden=True))

    assert len(result.content["actions"]) == 1
    assert any("hidden" in each.what for each in result.left_out)


def test_that_closed_items_on_a_sheet_of_their_own_are_taken_as_closed():
    header, row = HEADER[:4], SECOND[:4]

    found_actions = actions(
        a_sheet(header, FIRST[:4], name="Open actions"), a_sheet(header, row, name="Closed actions")
    )

    assert [(action["ref"], action.get("state", "")) for action in found_actions] == [("1.1", ""), ("1.2", "closed")]


def test_that_a_risk_register_is_left_out_with_the_reason():
    register = a_sheet(
        ("Risk ID", "Risk description", "Likelihood", "Impact", "Score", "Mitigation", "Owner"),
        ("R1", "Agency staff leave before posts are filled", 3, 4, 12, "Rolling recruitment", "HR lead"),
        name="Risks",
    )

    result = taken(register)

    assert "actions" not in result.content
    assert any("risks" in each.what for each in result.left_out)


def test_that_a_summary_of_kpis_told_elsewhere_is_left_out_with_trap_c16():
    summary = a_sheet(
        ("Ref", "Indicator", "Current RAG"), ("K1", "Visits on time", "Red"), ("K2", "Reviews", "Green"), name="Summary"
    )
    detail = a_sheet(
        ("Ref", "Indicator", *MONTHS), ("K1", "Visits on time", 1, 2, 3), ("K2", "Reviews", 4, 5, 6), name="Detail"
    )

    result = taken(summary, detail)

    assert [kpi["ref"] for kpi in result.content["kpis"]] == ["K1", "K2"]
    assert any("summary" in each.what for each in result.left_out)


def test_that_a_table_nobody_understands_is_shown_and_not_guessed():
    sheet = a_sheet(("Ref", "Wibble", "Flange", "Sprocket"), ("1", "aaa", "bbb", "ccc"), ("2", "ddd", "eee", "fff"))

    result = taken(sheet)

    assert set(result.content) <= {"schema_version", "plan", "rag_scheme"}
    assert result.left_out


def test_that_what_a_person_says_of_a_header_is_taken():
    sheet = a_sheet(("Ref", "Wibble", "Flange", "Sprocket"), ("1", "Recruit managers", "Head of Service", "Mar 2025"))
    corrections = {"wibble": "action", "flange": "lead", "sprocket": "due"}

    (action,) = actions(sheet, corrections=corrections)

    assert (action["text"], action["leads"], action["due_raw"]) == ("Recruit managers", ["Head of Service"], "Mar 2025")


def test_that_a_log_is_told_from_a_plan_by_its_name_with_trap_c43():
    sheet = a_sheet(
        ("Ref", "Action", "Owner", "When?", "Complete?"),
        ("Oct-01", "Check the rota", "HoS", "TBC", "Y"),
        name="Action Log",
    )

    (entry,) = taken(sheet).content["log_entries"]

    assert (entry["ref"], entry["action"], entry["owner"], entry["when_raw"], entry["complete_raw"]) == (
        "Oct-01",
        "Check the rota",
        "HoS",
        "TBC",
        "Y",
    )


def test_that_a_sheet_for_each_team_makes_a_section_of_each():
    sheets = [
        a_sheet(("Measure", *MONTHS), ("Visits on time", 1, 2, 3), name=team) for team in ("North team", "South team")
    ]

    content = taken(*sheets).content

    assert [(kpi["section"], kpi["title"]) for kpi in content["kpis"]] == [
        ("North team", "Visits on time"),
        ("South team", "Visits on time"),
    ]
