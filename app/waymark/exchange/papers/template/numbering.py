"""Waymark's lists brought into a template beside its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from importlib.resources import files
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from waymark.exchange.papers.ooxml import Element, ElementPart, W, path, take_out, value, w

ABSTRACT, NUMBER, LINKED = path("abstractNum"), path("num"), path("lvl", "pStyle")


def numbering_root(document: Part) -> Element:
    """The root of the document's lists; it is given some where it has none."""
    for relation in document.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            there: Any = relation.target_part
            root: Element = there.element
            return root
    part = ElementPart("/word/numbering.xml", CONTENT_TYPE.WML_NUMBERING, w("numbering"))
    document.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return part.element


def brought_in(root: Element, styles: Mapping[str, str]) -> dict[str, str]:
    """Take Waymark's lists in, for these of its styles by their ids there; the new numbers of the lists by the old."""
    own = etree.fromstring(files("waymark_resources").joinpath("word", "numbering.xml").read_bytes())
    shift = 1 + _highest(root.iterfind(ABSTRACT), "abstractNumId")
    numbers = 1 + _highest(root.iterfind(NUMBER), "numId")
    renumbered: dict[str, str] = {}
    for each in own.iterfind(ABSTRACT):
        _insert(root, _abstract(each, shift, styles), ABSTRACT)
    for place, each in enumerate(own.iterfind(NUMBER), numbers):
        number = deepcopy(each)
        renumbered[value(each, "numId")] = str(place)
        number.set(f"{{{W}}}numId", str(place))
        for abstract in number.iterfind(path("abstractNumId")):
            abstract.set(f"{{{W}}}val", str(int(value(abstract)) + shift))
        _insert(root, number, NUMBER, ABSTRACT)
    return renumbered


def _abstract(own: Element, shift: int, styles: Mapping[str, str]) -> Element:
    abstract = deepcopy(own)
    abstract.set(f"{{{W}}}abstractNumId", str(int(value(own, "abstractNumId")) + shift))
    for linked in [*abstract.iterfind(LINKED)]:
        if value(linked) in styles:
            linked.set(f"{{{W}}}val", styles[value(linked)])
        else:
            take_out(linked)
    return abstract


def _insert(root: Element, element: Element, *behind: str) -> None:
    """Put the element behind the last of its like, which the schema wants together."""
    places = [place for place, each in enumerate(root, 1) if each.tag in behind]
    root.insert(places[-1] if places else _pictures(root), element)


def _pictures(root: Element) -> int:
    return len(root.findall(path("numPicBullet")))


def _highest(elements: Iterable[Element], name: str) -> int:
    return max((int(number) for each in elements if (number := value(each, name)).isdigit()), default=0)
