"""What the checks found, told on a terminal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from waymark.domain.plan import Plan
from waymark.services.checks import CHECKS
from waymark.services.checks.finding import Family, Finding, Severity
from waymark.services.checks.review import Review
from waymark.services.checks.waivers import waiver_of
from waymark.services.steps import KINDS


def told(review: Review) -> str:
    """A paragraph a severity and family, a line a finding; last how many there are. Accepted ones are only counted."""
    standing = sorted(open_findings(review), key=_paragraph)
    paragraphs = [
        "\n".join([f"{_SEVERITIES[severity].value.capitalize()}s: {_FAMILIES[family].value}", *map(_line, group)])
        for (severity, family), group in groupby(standing, key=_paragraph)
    ]
    return "\n\n".join([*paragraphs, _counts(standing, len(review.findings()) - len(standing))])


def as_json(review: Review) -> str:
    """Every finding, the accepted ones too, with its check, cell, sentence and suggestion."""
    found = [_content(review.plan, finding) for finding in review.findings()]
    counts = Counter(finding.check.severity.value for finding in open_findings(review))
    content = {
        "period": review.period.key,
        "counts": {severity.value: counts[severity.value] for severity in Severity},
        "findings": found,
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def register() -> str:
    """Every check that there is, as a table in Markdown for each family."""
    return "\n".join([HEAD, *(_family(family) for family in Family)])


HEAD = """# The checks

Waymark reads the whole plan as a careful reviewer would: in the background of the window, and by `waymark check PLAN`.
An **error** must not go to a board, a **warning** wants an answer, a **note** is worth knowing. A finding can be
accepted with a reason; it comes back when what it is about changes. This page is what `waymark checks` prints.
"""


def _family(family: Family) -> str:
    checks = [check for check in CHECKS.values() if check.family is family]
    lines = [f"| `{check.code}` | {check.severity} | {check.explains} | {check.example} |" for check in checks]
    head = f"## {family.value}\n\n| Code | Severity | What it finds | An example |\n| --- | --- | --- | --- |"
    return "\n".join([head, *lines, ""])


def open_findings(review: Review) -> tuple[Finding, ...]:
    """The findings that nobody has accepted."""
    return tuple(finding for finding in review.findings() if waiver_of(review.plan, finding) is None)


def fails(review: Review, worst: Severity) -> bool:
    """Whether there is an open finding as grave as that, or graver."""
    grave = list(Severity)[: list(Severity).index(worst) + 1]
    return any(finding.check.severity in grave for finding in open_findings(review))


_SEVERITIES, _FAMILIES = tuple(Severity), tuple(Family)


def _paragraph(finding: Finding) -> tuple[int, int]:
    return _SEVERITIES.index(finding.check.severity), _FAMILIES.index(finding.check.family)


def _line(finding: Finding) -> str:
    return f"  {finding.sentence} [{finding.check.code}]"


def _counts(findings: Sequence[Finding], accepted: int) -> str:
    counts = Counter(finding.check.severity for finding in findings)
    words = ", ".join(f"{counts[each]} {each.value}{'' if counts[each] == 1 else 's'}" for each in Severity)
    return f"{words}; {accepted} accepted."


def _content(plan: Plan, finding: Finding) -> dict[str, object]:
    row, waiver = plan.find(finding.row_id), waiver_of(plan, finding)
    owner = plan.find(finding.owner_id)
    return {
        "code": finding.check.code,
        "family": finding.check.family.value,
        "severity": finding.check.severity.value,
        "kind": KINDS[owner.table] if owner else "",
        "ref": getattr(owner, "ref", ""),
        "cell": f"{KINDS[row.table]}: {finding.field}" if row and finding.field else "",
        "id": finding.row_id,
        "sentence": finding.sentence,
        "suggestion": finding.check.suggests,
        "about": finding.about,
        "accepted": waiver.reason if waiver else None,
    }
