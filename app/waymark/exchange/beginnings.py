"""The first rows of a plan: a blank one's, a dump's, or the example's."""

from __future__ import annotations

from importlib.resources import as_file
from pathlib import Path
from typing import TYPE_CHECKING

from waymark.domain.changes import Change, Insert
from waymark.domain.edits import new_id
from waymark.domain.rows import Cover
from waymark.exchange.dump.content import read_content
from waymark.exchange.dump.loading import loaded
from waymark.services.schemes import preset
from waymark_resources import example

if TYPE_CHECKING:
    from waymark.exchange.reading.content import Taken


def blank_plan(title: str) -> tuple[Change, ...]:
    """The first rows of a plan that somebody begins: its cover, and a rating scheme to start with."""
    return tuple(Insert(row) for row in (Cover(id=new_id(), title=title), *preset("Red, Amber, Green")))


def dumped_plan(path: Path) -> tuple[Change, ...]:
    """The rows of a plan from a dump."""
    return loaded(read_content(path))


def found_plan(taken: Taken, source: Path) -> tuple[Change, ...]:
    """The rows of a plan from what was understood of a file. Raises Refused where there is nothing of a plan."""
    from waymark.exchange.reading.content import check_plan_in

    check_plan_in(taken, source.name)
    named = taken.content.get("plan", {})
    return loaded({**taken.content, "plan": {"title": source.stem, **named}})


def example_plan(*, earlier: bool) -> tuple[Change, ...]:
    """The rows of the example plan, or of its earlier version."""
    with as_file(example("plan-earlier.json" if earlier else "plan.json")) as path:
        return dumped_plan(path)
