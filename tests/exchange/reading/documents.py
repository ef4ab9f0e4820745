"""Word documents for tests, written part by part as Word writes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from waymark.domain.changes import applied
from waymark.domain.plan import Plan
from waymark.exchange.dump.loading import loaded
from waymark.exchange.dump.writing import dumped
from waymark.exchange.reading.content import Taken, taken_from
from waymark.exchange.reading.found import Found
from waymark.exchange.reading.tables import found_in
from waymark.exchange.reading.word.document import read_document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LEVELS = (("decimal", "%1."), ("lowerLetter", "(%2)"), ("bullet", "•"))
NUMBERS, BULLETS, PARTS = "1", "2", "3"
"""The lists of the documents: paragraphs by number and letter, bullets, and numbers in parts (`1.1`)."""
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for level in (1, 2, 3)
    )
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/></w:style>'
        for id, name, base in (
            ("Title", "Title", "Normal"),
            ("Subtitle", "Subtitle", "Normal"),
            ("Theme", "Theme of ours", "Heading1"),
            ("TOC1", "toc 1", "Normal"),
        )
    )
    + '<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/>'
    + '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    + '<w:style w:type="table" w:styleId="Banded"><w:name w:val="Banded"/><w:tblStylePr w:type="firstRow">'
    + '<w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr></w:tblStylePr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(_LEVELS)
    )
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    + '<w:lvlText w:val="•"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
    + '</w:abstractNum><w:abstractNum w:abstractNumId="3">'
    + '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
    + '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    + "</w:abstractNum>"
    + "".join(f'<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>' for id in (NUMBERS, BULLETS, PARTS))
)
PAGE_END = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
BLANK = "<w:p/>"
HEADER = ("Action", "KPI Ref", "Due", "Lead")
REFS = ("Ref", "Action", "Due", "Lead")
OUTCOMES = ("Action", "Outcomes", "Measure", "Lead", "Review date", "Update")
"""Headers of tables of actions."""
RED, AMBER, GREEN = "FF0000", "FFC000", "00B050"


def run(text: str, *, look: str = "") -> str:
    """A stretch of text; `\\n` is a line break, and `look` its properties in XML."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{look}</w:rPr>{lines}</w:r>"


def inserted(text: str) -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="1" w:author="A. Person">{run(text)}</w:ins>'


def deleted(text: str) -> str:
    """A tracked deletion."""
    return f'<w:del w:id="2" w:author="A. Person"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>'


def paragraph(*content: str, style: str = "", number: str = "", level: int = 0, about: str = "") -> str:
    """A paragraph of texts and of XML; `number` is the list that it belongs to."""
    runs = "".join(each if each.startswith("<w:") else run(each) for each in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{named}{listed}{about}</w:pPr>{runs}</w:p>"


def heading(text: str, level: int = 1) -> str:
    """A heading in a style of headings."""
    return paragraph(text, style=f"Heading{level}")


def bold(text: str) -> str:
    """A bold line that is a heading by its looks alone."""
    return paragraph(run(text, look="<w:b/>"))


def bullet(text: str, level: int = 0) -> str:
    """A bullet."""
    return paragraph(text, number=BULLETS, level=level)


def cell(*content: str, fill: str = "", columns: int = 1, merge: str = "", width: int = 0) -> str:
    """A cell of texts (a paragraph each) and of whole paragraphs; `merge` is `restart` or `continue`."""
    about = f'<w:tcW w:w="{width}" w:type="dxa"/>' if width else ""
    about += f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    about += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    about += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    blocks = "".join(each if each.startswith(("<w:p", "<w:tbl", "<w:sdt")) else paragraph(each) for each in content)
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{blocks or BLANK}</w:tc>"


def row(*cells: str, is_header: bool = False) -> str:
    """A row of texts and of cells; a header is repeated on each page."""
    about = "<w:trPr><w:tblHeader/></w:trPr>" if is_header else ""
    return f"<w:tr>{about}{''.join(each if each.startswith('<w:tc') else cell(each) for each in cells)}</w:tr>"


def table(*rows: str | Sequence[str], widths: Sequence[int] = (), style: str = "") -> str:
    """A table; a row is XML, or its cells' texts."""
    named = f'<w:tblStyle w:val="{style}"/><w:tblLook w:firstRow="1"/>' if style else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    written = "".join(each if isinstance(each, str) else row(*each) for each in rows)
    return f"<w:tbl><w:tblPr>{named}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{written}</w:tbl>"


def section(text: str, columns: int = 4) -> str:
    """A row merged across a table."""
    return row(cell(paragraph(run(text, look="<w:b/>")), fill="D9D9D9", columns=columns))


def a_document(
    path: Path, *blocks: str, title: str = "", creator: str = "", parts: dict[str, Any] | None = None
) -> Path:
    """A document of those blocks. `parts` are further parts, or others in place of the usual."""
    core = f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator>"
    kinds = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
    )
    usual = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>'
        ),
        "_rels/.rels": _relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": _relations(styles="styles.xml", numbering="numbering.xml"),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{"".join(blocks)}<w:sectPr/></w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{STYLES}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{NUMBERING}</w:numbering>',
        "docProps/core.xml": f'<cp xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp>',
    }
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in {**usual, **(parts or {})}.items():
            archive.writestr(name, content)
    return path


def found(folder: Path, *blocks: str, **more: Any) -> Found:
    """What is found in a document of those blocks."""
    return found_in(read_document(a_document(folder / "theirs.docx", *blocks, **more)))


def taken(folder: Path, *blocks: str, **more: Any) -> Taken:
    """What of such a document goes into a plan; it must be fit for one."""
    result = taken_from(found(folder, *blocks, **more))
    assert dumped(applied(Plan(), loaded(result.content)))
    return result


def actions(folder: Path, *blocks: str, **more: Any) -> list[dict[str, Any]]:
    """The actions that are taken."""
    return list(taken(folder, *blocks, **more).content.get("actions", []))


def reasons(result: Taken) -> list[str]:
    """Why the person is told of something."""
    return [doubt.reason for doubt in result.doubts]


def told(result: Taken) -> list[str]:
    """What the person is told is left out."""
    return [each.what for each in result.left_out]


def of(item: dict[str, Any], *names: str) -> tuple[Any, ...]:
    """Some fields of an item."""
    return tuple(item.get(name, "") for name in names)


def passages(result: Taken) -> list[tuple[str, str]]:
    """The passages, each with its heading."""
    return [(each.get("heading", ""), each["text"]) for each in result.content.get("passages", [])]


def _relations(**targets: str) -> str:
    each = "".join(
        f'<Relationship Id="r{place}" Type="{_R}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'
