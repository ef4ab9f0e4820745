"""Texts that hold several things, each behind its label: an action, and beneath it `Lead: Head of Service`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from waymark.exchange.reading.vocabulary import is_word, roles_named

ROLES = ("outcomes", "measures", "lead", "due", "review_date", "kpi_refs")
"""What may stand behind a label in the text of an action."""
IN_LISTS = (*ROLES, "update", "state", "rating")
"""What may stand so beneath an action that is a bullet."""
LONGEST_LABEL = 40
_LABELLED = re.compile(r"(?:- )?(?P<label>[^:\n]{2,40}?)\s*:\s*(?P<rest>.*)")


def parts_of(text: str, roles: Sequence[str] = ROLES) -> tuple[str, Mapping[str, str]]:
    """The text before the first label, and what stands behind each label, by its role.

    A label is a known header and nothing else: at the beginning of a line before a colon, or on a line of its own.
    """
    first, *lines = text.split("\n")
    found: dict[str, list[str]] = {}
    before = [first]
    here = before
    for line in lines:
        role, rest = _labelled(line, roles)
        if role:
            here = found.setdefault(role, [])
        if rest:
            here.append(rest)
    return "\n".join(before), {role: "\n".join(texts) for role, texts in found.items()}


def _labelled(line: str, roles: Sequence[str]) -> tuple[str, str]:
    """The role that a line's label names, and the rest of the line; all of it where it has none."""
    match = _LABELLED.fullmatch(line.strip())
    label, rest = (match["label"], match["rest"]) if match else (line.strip(), "")
    if len(label) > LONGEST_LABEL or label.startswith("- ") or not is_word(label):
        return "", line
    named = roles_named(label)
    role = next((role for role in roles if role in named), "")
    return (role, rest) if role else ("", line)
