"""Plans that are no usual table: bullets, cards, headers typed above, measures line by line within a cell."""

from __future__ import annotations

import pytest

from tests.exchange.reading.documents import (
    BLANK,
    GREEN,
    REFS,
    STYLES,
    W,
    actions,
    bullet,
    cell,
    heading,
    of,
    paragraph,
    passages,
    reasons,
    row,
    run,
    table,
    taken,
)


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


def test_that_the_brackets_behind_a_bullet_may_say_by_when(tmp_path):
    blocks = [
        paragraph("Recruit ten carers (Lead: Fostering Manager, by June 2025)", style="ListBullet"),
        paragraph("Ask those who left", style="ListBulletTwo"),
        paragraph("Visit carers (Lead: Fostering Manager, by all means)", style="ListBullet"),
    ]
    style = '<w:style w:type="paragraph" w:styleId="ListBulletTwo"><w:name w:val="List Bullet 2"/>'
    style += '<w:basedOn w:val="ListBullet"/></w:style>'
    styles = {"word/styles.xml": f'<w:styles xmlns:w="{W}">{STYLES}{style}</w:styles>'}

    found_there = actions(tmp_path, heading("Our plan"), *blocks, parts=styles)

    assert [of(item, "text", "leads", "due_raw") for item in found_there] == [
        ("Recruit ten carers\nAsk those who left", ["Fostering Manager"], "June 2025"),
        ("Visit carers", ["Fostering Manager, by all means"], ""),
    ]


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


def test_that_a_card_may_have_two_labels_on_a_row_and_a_title_over_them(tmp_path):
    def a_card(ref: str, text: str, due: str) -> str:
        return table(
            row(cell(f"Action {ref}: {text}", columns=4)),
            ["Lead", "Director", "Due date", due],
            row("RAG", cell("", fill=GREEN), "Status", ""),
            row("Update", cell("It goes well", columns=3)),
        )

    cards = (a_card("1", "Hold weekly meetings", "March 2024"), BLANK, a_card("2", "Publish the strategy", "June 2024"))
    found_there = actions(tmp_path, heading("Priority 1: Leadership"), *cards)

    assert [of(item, "ref", "text", "due_raw", "rating_raw", "update") for item in found_there] == [
        ("1", "Hold weekly meetings", "March 2024", "Green", "It goes well"),
        ("2", "Publish the strategy", "June 2024", "Green", "It goes well"),
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


def test_that_what_controls_a_document_is_no_action(tmp_path):
    control = table(["Title", "Improvement plan"], ["Owner", "Director"], ["Date", "May 2024"], ["Status", "Final"])

    result = taken(tmp_path, control, heading("Actions"), table(REFS, ["1", "Recruit", "May 2024", "Head"]))

    assert [item["text"] for item in result.content["actions"]] == ["Recruit"]
