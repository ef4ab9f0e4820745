"""Commentary being written: the room that there is for it in every section, and what puts a text there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import NAMESPACE_OID, uuid5

from waymark.domain.changes import Change
from waymark.domain.edits import Edits
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Commentary, Kpi
from waymark.services.ordering import put_beside
from waymark.services.reporting import named_period, sections, stands_in

UNNAMED = "General"
"""What stands over commentary on no theme and no section."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A text on a section for a period, or the room for one: then its row is new and not in the plan yet."""

    row: Commentary
    kpis: tuple[Kpi, ...] = ()


@dataclass(frozen=True, slots=True)
class Commented:
    """A section with its comments, in the order of their kinds."""

    key: str
    title: str
    comments: tuple[Comment, ...]


def commented(plan: Plan, period: Period, kinds: Sequence[str]) -> tuple[Commented, ...]:
    """Every section of the plan, and what else was commented on, with the texts of those kinds for a period.

    Each has room for a text of each kind on the section as a whole, and for those of its tables of KPIs that were ever
    commented on.
    """
    titles = {
        _place(section.theme.id if section.theme else None, section.title): section.title for section in sections(plan)
    }
    for row in plan.commentary.live():
        theme = plan.themes.get(row.theme_id)
        titles.setdefault(_place(row.theme_id, row.section), theme.title if theme else row.section or UNNAMED)
    return tuple(
        Commented(theme_id or f"section {section}", title, tuple(_comments(plan, (theme_id, section), period, kinds)))
        for (theme_id, section), title in titles.items()
    )


def told(plan: Plan, row: Commentary, text: str) -> tuple[Change, ...]:
    """What puts a text into a comment, which may be new; nothing where that is blank as it was."""
    edits = Edits(plan)
    known = plan.commentary.get(row.id)
    if known is not None:
        edits.set(known, text=text, withdrawn_at=None)
    elif text.strip():
        edits.insert(replace(row, text=text))
        put_beside(edits, row, None, 1)
    return edits.changes()


def told_before(plan: Plan, row: Commentary) -> Commentary | None:
    """The last text of that kind on that section for an earlier period than a comment's; None where there is none."""
    period = named_period(row.period)
    dated = ((named_period(each.period), each) for each in _written(plan, (row.theme_id, row.section)))
    before = [
        (named.last_day, each)
        for named, each in dated
        if period and named and named.last_day < period.first_day
        if each.text and (each.kind, each.block) == (row.kind, row.block)
    ]
    return max(before, key=lambda pair: pair[0])[1] if before else None


def _place(theme_id: str | None, section: str) -> tuple[str | None, str]:
    """A theme's commentary is found by the theme, whatever else its rows say."""
    return (theme_id, "") if theme_id else (None, section)


def _written(plan: Plan, place: tuple[str | None, str]) -> list[Commentary]:
    theme_id, section = place
    rows = plan.commentary.where("theme_id", theme_id)
    return [row for row in rows if theme_id or row.section == section]


def _comments(plan: Plan, place: tuple[str | None, str], period: Period, kinds: Sequence[str]) -> Sequence[Comment]:
    written = _written(plan, place)
    standing = [row for row in written if stands_in(row.period, period)]
    room = dict.fromkeys([*((kind, 1) for kind in kinds), *((row.kind, row.block) for row in written)])
    taken = {(row.kind, row.block) for row in standing}
    new = [_new(place, kind, block, period) for kind, block in room if (kind, block) not in taken]
    wanted = [row for row in (*standing, *new) if row.kind in kinds]
    ordered = sorted(wanted, key=lambda row: (kinds.index(row.kind), row.block))
    return [Comment(row, plan.linked(row.id, Kpi)) for row in ordered]


def _new(place: tuple[str | None, str], kind: str, block: int, period: Period) -> Commentary:
    """A comment not written yet; its id is that of the place, so that a draft of it is found again."""
    theme_id, section = place
    id = str(uuid5(NAMESPACE_OID, f"commentary {theme_id} {section} {kind} {block} {period.key}"))
    return Commentary(id=id, theme_id=theme_id, section=section, kind=kind, block=block, period=period.key)
