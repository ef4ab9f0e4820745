"""What a paper says, piece by piece, without a word about Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from waymark.domain.text import Paragraph, Run, parse_text
from waymark.exchange.figures import Figures
from waymark.exchange.pictures import Image
from waymark.exchange.tally import Tally

_ADDRESS = re.compile(r"https?://(?:www\.)?(?P<shown>[^\s()<>]*[^\s()<>.,;:!?])")


class Style(StrEnum):
    """What a paragraph is; the values are the names of the styles it takes."""

    subtitle = "Subtitle"
    detail = "CoverDetail"
    marking = "Marking"
    contents = "TOCHeading"
    body = "Normal"
    bullet = "ListBullet"
    numbered = "NumberedParagraph"
    note = "Note"
    caption = "Caption"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is the paper's title, and there is one; no level is skipped."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph."""

    runs: tuple[Run, ...]
    style: Style = Style.body

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)

    @property
    def leads_in(self) -> bool:
        """Whether it is a line in bold over what follows, from which no page end should part it."""
        return bool(self.runs) and all(run.bold for run in self.runs)


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of headings, made of the paper's own."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `fill` (`#rrggbb`, or empty) never says more than the words do."""

    content: tuple[Prose, ...]
    fill: str = ""

    @property
    def plain(self) -> str:
        """The words alone, a line a paragraph."""
        return "\n".join(prose.plain for prose in self.content)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data: each row has a cell for every heading. `caption` and `description` are for who cannot see it.

    A row of one cell alone is merged across the table (the council's layout only): it stands over the rows below it.
    """

    caption: str
    description: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def plain(self) -> str:
        """The words of its cells alone."""
        return "\n".join(cell.plain for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart and the sentence above it."""

    caption: Prose
    figures: Figures | Tally


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture under its caption; `alternative` is what it says to who cannot see it."""

    image: Image
    alternative: str
    caption: tuple[Prose, ...] = ()


Block = Heading | Prose | Contents | Table | Chart | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """What begins on a new page; a wide one is printed across. It may not end in a table (ValueError).

    Word keeps a section's page size in its last paragraph, and an empty one would be read out as a blank line.
    """

    blocks: tuple[Block, ...]
    wide: bool = False

    def __post_init__(self) -> None:
        if not self.blocks or isinstance(self.blocks[-1], Table):
            raise ValueError("A section ends in a paragraph.")


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper, and what stands at the head and foot of its pages; it tells how things were `as_at` a day."""

    title: str
    kind: str
    organisation: str
    issue: str
    period: str
    marking: str
    sections: tuple[Section, ...]
    as_at: str = ""

    def blocks(self) -> Iterator[Block]:
        """Every block, in order."""
        for section in self.sections:
            yield from section.blocks


def said(text: str, style: Style = Style.body) -> Prose:
    """One plain paragraph."""
    return Prose((Run(text),), style)


def prose(text: str) -> tuple[Prose, ...]:
    """A text that a person wrote, with its paragraphs, bullets, bold and links."""
    return tuple(map(_line, parse_text(text)))


def _line(part: Paragraph) -> Prose:
    runs = chain.from_iterable(map(_linked, part.runs))
    return Prose(tuple(runs), Style.bullet if part.bullet else Style.body)


def _linked(run: Run) -> Iterator[Run]:
    """The run with addresses that stand in it made links; what is shown of one is read out without `http://`."""
    done = 0
    for match in _ADDRESS.finditer(run.text):
        if done < match.start():
            yield replace(run, text=run.text[done : match.start()])
        yield replace(run, text=match["shown"], link=run.link or match[0])
        done = match.end()
    if done < len(run.text):
        yield replace(run, text=run.text[done:])


def cell(text: str) -> Cell:
    """A cell with a text that a person wrote, or a blank one."""
    return Cell(prose(text))
