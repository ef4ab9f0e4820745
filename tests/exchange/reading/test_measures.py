"""Rows become KPIs, readings, commentary and the rest of a plan."""

from __future__ import annotations

from tests.exchange.reading.grids import a_sheet, actions, reasons, taken

HEADER = ("Ref", "Action", "Lead", "Due date", "Status")
FIRST = ("1.1", "Recruit two team managers", "Head of Service", "Mar 2025", "In progress")
SECOND = ("1.2", "Train all supervisors", "Principal Social Worker", "Jun 2025", "Done")


def test_that_recommendations_keep_their_evidence_and_their_letters_with_trap_l03():
    rows = [
        ("No", "Recommendation", "RAG", "Evidence", "Further actions", "Lead"),
        ("1.", "Improve supervision", "**A**", "Audits", "Train", "HoS"),
    ]

    (recommendation,) = taken(a_sheet(*rows)).content["recommendations"]

    assert (recommendation["rating_raw"], recommendation["evidence"], recommendation["further_actions"]) == (
        "A",
        "Audits",
        "Train",
    )


def test_that_officers_are_taken_from_a_list_of_contacts():
    rows = [("Post", "Name", "Initials", "Email"), ("Head of Service", "Ada Example", "AE", "ada@example.org")]

    (officer,) = taken(a_sheet(*rows, name="Contacts")).content["officers"]

    assert (officer["post"], officer["initials"]) == ("Head of Service", "AE")


def test_that_commentary_rows_belong_to_the_kpis_above_them_with_trap_c54():
    rows = [
        ("Ref", "Indicator", "Apr-24", "May-24"),
        ("K1", "Visits", 10, 12),
        ("K2", "Reviews", 5, 6),
        ("Improvement activity", None, "Weekly clinics are held."),
        ("Next steps", None, None),
    ]

    content = taken(a_sheet(*rows, merged=["A4:B4", "C4:D4", "A5:B5", "C5:D5"])).content

    assert [(each["kind"], each["kpi_refs"], each["text"]) for each in content["commentary"]] == [
        ("improvement_activity", ["K1", "K2"], "Weekly clinics are held."),
    ]
    assert len(content["readings"]) == 4


def test_that_a_sentence_over_all_months_is_a_note_and_no_reading_with_trap_c22():
    rows = [
        ("Ref", "Indicator", "Apr-24", "May-24", "Jun-24"),
        ("K1", "Audits", "Will be reported from January"),
        ("K2", "Visits", 1, 2, 3),
    ]

    content = taken(a_sheet(*rows, merged=["C2:E2"])).content

    assert content["kpis"][0]["note"] == "Will be reported from January"
    assert len(content["readings"]) == 3


def test_that_one_kpi_in_two_sections_is_one_with_its_ref_and_two_without_with_trap_s11():
    def section(title, ref):
        return [(title,), ("Ref", "Measure", "Apr-24"), (ref, "Audits held", 22), ()]

    with_ref = taken(a_sheet(*section("Practice", "K1"), *section("Assurance", "K1"), bold=[1, 2, 5, 6])).content
    without = taken(a_sheet(*section("Practice", None), *section("Assurance", None), bold=[1, 2, 5, 6])).content

    assert [(kpi["section"], len(kpi["also_in"])) for kpi in with_ref["kpis"]] == [("Practice", 1)]
    assert [kpi["section"] for kpi in without["kpis"]] == ["Practice", "Assurance"]


def test_that_targets_and_comparators_keep_their_periods():
    rows = [
        ("Ref", "Measure", "2022/23 outturn", "England 2022/23", "Target 2023/24", "Target 2024/25", "Latest"),
        ("K1", "Visits on time", "80%", "85%", "88%", "90%", "87%"),
    ]

    content = taken(a_sheet(*rows)).content

    assert content["kpis"][0]["target_raw"] == "88%"
    assert [(each["period_raw"], each["raw"]) for each in content["targets"]] == [("2024/25", "90%")]
    assert [(each["comparator"], each["period_raw"], each["raw"]) for each in content["comparators"]] == [
        ("outturn", "2022/23", "80%"),
        ("England", "2022/23", "85%"),
    ]
    assert [(each["period_raw"], each["raw"]) for each in content["readings"]] == [("Latest", "87%")]


def test_that_prose_sheets_become_passages_under_their_headings():
    long = "Numbers have gone up in every month of this year, and the service has had to find more room for them."
    rows = [("Performance report",), ("Summary",), (), ("Workforce",), (long,), ("Practice",), (long + " So it goes.",)]

    content = taken(a_sheet(*rows, bold=[1, 2, 4, 6])).content

    assert [each["heading"] for each in content["passages"]] == ["Summary / Workforce", "Summary / Practice"]


def test_that_a_row_of_targets_beneath_each_row_of_figures_is_no_kpi():
    rows = [
        ("Ref", "Measure", None, "Apr-24", "May-24"),
        ("K1", "Visits on time", "Actual", "80%", "81%"),
        (None, None, "Target", "90%", "91%"),
        ("K2", "Reviews on time", "Actual", "70%", "71%"),
        (None, None, "Target", "75%", "76%"),
    ]

    content = taken(a_sheet(*rows)).content

    assert [(kpi["ref"], kpi["target_raw"]) for kpi in content["kpis"]] == [("K1", "90%"), ("K2", "75%")]
    assert [reading["raw"] for reading in content["readings"]] == ["80%", "81%", "70%", "71%"]


def test_that_target_figure_and_rating_may_stand_under_each_month():
    rows = [
        ("Measure", "Apr-24", None, None, "May-24", None, None),
        (None, "Target", "Actual", "RAG", "Target", "Actual", "RAG"),
        ("Visits on time", "90%", "80%", "R", "90%", "89%", "A"),
        ("Reviews on time", "90%", "91%", "G", "90%", "92%", "G"),
    ]

    content = taken(a_sheet(*rows, merged=["B1:D1", "E1:G1"], bold=[1, 2])).content

    assert [(each["period_raw"], each["raw"]) for each in content["readings"]][:2] == [
        ("Apr-24", "80%"),
        ("May-24", "89%"),
    ]
    assert [(each["period_raw"], each["rating_raw"]) for each in content["judgements"]][:2] == [
        ("Apr-24", "R"),
        ("May-24", "A"),
    ]


def test_that_refs_which_begin_anew_on_each_sheet_are_of_other_kpis():
    def team(name, *titles):
        rows = [(str(number), title, 10 + number, 11) for number, title in enumerate(titles, 1)]
        return a_sheet(("Ref", "Measure", "Apr-24", "May-24"), *rows, name=name)

    result = taken(
        team("North team", "Visits on time", "Sickness"), team("South team", "Caseloads", "Supervision held")
    )

    assert len(result.content["kpis"]) == 4
    assert len(result.content["readings"]) == 8
    assert "duplicate_ref" in reasons(result)


def test_that_the_text_beneath_a_theme_is_its_outcome_and_no_action():
    statement = "Outcome: Children are seen on time by a worker whom they know, and tell us that it has helped them."
    rows = [HEADER, ("Theme 1: Workforce",), (statement,), FIRST]

    content = taken(a_sheet(*rows, merged=["A2:E2", "A3:E3"])).content

    assert content["themes"][0]["outcome_statement"] == statement.removeprefix("Outcome: ")
    assert [action["ref"] for action in content["actions"]] == ["1.1"]


def test_that_the_bars_of_a_gantt_chart_are_no_readings():
    rows = [
        ("Ref", "Task", "Owner", "Start", "Finish", *"MTWRF"),
        ("1", "Recruit managers", "HoS", "01/05/2025", "30/06/2025", None, "R", "x"),
    ]

    (action,) = actions(a_sheet(*rows))

    assert (action["text"], action["due_raw"], action.get("rating_raw")) == ("Recruit managers", "30/06/2025", None)


def test_that_updates_in_dated_columns_keep_their_days():
    rows = [
        ("Ref", "Action", "Lead", "Update 12/03/2025", "Update 26/03/2025"),
        ("1", "Recruit", "HoS", "Adverts placed.", "Interviews held."),
    ]

    content = taken(a_sheet(*rows)).content

    assert [update["dated_raw"] for update in content["updates"]] == ["12/03/2025", "26/03/2025"]


def test_that_a_log_names_the_actions_and_meetings_it_belongs_to():
    plan = a_sheet(HEADER, FIRST, name="Plan")
    log = a_sheet(
        ("Ref", "Date raised", "Action", "Owner", "Due", "Complete?", "Related actions"),
        ("L1", "12/03/2025", "Bring figures on rotas", "HoS", "Apr 2025", "N", "1.1, 9.9"),
        name="Board action log",
    )

    result = taken(plan, log)

    (entry,) = result.content["log_entries"]
    assert (entry["raised_at"], entry["action_refs"]) == ("12/03/2025", ["1.1"])
    assert any("9.9" in each.what for each in result.left_out)


def test_that_a_slash_or_comma_parts_leads_that_stand_alone_elsewhere_with_trap_b21():
    leads = [
        "A Jones",
        "J Smith",
        "J Smith/A Jones",
        "A Jones, J Smith",
        "PS/IL",
        "Manager, Quality",
        "Quality/Audit lead",
    ]
    rows = [HEADER[:3], *((str(number), f"Action number {number}", lead) for number, lead in enumerate(leads))]

    assert [action["leads"] for action in actions(a_sheet(*rows))][2:] == [
        ["J Smith", "A Jones"],
        ["A Jones", "J Smith"],
        ["PS", "IL"],
        ["Manager, Quality"],
        ["Quality/Audit lead"],
    ]


def test_that_a_comparator_may_be_named_in_the_cell_with_trap_b37():
    rows = [
        ("Ref", "Measure", "2014/15 Stat. Nbr average"),
        ("12a", "Visits", "90% (England ave.)"),
        ("12b", "Reviews", "88%"),
    ]

    assert [each["comparator"] for each in taken(a_sheet(*rows)).content["comparators"]] == [
        "England",
        "statistical neighbours",
    ]


def test_that_the_front_lines_say_what_the_plan_is_called_and_when_it_was_issued():
    sheet = a_sheet(
        ("Steady Ground",),
        ("Improvement plan – Year 2",),
        ("Version 2.1 October 2016",),
        (),
        HEADER,
        FIRST,
        bold=[1, 5],
    )

    plan = taken(sheet).content["plan"]

    assert plan == {
        "title": "Steady Ground",
        "subtitle": "Improvement plan – Year 2",
        "version": "Version 2.1",
        "version_date_raw": "October 2016",
    }


def test_that_a_text_between_title_and_header_is_the_theme_s_outcome():
    statement = (
        "Outcome: Care leavers receive help that fits their needs, and are given the opportunities that they need."
    )
    rows = [("Theme 1: Practice",), HEADER, FIRST, (), ("Theme 2: Care leavers",), (statement,), HEADER, SECOND]

    content = taken(a_sheet(*rows, bold=[1, 2, 5, 7], merged=["A6:E6"])).content

    assert [theme["title"] for theme in content["themes"]] == ["Practice", "Care leavers"]
    assert content["themes"][1]["outcome_statement"].startswith("Care leavers receive")


def test_that_a_log_keeps_the_meeting_over_its_entries():
    rows = [
        ("No", "Action", "Owner", "Due", "Status"),
        ("Meeting of 12 March 2025",),
        (1, "Bring a paper", "HoS", "April 2025", "Closed"),
        ("Meeting of 9 April 2025",),
        (2, "Report on visits", "QA lead", "June 2025", "Open"),
    ]

    content = taken(a_sheet(*rows, merged=["A2:E2", "A4:E4"], bold=[1, 2, 4], name="Action log")).content

    assert [entry["raised_at"] for entry in content["log_entries"]] == [
        "Meeting of 12 March 2025",
        "Meeting of 9 April 2025",
    ]
    assert [meeting["date_raw"] for meeting in content["meetings"]] == ["12 March 2025", "9 April 2025"]


def test_that_headings_among_kpis_are_sections_that_their_commentary_shares():
    rows = [
        ("Ref", "Indicator", "Apr-24", "May-24"),
        ("Theme 1: Early help",),
        ("K1", "Visits", 10, 12),
        ("Next steps", None, "More workers start in June."),
        ("Theme 2: Social work",),
        ("K2", "Reviews", 5, 6),
    ]

    content = taken(a_sheet(*rows, merged=["A2:D2", "A4:B4", "C4:D4", "A5:D5"], bold=[1, 2, 5])).content

    assert [theme["title"] for theme in content["themes"]] == ["Early help", "Social work"]
    assert [kpi["section"] for kpi in content["kpis"]] == ["Early help", "Social work"]
    assert [(each["section"], each["kpi_refs"]) for each in content["commentary"]] == [("Early help", ["K1"])]
