"""Which KPIs a text is about, by where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from waymark.domain.period import Period
from waymark.domain.plan import Plan, Table
from waymark.domain.rows import Action, Commentary, Kpi, Passage, Recommendation, Row, Theme
from waymark.domain.text import plain_words
from waymark.services.checks.prose import fields_of
from waymark.services.reporting import stands_in


@dataclass(frozen=True, slots=True)
class Subjects:
    """The KPIs that a text may speak of, and the heading that they and the text stand under."""

    kpis: tuple[Kpi, ...]
    heading: str = ""


def subjects_of(plan: Plan, row: Row) -> Subjects:
    """Those of the section that commentary or a passage stands under; else those that a thing is linked to."""
    theme = _theme_of(plan, row)
    placed = plan.placements.where("theme_id", theme.id) if theme else ()
    if not theme and isinstance(row, Commentary) and row.section:
        placed = plan.placements.where("section", row.section)
    found = (plan.kpis.get(placement.kpi_id) for placement in placed)
    standing = {kpi.id: kpi for kpi in found if kpi is not None and kpi.withdrawn_at is None}
    standing |= {kpi.id: kpi for kpi in plan.linked(row.id, Kpi)}
    return Subjects(tuple(standing.values()), theme.title if theme else getattr(row, "section", ""))


def texts_in(plan: Plan, row: Row, period: Period) -> Iterator[tuple[Row, str, str]]:
    """What is said for a period: rows, fields and texts; of an action or a recommendation its updates as well."""
    if isinstance(row, Commentary | Passage):
        if stands_in(row.period, period):
            yield row, "text", row.text
        return
    if isinstance(row, Recommendation):
        yield from ((row, field, text) for field, text in fields_of(row).items() if field != "text")
    if isinstance(row, Action | Recommendation):
        for update in plan.updates.where("subject_id", row.id):
            if stands_in(update.period, period):
                yield update, "text", update.text


def headed(plan: Plan, title: str) -> tuple[Passage, ...]:
    """The passages under a heading of that name."""
    return plan.passages.derived(_by_heading).get(_key(title), ())


def _theme_of(plan: Plan, row: Row) -> Theme | None:
    if isinstance(row, Commentary):
        return plan.themes.get(row.theme_id)
    if isinstance(row, Passage):
        return plan.themes.derived(_by_title).get(_key(row.heading)) if row.heading else None
    return None


def _by_title(themes: Table[Theme]) -> Mapping[str, Theme]:
    return {_key(theme.title): theme for theme in reversed(themes.live())}


def _by_heading(passages: Table[Any]) -> Mapping[str, tuple[Passage, ...]]:
    groups: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in passages.live():
        groups[_key(passage.heading)].append(passage)
    return {key: tuple(group) for key, group in groups.items() if key}


def _key(heading: str) -> str:
    """What two spellings of a heading have in common; of `A / B` it is B."""
    return plain_words(heading.rpartition(" / ")[2]).rstrip("s")
