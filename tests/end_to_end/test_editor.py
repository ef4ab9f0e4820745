"""The editor on a real plan file: edits, refusals, undo and redo, also after closing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.plans import a_kpi, an_action
from waymark.domain.changes import Insert
from waymark.domain.edits import Edits
from waymark.domain.errors import NotUnderstood, Refused, StaleEdit
from waymark.domain.rows import Action
from waymark.ports import Position
from waymark.services.editor import Editor
from waymark.services.history import plan_at
from waymark_db.copies import save_copy
from waymark_db.store import Store, create_plan, open_plan


def clock() -> datetime:
    return datetime(2017, 11, 20, 10, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "improvement.waymark"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with create_plan(path, who="A secretary", clock=clock) as opened:
        yield opened


@pytest.fixture
def editor(store: Store) -> Editor:
    return Editor(store, clock, "A secretary")


@pytest.fixture
def action(editor: Editor) -> Action:
    row = an_action(due="Mar 2018")
    editor.make("Add an action", [Insert(row)], "grid")
    return row


def test_that_what_is_typed_is_in_the_plan_in_the_file_and_in_the_history(editor, store, action):
    step = editor.type_into(action, "due", "June 2018")

    assert editor.plan.actions[action.id].due == "June 2018"
    assert store.load().actions[action.id].due == "June 2018"
    assert store.changeset(step.header.id) == step
    assert (step.header.label, step.header.author, step.header.origin) == ("Change due", "A secretary", "grid")


def test_that_what_a_field_cannot_hold_is_refused_in_words_and_changes_nothing(editor, store, action):
    before = store.position()

    with pytest.raises(NotUnderstood, match="31/02/2018"):
        editor.type_into(action, "due", "31/02/2018")

    assert editor.plan.actions[action.id] == action
    assert store.position() == before


def test_that_typing_what_is_there_already_is_no_step(editor, store, action):
    before = store.position()

    assert editor.type_into(action, "due", "Mar 2018") is None
    assert store.position() == before


def test_that_listeners_hear_which_rows_changed(editor, action):
    heard: list[Mapping[str, set[str]]] = []
    editor.listen(heard.append)

    editor.type_into(action, "text", "Train everyone")
    editor.undo()

    assert heard == [{"actions": {action.id}}] * 2


def test_that_undo_and_redo_go_back_and_forth_one_step_at_a_time(editor, action):
    for words in ("One", "Two"):
        editor.type_into(editor.plan.actions[action.id], "text", words)

    editor.undo()
    editor.undo()
    editor.redo()

    assert editor.plan.actions[action.id].text == "One"
    assert editor.next_undo.label == "Change text"
    assert editor.next_redo.label == "Change text"


def test_that_undo_reaches_back_past_closing_the_plan(editor, store, path, action):
    editor.type_into(action, "text", "One")
    store.close()

    with open_plan(path, who="Another", clock=clock) as again:
        later = Editor(again, clock, "Another")
        undone = again.changeset(str(later.undo().header.undoes))

        assert (undone.header.author, later.plan.actions[action.id].text) == ("A secretary", action.text)


def test_that_what_a_plan_began_with_is_not_undone(editor, store, action):
    later = Editor(store, clock, "A secretary")
    later.type_into(action, "text", "One")
    later.undo()

    with pytest.raises(Refused, match="nothing to undo"):
        later.undo()

    assert later.plan.actions[action.id] == action
    assert Editor(store, clock, "A secretary").next_undo is None


def test_that_in_a_copy_without_history_the_first_step_is_undone_like_any_other(editor, store, path, action):
    copied = path.with_name("copy.waymark")
    save_copy(store, copied, with_history=False, who="A secretary", clock=clock)
    with open_plan(copied, who="A secretary", clock=clock) as copy:
        Editor(copy, clock, "A secretary").type_into(action, "text", "One")
        later = Editor(copy, clock, "A secretary")

        later.undo()

        assert later.plan.actions[action.id] == action
        assert later.next_undo is None


def test_that_undo_and_redo_with_nothing_to_do_say_so(editor):
    with pytest.raises(Refused, match="nothing to undo"):
        editor.undo()
    with pytest.raises(Refused, match="nothing to redo"):
        editor.redo()


def test_that_withdrawing_keeps_the_row_and_restoring_brings_it_back(editor, action):
    editor.withdraw(action)
    withdrawn = editor.plan.actions[action.id]
    editor.restore(withdrawn)

    assert withdrawn.withdrawn_at is not None
    assert editor.plan.actions.live() == (action,)


def test_that_an_edit_of_a_row_that_has_changed_since_is_refused(editor, action):
    editor.type_into(action, "text", "One")

    with pytest.raises(StaleEdit):
        editor.type_into(action, "text", "Two")

    assert editor.plan.actions[action.id].text == "One"


def test_that_a_change_the_file_refuses_leaves_the_plan_in_memory_as_it_was(editor, store, action):
    before = editor.plan
    store.close()
    store.path.unlink()

    with pytest.raises(Refused, match="moved, removed or replaced"):
        editor.type_into(action, "text", "One")

    assert editor.plan is before


def test_that_a_paste_of_many_rows_is_one_step(editor, store):
    edits = Edits(editor.plan)
    edits.insert(*(an_action(f"1.1.{number}") for number in range(50)))

    editor.make("Paste 50 rows", edits.changes(), "paste")
    editor.undo()

    assert len(store.headers()) == 2
    assert len(editor.plan.actions) == 0


def test_that_the_plan_is_known_as_it_stood_at_any_position_of_its_history(editor, store, action):
    editor.type_into(action, "text", "One")
    then, stood = store.position(), editor.plan
    editor.type_into(editor.plan.actions[action.id], "text", "Two")
    editor.make("Add a KPI", [Insert(a_kpi())], "grid")

    assert plan_at(store, editor.plan, then) == stood


def test_that_the_plan_is_known_as_it_stood_before_a_step_that_was_undone(editor, store, action):
    then, stood = store.position(), editor.plan
    editor.make("Add a KPI", [Insert(a_kpi())], "grid")
    editor.undo()

    assert plan_at(store, editor.plan, then) == stood


def test_that_a_position_of_another_history_is_not_taken_for_one_of_this(editor, store, action):
    assert plan_at(store, editor.plan, Position(1, "another")) is None
    assert plan_at(store, editor.plan, Position(99, "another")) is None
