"""Rows become items: with their sub-steps, under their headings, and nothing that nobody wrote."""

from __future__ import annotations

import pytest

from tests.exchange.reading.grids import a_sheet, actions, readings, reasons, taken

HEADER = ("Ref", "Action", "Lead", "Due date", "Status")
FIRST = ("1.1", "Recruit two team managers", "Head of Service", "Mar 2025", "In progress")
SECOND = ("1.2", "Train all supervisors", "Principal Social Worker", "Jun 2025", "Done")


def test_that_an_action_has_what_its_row_says_and_where_it_stands():
    (action,) = actions(a_sheet(HEADER, FIRST))

    assert {key: action[key] for key in action if key != "id"} == {
        "where": "Sheet1!B2",
        "ref": "1.1",
        "text": "Recruit two team managers",
        "leads": ["Head of Service"],
        "due_raw": "Mar 2025",
        "state": "In progress",
        "cells": {
            "ref": "Sheet1!A2",
            "text": "Sheet1!B2",
            "lead": "Sheet1!C2",
            "due": "Sheet1!D2",
            "state": "Sheet1!E2",
        },
    }


def test_that_a_number_alone_is_no_action():
    rows = [HEADER, FIRST, *((f"1.{number}",) for number in range(2, 60))]

    result = taken(a_sheet(*rows))

    assert [action["ref"] for action in result.content["actions"]] == ["1.1"]


def test_that_unticked_boxes_and_preset_choices_make_no_action():
    rows = [
        (*HEADER, "Complete?"),
        (*FIRST, True),
        ("1.2", None, None, None, "Open", False),
        ("1.3", None, None, None, "Open", False),
    ]

    assert [action["ref"] for action in actions(a_sheet(*rows))] == ["1.1"]


def test_that_a_cell_merged_downwards_makes_one_action_of_its_steps():
    rows = [
        ("Ref", "Action", "Sub-action", "Lead", "Due date"),
        ("1", "Strengthen supervision", "Write the standard", "PSW", "May 2025"),
        (None, None, "Train managers", "HoS", "May 2025"),
        ("2", "Recruit", "Advertise", "HR", "Jun 2025"),
        (None, None, "Interview", "HR", "Jun 2025"),
        (None, None, "Induct", "HR", "Jun 2025"),
    ]

    found_actions = actions(a_sheet(*rows, merged=["A2:A3", "B2:B3", "A4:A6", "B4:B6"]))

    assert [action["ref"] for action in found_actions] == ["1", "2"]
    assert found_actions[0]["text"] == "Strengthen supervision\n- Write the standard\n- Train managers"
    assert (found_actions[0]["leads"], found_actions[0]["due_raw"]) == (["PSW", "HoS"], "May 2025")


def test_that_a_lead_merged_downwards_is_shared():
    rows = [HEADER, FIRST, ("1.2", "Train all supervisors", None, "Jun 2025", "Done")]

    assert [action["leads"] for action in actions(a_sheet(*rows, merged=["C2:C3"]))] == [["Head of Service"]] * 2


def test_that_a_row_without_ref_and_text_goes_on_with_the_one_above_with_trap_l21():
    rows = [
        (*HEADER, "Update"),
        (*FIRST, "Adverts placed."),
        (None, None, "HR lead", None, None, "Two interviews held."),
    ]

    (action,) = actions(a_sheet(*rows))

    assert (action["update"], action["leads"]) == (
        "Adverts placed.\nTwo interviews held.",
        ["Head of Service", "HR lead"],
    )


def test_that_a_theme_said_once_holds_for_the_rows_beneath_it():
    header = ("Area of work", "Action", "Lead")
    once = [("Front door", "Ask schools", "HoS"), (None, "Call back", "HoS"), ("Courts", "File in time", "HoS")]

    found = actions(a_sheet(header, *once, (None, "Train ten", "HoS")))
    said_again = actions(a_sheet(header, *once, ("Courts", "Train ten", "HoS")))

    assert [item["theme_title"] for item in found] == ["Front door", "Front door", "Courts", "Courts"]
    assert [item.get("theme_title", "") for item in said_again] == ["Front door", "", "Courts", "Courts"]


def test_that_rows_merged_across_are_headings_and_no_actions_with_trap_b24():
    rows = [HEADER, ("Theme 1: Workforce",), FIRST, ("Theme 2: Practice",), SECOND]

    content = taken(a_sheet(*rows, merged=["A2:E2", "A4:E4"])).content

    assert [(theme["ref"], theme["title"]) for theme in content["themes"]] == [("1", "Workforce"), ("2", "Practice")]
    assert [action["theme_title"] for action in content["actions"]] == ["Workforce", "Practice"]


def test_that_headings_in_two_levels_are_themes_and_objectives():
    rows = [
        HEADER,
        ("Workforce",),
        ("1.1 Recruitment",),
        FIRST,
        ("1.2 Retention",),
        SECOND,
        ("Practice",),
        ("2.1 Audit",),
        ("2.1.1", "Audit monthly", "PSW"),
    ]

    content = taken(
        a_sheet(*rows, bold=[2, 3, 5, 7, 8], looks={"A2": {"fill": "#333333"}, "A7": {"fill": "#333333"}})
    ).content

    assert [theme["title"] for theme in content["themes"]] == ["Workforce", "Practice"]
    assert [(each["ref"], each["title"]) for each in content["objectives"]] == [
        ("1.1", "Recruitment"),
        ("1.2", "Retention"),
        ("2.1", "Audit"),
    ]
    refs = {each["id"]: each["ref"] for each in content["objectives"]}
    assert [(action["theme_title"], refs[action["objective_ref"]]) for action in content["actions"]] == [
        ("Workforce", "1.1"),
        ("Workforce", "1.2"),
        ("Practice", "2.1"),
    ]


@pytest.mark.parametrize("indents", [{"A3": {"indent": 2}, "A4": {"indent": 2}, "A6": {"indent": 2}}, {}])
def test_that_a_hierarchy_may_be_told_by_indents_or_leading_blanks(indents):
    lead = "" if indents else "    "
    rows = [
        ("Action", "Lead", "Due"),
        ("Workforce",),
        (lead + "Recruit managers", "HoS", "May 2025"),
        (lead + "Train supervisors", "PSW", "Jun 2025"),
        ("Practice",),
        (lead + "Audit monthly", "PSW", "Jul 2025"),
    ]

    found_actions = actions(a_sheet(*rows, looks=indents))

    assert [(action["theme_title"], action["text"]) for action in found_actions] == [
        ("Workforce", "Recruit managers"),
        ("Workforce", "Train supervisors"),
        ("Practice", "Audit monthly"),
    ]


def test_that_totals_and_rules_between_rows_are_left_out_with_trap_b27():
    rows = [
        ("Measure", "Apr-24", "May-24"),
        ("Visits", 10, 12),
        ("---", "---", "---"),
        ("Reviews", 5, 6),
        ("Total", 15, 18),
        ("Sub-total", 1, 2),
    ]

    assert {title for title, _, _ in readings(a_sheet(*rows))} == {"Visits", "Reviews"}


def test_that_a_kpi_called_total_of_something_stays():
    rows = [("Measure", "Apr-24", "May-24"), ("Total number of 3 day visits", 10, 12), ("Reviews", 5, 6)]

    assert len(readings(a_sheet(*rows))) == 4


def test_that_a_ref_may_lead_the_text_with_trap_b23():
    rows = [
        ("Action", "Lead", "Due"),
        ("I_001 Recruit managers", "HoS", "May 2025"),
        (" I_002 Train supervisors", "PSW", "Jun 2025"),
    ]

    found_actions = actions(a_sheet(*rows))

    assert [(action["ref"], action["text"]) for action in found_actions] == [
        ("I_001", "Recruit managers"),
        ("I_002", "Train supervisors"),
    ]


def test_that_two_owners_in_a_cell_are_two_leads_and_commas_part_none_with_traps_b20_and_b21():
    rows = [
        HEADER,
        ("1", "Recruit", "HoS / HR lead", "May 2025"),
        ("2", "Train", "HoS\nPSW", "May 2025"),
        ("3", "Audit", "Manager, Quality and Audit", "May 2025"),
    ]

    assert [action["leads"] for action in actions(a_sheet(*rows))] == [
        ["HoS", "HR lead"],
        ["HoS", "PSW"],
        ["Manager, Quality and Audit"],
    ]


def test_that_the_same_row_twice_is_taken_once_and_one_ref_on_two_rows_told_with_trap_x01():
    rows = [HEADER, FIRST, FIRST, ("1.1", "Another action altogether", "PSW", "May 2025")]

    result = taken(a_sheet(*rows))

    assert len(result.content["actions"]) == 2
    assert "duplicate_ref" in reasons(result)
    assert any(each.reason == "duplicate_row" for each in result.left_out)


def test_that_what_was_reported_keeps_the_month_in_its_header_with_trap_s08():
    rows = [
        ("Ref", "Action", "Lead", "Update October", "Update November"),
        ("1", "Recruit", "HoS", "Adverts placed.", "Interviews held."),
    ]

    content = taken(a_sheet(*rows)).content

    assert [(update["period_raw"], update["text"]) for update in content["updates"]] == [
        ("October", "Adverts placed."),
        ("November", "Interviews held."),
    ]


def test_that_a_rating_for_each_of_several_periods_keeps_its_period():
    header = ("Ref", "Action", "Lead", "RAG Q1 2024/25", "RAG Q2 2024/25", "RAG 2024/25 Q2")

    content = taken(a_sheet(header, ("1.1", "Recruit two managers", "HoS", "Amber", "Green", "Red"))).content

    assert [(each["period_raw"], each["rating_raw"]) for each in content["judgements"]] == [
        ("Q1 2024/25", "Amber"),
        ("Q2 2024/25", "Green"),
    ]


def test_that_a_row_that_names_nothing_and_goes_on_with_nothing_is_left_out():
    header = ("Indicator", "Owner", "Target", "Apr-24", "May-24", "Jun-24")

    result = taken(a_sheet(header, (None, None, "%", "%", "%", "%"), ("Visits", "HoS", "90%", "80%", "81%", "82%")))

    assert [kpi["title"] for kpi in result.content["kpis"]] == ["Visits"]
    assert "it names nothing, and nothing stands above it" in [each.what for each in result.left_out]


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        (1, "complete"),
        (0, ""),
        (True, "TRUE"),
        ("Y", "Y"),
        ("YES", "YES"),
        ("DONE", "DONE"),
        ("Closed", "Closed"),
        ("100%", "100%"),
        ("No", ""),
    ],
)
def test_that_done_is_told_in_many_ways_with_trap_x13(typed, state):
    rows = [("Ref", "Action", "Lead", "Complete?"), ("1", "Recruit managers", "HoS", typed)]

    (action,) = actions(a_sheet(*rows, name="Plan"))

    assert action.get("state", "") == state


def test_that_a_day_of_completion_says_complete_and_a_line_through_it_is_told():
    rows = [
        ("Ref", "Action", "Lead", "Date completed"),
        ("1", "Recruit managers", "HoS", "03/02/2025"),
        ("2", "Train", "PSW", None),
    ]

    result = taken(a_sheet(*rows, looks={"B3": {"struck": True}}, name="Plan"))

    assert [action.get("state", "") for action in result.content["actions"]] == ["complete", ""]
