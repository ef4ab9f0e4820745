"""Rules on what a document says of itself, and on its headings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from waymark.exchange.accessibility.document import Document
from waymark.exchange.accessibility.rules import rule, whole
from waymark.exchange.papers.ooxml import path, value
from waymark.exchange.styles import PARAGRAPH

TITLE = "Title"


@rule(whole)
def title_property(document: Document, _: object) -> Iterator[str]:
    """The file has a title, which is read out first and named in the window's frame."""
    if not document.properties["title"]:
        yield "The file has no title; say one under File, Info, Properties."


@rule(whole)
def author_property(document: Document, _: object) -> Iterator[str]:
    """The file says who it is from."""
    if not document.properties["creator"]:
        yield "The file names no author; say one under File, Info, Properties."


@rule(whole)
def language(document: Document, _: object) -> Iterator[str]:
    """The text says in which language it is, or it is read out in a wrong one."""
    said = document.styles.root.find(path("docDefaults", "rPrDefault", "rPr", "lang"))
    if said is None:
        said = document.styles.property(document.styles.default(PARAGRAPH), "rPr", "lang")
    if not value(said):
        yield "The text does not say in which language it is; set the proofing language."


@rule(whole)
def one_title(document: Document, _: object) -> Iterator[str]:
    """There is one title, or else one heading of level 1: what the document is called."""
    first = sum(heading.level == 1 for heading in document.headings)
    titles = sum(document.style_name(line.element) == TITLE and bool(line.words.strip()) for line in document.lines)
    if titles > 1:
        yield f"There are {titles} titles; a document has one."
    elif first > 1 and not titles:
        yield f"There are {first} headings of level 1; only the document's title is one."
    elif not first and not titles:
        yield "No heading of level 1 says what the document is called."


@rule(whole)
def heading_levels(document: Document, _: object) -> Iterator[str]:
    """No level of heading is skipped on the way down, or a reader looks for what is not there."""
    titles = [document.style_name(line.element) == TITLE for line in document.lines]
    levels = [(1, "")] * any(titles) + [(heading.level, heading.words) for heading in document.headings]
    for (before, _words), (level, words) in pairwise([(0, ""), *levels]):
        if level > before + 1:
            over = f"the one before it of level {before}" if before else "none is before it"
            yield f"The heading “{words}” is of level {level}, and {over}."


@rule(whole)
def blank_heading(document: Document, _: object) -> Iterator[str]:
    """A heading has words."""
    blank = sum(not heading.words for heading in document.headings)
    if blank:
        yield f"{blank} {'paragraph is' if blank == 1 else 'paragraphs are'} a heading without words."


@rule(whole)
def columns(document: Document, _: object) -> Iterator[str]:
    """The text runs in one column."""
    for section in document.body.iter(path("sectPr")):
        number = value(section.find(path("cols")), "num")
        if number.isdigit() and int(number) > 1:
            yield f"A part of the text is set in {number} columns."
