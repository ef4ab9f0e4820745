"""What a chair asks first: how many of what are rated how, what is overdue, red or missing, and what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from waymark.domain.changes import ChangeSet, applied
from waymark.domain.due import due_as_typed
from waymark.domain.errors import NotUnderstood
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi, Rating, Recommendation, Row
from waymark.domain.state import State, parse_state
from waymark.ports import PlanReader
from waymark.services.cells import RATED_AS, theme_label
from waymark.services.ratings import NOT_MET, Rated, rated
from waymark.services.reporting import months_to, own_period, reading_in, sections
from waymark.services.schemes import scheme_for

NOT_RATED = "Not rated"
RED_WORDS = frozenset({"red", "unfavourable", NOT_MET.casefold()})
"""The words of ratings that call for the board's attention, in any scheme that ships with Waymark."""
ENDED = frozenset({State.complete, State.closed, State.superseded})
MONTHS_BACK = 12


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


@dataclass(frozen=True, slots=True)
class Changed:
    """What is not as it was: the steps made since, and which actions, KPIs and recommendations they changed."""

    steps: int
    actions: tuple[str, ...]
    kpis: tuple[str, ...]
    recommendations: tuple[str, ...]


def actions_by_theme(plan: Plan, period: Period) -> tuple[Group, ...]:
    """The actions of each theme that has any by their rating, in the plan's order; last those of no theme."""
    titles = {theme.id: theme_label(theme) for theme in plan.themes.live()} | {"": "No theme"}
    found: dict[str, list[Row]] = {id: [] for id in titles}
    for action in plan.actions.live():
        found[action.theme_id if action.theme_id in titles else ""].append(action)
    return tuple(_group(plan, Action, titles[id], rows, period) for id, rows in found.items() if rows)


def all_actions(plan: Plan, period: Period) -> Group:
    """All actions by their rating."""
    return _group(plan, Action, "All", plan.actions.live(), period)


def overdue_actions(plan: Plan, on: date) -> tuple[Action, ...]:
    """The actions whose due date has passed and of which nobody has said that they are complete, closed or superseded.

    What is due in a month is not overdue before that month has ended (B07).
    """
    return tuple(action for action in plan.actions.live() if is_overdue(action, on))


def is_overdue(action: Action, on: date) -> bool:
    """Whether the due date has passed of an action that is not ended."""
    try:
        ended = parse_state(action.state) in ENDED
    except NotUnderstood:
        ended = False
    return not ended and due_as_typed(action.due).is_overdue(on)


def kpis_by_section(plan: Plan, period: Period) -> tuple[Group, ...]:
    """The KPIs of each section: those that are red or miss their target, and those without their figure."""
    return tuple(_attention(plan, section.title, section.kpis, period) for section in sections(plan))


def all_kpis(plan: Plan, period: Period) -> Group:
    """The same of all KPIs, each counted once however many sections it stands in."""
    return _attention(plan, "All", plan.kpis.live(), period)


def recommendation_ratings(plan: Plan, period: Period) -> Group:
    """The recommendations by their rating."""
    return _group(plan, Recommendation, "Recommendations", plan.recommendations.live(), period)


def latest_rating(plan: Plan, kpi: Kpi, period: Period) -> Rated:
    """The KPI's rating for the period, else for the last of its own periods to end by then: Q2 in November."""
    own = rated(plan, kpi, period)
    if own.word:
        return own
    ended = next((month for month in reversed(months_to(period, MONTHS_BACK)) if own_period(kpi, month)), period)
    return rated(plan, kpi, ended)


def is_missing(plan: Plan, kpi: Kpi, period: Period) -> bool:
    """Whether a KPI owes a figure for the month: a period of its own ends there (B31), and nothing is reported."""
    reading = reading_in(plan, kpi, period)
    return own_period(kpi, period) is not None and not (reading and reading.value.strip())


def tally_words(counts: Sequence[Count]) -> str:
    """The counts in words: `11 Green, 6 Amber, 0 Red`; only a rating of the scheme keeps its nought."""
    said = (f"{len(each)} {each.word.lower() if each.word == NOT_RATED else each.word}" for each in said_of(counts))
    return ", ".join(said)


def said_of(counts: Sequence[Count]) -> tuple[Count, ...]:
    """The counts worth a word: the scheme's ratings, and others of which there is any."""
    return tuple(each for each in counts if each.ids or each.rating)


def month_before(now: datetime) -> datetime:
    """The same day of the month before, or its last day."""
    last = now.replace(day=1) - timedelta(days=1)
    return last.replace(day=min(now.day, last.day))


def changed_since(reader: PlanReader, plan: Plan, since: datetime) -> Changed:
    """What the log's steps from that moment on have changed; that with which the plan began changed nothing.

    Raises Refused where what a step did has been redacted.
    """
    headers = reader.headers()
    later = headers[1:] if len(headers) == reader.position().sequence else headers
    steps = [reader.changeset(header.id) for header in later if datetime.fromisoformat(header.at) >= since]
    return changed_by(plan, steps)


def changed_by(plan: Plan, steps: Sequence[ChangeSet]) -> Changed:
    """What those steps, the last that were made, have changed in the end; what was undone again does not count."""
    before = applied(plan, (change.inverse() for step in reversed(steps) for change in reversed(step.changes)))
    ids: dict[type[Row], dict[str, None]] = {Action: {}, Kpi: {}, Recommendation: {}}
    for table, touched in _touched(steps).items():
        was, now = getattr(before, table), getattr(plan, table)
        for id in touched:
            if was.get(id) != now.get(id):
                _note_subject(plan, now.get(id) or was.get(id), ids)
    kept = [_in_order(plan, kind, ids[kind]) for kind in ids]
    return Changed(len(steps), *kept)


def _group(plan: Plan, kind: type[Row], title: str, rows: Sequence[Row], period: Period) -> Group:
    """Rows by rating: the scheme's own in its order, with noughts, then other words, then what is not rated."""
    scheme = scheme_for(plan, RATED_AS[kind])
    known = {rating.word: rating for rating in plan.ratings.where("scheme_id", scheme.id)} if scheme else {}
    found: dict[str, list[str]] = {word: [] for word in known}
    unrated: list[str] = []
    for row in rows:
        word = rated(plan, row, period).word
        (found.setdefault(word, []) if word else unrated).append(row.id)
    counts = [Count(word, tuple(ids), known.get(word)) for word, ids in found.items()]
    return Group(title, (*counts, Count(NOT_RATED, tuple(unrated))), _count("Total", rows))


def _attention(plan: Plan, title: str, kpis: Sequence[Kpi], period: Period) -> Group:
    once = tuple(dict.fromkeys(kpis))
    red = _count("Red or off target", (kpi for kpi in once if _is_red(latest_rating(plan, kpi, period))))
    missing = _count("Missing", (kpi for kpi in once if is_missing(plan, kpi, period)))
    return Group(title, (red, missing), _count("Total", once))


def _is_red(rating: Rated) -> bool:
    return rating.word.casefold() in RED_WORDS


def _count(word: str, rows: Iterable[Row]) -> Count:
    return Count(word, tuple(row.id for row in rows))


def _touched(steps: Sequence[ChangeSet]) -> Mapping[str, set[str]]:
    touched: dict[str, set[str]] = {}
    for step in steps:
        for table, ids in step.touched().items():
            touched.setdefault(table, set()).update(ids)
    return touched


def _note_subject(plan: Plan, row: Row | None, ids: Mapping[type[Row], dict[str, None]]) -> None:
    """The thing that a changed row is about: itself, or what its reading, target, rating, update or link belongs to."""
    for name in ("id", "kpi_id", "subject_id", "from_id"):
        subject = plan.find(getattr(row, name, None) or "")
        if subject is not None and type(subject) in ids:
            ids[type(subject)][subject.id] = None


def _in_order(plan: Plan, kind: type[Row], ids: Iterable[str]) -> tuple[str, ...]:
    wanted = set(ids)
    return tuple(row.id for row in plan.table(kind).live() if row.id in wanted)
