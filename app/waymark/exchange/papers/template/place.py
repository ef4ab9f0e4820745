"""Where in a template the paper goes: what stands before it, what behind, and the section that it continues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from waymark.domain.errors import Refused
from waymark.domain.text import plain_words
from waymark.exchange.papers.ooxml import Element, path, value, w
from waymark.exchange.papers.pages import page_of

NAMES = frozenset({"waymark", "content"})
"""What the bookmark or content control is called that a paper takes the place of."""
SECTION, IN_PARAGRAPH = path("sectPr"), path("pPr", "sectPr")
CONTROL, PROPERTIES = path("sdt"), path("sdtPr")
BOOKMARK, BOOKMARK_END = path("bookmarkStart"), path("bookmarkEnd")
FRAME = frozenset(map(path, ("headerReference", "footerReference")))
LABELS = tuple(map(path, ("alias", "tag")))


@dataclass(frozen=True, slots=True)
class Place:
    """What stays of a template's body, before and behind the paper, and the properties of the section between."""

    before: Sequence[Element]
    behind: Sequence[Element]
    section: Element


def place_in(body: Element, name: str) -> Place:
    """Where the template with that file name says, or in the place of all that stands in it.

    Raises Refused where the place is within a table or another thing that holds no paper.
    """
    marked = next(_marked(body), None)
    if marked is None:
        return Place((), (), _main_section(body))
    if any(each.getparent() is not body for each in marked):
        raise Refused(
            f"The place for the paper in the template “{name}” is within a table, a text box or the like, where no "
            "paper fits. Nothing was written; move the bookmark or content control to a paragraph of its own."
        )
    blocks = [*body]
    first, last = map(blocks.index, marked)
    behind = [each for each in blocks[last + 1 :] if each.tag != SECTION]
    section = _sections(blocks[first:])[0]
    return Place(blocks[:first], behind, _complete(section, _sections(blocks)))


def labels(control: Element) -> set[str]:
    """What a content control is called, in small letters: its title and its tag."""
    properties = control.find(PROPERTIES)
    if properties is None:
        return set()
    return {plain_words(value(properties.find(tag))) for tag in LABELS} - {""}


def _marked(body: Element) -> Iterator[tuple[Element, Element]]:
    """The first and the last of what is called after the paper's content, whole paragraphs where it is in some."""
    for control in body.iter(CONTROL):
        if labels(control) & NAMES:
            yield _outermost(control), _outermost(control)
    ends = {value(end, "id"): end for end in body.iter(BOOKMARK_END)}
    for bookmark in body.iter(BOOKMARK):
        if value(bookmark, "name").casefold() in NAMES:
            yield _outermost(bookmark), _outermost(ends.get(value(bookmark, "id"), bookmark))


def _outermost(element: Element) -> Element:
    """The paragraph that the element is in, or else the element itself."""
    paragraph = next(element.iterancestors(path("p")), None)
    return element if paragraph is None else paragraph


def _main_section(body: Element) -> Element:
    """The last section that is upright: a paper that serves as template may end in one that is across."""
    sections = _sections(body)
    upright = [each for each in sections if _is_upright(each)]
    return _complete((upright or sections)[-1], sections)


def _sections(elements: Iterable[Element]) -> list[Element]:
    """The properties of the sections that end in these elements; those of a document that has none are Word's own."""
    found = (each if each.tag == SECTION else each.find(IN_PARAGRAPH) for each in elements)
    return [section for section in found if section is not None] or [w("sectPr")]


def _complete(section: Element, sections: Sequence[Element]) -> Element:
    """A copy in one column, with the headers and footers that the section has from those before it."""
    complete = deepcopy(section)
    for columns in complete.findall(path("cols")):
        complete.remove(columns)
    has = {_frame_key(each) for each in complete if each.tag in FRAME}
    for earlier in reversed(sections[: sections.index(section)] if section in sections else ()):
        for reference in (each for each in earlier if each.tag in FRAME and _frame_key(each) not in has):
            has.add(_frame_key(reference))
            complete.insert(0, deepcopy(reference))
    return complete


def _frame_key(reference: Element) -> tuple[str, str]:
    return str(reference.tag), value(reference, "type")


def _is_upright(section: Element) -> bool:
    page = page_of(section)
    return page.width <= page.height
