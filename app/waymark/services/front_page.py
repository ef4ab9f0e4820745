"""The plan's front page: its title, council, version and dates, and what it calls its levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from waymark.domain.changes import Change
from waymark.domain.edits import Edits, new_id
from waymark.domain.plan import Plan
from waymark.domain.rows import Cover
from waymark.domain.text import cleaned

USUAL: Mapping[str, str] = {each.name: str(each.default) for each in fields(Cover) if each.name.endswith("_word")}
"""What the levels are called where a council says nothing else."""


def cover_changes(plan: Plan, typed: Mapping[str, str]) -> tuple[Change, ...]:
    """What puts texts into fields of the front page; a level that is given no word has its usual one."""
    values = {name: " ".join(cleaned(text).split()) or USUAL.get(name, "") for name, text in typed.items()}
    edits = Edits(plan)
    if plan.covers.live():
        edits.set(plan.cover, **values)
    elif values:
        edits.insert(Cover(id=new_id(), **values))
    return edits.changes()
