"""The elements of a Word file, as short to write as they are to say."""

from __future__ import annotations

from functools import cache

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element

Element = _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_PREFIXES = {"w": W, "r": R, "wp": WP, "a": A, "c": C, "pic": PIC}
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_W = f"{{{W}}}"


class ElementPart(Part):
    """A part of the file whose content is an element, which may grow until the file is written."""

    def __init__(self, name: str, content_type: str, element: Element) -> None:
        super().__init__(PackURI(name), content_type)
        self.element = element

    @property
    def blob(self) -> bytes:
        """The element as the file holds it."""
        return etree.tostring(self.element, xml_declaration=True, encoding="UTF-8", standalone=True)


def w(tag: str, *children: Element, **values: str | int) -> Element:
    """The element `w:tag` with its attributes `w:name`, holding `children`."""
    element = etree.Element(_W + tag, nsmap=_PREFIXES)
    for name, value in values.items():
        element.set(_W + name, str(value))
    element.extend(children)
    return element


@cache
def path(*tags: str) -> str:
    """The way down to an element by those tags, for lxml's `find`."""
    return "/".join(_W + tag for tag in tags)


def value(element: Element | None, name: str = "val") -> str:
    """What the attribute `w:name` of an element says; blank where there is none, or no element."""
    return "" if element is None else element.get(_W + name, "")


def words(element: Element) -> str:
    """The text beneath an element."""
    return "".join(each.text or "" for each in element.iter(_W + "t"))


def out_of_memory(problem: Exception) -> bool:
    """Whether XML could not be read for want of memory, which lxml tells as if it were damaged."""
    # lxml's type hints do not know of the code.
    return isinstance(problem, etree.XMLSyntaxError) and vars(problem)["code"] == etree.ErrorTypes.ERR_NO_MEMORY


def take_out(element: Element) -> None:
    """Take an element out of the one that it stands in."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def element(namespace: str, tag: str, *children: Element, **values: str | int) -> Element:
    """An element of one of the other vocabularies, whose attributes have none."""
    made = etree.Element(f"{{{namespace}}}{tag}", {name: str(value) for name, value in values.items()}, _PREFIXES)
    made.extend(children)
    return made


def text(words: str) -> Element:
    """A `w:t` whose blanks at both ends count."""
    element = w("t")
    element.text = words
    element.set(_XML_SPACE, "preserve")
    return element


def instruction(words: str) -> Element:
    """The instruction of a field."""
    element = w("instrText")
    element.text = words
    element.set(_XML_SPACE, "preserve")
    return element


def field(words: str, result: Element | None = None) -> tuple[Element, ...]:
    """The runs of a field, and what it last came to."""
    shown = () if result is None else (w("r", result),)
    return (
        w("r", w("fldChar", fldCharType="begin")),
        w("r", instruction(f" {words} ")),
        w("r", w("fldChar", fldCharType="separate")),
        *shown,
        w("r", w("fldChar", fldCharType="end")),
    )


def related(element: Element, id: str) -> Element:
    """The element, pointing to a relationship of its part."""
    element.set(f"{{{R}}}id", id)
    return element
