"""Actions that are two, and actions that are said to be done without a word on how."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from waymark.domain.rows import Action
from waymark.domain.state import State
from waymark.domain.text import parse_text, quoted
from waymark.services.checks.dated import is_ended
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check
from waymark.services.overview import state_of

FEWEST_WORDS = 3
_GOING_ON = frozenset(
    (
        *("this", "these", "those", "that", "the", "it", "they", "he", "she", "we", "such", "its", "their", "a", "an"),
        *("note", "nb", "see", "for", "as", "where", "when", "with", "in", "at", "on", "both"),
    )
)
"""Words with which a paragraph goes on about the one before."""


@check(
    Family.references,
    Severity.note,
    Action,
    suggests="Give each its own ref, so that each has its own date and rating.",
    example="Action 5.1.2 holds 2 actions; the second begins “Commission additional social workers”.",
)
def several_actions(look: Look, action: Action) -> Iterator[Note]:
    """Two undertakings under one ref share one date and one rating, and one of them is soon forgotten."""
    further = _further_actions(action.text)
    if further:
        sentence = f"holds {len(further) + 1} actions; the second begins {quoted(further[0])}."
        yield Note(f"{thing(look, action)} {sentence}", "text", (action.text,))


@check(
    Family.ratings,
    Severity.note,
    Action,
    throughout="updates",
    suggests="Say in an update what was done and what shows it.",
    example="Action 3.6.1 is complete, and no update says what was done.",
)
def complete_without_update(look: Look, action: Action) -> Iterator[Note]:
    """An action is said to be complete without a word on how, where others are reported on."""
    if not look.plan.updates.live() or not is_ended(action) or look.plan.updates.where("subject_id", action.id):
        return
    state = state_of(action)
    if state in (State.complete, State.closed):
        yield Note(
            f"{thing(look, action)} is {state.words}, and no update says what was done.", "state", (action.state,)
        )


@lru_cache(maxsize=16384)
def _further_actions(text: str) -> tuple[str, ...]:
    """The paragraphs after the first that begin something of their own."""
    if "\n" not in text:
        return ()
    first, *rest = (paragraph for paragraph in parse_text(text))
    if first.bullet or first.plain.endswith(":"):
        return ()
    plain = (paragraph.plain for paragraph in rest if not paragraph.bullet)
    return tuple(each for each in plain if _begins(each.split()))


def _begins(words: list[str]) -> bool:
    return len(words) >= FEWEST_WORDS and words[0][:1].isupper() and words[0].casefold() not in _GOING_ON
