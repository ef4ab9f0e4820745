"""What a person is offered for a cell that has a closed or well-known set of texts; anything else may be typed too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from waymark.domain.frequency import Frequency, YearCalendar
from waymark.domain.plan import Plan
from waymark.domain.polarity import Polarity
from waymark.domain.rows import Row
from waymark.domain.state import State
from waymark.services.cells import RATED_AS, theme_label
from waymark.services.schemes import scheme_words

BASES = ("period", "year to date", "rolling 12 months")
"""What one reading of a KPI may cover."""


def offered(plan: Plan, row: Row, field: str) -> tuple[str, ...]:
    """The texts to choose from for a cell of that row, each once; none where anything may stand."""
    offer = _OFFERS.get(field)
    return tuple(dict.fromkeys(filter(None, offer(plan, row)))) if offer else ()


def offers(field: str) -> Callable[[Plan, Row], Sequence[str]]:
    """What is offered for a field, as a function of the plan and the row."""
    return lambda plan, row: offered(plan, row, field)


def _officers(plan: Plan, row: Row) -> Iterator[str]:
    return (officer.label for officer in plan.officers.live())


def _refs(plan: Plan, row: Row) -> Iterator[str]:
    return (kpi.ref for kpi in plan.kpis.live())


def _themes(plan: Plan, row: Row) -> Iterator[str]:
    return map(theme_label, plan.themes.live())


def _sections(plan: Plan, row: Row) -> Iterator[str]:
    yield from _themes(plan, row)
    yield from (placement.section for placement in plan.placements.live())


def _units(plan: Plan, row: Row) -> Iterator[str]:
    return (kpi.unit for kpi in plan.kpis.live())


def _ratings(plan: Plan, row: Row) -> Sequence[str]:
    return scheme_words(plan, RATED_AS[type(row)])


def _always(texts: Sequence[str]) -> Callable[[Plan, Row], Sequence[str]]:
    return lambda plan, row: texts


_OFFERS: Mapping[str, Callable[[Plan, Row], Iterator[str] | Sequence[str]]] = {
    "leads": _officers,
    "kpis": _refs,
    "theme": _themes,
    "section": _sections,
    "unit": _units,
    "rating": _ratings,
    "state": _always([state.words.capitalize() for state in State]),
    "polarity": _always([polarity.words for polarity in Polarity]),
    "frequency": _always([frequency.words for frequency in Frequency]),
    "calendar": _always([calendar.value for calendar in YearCalendar]),
    "basis": _always(BASES),
}
