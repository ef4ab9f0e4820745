"""A paper as a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from itertools import count
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from waymark.exchange.files import replacing
from waymark.exchange.papers.content import (
    Block,
    Chart,
    Contents,
    Heading,
    Paper,
    Picture,
    Prose,
    Section,
    Style,
    Table,
)
from waymark.exchange.papers.drawing import chart_paragraph, chart_part, picture_paragraph, picture_part
from waymark.exchange.papers.ooxml import Element, ElementPart, w
from waymark.exchange.papers.pages import LANDSCAPE, PORTRAIT, Page, core_properties, footer, header, section_properties
from waymark.exchange.papers.prose import CONTENTS_LEVELS, contents, heading, paragraph
from waymark.exchange.papers.tables import Fit, table
from waymark.exchange.papers.widths import shared_widths
from waymark.exchange.telling import Said, unheard

_FIXED = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
}
_AROUND = {
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}
TALLEST = 0.5
"""Of a page's height: rows that are higher may break across pages."""
MOST_KEPT = 4
"""Paragraphs above a table that stay with it; a longer text may end a page."""


def write_paper(paper: Paper, target: Path, said: Said = unheard, unfinished: Path | None = None) -> None:
    """Write the paper to `target`, whole or not at all, by way of `unfinished` beside it.

    Raises Refused, in words, where that cannot be done.
    """
    package = word_package(paper, said)
    with replacing(target, unfinished) as temporary:
        package.save(str(temporary))


def word_package(paper: Paper, said: Said = unheard) -> OpcPackage:
    """The paper as the parts of a Word file."""
    package = OpcPackage()
    document = ElementPart("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, w("document"))
    package.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    properties = ElementPart("/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, core_properties(paper))
    package.relate_to(properties, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    for name, (content_type, relation) in _FIXED.items():
        blob = files("waymark_resources").joinpath("word", f"{name}.xml").read_bytes()
        document.relate_to(Part(PackURI(f"/word/{name}.xml"), content_type, blob), relation)
    document.element.append(_Body(paper, document, said).element())
    return package


class _Body:
    """The document part's content, as it is written and related to what it shows."""

    def __init__(self, paper: Paper, part: Part, said: Said) -> None:
        self._paper = paper
        self._part = part
        self._said = said
        self._count = sum(len(section.blocks) for section in paper.sections)
        self._blocks = count()
        self._headings = count(1)
        self._drawings = count(1)
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
        page = LANDSCAPE if section.wide else PORTRAIT
        widths, kept = shared_widths(tables, page.text_width), _kept(section.blocks)
        for place, block in enumerate(section.blocks):
            self._said(next(self._blocks) / self._count, "Writing the Word document")
            if isinstance(block, Table):
                fit = Fit(widths[block.headings], page.text_height * TALLEST, place in kept)
                body.append(table(block, fit, self._link))
            else:
                body.extend(self._written(block, page, place in kept))
        body[-1][0].append(section_properties(section.wide, **self._frame))

    def _written(
        self, block: Heading | Prose | Chart | Picture | Contents, page: Page, kept: bool = False
    ) -> list[Element]:
        match block:
            case Heading():
                return [heading(block, next(self._headings))]
            case Prose():
                return [paragraph(block, block.style, self._link, kept=kept)]
            case Chart():
                return [paragraph(block.caption, block.caption.style, self._link), self._chart(block, page)]
            case Picture():
                lines = [paragraph(prose, prose.style, self._link, kept=True) for prose in block.caption]
                return [*lines, self._picture(block, page)]
            case Contents():
                return list(contents(self._listed()))

    def _chart(self, block: Chart, page: Page) -> Element:
        number = next(self._drawings)
        relation = self._part.relate_to(chart_part(block.figures, number), RELATIONSHIP_TYPE.CHART)
        return chart_paragraph(block.figures, relation, number, page)

    def _picture(self, block: Picture, page: Page) -> Element:
        number = next(self._drawings)
        relation = self._part.relate_to(picture_part(block.image, number), RELATIONSHIP_TYPE.IMAGE)
        return picture_paragraph(block, relation, number, page)

    def _listed(self) -> list[tuple[int, Heading]]:
        """The headings for the contents list, each with its number among all headings."""
        all_of_them = (block for block in self._paper.blocks() if isinstance(block, Heading))
        return [(number, block) for number, block in enumerate(all_of_them, 1) if block.level in CONTENTS_LEVELS]

    def _link(self, address: str) -> str:
        return self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def _related(self, name: str, content: Element) -> str:
        content_type, relation = _AROUND[name]
        return self._part.relate_to(ElementPart(f"/word/{name}1.xml", content_type, content), relation)


def _kept(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of what no page end should part from the next: the lines above a table, a table with a note below."""
    kept: set[int] = set()
    lines = 0
    for place, block in reversed([*enumerate(blocks)]):
        if isinstance(block, Table):
            below = blocks[place + 1] if place + 1 < len(blocks) else None
            if isinstance(below, Prose) and below.style is Style.note:
                kept.add(place)
            lines = MOST_KEPT
        elif isinstance(block, Prose) and block.style is not Style.note and lines:
            kept.add(place)
            lines -= 1
        else:
            lines = 0
    return frozenset(kept)
