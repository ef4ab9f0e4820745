"""The plan's outline: themes with their objectives, sections of KPIs beside them, and what changes any of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from waymark.domain.changes import Change
from waymark.domain.edits import Edits, new_id
from waymark.domain.errors import NotUnderstood, Refused
from waymark.domain.plan import Plan, Table
from waymark.domain.rows import Action, Kpi, Objective, Theme
from waymark.domain.text import cleaned, plain_words, quoted
from waymark.services.inserting import Begun, first_free
from waymark.services.ordering import action_groups, put_beside

Heading = Theme | Objective
H = TypeVar("H", Theme, Objective)


@dataclass(frozen=True, slots=True)
class Branch:
    """A heading, the headings beneath it, and how many actions and KPIs stand there and further down.

    `row` is its theme or objective; a section of KPIs that is no theme has a title only.
    """

    row: Heading | None
    title: str
    actions: int = 0
    kpis: int = 0
    beneath: tuple[Branch, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from the others, also after a change."""
        return self.row.id if self.row else f"section {self.title}"

    @property
    def label(self) -> str:
        """How it is named in a line."""
        return heading_label(self.row) if self.row else self.title


@dataclass(frozen=True, slots=True)
class Beneath:
    """What stands beneath a heading: its objectives and actions go with it, its KPIs only lose their section."""

    objectives: tuple[Objective, ...]
    actions: tuple[Action, ...]
    kpis: tuple[Kpi, ...]

    def __bool__(self) -> bool:
        return bool(self.objectives or self.actions or self.kpis)


def heading_label(heading: Heading) -> str:
    """A heading by its ref and title."""
    return f"{heading.ref} {heading.title}".strip()


def outline(plan: Plan, *, withdrawn: bool = False) -> tuple[Branch, ...]:
    """The themes in order with their objectives, then objectives of no theme, then sections of KPIs that are no theme.

    With `withdrawn`, the headings that were taken out stand where they stood.
    """
    below: defaultdict[str | None, list[Objective]] = defaultdict(list)
    for objective in _in_order(plan.objectives, withdrawn):
        below[_home(plan, objective)].append(objective)
    themes = (_of_theme(plan, theme, below[theme.id]) for theme in _in_order(plan.themes, withdrawn))
    loose = (_of_objective(plan, objective) for objective in below[None])
    sections = (Branch(None, title, kpis=len(ids)) for title, ids in _own_sections(plan).items())
    return (*themes, *loose, *sections)


def beneath(plan: Plan, heading: Heading) -> Beneath:
    """What stands beneath a heading."""
    if isinstance(heading, Objective):
        return Beneath((), _actions_of(plan, heading), ())
    return Beneath(
        plan.objectives.where("theme_id", heading.id), plan.actions.where("theme_id", heading.id), _kpis(plan, heading)
    )


def theme_beside(plan: Plan, heading: Heading | None) -> Theme | None:
    """The theme that a heading is, or stands under."""
    return plan.themes.get(heading.theme_id) if isinstance(heading, Objective) else heading


def new_theme(plan: Plan, after: Theme | None) -> Begun:
    """A theme without a title after another, or last of all, with the next free ref."""
    themes = plan.themes.live()
    before = after or (themes[-1] if themes else None)
    counted = [before.ref, *(theme.ref for theme in reversed(themes))] if before else ["0"]
    theme = Theme(id=new_id(), ref=first_free(counted, [each.ref for each in plan.themes]))
    edits = Edits(plan)
    edits.insert(theme)
    put_beside(edits, theme, before, 1)
    return Begun(theme, edits.changes())


def new_objective(plan: Plan, beside: Heading) -> Begun:
    """An objective without a title after another, or last under a theme, with the next free ref."""
    theme = beside if isinstance(beside, Theme) else plan.themes.get(beside.theme_id)
    siblings = plan.objectives.where("theme_id", theme.id if theme else None)
    before = beside if isinstance(beside, Objective) else siblings[-1] if siblings else None
    counted = [each.ref for each in (*([before] if before else []), *reversed(siblings))]
    counted += [f"{theme.ref.rstrip('.')}.0"] if theme and theme.ref else []
    taken = [row.ref for table in (plan.actions, plan.objectives, plan.themes) for row in table]
    objective = Objective(id=new_id(), ref=first_free(counted, taken), theme_id=theme.id if theme else None)
    edits = Edits(plan)
    edits.insert(objective)
    put_beside(edits, objective, before, 1)
    return Begun(objective, edits.changes())


def heading_moved(plan: Plan, heading: Heading, step: int) -> tuple[Change, ...]:
    """What moves a heading up (-1) or down (1) with all beneath it; nothing where it cannot go further.

    An objective at the edge of its theme goes into the next one.
    """
    edits = Edits(plan)
    if isinstance(heading, Objective):
        _move_objective(edits, heading, step)
    else:
        _move_past(edits, heading, plan.themes.live(), step)
    return edits.changes()


def heading_withdrawn(plan: Plan, heading: Heading, at: str) -> tuple[Change, ...]:
    """What takes a heading out, with the objectives and actions beneath it."""
    edits, with_it = Edits(plan), beneath(plan, heading)
    for row in (heading, *with_it.objectives, *with_it.actions):
        edits.set(row, withdrawn_at=at)
    return edits.changes()


def heading_restored(plan: Plan, heading: Heading) -> tuple[Change, ...]:
    """What puts a heading back, with all that was taken out together with it.

    Raises Refused for an objective whose theme is out of the plan.
    """
    theme = plan.themes.get(heading.theme_id) if isinstance(heading, Objective) else None
    if theme is not None and theme.withdrawn_at is not None:
        raise Refused(f"This stands under {quoted(heading_label(theme))}, which is withdrawn. Restore that first.")
    field = "objective_id" if isinstance(heading, Objective) else "theme_id"
    rows = [row for table in (plan.objectives, plan.actions) for row in table if getattr(row, field, "") == heading.id]
    edits = Edits(plan)
    for row in (heading, *rows):
        if row.withdrawn_at == heading.withdrawn_at:
            edits.set(row, withdrawn_at=None)
    return edits.changes()


def moved_under(plan: Plan, actions: Sequence[Action], heading: Heading) -> tuple[Change, ...]:
    """What puts actions last under a heading, in their order; those that stand there already keep their place."""
    theme_id = heading.id if isinstance(heading, Theme) else heading.theme_id
    objective_id = heading.id if isinstance(heading, Objective) else None
    there = _right_beneath(plan, heading)
    last = there[-1] if there else None
    edits = Edits(plan)
    for action in actions:
        if action not in there:
            edits.set(action, theme_id=theme_id, objective_id=objective_id)
            if last is not None:
                put_beside(edits, action, last, 1)
            last = action
    return edits.changes()


def section_renamed(plan: Plan, title: str, typed: str) -> tuple[Change, ...]:
    """What gives a section of KPIs that is no theme another title. Raises NotUnderstood with the sentence why not."""
    new = " ".join(cleaned(typed).split())
    if not new:
        raise NotUnderstood("A section needs a title. It goes by itself when no KPI stands in it any more.")
    if plain_words(new) in {plain_words(name) for theme in plan.themes.live() for name in (theme.title, theme.ref)}:
        raise NotUnderstood(f"{quoted(new)} is a theme. Put KPIs under it in the column “Section” of the KPIs page.")
    if new != title and new in _own_sections(plan):
        raise NotUnderstood(f"There is a section {quoted(new)} already; move KPIs there on the KPIs page.")
    edits = Edits(plan)
    for table in (plan.placements, plan.commentary):
        for row in table:
            if row.section == title and not _stands(plan, row.theme_id):
                edits.set(row, section=new)
    return edits.changes()


def _of_theme(plan: Plan, theme: Theme, objectives: Sequence[Objective]) -> Branch:
    with_it = beneath(plan, theme)
    below = tuple(_of_objective(plan, objective) for objective in objectives)
    return Branch(theme, theme.title, len(with_it.actions), len(with_it.kpis), below)


def _of_objective(plan: Plan, objective: Objective) -> Branch:
    return Branch(objective, objective.title, len(_actions_of(plan, objective)))


def _right_beneath(plan: Plan, heading: Heading) -> tuple[Action, ...]:
    groups = (group for group in action_groups(plan) if (group.objective or group.theme) == heading)
    return next((group.actions for group in groups), ())


def _actions_of(plan: Plan, objective: Objective) -> tuple[Action, ...]:
    actions = plan.actions.where("objective_id", objective.id)
    return tuple(action for action in actions if action.theme_id == objective.theme_id)


def _kpis(plan: Plan, theme: Theme) -> tuple[Kpi, ...]:
    placed = dict.fromkeys(placement.kpi_id for placement in plan.placements.where("theme_id", theme.id))
    return tuple(kpi for kpi in map(plan.kpis.get, placed) if kpi is not None and kpi.withdrawn_at is None)


def _own_sections(plan: Plan) -> Mapping[str, set[str]]:
    """The ids of the KPIs in each section that is no theme, by title."""
    found: dict[str, set[str]] = {}
    for placement in plan.placements.live():
        kpi = plan.kpis.get(placement.kpi_id)
        if placement.section and kpi and kpi.withdrawn_at is None and not _stands(plan, placement.theme_id):
            found.setdefault(placement.section, set()).add(kpi.id)
    return found


def _in_order(table: Table[H], withdrawn: bool) -> Sequence[H]:
    return sorted(table, key=lambda row: row.order) if withdrawn else table.live()


def _stands(plan: Plan, theme_id: str | None) -> bool:
    theme = plan.themes.get(theme_id)
    return theme is not None and theme.withdrawn_at is None


def _home(plan: Plan, objective: Objective) -> str | None:
    """The theme under which an objective is shown; what stands is never shown under what does not."""
    theme = plan.themes.get(objective.theme_id)
    return theme.id if theme and (objective.withdrawn_at or theme.withdrawn_at is None) else None


def _move_past(edits: Edits, row: Heading, siblings: Sequence[Heading], step: int) -> bool:
    """Past its neighbour; gives whether there is one."""
    beside = [each.id for each in siblings].index(row.id) + step
    if 0 <= beside < len(siblings):
        put_beside(edits, row, siblings[beside], step)
        return True
    return False


def _move_objective(edits: Edits, objective: Objective, step: int) -> None:
    plan, themes = edits.plan, edits.plan.themes.live()
    here = next((place for place, theme in enumerate(themes) if theme.id == objective.theme_id), len(themes))
    siblings = [each for each in plan.objectives.live() if _home(plan, each) == _home(plan, objective)]
    if _move_past(edits, objective, siblings, step) or not 0 <= here + step < len(themes):
        return
    theme = themes[here + step]
    others = plan.objectives.where("theme_id", theme.id)
    for row in (objective, *_ever_under(plan, objective)):
        edits.set(row, theme_id=theme.id)
    if others:
        put_beside(edits, objective, others[0 if step > 0 else -1], -step)


def _ever_under(plan: Plan, objective: Objective) -> Iterator[Action]:
    """An objective's actions, withdrawn ones too: restored, they are to stand where it stands then."""
    return (action for action in plan.actions if action.objective_id == objective.id)
