"""The head and foot of a template's pages: its logo and lines stay, and what a paper must say there is added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from waymark.exchange.papers.content import Paper
from waymark.exchange.papers.ooxml import Element, ElementPart, R, path, related, value, w, words
from waymark.exchange.papers.pages import footer_line, marking, page_numbers
from waymark.exchange.papers.template.filling import AS_AT, TITLE, VERSION, fields, fill, known_of

FRONT, EVEN = path("titlePg"), path("evenAndOddHeaders")
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class _Kind:
    """The heads or the feet of pages."""

    tag: str
    root: str
    content_type: str
    relation: str


HEAD = _Kind("headerReference", "hdr", CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER)
FOOT = _Kind("footerReference", "ftr", CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER)


def put_frame(document: Part, section: Element, paper: Paper) -> None:
    """Have the heads and feet of a section's pages say what the paper must: marking, issue, page x of y.

    What the template asks for by content controls and fields is filled in; what it does not ask for is added below what
    stands there.
    """
    kinds = [*_kinds_in_use(document, section)]
    heads = [_root(document, section, HEAD, kind) for kind in kinds] if paper.marking else []
    feet = [_root(document, section, FOOT, kind) for kind in kinds]
    asked = frozenset[str]().union(*(fill(root, known_of(paper)) for root in _all(document, section)))
    numbered = any(field.word == "PAGE" for root in (*heads, *feet) for field in fields(root))
    if not {TITLE, VERSION, AS_AT} <= asked:
        for root in feet:
            _add(root, footer_line(paper, () if numbered else page_numbers()))
    for root in (*heads, *feet):
        if paper.marking and paper.marking not in words(root):
            _add(root, marking(paper))


def _kinds_in_use(document: Part, section: Element) -> Iterator[str]:
    """Which heads and feet the section's pages have: of the first page and of even ones only where that is said."""
    yield "default"
    if _says(section.find(FRONT)):
        yield "first"
    settings: list[Any] = [each for each in document.rels.values() if each.reltype == RELATIONSHIP_TYPE.SETTINGS]
    if any(_says(each.target_part.element.find(EVEN)) for each in settings):
        yield "even"


def _says(switch: Element | None) -> bool:
    return switch is not None and value(switch) not in _OFF


def _all(document: Part, section: Element) -> Iterator[Element]:
    for kind in (HEAD, FOOT):
        for reference in section.iterfind(path(kind.tag)):
            part: Any = document.related_parts[reference.get(f"{{{R}}}id")]
            yield part.element


def _root(document: Part, section: Element, kind: _Kind, pages: str) -> Element:
    """What stands at the head or foot of those pages; an empty one is made where there is none."""
    for reference in section.iterfind(path(kind.tag)):
        if (value(reference, "type") or "default") == pages:
            there: Any = document.related_parts[reference.get(f"{{{R}}}id")]
            element: Element = there.element
            return element
    part = ElementPart(_free_name(document, kind), kind.content_type, w(kind.root))
    section.insert(0, related(w(kind.tag, type=pages), document.relate_to(part, kind.relation)))
    return part.element


def _free_name(document: Part, kind: _Kind) -> str:
    package: Any = document.package
    name: PackURI = package.next_partname(f"/word/waymark-{kind.root}%d.xml")
    return name


def _add(root: Element, line: Element) -> None:
    """Put a line below what there is; a blank one at the end gives way."""
    if len(root) and root[-1].tag == path("p") and not any(True for _ in root[-1].iter(path("r"))) and len(root) > 1:
        root.remove(root[-1])
    root.append(line)
