"""Templates as councils make them, for tests to write on."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from tests.exchange.papers import paper_of
from tests.pictures import a_picture, a_png
from tests.plans import a_cover, a_kpi, a_passage, a_placement, a_reading, a_theme, an_action
from waymark.exchange.papers.content import Paper
from waymark.exchange.papers.issue import Form
from waymark.exchange.papers.word import write_paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def a_council_template(path: Path) -> Path:
    """A4, a logo and a control for the marking at the head, a page number at the foot, a bookmark for the content."""
    document: Any = Document()
    _set_page(document.sections[0])
    _set_styles(document)
    head = document.sections[0].header
    head.paragraphs[0].add_run().add_picture(BytesIO(a_png(160, 60)), width=Cm(4))
    head._element.append(parse_xml(a_control("Protective marking", "Choose a marking")))
    foot = document.sections[0].footer.paragraphs[0]
    foot.add_run("Riverbank Council, page ")
    foot._p.extend(parse_xml(f"<w:p {nsdecls('w')}>{a_field('PAGE', '1')}</w:p>"))
    document.add_paragraph("Report to the Improvement Board")
    document.element.body.insert(1, parse_xml(a_control("Title", "Click to enter a title")))
    add_bookmark(document.add_paragraph("The paper goes here."), "Waymark")
    document.add_paragraph("Contact: the Democratic Services team")
    document.core_properties.author = "A former officer"
    document.save(str(path))
    return path


def a_plain_template(path: Path) -> Path:
    """What python-docx begins with: Letter pages, Word's usual styles, no header and no footer."""
    Document().save(str(path))
    return path


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin, section.bottom_margin = Cm(4), Cm(2.5)


def _set_styles(document: Any) -> None:
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Arial", Pt(12)
    for level, size in enumerate((22, 17, 14, 12), 1):
        heading = styles[f"Heading {level}"].font
        heading.color.rgb, heading.size, heading.name = RGBColor(0x5B, 0x1A, 0x5E), Pt(size), "Arial"
    section = styles.add_style("Section heading", WD_STYLE_TYPE.PARAGRAPH)
    section.base_style, section.font.size, section.font.bold = styles["Normal"], Pt(18), True
    # In another language, Word's own styles have other ids.
    for style in styles.element.iter(f"{W}style"):
        if style.get(f"{W}styleId") == "Heading3":
            style.set(f"{W}styleId", "berschrift3")


def add_bookmark(first: Any, name: str, last: Any = None) -> None:
    """Name a paragraph, or those from the first to the last."""
    first._p.insert(0, parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="7" w:name="{name}"/>'))
    (first if last is None else last)._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="7"/>'))


def a_control(name: str, words: str) -> str:
    """A content control that nobody has filled in."""
    return (
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{name}"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>'
        f'<w:p><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p>'
        "</w:sdtContent></w:sdt>"
    )


def a_field(code: str, result: str) -> str:
    """A field, and what it last came to."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def a_paper() -> Paper:
    """A paper with everything that a template has a say in: headings, lists, tables, a chart, a picture, a link."""
    theme, kpi = a_theme(), a_kpi(polarity="BIB")
    readings = [a_reading(kpi, f"2017-{month}", f"{60 + month}%") for month in (10, 11)]
    action = an_action(theme_id=theme.id, text="Train managers:\n- one\n- two")
    cover = a_cover(organisation="Marlbrook", version="Version 4", marking="OFFICIAL-SENSITIVE")
    passage = a_passage("To note.\n- progress\n- [the guide](https://example.org/guide)", heading="Purpose")
    picture = a_passage("A map", heading="Purpose", picture_id="picture", rank="b")
    paper: Paper = paper_of(
        cover, theme, kpi, a_placement(kpi, theme), *readings, action, passage, picture, a_picture()
    )
    return paper


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


def remade(template: Path, change) -> Path:
    """The template with its parts changed: gone where `change` gives None."""
    made = template.with_name("changed.docx")
    with ZipFile(template) as read, ZipFile(made, "w") as file:
        for name in read.namelist():
            content = change(name, read.read(name))
            if content is not None:
                file.writestr(name, content)
    return made
