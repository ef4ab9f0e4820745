"""How far an action is: its state, which is not its rating."""

from __future__ import annotations

import re
from enum import StrEnum

from waymark.domain.errors import NotUnderstood
from waymark.domain.text import plain_words, quoted


class State(StrEnum):
    """An action's state; the values are the words for people, blank where nobody said."""

    blank = ""
    not_started = "not started"
    in_progress = "in progress"
    complete = "complete"
    closed = "closed"
    superseded = "superseded"

    @property
    def words(self) -> str:
        """The form for people."""
        return self.value


_SYNONYMS = {
    State.blank: (),
    State.not_started: ("to do", "todo", "not begun", "not yet started", "planned", "pending"),
    State.in_progress: (
        *(
            "ongoing",
            "on going",
            "started",
            "underway",
            "under way",
            "in hand",
            "progressing",
            "in train",
            "wip",
            "open",
        ),
        *("part complete", "partially complete", "on track", "active", "live"),
    ),
    State.complete: (
        "completed",
        "done",
        "y",
        "yes",
        "true",
        "finished",
        "achieved",
        "implemented",
        "delivered",
        "met",
    ),
    State.closed: ("close", "signed off", "archived"),
    State.superseded: ("replaced", "no longer required", "no longer needed", "withdrawn", "cancelled", "merged"),
}
_STATES = {form: state for state in State for form in (state.words, *_SYNONYMS[state])}
_PERCENTAGE = re.compile(r"([0-9]{1,3}) ?%(?: complete| done)?")
_ANSWERS = {"1": True, "0": False, "n": False, "no": False, "false": False, "not complete": False, "incomplete": False}


def parse_state(text: str) -> State:
    """Read a state. Raises NotUnderstood with what to try."""
    state = _find_state(text)
    if state is None:
        raise NotUnderstood(
            f"{quoted(text)} is no state. Try “not started”, “in progress”, “complete”, “closed” or “superseded”."
        )
    return state


def is_complete(text: str) -> bool | None:
    """Whether an answer to “Complete?” says yes (C43: `Y`, `Ongoing`); None where it is blank or says neither."""
    words = plain_words(text)
    if words in _ANSWERS:
        return _ANSWERS[words]
    state = _find_state(text)
    return None if state in (None, State.blank) else state in (State.complete, State.closed)


def _find_state(text: str) -> State | None:
    words = plain_words(text)
    if percentage := _PERCENTAGE.fullmatch(words):
        done = int(percentage[1])
        return State.not_started if done == 0 else State.in_progress if done < 100 else State.complete
    return _STATES.get(words)
