"""A rating rule tried out: what was understood of it, what is wrong with it, and what a value comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from waymark.domain.errors import NotUnderstood
from waymark.domain.polarity import Polarity
from waymark.domain.rating import Outcome, Rule, aim, rate_value, rule_by_target
from waymark.domain.rule_faults import Fault, faults
from waymark.domain.rule_text import parse_rule
from waymark.domain.text import quoted
from waymark.domain.value import Value, ValueState, parse_value


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule with its faults, and the outcome of a value if one was tried."""

    rule: Rule
    decimals: int | None
    faults: tuple[Fault, ...]
    value: Value | None
    outcome: Outcome | None


def tried(
    text: str, best_first: Sequence[str], polarity: Polarity, target: str, decimals: int | None, value: str
) -> Trial:
    """Try a rule. Raises NotUnderstood where nothing of it can be read."""
    typed = parse_rule(text, best_first)
    if not (typed.bands or typed.tolerance or typed.target):
        raise NotUnderstood(
            f"Nothing of {quoted(text)} can be read as a rule. "
            "Try “Green: 85% or above; Amber: from 75% to below 85%; Red: below 75%”."
        )
    aimed = parse_value(target) if target else None
    rule = _with_target(typed, aimed, polarity, best_first)
    figure = _in_unit(parse_value(value), rule) if value else None
    found = faults(rule, decimals=decimals, polarity=polarity, target=aimed)
    return Trial(rule, decimals, found, figure, _outcome(rule, aimed, figure, decimals) if figure else None)


def in_words(trial: Trial) -> str:
    """The trial for people: the bands best first, what is wrong, and what the value comes to."""
    rule = trial.rule
    lines = [f"{band.word}: {band.words}" for band in rule.bands]
    if rule.target:
        lines.append(f"Target: {rule.target.words}")
    if rule.tolerance:
        lines.append(f"Tolerance: {rule.tolerance.words}")
    lines += [fault.sentence for fault in trial.faults]
    return "\n".join([*lines, *([trial.outcome.why] if trial.outcome else [])])


def _with_target(rule: Rule, target: Value | None, polarity: Polarity, best_first: Sequence[str]) -> Rule:
    """The rule with the bands that its target gives it where it has none of its own."""
    aimed = target or rule.target
    if rule.bands or rule.unread or aimed is None:
        return rule
    way = rule.polarity if polarity is Polarity.unstated else polarity
    made = rule_by_target(aimed, way, rule.tolerance, best_first)
    return replace(made, typed=rule.typed, target=rule.target, polarity=made.polarity if made.bands else rule.polarity)


def _outcome(rule: Rule, aimed: Value | None, figure: Value, decimals: int | None) -> Outcome:
    """What the figure comes to; where a target makes no bands, what is still to be said."""
    if rule.bands or rule.unread:
        return rate_value(rule, figure, decimals)
    target = aimed or rule.target
    lacking = "Nobody has said which way is better" if target else "A tolerance needs a target"
    if target and aim(target, Polarity.higher) is None:
        lacking = f"{quoted(target.typed)} is no target that a figure can meet"
    return Outcome("", None, False, f"{lacking}, so {figure.words} is not rated.")


def _in_unit(value: Value, rule: Rule) -> Value:
    """The value as one of the rule's: who tries 84.5 on a rule in % means 84.5%, unless it is a share of something."""
    is_bare = not value.unit and value.denominator is None and value.state is not ValueState.text
    return replace(value, unit=rule.unit) if is_bare and not rule.of else value
