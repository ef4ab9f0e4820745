"""Paragraphs, headings and the contents list in Word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy

from waymark.domain.text import Run
from waymark.exchange.papers.content import Heading, Prose
from waymark.exchange.papers.ooxml import Element, field, related, text, w

Links = Callable[[str], str]
"""Gives the id of the document's relationship to an address."""
CONTENTS_LEVELS = (2, 3)


def paragraph(prose: Prose, style: str, links: Links, colour: str = "", kept: bool = False, right: int = 0) -> Element:
    """One paragraph in a style; `colour` (`rrggbb`) is for text on a filled cell. A `kept` one stays with the next.

    It ends by `right`, in twentieths of a point, before the margin.
    """
    keep = (w("keepNext"),) if kept or prose.leads_in else ()
    indent = (w("ind", right=right),) if right else ()
    return w("p", w("pPr", w("pStyle", val=style), *keep, *indent), *(_run(run, links, colour) for run in prose.runs))


def heading(content: Heading, number: int) -> Element:
    """A heading with the bookmark that the contents list points to."""
    return w(
        "p",
        w("pPr", w("pStyle", val=f"Heading{content.level}"), w("keepNext")),
        w("bookmarkStart", id=number, name=_bookmark(number)),
        w("r", text(content.text)),
        w("bookmarkEnd", id=number),
    )


def contents(headings: Sequence[tuple[int, Heading]], width: int) -> list[Element]:
    """The contents list as Word keeps it: one field over its lines.

    The lines are there from the start and no page is stated that nobody has counted: asking Word to update fields on
    opening would make it ask the reader a question about “other files” first. The pages stand at the right of a text
    of that `width`, in twentieths of a point.
    """
    first, last = CONTENTS_LEVELS
    *opening, closing = field(f'TOC \\o "{first}-{last}" \\h \\z \\u')
    lines = contents_lines(headings, width)
    if lines:
        lines[0][1:1] = opening
        lines[-1].append(closing)
    return lines


def contents_lines(headings: Sequence[tuple[int, Heading]], width: int) -> list[Element]:
    """The lines of the contents list by themselves, each with a field for its page.

    LibreOffice counts these pages, but not those within the field for the whole list.
    """
    tabs = w("tabs", w("tab", val="right", pos=width))
    return [
        w("p", w("pPr", w("pStyle", val=f"TOC{entry.level}"), deepcopy(tabs)), _entry(number, entry))
        for number, entry in headings
    ]


def _entry(number: int, entry: Heading) -> Element:
    name = _bookmark(number)
    return w(
        "hyperlink",
        w("r", text(entry.text)),
        w("r", w("tab")),
        *field(f"PAGEREF {name} \\h"),
        anchor=name,
        history=1,
    )


def _run(run: Run, links: Links, colour: str) -> Element:
    properties = w("rPr")
    if run.link:
        properties.append(w("rStyle", val="Hyperlink"))
    if run.bold:
        properties.extend((w("b"), w("bCs")))
    if colour:
        properties.append(w("color", val=colour))
    element = w("r", *((properties,) if len(properties) else ()), text(run.text))
    return related(w("hyperlink", element, history=1), links(run.link)) if run.link else element


def _bookmark(number: int) -> str:
    return f"_Toc{number:08}"
