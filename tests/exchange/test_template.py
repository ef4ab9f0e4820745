"""Papers in a council's own template: where they go in it, its pages, and their heads and feet."""

from __future__ import annotations

from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml

from tests.exchange.papers import paper_of
from tests.exchange.schema import misplaced
from tests.exchange.templates import (
    R,
    W,
    a_control,
    a_council_template,
    a_field,
    a_paper,
    a_plain_template,
    add_bookmark,
    around,
    part,
    remade,
    text,
    texts,
    written,
)
from tests.pictures import a_picture
from tests.plans import a_cover, a_passage
from waymark.exchange.papers.word import write_paper


@pytest.fixture(scope="module")
def content():
    return a_paper()


@pytest.fixture(scope="module")
def council(content, tmp_path_factory):
    return written(content, a_council_template(tmp_path_factory.mktemp("council") / "council.docx"))


def test_that_the_paper_stands_where_the_bookmark_is_between_what_the_template_says(council):
    said = texts(council)

    assert said[0] == "Report to the Improvement Board"
    assert said[-1] == "Contact: the Democratic Services team"
    assert "Steady Ground" in said
    assert "The paper goes here." not in said


def test_that_the_logo_stays_and_the_marking_is_filled_in_where_it_is_asked_for(council):
    [head] = around(council, "header")

    assert head.find(f".//{W}drawing") is not None
    assert text(head) == "OFFICIAL-SENSITIVE"
    assert head.find(f".//{W}showingPlcHdr") is None
    assert head.find(f".//{W}rStyle") is None


def test_that_the_issue_is_added_at_the_foot_below_what_the_council_says_there(council):
    [foot] = around(council, "footer")

    lines = [text(line) for line in foot.iter(f"{W}p")]
    assert lines == [
        "Riverbank Council, page 1",
        "Steady Ground, Version 4, November 2017. Data as at 30 November 2017.",
        "OFFICIAL-SENSITIVE",
    ]


def test_that_pages_without_head_and_foot_get_the_marking_and_page_x_of_y(content, tmp_path):
    path = written(content, a_plain_template(tmp_path / "plain.docx"))

    [head], [foot] = around(path, "hdr"), around(path, "ftr")
    assert text(head) == "OFFICIAL-SENSITIVE"
    assert [code.text for code in foot.iter(f"{W}instrText")] == [" PAGE ", " NUMPAGES "]


def test_that_upright_pages_are_the_templates_and_wide_ones_the_same_turned(council):
    sections = [*part(council, "word/document.xml").iter(f"{W}sectPr")]

    sizes = {tuple(map(section.find(f"{W}pgSz").get, (f"{W}w", f"{W}h", f"{W}orient"))) for section in sections}
    heads = {section.find(f"{W}headerReference").get(f"{R}id") for section in sections}
    margins = {section.find(f"{W}pgMar").get(f"{W}left") for section in sections}
    assert sizes == {("11906", "16838", None), ("16838", "11906", "landscape")}
    assert len(heads) == 1
    assert margins == {"1701"}


def test_that_tables_charts_and_pictures_are_no_wider_than_the_templates_text(council):
    upright, wide = (length - 1_701 - 1_134 for length in (11_906, 16_838))
    document = part(council, "word/document.xml")

    tables = {int(each.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) for each in document.iter(f"{W}tbl")}
    drawings = [int(each.get("cx")) for each in document.iter("{*}extent")]
    assert tables == {upright, wide}
    assert 0.9 * wide * 635 < 2 * max(drawings) <= wide * 635


def test_that_the_elements_stand_in_the_order_of_the_schema(council):
    roots = [part(council, f"word/{name}.xml") for name in ("document", "numbering")]

    roots += [*around(council, "header"), *around(council, "footer")]
    assert [place for root in roots for place in misplaced(root)] == []


def test_that_python_docx_opens_it(council):
    document = Document(str(council))

    assert document.core_properties.title == "Steady Ground: Board paper, November 2017"
    assert document.core_properties.author == "Marlbrook"
    assert len(document.inline_shapes) == 2


def test_that_the_template_is_not_changed(content, tmp_path):
    template = a_council_template(tmp_path / "council.docx")
    before = template.read_bytes()

    written(content, template)

    assert template.read_bytes() == before


def test_that_without_a_place_the_paper_takes_the_place_of_the_text_and_what_that_showed_is_not_kept(content, tmp_path):
    template = tmp_path / "last.docx"
    secret = a_passage("What only the board may read: [a link](https://example.org/secret)")
    shown = a_passage("A map", picture_id="picture")
    write_paper(paper_of(a_cover(title="Last month"), secret, a_picture(), shown), template)

    path = written(content, template)

    assert not any("board may read" in line for line in texts(path))
    with ZipFile(path) as file:
        assert not any(b"secret" in file.read(name) for name in file.namelist())
    assert "Steady Ground" in texts(path)


def test_that_an_exempt_papers_footnotes_and_comments_do_not_travel_with_its_styles(content, tmp_path):
    document = Document()
    run = document.add_paragraph("Words").runs[0]
    document.add_comment(run, text="Not for the public", author="An officer")
    document.save(str(tmp_path / "last.docx"))

    path = written(content, tmp_path / "last.docx")

    with ZipFile(path) as file:
        assert not any(b"Not for the public" in file.read(name) for name in file.namelist())


def test_that_a_front_page_with_its_own_head_is_marked_too_and_no_later_page_is_one(content, tmp_path):
    document: Any = Document()
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "Front"
    document.save(str(tmp_path / "front.docx"))

    path = written(content, tmp_path / "front.docx")

    heads = [text(head) for head in (*around(path, "header"), *around(path, "hdr"))]
    assert sorted(heads) == ["FrontOFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"]
    fronts = [section.find(f"{W}titlePg") is not None for section in part(path, "word/document.xml").iter(f"{W}sectPr")]
    assert fronts[0]
    assert not any(fronts[1:])


def test_that_a_word_template_is_written_on_as_a_document(content, tmp_path):
    plain, template = a_plain_template(tmp_path / "plain.docx"), tmp_path / "plain.dotx"
    with ZipFile(plain) as read, ZipFile(template, "w") as made:
        for name in read.namelist():
            made.writestr(name, read.read(name).replace(b"document.main+xml", b"template.main+xml"))

    assert "Steady Ground" in texts(written(content, template))


def test_that_a_content_control_is_a_place_too_and_goes(content, tmp_path):
    template = a_plain_template(tmp_path / "plain.docx")
    document: Any = Document(str(template))
    document.add_paragraph("Before")
    document.element.body.insert(1, parse_xml(a_control("Content", "Click here")))
    document.save(str(template))

    said = texts(written(content, template))

    assert said[:2] == ["Before", "Steady Ground"]
    assert "Click here" not in said


def test_that_a_bookmark_over_several_paragraphs_is_replaced_whole(content, tmp_path):
    template = a_plain_template(tmp_path / "plain.docx")
    document: Any = Document(str(template))
    first, second, _ = (document.add_paragraph(words) for words in ("Sample", "More of it", "Behind"))
    add_bookmark(first, "content", second)
    document.save(str(template))

    said = texts(written(content, template))

    assert said[0] == "Steady Ground"
    assert said[-1] == "Behind"
    assert "More of it" not in said


def test_that_pages_that_are_all_across_stay_so(content, tmp_path):
    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    document.save(str(tmp_path / "across.docx"))

    sections = part(written(content, tmp_path / "across.docx"), "word/document.xml").iter(f"{W}sectPr")

    assert {section.find(f"{W}pgSz").get(f"{W}w") for section in sections} == {"15840"}


def test_that_a_form_that_may_only_be_filled_in_gives_a_paper_that_may_be_edited(content, tmp_path):
    document: Any = Document()
    document.settings.element.append(parse_xml(f'<w:documentProtection xmlns:w="{W[1:-1]}" w:edit="forms"/>'))
    document.save(str(tmp_path / "form.docx"))

    path = written(content, tmp_path / "form.docx")

    assert part(path, "word/settings.xml").find(f"{W}documentProtection") is None


CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"


def with_custom_properties(name, content):
    """The package's own list and bonds, with a part for what a council says of its documents."""
    if name == "_rels/.rels":
        kind = f"{CUSTOM.rpartition('/')[0]}/custom-properties".replace("2006", "2006/relationships")
        bond = f'<Relationship Id="own" Type="{kind}" Target="docProps/custom.xml"/></Relationships>'
        return content.replace(b"</Relationships>", bond.encode())
    if name == "[Content_Types].xml":
        kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
        entry = f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/></Types>'
        return content.replace(b"</Types>", entry.encode())
    return content


def test_that_fields_and_properties_that_ask_for_what_a_paper_knows_are_filled(content, tmp_path):
    document: Any = Document()
    head = document.sections[0].header.paragraphs[0]
    simple = "<w:r><w:t>The old title</w:t></w:r>"
    head._p.append(parse_xml(f'<w:fldSimple xmlns:w="{W[1:-1]}" w:instr=" TITLE ">{simple}</w:fldSimple>'))
    head._p.extend(parse_xml(f'<w:p xmlns:w="{W[1:-1]}">{a_field("DOCPROPERTY Version", " of old")}</w:p>'))
    document.save(str(tmp_path / "fields.docx"))
    template = remade(tmp_path / "fields.docx", with_custom_properties)
    with ZipFile(template, "a") as file:
        said = '<lpwstr xmlns="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">Secret</lpwstr>'
        named = "".join(
            f'<property pid="{pid}" name="{name}">{said}</property>' for pid, name in ((2, "Marking"), (3, "Box"))
        )
        file.writestr("docProps/custom.xml", f'<Properties xmlns="{CUSTOM}">{named}</Properties>')

    path = written(content, template)

    [head] = around(path, "header")
    assert text(head) == "Steady GroundVersion 4, November 2017OFFICIAL-SENSITIVE"
    own = part(path, "docProps/custom.xml")
    assert ["".join(each.itertext()) for each in own] == ["OFFICIAL-SENSITIVE", "Secret"]
