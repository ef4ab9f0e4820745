"""The board paper: what it says of a plan for a reporting period, in the order in which a board reads it."""

from __future__ import annotations

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.exchange.papers.actions import action_pages
from waymark.exchange.papers.content import Block, Contents, Heading, Paper, Section, Style, said
from waymark.exchange.papers.kpis import kpi_pages
from waymark.exchange.papers.narrative import commentary, passages, rating_key, recommendations
from waymark.exchange.papers.summary import summary
from waymark.exchange.papers.wording import period_words

UNTITLED = "Improvement plan"


def board_paper(plan: Plan, period: Period) -> Paper:
    """The board paper for a period."""
    cover = plan.cover
    return Paper(
        title=cover.title or UNTITLED,
        organisation=cover.organisation,
        issue=", ".join(part for part in (cover.version, cover.version_date) if part),
        period=period_words(period),
        marking=cover.marking,
        sections=(
            _title_page(plan, period),
            _contents(period),
            _opening(plan, period),
            *kpi_pages(plan, period),
            commentary(plan, period),
            *action_pages(plan, period),
            rating_key(plan),
        ),
    )


def _title_page(plan: Plan, period: Period) -> Section:
    cover = plan.cover
    issue = ", ".join(part for part in (cover.version, cover.version_date) if part)
    details = (cover.organisation, issue, f"Marking: {cover.marking}" if cover.marking else "")
    subtitle = (said(cover.subtitle, Style.subtitle),) if cover.subtitle else ()
    blocks: tuple[Block, ...] = (
        Heading(cover.title or UNTITLED, 1),
        *subtitle,
        *(said(words, Style.detail) for words in details if words),
    )
    return Section(blocks, said(f"Board paper for the reporting period {period_words(period)}", Style.detail))


def _contents(period: Period) -> Section:
    about = f"All figures, ratings and updates are those for {period_words(period)}, unless a line says otherwise."
    return Section((said("Contents", Style.contents), Contents()), said(about, Style.note))


def _opening(plan: Plan, period: Period) -> Section:
    blocks = (*summary(plan, period), *passages(plan, period), *recommendations(plan, period))
    return Section(blocks, said("The rest of this paper has the detail: figures, commentary, actions and what each rating means."))
