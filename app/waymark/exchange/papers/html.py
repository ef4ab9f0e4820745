"""What a paper says as HTML, in pieces small enough to be shown one after the other while somebody works."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Any

from waymark.domain.text import Run
from waymark.exchange.inks import ink
from waymark.exchange.papers.content import Block, Cell, Chart, Contents, Heading, Picture, Prose, Style, Table
from waymark.exchange.papers.widths import column_widths

CELLS = 120
"""About so many cells of a table stand in one piece: in the window that takes about 10 ms to show."""
PAGE_WIDTH = 10_000
"""In twentieths of a point: what the columns' widths are worked out for; they are given as shares of it."""

WIDEST = 600
"""In pixels: a picture is shown no wider than that."""


def html_pieces(blocks: Iterable[Block]) -> Iterator[str]:
    """The blocks as HTML, in order; a long table comes in several, each under the headings of its columns.

    A chart is told in the words that it has for who cannot see it. A list of contents is left out.
    """
    for kind, group in groupby(blocks, key=lambda block: type(block)):
        yield from _PIECES[kind](tuple(group))


def text_html(paragraphs: Sequence[Prose]) -> str:
    """A text with its paragraphs and bullets."""
    lists = groupby(paragraphs, key=lambda each: each.style is Style.bullet)
    return "".join(_listed(group) if bullets else "".join(map(_paragraph, group)) for bullets, group in lists)


def _headings(headings: Sequence[Heading]) -> Iterator[str]:
    yield "".join(f"<h{each.level}>{escape(each.text)}</h{each.level}>" for each in headings)


def _texts(paragraphs: Sequence[Prose]) -> Iterator[str]:
    yield text_html(paragraphs)


def _charts(charts: Sequence[Chart]) -> Iterator[str]:
    for chart in charts:
        yield f"<p><b>{_runs(chart.caption)}</b></p><p>{escape(chart.figures.words)}</p>"


def _pictures(pictures: Sequence[Picture]) -> Iterator[str]:
    for each in pictures:
        image = each.image
        content = b64encode(image.content).decode("ascii")
        width = min(image.width, WIDEST)
        shown = f"<img width='{width}' alt='{escape(each.alternative)}' src='data:{image.media_type};base64,{content}'>"
        yield f"{text_html(each.caption)}<p>{shown}</p>"


def _contents(_: Sequence[Contents]) -> Iterator[str]:
    return iter(())


def _tables(tables: Sequence[Table]) -> Iterator[str]:
    for table in tables:
        yield from _parts_of(table)


def _parts_of(table: Table) -> Iterator[str]:
    texts = [[cell.plain for cell in row] for row in table.rows if len(row) == len(table.headings)]
    widths = column_widths(table.headings, texts, PAGE_WIDTH)
    head = "".join(
        f"<th width='{width * 100 / PAGE_WIDTH:.1f}%'>{escape(title)}</th>"
        for title, width in zip(table.headings, widths, strict=True)
    )
    step = max(CELLS // len(table.headings), 1)
    caption = f"<p><b>{escape(table.caption)}</b></p>"
    for first in range(0, len(table.rows), step):
        rows = "".join(_row(cells, len(table.headings)) for cells in table.rows[first : first + step])
        yield (
            f"{'' if first else caption}<table width='100%' border='1' cellspacing='0' cellpadding='3' "
            f"style='border-collapse: collapse'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )


def _row(cells: Sequence[Cell], columns: int) -> str:
    """A row; one cell alone stands across all columns."""
    across = f" colspan='{columns}'" if len(cells) < columns else ""
    return f"<tr>{''.join(_cell(cell, across) for cell in cells)}</tr>"


def _cell(cell: Cell, across: str) -> str:
    ground = f" bgcolor='{cell.fill}' style='color: #{ink(cell.fill)}'" if cell.fill else ""
    lines = "<br>".join(f"{'• ' if line.style is Style.bullet else ''}{_runs(line)}" for line in cell.content)
    return f"<td{across}{ground}>{lines}</td>"


def _listed(paragraphs: Iterable[Prose]) -> str:
    return f"<ul>{''.join(f'<li>{_runs(each)}</li>' for each in paragraphs)}</ul>"


def _paragraph(paragraph: Prose) -> str:
    words = _runs(paragraph)
    return f"<p><i>{words}</i></p>" if paragraph.style is Style.note else f"<p>{words}</p>"


def _runs(paragraph: Prose) -> str:
    return "".join(map(_run, paragraph.runs))


def _run(run: Run) -> str:
    words = escape(run.text)
    if run.link:
        words = f"<a href='{escape(run.link)}'>{words}</a>"
    return f"<b>{words}</b>" if run.bold else words


_PIECES: dict[type[Block], Callable[[Any], Iterator[str]]] = {
    Heading: _headings,
    Prose: _texts,
    Contents: _contents,
    Table: _tables,
    Chart: _charts,
    Picture: _pictures,
}
