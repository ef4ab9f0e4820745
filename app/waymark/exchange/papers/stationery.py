"""What a paper is written on: a Word file with its pages and styles, and a place for what the paper says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from waymark.exchange.papers.content import Paper
from waymark.exchange.papers.ooxml import Element, ElementPart, w
from waymark.exchange.papers.pages import (
    LANDSCAPE,
    PORTRAIT,
    Page,
    continued,
    core_properties,
    footer,
    header,
    page_of,
    section_properties,
)
from waymark.exchange.papers.template.matching import Matched

_FIXED = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pages of one kind, upright or across, as the properties of a section on them say it."""

    properties: Element
    page: Page

    @classmethod
    def of(cls, properties: Element) -> Sheet:
        """Pages as these properties say."""
        return cls(properties, page_of(properties))


@dataclass(frozen=True, slots=True)
class Stationery:
    """A Word file without the paper's own content.

    What is `before` and `behind` that in the body stays; `last` are the properties of the section behind it. Numbers of
    bookmarks and drawings begin at `first_number`.
    """

    package: OpcPackage
    document: Part
    body: Element
    upright: Sheet
    wide: Sheet
    styles: Matched = field(default_factory=Matched)
    before: Sequence[Element] = ()
    behind: Sequence[Element] = ()
    last: Element | None = None
    first_number: int = 1

    def take(self, content: Sequence[Element]) -> None:
        """Put the paper's content, whose sections end within their last paragraphs, into its place."""
        for each in content:
            self.styles.put_on(each)
        self.body.extend((*self.before, *content, *self.behind))
        if self.last is not None:
            self.body.append(continued(self.last))
        else:
            # The last section's properties stand behind its paragraphs.
            self.body.append(content[-1][0][-1])


def waymarks_own(paper: Paper) -> Stationery:
    """A4 pages in Waymark's own styles, under the paper's marking and over its issue."""
    package = OpcPackage()
    body = w("body")
    document = ElementPart("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, w("document", body))
    package.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    properties = ElementPart("/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, core_properties(paper))
    package.relate_to(properties, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    for name, (content_type, relation) in _FIXED.items():
        blob = files("waymark_resources").joinpath("word", f"{name}.xml").read_bytes()
        document.relate_to(Part(PackURI(f"/word/{name}.xml"), content_type, blob), relation)
    foot = ElementPart("/word/footer1.xml", CONTENT_TYPE.WML_FOOTER, footer(paper))
    frame = {"footer": document.relate_to(foot, RELATIONSHIP_TYPE.FOOTER)}
    if paper.marking:
        head = ElementPart("/word/header1.xml", CONTENT_TYPE.WML_HEADER, header(paper))
        frame["header"] = document.relate_to(head, RELATIONSHIP_TYPE.HEADER)
    upright, wide = (Sheet(section_properties(page, **frame), page) for page in (PORTRAIT, LANDSCAPE))
    return Stationery(package, document, body, upright, wide)
