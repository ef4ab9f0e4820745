"""Plans in Word documents as councils write them: tables over pages, headings, prose, keys and front pages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.exchange.reading.documents import (
    BULLETS,
    NUMBERS,
    PAGE_END,
    W,
    actions,
    bold,
    bullet,
    cell,
    found,
    heading,
    paragraph,
    reasons,
    row,
    run,
    table,
    taken,
)
from waymark.exchange.reading.found import Kind

HEADER = ("Action", "KPI Ref", "Due", "Lead")
REFS = ("Ref", "Action", "Due", "Lead")
OUTCOMES = ("Action", "Outcomes", "Measure", "Lead", "Review date", "Update")
RED, AMBER, GREEN = "FF0000", "FFC000", "00B050"


def section(text: str, columns: int = 4) -> str:
    """A row merged across a table."""
    return row(cell(paragraph(run(text, look="<w:b/>")), fill="D9D9D9", columns=columns))


def told(result: Any) -> list[str]:
    return [each.what for each in result.left_out]


def of(item: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(item.get(name, "") for name in names)


def passages(result: Any) -> list[tuple[str, str]]:
    return [(each.get("heading", ""), each["text"]) for each in result.content.get("passages", [])]


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


def test_that_sentences_set_side_by_side_are_passages(tmp_path):
    frames = table(
        ["Give every child a good start", "Keep people well for longer"], ["Make safe and strong places", ""]
    )

    result = taken(tmp_path, heading("Our strategy"), frames, table(REFS, ["1", "Recruit", "May 2024", "Head"]))

    assert passages(result) == [
        ("Our strategy", "Give every child a good start"),
        ("Our strategy", "Keep people well for longer"),
        ("Our strategy", "Make safe and strong places"),
    ]


def test_that_trap_s02_a_rating_is_a_word_a_letter_or_a_colour(tmp_path):
    rows = [
        row("1", "Hold weekly meetings", "May 2024", cell("", fill=GREEN)),
        row("2", "Publish the strategy", "May 2024", cell("A", fill=AMBER)),
        row("3", "Audit forty cases", "May 2024", "Red"),
    ]

    result = taken(tmp_path, table(["Ref", "Action", "Due", "RAG"], *rows))

    assert [item["rating_raw"] for item in result.content["actions"]] == ["Green", "A", "Red"]
    assert reasons(result) == ["rag_by_fill_only"]


def test_that_a_key_is_read_from_a_table_of_colours(tmp_path):
    key = table(
        row(cell("RAG guide", columns=2)),
        *(
            row(cell("", fill=fill), word)
            for fill, word in ((GREEN, "Favourable"), (AMBER, "On track"), (RED, "Unfavourable"))
        ),
    )

    result = found(tmp_path, key, table(REFS, ["1", "Recruit", "May 2024", "Head"]))

    assert [(mark.word, mark.colour) for mark in result.key] == [
        ("Favourable", "#00b050"),
        ("On track", "#ffc000"),
        ("Unfavourable", "#ff0000"),
    ]


@pytest.mark.parametrize(
    "blocks",
    [
        [paragraph("Green is all of it done, amber is begun and on time, and red means late or not begun.")],
        [bullet("Green – all of it done"), bullet("Amber (A): begun and on time"), bullet("Red = late or not begun")],
    ],
    ids=["sentence", "list"],
)
def test_that_a_key_is_read_from_words(tmp_path, blocks):
    result = taken(
        tmp_path, heading("How we rate"), *blocks, heading("Actions"), table(REFS, ["1", "Recruit", "May 2024", "Head"])
    )

    assert [of(rating, "label", "definition") for rating in result.content["rag_scheme"]] == [
        ("Green", "all of it done"),
        ("Amber", "begun and on time"),
        ("Red", "late or not begun"),
    ]


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


def test_that_prose_keeps_its_headings_its_bullets_and_its_letters(tmp_path):
    blocks = [
        *(heading("Summary"), heading("Workforce", 2), paragraph("Vacancies are at 43%.")),
        *(heading("Background"), paragraph("We were inspected:", number=NUMBERS)),
        paragraph("in May", number=NUMBERS, level=1),
        paragraph("again", number=BULLETS),
        *(heading("Costs", 2), paragraph("There are none.", number=NUMBERS)),
        heading("Actions"),
        table(REFS, ["1", "Recruit", "May 2024", "Head"]),
    ]

    assert passages(taken(tmp_path, *blocks)) == [
        ("Summary / Workforce", "Vacancies are at 43%."),
        ("Background", "We were inspected:"),
        ("Background", "(a) in May"),
        ("Background", "- again"),
        ("Costs", "There are none."),
    ]


def test_that_the_front_page_tells_title_subtitle_version_date_and_whose_it_is(tmp_path):
    blocks = [
        paragraph("NORBURY\nCOUNTY COUNCIL"),
        paragraph("Steady Ground", style="Title"),
        paragraph("Improvement plan for 2024 to 2026", style="Subtitle"),
        paragraph("October 2024\nVersion 1.3"),
        *(heading("Introduction"), paragraph("This is our plan."), heading("Actions")),
        table(REFS, ["1", "Recruit", "May 2024", "Head"]),
    ]

    result = taken(tmp_path, *blocks, title="An old title", creator="A. Person")

    assert result.content["plan"] == {
        "title": "Steady Ground",
        "subtitle": "Improvement plan for 2024 to 2026",
        "organisation": "Norbury",
        "version": "Version 1.3",
        "version_date_raw": "October 2024",
    }
    assert [text for _, text in passages(result)] == ["This is our plan."]


def test_that_the_marking_of_each_page_is_that_of_the_plan(tmp_path):
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="h" Type="x/header" Target="header1.xml"/></Relationships>'
    )
    header = f'<w:hdr xmlns:w="{W}">{paragraph("OFFICIAL – SENSITIVE")}{paragraph("Page 1")}</w:hdr>'
    parts = {"word/_rels/document.xml.rels": relations, "word/header1.xml": header}

    result = taken(tmp_path, heading("Actions"), table(REFS, ["1", "Recruit", "May 2024", "Head"]), parts=parts)

    assert result.content["plan"]["marking"] == "OFFICIAL – SENSITIVE"


def test_that_trap_l26_a_committee_and_its_date_are_no_title(tmp_path):
    blocks = [
        bold("CHILDREN’S SCRUTINY COMMITTEE – 5th NOVEMBER 2024"),
        bold("PROGRESS WITH THE RECOMMENDATIONS OF 2022 - 2024"),
        bold("REPORT OF THE DIRECTOR"),
        heading("Purpose"),
        paragraph("To tell of progress.", number=NUMBERS),
        table(REFS, ["1", "Recruit", "May 2024", "Head"]),
    ]

    plan = taken(tmp_path, *blocks).content["plan"]

    assert of(plan, "title", "version_date_raw") == (
        "PROGRESS WITH THE RECOMMENDATIONS OF 2022 - 2024",
        "5th NOVEMBER 2024",
    )


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


def test_that_a_plan_of_nested_bullets_is_one(tmp_path):
    blocks = [
        *(heading("Background"), bullet("We were inspected in May"), bullet("Much was good")),
        *(heading("Priority 1: Workforce"), bullet("Recruitment")),
        *(bullet("Recruit two managers", 1), bullet("Lead: Head of Service", 2), bullet("By when: March 2024", 2)),
        *(bullet("Train them all (Lead: Head of Learning; Due: May 2024)", 1), bullet("Retention")),
        *(bullet("Ask why people leave", 1), bullet("Owner: Head of Service", 2), bullet("Progress: 4 of 6 asked", 2)),
        *(heading("Priority 2: Practice"), bullet("Audit forty cases (Lead: Head of Quality, Timescale: monthly)")),
    ]

    result = taken(tmp_path, *blocks)

    assert [of(item, "text", "leads", "due_raw", "theme_title") for item in result.content["actions"]] == [
        ("Recruit two managers", ["Head of Service"], "March 2024", "Workforce"),
        ("Train them all", ["Head of Learning"], "May 2024", "Workforce"),
        ("Ask why people leave", ["Head of Service"], "", "Workforce"),
        ("Audit forty cases", ["Head of Quality"], "monthly", "Practice"),
    ]
    assert [each["title"] for each in result.content["objectives"]] == ["Recruitment", "Retention"]
    assert passages(result) == [("Background", "- We were inspected in May"), ("Background", "- Much was good")]


def test_that_bullets_without_a_lead_or_a_date_are_prose(tmp_path):
    blocks = [
        heading("What we will do"),
        bullet("Recruit two managers"),
        bullet("Note: in the north"),
        bullet("Train them"),
    ]

    result = taken(tmp_path, *blocks)

    assert "actions" not in result.content
    assert len(passages(result)) == 3


MEASURED = (
    "Ref",
    "Recommendation",
    "RAG",
    "Targets",
    "Outturn 2016/17",
    "Performance",
    "Target March 18",
    "Target March 2020",
)


def a_recommendation(ref: str, aims: list[str], *figures: list[str]) -> str:
    """A row of a table of recommendations, with the lines of its cells of figures."""
    text = f"Ensure that what number {ref} asks for is done for every child."
    return row(ref, text, "G", cell("All is well.", "Measure", *aims), *(cell(*lines) for lines in figures))


def test_that_trap_l22_measures_with_a_figure_on_each_line_are_kpis_with_dated_targets(tmp_path):
    aims = ["Children seen in time.", "Plans reviewed"]
    figures = (["50.4%", "8"], ["55.7% (Sept 18)", "9"], ["52%", "7.5"], ["55%", "7"])

    result = taken(tmp_path, table(MEASURED, a_recommendation("1", aims, *figures)))

    seen, reviewed = result.content["kpis"]
    assert of(seen, "title", "target_raw", "target_due_raw") == ("Children seen in time", "52%", "March 18")
    assert [of(each, "raw", "due_raw") for each in result.content["targets"]] == [
        ("55%", "March 2020"),
        ("7", "March 2020"),
    ]
    assert [of(each, "comparator", "period_raw", "raw") for each in result.content["comparators"]] == [
        ("outturn", "2016/17", "50.4%"),
        ("outturn", "2016/17", "8"),
    ]
    assert [of(each, "period_raw", "raw") for each in result.content["readings"]] == [
        ("Sept 18", "55.7% (Sept 18)"),
        ("Performance", "9"),
    ]
    assert result.content["recommendations"][0]["kpi_refs"] == [seen["id"], reviewed["id"]]
    assert (
        result.content["recommendations"][0]["targets"]
        == "All is well.\nMeasure\nChildren seen in time.\nPlans reviewed"
    )


@pytest.mark.parametrize(
    ("aims", "figures"),
    [
        (["One", "Two", "Three"], (["8.1%", "69.3%"], ["8%", "69.1%"], ["7.5%"], ["7%"])),
        (["Stability of the workforce:", "- Turnover", "- Vacancies"], (["12.4"], ["215.5"], ["6.1"], ["12"])),
        (["One"], (["N/A"], ["Reviewed by hand"], ["80%"], ["100%"])),
    ],
    ids=["L12", "L20", "L28"],
)
def test_that_trap_figures_that_do_not_stand_beside_measures_are_told_and_never_guessed(tmp_path, aims, figures):
    result = taken(tmp_path, table(MEASURED, a_recommendation("1", aims, *figures)))

    assert reasons(result) == ["figures_unaligned"]
    assert figures[2][0] in result.doubts[0].say
    assert "kpis" not in result.content


def test_that_a_card_for_each_action_is_a_row_of_one_table(tmp_path):
    def a_card(text: str, lead: str, due: str) -> str:
        return table(["Action:", text], ["Lead:", lead], ["Due date:", due], ["RAG:", "Green"])

    blocks = [
        *(
            heading("Priority 1: Leadership"),
            a_card("1.1 Hold weekly meetings", "Director", "March 2024"),
            paragraph(""),
        ),
        *(a_card("1.2 Publish the strategy", "Head of Policy", "June 2024"), heading("Priority 2: Practice")),
        a_card("2.1 Audit forty cases", "Head of Quality", "May 2024"),
    ]

    assert [of(item, "ref", "text", "due_raw", "theme_title", "where") for item in actions(tmp_path, *blocks)] == [
        ("1.1", "Hold weekly meetings", "March 2024", "Leadership", "Table 1, row 1, column 2"),
        ("1.2", "Publish the strategy", "June 2024", "Leadership", "Table 2, row 1, column 2"),
        ("2.1", "Audit forty cases", "May 2024", "Practice", "Table 3, row 1, column 2"),
    ]


def test_that_a_header_typed_above_a_table_is_its_header(tmp_path):
    above = paragraph(run("Ref"), "<w:r><w:tab/></w:r>", run("Action"), "<w:r><w:tab/></w:r>", run("Lead"))

    found_there = actions(
        tmp_path, above, table(["1", "Hold weekly meetings", "Director"], ["2", "Train", "Head of Service"])
    )

    assert [of(item, "ref", "text", "leads") for item in found_there] == [
        ("1", "Hold weekly meetings", ["Director"]),
        ("2", "Train", ["Head of Service"]),
    ]


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


def test_that_what_controls_a_document_is_no_action(tmp_path):
    control = table(["Title", "Improvement plan"], ["Owner", "Director"], ["Date", "May 2024"], ["Status", "Final"])

    result = taken(tmp_path, control, heading("Actions"), table(REFS, ["1", "Recruit", "May 2024", "Head"]))

    assert [item["text"] for item in result.content["actions"]] == ["Recruit"]
