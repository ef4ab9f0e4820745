"""A paper put together: its title page, its contents, and of its parts those that are asked for and have content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, groupby

from waymark.domain import rows
from waymark.domain.day import day_words
from waymark.domain.plan import Plan
from waymark.domain.rows import Cover, Passage
from waymark.domain.text import plain, plain_words
from waymark.exchange.papers.content import Block, Contents, Heading, Paper, Picture, Section, Style, prose, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.outline import KINDS
from waymark.exchange.papers.parts import Part
from waymark.exchange.papers.wording import period_words, title_words
from waymark.exchange.pictures import image_in
from waymark.exchange.telling import Said, unheard
from waymark.services.reporting import stands_in

UNTITLED = "Improvement plan"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part as it stands in an issue: its heading, and the passages that people wrote in it."""

    part: Part
    title: str
    passages: tuple[Passage, ...]

    def sections(self, plan: Plan, issue: Issue) -> tuple[Section, ...]:
        """What is computed of the part; that takes a while for some."""
        return tuple(self.part.build(plan, issue))


def pieces(plan: Plan, issue: Issue) -> tuple[Piece, ...]:
    """Every part of the paper in order, left out or not, with its passages for the period and the standing ones."""
    parts = KINDS[issue.kind].parts
    titles = {plain_words(part.headed(plan)): part.key for part in parts if part.title}
    rest = next(part.key for part in parts if part.gathers)
    standing = [each for each in plan.passages.live() if _belongs(each, issue)]
    placed = [(titles.get(plain_words(path(each)[0]), rest), each) for each in standing]
    return tuple(
        Piece(part, part.headed(plan), tuple(each for key, each in placed if key == part.key)) for part in parts
    )


def path(passage: Passage) -> tuple[str, ...]:
    """The headings over a passage, the outer first: `A / B` is B beneath A."""
    return tuple(part.strip() for part in passage.heading.split(" / ", 1))


def paper(plan: Plan, issue: Issue, tell: Said = unheard) -> Paper:
    """A paper for a period; `tell` hears how far it is."""
    cover = plan.cover
    marking = cover.marking if issue.marking is None else issue.marking
    parts = (_title_page(plan, issue, marking), _contents(issue), *_joined(_detail(plan, issue, tell)))
    return Paper(
        title=cover.title or UNTITLED,
        kind=KINDS[issue.kind].name,
        organisation=cover.organisation,
        issue=_issue(cover),
        period=period_words(issue.period),
        marking=marking,
        sections=parts,
        as_at=day_words(issue.period.last_day),
    )


def _belongs(passage: Passage, issue: Issue) -> bool:
    return passage.paper in ("", issue.kind) and stands_in(passage.period, issue.period)


def _issue(cover: Cover) -> str:
    return ", ".join(part for part in (cover.version, cover.version_date) if part)


def _detail(plan: Plan, issue: Issue, tell: Said) -> Iterator[Section]:
    wanted = [piece for piece in pieces(plan, issue) if issue.includes(piece.part.key)]
    for number, piece in enumerate(wanted):
        tell(number / len(wanted), "Putting the paper together")
        yield from _written(piece, plan, issue)


def _written(piece: Piece, plan: Plan, issue: Issue) -> Iterator[Section]:
    """A part under its heading, on pages of the kind that its first computed section needs."""
    computed = piece.sections(plan, issue)
    heading = (Heading(piece.title, 2),) if piece.title and (computed or piece.passages) else ()
    blocks = (*heading, *passage_blocks(piece, plan))
    if not computed:
        yield from (Section(blocks) for _ in blocks[:1])
        return
    first = computed[0]
    yield Section((*blocks, *first.blocks), first.wide)
    yield from computed[1:]


def passage_blocks(piece: Piece, plan: Plan) -> Iterator[Block]:
    """The passages of a part under their headings, without the part's own."""
    before: tuple[str, ...] = (piece.title,) if piece.title else ()
    for passage in piece.passages:
        headings = path(passage)
        if piece.title and plain_words(headings[0]) == plain_words(piece.title):
            headings = (piece.title, *headings[1:])
        for place, title in enumerate(headings):
            if title and headings[: place + 1] != before[: place + 1]:
                yield Heading(title_words(title), 2 + place)
        before = headings
        shown = plan.pictures.get(passage.picture_id)
        yield from prose(passage.text) if shown is None else picture_blocks(shown, passage.text)


def picture_blocks(shown: rows.Picture, text: str) -> Iterator[Block]:
    """A picture of the plan under its caption, or in its place what it says to who cannot see it."""
    image = image_in(shown)
    alternative = shown.alternative or plain(text) or shown.name
    if image is None:
        yield from prose(text)
        yield said(f"The picture “{shown.name}” is damaged and cannot be shown here. {alternative}", Style.note)
        return
    caption = tuple(replace(line, style=Style.caption) for line in prose(text))
    yield Picture(image, alternative, caption)


def _joined(sections: Iterable[Section]) -> Iterator[Section]:
    """Neighbours on pages of one kind as one, so that what is short begins no page of its own."""
    for wide, group in groupby(sections, key=lambda section: section.wide):
        yield Section(tuple(chain.from_iterable(section.blocks for section in group)), wide)


def _title_page(plan: Plan, issue: Issue, marking: str) -> Section:
    cover = plan.cover
    details = (cover.organisation, _issue(cover), f"Marking: {marking}" if marking else "")
    subtitle = (said(cover.subtitle, Style.subtitle),) if cover.subtitle else ()
    blocks: tuple[Block, ...] = (
        Heading(cover.title or UNTITLED, 1),
        *subtitle,
        *(said(words, Style.detail) for words in details if words),
    )
    about = f"{KINDS[issue.kind].name} for the reporting period {period_words(issue.period)}"
    return Section((*blocks, said(about, Style.detail)))


def _contents(issue: Issue) -> Section:
    about = (
        f"All figures, ratings and updates are those for {period_words(issue.period)}, unless a line says otherwise."
    )
    return Section((said("Contents", Style.contents), Contents(), said(about, Style.note)))
