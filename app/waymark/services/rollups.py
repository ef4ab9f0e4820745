"""Ratings rolled up: how many things of a theme or section are rated how, the worst of them and the most common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi, Recommendation, Row
from waymark.services.overview import Count, Group, actions_by_theme, by_rating, tally_words
from waymark.services.reporting import sections
from waymark.services.schemes import standing


@dataclass(frozen=True, slots=True)
class RollUp:
    """The ratings of the things under one heading; `counts` stand best first and then what says nothing of the kind."""

    title: str
    counts: tuple[Count, ...]
    total: int

    @property
    def sentence(self) -> str:
        """The counts in words, always counted and never typed (L01): `11 Green, 6 Amber, 0 Red`."""
        return tally_words(self.counts)

    @property
    def worst(self) -> str:
        """The worst rating that any of them has; blank where none has one that says how well it goes."""
        return next((each.word for each in reversed(self.counts) if each.ids and standing(each.word)), "")

    @property
    def majority(self) -> str:
        """The rating that more than half of those have which are rated; blank where there is none."""
        rated = [each for each in self.counts if each.rating or standing(each.word)]
        return next((each.word for each in rated if 2 * len(each) > sum(map(len, rated))), "")


def actions_rolled_up(plan: Plan, period: Period) -> tuple[RollUp, ...]:
    """The actions by theme, in the plan's order."""
    return tuple(rolled_up(group) for group in actions_by_theme(plan, period))


def kpis_rolled_up(plan: Plan, period: Period) -> tuple[RollUp, ...]:
    """The KPIs by section, each by its latest rating; one in several sections counts in each."""
    return tuple(rolled_up(by_rating(plan, Kpi, each.kpis, period, each.title)) for each in sections(plan))


def all_rolled_up(plan: Plan, period: Period) -> tuple[RollUp, ...]:
    """All actions, all KPIs (each once) and all recommendations, as far as the plan has any."""
    kinds: tuple[tuple[str, type[Row], Sequence[Row]], ...] = (
        ("Actions", Action, plan.actions.live()),
        (f"{plan.cover.kpi_word}s", Kpi, plan.kpis.live()),
        ("Recommendations", Recommendation, plan.recommendations.live()),
    )
    return tuple(rolled_up(by_rating(plan, kind, rows, period, title)) for title, kind, rows in kinds if rows)


def rolled_up(group: Group) -> RollUp:
    """A group's counts, the best first."""
    return RollUp(group.title, tuple(sorted(group.counts, key=_place)), len(group.total))


def _place(count: Count) -> tuple[bool, int]:
    place = standing(count.word)
    return place is None, place or 0
