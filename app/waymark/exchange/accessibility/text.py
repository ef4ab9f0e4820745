"""Rules on text: how it looks, what it is set as, and what its links say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waymark.domain.text import plain_words, shortened
from waymark.exchange.accessibility.document import Document, Line, Run
from waymark.exchange.accessibility.rules import lines, rule, runs
from waymark.exchange.inks import LIGHT, contrast
from waymark.exchange.papers.ooxml import path, words

SMALLEST, SMALLEST_IN_WIDE_TABLES = 24, 20
LARGE = 36
"""In half points; from there on less contrast will do (WCAG 2.2, success criterion 1.4.3)."""
LEAST_CONTRAST, LEAST_FOR_LARGE = 4.5, 3.0
FEWEST_WORDS = 2
SAY_NOTHING = frozenset(
    ("here", "click here", "click", "link", "this link", "more", "read more", "this", "this page", "this document")
)
_BULLET = re.compile(r"\s*(?:[•▪●◦‣\uf0a7\uf0b7]|[·–-]\s)")
"""Among them two signs of Word's own font for symbols."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SHOWN = tuple(map(path, ("drawing", "pict", "object", "br", "sectPr")))


@rule(runs)
def small_text(_: Document, run: Run) -> Iterator[str]:
    """Text is of 12 point or more, in wide tables of 10 or more."""
    table = run.line.table
    least = SMALLEST_IN_WIDE_TABLES if table is not None and table.wide else SMALLEST
    if run.look.size < least:
        where = "Text in a wide table" if least < SMALLEST else "Text in a table" if table is not None else "Text"
        yield f"{where} is of {run.look.size / 2:g} point, less than {least / 2:g}."


@rule(runs)
def low_contrast(_: Document, run: Run) -> Iterator[str]:
    """Text is told from what is behind it: a contrast of 4.5 to 1, of 3 to 1 from 18 point on."""
    look = run.look
    if not look.colour:
        return
    ratio = contrast(look.colour, look.fill or LIGHT)
    if ratio < (LEAST_FOR_LARGE if look.size >= LARGE else LEAST_CONTRAST):
        yield f"Text in #{look.colour.lower()} on #{(look.fill or LIGHT).lower()} has a contrast of {ratio:.1f} to 1."


@rule(runs)
def set_in_capitals(_: Document, run: Run) -> Iterator[str]:
    """No text is set in capitals throughout, which are read slowly."""
    if run.look.capitals:
        yield "Text is set in capitals."


@rule(runs)
def italics(_: Document, run: Run) -> Iterator[str]:
    """No text is set in italics, which are hard to read for many."""
    if run.look.italic:
        yield "Text is set in italics."


@rule(runs)
def underlined(_: Document, run: Run) -> Iterator[str]:
    """Only links are underlined."""
    if run.look.underlined and not run.is_link:
        yield "Text is underlined that is no link."


@rule(lines)
def typed_in_capitals(_: Document, line: Line) -> Iterator[str]:
    """No line is typed in capitals throughout, which screen readers may spell out."""
    said = line.words
    if said == said.upper() and len(_LONG_WORD.findall(said)) >= FEWEST_WORDS:
        yield "A line is typed in capitals."


@rule(lines)
def justified(document: Document, line: Line) -> Iterator[str]:
    """Text is aligned to the left and not to both sides, which leaves gaps between words."""
    if line.words.strip() and document.looks.alignment(line) in ("both", "distribute"):
        yield "Text is justified."


@rule(lines)
def typed_list(document: Document, line: Line) -> Iterator[str]:
    """A list is made by Word, and not by typing bullets or dashes."""
    if _BULLET.match(line.words) and not document.looks.is_list_item(line):
        yield "A list is typed with bullets or dashes instead of set as one."


@rule(lines)
def blank_paragraph(_: Document, line: Line) -> Iterator[str]:
    """Space comes from the styles, and not from blank paragraphs, which are read out as blank lines."""
    alone = line.cell is None or len(line.cell.findall(path("p"))) > 1
    if alone and not line.words.strip() and next(line.element.iter(*_SHOWN), None) is None:
        yield "A blank paragraph makes space."


@rule(lines)
def link_text(_: Document, line: Line) -> Iterator[str]:
    """The words of a link say where it leads, without what is around them."""
    for link in line.element.iter(path("hyperlink")):
        said = words(link).strip()
        if not said:
            yield "A link has no words."
        elif plain_words(said) in SAY_NOTHING:
            yield f"The words of a link, “{said}”, do not say where it leads."


@rule(lines)
def bare_address(_: Document, line: Line) -> Iterator[str]:
    """An address stands behind words, and not in the text, where it is read out letter by letter."""
    for address in _ADDRESS.findall(line.words):
        yield f"An address stands in the text: {shortened(address)}"
