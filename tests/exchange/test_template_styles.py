"""A council's styles in papers: those that are named alike, chosen, or missing."""

from __future__ import annotations

from typing import Any

import pytest
from docx import Document
from lxml import etree

from tests.exchange.templates import (
    W,
    a_council_template,
    a_paper,
    a_plain_template,
    around,
    part,
    remade,
    styled,
    text,
    written,
)
from waymark.domain.errors import Refused
from waymark.exchange.accessibility import findings
from waymark.exchange.accessibility.document import read_document
from waymark.exchange.papers.template.matching import unmatched


@pytest.fixture(scope="module")
def content():
    return a_paper()


@pytest.fixture(scope="module")
def council(content, tmp_path_factory):
    return written(content, a_council_template(tmp_path_factory.mktemp("council") / "council.docx"))


def test_that_headings_and_lists_take_the_templates_styles_whatever_their_ids(council):
    assert "Steady Ground" in styled(council, "Heading 1")
    assert "Purpose" in styled(council, "Heading 2")
    assert "Actions by theme and rating" in styled(council, "Heading 3")
    assert styled(council, "List Bullet") == ["progress", "the guide"]
    ids = [style.get(f"{W}styleId") for style in part(council, "word/styles.xml").iter(f"{W}style")]
    assert "berschrift3" in ids
    assert "Heading3" not in ids
    assert len(ids) == len(set(ids))


def test_that_every_style_and_list_in_use_is_defined(council):
    known = {style.get(f"{W}styleId") for style in part(council, "word/styles.xml").iter(f"{W}style")}
    lists = {number.get(f"{W}numId") for number in part(council, "word/numbering.xml").iter(f"{W}num")}
    parts = [part(council, f"word/{name}.xml") for name in ("document", "styles", "numbering")]
    parts += [*around(council, "header"), *around(council, "footer")]

    for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
        assert {named.get(f"{W}val") for each in parts for named in each.iter(f"{W}{tag}")} <= known | {
            "PlaceholderText"
        }
    assert {each.get(f"{W}val") for root in parts for each in root.iter(f"{W}numId")} <= lists


def test_that_an_added_style_looks_as_the_council_writes_and_a_namesake_is_not_touched(council):
    styles = {style.get(f"{W}styleId"): style for style in part(council, "word/styles.xml").iter(f"{W}style")}

    assert styles["TableText"].find(f"{W}basedOn").get(f"{W}val") == "Normal"
    assert styles["Heading2"].find(f"{W}rPr/{W}color").get(f"{W}val") == "5B1A5E"
    assert "DataTable" not in styles


def test_that_styles_without_a_namesake_are_listed_with_those_that_could_stand_for_them(tmp_path):
    missing = {each.name: each.candidates for each in unmatched(a_council_template(tmp_path / "council.docx"))}

    assert "Cover detail" in missing
    assert "Heading 2" not in missing
    assert "Data table" not in missing
    assert "Section heading" in missing["Cover detail"]


def test_that_a_style_may_be_chosen_and_still_is_a_heading_of_its_level(content, tmp_path):
    template = a_council_template(tmp_path / "council.docx")

    path = written(content, template, **{"heading 2": "section heading"})

    assert "Purpose" in styled(path, "Section heading")
    levels = {text(p): p.find(f"{W}pPr/{W}outlineLvl") for p in part(path, "word/document.xml").iter(f"{W}p")}
    assert levels["Purpose"].get(f"{W}val") == "1"
    assert levels["Steady Ground"] is None


@pytest.mark.parametrize(
    ("chosen", "words"),
    [({"Heading 9": "Quote"}, "No style of Waymark’s is called “Heading 9”"), ({"Note": "Aside"}, "no style “Aside”")],
    ids=["ours", "theirs"],
)
def test_that_a_choice_of_a_style_that_there_is_not_is_refused(content, tmp_path, chosen, words):
    with pytest.raises(Refused, match=words):
        written(content, a_council_template(tmp_path / "council.docx"), **chosen)


def like_libreoffice(name, content):
    """Styles as LibreOffice writes them: named in capitals, none marked as usual, headings without a level."""
    if name != "word/styles.xml":
        return content
    styles: Any = etree.fromstring(content)
    for style in styles.findall(f"{W}style"):
        style.attrib.pop(f"{W}default", None)
        named = style.find(f"{W}name")
        named.set(f"{W}val", named.get(f"{W}val").capitalize())
        for level in [*style.iter(f"{W}outlineLvl")]:
            level.getparent().remove(level)
        if style.get(f"{W}type") in ("table", "numbering"):
            styles.remove(style)
    return etree.tostring(styles)


def test_that_styles_as_libreoffice_writes_them_are_found_and_headings_given_their_levels(content, tmp_path):
    path = written(content, remade(a_plain_template(tmp_path / "plain.docx"), like_libreoffice))

    assert "Purpose" in styled(path, "Heading 2")
    levels = [each.level for each in read_document(path).headings]
    assert levels[:3] == [1, 2, 2]
    defaults = [style for style in part(path, "word/styles.xml") if style.get(f"{W}default") == "1"]
    assert [style.get(f"{W}styleId") for style in defaults] == ["TableNormal"]


def test_that_paragraphs_take_the_style_that_follows_a_heading_unless_it_numbers_them(content, tmp_path):
    for style, body in {"Body Text": "Body Text", "List Number": "Normal"}.items():
        document: Any = Document()
        document.styles["Heading 1"].next_paragraph_style = document.styles[style]
        document.save(str(tmp_path / "next.docx"))

        assert "To note." in styled(written(content, tmp_path / "next.docx"), body)


def test_that_a_list_style_that_makes_no_list_is_made_one(content, tmp_path):
    document: Any = Document()
    properties = document.styles["List Bullet"].element.pPr
    properties.remove(properties.numPr)
    document.save(str(tmp_path / "bare.docx"))

    path = written(content, tmp_path / "bare.docx")

    assert "typed-list" not in [each.rule.id for each in findings(read_document(path))]
    style = Document(str(path)).styles["List Bullet"].element
    assert style.find(f"{W}pPr/{W}numPr/{W}numId") is not None
