"""Tables of data in Word: a heading row that repeats, rows that do not split, and words for who cannot see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from waymark.exchange.inks import ink
from waymark.exchange.papers.content import Cell, Prose, Style, Table, said
from waymark.exchange.papers.ooxml import Element, w
from waymark.exchange.papers.prose import Links, paragraph
from waymark.exchange.papers.widths import CELL_MARGINS, USUAL_SIZE, row_height

INSIDE = {"top": 40, "left": CELL_MARGINS // 2, "bottom": 10, "right": CELL_MARGINS // 2}
"""The margins within a cell, in twentieths of a point; each of its paragraphs has some room below as well."""


NARROW, WIDE = "Table", "WideTable"
"""How the names of the styles for the text in tables begin."""
FEWEST_COLUMNS = 5
"""Of a wide table; every one on pages that are printed across counts as such."""

SMALL = 0.4
"""Of the height of rows that may break: a table that is no higher stays on one page."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table stands on its pages, in twentieths of a point: its columns' widths, and the rows that may be parted.

    Its text is in the styles that begin with `styles` and of that `size`, in half points. A row higher than `tallest`
    may break across pages: kept whole it would leave the page before it mostly white. With `kept` the last row stays
    with what follows the table.
    """

    widths: Sequence[int]
    tallest: float
    styles: str = NARROW
    size: int = USUAL_SIZE
    kept: bool = False


def styles_for(content: Table, across: bool) -> str:
    """How the names of the styles begin for the table's text, on pages of that kind."""
    return WIDE if across or len(content.headings) >= FEWEST_COLUMNS else NARROW


def table(content: Table, fit: Fit, links: Links) -> Element:
    """The table; a small one stays on one page.

    Every element is made directly: python-docx reads the whole table again for each cell it hands out.
    """
    heights = [_height(row, fit) for row in content.rows]
    kept = [sum(heights) <= fit.tallest * SMALL] * (len(heights) - 1) + [fit.kept]
    rows = zip(content.rows, heights, kept, strict=False)
    return w(
        "tbl",
        _properties(content, sum(fit.widths)),
        w("tblGrid", *(w("gridCol", w=each) for each in fit.widths)),
        _row(_heading_cells(content.headings, fit, links), w("cantSplit"), w("tblHeader")),
        *(_row(_cells(row, fit, links, stays), *_whole(height, fit)) for row, height, stays in rows),
    )


def _height(row: Sequence[Cell], fit: Fit) -> float:
    widths = [sum(fit.widths)] if _is_across(row, fit) else fit.widths
    return row_height((cell.plain for cell in row), widths, fit.size)


def _whole(height: float, fit: Fit) -> Sequence[Element]:
    return (w("cantSplit"),) if height <= fit.tallest else ()


def _properties(content: Table, width: int) -> Element:
    return w(
        "tblPr",
        w("tblStyle", val="DataTable"),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in INSIDE.items())),
        w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        w("tblCaption", val=content.caption),
        w("tblDescription", val=content.description),
    )


def _row(cells: Iterable[Element], *properties: Element) -> Element:
    return w("tr", w("trPr", *properties), *cells)


def _heading_cells(headings: Sequence[str], fit: Fit, links: Links) -> Iterable[Element]:
    for heading, width in zip(headings, fit.widths, strict=True):
        words = paragraph(said(heading), f"{fit.styles}Heading", links, kept=True)
        yield w("tc", w("tcPr", w("tcW", w=width, type="dxa")), words)


def _is_across(row: Sequence[Cell], fit: Fit) -> bool:
    return len(row) == 1 < len(fit.widths)


def _across(cell: Cell, fit: Fit, links: Links) -> Element:
    """A cell merged across the table, which stays with the row below it."""
    properties = w("tcPr", w("tcW", w=sum(fit.widths), type="dxa"), w("gridSpan", val=len(fit.widths)))
    return w("tc", properties, *(paragraph(prose, _style(prose, fit), links, kept=True) for prose in cell.content))


def _cells(row: Sequence[Cell], fit: Fit, links: Links, kept: bool = False) -> Iterable[Element]:
    if _is_across(row, fit):
        yield _across(row[0], fit, links)
        return
    for cell, width in zip(row, fit.widths, strict=True):
        properties = w("tcPr", w("tcW", w=width, type="dxa"))
        if cell.fill:
            properties.append(w("shd", val="clear", color="auto", fill=cell.fill.lstrip("#").upper()))
        colour = ink(cell.fill) if cell.fill else ""
        lines = [paragraph(prose, _style(prose, fit), links, colour, kept) for prose in cell.content]
        yield w("tc", properties, *lines or [paragraph(said(""), f"{fit.styles}Text", links, kept=kept)])


def _style(prose: Prose, fit: Fit) -> str:
    return f"{fit.styles}Bullet" if prose.style is Style.bullet else f"{fit.styles}Text"
