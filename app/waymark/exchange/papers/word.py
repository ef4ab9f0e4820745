"""A paper as a Word file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from itertools import count, pairwise
from pathlib import Path

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage

from waymark.domain.errors import Refused
from waymark.exchange.files import replacing
from waymark.exchange.papers.content import (
    Block,
    Chart,
    Contents,
    Heading,
    Paper,
    Picture,
    Prose,
    Section,
    Style,
    Table,
)
from waymark.exchange.papers.drawing import (
    chart_part,
    charts_abreast,
    charts_paragraph,
    picture_paragraph,
    picture_part,
)
from waymark.exchange.papers.issue import Form
from waymark.exchange.papers.ooxml import Element
from waymark.exchange.papers.pages import Page, continued
from waymark.exchange.papers.prose import CONTENTS_LEVELS, contents, contents_lines, heading, paragraph
from waymark.exchange.papers.stationery import Stationery, waymarks_own
from waymark.exchange.papers.tables import Fit, styles_for, table
from waymark.exchange.papers.template.writing import on_template
from waymark.exchange.papers.widths import shared_widths
from waymark.exchange.telling import Said, unheard

PLAIN = Form()
Listing = Callable[[Sequence[tuple[int, Heading]], int], list[Element]]
"""Writes the contents list of headings with their numbers, for a text of that width."""
TALLEST = 0.5
"""Of a page's height: rows that are higher may break across pages."""
LONGEST_LINE = 9_638
"""In twentieths of a point: 17 centimetres; on a page across, lines of text as long as a table tire the eye."""
MOST_KEPT = 4
"""Paragraphs above a table that stay with it; a longer text may end a page."""


def write_paper(
    paper: Paper, target: Path, form: Form = PLAIN, said: Said = unheard, unfinished: Path | None = None
) -> None:
    """Write the paper as a Word file to `target`, whole or not at all, by way of `unfinished` beside it.

    Raises Refused, in words, where that cannot be done or the template is no use.
    """
    if form.template is not None and _is_same(target, form.template):
        raise Refused(
            f"“{target.name}” is the template itself; nothing was written. Choose another name for the paper."
        )
    package = word_package(paper, form, said)
    with replacing(target, unfinished) as temporary:
        package.save(str(temporary))


def word_package(paper: Paper, form: Form = PLAIN, said: Said = unheard) -> OpcPackage:
    """The paper as the parts of a Word file."""
    stationery = waymarks_own(paper) if form.template is None else on_template(paper, form.template, form.styles)
    listing = contents_lines if form.pdf else contents
    stationery.take(_Body(paper, stationery, listing, said).content())
    return stationery.package


class _Body:
    """The document part's content, as it is written and related to what it shows."""

    def __init__(self, paper: Paper, stationery: Stationery, listing: Listing, said: Said) -> None:
        self._paper = paper
        self._stationery = stationery
        self._part = stationery.document
        self._listing = listing
        self._said = said
        self._count = sum(len(section.blocks) for section in paper.sections)
        self._blocks = count()
        self._headings = count(stationery.first_number)
        self._drawings = count(stationery.first_number)

    def content(self) -> Sequence[Element]:
        written: list[Element] = []
        for section in self._paper.sections:
            sheet = self._stationery.wide if section.wide else self._stationery.upright
            properties = continued(sheet.properties) if written else deepcopy(sheet.properties)
            written += self._section(section, sheet.page)
            written[-1][0].append(properties)
        return written

    def _section(self, section: Section, page: Page) -> Iterator[Element]:
        tables = [block for block in section.blocks if isinstance(block, Table)]
        looks = {block.headings: styles_for(block, section.wide) for block in tables}
        sizes = {headings: self._stationery.styles.sizes[look] for headings, look in looks.items()}
        widths = shared_widths(tables, page.text_width, sizes)
        kept = _kept(section.blocks)
        for place, block in _with_charts_together(section.blocks, charts_abreast(page)):
            self._said(next(self._blocks) / self._count, "Writing the Word document")
            if isinstance(block, Table):
                shape = block.headings
                tallest = page.text_height * TALLEST
                fit = Fit(widths[shape], tallest, looks[shape], sizes[shape], place in kept)
                yield table(block, fit, self._link)
            else:
                yield from self._written(block, page, place in kept)

    def _written(
        self, block: Heading | Prose | tuple[Chart, ...] | Picture | Contents, page: Page, kept: bool
    ) -> list[Element]:
        match block:
            case Heading():
                return [heading(block, next(self._headings))]
            case Prose():
                return [self._paragraph(block, page, kept)]
            case tuple():
                captions = (chart.caption for chart in block)
                # As wide as the charts below: over two lines they would push these off the page.
                above = [paragraph(caption, caption.style, self._link, kept=True) for caption in captions]
                return [*above, self._charts(block, page)]
            case Picture():
                lines = [self._paragraph(prose, page, kept=True) for prose in block.caption]
                return [*lines, self._picture(block, page)]
            case Contents():
                return self._listing(self._listed(), page.text_width)

    def _paragraph(self, prose: Prose, page: Page, kept: bool) -> Element:
        return paragraph(prose, prose.style, self._link, kept=kept, right=max(page.text_width - LONGEST_LINE, 0))

    def _charts(self, charts: Sequence[Chart], page: Page) -> Element:
        numbers = [next(self._drawings) for _ in charts]
        parts = [chart_part(chart.figures, number) for chart, number in zip(charts, numbers, strict=True)]
        relations = [self._part.relate_to(part, RELATIONSHIP_TYPE.CHART) for part in parts]
        figures = [chart.figures for chart in charts]
        return charts_paragraph([*zip(figures, relations, numbers, strict=True)], page)

    def _picture(self, block: Picture, page: Page) -> Element:
        number = next(self._drawings)
        relation = self._part.relate_to(picture_part(block.image, number), RELATIONSHIP_TYPE.IMAGE)
        return picture_paragraph(block, relation, number, page)

    def _listed(self) -> list[tuple[int, Heading]]:
        """The headings for the contents list, each with its number among all headings."""
        all_of_them = (block for block in self._paper.blocks() if isinstance(block, Heading))
        return [
            (number, block)
            for number, block in enumerate(all_of_them, self._stationery.first_number)
            if block.level in CONTENTS_LEVELS
        ]

    def _link(self, address: str) -> str:
        return self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def _is_same(target: Path, template: Path) -> bool:
    return target.exists() and template.exists() and target.samefile(template)


def _with_charts_together(
    blocks: Sequence[Block], most: int
) -> Iterator[tuple[int, Heading | Prose | Table | Picture | Contents | tuple[Chart, ...]]]:
    """Every block with its place; of charts that follow each other, up to so many as one."""
    place = 0
    while place < len(blocks):
        block = blocks[place]
        if isinstance(block, Chart):
            charts = tuple(_leading_charts(blocks[place : place + most]))
            yield place, charts
            place += len(charts)
        else:
            yield place, block
            place += 1


def _leading_charts(blocks: Sequence[Block]) -> Iterator[Chart]:
    for block in blocks:
        if not isinstance(block, Chart):
            return
        yield block


def _kept(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of what no page end should part from the next.

    These are the lines above a table, those too that lead from a heading to a lower one, and a table with a note below.
    """
    kept: set[int] = set()
    lines: list[int] = []
    level = 0
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            kept.update(lines[-MOST_KEPT:])
        if isinstance(block, Prose) and block.style is not Style.note:
            lines.append(place)
        elif not (isinstance(block, Heading) and block.level > level):
            lines = []
        if isinstance(block, Heading):
            level = block.level
    return frozenset(kept).union(_noted(blocks))


def _noted(blocks: Sequence[Block]) -> Iterator[int]:
    """The places of tables with a note below."""
    for place, (block, below) in enumerate(pairwise(blocks)):
        if isinstance(block, Table) and isinstance(below, Prose) and below.style is Style.note:
            yield place
