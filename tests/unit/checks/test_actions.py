"""Checks of what an action holds."""

from __future__ import annotations

import pytest

from tests.findings import said
from tests.plans import a_plan, an_action, an_update


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Keep people in post\nCommission more posts abroad", True, id="trap S06"),
        pytest.param("Run the programme\nA second programme to be developed", False, id="goes on about the first"),
        pytest.param("Help managers to see:\n- plans\n- visits", False, id="trap B26: bullets"),
        pytest.param("Run four audits a year\nThese look at plans and visits", False, id="an explanation"),
        pytest.param("Run four audits a year", False, id="one line"),
    ],
)
def test_that_two_actions_under_one_ref_are_noted(text, found):
    plan = a_plan(an_action("5.1.2", text))

    assert bool(said(plan, "several_actions")) is found


def test_that_an_action_complete_without_a_word_is_noted_where_others_are_reported_on():
    told, untold, closed = (
        an_action("1", state="Complete"),
        an_action("2", state="Complete"),
        an_action("3", state="Merged"),
    )

    with_updates = a_plan(told, untold, closed, an_update(told))
    without = a_plan(told, untold, closed)

    assert said(with_updates, "complete_without_update") == ["Action 2 is complete, and no update says what was done."]
    assert said(without, "complete_without_update") == []
