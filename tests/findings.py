"""What a check finds in a plan, for tests."""

from __future__ import annotations

from waymark.domain.period import parse_period
from waymark.domain.plan import Plan
from waymark.services.checks import CHECKS
from waymark.services.checks.finding import Finding
from waymark.services.checks.review import review


def findings_of(plan: Plan, code: str, period: str = "2017-11") -> list[Finding]:
    assert code in CHECKS
    return [each for each in review(plan, parse_period(period)).findings() if each.check.code == code]


def said(plan: Plan, code: str, period: str = "2017-11") -> list[str]:
    """The sentences of a check."""
    return [each.sentence for each in findings_of(plan, code, period)]


def refs_found(plan: Plan, code: str, period: str = "2017-11") -> set[str]:
    """The refs of the things that a check has something to say of."""
    rows = (plan.find(each.owner_id) for each in findings_of(plan, code, period))
    return {getattr(row, "ref", "") for row in rows}
