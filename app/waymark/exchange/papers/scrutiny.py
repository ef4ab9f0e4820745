"""What is computed of a committee's progress report: ratings counted, and what is not yet as it should be."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.domain.plan import Plan
from waymark.domain.rows import Recommendation
from waymark.domain.text import Run, plain
from waymark.exchange.papers.content import Block, Prose, Section, Style, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.numbered import numbered_line
from waymark.exchange.papers.recommendations import recommendation_name
from waymark.exchange.papers.wording import counted, period_words
from waymark.services.overview import NOT_RATED, Count, recommendation_ratings, said_of
from waymark.services.rollups import rolled_up
from waymark.services.schemes import standing

GREEN = "Green"
NOTHING_NAMED = "nothing further is named."


def rating_summary(plan: Plan, issue: Issue) -> Iterator[Section]:
    """How many recommendations are rated how, counted and never typed (L01)."""
    group = recommendation_ratings(plan, issue.period)
    if not group.total.ids:
        return
    of = f"The ratings of the {counted(len(group.total), 'recommendation')} for {period_words(issue.period)} are:"
    bullets = (said(_rated(each), Style.bullet) for each in said_of(rolled_up(group).counts))
    yield Section((numbered_line(Run(of)), *bullets))


def challenges(plan: Plan, issue: Issue) -> Iterator[Section]:
    """What is Amber or Red, each recommendation with what is still to be done; as many bullets as are counted (L02)."""
    group = recommendation_ratings(plan, issue.period)
    behind = [each for each in reversed(rolled_up(group).counts) if each.ids and _is_behind(each.word)]
    blocks = [block for each in behind for block in _challenge(plan, each)]
    if blocks:
        yield Section(tuple(blocks))
    elif any(each.ids and each.word != NOT_RATED for each in group.counts):
        yield Section((numbered_line(Run("No recommendation is rated Amber or Red.")),))


def appendices(plan: Plan, issue: Issue) -> Iterator[Section]:
    """The one appendix that a report on recommendations has."""
    if plan.recommendations.live():
        yield Section((said("Appendix A: progress against the recommendations", Style.bullet),))


def _is_behind(word: str) -> bool:
    """Whether a rating says that a thing goes less well than Green."""
    place = standing(word)
    return place is not None and place > (standing(GREEN) or 0)


def _rated(count: Count) -> str:
    """`11 recommendations are rated Green`; `1 recommendation is not rated`."""
    verb = "is" if len(count) == 1 else "are"
    word = count.word.lower() if count.word == NOT_RATED else f"rated {count.word}"
    return f"{counted(len(count), 'recommendation')} {verb} {word}"


def _challenge(plan: Plan, count: Count) -> Iterator[Block]:
    yield numbered_line(Run(f"{_rated(count)}. What is still to be done on {'it' if len(count) == 1 else 'each'} is:"))
    for id in count.ids:
        yield _to_do(plan.recommendations[id])


def _to_do(recommendation: Recommendation) -> Prose:
    lines = [line.removeprefix("- ") for line in plain(recommendation.further_actions).split("\n") if line]
    ended = " ".join(line if line.endswith((".", "!", "?", ":", ";")) else f"{line}." for line in lines)
    about = recommendation.text.rstrip(" .")
    return Prose(
        (
            Run(recommendation_name(recommendation), bold=True),
            Run(f" ({about}): {ended or NOTHING_NAMED}"),
        ),
        Style.bullet,
    )
