"""Findings that somebody has accepted, with the reason."""

from __future__ import annotations

from waymark.domain.edits import Edits, new_id
from waymark.domain.plan import Plan
from waymark.domain.rows import Waiver
from waymark.services.checks.finding import Finding


def waiver_of(plan: Plan, finding: Finding) -> Waiver | None:
    """The waiver under which a finding is accepted; it has fallen once what the finding is about has changed."""
    for waiver in plan.waivers.where("subject_id", finding.row_id):
        if waiver.check == finding.check.code and waiver.about in ("", finding.about):
            return waiver
    return None


def waived(plan: Plan, finding: Finding, reason: str, author: str, at: str) -> Edits:
    """The edits that accept a finding for a reason."""
    edits = Edits(plan)
    edits.insert(
        Waiver(
            id=new_id(),
            subject_id=finding.row_id,
            check=finding.check.code,
            about=finding.about,
            reason=reason.strip(),
            author=author,
            at=at,
        )
    )
    return edits
