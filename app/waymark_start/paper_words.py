"""What a terminal is told of a paper: which sections it has, and what to look at before it goes out."""

from __future__ import annotations

from waymark.domain.plan import Plan
from waymark.exchange.papers.content import Paper, Prose, Table
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.outline import KINDS
from waymark.services.checks.review import found_by

PASSAGES = "passages under other headings"
BEFORE_ISSUE = "placeholder"
"""The check whose findings no paper should go out with (C50)."""


def keys_in(sections: str) -> frozenset[str]:
    """The keys of the sections asked for, with commas between; none means all."""
    return frozenset(key for key in map(str.strip, sections.split(",")) if key)


def sections_listed(plan: Plan, kind: str) -> str:
    """The sections of a paper, a line each: its key, and its heading in this plan."""
    return "\n".join(f"{part.key:16}{part.headed(plan) or PASSAGES}" for part in KINDS[kind].parts)


def remarks(plan: Plan, issue: Issue, written: Paper) -> str:
    """What a paper prints that somebody meant to fill in later; blank where there is nothing of the kind."""
    words = "\n".join(block.plain for block in written.blocks() if isinstance(block, Prose | Table))
    found = [each for each in found_by(BEFORE_ISSUE, plan, issue.period) if each.about in words]
    lines = "".join(f"\n  {finding.sentence}" for finding in found)
    return f"\nBefore it is issued, look at this:{lines}" if found else ""
