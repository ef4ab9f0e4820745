"""Which paper a person is at work on."""

from __future__ import annotations

from waymark.exchange.papers.outline import KINDS
from waymark.preferences import Preferences

KIND = "papers/kind"
"""The name of the preference: which paper was looked at last."""
FIRST = "board"
"""The paper that is shown to somebody who has looked at none: it is due every month."""


def paper_shown(preferences: Preferences) -> str:
    """The key of the paper that was looked at last."""
    remembered = preferences.get(KIND)
    return remembered if remembered in KINDS else FIRST
