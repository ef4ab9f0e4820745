"""A paragraph as it is read by people: tracked insertions in, deletions out, its number or bullet, how it looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from waymark.exchange.reading.word.elements import (
    WRAPPERS,
    child,
    inside,
    is_on,
    is_placeholder,
    name,
    number,
    value,
)
from waymark.exchange.reading.word.numbering import BULLET, Numbering
from waymark.exchange.reading.word.styles import Styles, fill_of

LONGEST_TEXT = 32_767
THROUGH = WRAPPERS | {"hyperlink", "fldSimple", "bdo", "dir", "pict", "rubyBase", "ruby"}
"""What may stand round a paragraph's runs; into what is not named here (deletions, fallbacks) nobody looks."""
NO_LIST = "0"
ADDRESSES = ("http://", "https://", "mailto:")
INDENT = 360
"""Twentieths of a point by which one level of a hierarchy is usually set in."""
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SYMBOLS = {"F0FC": "✓", "F0FE": "✓", "F0FB": "✗", "F0FD": "✗", "F0A8": "☐", "F06F": "☐", "F0B7": BULLET}
_HIGHLIGHTS = {
    "red": "#ff0000",
    "darkRed": "#8b0000",
    "yellow": "#ffff00",
    "darkYellow": "#ffc000",
    "green": "#00ff00",
    "darkGreen": "#00b050",
    "blue": "#0000ff",
    "darkBlue": "#000080",
    "cyan": "#00ffff",
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: what it says, the `mark` that Word prints before it, and how it looks.

    `level` is that of a heading, 0 for other text, and `role` what its style is for. `size` is in half points, `indent`
    in levels, `depth` how deep in a list; `joins` where its end was taken out, so that it goes on in the next one.
    """

    text: str
    mark: str = ""
    level: int = 0
    role: str = ""
    bold: bool = False
    struck: bool = False
    fill: str = ""
    size: int = 0
    indent: int = 0
    depth: int = 0
    joins: bool = False

    @property
    def line(self) -> str:
        """The paragraph as a line of a longer text: a bullet is a dash, a number stays before it."""
        text = self.text.strip()
        if self.mark == BULLET:
            return f"- {text}" if text else ""
        return f"{self.mark} {text}".strip()


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run looks that says something."""

    bold: bool
    struck: bool
    fill: str
    size: int


@dataclass(slots=True)
class Reader:
    """Reads paragraphs one after the other, in the order of the document: the numbers are counted on the way.

    `links` are the addresses of links by their ids.
    """

    styles: Styles
    numbering: Numbering
    links: Mapping[str, str] = field(default_factory=dict)

    def paragraphs(self, element: _Element) -> Iterator[Paragraph]:
        """A paragraph, before it those of the boxes that are anchored in it."""
        for box in _boxes(element):
            for each in inside(box, "p"):
                yield from self.paragraphs(each)
        yield self.paragraph(element)

    def paragraph(self, element: _Element) -> Paragraph:
        """A paragraph without its boxes."""
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle")) or self.styles.usual
        texts, looks = self._runs(element, style)
        text = "".join(texts)[:LONGEST_TEXT]
        joins = child(properties, "rPr", "del") is not None
        return Paragraph(
            text,
            self._mark(properties, style) if text.strip() or not joins else "",
            self._level(properties, style),
            self.styles.role(style),
            bool(looks) and all(look.bold for look in looks),
            bool(looks) and all(look.struck for look in looks),
            fill_of(properties) or _shared_fill(looks),
            max((look.size for look in looks), default=0),
            max(number(value(child(properties, "ind"), "left") or value(child(properties, "ind"), "start")), 0)
            // INDENT,
            max(self._list_level(properties, style), self.styles.depth(style)),
            joins,
        )

    def _level(self, properties: _Element | None, style: str) -> int:
        own = child(properties, "outlineLvl")
        level = number(value(own)) + 1 if own is not None else self.styles.level(style)
        return level if level <= 9 else 0

    def _mark(self, properties: _Element | None, style: str) -> str:
        own, usual = child(properties, "numPr"), self.styles.numbering(style)
        id = value(child(own, "numId")) or value(child(usual, "numId"))
        return self.numbering.mark(id, self._list_level(properties, style)) if id not in ("", NO_LIST) else ""

    def _list_level(self, properties: _Element | None, style: str) -> int:
        own, usual = child(properties, "numPr"), self.styles.numbering(style)
        return number(value(child(own, "ilvl")) or value(child(usual, "ilvl")))

    def _runs(self, paragraph: _Element, style: str) -> tuple[list[str], list[_Look]]:
        texts: list[str] = []
        looks: list[_Look] = []
        bold, size = self.styles.is_bold(style), self.styles.size(style)
        for run, link in _runs_in(paragraph):
            properties = child(run, "rPr")
            if is_on(child(properties, "vanish")):
                continue
            text = "".join(map(_said, run))
            texts.append(self._linked(text, link))
            if text.strip():
                looks.append(self._look(properties, bold, size))
        return texts, looks

    def _linked(self, text: str, link: str) -> str:
        """The text with the address of its link, as the plan's texts have it; an address is not said twice."""
        address = self.links.get(link, "")
        is_told = text.strip().casefold() in address.casefold()
        if not text.strip() or is_told or not address.startswith(ADDRESSES) or set("[]") & set(text):
            return text
        return f"[{text}]({address})" if not set("() ") & set(address) else text

    def _look(self, properties: _Element | None, bold: bool, size: int) -> _Look:
        named = value(child(properties, "rStyle"))
        own = is_on(child(properties, "b"))
        return _Look(
            own if own is not None else bold or self.styles.is_bold(named),
            bool(is_on(child(properties, "strike")) or is_on(child(properties, "dstrike"))),
            fill_of(properties) or _HIGHLIGHTS.get(value(child(properties, "highlight")), ""),
            number(value(child(properties, "sz"))) or size,
        )


def joined(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, with those made one whose parting mark was taken out in a tracked change."""
    before: Paragraph | None = None
    for each in paragraphs:
        whole = replace(each, text=before.text + each.text, mark=before.mark or each.mark) if before else each
        before = whole if each.joins else None
        if before is None:
            yield whole
    if before:
        yield before


def _runs_in(element: _Element, link: str = "") -> Iterator[tuple[_Element, str]]:
    """The runs of a paragraph, each with the id of the link in which it stands."""
    for each in element:
        called = name(each)
        if called == "r":
            yield each, link
        elif called in THROUGH and not is_placeholder(each):
            yield from _runs_in(each, value(each, "id") if called == "hyperlink" else link)


def _said(element: _Element) -> str:
    called = name(element)
    if called == "t":
        return element.text or ""
    if called == "br":
        return "\n" if value(element, "type") in ("", "textWrapping") else ""
    if called == "sym":
        return _SYMBOLS.get(value(element, "char").upper(), "")
    return _SIGNS.get(called, "")


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    """The boxes anchored in a paragraph; a fallback for old programs says the same again."""
    for each in paragraph.iter("{*}txbxContent"):
        between = each.iterancestors()
        path = [name(outer) for outer in _up_to(paragraph, between)]
        if "txbxContent" not in path and "Fallback" not in path and "del" not in path:
            yield each


def _up_to(last: _Element, between: Iterator[_Element]) -> Iterator[_Element]:
    for each in between:
        if each is last:
            return
        yield each


def _shared_fill(looks: list[_Look]) -> str:
    fills = {look.fill for look in looks}
    return fills.pop() if len(fills) == 1 else ""
