"""What to know of a part, heading or section of a paper: what belongs there, and how to begin."""

from __future__ import annotations

from waymark.domain.period import Period
from waymark.domain.rows import Commentary
from waymark_ui.papers.branches import Branch

NOTHING_WRITTEN = (
    "Nobody has written anything here yet. “Add passage” (Ins) begins a text that stands in every issue of this paper, "
    "“Add for {period}” (Shift+Ins) one for that month only."
)
BEFORE = "It would stand before what is computed, which you see below."
COMMENTS = "Each text is written for {period}: type it here, and it stands in every paper that prints it."
READ_ONLY = "Nobody has written anything here yet."


def note_on(branch: Branch | None, period: Period, *, writing: bool) -> str:
    """What is told over the texts of a branch; blank where they speak for themselves."""
    if branch is None:
        return ""
    texts = [*branch.texts()]
    if any(isinstance(text.row, Commentary) for text in texts):
        return COMMENTS.format(period=period.label) if writing else ""
    if texts:
        return ""
    if not writing:
        return READ_ONLY
    before = f" {BEFORE}" if branch.chapter.part.computes else ""
    return NOTHING_WRITTEN.format(period=period.label) + before
