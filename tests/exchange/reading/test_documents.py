"""Tables of plans in Word documents as councils write them: over pages, with rows broken, merged, shaded and short."""

from __future__ import annotations

import pytest

from tests.exchange.reading.documents import (
    AMBER,
    GREEN,
    HEADER,
    OUTCOMES,
    PAGE_END,
    REFS,
    actions,
    cell,
    found,
    heading,
    of,
    reasons,
    row,
    section,
    table,
    taken,
    told,
)
from waymark.exchange.reading.found import Kind


def test_that_trap_b23_a_table_over_three_pages_is_one_and_its_objectives_hold(tmp_path):
    blocks = [
        heading("Theme 1: Practice"),
        table(HEADER, section("1.1 Audit"), ["1.1.1 Audit forty cases", "1", "Dec 2016", "Head of Quality"]),
        PAGE_END,
        table(HEADER, ["1.1.2 Tell of what was learned", "1", "Jan 2017", "Head of Quality"]),
        PAGE_END,
        table(
            ["1.1.3 Audit them again", "1", "Mar 2017", "Head of Quality"],
            HEADER,
            ["1.1.4 Publish the results", "1", "May 2017", "Head of Quality"],
            section("1.2 Supervise"),
            ["1.2.1 Train all managers", "2", "Mar 2017", "Head of Service"],
        ),
    ]

    result = taken(tmp_path, *blocks)

    assert [(item["ref"], item["theme_ref"]) for item in result.content["actions"]] == [
        (ref, "1") for ref in ("1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.2.1")
    ]
    objectives = {each["id"]: each["ref"] for each in result.content["objectives"]}
    assert [objectives[item["objective_ref"]] for item in result.content["actions"]] == ["1.1"] * 4 + ["1.2"]


def test_that_trap_b24_one_header_over_refs_and_texts_is_that_of_the_texts(tmp_path):
    blocks = [
        heading("Theme 1: Practice"),
        table(HEADER, section("1.1 Audit"), ["1.1.1 Audit forty cases", "1", "Dec 2016", "Head of Quality"]),
        PAGE_END,
        table(
            row(cell("Action", columns=2), "KPI Ref", "Due", "Lead"),
            ["1.1.2", "Tell of what was learned", "1", "Jan 2017", "Head of Quality"],
            ["1.1.3", "Audit them again", "1", "Mar 2017", "Head of Quality"],
        ),
    ]

    result = taken(tmp_path, *blocks)

    assert [of(item, "ref", "text") for item in result.content["actions"]] == [
        ("1.1.1", "Audit forty cases"),
        ("1.1.2", "Tell of what was learned"),
        ("1.1.3", "Audit them again"),
    ]
    assert len({item["objective_ref"] for item in result.content["actions"]}) == 1


@pytest.mark.parametrize("joint", ["\n", " "], ids=["line break", "B20 run together"])
def test_that_trap_two_leads_in_one_cell_are_two(tmp_path, joint):
    both = f"Head of Service, Care & Care Leavers{joint}Head of Quality and Audit"
    rows = [
        ("1.1", "Audit", "May 2024", "Head of Service, Care & Care Leavers"),
        ("1.2", "Train", "May 2024", "Head of Quality and Audit"),
        ("1.3", "Visit", "May 2024", both),
        ("1.4", "Review", "May 2024", both.replace(joint, " ")),
    ]

    leads = [item["leads"] for item in actions(tmp_path, table(REFS, *rows))]

    assert leads[2] == leads[3] == ["Head of Service, Care & Care Leavers", "Head of Quality and Audit"]


def test_that_trap_s03_rows_broken_over_a_page_are_joined_in_mid_sentence(tmp_path):
    blocks = [
        heading("Workforce"),
        table(
            OUTCOMES,
            ["Train supervisors", "Children are seen", "Audits", "Di Rector, Quality &", "Nov 2024", "All of the"],
        ),
        PAGE_END,
        table(
            OUTCOMES,
            ["", "and heard", "Fewer complaints", "Safety", "", "teams were trained."],
            ["Recruit four workers", "Lower caseloads", "Vacancies", "Head of Service", "Jan 2025", "Advert is out."],
        ),
    ]

    first, second = actions(tmp_path, *blocks)

    assert of(first, "outcomes_expected", "measures", "update") == (
        "Children are seen and heard",
        "Audits\nFewer complaints",
        "All of the teams were trained.",
    )
    assert first["leads"] == ["Di Rector, Quality & Safety"]
    assert second["text"] == "Recruit four workers"


def test_that_trap_s03_a_text_broken_in_mid_word_order_is_one_action(tmp_path):
    blocks = [
        table(OUTCOMES, ["Recruit four workers for teams", "Lower caseloads", "", "Head", "Jan 2025", "Out"]),
        PAGE_END,
        table(
            OUTCOMES,
            ["in the north of the borough", "", "", "", "", "now."],
            ["Train them", "", "", "Head", "May 2025", ""],
        ),
    ]

    assert [item["text"] for item in actions(tmp_path, *blocks)] == [
        "Recruit four workers for teams in the north of the borough",
        "Train them",
    ]


def test_that_trap_s04_a_row_that_lost_a_cell_is_told_and_nothing_taken_for_a_date(tmp_path):
    blocks = [
        table(OUTCOMES, ["Recruit four workers", "Lower caseloads", "Vacancies", "Head", "Jan 2025", "Advert is out."]),
        PAGE_END,
        table(OUTCOMES, ["", "Fewer leavers", "", "", "The interviews were held in May, and three were appointed."]),
    ]

    result = taken(tmp_path, *blocks)

    [item] = result.content["actions"]
    assert of(item, "review_date_raw", "outcomes_expected") == ("Jan 2025", "Lower caseloads\nFewer leavers")
    assert reasons(result) == ["row_out_of_shape"]
    assert result.doubts[0].where == "Table 2, row 2, column 5"


def test_that_trap_l21_a_row_without_a_ref_goes_on_with_the_one_above(tmp_path):
    header = ("Ref", "Recommendation", "RAG", "Evidence", "Lead")
    recommendation = "Ensure that every child has a plan that is reviewed in time."
    merged = [cell(text, merge="restart") for text in ("17.", recommendation, "A")]
    beneath = [cell("", merge="continue") for _ in merged]

    result = taken(
        tmp_path,
        table(header, row(*merged, "Plans are audited.", "Head of Quality"), row(*beneath, "More were trained.", "")),
    )

    [item] = result.content["recommendations"]
    assert of(item, "ref", "rating_raw", "evidence") == ("17", "A", "Plans are audited.\nMore were trained.")


def test_that_trap_s20_a_header_without_rows_is_no_kpi(tmp_path):
    header = ["Measure", "September", "October", "RAG"]
    blocks = [
        heading("Performance"),
        table(
            *(
                section("Partnerships"),
                header,
                ["% of health checks", "95%", "97%", ""],
                ["% of dental checks", "64%", "", ""],
            ),
            *(section("Permanency"), header),
        ),
    ]

    result = taken(tmp_path, *blocks)

    assert [of(kpi, "title", "section") for kpi in result.content["kpis"]] == [
        ("% of health checks", "Partnerships"),
        ("% of dental checks", "Partnerships"),
    ]


def test_that_trap_s21_trailing_blank_cells_are_nothing(tmp_path):
    rows = [["% of visits", "95%", "97%", "", ""], ["% of reviews", "64%", "60%", "", ""]]

    result = taken(tmp_path, table(["Measure", "Sep 2022", "Oct 2022", "RAG"], *rows))

    assert len(result.content["readings"]) == 4
    assert reasons(result) == []


def test_that_a_table_without_a_header_has_that_of_the_one_before(tmp_path):
    columns = ("Action", "Owner", "Deadline", "Status")
    blocks = [
        heading("Action log"),
        heading("Board meeting of 12 March 2024", 2),
        table(columns, ["Bring a paper on caseloads", "A. Person", "April 2024", "Open"]),
        heading("Board meeting of 14 May 2024", 2),
        table(
            ["Invite the police", "B. Person", "July 2024", "Open"], ["Publish minutes", "Clerk", "May 2024", "Closed"]
        ),
    ]

    result = taken(tmp_path, *blocks)

    assert [of(entry, "action", "raised_at") for entry in result.content["log_entries"]] == [
        ("Bring a paper on caseloads", "Board meeting of 12 March 2024"),
        ("Invite the police", "Board meeting of 14 May 2024"),
        ("Publish minutes", "Board meeting of 14 May 2024"),
    ]


def test_that_registers_matrices_and_figures_in_frames_are_left_out_with_the_reason(tmp_path):
    blocks = [
        *(heading("In figures"), table([cell("7.5", "Happiness"), cell("33,108", "Children")])),
        *(heading("Risks"), table(["Risk", "Likelihood", "Impact"], ["Staff leave", "3", "4"])),
        *(heading("Scoring matrix"), table(["", "1", "2"], ["1", "1", "2"], ["2", "2", "4"])),
        *(heading("Actions"), table(REFS, ["1", "Recruit", "May 2024", "Head of Service"])),
    ]

    result = taken(tmp_path, *blocks)

    assert [item["text"] for item in result.content["actions"]] == ["Recruit"]
    assert "kpis" not in result.content
    reasons_told = " ".join(told(result))
    assert "does not know: “7.5 Happiness" in reasons_told
    assert "a register of risks" in reasons_told
    assert "by its heading, “Scoring matrix”" in reasons_told


def test_that_trap_s02_a_rating_is_a_word_a_letter_or_a_colour(tmp_path):
    rows = [
        row("1", "Hold weekly meetings", "May 2024", cell("", fill=GREEN)),
        row("2", "Publish the strategy", "May 2024", cell("A", fill=AMBER)),
        row("3", "Audit forty cases", "May 2024", "Red"),
    ]

    result = taken(tmp_path, table(["Ref", "Action", "Due", "RAG"], *rows))

    assert [item["rating_raw"] for item in result.content["actions"]] == ["Green", "A", "Red"]
    assert reasons(result) == ["rag_by_fill_only"]


def test_that_trap_b36_a_note_merged_over_figures_of_several_rows_is_that_of_the_first(tmp_path):
    header = ["Ref", "Measure", "Target", "2015/16 outturn", "Latest performance"]
    note = "Note: these are counted together for now"
    rows = [
        row("1a", "Assessments rated good", "80%", "54%", "79%"),
        row("1b", "Plans rated good", "80%", cell(note, columns=2, merge="restart")),
        row("1c", "Reviews rated good", "80%", cell("", columns=2, merge="continue")),
    ]

    result = taken(tmp_path, table(header, *rows))

    names = {kpi["id"]: kpi["ref"] for kpi in result.content["kpis"]}
    assert [(names[each["kpi_id"]], each["raw"]) for each in result.content["comparators"]] == [
        ("1a", "54%"),
        ("1b", note),
    ]
    assert [(names[each["kpi_id"]], each["raw"]) for each in result.content["readings"]] == [("1a", "79%")]


def test_that_trap_c55_a_lone_cell_behind_a_commentary_is_told_and_not_taken(tmp_path):
    header = ["Ref", "Indicator", "Oct-17", "Nov-17", "Target"]
    activity = row(cell("Improvement Activity", columns=2), cell("More visits were made.", columns=2), "CIN 5:")
    blocks = [
        heading("CARE"),
        table(header, ["C 1", "Visits", "62%", "64%", "90%"], ["C 2", "Reviews", "1%", "2%", "3%"], activity),
    ]

    result = taken(tmp_path, *blocks)

    assert [of(each, "kind", "text") for each in result.content["commentary"]] == [
        ("improvement_activity", "More visits were made.")
    ]
    assert "stands apart from the commentary: “CIN 5:”" in told(result)


def test_that_tables_are_found_in_the_words_of_the_kind_of_each(tmp_path):
    kinds = [table.kind for table in found(tmp_path, table(REFS, ["1", "Recruit", "May 2024", "Head"])).tables]

    assert kinds == [Kind.actions]
