"""The file's own properties: those of whoever made the template give way to the paper's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from waymark.domain.text import plain_words
from waymark.exchange.papers.content import Paper
from waymark.exchange.papers.ooxml import ElementPart
from waymark.exchange.papers.pages import core_properties
from waymark.exchange.papers.template.filling import ASKED_AS, known_of

EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
_REPLACED = frozenset({RELATIONSHIP_TYPE.CORE_PROPERTIES, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, THUMBNAIL})


def put_properties(package: OpcPackage, paper: Paper) -> None:
    """Give the file the paper's title, author and language, and fill the properties that ask for what it knows."""
    for id in [id for id, relation in package.rels.items() if relation.reltype in _REPLACED]:
        package.rels.pop(id)
    core = ElementPart("/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, core_properties(paper))
    package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    company = etree.Element(f"{{{EXTENDED}}}Properties")
    etree.SubElement(company, f"{{{EXTENDED}}}Company").text = paper.organisation
    extended = ElementPart("/docProps/app.xml", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, company)
    package.relate_to(extended, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    for id, relation in [*package.rels.items()]:
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            package.rels.pop(id)
            custom = _filled(relation.target_part, known_of(paper))
            package.relate_to(custom, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _filled(part: Part, known: Mapping[str, str]) -> Part:
    """The council's own properties with those filled that are called after something that the paper knows."""
    root: Any = etree.fromstring(part.blob)
    for named in root:
        key = ASKED_AS.get(plain_words(named.get("name", "")))
        if key is not None and len(named):
            named[0].text = known[key]
    return ElementPart(str(PackURI(part.partname)), part.content_type, root)
