"""What the front page of a document says: its title and subtitle, its version and date, whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from waymark.domain.period import PeriodKind
from waymark.exchange.reading.cover import LONGEST_TITLE, is_stated, issue_of, may_be_title
from waymark.exchange.reading.found import Cover
from waymark.exchange.reading.sheet import EDGES, Prose, Source
from waymark.exchange.reading.vocabulary import is_general, period_of

_COUNCIL = re.compile(
    r"(?P<name>\S.*?)\s+(?:(?:city|county|borough|district|metropolitan|unitary|royal)\s+)*"
    r"(?:council|children['’]?s trust|combined authority)",
    re.IGNORECASE,
)
_LONDON = re.compile(r"(?:the )?(?:royal |london )+borough of (?P<name>\S.*)", re.IGNORECASE)
_FROM = re.compile(
    r"(?:joint )?report (?:of|by|from|to)\b|(?:author|from|to|prepared by|presented by)\s*:", re.IGNORECASE
)
_MARKING = re.compile(r"official\b.*|not protectively marked|confidential|restricted|draft", re.IGNORECASE)
_MARKED = re.compile(
    r"(?:(?:protective )?marking\s*:\s*)?"
    r"(?P<mark>official(?:\s*[-–:]?\s*sensitive(?:\s*[-–:]\s*[\w ]+)?)?"
    r"|not protectively marked|restricted|confidential)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[–—-]\s+|\s*[|]\s*")


def front_page_of(source: Source) -> Cover:
    """The cover of a document: what its front page says, else its properties, else its file's name."""
    front = [part for part in source.parts if isinstance(part, Prose) and part.front]
    version, dated = issue_of([*_lines(front)])
    title = _styled(front, "title") or _by_looks(front) or _stated(source) or PurePath(source.file).stem
    subtitle = _styled(front, "subtitle") or _beside(title, front)
    edges = source.properties.get(EDGES, "").split("\n")
    lines = [*_whole(front)]
    whose = organisation_of(source.properties, [*lines, *edges])
    return Cover(title, subtitle, version, dated, frozenset(lines), whose, marking_in([*edges, *lines]))


def marking_in(lines: Sequence[str]) -> str:
    """The protective marking that a line is, as of the top or bottom of each page; blank where none is."""
    marks = (match for line in lines if (match := _MARKED.fullmatch(" ".join(line.split()))))
    return next((match["mark"] for match in marks), "")


def organisation_of(properties: Mapping[str, str], lines: Sequence[str]) -> str:
    """Whose a document is: as a line of the front page prints it, else a council's name without that word.

    What the properties say was not written to be read, and capitals say nothing of how a name is spelt.
    """
    printed = next((line for line in lines if _council(line) and not line.isupper()), "")
    said = (properties.get("company", ""), properties.get("creator", ""), *lines)
    return printed or next((name for text in said if (name := _council(" ".join(text.split())))), "")


def _council(text: str) -> str:
    match = _COUNCIL.fullmatch(text) or _LONDON.fullmatch(text)
    if match is None or len(text) > LONGEST_TITLE:
        return ""
    return match["name"].title() if match["name"].isupper() else match["name"]


def _whole(front: Sequence[Prose]) -> Iterator[str]:
    return (" ".join(part.text.split()) for part in front)


def _lines(front: Sequence[Prose]) -> Iterator[str]:
    """The lines of the front page, and what stands in them between dashes: `Committee – 5th November 2018`."""
    for part in front:
        for line in (each.strip() for each in part.text.split("\n")):
            yield line
            if period_of(line) is None:
                yield from (piece for piece in _PARTS.split(line) if _is_date(piece))


def _styled(front: Sequence[Prose], role: str) -> str:
    found = (text for part in front if part.role == role and (text := " ".join(part.text.split())))
    return next((text for text in found if role == "title" or (may_be_title(text) and not _is_about(text))), "")


def _by_looks(front: Sequence[Prose]) -> str:
    """The first of the largest lines that may be a title, best one that says more than what kind of paper it is."""
    fitting = [part for part in front if may_be_title(text := " ".join(part.text.split())) and not _is_about(text)]
    largest = max((part.size for part in fitting), default=0)
    texts = [" ".join(part.text.split()) for part in fitting if part.size == largest and part.role != "subtitle"]
    return next((text for text in texts if not is_general(text)), next(iter(texts), ""))


def _stated(source: Source) -> str:
    stated = source.properties.get("title", "").strip()
    return stated if is_stated(stated) else ""


def _beside(title: str, front: Sequence[Prose]) -> str:
    """The line right above the title, else the one right beneath it."""
    texts = [*_whole(front)]
    if title not in texts:
        return ""
    place = texts.index(title)
    near = [*texts[max(place - 1, 0) : place], *texts[place + 1 : place + 2]]
    fitting = (text for text in near if may_be_title(text) and not text.endswith(".") and not _is_about(text))
    return next(fitting, "")


def _is_date(text: str) -> bool:
    """Whether a text is a month or a day with its year; a year alone stands in many titles."""
    period = period_of(text)
    return period is not None and period.kind is PeriodKind.month


def _is_about(text: str) -> bool:
    """Whether a line says whose the paper is, to whom it goes and when, or who may see it, and is no title."""
    is_dated = any(map(_is_date, (text, *_PARTS.split(text))))
    return bool(is_dated or _council(text) or _FROM.match(text) or _MARKING.fullmatch(text))
