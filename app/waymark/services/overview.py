"""What a chair asks first: how many of what are rated how, and what is overdue, red or missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from waymark.domain.due import due_as_typed
from waymark.domain.errors import NotUnderstood
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi, Rating, Recommendation, Row
from waymark.domain.state import State, parse_state
from waymark.services.cells import RATED_AS, theme_label
from waymark.services.ordering import actions_of, themes_with_actions
from waymark.services.ratings import NOT_MET, Rated, figure_period, rated
from waymark.services.reporting import own_period, reading_in, sections
from waymark.services.schemes import scheme_for

NOT_RATED = "Not rated"
RED_WORDS = frozenset({"red", "unfavourable", NOT_MET.casefold()})
"""The words of ratings that call for the board's attention, in any scheme that ships with Waymark."""
ENDED = frozenset({State.complete, State.closed, State.superseded})


@dataclass(frozen=True, slots=True)
class Count:
    """So many things: a word for them, their ids, and the scheme's rating if the word is one."""

    word: str
    ids: tuple[str, ...]
    rating: Rating | None = None

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Group:
    """The things under one heading, counted."""

    title: str
    counts: tuple[Count, ...]
    total: Count


def actions_by_theme(plan: Plan, period: Period) -> tuple[Group, ...]:
    """The actions of each theme that has any by their rating, in the plan's order; last those of no theme."""
    none = f"No {plan.cover.theme_word}"
    return tuple(
        by_rating(plan, Action, actions_of(groups), period, theme_label(theme) if theme else none)
        for theme, groups in themes_with_actions(plan)
    )


def all_actions(plan: Plan, period: Period) -> Group:
    """All actions by their rating."""
    return by_rating(plan, Action, plan.actions.live(), period, "All")


def overdue_actions(plan: Plan, on: date) -> tuple[Action, ...]:
    """The actions whose due date has passed and of which nobody has said that they are complete, closed or superseded.

    What is due in a month is not overdue before that month has ended (B07).
    """
    return tuple(action for action in plan.actions.live() if is_overdue(action, on))


def is_overdue(action: Action, on: date) -> bool:
    """Whether the due date has passed of an action that is not ended."""
    return state_of(action) not in ENDED and due_as_typed(action.due).is_overdue(on)


def state_of(action: Action) -> State | None:
    """How far an action is; None where what is typed names no state."""
    try:
        return parse_state(action.state)
    except NotUnderstood:
        return None


def kpis_by_section(plan: Plan, period: Period) -> tuple[Group, ...]:
    """The KPIs of each section: those that are red or miss their target, and those without their figure."""
    return tuple(_attention(plan, section.title, section.kpis, period) for section in sections(plan))


def all_kpis(plan: Plan, period: Period) -> Group:
    """The same of all KPIs, each counted once however many sections it stands in."""
    return _attention(plan, "All", plan.kpis.live(), period)


def recommendation_ratings(plan: Plan, period: Period) -> Group:
    """The recommendations by their rating."""
    return by_rating(plan, Recommendation, plan.recommendations.live(), period, "Recommendations")


def by_rating(plan: Plan, kind: type[Row], rows: Iterable[Row], period: Period, title: str = "") -> Group:
    """Rows of a kind by rating: the scheme's own in its order, with noughts, then other words, then what is not rated.

    A KPI counts by its latest rating. A row that comes twice counts once.
    """
    scheme = scheme_for(plan, RATED_AS[kind])
    known = {rating.word: rating for rating in plan.ratings.where("scheme_id", scheme.id)} if scheme else {}
    found: dict[str, list[str]] = {word: [] for word in known}
    unrated: list[str] = []
    once = {row.id: row for row in rows}.values()
    for row in once:
        word = (latest_rating(plan, row, period) if isinstance(row, Kpi) else rated(plan, row, period)).word
        (found.setdefault(word, []) if word else unrated).append(row.id)
    counts = [Count(word, tuple(ids), known.get(word)) for word, ids in found.items()]
    return Group(title, (*counts, Count(NOT_RATED, tuple(unrated))), _count("Total", once))


def latest_rating(plan: Plan, kpi: Kpi, period: Period) -> Rated:
    """The KPI's rating for the period, else for the last of its own periods to end by then: Q2 in November."""
    own = rated(plan, kpi, period)
    if own.word:
        return own
    return rated(plan, kpi, figure_period(plan, kpi, period).month_column)


def is_red(plan: Plan, kpi: Kpi, period: Period) -> bool:
    """Whether a KPI's latest rating calls for the board's attention."""
    return latest_rating(plan, kpi, period).word.casefold() in RED_WORDS


def is_missing(plan: Plan, kpi: Kpi, period: Period) -> bool:
    """Whether a KPI owes a figure for the month: a period of its own ends there (B31), and nothing is reported."""
    reading = reading_in(plan, kpi, period)
    return own_period(kpi, period) is not None and not (reading and reading.value.strip())


def tally_words(counts: Sequence[Count]) -> str:
    """The counts in words: `11 Green, 6 Amber, 0 Red`; only a rating of the scheme keeps its nought."""
    if all(each.word == NOT_RATED for each in counts if each.ids):
        return "none is rated"
    said = (f"{len(each)} {each.word.lower() if each.word == NOT_RATED else each.word}" for each in said_of(counts))
    return ", ".join(said)


def said_of(counts: Sequence[Count]) -> tuple[Count, ...]:
    """The counts worth a word: the scheme's ratings, and others of which there is any."""
    return tuple(each for each in counts if each.ids or each.rating)


def _attention(plan: Plan, title: str, kpis: Sequence[Kpi], period: Period) -> Group:
    once = tuple(dict.fromkeys(kpis))
    red = _count("Red or off target", (kpi for kpi in once if is_red(plan, kpi, period)))
    missing = _count("Missing", (kpi for kpi in once if is_missing(plan, kpi, period)))
    return Group(title, (red, missing), _count("Total", once))


def _count(word: str, rows: Iterable[Row]) -> Count:
    return Count(word, tuple(row.id for row in rows))
