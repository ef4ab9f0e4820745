"""A paper put together: its title page, its contents, and of its parts those that are asked for and have content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, count, groupby

from waymark.domain import rows
from waymark.domain.day import day_words
from waymark.domain.due import due_as_typed
from waymark.domain.errors import Refused
from waymark.domain.plan import Plan
from waymark.domain.rows import Cover, Passage
from waymark.domain.text import plain
from waymark.exchange.papers.content import Block, Chart, Contents, Heading, Paper, Picture, Section, Style, prose, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.numbered import numbered
from waymark.exchange.papers.outline import KINDS
from waymark.exchange.papers.parts import Part, heading_key
from waymark.exchange.papers.wording import listed, period_words, title_words
from waymark.exchange.pictures import image_in
from waymark.exchange.telling import Said, unheard
from waymark.services.public_copy import public_copy
from waymark.services.reporting import stands_in
from waymark.services.small_numbers import CONFIDENTIAL, LEFT_OUT

UNTITLED = "Improvement plan"
NOTHING = "There is nothing in the plan yet that this paper would show."
PUBLIC = f"This is a public copy, in which {LEFT_OUT} stands for: {CONFIDENTIAL[:1].lower()}{CONFIDENTIAL[1:]}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part as it stands in an issue: its heading, and the passages that people wrote in it."""

    part: Part
    title: str
    passages: tuple[Passage, ...]

    def sections(self, plan: Plan, issue: Issue) -> tuple[Section, ...]:
        """What is computed of the part, if it does not give way to what was written; that takes a while for some."""
        return () if self.part.yields and self.passages else tuple(self.part.build(plan, issue))


def pieces(plan: Plan, issue: Issue) -> tuple[Piece, ...]:
    """Every part of the paper in order, left out or not, with its passages for the period and the standing ones."""
    return with_passages(plan, issue, plan.passages.live())


def with_passages(plan: Plan, issue: Issue, passages: Iterable[Passage]) -> tuple[Piece, ...]:
    """Every part of the paper in order, with those of the passages, given in order too, that belong in the issue."""
    parts = KINDS[issue.kind].parts
    placed = [*_placed(plan, issue, passages)]
    return tuple(_piece(plan, part, tuple(each for key, each in placed if key == part.key)) for part in parts)


def _placed(plan: Plan, issue: Issue, passages: Iterable[Passage]) -> Iterator[tuple[str, Passage]]:
    """Each passage with the key of its part.

    One under a heading of no part's goes on where the one before it stands, or in the next part that gathers.
    """
    parts = KINDS[issue.kind].parts
    named = {name: place for place, part in enumerate(parts) for name in part.names(plan)}
    gathering = [place for place, part in enumerate(parts) if part.gathers]
    here = 0
    for passage in passages:
        if _belongs(passage, issue):
            own = named.get(heading_key(path(passage)[0]))
            here = own if own is not None else next((each for each in gathering if each >= here), gathering[-1])
            yield parts[here].key, passage


def _piece(plan: Plan, part: Part, passages: tuple[Passage, ...]) -> Piece:
    """The part under its own heading, or under the one of its other headings that the plan uses."""
    title = part.headed(plan)
    if title and passages:
        title = title_words(path(passages[0])[0])
    return Piece(part, title, passages)


def path(passage: Passage) -> tuple[str, ...]:
    """The headings over a passage, the outer first: `A / B` is B beneath A."""
    return tuple(part.strip() for part in passage.heading.split(" / ", 1))


def paper(plan: Plan, issue: Issue, tell: Said = unheard) -> Paper:
    """A paper for a period; `tell` hears how far it is. Raises Refused for a section that the paper does not have."""
    _expect_sections(issue)
    plan = public_copy(plan) if issue.public else plan
    cover = plan.cover
    marking = cover.marking if issue.marking is None else issue.marking
    detail = (*_with_figures_numbered(_joined(_detail(plan, issue, tell))),)
    inside = (_contents(issue), *detail) if detail else (Section((said(NOTHING),)),)
    return Paper(
        title=_title(cover),
        kind=KINDS[issue.kind].name,
        organisation=cover.organisation,
        issue=_issue(cover),
        period=period_words(issue.period),
        marking=marking,
        sections=(_title_page(plan, issue, marking), *inside),
        as_at=day_words(issue.period.last_day),
    )


def _expect_sections(issue: Issue) -> None:
    kind = KINDS[issue.kind]
    keys = [part.key for part in kind.parts]
    if unknown := sorted(issue.sections.difference(keys)):
        one = len(unknown) == 1
        raise Refused(
            f"The {kind.name.lower()} has no section {listed([f'“{each}”' for each in unknown])}; nothing was written."
            f" It has {listed(keys)}. {'Choose one of these.' if one else 'Choose among these.'}"
        )


def _belongs(passage: Passage, issue: Issue) -> bool:
    return passage.paper in ("", issue.kind) and stands_in(passage.period, issue.period)


def _issue(cover: Cover) -> str:
    """Version and date, a day in one style however it was typed (L26: `5th NOVEMBER 2018`)."""
    day = due_as_typed(cover.version_date).day
    return ", ".join(filter(None, (cover.version, day_words(day) if day else cover.version_date)))


def _title(cover: Cover) -> str:
    return title_words(cover.title) or UNTITLED


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
    written = numbered if piece.part.numbered else prose
    for passage in piece.passages:
        headings = path(passage)
        if piece.title and heading_key(headings[0]) == heading_key(piece.title):
            headings = (piece.title, *headings[1:])
        for place, title in enumerate(headings):
            if title and headings[: place + 1] != before[: place + 1]:
                yield Heading(title_words(title), 2 + place)
        before = headings
        shown = plan.pictures.get(passage.picture_id)
        yield from written(passage.text) if shown is None else picture_blocks(shown, passage.text)


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


def _with_figures_numbered(sections: Iterable[Section]) -> Iterator[Section]:
    """The charts numbered through the whole paper."""
    numbers = count(1)
    for section in sections:
        yield replace(section, blocks=tuple(_numbered_figure(block, numbers) for block in section.blocks))


def _numbered_figure(block: Block, numbers: Iterator[int]) -> Block:
    if not isinstance(block, Chart):
        return block
    return replace(block, caption=said(f"Figure {next(numbers)}. {block.caption.plain}", Style.caption))


def _title_page(plan: Plan, issue: Issue, marking: str) -> Section:
    cover, kind = plan.cover, KINDS[issue.kind].name
    details = (
        cover.organisation,
        _issue(cover),
        f"{kind} for the reporting period {period_words(issue.period)}",
        f"Data as at {day_words(issue.period.last_day)}",
        f"Marking: {marking}" if marking else "",
    )
    return Section(
        (
            Heading(_title(cover), 1),
            *((said(title_words(cover.subtitle), Style.subtitle),) if cover.subtitle else ()),
            *(said(words, Style.detail) for words in details if words),
            *((said(PUBLIC),) if issue.public else ()),
        )
    )


def _contents(issue: Issue) -> Section:
    about = (
        f"All figures, ratings and updates are those for {period_words(issue.period)}, unless a line says otherwise."
    )
    return Section((said("Contents", Style.contents), Contents(), said(about, Style.note)))
