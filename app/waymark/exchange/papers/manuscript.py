"""What people write in a paper: passages under the headings of its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from waymark.domain.changes import Change
from waymark.domain.edits import new_id
from waymark.domain.plan import Plan
from waymark.domain.rows import Passage
from waymark.exchange.papers.assembly import Piece, path, with_passages
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.parts import Part, heading_key
from waymark.services.passages import WITHIN, moved
from waymark.services.reporting import named_period


@dataclass(frozen=True, slots=True)
class Group:
    """Passages that follow each other under one heading: `heading` as they name it, `title` within its part.

    The first group of a part has no title: it stands right beneath the part's own heading, and may be empty.
    """

    heading: str
    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a paper as people write it; the commentary that it prints is asked for with its `part.comments`."""

    part: Part
    title: str
    groups: tuple[Group, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages of the part, in order."""
        return tuple(passage for group in self.groups for passage in group.passages)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a passage is to stand: under which heading, and before (-1) or after (1) which other, if any."""

    heading: str
    neighbour: Passage | None = None
    step: int = 1


def manuscript(plan: Plan, issue: Issue, *, withdrawn: bool = False) -> tuple[Chapter, ...]:
    """Every part of the paper; with `withdrawn`, passages that were taken out stand where they stood.

    A part that has no heading itself is called by the first of the headings that it has also.
    """
    passages = sorted(plan.passages, key=lambda each: each.order) if withdrawn else plan.passages.live()
    return tuple(_chapter(piece) for piece in with_passages(plan, issue, passages))


def spot_in(chapter: Chapter) -> Spot:
    """Right beneath the heading of a part, after what stands there and before the other headings."""
    first, *others = chapter.groups
    if first.passages:
        return Spot(first.heading, first.passages[-1])
    return Spot(first.heading, others[0].passages[0], -1) if others else Spot(first.heading)


def spot_under(chapters: Sequence[Chapter], heading: str, beside: Passage | None) -> Spot:
    """Last under a heading; under a new one, after all that stands with `beside` under its heading."""
    for chapter in chapters:
        for number, group in enumerate(chapter.groups):
            if heading_key(group.heading) == heading_key(heading):
                return Spot(group.heading, group.passages[-1]) if number else spot_in(chapter)
    together = next((group for chapter in chapters for group in chapter.groups if beside in group.passages), None)
    return Spot(heading, together.passages[-1] if together else None)


def moved_past(plan: Plan, issue: Issue, passage: Passage, step: int) -> tuple[Change, ...]:
    """What moves a passage up (-1) or down (1): past its neighbour, or else under the next heading, which may be empty.

    Nothing where there is none.
    """
    places = [(chapter, group) for chapter in manuscript(plan, issue) for group in chapter.groups]
    here = next((number for number, (_, group) in enumerate(places) if passage in group.passages), None)
    if here is None:
        return ()
    siblings = places[here][1].passages
    beside = siblings.index(passage) + step
    if 0 <= beside < len(siblings):
        return moved(plan, passage, passage.heading, siblings[beside], step)
    if not 0 <= here + step < len(places):
        return ()
    chapter, group = places[here + step]
    if group.passages:
        return moved(plan, passage, group.heading, group.passages[0 if step > 0 else -1], -step)
    spot = spot_in(chapter)
    return moved(plan, passage, spot.heading, spot.neighbour if spot.neighbour != passage else None, spot.step)


def new_passage(issue: Issue, spot: Spot, *, standing: bool) -> Passage:
    """A blank passage of the paper for that spot: one that stands in every issue, or for the issue's period."""
    return Passage(id=new_id(), paper=issue.kind, heading=spot.heading, period="" if standing else issue.period.key)


def written_before(plan: Plan, issue: Issue, part: Part, heading: str = "") -> tuple[Passage, ...]:
    """The passages of a part, or of a heading in it, for the last period before the issue's that has any."""
    named = {period.month_column for each in plan.passages.live() if (period := named_period(each.period))}
    for period in sorted((each for each in named if each < issue.period), reverse=True):
        pieces = with_passages(plan, replace(issue, period=period), plan.passages.live())
        standing = next(piece.passages for piece in pieces if piece.part == part)
        if found := tuple(each for each in standing if each.period and _is_under(each, heading)):
            return found
    return ()


def begun_from(passages: Sequence[Passage], issue: Issue) -> dict[Passage, Passage]:
    """For each passage one to begin with for the issue's period."""
    return {each: replace(each, id=new_id(), period=issue.period.key) for each in passages}


def headings(chapters: Sequence[Chapter]) -> tuple[str, ...]:
    """The headings under which passages can stand, as passages name them: those of the parts, and people's own."""
    named = (group.heading for chapter in chapters for group in chapter.groups if group.heading)
    return tuple(dict.fromkeys(named))


def _is_under(passage: Passage, heading: str) -> bool:
    return not heading or heading_key(passage.heading) == heading_key(heading)


def _chapter(piece: Piece) -> Chapter:
    title = piece.title or piece.part.also[0]
    return Chapter(piece.part, title, tuple(_groups(title, piece.passages)))


def _groups(title: str, passages: Sequence[Passage]) -> Iterator[Group]:
    """The group beneath the part's heading, then the others, each for as long as the heading stays the same."""
    found = [(words, tuple(group)) for words, group in groupby(passages, key=lambda each: _beneath(title, path(each)))]
    if not found or found[0][0]:
        yield Group(title, "", ())
    for number, (words, group) in enumerate(found):
        # Where people come back to the part's own heading, that is said again.
        yield Group(group[0].heading, WITHIN.join(words) or (title if number else ""), group)


def _beneath(title: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """A passage's headings without the part's own."""
    return words[1:] if heading_key(words[0]) == heading_key(title) else words
