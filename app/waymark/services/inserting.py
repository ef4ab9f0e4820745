"""New actions and KPIs, each in its place and with the next free ref."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from waymark.domain.changes import Change
from waymark.domain.edits import Edits, new_id
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi, Objective, Theme
from waymark.services.numbering import next_ref
from waymark.services.ordering import Group, action_groups, kpi_places, put_beside


@dataclass(frozen=True, slots=True)
class Begun:
    """A new row, and the changes that put it in its place."""

    row: Action | Kpi | Objective | Theme
    changes: tuple[Change, ...]


def new_action(plan: Plan, beside: Action | Objective | Theme | None) -> Begun:
    """An empty action after another, or last under an objective or theme, with the next free ref."""
    edits = Edits(plan)
    return Begun(insert_action(edits, beside), edits.changes())


def new_kpi(plan: Plan, beside: Kpi | None) -> Begun:
    """An empty KPI after another and in the same table, or last of all, with the next free ref."""
    edits = Edits(plan)
    return Begun(insert_kpi(edits, beside), edits.changes())


def insert_action(
    edits: Edits, beside: Action | Objective | Theme | None, ref: str = "", kept: Collection[str] = ()
) -> Action:
    """Insert what `new_action` gives among edits; with that ref, else the next free one that is none of those kept."""
    plan = edits.plan
    group = _group_for(plan, beside)
    taken = [*kept, *(row.ref for table in (plan.actions, plan.objectives, plan.themes) for row in table)]
    before = beside if isinstance(beside, Action) else group.actions[-1] if group.actions else None
    counted = [before.ref if before else "", *(action.ref for action in reversed(group.actions))]
    counted += [f"{heading.ref.rstrip('.')}.0" for heading in (group.objective, group.theme) if heading and heading.ref]
    action = Action(
        id=new_id(),
        ref=ref or first_free(counted, taken),
        theme_id=group.theme.id if group.theme else None,
        objective_id=group.objective.id if group.objective else None,
    )
    edits.insert(action)
    put_beside(edits, action, before, 1)
    return action


def insert_kpi(edits: Edits, beside: Kpi | None, ref: str = "", kept: Collection[str] = ()) -> Kpi:
    """Insert what `new_kpi` gives among edits; with that ref, else the next free one that is none of those kept."""
    places = kpi_places(edits.plan)
    place = next((each for each in places if beside and each.kpi.id == beside.id), places[-1] if places else None)
    taken = [*kept, *(each.ref for each in edits.plan.kpis)]
    kpi = Kpi(id=new_id(), ref=ref or first_free([place.kpi.ref] if place else [], taken))
    edits.insert(kpi)
    put_beside(edits, kpi, place.kpi if place else None, 1)
    if place and place.placement:
        joined = replace(place.placement, id=new_id(), kpi_id=kpi.id)
        edits.insert(joined)
        put_beside(edits, joined, place.placement, 1)
    return kpi


def _group_for(plan: Plan, beside: Action | Objective | Theme | None) -> Group:
    groups = action_groups(plan)
    for group in groups:
        heads = (group.objective.id if group.objective else None, group.theme.id if group.theme else None)
        if beside and (beside.id in heads or beside.id in {action.id for action in group.actions}):
            return group
    if isinstance(beside, Theme):
        return Group(beside, None, ())
    return groups[-1] if groups else Group(None, None, ())


def first_free(counted: list[str], taken: list[str]) -> str:
    """The first free ref that counts on from one of those; blank where none can be counted on from."""
    return next((ref for each in counted if (ref := next_ref(each, taken))), "")
