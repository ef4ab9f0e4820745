"""What shuts readers out of a document, told on a terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence

from waymark.exchange.accessibility import RULES, Finding


def told(name: str, findings: Sequence[Finding]) -> str:
    """A line a finding, with the first of its places; last how many there are."""
    if not findings:
        return f"{name}: nothing found by {len(RULES)} rules."
    count = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
    return "\n".join([*map(_line, findings), f"{name}: {count} by {len(RULES)} rules."])


def as_json(name: str, findings: Sequence[Finding]) -> str:
    """Every finding with its rule, what that wants, and all its places."""
    content = {
        "file": name,
        "rules": len(RULES),
        "findings": [
            {"rule": each.rule.id, "wants": each.rule.wants, "sentence": each.sentence, "places": each.places}
            for each in findings
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _line(finding: Finding) -> str:
    more = len(finding.places) - 1
    also = f", and at {more} more {'place' if more == 1 else 'places'}" if more else ""
    return f"  {finding.sentence} ({finding.places[0]}{also}) [{finding.rule.id}]"
