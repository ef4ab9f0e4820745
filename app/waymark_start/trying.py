"""A rating rule tried out, told to programs."""

from __future__ import annotations

import json
from typing import Any

from waymark.domain.number_words import plain_number
from waymark.domain.rating import TARGET_MET, TARGET_NOT_MET, Rule
from waymark.domain.rule_faults import Fault, FaultKind
from waymark.services.rule_trial import Trial

_ENDED = (FaultKind.gap, FaultKind.overlap)


def as_json(trial: Trial) -> str:
    """The trial for programs."""
    rule = trial.rule
    content: dict[str, Any] = {
        "typed": rule.typed,
        "bands": [
            {
                "word": band.word,
                "low": plain_number(band.low),
                "high": plain_number(band.high),
                "low_included": band.low is not None and band.low_included,
                "high_included": band.high is not None and band.high_included,
                "words": band.words,
            }
            for band in rule.bands
        ],
        "target": rule.target.typed if rule.target else None,
        "tolerance": _tolerance(rule),
        "unit": rule.unit or None,
        "decimals": rule.decimals if trial.decimals is None else trial.decimals,
        "polarity": rule.polarity.value or None,
        "unread": list(rule.unread),
        "gaps": [_ended(fault) for fault in trial.faults if fault.kind is FaultKind.gap],
        "overlaps": [_ended(fault) for fault in trial.faults if fault.kind is FaultKind.overlap],
        "contradictions": [
            {"kind": fault.kind.value, "sentence": fault.sentence}
            for fault in trial.faults
            if fault.kind not in (*_ENDED, FaultKind.unread)
        ],
    }
    return json.dumps(content | _outcome(trial), ensure_ascii=False, indent=1)


def _outcome(trial: Trial) -> dict[str, Any]:
    if trial.value is None or trial.outcome is None:
        return {}
    outcome = trial.outcome
    return {
        "value": plain_number(trial.value.figure),
        "rating": None if outcome.word in ("", TARGET_MET, TARGET_NOT_MET) else outcome.word,
        "undefined": outcome.undefined,
        "band": outcome.band.words if outcome.band else None,
        "why": outcome.why,
    }


def _ended(fault: Fault) -> dict[str, Any]:
    return {"low": plain_number(fault.low), "high": plain_number(fault.high), "sentence": fault.sentence}


def _tolerance(rule: Rule) -> dict[str, Any] | None:
    if rule.tolerance is None:
        return None
    return {"amount": plain_number(rule.tolerance.amount), "of_target": rule.tolerance.of_target}
