"""A tracker held against a plan file: of a conflict it is said who changed the plan since, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tracking import a_tracked_plan, came_back
from waymark.domain.changes import Insert
from waymark.exchange.reading.typed import Returned
from waymark.exchange.trackers.against import held_against
from waymark.exchange.trackers.layout import Stamp
from waymark.exchange.trackers.proposal import Cell, Verdict
from waymark.services.editor import Editor
from waymark_db.store import Store, open_plan
from waymark_start.plans import begin

TYPED = {("train", "due"): "May 2018", ("train", "update"): "Ten of eleven."}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A plan file that is open for writing."""
    path = tmp_path / "plan.waymark"
    begin(path, "A plan", tuple(map(Insert, a_tracked_plan().rows())), "test")
    with open_plan(path, who="A secretary", clock=lambda: at(1)) as store:
        yield store


def at(day: int) -> datetime:
    return datetime(2017, 11, day, 10, 30, tzinfo=UTC)


def types(store: Store, author: str, day: int, field: str, text: str) -> None:
    """Somebody types into the first action on a day of November."""
    editor = Editor(store, lambda: at(day), author)
    editor.type_into(editor.plan.actions["train"], field, text)


def returned(store: Store) -> Returned:
    """The tracker as it goes out now, and as it comes back later."""
    position = store.position()
    stamp = Stamp(store.plan_id, position.sequence, position.hash)
    return replace(came_back(store.load(), TYPED), stamp=stamp)


def found(store: Store, came: Returned) -> dict[str, Cell]:
    return {cell.column.field: cell for cell in held_against(store, store.load(), came).cells}


def test_that_a_conflict_names_who_last_changed_that_very_cell(store):
    types(store, "The first", 2, "due", "Jan 2018")
    came = returned(store)
    types(store, "The second", 3, "due", "Feb 2018")
    types(store, "The third", 4, "state", "Complete")

    cells = found(store, came)

    assert cells["due"].verdict is Verdict.conflict
    assert cells["due"].since == "The second, 3 November 2017, 10:30"
    assert cells["update"].since == ""


def test_that_what_is_kept_in_a_row_of_its_own_names_its_author_too(store):
    came = returned(store)
    types(store, "The second", 3, "text", "Train every team manager twice")
    update = next(iter(store.load().updates.where("subject_id", "train")))
    Editor(store, lambda: at(5), "The fifth").type_into(update, "text", "All but two.")

    cell = found(store, came)["update"]

    assert (cell.verdict, cell.since) == (Verdict.conflict, "The fifth, 5 November 2017, 10:30")


def test_that_nobody_is_named_where_the_tracker_is_of_another_history(store):
    came = returned(store)
    types(store, "The second", 3, "due", "Feb 2018")
    other = replace(came, stamp=replace(came.stamp, hash="of another history"))

    cell = found(store, other)["due"]

    assert (cell.verdict, cell.since) == (Verdict.conflict, "")
