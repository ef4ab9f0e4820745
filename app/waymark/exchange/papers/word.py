"""A paper as a Word file."""

from __future__ import annotations

from importlib.resources import files
from itertools import count
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from waymark.exchange.files import replacing
from waymark.exchange.papers.content import Block, Chart, Contents, Heading, Paper, Prose, Section, Table
from waymark.exchange.papers.drawing import chart_paragraph, chart_part
from waymark.exchange.papers.ooxml import Element, ElementPart, w
from waymark.exchange.papers.pages import LANDSCAPE, PORTRAIT, core_properties, footer, header, section_properties
from waymark.exchange.papers.prose import CONTENTS_LEVELS, contents, heading, paragraph
from waymark.exchange.papers.tables import table
from waymark.exchange.papers.widths import Widths, shared_widths

_FIXED = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
}
_AROUND = {
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}


def write_paper(paper: Paper, target: Path) -> None:
    """Write the paper to `target`, whole or not at all. Raises Refused, in words, where that cannot be done."""
    package = word_package(paper)
    with replacing(target) as temporary:
        package.save(str(temporary))


def word_package(paper: Paper) -> OpcPackage:
    """The paper as the parts of a Word file."""
    package = OpcPackage()
    document = ElementPart("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, w("document"))
    package.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    properties = ElementPart("/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, core_properties(paper))
    package.relate_to(properties, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    for name, (content_type, relation) in _FIXED.items():
        blob = files("waymark_resources").joinpath("word", f"{name}.xml").read_bytes()
        document.relate_to(Part(PackURI(f"/word/{name}.xml"), content_type, blob), relation)
    document.element.append(_Body(paper, document).element())
    return package


class _Body:
    """The document part's content, as it is written and related to what it shows."""

    def __init__(self, paper: Paper, part: Part) -> None:
        self._paper = paper
        self._part = part
        self._headings = count(1)
        self._charts = count(1)
        self._frame = {"footer": self._related("footer", footer(paper))}
        if paper.marking:
            self._frame["header"] = self._related("header", header(paper))

    def element(self) -> Element:
        body = w("body")
        for section in self._paper.sections:
            self._write_section(body, section)
        # The last section's properties stand behind its paragraphs, those of the others within their last one.
        last = body[-1]
        body.append(last[0][-1])
        return body

    def _write_section(self, body: Element, section: Section) -> None:
        tables = [block for block in section.blocks if isinstance(block, Table)]
        widths = shared_widths(tables, (LANDSCAPE if section.wide else PORTRAIT).text_width)
        for block in section.blocks:
            body.extend(self._written(block, widths))
        body[-1][0].append(section_properties(section.wide, **self._frame))

    def _written(self, block: Block, widths: Widths) -> list[Element]:
        match block:
            case Heading():
                return [heading(block, next(self._headings))]
            case Prose():
                return [paragraph(block, block.style, self._link)]
            case Table():
                return [table(block, widths[block.headings], self._link)]
            case Chart():
                return [*self._written(block.caption, widths), self._chart(block)]
            case Contents():
                return list(contents(self._listed()))

    def _chart(self, block: Chart) -> Element:
        number = next(self._charts)
        part = chart_part(block.figures, number)
        return chart_paragraph(block.figures, self._part.relate_to(part, RELATIONSHIP_TYPE.CHART), number)

    def _listed(self) -> list[tuple[int, Heading]]:
        """The headings for the contents list, each with its number among all headings."""
        all_of_them = (block for block in self._paper.blocks() if isinstance(block, Heading))
        return [(number, block) for number, block in enumerate(all_of_them, 1) if block.level in CONTENTS_LEVELS]

    def _link(self, address: str) -> str:
        return self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def _related(self, name: str, content: Element) -> str:
        content_type, relation = _AROUND[name]
        return self._part.relate_to(ElementPart(f"/word/{name}1.xml", content_type, content), relation)
