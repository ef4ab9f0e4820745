"""WordprocessingML by local names: the same elements stand in two namespaces, transitional and strict."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from lxml.etree import XMLParser, _Element, fromstring, iterparse

WRAPPERS = frozenset({"ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag", "AlternateContent", "Choice"})
"""What may stand between a body, row or paragraph and what is in it, and says nothing itself."""
OFF = frozenset({"0", "false", "off", "none"})


def parsed(content: bytes) -> _Element:
    """A part as a tree. Raises XMLSyntaxError where it is damaged, or nested deeper than any program nests."""
    return fromstring(content, XMLParser(resolve_entities=False, no_network=True))


def blocks_of(content: bytes) -> Iterator[_Element]:
    """The paragraphs and tables of a document, one at a time: each is forgotten before the next is made."""
    inside = 0
    for event, element in iterparse(BytesIO(content), ("start", "end"), resolve_entities=False, no_network=True):
        if name(element) not in ("p", "tbl"):
            continue
        if event == "start":
            inside += 1
            continue
        inside -= 1
        if not inside:
            if not _is_taken_out(element):
                yield element
            _forget(element)


def _forget(element: _Element) -> None:
    """Empty a block, and take those before it out: only the last may not be touched while the parser goes on."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def name(element: _Element) -> str:
    """An element's name without its namespace; blank for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first child of that name, the first child of that, and so on."""
    for wanted in path:
        if element is None:
            return None
        element = next((each for each in element if name(each) == wanted), None)
    return element


def value(element: _Element | None, attribute: str = "val") -> str:
    """An attribute, by its name without namespace; blank where there is none."""
    if element is None:
        return ""
    return next((str(text) for key, text in element.items() if str(key).rpartition("}")[2] == attribute), "")


def is_on(element: _Element | None) -> bool | None:
    """What a switch says that is on unless its value says otherwise; None where it says nothing."""
    return None if element is None else value(element) not in OFF


def number(text: str) -> int:
    """A whole number as an attribute has it; 0 for anything else."""
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 10 else 0


def inside(element: _Element, *wanted: str) -> Iterator[_Element]:
    """The children of those names, also in what wraps them: tracked insertions, content controls, choices."""
    for each in element:
        called = name(each)
        if called in wanted:
            yield each
        elif called in WRAPPERS and not is_placeholder(each):
            yield from inside(each, *wanted)


def is_placeholder(element: _Element) -> bool:
    """Whether a content control shows only what is to be filled in."""
    return name(element) == "sdt" and bool(is_on(child(element, "sdtPr", "showingPlcHdr")))


def _is_taken_out(element: _Element) -> bool:
    """Whether a block stands in a moved-away passage, an unfilled control, or a fallback for old programs."""
    return any(name(each) in ("moveFrom", "Fallback") or is_placeholder(each) for each in element.iterancestors())
