"""What shuts readers out of a Word document: each rule on a document that keeps it and on one that does not."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from tests.exchange.papers import NOVEMBER
from tests.exchange.templates import a_council_template
from tests.pictures import a_picture, a_png
from tests.plans import a_cover, a_passage, a_theme, an_action
from waymark.domain.changes import Insert, applied
from waymark.domain.errors import Refused
from waymark.domain.plan import Plan
from waymark.exchange.accessibility import RULES, findings
from waymark.exchange.accessibility.document import read_document
from waymark.exchange.beginnings import example_plan
from waymark.exchange.papers.assembly import paper
from waymark.exchange.papers.issue import Form, Issue
from waymark.exchange.papers.outline import KINDS
from waymark.exchange.papers.word import write_paper


@pytest.fixture
def document() -> Any:
    """A document that keeps every rule."""
    made: Any = Document()
    made.core_properties.title, made.core_properties.author = "A paper", "Marlbrook"
    normal = made.styles["Normal"].font
    normal.size, normal.color.rgb = Pt(12), RGBColor(0, 0, 0)
    for level in (1, 2, 3):
        made.styles[f"Heading {level}"].font.color.rgb = RGBColor(0, 0, 0)
    made.styles["Heading 3"].font.size = Pt(12)
    made.add_heading("A paper", 1)
    made.add_paragraph("Some words.")
    made.add_paragraph("An item", style="List Bullet")
    _add_table(made)
    made.add_heading("More", 2)
    return made


def _add_table(document: Any) -> Any:
    table = document.add_table(3, 2)
    table.style = "Table Grid"
    for number, row in enumerate(table.rows):
        _mark(row, "cantSplit")
        for cell in row.cells:
            cell.text = f"Row {number}"
    _mark(table.rows[0], "tblHeader")
    for tag in ("tblCaption", "tblDescription"):
        table._tbl.tblPr.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:val="Rows"/>'))
    return table


def _mark(row: Any, tag: str) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:{tag} {nsdecls('w')}/>"))


def _unmark(row: Any, tag: str) -> None:
    properties = row._tr.trPr
    properties.remove(properties.find(qn(f"w:{tag}")))


def found(document: Any, tmp_path: Path) -> list[Any]:
    document.save(str(tmp_path / "some.docx"))
    return [*findings(read_document(tmp_path / "some.docx"))]


def _paragraph(**look: Any):
    def spoil(document: Any) -> None:
        run = document.add_paragraph().add_run("Some more words")
        for name, value in look.items():
            setattr(run.font, name, value)

    return spoil


def _words(words: str):
    return lambda document: document.add_paragraph(words)


def _in_colour(colour: str):
    def spoil(document: Any) -> None:
        document.add_paragraph().add_run("Some more words").font.color.rgb = RGBColor.from_string(colour)

    return spoil


def _justify(document: Any) -> None:
    document.add_paragraph("Some more words").alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _fill(document: Any, words: str, fill: str) -> None:
    cell = document.tables[0].cell(1, 1)
    cell.text = words
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}"/>'))


def _link(words: str):
    return lambda document: document.paragraphs[1]._p.append(
        parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="x"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>')
    )


def _picture(words: str):
    def spoil(document: Any) -> None:
        document.add_picture(BytesIO(a_png()))
        properties = document.inline_shapes[-1]._inline.docPr
        properties.set("descr", words)

    return spoil


def _text_box(document: Any) -> None:
    box = f"<w:txbxContent {nsdecls('w')}><w:p><w:r><w:t>Aside</w:t></w:r></w:p></w:txbxContent>"
    document.paragraphs[1]._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:pict>{box}</w:pict></w:r>"))


def _columns(document: Any) -> None:
    document.sections[0]._sectPr.find(qn("w:cols")).set(qn("w:num"), "2")


def _without_language(document: Any) -> None:
    for language in [*document.styles.element.iter(qn("w:lang"))]:
        language.getparent().remove(language)


def _height(document: Any) -> None:
    document.tables[0].rows[1]._tr.trPr.append(parse_xml(f'<w:trHeight {nsdecls("w")} w:val="300" w:hRule="exact"/>'))


def _one_row(document: Any) -> None:
    for row in document.tables[0].rows[1:]:
        document.tables[0]._tbl.remove(row._tr)


SPOILT = {
    "title-property": lambda document: setattr(document.core_properties, "title", ""),
    "author-property": lambda document: setattr(document.core_properties, "author", ""),
    "language": _without_language,
    "one-title": lambda document: document.add_heading("Another title", 1),
    "heading-levels": lambda document: document.add_heading("Too deep", 4),
    "blank-heading": lambda document: document.add_heading("", 2),
    "columns": _columns,
    "alternative-text": _picture(""),
    "text-box": _text_box,
    "layout-table": _one_row,
    "empty-table": lambda document: document.add_table(2, 2),
    "header-row": lambda document: _unmark(document.tables[0].rows[0], "tblHeader"),
    "blank-header": lambda document: setattr(document.tables[0].cell(0, 1), "text", ""),
    "split-rows": lambda document: _unmark(document.tables[0].rows[1], "cantSplit"),
    "merged-cells": lambda document: document.tables[0].cell(1, 0).merge(document.tables[0].cell(1, 1)),
    "nested-table": lambda document: document.tables[0].cell(1, 0).add_table(2, 2),
    "table-title": lambda document: document.tables[0]._tbl.tblPr.remove(document.tables[0]._tbl.tblPr[-1]),
    "colour-alone": lambda document: _fill(document, "", "FF0000"),
    "fixed-height": _height,
    "small-text": _paragraph(size=Pt(11.5)),
    "low-contrast": _in_colour("888888"),
    "set-in-capitals": _paragraph(all_caps=True),
    "italics": _paragraph(italic=True),
    "underlined": _paragraph(underline=True),
    "typed-in-capitals": _words("PROTECTING CHILDREN"),
    "justified": _justify,
    "typed-list": _words("• an item"),
    "blank-paragraph": _words("  "),
    "link-text": _link("Click here"),
    "bare-address": _words("See https://example.org/a/b"),
}


def test_that_a_document_that_keeps_all_rules_has_no_findings(document, tmp_path):
    assert found(document, tmp_path) == []


@pytest.mark.parametrize("rule", SPOILT)
def test_that_a_rule_finds_what_it_is_there_for(document, tmp_path, rule):
    SPOILT[rule](document)

    assert rule in [each.rule.id for each in found(document, tmp_path)]


def test_that_every_rule_is_tried_and_says_what_it_wants():
    assert set(RULES) - set(SPOILT) == {"floating", "old-shape-alternative-text"}
    assert all(rule.wants.endswith(".") for rule in RULES.values())


@pytest.mark.parametrize(
    "spoil",
    [
        _in_colour("6D6D6D"),
        _words("OFFICIAL"),
        _words("79% - of 40"),
        _words("* figure is being checked"),
        _link("The guide to placements"),
        _picture("A map of the localities"),
        lambda document: _fill(document, "Red", "FFD0D0"),
        lambda document: document.add_page_break(),
    ],
    ids=["grey", "one word", "dash", "asterisk", "link", "picture", "fill", "page break"],
)
def test_that_near_misses_are_no_findings(document, tmp_path, spoil):
    spoil(document)

    assert found(document, tmp_path) == []


@pytest.mark.parametrize("typed", ["•\tan item", "\uf0b7an item", "-\tan item", "– an item"])
def test_that_bullets_are_found_in_whatever_way_they_are_typed(document, tmp_path, typed):
    document.add_paragraph(typed)

    assert [each.rule.id for each in found(document, tmp_path)] == ["typed-list"]


def test_that_what_was_moved_away_under_tracked_changes_is_not_looked_at(document, tmp_path):
    gone = "<w:r><w:rPr><w:i/></w:rPr><w:t>Gone</w:t></w:r>"
    document.paragraphs[1]._p.append(parse_xml(f'<w:moveFrom {nsdecls("w")} w:id="1">{gone}</w:moveFrom>'))

    assert found(document, tmp_path) == []


@pytest.mark.parametrize(
    ("titles", "sentences"),
    [(1, []), (2, ["There are 2 titles; a document has one."])],
)
def test_that_under_one_title_there_may_be_several_headings_of_level_1(document, tmp_path, titles, sentences):
    for _ in range(titles):
        document.paragraphs[0].insert_paragraph_before("Marlbrook", style="Title")
    document.styles["Title"].font.color.rgb = RGBColor(0, 0, 0)
    document.add_heading("A second part", 1)

    assert [each.sentence for each in found(document, tmp_path)] == sentences


def test_that_a_first_heading_that_is_too_low_is_told_without_a_heading_before_it(document, tmp_path):
    document.paragraphs[0].style = "Heading 2"

    sentences = [each.sentence for each in found(document, tmp_path)]

    assert "The heading “A paper” is of level 2, and none is before it." in sentences


def test_that_text_is_held_against_the_fill_behind_it(document, tmp_path):
    _fill(document, "Amber", "333333")

    [finding] = found(document, tmp_path)
    assert finding.sentence == "Text in #000000 on #333333 has a contrast of 1.7 to 1."
    assert finding.places == ("table 1 under “A paper”, row 2",)


def test_that_a_picture_that_is_only_decoration_needs_no_words(document, tmp_path):
    _picture("")(document)
    mark = '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/main"
    extensions = f'<a:extLst xmlns:a="{namespace}"><a:ext uri="{{C183D7F6}}">{mark}</a:ext></a:extLst>'
    document.inline_shapes[-1]._inline.docPr.append(parse_xml(extensions))

    assert found(document, tmp_path) == []


def test_that_a_picture_that_floats_is_found_in_the_text_and_not_at_the_head_of_pages(document, tmp_path):
    drawing = document.add_paragraph().add_run()
    drawing.add_picture(BytesIO(a_png()), width=Cm(1))
    inline = document.inline_shapes[-1]._inline
    inline.docPr.set("descr", "A map")
    inline.tag = qn("wp:anchor")

    assert [each.rule.id for each in found(document, tmp_path)] == ["floating"]


def test_that_the_same_fault_at_several_places_is_one_finding(document, tmp_path):
    for _ in range(3):
        _paragraph(italic=True)(document)
    document.add_heading("Further", 2)
    _paragraph(italic=True)(document)

    [finding] = found(document, tmp_path)
    assert finding.places == ("under “More”: “Some more words”", "under “Further”: “Some more words”")


def test_that_a_short_text_that_may_break_is_found_and_a_row_of_more_than_half_a_page_is_not(document, tmp_path):
    row = document.tables[0].rows[1]
    _unmark(row, "cantSplit")
    row.cells[0].text = "Train every team manager. " * 300

    assert found(document, tmp_path) == []


@pytest.mark.parametrize("kind", KINDS)
def test_that_every_paper_of_the_example_plan_keeps_all_rules(tmp_path, kind):
    shown = a_passage("Where the localities are", paper="", heading="Purpose", picture_id="picture")
    plan = applied(Plan(), [*example_plan(earlier=False), Insert(a_picture()), Insert(shown)])

    write_paper(paper(plan, Issue(kind, NOVEMBER)), tmp_path / "paper.docx")

    assert findings(read_document(tmp_path / "paper.docx")) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_that_papers_of_a_plan_just_begun_keep_all_rules_too(tmp_path, kind):
    plan = applied(Plan(), [Insert(a_cover()), Insert(a_theme()), Insert(an_action(theme_id=""))])

    write_paper(paper(plan, Issue(kind, NOVEMBER)), tmp_path / "paper.docx")

    assert findings(read_document(tmp_path / "paper.docx")) == ()


def test_that_what_a_template_brings_along_is_told(tmp_path):
    template = a_council_template(tmp_path / "council.docx")
    plan = applied(Plan(), example_plan(earlier=False))
    write_paper(paper(plan, Issue("board", NOVEMBER)), tmp_path / "paper.docx", Form(template))

    told = {each.rule.id for each in findings(read_document(tmp_path / "paper.docx"))}

    assert told == {"alternative-text", "italics", "low-contrast", "small-text"}


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04 cut"], ids=["empty", "text", "damaged"])
def test_that_what_is_no_document_is_refused_by_name(tmp_path, content):
    (tmp_path / "some.docx").write_bytes(content)

    with pytest.raises(Refused, match=r"“some\.docx”"):
        read_document(tmp_path / "some.docx")
