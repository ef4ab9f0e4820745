"""What is the same on every page of a Word file: its size, and what stands at its head and foot."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from waymark.domain.text import Run
from waymark.exchange.papers.content import Paper, Prose, Style, said
from waymark.exchange.papers.ooxml import Element, W, field, path, related, text, value, w
from waymark.exchange.papers.prose import paragraph

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size and margins in twentieths of a point."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """The height between what stands at the head and at the foot."""
        return self.height - self.top - self.bottom


HEAD, FOOT, TO_EDGE = 1247, 1417, 567
PORTRAIT = Page(11906, 16838, 1134, 1134, HEAD, FOOT)
LANDSCAPE = Page(16838, 11906, 907, 907, HEAD, FOOT)
WORDS_OWN = {"pgSz": {"w": 12240, "h": 15840}, "pgMar": dict.fromkeys(("left", "right", "top", "bottom"), 1440)}
"""The page of a section that says nothing of it."""
_TYPE, _SIZE, _MARGINS, _NUMBERS, _FRONT = map(path, ("type", "pgSz", "pgMar", "pgNumType", "titlePg"))
_BEFORE_TYPE = frozenset(map(path, ("headerReference", "footerReference", "footnotePr", "endnotePr")))


def section_properties(page: Page, footer: str, header: str = "") -> Element:
    """A section on new pages of that kind, under the header (if any) and footer of these relationships."""
    turned = {"orient": "landscape"} if page.width > page.height else {}
    sides = {"top": page.top, "right": page.right, "bottom": page.bottom, "left": page.left}
    return w(
        "sectPr",
        *((related(w("headerReference", type="default"), header),) if header else ()),
        related(w("footerReference", type="default"), footer),
        w("type", val="nextPage"),
        w("pgSz", w=page.width, h=page.height, **turned),
        w("pgMar", **sides, header=TO_EDGE, footer=TO_EDGE, gutter=0),
    )


def page_of(section: Element) -> Page:
    """The page that a section's properties say; a gutter counts as margin."""
    size, margins = section.find(_SIZE), section.find(_MARGINS)
    sides = {name: abs(_twips(margins, name, usual)) for name, usual in WORDS_OWN["pgMar"].items()}
    sides["left"] += _twips(margins, "gutter", 0)
    width, height = (_twips(size, name, usual) for name, usual in WORDS_OWN["pgSz"].items())
    return Page(width, height, **sides)


def across(section: Element) -> Element:
    """A copy of a section's properties with its pages across: turned where they are upright."""
    copy, page = deepcopy(section), page_of(section)
    size = copy.find(_SIZE)
    if size is None:
        size = w("pgSz")
        copy.insert(sum(each.tag in {*_BEFORE_TYPE, _TYPE} for each in copy), size)
    shorter, longer = sorted((page.width, page.height))
    for name, length in {"w": longer, "h": shorter, "orient": "landscape"}.items():
        size.set(f"{{{W}}}{name}", str(length))
    return copy


def continued(section: Element) -> Element:
    """A copy of a section's properties for a further one: on a new page, which is no front page and numbered on."""
    copy = deepcopy(section)
    for each in (*copy.findall(_FRONT), *copy.findall(_TYPE)):
        copy.remove(each)
    for each in copy.findall(_NUMBERS):
        each.attrib.pop(f"{{{W}}}start", "")
    copy.insert(sum(each.tag in _BEFORE_TYPE for each in copy), w("type", val="nextPage"))
    return copy


def _twips(element: Element | None, name: str, usual: int) -> int:
    """A length in twentieths of a point; as usual where it is missing or is none."""
    try:
        return round(float(value(element, name) or usual))
    except ValueError:
        return usual


def header(paper: Paper) -> Element:
    """The marking at the head of every page."""
    return w("hdr", marking(paper))


def footer(paper: Paper) -> Element:
    """What the paper is, in which issue, page x of y, and the marking again."""
    return w("ftr", footer_line(paper, page_numbers()), *((marking(paper),) if paper.marking else ()))


def footer_line(paper: Paper, numbers: Sequence[Element] = ()) -> Element:
    """What the paper is, in which issue, and the day up to which it tells; then the page's number, if wanted."""
    about = ", ".join(part for part in (paper.title, paper.issue) if part)
    as_at = f" Data as at {paper.as_at}." if paper.as_at else ""
    line = _line(said(f"{about}.{as_at}"), "Footer")
    line.extend(numbers)
    return line


def page_numbers() -> Sequence[Element]:
    """Page x of y, as fields."""
    return (w("r", text(" Page ")), *field("PAGE", text("1")), w("r", text(" of ")), *field("NUMPAGES", text("1")))


def core_properties(paper: Paper) -> Element:
    """The file's own properties: title, subject, who it is from, and that it is in British English."""
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap={"cp": CORE, "dc": DC})
    said_of_it = {
        "title": f"{paper.title}: {paper.kind}, {paper.period}",
        "subject": f"Progress for {paper.period}",
        # A file without an author shuts readers out; a plan that names no council is known by its title.
        "creator": paper.organisation or paper.title,
        "language": "en-GB",
    }
    for name, words in said_of_it.items():
        etree.SubElement(root, f"{{{DC}}}{name}").text = words
    etree.SubElement(root, f"{{{CORE}}}version").text = paper.issue
    return root


def marking(paper: Paper) -> Element:
    """Who may read the paper, as a line of its own."""
    return _line(Prose((Run(paper.marking),)), Style.marking)


def _line(content: Prose, style: str) -> Element:
    return paragraph(content, style, _no_links)


def _no_links(address: str) -> str:
    raise AssertionError(f"No link belongs at the head or foot of a page: {address}")
