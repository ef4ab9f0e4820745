"""What is the same on every page of a Word file: its size, and what stands at its head and foot."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from waymark.domain.text import Run
from waymark.exchange.papers.content import Paper, Prose, Style, said
from waymark.exchange.papers.ooxml import Element, field, related, text, w
from waymark.exchange.papers.prose import paragraph

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size and side margins in twentieths of a point."""

    width: int
    height: int
    margin: int

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def text_height(self) -> int:
        """The height between what stands at the head and at the foot."""
        return self.height - HEAD - FOOT


HEAD, FOOT, TO_EDGE = 1247, 1417, 567
PORTRAIT = Page(11906, 16838, 1134)
LANDSCAPE = Page(16838, 11906, 907)


def section_properties(wide: bool, footer: str, header: str = "") -> Element:
    """A section on new A4 pages, upright or across, under the header (if any) and footer of these relationships."""
    page = LANDSCAPE if wide else PORTRAIT
    turned = {"orient": "landscape"} if wide else {}
    return w(
        "sectPr",
        *((related(w("headerReference", type="default"), header),) if header else ()),
        related(w("footerReference", type="default"), footer),
        w("type", val="nextPage"),
        w("pgSz", w=page.width, h=page.height, **turned),
        w(
            "pgMar",
            top=HEAD,
            right=page.margin,
            bottom=FOOT,
            left=page.margin,
            header=TO_EDGE,
            footer=TO_EDGE,
            gutter=0,
        ),
    )


def header(paper: Paper) -> Element:
    """The marking at the head of every page."""
    return w("hdr", _marking(paper))


def footer(paper: Paper) -> Element:
    """What the paper is, in which issue, page x of y, and the marking again."""
    about = ", ".join(part for part in (paper.title, paper.issue) if part)
    line = _line(said(f"{about}. Reporting period {paper.period}. Page "), "Footer")
    line.extend((*field("PAGE", text("1")), w("r", text(" of ")), *field("NUMPAGES", text("1"))))
    return w("ftr", line, *((_marking(paper),) if paper.marking else ()))


def core_properties(paper: Paper) -> Element:
    """The file's own properties: title, subject, who it is from, and that it is in British English."""
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap={"cp": CORE, "dc": DC})
    said_of_it = {
        "title": f"{paper.title}: {paper.kind}, {paper.period}",
        "subject": f"Progress for {paper.period}",
        "creator": paper.organisation,
        "language": "en-GB",
    }
    for name, words in said_of_it.items():
        etree.SubElement(root, f"{{{DC}}}{name}").text = words
    etree.SubElement(root, f"{{{CORE}}}version").text = paper.issue
    return root


def _marking(paper: Paper) -> Element:
    return _line(Prose((Run(paper.marking),)), Style.marking)


def _line(content: Prose, style: str) -> Element:
    return paragraph(content, style, _no_links)


def _no_links(address: str) -> str:
    raise AssertionError(f"No link belongs at the head or foot of a page: {address}")
