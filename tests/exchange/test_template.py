"""Papers in a council's own template: its styles, pages, head and foot, and what is refused of one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from lxml import etree

from tests.exchange.papers import paper_of
from tests.exchange.schema import misplaced
from tests.exchange.templates import a_control, a_council_template, a_plain_template, add_bookmark
from tests.pictures import a_picture
from tests.plans import a_cover, a_kpi, a_passage, a_placement, a_reading, a_theme, an_action
from waymark.domain.errors import Refused
from waymark.exchange.accessibility import findings
from waymark.exchange.accessibility.document import read_document
from waymark.exchange.papers.issue import Form
from waymark.exchange.papers.template.matching import unmatched
from waymark.exchange.papers.word import write_paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@pytest.fixture(scope="module")
def content():
    theme, kpi = a_theme(), a_kpi(polarity="BIB")
    readings = [a_reading(kpi, f"2017-{month}", f"{60 + month}%") for month in (10, 11)]
    action = an_action(theme_id=theme.id, text="Train managers:\n- one\n- two")
    cover = a_cover(organisation="Marlbrook", version="Version 4", marking="OFFICIAL-SENSITIVE")
    passage = a_passage("To note.\n- progress\n- [the guide](https://example.org/guide)", heading="Purpose")
    picture = a_passage("A map", heading="Purpose", picture_id="picture", rank="b")
    return paper_of(cover, theme, kpi, a_placement(kpi, theme), *readings, action, passage, picture, a_picture())


@pytest.fixture(scope="module")
def council(content, tmp_path_factory):
    folder = tmp_path_factory.mktemp("council")
    return written(content, a_council_template(folder / "council.docx"))


def written(content, template: Path, **styles) -> Path:
    target = template.with_name("paper.docx")
    write_paper(content, target, Form(template, styles))
    return target


def part(path, name) -> Any:
    with ZipFile(path) as file:
        return etree.fromstring(file.read(name))


def names(path):
    with ZipFile(path) as file:
        return file.namelist()


def text(element):
    return "".join(element.itertext(f"{W}t"))


def texts(path):
    return [text(p) for p in part(path, "word/document.xml").iter(f"{W}p")]


def around(path, kind):
    return [part(path, name) for name in sorted(names(path)) if re.fullmatch(rf"word/.*{kind}\d*\.xml", name)]


def styled(path, name):
    document = Document(str(path))
    return [each.text for each in document.paragraphs if each.style is not None and each.style.name == name]


def test_that_the_paper_stands_where_the_bookmark_is_between_what_the_template_says(council):
    said = texts(council)

    assert said[0] == "Report to the Improvement Board"
    assert said[-1] == "Contact: the Democratic Services team"
    assert "Steady Ground" in said
    assert "The paper goes here." not in said


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


def test_that_an_added_style_looks_as_the_council_writes_and_a_namesake_is_not_touched(council):
    styles = {style.get(f"{W}styleId"): style for style in part(council, "word/styles.xml").iter(f"{W}style")}

    assert styles["TableText"].find(f"{W}basedOn").get(f"{W}val") == "Normal"
    assert styles["Heading2"].find(f"{W}rPr/{W}color").get(f"{W}val") == "5B1A5E"
    assert "DataTable" not in styles


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


def remade(template: Path, change) -> Path:
    """The template with its parts changed: gone where `change` gives None."""
    made = template.with_name("changed.docx")
    with ZipFile(template) as read, ZipFile(made, "w") as file:
        for name in read.namelist():
            content = change(name, read.read(name))
            if content is not None:
                file.writestr(name, content)
    return made


def without_styles(name, content):
    if name == "word/styles.xml":
        return b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    return content


def strict(name, content):
    return content.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without_styles, "has no styles"),
        (lambda name, content: None if name == "word/styles.xml" else content, "damaged"),
        (lambda name, content: None if name == "word/document.xml" else content, "damaged"),
        (lambda name, content: None if name == "[Content_Types].xml" else content, "damaged"),
        (lambda name, content: content[:-30] if name == "word/document.xml" else content, "damaged"),
        (strict, "Strict"),
        (lambda name, content: content.replace(b'r:id="rId', b'r:id="gone'), "damaged"),
        (lambda name, content: re.sub(rb'ContentType="[^"]+theme[^"]+"', b"", content), "damaged"),
    ],
    ids=["no styles", "styles gone", "text gone", "list gone", "cut", "strict", "loose ends", "kindless"],
)
def test_that_a_template_that_is_no_use_is_refused_in_one_sentence(content, tmp_path, change, words):
    template = remade(a_council_template(tmp_path / "council.docx"), change)

    with pytest.raises(Refused, match=words) as refused:
        written(content, template)

    assert "“changed.docx”" in str(refused.value)
    assert not (tmp_path / "paper.docx").exists()


@pytest.mark.parametrize(
    ("name", "bytes", "words"),
    [
        ("notes.txt", b"Styles", "no Word document"),
        ("macros.docm", b"PK", "no Word document"),
        ("old.docx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "password"),
        ("empty.docx", b"", "empty"),
        ("text.docx", b"Styles", "not an Excel or Word file"),
    ],
)
def test_that_what_is_no_word_file_is_refused_as_a_template(content, tmp_path, name, bytes, words):
    (tmp_path / name).write_bytes(bytes)

    with pytest.raises(Refused, match=words):
        written(content, tmp_path / name)


def test_that_a_template_with_macros_is_refused(content, tmp_path):
    template = a_plain_template(tmp_path / "plain.docx")
    with ZipFile(template, "a") as file:
        file.writestr("word/vbaProject.bin", b"Sub AutoOpen()")

    with pytest.raises(Refused, match="holds macros"):
        written(content, template)


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


def test_that_fields_and_properties_that_ask_for_the_title_are_filled(content, tmp_path):
    document: Any = Document()
    head = document.sections[0].header.paragraphs[0]
    head._p.append(
        parse_xml(f'<w:fldSimple xmlns:w="{W[1:-1]}" w:instr=" TITLE "><w:r><w:t>x</w:t></w:r></w:fldSimple>')
    )
    document.save(str(tmp_path / "fields.docx"))

    [head] = around(written(content, tmp_path / "fields.docx"), "header")

    assert text(head) == "Steady GroundOFFICIAL-SENSITIVE"


def test_that_a_place_within_a_table_is_refused(content, tmp_path):
    document: Any = Document()
    cell = document.add_table(1, 1).cell(0, 0).paragraphs[0]
    cell._p.append(etree.fromstring(f'<w:bookmarkStart xmlns:w="{W[1:-1]}" w:id="1" w:name="Content"/>'))
    document.save(str(tmp_path / "table.docx"))

    with pytest.raises(Refused, match="within a table"):
        written(content, tmp_path / "table.docx")


def test_that_a_paper_is_not_written_over_its_own_template(content, tmp_path):
    template = a_plain_template(tmp_path / "paper.docx")
    before = template.read_bytes()

    with pytest.raises(Refused, match="is the template"):
        write_paper(content, template, Form(template))

    assert template.read_bytes() == before
