"""Which key of the dump holds which field of a row, for the fields that stand there as they are."""

from __future__ import annotations

from typing import Any

from waymark.domain.rows import (
    Action,
    Answer,
    ColumnRole,
    Commentary,
    Comparator,
    Cover,
    Definition,
    Dispatch,
    Judgement,
    Kpi,
    LogEntry,
    Meeting,
    Objective,
    Officer,
    Passage,
    Picture,
    Placement,
    Rating,
    RatingScheme,
    Reading,
    Receipt,
    Recommendation,
    Row,
    Target,
    Theme,
    Update,
    Waiver,
)

PLAIN: dict[type[Row], dict[str, str]] = {
    Cover: {
        "title": "title",
        "subtitle": "subtitle",
        "organisation": "organisation",
        "version": "version",
        "version_date_raw": "version_date",
        "period_raw": "period",
        "marking": "marking",
    },
    Officer: {"post": "post", "name": "name", "initials": "initials", "email": "email"},
    Theme: {"ref": "ref", "title": "title", "outcome_statement": "outcome_statement"},
    Objective: {"ref": "ref", "title": "title"},
    Action: {
        "ref": "ref",
        "text": "text",
        "kpi_refs_raw": "kpis",
        "due_raw": "due",
        "review_date_raw": "review_date",
        "outcomes_expected": "expected_outcome",
        "measures": "success_measures",
        "state": "state",
    },
    Kpi: {
        "ref": "ref",
        "title": "title",
        "unit": "unit",
        "decimals": "decimals",
        "frequency": "frequency",
        "calendar": "calendar",
        "basis": "basis",
        "counts_children": "counts_children",
        "polarity_raw": "polarity",
        "rule_raw": "rule",
        "note": "note",
    },
    Placement: {"block": "block"},
    Definition: {"from_raw": "from_period", "text": "text"},
    Target: {"period_raw": "from_period", "due_raw": "by", "raw": "value"},
    Comparator: {"comparator": "who", "period_raw": "period", "raw": "value"},
    Reading: {"period_raw": "period_typed", "raw": "value"},
    RatingScheme: {"name": "name", "version": "version"},
    Rating: {"letter": "letter", "word": "word", "meaning": "meaning", "colour": "colour", "shape": "shape"},
    Judgement: {"period_raw": "period", "rating_raw": "rating", "reason": "reason", "by": "author"},
    Update: {"period_raw": "period", "dated_raw": "dated", "text": "text"},
    Commentary: {"block": "block", "kind": "kind", "period_raw": "period", "text": "text"},
    Picture: {
        "name": "name",
        "alternative": "alternative",
        "media_type": "media_type",
        "content": "content",
    },
    Passage: {"paper": "paper", "heading": "heading", "period_raw": "period", "text": "text"},
    Meeting: {"title": "title", "date_raw": "date"},
    LogEntry: {"ref": "ref", "action": "text", "when_raw": "due", "complete_raw": "complete"},
    Recommendation: {
        "ref": "ref",
        "text": "text",
        "targets": "targets",
        "evidence": "evidence",
        "further_actions": "further_actions",
    },
    Waiver: {"check": "check", "about": "about", "reason": "reason", "by": "author", "at": "at"},
    Dispatch: {"period_raw": "period", "position": "position", "file": "file", "at": "at"},
    Receipt: {
        "tracker": "tracker",
        "period_raw": "period",
        "file": "file",
        "digest": "digest",
        "new": "new",
        "changed": "changed",
        "conflicts": "conflicts",
        "refused": "refused",
        "at": "at",
    },
    Answer: {"tracker": "tracker", "field": "field", "text": "text"},
    ColumnRole: {"header": "fingerprint", "role": "role"},
}

WORDS = {"theme": "theme_word", "objective": "objective_word", "action": "action_word", "kpi": "kpi_word"}

SUBJECTS: dict[str, type[Row]] = {"action": Action, "kpi": Kpi, "recommendation": Recommendation}


def filled(content: dict[str, Any]) -> dict[str, Any]:
    """The content without the fields that hold nothing."""
    return {key: value for key, value in content.items() if value not in ("", None, [], {})}
