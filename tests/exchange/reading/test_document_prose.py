"""The prose of a document: its front page, its passages, the key that it prints."""

from __future__ import annotations

import pytest

from tests.exchange.reading.documents import (
    AMBER,
    BULLETS,
    GREEN,
    NUMBERS,
    RED,
    REFS,
    W,
    bold,
    bullet,
    cell,
    found,
    heading,
    of,
    paragraph,
    passages,
    row,
    table,
    taken,
)


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
