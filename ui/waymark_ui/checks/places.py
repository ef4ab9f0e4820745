"""The cells of the pages that findings are about, and where people find what no page shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from waymark.domain.assignment import leads_text
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import (
    Action,
    Commentary,
    Cover,
    Judgement,
    Kpi,
    Objective,
    Officer,
    Passage,
    Placement,
    Reading,
    Row,
    Target,
    Theme,
    Update,
)
from waymark.domain.text import plain
from waymark.exchange.papers.outline import KINDS
from waymark.services.checks.finding import Finding
from waymark.services.checks.whereabouts import bearer
from waymark.services.reporting import months_to, named_period, stands_in
from waymark_ui.pages.readings import MONTHS_SHOWN

PAGES: Mapping[type[Row], str] = {Action: "actions", Kpi: "kpis", Commentary: "papers", Passage: "papers"}
"""The pages that show a row of that kind."""
ELSEWHERE: Mapping[type[Row], str] = {
    Cover: "It is changed under “Plan details…” in the Plan menu.",
    Theme: "It is changed under “Themes and objectives…” in the Plan menu.",
    Objective: "It is changed under “Themes and objectives…” in the Plan menu.",
    Passage: "It belongs to a paper that Waymark does not write; all of its text stands below.",
    Officer: "It is changed where it leads something: filter the columns of leads for it.",
}
NO_PAGE = "It has no page of its own yet; all of its text stands below."
_TARGET_COLUMNS = {"value": "target", "by": "target_due"}


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a page; without the key of a column, the row as a whole."""

    page: str
    row_id: str
    column: str = ""


def place_of(plan: Plan, finding: Finding, period: Period) -> Place | None:
    """The cell that a finding is about, while a period is reported on; None where no page shows it."""
    row = plan.find(finding.row_id)
    if row is None:
        return None
    thing, tell = bearer(plan, row), _COLUMNS.get(type(row))
    column = tell(row, finding.field, period) if tell else finding.field if thing is row else ""
    page = PAGES.get(type(thing))
    if isinstance(thing, Passage) and thing.paper not in ("", *KINDS):
        return None
    if isinstance(row, Reading) or (row is thing and finding.field == "reading"):
        return Place("readings", thing.id, column)
    return Place(page, thing.id, column) if page else None


def elsewhere(row: Row) -> str:
    """Where to go for a row that no page shows."""
    return ELSEWHERE.get(type(row), NO_PAGE)


def shown_from(row: Row, period: Period) -> str:
    """What to know on the way to a cell that its page does not show while that period is reported on; or blank."""
    named = named_period(getattr(row, "period", ""))
    if isinstance(row, Reading) and named is not None:
        months = months_to(period, MONTHS_SHOWN)
        if named.month_column not in months:
            return (
                f"The reading for {named.label} is not among the months shown: report on a month within the year after."
            )
    elif isinstance(row, Update | Judgement) and named is not None and not stands_in(row.period, period):
        return f"This is about {named.label}: it stands in the column once that is reported on."
    elif isinstance(row, Passage | Commentary) and named is not None and not stands_in(row.period, period):
        return f"This was written for {named.label}: it stands in the paper once that is reported on."
    return ""


def whole_texts(plan: Plan, finding: Finding) -> Mapping[str, str]:
    """What a row says of itself, and the cell that a finding is about, without markup, by their titles."""
    row = plan.find(finding.row_id)
    if row is None:
        return {}
    texts = {name: str(getattr(row, name, "") or "") for name in ("text", finding.field)}
    texts |= {"leads": leads_text(plan, row.id)} if finding.field == "leads" else {}
    return {name.replace("_", " ").capitalize(): plain(text) for name, text in texts.items() if text}


def _month_of(row: Row, field: str, period: Period) -> str:
    named = named_period(row.period) if isinstance(row, Reading) else None
    return named.month_column.key if named else ""


def _if_of(column: str) -> Callable[[Row, str, Period], str]:
    """What is kept by periods stands in its column only while its own is reported on."""
    return lambda row, field, period: column if stands_in(getattr(row, "period", ""), period) else ""


_COLUMNS: Mapping[type[Row], Callable[[Row, str, Period], str]] = {
    Reading: _month_of,
    Update: _if_of("update"),
    Judgement: _if_of("rating"),
    Target: lambda row, field, period: _TARGET_COLUMNS.get(field, "target"),
    Placement: lambda *_: "section",
}
"""The column in which what is kept for a thing stands on the thing's page."""
