"""The order in which actions and KPIs stand: under which heading, and what puts one in another place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from waymark.domain.changes import Change
from waymark.domain.edits import Edits, new_id
from waymark.domain.errors import Refused
from waymark.domain.plan import Plan
from waymark.domain.rank import between, spread
from waymark.domain.rows import Action, Kpi, Objective, Placement, Ranked, Theme
from waymark.services.reporting import Section, sections


@dataclass(frozen=True, slots=True)
class Group:
    """The actions that stand under one heading; there may be none yet. Those right under a theme have no objective."""

    theme: Theme | None
    objective: Objective | None
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a KPI stands; `placement` is None for one that nobody has put anywhere."""

    kpi: Kpi
    section: Section
    placement: Placement | None


def action_groups(plan: Plan) -> tuple[Group, ...]:
    """Every place for actions: by theme and objective in the plan's order, last what has no theme.

    A theme that only heads tables of KPIs is no place for actions.
    """
    groups = [group for theme in plan.themes.live() for group in _groups_under(plan, theme)]
    standing = {theme.id for theme in plan.themes.live()}
    others = tuple(action for action in plan.actions.live() if action.theme_id not in standing)
    return (*groups, *([Group(None, None, others)] if others else []))


def themes_with_actions(plan: Plan) -> tuple[tuple[Theme | None, tuple[Group, ...]], ...]:
    """The themes that have any actions, each with those of its groups that do; None stands last, for no theme."""
    filled = (group for group in action_groups(plan) if group.actions)
    return tuple((theme, tuple(groups)) for theme, groups in groupby(filled, key=lambda group: group.theme))


def actions_of(groups: Iterable[Group]) -> tuple[Action, ...]:
    """All actions of those groups, in order."""
    return tuple(action for group in groups for action in group.actions)


def kpi_places(plan: Plan) -> tuple[Place, ...]:
    """The KPIs that stand in the plan, each once, where it comes first in the order of the sections."""
    places: dict[str, Place] = {}
    for section in sections(plan):
        for kpi in section.kpis:
            if kpi.id not in places:
                places[kpi.id] = Place(kpi, section, _placement_in(plan, kpi, section))
    return tuple(places.values())


def moved(plan: Plan, row: Action | Kpi, step: int) -> tuple[Change, ...]:
    """What moves a row up (-1) or down (1), past its neighbour or into the next group; nothing where there is none.

    Raises Refused where a KPI would then stand in one section twice.
    """
    edits = Edits(plan)
    if isinstance(row, Action):
        _move_action(edits, row, step)
    else:
        _move_kpi(edits, row, step)
    return edits.changes()


def put_beside(edits: Edits, row: Ranked, neighbour: Ranked | None, step: int) -> None:
    """Rank a row right before (-1) or after (1) another of its kind, withdrawn ones counted; last where none is named.

    Where keys of an older file leave no room, all of the kind are ranked anew.
    """
    ranked = sorted((each for each in edits.plan.table(type(row)) if each.id != row.id), key=lambda each: each.order)
    named = next((place for place, each in enumerate(ranked) if neighbour and each.id == neighbour.id), None)
    at = len(ranked) if named is None else named + (step > 0)
    before = ranked[at - 1].rank if at else None
    after = ranked[at].rank if at < len(ranked) else None
    try:
        edits.set(row, rank=between(before, after))
    except ValueError:
        ranked.insert(at, row)
        for each, rank in zip(ranked, spread(len(ranked)), strict=True):
            edits.set(each, rank=rank)


def _groups_under(plan: Plan, theme: Theme) -> Iterator[Group]:
    objectives = plan.objectives.where("theme_id", theme.id)
    actions = plan.actions.where("theme_id", theme.id)
    known = {objective.id for objective in objectives}
    direct = tuple(action for action in actions if action.objective_id not in known)
    if direct or not (objectives or plan.placements.where("theme_id", theme.id)):
        yield Group(theme, None, direct)
    for objective in objectives:
        yield Group(theme, objective, tuple(action for action in actions if action.objective_id == objective.id))


def _move_action(edits: Edits, action: Action, step: int) -> None:
    groups = action_groups(edits.plan)
    here = next(place for place, group in enumerate(groups) if action in group.actions)
    beside = groups[here].actions.index(action) + step
    if 0 <= beside < len(groups[here].actions):
        put_beside(edits, action, groups[here].actions[beside], step)
    elif 0 <= here + step < len(groups):
        group = groups[here + step]
        edits.set(
            action,
            theme_id=group.theme.id if group.theme else None,
            objective_id=group.objective.id if group.objective else None,
        )
        if group.actions:
            put_beside(edits, action, group.actions[0 if step > 0 else -1], -step)


def _move_kpi(edits: Edits, kpi: Kpi, step: int) -> None:
    places = kpi_places(edits.plan)
    here = next(place for place, each in enumerate(places) if each.kpi.id == kpi.id)
    if not 0 <= here + step < len(places):
        return
    own, neighbour = places[here].placement, places[here + step].placement
    if neighbour is None:
        if own is None:
            put_beside(edits, kpi, places[here + step].kpi, step)
        return
    same_table = own is not None and _table(own) == _table(neighbour)
    if own is None:
        own = replace(neighbour, id=new_id(), kpi_id=kpi.id)
        edits.insert(own)
    elif not same_table:
        _expect_once(edits.plan, own, neighbour)
        edits.set(own, theme_id=neighbour.theme_id, section=neighbour.section, block=neighbour.block)
    put_beside(edits, own, neighbour, step if same_table else -step)


def _expect_once(plan: Plan, own: Placement, neighbour: Placement) -> None:
    for other in plan.placements.where("kpi_id", own.kpi_id):
        if other.id != own.id and _table(other) == _table(neighbour):
            raise Refused("This KPI already stands in that table too; it was not moved.")


def _table(placement: Placement) -> tuple[str | None, str, int]:
    return placement.theme_id, placement.section, placement.block


def _placement_in(plan: Plan, kpi: Kpi, section: Section) -> Placement | None:
    for placement in plan.placements.where("kpi_id", kpi.id):
        theme = plan.themes.get(placement.theme_id)
        if theme is not None and theme.withdrawn_at is None:
            if section.theme is theme:
                return placement
        elif section.theme is None and section.title == (placement.section or "Other"):
            return placement
    return None
