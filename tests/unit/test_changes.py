"""Changes and their inverses."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import a_kpi, a_plan, an_action
from waymark.domain.changes import Change, ChangeSet, Header, Insert, Remove, Update, applied, as_json, from_json
from waymark.domain.edits import Edits
from waymark.domain.errors import StaleEdit
from waymark.domain.plan import Plan

HEADER = Header(id="1", label="Change", author="A secretary", origin="grid", at="2017-11-20T10:00:00+00:00")


def test_that_an_update_gives_the_row_its_new_value_and_leaves_the_plan_before_as_it_was():
    action = an_action(text="Train")
    before = a_plan(action)

    after = applied(before, [Update("actions", action.id, {"text": ("Train", "Train all")})])

    assert after.actions[action.id].text == "Train all"
    assert before.actions[action.id].text == "Train"


def test_that_what_a_change_leaves_alone_is_shared_with_the_plan_before():
    action, kpi = an_action(), a_kpi()
    before = a_plan(action, kpi)

    after = applied(before, [Update("actions", action.id, {"text": (action.text, "Other")})])

    assert after.kpis is before.kpis


def test_that_an_update_of_a_value_that_is_no_longer_there_is_refused():
    action = an_action(text="Train")

    with pytest.raises(StaleEdit):
        applied(a_plan(action), [Update("actions", action.id, {"text": ("Something else", "Train all")})])


def test_that_a_row_is_not_inserted_twice_nor_removed_once_it_has_changed():
    action = an_action()
    plan = a_plan(action)

    with pytest.raises(StaleEdit):
        applied(plan, [Insert(action)])
    with pytest.raises(StaleEdit):
        applied(plan, [Remove(replace(action, text="Other"))])


TEXTS = st.text(max_size=5)
EDITS = st.lists(st.tuples(st.integers(0, 3), TEXTS), max_size=12)


@given(EDITS)
def test_that_the_inverse_of_any_change_set_gives_back_the_plan_before(steps):
    before = a_plan(an_action("1"), an_action("2"))
    edits = Edits(before)
    for place, text in steps:
        known = sorted(edits.plan.actions, key=lambda row: row.order)
        if place < len(known):
            edits.set(known[place], text=text)
        else:
            edits.insert(an_action(f"9{len(known)}", text))
    step = ChangeSet(HEADER, edits.changes())

    after = applied(before, step.changes)

    assert applied(after, step.inverse(HEADER).changes) == before


@given(EDITS)
def test_that_a_change_reads_back_from_the_log_as_it_was(steps):
    action = an_action()
    updates = (Update("actions", action.id, {"text": (text, f"{text}!")}) for _, text in steps)
    changes: list[Change] = [Insert(action), *updates]

    for change in [*changes, Remove(action)]:
        assert from_json(json.loads(json.dumps(as_json(change)))) == change


def test_that_edits_gather_one_change_a_row_and_none_for_a_row_put_back_as_it_was():
    one, two = an_action("1", "One"), an_action("2", "Two")
    edits = Edits(a_plan(one, two))

    edits.set(one, text="First")
    edits.set(one, due="Mar 2018")
    edits.set(two, text="Second")
    edits.set(two, text="Two")

    assert edits.changes() == (Update("actions", one.id, {"text": ("One", "First"), "due": ("", "Mar 2018")}),)


def test_that_a_link_withdrawn_and_made_again_is_the_same_row():
    action, kpi = an_action(), a_kpi()
    edits = Edits(a_plan(action, kpi))
    edits.link(action.id, kpi.id, "V")
    link = next(iter(edits.plan.links))
    withdrawn = Edits(edits.plan)
    withdrawn.set(link, withdrawn_at="2017-11-20T10:00:00+00:00")

    again = Edits(withdrawn.plan)
    again.link(action.id, kpi.id, "V")

    assert again.plan.links[link.id] == link


def test_that_an_empty_plan_has_a_blank_cover():
    assert Plan().cover.title == ""


def test_that_a_row_brought_and_taken_away_by_the_same_changes_leaves_no_trace():
    before, action = a_plan(), an_action()

    assert applied(before, [Insert(action), Remove(action)]) == before
