"""The board paper: what it says of a plan for a reporting period, in the order in which a board reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Cover
from waymark.exchange.papers.actions import action_pages
from waymark.exchange.papers.content import Block, Contents, Heading, Paper, Section, Style, said
from waymark.exchange.papers.kpis import kpi_charts, kpi_tables
from waymark.exchange.papers.narrative import commentary, passages, rating_key, recommendations
from waymark.exchange.papers.summary import summary
from waymark.exchange.papers.wording import period_words
from waymark.exchange.telling import Said, unheard

UNTITLED = "Improvement plan"


def board_paper(plan: Plan, period: Period, tell: Said = unheard) -> Paper:
    """The board paper for a period; `tell` hears how far it is."""
    cover = plan.cover
    return Paper(
        title=cover.title or UNTITLED,
        organisation=cover.organisation,
        issue=_issue(cover),
        period=period_words(period),
        marking=cover.marking,
        sections=(_title_page(plan, period), _contents(period), *_joined(_detail(plan, period, tell))),
    )


def _issue(cover: Cover) -> str:
    return ", ".join(part for part in (cover.version, cover.version_date) if part)


def _detail(plan: Plan, period: Period, tell: Said) -> Iterator[Section]:
    parts = (_overall, kpi_tables, _told_of_kpis, action_pages)
    for number, part in enumerate(parts):
        tell(number / len(parts), "Putting the paper together")
        yield from part(plan, period)
    yield from rating_key(plan)


def _overall(plan: Plan, period: Period) -> Iterator[Section]:
    yield Section((*summary(plan, period), *passages(plan, period), *recommendations(plan, period)))


def _told_of_kpis(plan: Plan, period: Period) -> Iterator[Section]:
    if told := (*kpi_charts(plan, period), *commentary(plan, period)):
        yield Section(told)


def _joined(sections: Iterable[Section]) -> Iterator[Section]:
    """Neighbours on pages of one kind as one, so that what is short begins no page of its own."""
    for wide, group in groupby(sections, key=lambda section: section.wide):
        yield Section(tuple(chain.from_iterable(section.blocks for section in group)), wide)


def _title_page(plan: Plan, period: Period) -> Section:
    cover = plan.cover
    details = (cover.organisation, _issue(cover), f"Marking: {cover.marking}" if cover.marking else "")
    subtitle = (said(cover.subtitle, Style.subtitle),) if cover.subtitle else ()
    blocks: tuple[Block, ...] = (
        Heading(cover.title or UNTITLED, 1),
        *subtitle,
        *(said(words, Style.detail) for words in details if words),
    )
    return Section((*blocks, said(f"Board paper for the reporting period {period_words(period)}", Style.detail)))


def _contents(period: Period) -> Section:
    about = f"All figures, ratings and updates are those for {period_words(period)}, unless a line says otherwise."
    return Section((said("Contents", Style.contents), Contents(), said(about, Style.note)))
