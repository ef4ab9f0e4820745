"""Tables of data in Word: a heading row that repeats, rows that do not split, and words for who cannot see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from waymark.exchange.papers.content import Cell, Prose, Style, Table, said
from waymark.exchange.papers.ooxml import Element, w
from waymark.exchange.papers.prose import Links, paragraph

DARK, LIGHT = "000000", "FFFFFF"


def table(content: Table, widths: Sequence[int], links: Links) -> Element:
    """The table with columns of these widths, in twentieths of a point.

    Every element is made directly: python-docx reads the whole table again for each cell it hands out.
    """
    return w(
        "tbl",
        _properties(content, sum(widths)),
        w("tblGrid", *(w("gridCol", w=each) for each in widths)),
        _row(_heading_cells(content.headings, widths, links), w("cantSplit"), w("tblHeader")),
        *(_row(_cells(row, widths, links), w("cantSplit")) for row in content.rows),
    )


def ink(fill: str) -> str:
    """Black or white, whichever is read more easily on `fill` (`#rrggbb`); that is at 4.5 to 1 or better (WCAG 2.2)."""
    luminance = sum(share * _linear(fill[at : at + 2]) for share, at in ((0.2126, 1), (0.7152, 3), (0.0722, 5)))
    return DARK if (luminance + 0.05) ** 2 > 0.05 * 1.05 else LIGHT


def _linear(channel: str) -> float:
    level = int(channel, 16) / 255
    return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4


def _properties(content: Table, width: int) -> Element:
    return w(
        "tblPr",
        w("tblStyle", val="DataTable"),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        w("tblCaption", val=content.caption),
        w("tblDescription", val=content.description),
    )


def _row(cells: Iterable[Element], *properties: Element) -> Element:
    return w("tr", w("trPr", *properties), *cells)


def _heading_cells(headings: Sequence[str], widths: Sequence[int], links: Links) -> Iterable[Element]:
    for heading, width in zip(headings, widths, strict=True):
        words = paragraph(said(heading), "TableHeading", links)
        yield w("tc", w("tcPr", w("tcW", w=width, type="dxa")), words)


def _cells(row: Sequence[Cell], widths: Sequence[int], links: Links) -> Iterable[Element]:
    for cell, width in zip(row, widths, strict=True):
        properties = w("tcPr", w("tcW", w=width, type="dxa"))
        if cell.fill:
            properties.append(w("shd", val="clear", color="auto", fill=cell.fill.lstrip("#").upper()))
        colour = ink(cell.fill) if cell.fill else ""
        lines = [paragraph(prose, _style(prose), links, colour) for prose in cell.content]
        yield w("tc", properties, *lines or [w("p", w("pPr", w("pStyle", val="TableText")))])


def _style(prose: Prose) -> str:
    return "TableBullet" if prose.style is Style.bullet else "TableText"
