"""What the styles of a document say: which are headings or lists, what is bold, how a table's first row looks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from lxml.etree import _Element

from waymark.exchange.reading.word.elements import child, inside, is_on, name, number, parsed, value

DEEPEST = 9
_Said = TypeVar("_Said")
BASED_AT_MOST = 20
"""Styles are based on styles on styles; a circle of them has no end."""
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_INNER_LIST = re.compile(r"list (?:bullet|number|continue )?\s?(\d)", re.IGNORECASE)
_ROLES = (
    (re.compile(r"title", re.IGNORECASE), "title"),
    (re.compile(r"subtitle", re.IGNORECASE), "subtitle"),
    (re.compile(r"toc( heading| \d|heading)?|table of (figures|authorities).*|index.*", re.IGNORECASE), "contents"),
    (re.compile(r"caption", re.IGNORECASE), "caption"),
    (re.compile(r"(table |figure )?(notes?|sources?)", re.IGNORECASE), "note"),
    (re.compile(r"header|footer|page number|footnote text|endnote text", re.IGNORECASE), "edge"),
)


@dataclass(frozen=True, slots=True)
class Style:
    """A style as it stands in the file; `fill` and `top_bold` are of a table style's first row."""

    title: str
    based_on: str
    properties: _Element
    fill: str = ""
    top_bold: bool = False


@dataclass(slots=True)
class Styles:
    """The styles of a document, by their ids; what one does not say, those say on which it is based."""

    by_id: dict[str, Style] = field(default_factory=dict)
    usual: str = ""

    @classmethod
    def of(cls, content: bytes) -> Styles:
        """Read them from their part; without one there are none."""
        styles = cls()
        if not content:
            return styles
        for element in parsed(content):
            if name(element) == "style":
                id = value(element, "styleId")
                styles.by_id[id] = _style(element)
                if value(element, "type") == "paragraph" and value(element, "default") not in ("", "0", "false"):
                    styles.usual = id
        return styles

    def level(self, id: str) -> int:
        """Of which level a heading in that style is, 1 the outermost; 0 for what is no heading."""
        for style in self._line(id):
            outline = child(style.properties, "pPr", "outlineLvl")
            if outline is not None:
                level = number(value(outline)) + 1
                return level if level <= DEEPEST else 0
            if match := _HEADING.fullmatch(style.title):
                return int(match[1])
        return 0

    def role(self, id: str) -> str:
        """What the style is for, by its name: `title`, `subtitle`, `contents`, `caption`, `note`, `edge`, or blank."""
        for style in self._line(id):
            for pattern, role in _ROLES:
                if pattern.fullmatch(style.title):
                    return role
        return ""

    def is_bold(self, id: str) -> bool:
        """Whether text in that style is bold."""
        return bool(self._first(id, lambda style: is_on(child(style.properties, "rPr", "b"))))

    def size(self, id: str) -> int:
        """The size of text in that style, in half points; 0 where nothing says."""
        return self._first(id, lambda style: number(value(child(style.properties, "rPr", "sz"))) or None) or 0

    def numbering(self, id: str) -> _Element | None:
        """The list that paragraphs in that style belong to."""
        return self._first(id, lambda style: child(style.properties, "pPr", "numPr"))

    def depth(self, id: str) -> int:
        """How deep in a list paragraphs in that style are by its name: 1 for `List Bullet 2`."""
        matches = (_INNER_LIST.fullmatch(style.title) for style in self._line(id))
        return next((int(match[1]) - 1 for match in matches if match), 0)

    def list_number(self, id: str) -> str:
        """The list that a style of numbering stands for."""
        return value(child(self.numbering(id), "numId"))

    def first_row(self, id: str) -> tuple[str, bool]:
        """The fill of the first row of tables in that style, and whether it is bold."""
        line = [*self._line(id)]
        return next((style.fill for style in line if style.fill), ""), any(style.top_bold for style in line)

    def _first(self, id: str, said: Callable[[Style], _Said | None]) -> _Said | None:
        return next((found for style in self._line(id) if (found := said(style)) is not None), None)

    def _line(self, id: str) -> Iterator[Style]:
        """A style, and those on which it is based, the nearest first."""
        for _ in range(BASED_AT_MOST):
            style = self.by_id.get(id)
            if style is None:
                return
            yield style
            id = style.based_on


def fill_of(properties: _Element | None) -> str:
    """The colour (`#rrggbb`) that a shading gives what it stands in; blank where it gives none."""
    shading = child(properties, "shd")
    fill = value(shading, "fill")
    if value(shading) == "solid":
        fill = value(shading, "color")
    return f"#{fill.lower()}" if re.fullmatch("[0-9A-Fa-f]{6}", fill) else ""


def _style(element: _Element) -> Style:
    top = next((each for each in inside(element, "tblStylePr") if value(each, "type") == "firstRow"), None)
    return Style(
        value(child(element, "name")),
        value(child(element, "basedOn")),
        element,
        fill_of(child(top, "tcPr")),
        bool(is_on(child(top, "rPr", "b"))),
    )
