"""What typed texts mean, kept for a while: grids and charts ask for the same few of them with every row they draw."""

from __future__ import annotations

from functools import lru_cache

from waymark.domain.period import Period, period_from_key
from waymark.domain.polarity import Polarity
from waymark.domain.rating import Rule, Tolerance, rule_by_target
from waymark.domain.rule_faults import Fault, faults
from waymark.domain.value import Value, parse_value


@lru_cache(maxsize=4096)
def period_of(key: str) -> Period:
    """The period with that key. Raises NotUnderstood for what is none."""
    return period_from_key(key)


@lru_cache(maxsize=16384)
def value_of(text: str) -> Value:
    """What stands in a figure's cell."""
    return parse_value(text)


@lru_cache(maxsize=4096)
def rule_of(text: str, best_first: tuple[str, ...]) -> Rule:
    """A KPI's rule as typed, in the words of a scheme."""
    # Imported for the first rule: until then no row of a grid waits for what reads them.
    from waymark.domain.rule_text import parse_rule

    return parse_rule(text, best_first)


@lru_cache(maxsize=4096)
def target_rule(target: str, polarity: Polarity, tolerance: Tolerance, best_first: tuple[str, ...]) -> Rule:
    """The rule that a target and a tolerance make."""
    return rule_by_target(parse_value(target), polarity, tolerance, best_first)


@lru_cache(maxsize=4096)
def faults_of(
    text: str, best_first: tuple[str, ...], decimals: int | None, polarity: Polarity, target: str
) -> tuple[Fault, ...]:
    """What is wrong with a rule as typed, by itself and beside a polarity and a target (blank: none)."""
    beside = parse_value(target) if target.strip() else None
    return faults(rule_of(text, best_first), decimals=decimals, polarity=polarity, target=beside)
