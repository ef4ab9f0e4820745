"""Commentary in a board paper: the director's summary, and what is done and comes next in each section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Commentary, Kpi
from waymark.exchange.papers.content import Block, Heading, Section, prose, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.wording import listed, period_words, title_words
from waymark.services.commentary import KINDS, is_of, written
from waymark.services.reporting import Section as Group
from waymark.services.reporting import named_period, sections

DOING = ("improvement_activity", "next_steps")
"""What is told of a section below its figures."""
GENERAL = "General"


def director_summary(plan: Plan, issue: Issue) -> Iterator[Section]:
    """What the director says of each section for the period, in the order of the sections."""
    if not plan.commentary.where("kind", "summary"):
        return
    texts = written(plan, "summary", issue.period)
    blocks = [block for title, own in _by_section(plan, texts) for block in _summary(title, own)]
    nothing = said(f"No summary was written for {period_words(issue.period)}.")
    yield Section(tuple(blocks) or (nothing,))


def told(plan: Plan, group: Group, period: Period) -> Iterator[Block]:
    """What is being done in a section and what comes next, each text under the refs of the KPIs that it is about."""
    for kind in DOING:
        yield from _texts(plan, kind, [each for each in written(plan, kind, period) if is_of(each, group)])


def told_elsewhere(plan: Plan, period: Period) -> Iterator[Block]:
    """The same of headings under which no KPI stands."""
    for title, texts in _by_section(plan, [each for kind in DOING for each in written(plan, kind, period)]):
        if not any(is_of(texts[0], group) for group in sections(plan)):
            yield Heading(title, 3)
            for kind in DOING:
                yield from _texts(plan, kind, [each for each in texts if each.kind == kind])


def _by_section(plan: Plan, texts: Iterable[Commentary]) -> Iterator[tuple[str, list[Commentary]]]:
    """The texts by their sections' titles: in the order of the sections of KPIs, then as they come."""
    rest = [*texts]
    for group in sections(plan):
        if own := [each for each in rest if is_of(each, group)]:
            rest = [each for each in rest if each not in own]
            yield title_words(group.title), own
    for title in dict.fromkeys(_title(plan, each) for each in rest):
        yield title, [each for each in rest if _title(plan, each) == title]


def _title(plan: Plan, text: Commentary) -> str:
    theme = plan.themes.get(text.theme_id)
    return title_words(theme.title if theme else text.section or GENERAL)


def _summary(title: str, texts: Iterable[Commentary]) -> Iterator[Block]:
    before = ""
    for each in texts:
        heading = title + _undated(each)
        if heading != before:
            yield Heading(heading, 3)
        yield from prose(each.text)
        before = heading


def _texts(plan: Plan, kind: str, texts: Iterable[Commentary]) -> Iterator[Block]:
    before = ""
    for each in texts:
        about = listed([kpi.ref or kpi.title for kpi in plan.linked(each.id, Kpi)])
        heading = (f"{KINDS[kind]}: {about}" if about else KINDS[kind]) + _undated(each)
        if heading != before:
            yield Heading(heading, 4)
        yield from prose(each.text)
        before = heading


def _undated(text: Commentary) -> str:
    return "" if named_period(text.period) else ", undated"
