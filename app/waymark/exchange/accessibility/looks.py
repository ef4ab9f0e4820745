"""How text looks in the end: what the document, its styles, tables and the text itself say together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from waymark.exchange.papers.ooxml import Element, path, value
from waymark.exchange.styles import PARAGRAPH, Styles

if TYPE_CHECKING:
    from waymark.exchange.accessibility.document import Line

USUAL_SIZE = 20
"""In half points: Word's own, where nothing says another."""
OFF = ("0", "false", "off", "none")
TAGS = ("sz", "color", "caps", "smallCaps", "i", "u", "shd", "highlight")
HIGHLIGHTS: Mapping[str, str] = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "black": "000000",
}
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]+")
_FIRST_ROW = 0x20


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks: its size in half points, its colour and that behind it (`rrggbb`; blank where Word chooses)."""

    size: int
    colour: str
    fill: str
    capitals: bool
    italic: bool
    underlined: bool


class Looks:
    """How the runs of a document look."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._of_styles = cache(self._said_by_styles)

    def of(self, line: Line, run: Element) -> Look:
        """How a run in that line looks."""
        by_styles = self._of_styles(self._key(line, run))
        direct = run.find(path("rPr"))
        said = by_styles if direct is None else by_styles | dict(_said(direct))
        return Look(
            size=whole_number(value(said.get("sz")), USUAL_SIZE),
            colour=_colour(value(said.get("color"))),
            fill=_fill(said.get("shd")) or HIGHLIGHTS.get(value(said.get("highlight")), "") or self._line_fill(line),
            capitals=_is_on(said.get("caps")) or _is_on(said.get("smallCaps")),
            italic=_is_on(said.get("i")),
            underlined=_is_on(said.get("u")),
        )

    def alignment(self, line: Line) -> str:
        """How the line is aligned: `both` for justified; blank for the usual."""
        said = line.element.find(path("pPr", "jc"))
        if said is None:
            said = self._styles.property(self._style_of(line), "pPr", "jc")
        return value(said)

    def is_list_item(self, line: Line) -> bool:
        """Whether the line is an item of a list that Word makes."""
        said = line.element.find(path("pPr", "numPr", "numId"))
        if said is None:
            said = self._styles.property(self._style_of(line), "pPr", "numPr", "numId")
        return value(said) not in ("", "0")

    def cell_fill(self, line: Line) -> str:
        """The colour of the cell in which the line is; blank for none."""
        if line.table is None or line.cell is None:
            return ""
        styles = self._styles
        style = styles.get(line.table.style)
        by_style = [styles.property(style, "tcPr", "shd")]
        if self._is_first(line):
            by_style.insert(0, self._conditional(line.table.style, "tcPr", "shd"))
        direct = line.cell.find(path("tcPr", "shd"))
        if direct is not None:
            return _fill(direct)
        return next((fill for each in by_style if (fill := _fill(each))), "")

    def _style_of(self, line: Line) -> Element | None:
        named = self._styles.get(line.style)
        return self._styles.default(PARAGRAPH) if named is None else named

    def _line_fill(self, line: Line) -> str:
        said = line.element.find(path("pPr", "shd"))
        if said is None:
            said = self._styles.property(self._style_of(line), "pPr", "shd")
        return _fill(said) or self.cell_fill(line)

    def _key(self, line: Line, run: Element) -> tuple[str, str, str, bool]:
        named = value(run.find(path("rPr", "rStyle")))
        return named, line.style, line.table.style if line.table else "", self._is_first(line)

    def _is_first(self, line: Line) -> bool:
        """Whether the line stands in a first row that the table's style sets off."""
        if line.table is None or line.row:
            return False
        look = line.table.element.find(path("tblPr", "tblLook"))
        bits = value(look) if _HEXADECIMAL.fullmatch(value(look)) else "0"
        return value(look, "firstRow") in ("1", "true") or bool(int(bits, 16) & _FIRST_ROW)

    def _said_by_styles(self, key: tuple[str, str, str, bool]) -> dict[str, Element]:
        """What the styles of those ids say of runs, the nearest last: the document's, table's, paragraph's, own."""
        run, paragraph, table, first = key
        styles = self._styles
        own = styles.get(paragraph)
        said = dict(_said(styles.root.find(path("docDefaults", "rPrDefault", "rPr"))))
        layers: Iterator[tuple[str, Element | None]] = (
            (tag, found)
            for tag in TAGS
            for found in (
                styles.property(styles.get(table), "rPr", tag),
                self._conditional(table, "rPr", tag) if first else None,
                styles.property(styles.default(PARAGRAPH) if own is None else own, "rPr", tag),
                styles.property(styles.get(run), "rPr", tag),
            )
        )
        said.update((tag, found) for tag, found in layers if found is not None)
        return said

    def _conditional(self, table: str, *tags: str) -> Element | None:
        """What a table's style says of first rows."""
        styles = self._styles
        for style in styles.chain(styles.get(table)):
            for special in style.iterfind(path("tblStylePr")):
                found = special.find(path(*tags))
                if value(special, "type") == "firstRow" and found is not None:
                    return found
        return None


def _said(properties: Element | None) -> Iterator[tuple[str, Element]]:
    for tag in TAGS if properties is not None else ():
        found = properties.find(path(tag)) if properties is not None else None
        if found is not None:
            yield tag, found


def whole_number(said: str, usual: int) -> int:
    """The number; as usual where it is missing or is none."""
    return int(said) if said.isdigit() else usual


def _is_on(switch: Element | None) -> bool:
    return switch is not None and value(switch) not in OFF


def _colour(said: str) -> str:
    return said.upper() if _COLOUR.fullmatch(said) else ""


def _fill(shading: Element | None) -> str:
    return _colour(value(shading, "fill"))
