"""Under which headings the actions of a document stand: themes, objectives, recommendations and their statements."""

from __future__ import annotations

import pytest

from tests.exchange.reading.documents import (
    BLANK,
    OUTCOMES,
    PAGE_END,
    REFS,
    actions,
    bold,
    cell,
    heading,
    of,
    paragraph,
    passages,
    row,
    section,
    table,
    taken,
    told,
)


def test_that_trap_b26_headings_that_jump_levels_are_themes_of_one_rank(tmp_path):
    rows = table(REFS, ["1", "Audit forty cases a month", "May 2024", "Head of Quality"])
    blocks = [heading("Theme 1: Practice"), rows, heading("Theme 2: Care", 2), rows.replace(">1<", ">2<")]

    result = taken(tmp_path, *blocks, heading("Theme 3: Leaders", 3), rows.replace(">1<", ">3<"))

    assert [of(theme, "ref", "title") for theme in result.content["themes"]] == [
        ("1", "Practice"),
        ("2", "Care"),
        ("3", "Leaders"),
    ]


def test_that_headings_within_a_theme_are_objectives_and_parts_of_the_document_are_none(tmp_path):
    def rows(ref: str) -> str:
        return table(REFS, [ref, f"Do what number {ref} says", "May 2024", "Head of Quality"])

    result = taken(
        tmp_path,
        heading("Our actions"),
        *(heading("Practice", 2), heading("Supervision", 3), rows("1"), heading("Audit", 3), rows("2")),
        *(heading("Workforce", 2), heading("Recruitment", 3), rows("3")),
    )

    assert [theme["title"] for theme in result.content["themes"]] == ["Practice", "Workforce"]
    assert [each["title"] for each in result.content["objectives"]] == ["Supervision", "Audit", "Recruitment"]


def test_that_bold_lines_are_headings_where_no_style_says_so(tmp_path):
    blocks = [
        *(bold("Norbury Council"), bold("A plan for better care"), paragraph("March 2024"), paragraph("Version 2.1")),
        *(bold("Introduction"), paragraph("This is what we will do now that the inspection is over. " * 5)),
        *(bold("Workforce"), table(REFS, ["1", "Recruit two managers", "May 2024", "Head of Service"])),
    ]

    result = taken(tmp_path, *blocks)

    assert of(result.content["plan"], "title", "organisation", "version", "version_date_raw") == (
        "A plan for better care",
        "Norbury Council",
        "Version 2.1",
        "March 2024",
    )
    assert [theme["title"] for theme in result.content["themes"]] == ["Workforce"]
    assert [each for each, _ in passages(result)] == ["Introduction"]


def test_that_trap_s22_rows_of_dashes_are_lines_and_names_in_tables_are_sections(tmp_path):
    dashes = ["---"] * 4
    blocks = table(
        REFS, section("Practice"), ["1", "Audit cases", "May 2024", "Head"], dashes, ["2", "Train", "May 2024", "Head"]
    )

    result = taken(tmp_path, blocks)

    assert [of(item, "ref", "theme_title") for item in result.content["actions"]] == [
        ("1", "Practice"),
        ("2", "Practice"),
    ]
    assert "a line between rows" in told(result)


def test_that_a_name_in_the_first_row_is_the_theme_where_the_heading_above_is_that_of_the_table_before(tmp_path):
    rows = ["Audit forty cases a month", "Fewer errors", "Audits", "Head", "May 2024", "Begun"]
    others = ["Agree who does what and when", "Less delay", "Time", "Head", "May 2024", "Begun"]
    blocks = [heading("Quality"), table(OUTCOMES, rows), PAGE_END, table(section("Permanency", 6), OUTCOMES, others)]

    assert [item["theme_title"] for item in actions(tmp_path, *blocks)] == ["Quality", "Permanency"]


@pytest.mark.parametrize(
    "statement",
    [
        [paragraph("Outcome statement:"), paragraph("Every child is seen.")],
        [heading("Outcome statement", 2), paragraph("Every child is seen.")],
        [paragraph("Outcome: Every child is seen.")],
        [paragraph("Every child is seen.")],
    ],
    ids=["line", "heading", "label", "text alone"],
)
def test_that_the_text_beneath_a_theme_is_its_outcome(tmp_path, statement):
    blocks = [heading("Theme 1: Practice"), *statement, table(REFS, ["1", "Recruit", "May 2024", "Head"])]

    result = taken(tmp_path, *blocks)

    assert [theme["outcome_statement"] for theme in result.content["themes"]] == ["Every child is seen."]
    assert passages(result) == []


def test_that_outcomes_beneath_the_name_of_a_theme_are_its_own_wherever_they_stand(tmp_path):
    blocks = [
        *(heading("Our aims"), paragraph("These are what we want for all children.")),
        *(heading("Practice", 2), paragraph("Children are seen"), paragraph("Plans are good")),
        *(heading("Practice"), table(REFS, ["1", "Recruit two managers", "May 2024", "Head"])),
        *(heading("Workforce"), table(REFS, ["2", "Train two managers", "May 2024", "Head"])),
    ]

    result = taken(tmp_path, *blocks)

    assert result.content["themes"][0]["outcome_statement"] == "Children are seen\nPlans are good"
    assert passages(result) == [("Our aims", "These are what we want for all children.")]


def test_that_actions_stand_under_the_recommendations_that_reach_down_beside_them(tmp_path):
    rows = [
        row(cell("1. Strengthen oversight", merge="restart"), "Train all managers", "Head", "May 2024"),
        row(cell("", merge="continue"), "Audit forty cases a month", "Head", "Ongoing"),
        row("2. Improve plans", "Issue a guide to all teams", "Head", "June 2024"),
    ]

    result = taken(tmp_path, heading("Action plan"), table(["Recommendation", "Action", "Lead", "Timescale"], *rows))

    assert [of(item, "text", "theme_title") for item in result.content["actions"]] == [
        ("Train all managers", "Strengthen oversight"),
        ("Audit forty cases a month", "Strengthen oversight"),
        ("Issue a guide to all teams", "Improve plans"),
    ]


def test_that_a_table_beneath_one_that_is_left_out_stands_under_its_own_heading(tmp_path):
    def a_priority(number: int, title: str) -> list[str]:
        vision = table(["Our vision", "Every child has a plan"], ["Sponsor", "Director of Services"])
        rows = [[f"A{number}.{place}", f"Do number {place}", "May 2024", "Head of Quality"] for place in (1, 2)]
        return [heading(f"Priority {number}: {title}", 2), vision, BLANK, table(REFS, *rows)]

    result = taken(tmp_path, heading("Part two"), *a_priority(1, "Practice"), *a_priority(2, "Workforce"))

    assert [of(item, "ref", "theme_title") for item in result.content["actions"]] == [
        ("A1.1", "Practice"),
        ("A1.2", "Practice"),
        ("A2.1", "Workforce"),
        ("A2.2", "Workforce"),
    ]
    assert not any("header again" in each for each in told(result))


def test_that_a_bold_line_above_a_sentence_is_a_heading_and_not_on_the_front_page(tmp_path):
    def a_theme(name: str, ref: str) -> list[str]:
        words = "Some words on what this is about and why it matters to children."
        return [bold(name), paragraph(words), table(REFS, [ref, "Meet weekly", "May 2024", "Director"])]

    result = taken(
        tmp_path, bold("Our plan for children"), *a_theme("1. LEADERSHIP", "1.1"), *a_theme("2. CARE", "2.1")
    )

    assert result.content["plan"]["title"] == "Our plan for children"
    assert [item["theme_title"] for item in result.content["actions"]] == ["LEADERSHIP", "CARE"]


def test_that_a_column_of_themes_goes_before_the_heading_above_the_only_table(tmp_path):
    rows = [["Front door", "Put schools in the hub", "Hub Manager"], ["Courts", "File in time", "Court Lead"]]

    found_there = actions(tmp_path, heading("What we plan"), table(["Area of work", "Action", "Lead"], *rows))

    assert [item["theme_title"] for item in found_there] == ["Front door", "Courts"]
