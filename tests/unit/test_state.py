"""An action's state, apart from its rating."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.domain.errors import NotUnderstood
from waymark.domain.state import State, is_complete, parse_state


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("", State.blank),
        ("Not started", State.not_started),
        ("Not-started", State.not_started),
        ("0%", State.not_started),
        ("In progress", State.in_progress),
        ("Ongoing", State.in_progress),
        ("60% complete", State.in_progress),
        ("Y", State.complete),
        ("Yes", State.complete),
        ("Done", State.complete),
        ("100%", State.complete),
        ("Closed", State.closed),
        ("Superseded", State.superseded),
    ],
)
def test_that_states_are_read_in_their_many_words(typed: str, state: State) -> None:
    assert parse_state(typed) is state


@pytest.mark.parametrize("state", State)
def test_that_a_state_in_words_is_read_back(state: State) -> None:
    assert parse_state(state.words) is state


def test_that_what_is_no_state_is_refused_with_what_to_try() -> None:
    with pytest.raises(NotUnderstood, match="in progress"):
        parse_state("amber")


@given(st.text())
def test_that_any_text_is_understood_or_refused_in_words(text: str) -> None:
    try:
        parse_state(text)
    except NotUnderstood as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize(
    ("typed", "complete"),
    [
        ("Y", True),
        ("Ongoing", False),
        ("DONE", True),
        ("1", True),
        ("0", False),
        ("No", False),
        ("", None),
        ("see minutes", None),
    ],
)
def test_that_trap_c43_a_log_entry_is_complete_only_where_it_says_so(typed: str, complete: bool | None) -> None:
    assert is_complete(typed) is complete
