"""The outline of a paper as a tree of branches, and how each is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Commentary, Passage, Row
from waymark.domain.text import parse_text, shortened
from waymark.exchange.papers.manuscript import Chapter, Group
from waymark.exchange.papers.wording import capital, counted, listed
from waymark.services.commentary import KINDS
from waymark.services.commenting import Comment, Commented, commented
from waymark.services.reporting import named_period

NO_TEXT = "(no text yet)"
STANDING = "Standing"
NOT_WRITTEN = "Nothing yet"


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of the paper, a heading or section within it, or (with a row) a text.

    `key` is the row's id for a text. `status` tells in words how far it is, what matters most first, `place` under
    which heading it is.
    """

    key: str
    title: str
    status: str
    place: str
    chapter: Chapter
    group: Group | None = None
    row: Passage | Commentary | None = None
    beneath: tuple[Branch, ...] = ()

    @property
    def passage(self) -> Passage | None:
        """The passage, where it is one."""
        return self.row if isinstance(self.row, Passage) else None

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of people's own, as that over the first passages of a paper is too."""
        if self.row is not None or self.group is None:
            return False
        return bool(self.group.title) or (not self.chapter.part.title and bool(self.group.passages))

    @property
    def is_part(self) -> bool:
        """Whether it is a part of the paper, with all that stands in it."""
        return not self.place

    @property
    def is_section(self) -> bool:
        """Whether it is a section with its commentary."""
        return self.row is None and self.group is None

    @property
    def brief(self) -> str:
        """What matters most of its status; blank where the outline shows as much by itself."""
        first = self.status.partition(", ")[0]
        return "" if first == STANDING or self._only_holds_passages else first

    @property
    def lacks(self) -> bool:
        """Whether something here or beneath is still to be written."""
        return NOT_WRITTEN in (self.status, *(text.status for text in self.texts()))

    @property
    def _only_holds_passages(self) -> bool:
        return self.row is None and self.group is not None and not self.is_part

    def texts(self) -> Iterator[Branch]:
        """The texts that stand here and beneath, in order."""
        if self.row is not None:
            yield self
        for branch in self.beneath:
            yield from branch.texts()


def branches(plan: Plan, chapters: Sequence[Chapter], period: Period) -> tuple[Branch, ...]:
    """The parts of a paper in order, each with what is written in it."""
    return tuple(_of_chapter(plan, chapter, period) for chapter in chapters)


def period_told(row: Row, period: Period) -> str:
    """Whether a text stands in every issue or in that of a period, in words."""
    typed = str(getattr(row, "period", ""))
    named = named_period(typed)
    if not typed:
        return "Undated" if isinstance(row, Commentary) else STANDING
    return f"For {named.label}" if named else f"{STANDING}: “{typed}” names no period"


def _of_chapter(plan: Plan, chapter: Chapter, period: Period) -> Branch:
    first, *others = chapter.groups
    sections = commented(plan, period, chapter.part.comments) if chapter.part.comments else ()
    beneath = (
        *(_of_passage(plan, chapter, first, each, period) for each in first.passages),
        *(_of_group(plan, chapter, group, period) for group in others),
        *(_of_section(chapter, section, period) for section in sections),
    )
    return Branch(
        f"part {chapter.part.key}", chapter.title, _counts(chapter, sections), "", chapter, first, beneath=beneath
    )


def _of_group(plan: Plan, chapter: Chapter, group: Group, period: Period) -> Branch:
    beneath = tuple(_of_passage(plan, chapter, group, each, period) for each in group.passages)
    key = f"heading {group.passages[0].id}"
    return Branch(key, group.title, counted(len(beneath), "passage"), chapter.title, chapter, group, beneath=beneath)


def _of_section(chapter: Chapter, section: Commented, period: Period) -> Branch:
    beneath = tuple(_of_comment(chapter, section, comment, period) for comment in section.comments)
    return Branch(
        f"{chapter.part.key} {section.key}",
        section.title,
        capital(_written(section.comments)),
        chapter.title,
        chapter,
        beneath=beneath,
    )


def _of_passage(plan: Plan, chapter: Chapter, group: Group, passage: Passage, period: Period) -> Branch:
    told = [period_told(passage, period)]
    if not passage.paper:
        told.append("in every paper")
    if passage.withdrawn_at:
        told.insert(0, "✕ Withdrawn")
    title = _beginning(passage.text) or NO_TEXT
    if picture := plan.pictures.get(passage.picture_id):
        title = f"Picture: {shortened(picture.alternative)}"
    return Branch(passage.id, title, ", ".join(told), group.title or chapter.title, chapter, group, passage)


def _beginning(text: str) -> str:
    return shortened(" ".join(("• " if each.bullet else "") + each.plain for each in parse_text(text)))


def _of_comment(chapter: Chapter, section: Commented, comment: Comment, period: Period) -> Branch:
    row = comment.row
    about = listed([kpi.ref or kpi.title for kpi in comment.kpis])
    table = f"table {row.block}" if row.block > 1 else ""
    title = ": ".join(part for part in (KINDS.get(row.kind, row.kind), about or table) if part)
    status = period_told(row, period) if row.text else NOT_WRITTEN
    return Branch(row.id, title, status, section.title, chapter, row=row)


def _counts(chapter: Chapter, sections: Sequence[Commented]) -> str:
    comments = [comment for section in sections for comment in section.comments]
    passages = counted(len(chapter.passages), "passage") if chapter.passages else ""
    written = _written(comments) if comments else ""
    computed = "computed" if chapter.part.computes and not comments else ""
    return capital(", ".join(part for part in (written, computed, passages) if part)) or NOT_WRITTEN


def _written(comments: Sequence[Comment]) -> str:
    number = sum(bool(comment.row.text) for comment in comments)
    if number == len(comments):
        return "written"
    return f"{number} of {len(comments)} written" if number else "nothing yet"
