"""The passages of papers: what adds one, moves it, sets it under another heading, or dates it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from waymark.domain.changes import Change
from waymark.domain.edits import Edits
from waymark.domain.errors import NotUnderstood, Refused
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Passage, Picture
from waymark.domain.text import cleaned, plain_words
from waymark.services.ordering import put_beside

WITHIN = " / "
"""What stands in a passage's heading between a heading and the one beneath it."""
NO_HEADING = "A heading needs a name; it was not changed."
NO_ALTERNATIVE = (
    "A picture needs its alternative text: what it says to somebody who cannot see it. Nothing was changed; type it."
)


def added(plan: Plan, passage: Passage, neighbour: Passage | None, step: int) -> tuple[Change, ...]:
    """What puts a new passage right before (-1) or after (1) another; last of all where none is named."""
    edits = Edits(plan)
    edits.insert(passage)
    put_beside(edits, passage, neighbour, step)
    return edits.changes()


def moved(
    plan: Plan, passage: Passage, heading: str, neighbour: Passage | None = None, step: int = 1
) -> tuple[Change, ...]:
    """What sets a passage under a heading, right before (-1) or after (1) another; without one it keeps its place."""
    edits = Edits(plan)
    edits.set(passage, heading=heading)
    if neighbour is not None:
        put_beside(edits, passage, neighbour, step)
    return edits.changes()


def retold(plan: Plan, passage: Passage, text: str) -> tuple[Change, ...]:
    """What gives a passage another text."""
    edits = Edits(plan)
    edits.set(passage, text=text)
    return edits.changes()


def dated(plan: Plan, passage: Passage, period: Period | None) -> tuple[Change, ...]:
    """What has a passage stand in the papers for one period only, or (None) in all of them."""
    edits = Edits(plan)
    edits.set(passage, period=period.key if period else "")
    return edits.changes()


def taken_out(plan: Plan, passage: Passage, now: str) -> tuple[Change, ...]:
    """What withdraws a passage."""
    edits = Edits(plan)
    edits.set(passage, withdrawn_at=now)
    return edits.changes()


def put_back(plan: Plan, passage: Passage) -> tuple[Change, ...]:
    """What restores a withdrawn passage."""
    edits = Edits(plan)
    edits.set(passage, withdrawn_at=None)
    return edits.changes()


def renamed(plan: Plan, paper: str, heading: str, typed: str) -> tuple[Change, ...]:
    """What gives a heading of a paper another name: for its passages of all periods, and those beneath it.

    Raises NotUnderstood for a name without words.
    """
    new = " ".join(cleaned(typed).split())
    if not new:
        raise NotUnderstood(NO_HEADING)
    edits = Edits(plan)
    for passage in plan.passages:
        if passage.paper in ("", paper) and (after := _renamed(passage.heading, heading, new)):
            edits.set(passage, heading=after)
    return edits.changes()


def _renamed(heading: str, old: str, new: str) -> str:
    """A passage's heading after the change; blank where it is not concerned."""
    if plain_words(heading) == plain_words(old):
        return new
    first, apart, rest = heading.partition(WITHIN)
    return f"{new}{apart}{rest}" if apart and plain_words(first) == plain_words(old) else ""


def copied(plan: Plan, copies: Mapping[Passage, Passage]) -> tuple[Change, ...]:
    """What adds copies of passages, each right after the one that it was made of."""
    edits = Edits(plan)
    for source, copy in copies.items():
        edits.insert(copy)
        put_beside(edits, copy, source, 1)
    return edits.changes()


def added_picture(
    plan: Plan, passage: Passage, picture: Picture, neighbour: Passage | None, step: int
) -> tuple[Change, ...]:
    """What adds a passage that shows a picture. Raises Refused without an alternative text."""
    _expect_alternative(picture.alternative)
    edits = Edits(plan)
    shown = replace(passage, picture_id=picture.id)
    edits.insert(picture, shown)
    put_beside(edits, shown, neighbour, step)
    return edits.changes()


def replaced(plan: Plan, picture: Picture, other: Picture) -> tuple[Change, ...]:
    """What gives a picture another file; its alternative text stays until somebody says another."""
    edits = Edits(plan)
    edits.set(picture, name=other.name, media_type=other.media_type, content=other.content)
    return edits.changes()


def described(plan: Plan, picture: Picture, typed: str) -> tuple[Change, ...]:
    """What gives a picture another alternative text. Raises Refused for a blank one."""
    words = " ".join(cleaned(typed).split())
    _expect_alternative(words)
    edits = Edits(plan)
    edits.set(picture, alternative=words)
    return edits.changes()


def _expect_alternative(words: str) -> None:
    if not words.strip():
        raise Refused(NO_ALTERNATIVE)
