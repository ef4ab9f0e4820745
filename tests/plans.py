"""Small plans for tests."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from waymark.domain.changes import Insert, applied
from waymark.domain.edits import link_id
from waymark.domain.plan import Plan
from waymark.domain.rows import (
    Action,
    Commentary,
    Comparator,
    Cover,
    Definition,
    Judgement,
    Kpi,
    Link,
    LogEntry,
    Meeting,
    Objective,
    Officer,
    Passage,
    Placement,
    Reading,
    Recommendation,
    Row,
    Target,
    Theme,
    Update,
)


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


def an_update(subject: Row, text: str = "Under way", period: str = "2017-11", **fields: Any) -> Update:
    return Update(**_with_id({"subject_id": subject.id, "period": period, "text": text} | fields))


def a_recommendation(ref: str = "1", text: str = "See that reports are right", **fields: Any) -> Recommendation:
    return Recommendation(**_with_id({"ref": ref, "text": text, "rank": f"a{ref}"} | fields))


def a_meeting(date: str = "16 November 2017", **fields: Any) -> Meeting:
    return Meeting(**_with_id({"title": f"Board of {date}", "date": date, "rank": "a"} | fields))


def an_entry(ref: str = "Nov-01", text: str = "Bring a forecast", **fields: Any) -> LogEntry:
    return LogEntry(**_with_id({"ref": ref, "text": text, "rank": f"a{ref}"} | fields))


def a_commentary(theme: Theme | None, text: str, kind: str = "summary", **fields: Any) -> Commentary:
    place = {"theme_id": theme.id if theme else None, "kind": kind, "period": "2017-11", "rank": "a"}
    return Commentary(**_with_id(place | {"text": text} | fields))


def a_passage(text: str, paper: str = "board", **fields: Any) -> Passage:
    return Passage(**_with_id({"paper": paper, "text": text, "rank": "a"} | fields))


def a_definition(kpi: Kpi, text: str = "", from_period: str = "", **fields: Any) -> Definition:
    return Definition(**_with_id({"kpi_id": kpi.id, "text": text, "from_period": from_period} | fields))


def a_comparator(kpi: Kpi, value: str, who: str = "outturn", period: str = "2015/16", **fields: Any) -> Comparator:
    return Comparator(**_with_id({"kpi_id": kpi.id, "value": value, "who": who, "period": period} | fields))


def a_judgement(subject: Row, rating: str = "Green", period: str = "2017-11", **fields: Any) -> Judgement:
    """A rating; give it `scheme_id`, without which no scheme says what it means."""
    return Judgement(**_with_id({"subject_id": subject.id, "rating": rating, "period": period} | fields))


def a_link(one: Row, other: Row, rank: str = "a") -> Link:
    return Link(id=link_id(one.id, other.id), from_id=one.id, to_id=other.id, rank=rank)


def _with_id(fields: dict[str, Any]) -> dict[str, Any]:
    return {"id": str(uuid4())} | fields
