"""What undo and redo would do, as the log tells it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from waymark.domain.changes import Header
from waymark.services.history import Stacks


def header(id: str, undoes: str | None = None) -> Header:
    return Header(id=id, label=id, author="A secretary", origin="grid", at="2017-11-20T10:00:00+00:00", undoes=undoes)


def test_that_an_undone_step_is_what_redo_does_next():
    stacks = Stacks.of([header("a"), header("b"), header("c", undoes="b")])

    assert [step.id for step in stacks.undo] == ["a"]
    assert [step.id for step in stacks.redo] == ["c"]


def test_that_a_redone_step_is_what_undo_takes_back_next():
    stacks = Stacks.of([header("a"), header("b", undoes="a"), header("c", undoes="b")])

    assert [step.id for step in stacks.undo] == ["c"]
    assert stacks.redo == []


def test_that_a_new_step_ends_what_could_be_redone():
    stacks = Stacks.of([header("a"), header("b", undoes="a"), header("c")])

    assert [step.id for step in stacks.undo] == ["c"]
    assert stacks.redo == []


@given(st.lists(st.sampled_from(["edit", "undo", "redo"]), max_size=40))
def test_that_the_stacks_read_from_the_log_are_those_that_grew_with_it(verbs):
    log: list[Header] = []
    live = Stacks()
    for verb in verbs:
        stack = {"edit": None, "undo": live.undo, "redo": live.redo}[verb]
        if stack is None or stack:
            log.append(header(str(len(log)), undoes=stack[-1].id if stack else None))
            live.add(log[-1])

    assert Stacks.of(log) == live
