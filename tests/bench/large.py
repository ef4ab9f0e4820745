"""Plans larger than any that was seen, made of the example plan several times over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from waymark.domain.changes import Insert
from waymark.domain.plan import Plan
from waymark.domain.rows import Cover, Officer, Rating, RatingScheme, Row
from waymark.exchange.beginnings import example_plan

SHARED = (Cover, Officer, Rating, RatingScheme)
"""What a plan has once, however large it is."""


def tenfold() -> tuple[Insert, ...]:
    """The rows of a plan ten times as large as the example."""
    return manifold(10)


def manifold(times: int) -> tuple[Insert, ...]:
    """The rows of a plan of so many times as many themes, actions, KPIs, readings and reports as the example has."""
    rows = [change.row for change in example_plan(earlier=False) if isinstance(change, Insert)]
    once = [row for row in rows if isinstance(row, SHARED)]
    copied = [row for row in rows if not isinstance(row, SHARED)]
    return tuple(map(Insert, (*once, *(row for number in range(times) for row in _copies(copied, number)))))


def _copies(rows: list[Row], number: int) -> Iterator[Row]:
    """The rows under ids of their own, with what they say of each other."""
    ids = {row.id: f"{row.id} {number}" for row in rows}
    for row in rows:
        named: dict[str, Any] = {each.name: getattr(row, each.name) for each in fields(row)}
        yield replace(row, **{name: ids[value] for name, value in named.items() if value in ids})


def plan_of(changes: tuple[Insert, ...]) -> Plan:
    """Those rows as a plan that is in no file."""
    from waymark.domain.changes import applied

    return applied(Plan(), changes)
