"""Small plans for tests."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from waymark.domain.changes import Insert, applied
from waymark.domain.edits import link_id
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Cover, Kpi, Link, Objective, Officer, Placement, Reading, Row, Target, Theme


def a_plan(*rows: Row) -> Plan:
    """A plan that holds those rows."""
    return applied(Plan(), [Insert(row) for row in rows])


def a_cover(**fields: Any) -> Cover:
    return Cover(**_with_id({"title": "Steady Ground", "version_date": "November 2017"} | fields))


def a_theme(ref: str = "1", title: str = "Practice", **fields: Any) -> Theme:
    return Theme(**_with_id({"ref": ref, "title": title, "rank": f"a{ref}"} | fields))


def an_objective(theme: Theme, ref: str = "1.1", **fields: Any) -> Objective:
    return Objective(**_with_id({"ref": ref, "title": f"Objective {ref}", "theme_id": theme.id, "rank": ref} | fields))


def an_action(ref: str = "1.1.1", text: str = "Train every team manager", **fields: Any) -> Action:
    return Action(**_with_id({"ref": ref, "text": text, "rank": f"a{ref}"} | fields))


def a_kpi(ref: str = "1a", title: str = "Visits on time", **fields: Any) -> Kpi:
    return Kpi(**_with_id({"ref": ref, "title": title, "rank": f"a{ref}"} | fields))


def an_officer(post: str = "Head of Safeguarding", **fields: Any) -> Officer:
    return Officer(**_with_id({"post": post, "rank": f"a{post}"} | fields))


def a_placement(kpi: Kpi, theme: Theme | None = None, **fields: Any) -> Placement:
    return Placement(
        **_with_id({"kpi_id": kpi.id, "theme_id": theme.id if theme else None, "rank": f"a{kpi.ref}"} | fields)
    )


def a_reading(kpi: Kpi, period: str = "2017-11", value: str = "82%", **fields: Any) -> Reading:
    return Reading(**_with_id({"kpi_id": kpi.id, "period": period, "period_typed": period, "value": value} | fields))


def a_target(kpi: Kpi, value: str = "90%", **fields: Any) -> Target:
    return Target(**_with_id({"kpi_id": kpi.id, "value": value, "rank": "a"} | fields))


def a_link(one: Row, other: Row, rank: str = "a") -> Link:
    return Link(id=link_id(one.id, other.id), from_id=one.id, to_id=other.id, rank=rank)


def _with_id(fields: dict[str, Any]) -> dict[str, Any]:
    return {"id": str(uuid4())} | fields
