"""Recommendations whose ratings, figures and targets, as their texts tell them, contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise

from waymark.domain.plan import Table
from waymark.domain.polarity import Movement
from waymark.domain.rating import parts
from waymark.domain.rows import Recommendation
from waymark.domain.text import quoted
from waymark.services.checks.claims import Claim, Figure, claims
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check
from waymark.services.ratings import judgement_in
from waymark.services.schemes import best_first, find_rating

A_YEAR = timedelta(days=365)


@check(
    Family.ratings,
    Severity.warning,
    Recommendation,
    reads="judgements rating_schemes ratings",
    suggests="Correct the rating, or say why after a colon.",
    example="Recommendation 5 is rated Green; “Referrals that come back” is at 30.6% against a target of 22%.",
)
def claim_against_rating(look: Look, recommendation: Recommendation) -> Iterator[Note]:
    """A recommendation has the best rating, and most of the measures in its text miss their targets."""
    if not _is_best(look, recommendation):
        return
    judged = {each: met for each in claims(recommendation.targets) if (met := _met(look, each)) is not None}
    missed = [each for each, met in judged.items() if not met]
    if 2 * len(missed) > len(judged):
        said = [f"{quoted(each.name)} is at {_against(look, each)}" for each in missed]
        sentence = f"is rated {_word(look, recommendation)}; {', '.join(said)}."
        yield Note(f"{thing(look, recommendation)} {sentence}", "rating", (_word(look, recommendation), *said))


@check(
    Family.ratings,
    Severity.warning,
    Recommendation,
    reads="judgements rating_schemes ratings",
    suggests="Give the present figure, or say in the evidence what bears the rating out.",
    example="Recommendation 11 is rated Green without a figure for “Support plans of good quality”.",
)
def claim_without_figure(look: Look, recommendation: Recommendation) -> Iterator[Note]:
    """A recommendation has the best rating; it names targets, and no figure that says how near they are."""
    if not _is_best(look, recommendation) or "%" in recommendation.evidence:
        return
    claimed = claims(recommendation.targets)
    aimed = [each for each in claimed if each.targets]
    if aimed and not any(each.latest for each in claimed):
        named = " and ".join(quoted(each.name) for each in aimed)
        sentence = f"is rated {_word(look, recommendation)} without a figure for {named}."
        about = (_word(look, recommendation), recommendation.targets)
        yield Note(f"{thing(look, recommendation)} {sentence}", "rating", about)


@check(
    Family.targets,
    Severity.warning,
    Recommendation,
    suggests="See whether the targets are in the right order, and better than what there was.",
    example="Recommendation 2 has the target 83% for “Supervision held on time”, easier than 84% before.",
)
def claim_target_eased(look: Look, recommendation: Recommendation) -> Iterator[Note]:
    """A target in the text asks for less than there was before, or than the target before it."""
    for each in claims(recommendation.targets):
        steps = [*_baseline(look, each), *each.targets]
        for before, after in pairwise(steps):
            if before.unit == after.unit and each.polarity.movement(before.number, after.number) is Movement.worse:
                sentence = f"has the target {after.words} for {quoted(each.name)}, easier than {before.words} before."
                about = (each.name, before.words, after.words)
                yield Note(f"{thing(look, recommendation)} {sentence}", "targets", about)
                break


@check(
    Family.targets,
    Severity.warning,
    Recommendation,
    suggests="Set the target in the unit of the figure.",
    example="Recommendation 8 has 78.5% for “Average score”, and the target 16: the two cannot be compared.",
)
def claim_unit(look: Look, recommendation: Recommendation) -> Iterator[Note]:
    """In the text, a target is a number and the figure a percentage, or the other way about."""
    for each in claims(recommendation.targets):
        units = {target.unit for target in each.targets}
        if each.latest and units and each.latest.unit not in units:
            target = each.targets[0].words
            sentence = (
                f"has {each.latest.words} for {quoted(each.name)}, and the target {target}: the two cannot be compared."
            )
            yield Note(f"{thing(look, recommendation)} {sentence}", "targets", (each.latest.words, target))


@check(
    Family.ratings,
    Severity.warning,
    Recommendation,
    throughout="recommendations judgements",
    reads="rating_schemes ratings",
    suggests="Make it one KPI with one rating.",
    example="Recommendation 14 is rated Amber and recommendation 7 Green, and both report “Homes in a year”.",
)
def measure_rated_twice(look: Look, recommendation: Recommendation) -> Iterator[Note]:
    """Two recommendations rest on the same measure and are rated differently."""
    word = _word(look, recommendation)
    index = look.plan.recommendations.derived(_by_measure)
    for each in _measures(recommendation) if word else ():
        earlier = (other for other in index[each.key] if other.order < recommendation.order)
        other = next((other for other in earlier if _word(look, other)), None)
        if other and _word(look, other) != word:
            theirs = f"{_small(thing(look, other))} {_word(look, other)}"
            sentence = f"is rated {word} and {theirs}, and both report {quoted(each.name)}."
            about = (word, _word(look, other), each.name)
            yield Note(f"{thing(look, recommendation)} {sentence}", "rating", about)


def _by_measure(recommendations: Table[Recommendation]) -> Mapping[str, tuple[Recommendation, ...]]:
    found: defaultdict[str, list[Recommendation]] = defaultdict(list)
    for row in recommendations.live():
        for each in _measures(row):
            found[each.key].append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _measures(recommendation: Recommendation) -> tuple[Claim, ...]:
    """What it claims with a figure, in whichever of its texts, each name once."""
    every = (*claims(recommendation.targets), *claims(recommendation.evidence))
    return tuple({each.key: each for each in reversed(every) if each.latest}.values())


def _word(look: Look, recommendation: Recommendation) -> str:
    stated = judgement_in(look.plan, recommendation, look.period)
    rating = find_rating(look.plan, stated.scheme_id, stated.rating) if stated else None
    return rating.word if rating else ""


def _is_best(look: Look, recommendation: Recommendation) -> bool:
    """Whether it has the best rating and nobody has said why."""
    stated = judgement_in(look.plan, recommendation, look.period)
    best = parts(best_first(look.plan, "recommendation")).met
    return bool(best) and not (stated and stated.reason.strip()) and _word(look, recommendation) == best


def _met(look: Look, claim: Claim) -> bool | None:
    """Whether the latest figure meets the target that comes next; None where words do not tell."""
    latest, target = claim.latest, claim.target_in(look.period.first_day)
    if latest is None or target is None or latest.unit != target.unit:
        return None
    movement = claim.polarity.movement(target.number, latest.number)
    return None if movement is Movement.unjudged else movement is not Movement.worse


def _against(look: Look, claim: Claim) -> str:
    latest, target = claim.latest, claim.target_in(look.period.first_day)
    return f"{latest.words if latest else ''} against a target of {target.words if target else ''}"


def _baseline(look: Look, claim: Claim) -> tuple[Figure, ...]:
    """The figure from which the measure set out: the first of several, or one that is older than a year."""
    first = claim.figures[:1]
    is_old = bool(first) and first[0].day is not None and first[0].day < look.period.last_day - A_YEAR
    return first if len(claim.figures) > 1 or is_old else ()
