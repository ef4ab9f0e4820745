"""A template's file: opened where it can be written on, and refused in one sentence where not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn
from zipfile import ZIP_DEFLATED, ZipFile

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from lxml import etree

from waymark.domain.errors import Refused
from waymark.exchange.papers.ooxml import out_of_memory, path
from waymark.exchange.reading.preflight import preflight
from waymark.exchange.styles import PARAGRAPH, Styles

ENDINGS = (".docx", ".dotx")
CONTENT_TYPES = "[Content_Types].xml"
TEMPLATE, DOCUMENT = (f"wordprocessingml.{kind}.main+xml".encode() for kind in ("template", "document"))
_BREAKS = (OpcError, etree.LxmlError, LookupError, ValueError, TypeError, AttributeError)
"""What python-docx and lxml raise over parts that are missing or are something else than they are said to be."""


def opened(template: Path) -> OpcPackage:
    """The template in memory, as a document. Raises Refused, in one sentence that names it, where it is no use."""
    if template.suffix.casefold() not in ENDINGS:
        _refuse(template, "is no Word document (.docx) or template (.dotx)")
    if preflight(template).macros:
        _refuse(template, "holds macros, which a paper must not bring along; save it as .docx or .dotx without them")
    with damage_told(template):
        package = OpcPackage.open(_as_document(template))
        _check_bonds(package)
        document: Any = package.main_document_part
        if document.element.find(path("body")) is None:
            _refuse(template, "is saved as “Strict Open XML” or is no text; save it as “Word Document (.docx)”")
        if next(Styles(styles_root(document)).of_kind(PARAGRAPH), None) is None:
            _refuse(template, "has no styles to write with; save a document with styles as the template")
    return package


def styles_root(document: Part) -> Any:
    """The root of the document's styles. Raises KeyError where it has none."""
    part: Any = document.part_related_by(RELATIONSHIP_TYPE.STYLES)
    return part.element


def _check_bonds(package: OpcPackage) -> None:
    """Raise what `damage_told` tells where the parts are bound up so that they could not be written again."""
    parts = [*package.iter_parts()]
    if not all(part.content_type for part in parts):
        raise ValueError("A part is of no kind.")
    for relations in (package.rels, *(part.rels for part in parts)):
        etree.fromstring(relations.xml)


def _as_document(template: Path) -> BytesIO:
    """The file with what makes it a template to Word taken out of its list of contents."""
    copy = BytesIO()
    with ZipFile(template) as archive, ZipFile(copy, "w", ZIP_DEFLATED) as written:
        for part in archive.infolist():
            content = archive.read(part)
            is_list = part.filename == CONTENT_TYPES
            written.writestr(part.filename, content.replace(TEMPLATE, DOCUMENT) if is_list else content)
    copy.seek(0)
    return copy


@contextmanager
def damage_told(template: Path) -> Iterator[None]:
    """Say in a sentence that the template is damaged where reading on in it breaks down. Raises Refused."""
    try:
        yield
    except _BREAKS as problem:
        if out_of_memory(problem):
            raise MemoryError from problem
        raise _refusal(template, "is no Word document, or is damaged") from problem


def _refuse(template: Path, why: str) -> NoReturn:
    raise _refusal(template, why)


def _refusal(template: Path, why: str) -> Refused:
    return Refused(f"The template “{template.name}” {why}. Nothing was written; choose another template, or none.")
