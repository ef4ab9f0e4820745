"""Rules on pictures, charts and shapes."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.exchange.accessibility.document import AT_FOOT, AT_HEAD, Document, Drawing, Line
from waymark.exchange.accessibility.rules import all_lines, drawings, rule
from waymark.exchange.papers.ooxml import WP, path

DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
PROPERTIES = f"{{{WP}}}docPr"
FILE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".svg")
_SHAPES = "{urn:schemas-microsoft-com:vml}shape"


@rule(drawings)
def alternative_text(_: Document, drawing: Drawing) -> Iterator[str]:
    """A picture or chart says in words what it shows, or is marked as decorative."""
    properties = drawing.element.find(PROPERTIES)
    if properties is None or any(mark.get("val") in ("1", "true") for mark in properties.iter(DECORATIVE)):
        return
    said = (properties.get("descr") or properties.get("title") or "").strip()
    if not said:
        yield "A picture or chart has no alternative text."
    elif said.casefold().endswith(FILE_ENDINGS):
        yield f"The alternative text of a picture is the name of a file: “{said}”."


@rule(all_lines)
def old_shape_alternative_text(_: Document, line: Line) -> Iterator[str]:
    """A shape of older versions of Word says in words what it shows."""
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    shapes = (each for each in line.element.iter(_SHAPES) if next(each.iterancestors(fallback), None) is None)
    if any(not shape.get("alt") for shape in shapes):
        yield "A shape has no alternative text."


@rule(drawings)
def floating(_: Document, drawing: Drawing) -> Iterator[str]:
    """A picture stands in the line of the text, where readers come upon it; only head and foot may hold others."""
    if drawing.anchored and drawing.place not in (AT_HEAD, AT_FOOT):
        yield "A picture or shape floats over the text; set it “in line with text”."


@rule(all_lines)
def text_box(_: Document, line: Line) -> Iterator[str]:
    """Text stands in the text and not in a box beside it, which screen readers pass by."""
    if next(line.element.iter(path("txbxContent")), None) is not None:
        yield "A text box holds text."
