"""What the parts of an Office file are bound up with: other parts, by their ids, and what these are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

PROPERTIES = ("title", "subject", "creator", "lastModifiedBy", "created", "modified")
CORE = "docProps/core.xml"

Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Relation:
    """That a part is bound up with another or with an address, the `target`, and as what (`kind`, say `styles`)."""

    id: str
    kind: str
    target: str


def relations_of(part: str) -> str:
    """The part that says what another is bound up with; `""` stands for the whole file."""
    return join(dirname(part), "_rels", f"{basename(part)}.rels")


def relations(read: Read, names: Collection[str], part: str) -> Iterator[Relation]:
    """What a part is bound up with. Raises ParseError where that is damaged."""
    if relations_of(part) not in names:
        return
    for element in named(fromstring(read(relations_of(part))), "Relationship"):
        target = element.get("Target", "")
        if element.get("TargetMode", "") != "External":
            target = normpath(join("/", dirname(part), target.replace("\\", "/"))).lstrip("/")
        yield Relation(element.get("Id", ""), basename(element.get("Type", "")), target)


def properties(read: Read) -> Mapping[str, str]:
    """What a file says about itself, as far as it can be read; the names are those of its own part."""
    found: dict[str, str] = {}
    with suppress(KeyError, ParseError):
        root = fromstring(read(CORE))
        found = {name: (element.text or "").strip() for name in PROPERTIES for element in named(root, name)}
    return {name: text for name, text in found.items() if text}


def named(element: Element, name: str) -> Iterator[Element]:
    """The elements of that name, in whichever of the two namespaces that Office files have."""
    return element.iterfind(f".//{{*}}{name}")
