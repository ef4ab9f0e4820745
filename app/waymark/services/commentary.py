"""What was written of the sections of a plan's KPIs, found for the section and the period that it is about."""

from __future__ import annotations

from collections.abc import Mapping

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Commentary
from waymark.services.reporting import Section, stands_in

KINDS: Mapping[str, str] = {
    "summary": "Summary",
    "improvement_activity": "Improvement activity",
    "next_steps": "Next steps",
}
"""The kinds of commentary, and what people call them."""


def written(plan: Plan, kind: str, period: Period) -> tuple[Commentary, ...]:
    """All of one kind that was written for a period, and what is undated."""
    found = plan.commentary.where("kind", kind)
    return tuple(each for each in found if each.text.strip() and stands_in(each.period, period))


def is_of(text: Commentary, section: Section) -> bool:
    """Whether a text is about that section."""
    if text.theme_id:
        return section.theme is not None and section.theme.id == text.theme_id
    return section.theme is None and section.title == (text.section or "Other")
