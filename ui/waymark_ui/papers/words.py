"""How the texts of a paper are called on the page, in the history and by those who read the screen aloud."""

from __future__ import annotations

from waymark.domain.rows import Commentary
from waymark.domain.text import quoted
from waymark.services.reporting import named_period
from waymark_ui.papers.branches import NOT_WRITTEN, Branch

ORIGIN = "papers"
"""Where steps made on this page come from, in the history."""


def titled(branch: Branch) -> str:
    """What stands over a text on the page."""
    if isinstance(branch.row, Commentary):
        return branch.title if branch.status == NOT_WRITTEN else f"{branch.title}. {branch.status}"
    return branch.status


def named(branch: Branch) -> str:
    """A text by its kind and place: `passage under “Introduction”`, `next steps of “Assessment” for Nov 2017`."""
    row = branch.row
    if isinstance(row, Commentary):
        period = named_period(row.period)
        when = f" for {period.label}" if period else ""
        return f"{branch.title.partition(':')[0].lower()} of {quoted(branch.place)}{when}"
    return f"passage under {quoted(branch.place)}"
