"""How a document is divided: its front page, its headings by style or looks, and under which of them each table is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from waymark.exchange.reading.documents.heading_looks import BULLET, LONGEST_HEADING, Looks, may_be_heading
from waymark.exchange.reading.headings import rank_of
from waymark.exchange.reading.sheet import Grid, Prose, Source
from waymark.exchange.reading.vocabulary import is_general

FRONT, LABEL = "front", "label"
"""Roles that the outline gives: a line of the front page; a word or two that say what the text beneath is."""
LONGEST_FRONT = 200
MOST_FRONT = 15
FEWEST_IN_A_SENTENCE = 10
"""The words from which a line with a full stop is text, and of no front page."""
FEWEST_STYLED = 2
"""A document with so many headings in styles of headings has no others; what else is bold are names and warnings."""
OVER_A_TABLE = 8
MOST_CAPTIONS = 2
_LABEL = re.compile(r"(?:intended |expected )?(?:outcomes?|aims?|vision)(?: statements?)?\s*[:–-]?", re.IGNORECASE)
_SENTENCE_ENDS = (".", ":", ";", ",", "?", "!")


@dataclass(slots=True)
class Path:
    """The headings that stand over a place, the outermost first, as the document is gone through."""

    levels: list[tuple[int, str]] = field(default_factory=list)

    def enter(self, heading: Prose) -> None:
        """Come to a heading: it ends those of its own level, and inner ones."""
        title = heading_of(heading)
        self.levels = [*takewhile(lambda outer: outer[0] < heading.level, self.levels), (heading.level, title)]

    @property
    def titles(self) -> tuple[str, ...]:
        """The headings' words."""
        return tuple(title for _, title in self.levels)


def heading_of(heading: Prose) -> str:
    """The words of a heading on one line, with the number that Word prints before it."""
    mark = "" if heading.mark == BULLET else heading.mark
    return " ".join(f"{mark} {heading.text}".split())


def outlined(source: Source) -> Source:
    """A document with its front page marked, a level for every heading, and each table under its headings.

    Where styles say nothing of headings, looks do; right above a table they do anyhow.
    """
    if not source.is_document:
        return source
    parts = _with_front(source.parts)
    styled = sum(part.level > 0 for part in parts if isinstance(part, Prose))
    looks = Looks.of(parts) if styled < FEWEST_STYLED else None
    parts = tuple(_levelled(parts, place, looks) for place in range(len(parts)))
    return replace(source, parts=tuple(_placed(parts)))


def is_list_item(prose: Prose) -> bool:
    """Whether a paragraph is one of a list, by its bullet or number."""
    return bool(prose.mark) or prose.text.startswith(("- ", "•"))


def _with_front(parts: Sequence[Grid | Prose]) -> tuple[Grid | Prose, ...]:
    """The parts, the short lines before the first heading, table or longer text marked as those of the front page.

    Where a document begins with the only heading of the first level, that is its title, and on the front page too.
    """
    titles = 1 if _begins_with_its_title(parts) else 0
    count = titles + len([*takewhile(_may_be_front, parts[titles:MOST_FRONT])])
    following = parts[count] if count < len(parts) else None
    if isinstance(following, Prose) and not following.level:
        count -= _headings_at_the_end(parts[:count])
    front = (part for part in parts[:count] if isinstance(part, Prose))
    marked = (replace(part, level=0, role="title" if part.level else part.role or FRONT, front=True) for part in front)
    return (*marked, *parts[count:])


def _headings_at_the_end(front: Sequence[Grid | Prose]) -> int:
    """How many of the last lines before a longer text are that one's headings: the last, and larger ones above it."""
    lines = [part for part in front if isinstance(part, Prose)]
    largest = max((line.size for line in lines), default=0)
    trailing = [*takewhile(may_be_heading, reversed(lines[1:]))]
    outer = [*takewhile(lambda pair: pair[0].size < pair[1].size < largest, pairwise(trailing))]
    return len(outer) + 1 if trailing else 0


def _begins_with_its_title(parts: Sequence[Grid | Prose]) -> bool:
    headings = [part for part in parts if isinstance(part, Prose) and part.level and not _LABEL.fullmatch(part.text)]
    outer = [heading for heading in headings if heading.level == 1]
    return len(outer) == 1 < len(headings) and outer[0] is parts[0] and _may_be_whole(outer[0])


def _may_be_whole(heading: Prose) -> bool:
    """Whether a heading can be the title of a whole document, and is none of its themes."""
    return not is_general(heading.text) and not rank_of(heading_of(heading))


def _may_be_front(part: Grid | Prose) -> bool:
    if not isinstance(part, Prose) or part.level or part.mark or len(part.text) > LONGEST_FRONT:
        return False
    return not (part.text.endswith(".") and len(part.text.split()) >= FEWEST_IN_A_SENTENCE)


def _levelled(parts: Sequence[Grid | Prose], place: int, looks: Looks | None) -> Grid | Prose:
    part = parts[place]
    if isinstance(part, Grid) or part.front:
        return part
    if _LABEL.fullmatch(part.text):
        return replace(part, level=0, role=LABEL)
    if part.role == "title":
        return replace(part, level=1)
    following = parts[place + 1] if place + 1 < len(parts) else None
    level = part.level or (looks.level(part) if looks else 0)
    if not level and isinstance(following, Grid) and may_be_heading(part):
        level = OVER_A_TABLE
    return replace(part, level=level)


def _placed(parts: Sequence[Grid | Prose]) -> Iterator[Grid | Prose]:
    path = Path()
    before: Grid | Prose | None = None
    for place, part in enumerate(parts):
        if isinstance(part, Grid):
            captions = tuple(_captions(parts, place))
            yield replace(part, headings=path.titles, captions=captions, goes_on=isinstance(before, Grid))
        else:
            if part.level:
                path.enter(part)
            yield part
        before = part


def _captions(parts: Sequence[Grid | Prose], place: int) -> list[str]:
    """The short lines right above a table that are no sentences, the nearest last."""
    found: list[str] = []
    for part in reversed(parts[max(place - MOST_CAPTIONS - 1, 0) : place]):
        if not isinstance(part, Prose) or part.role == LABEL:
            return [] if isinstance(part, Prose) else found
        if len(found) == MOST_CAPTIONS or not is_caption(part):
            break
        found.insert(0, " ".join(part.text.split()))
    return found


def is_caption(part: Prose) -> bool:
    """Whether a line may be the title of the table beneath it."""
    if part.level or part.front or is_list_item(part):
        return False
    return part.role == "caption" or (len(part.text) <= LONGEST_HEADING and not part.text.endswith(_SENTENCE_ENDS))
