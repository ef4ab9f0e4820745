"""Refs that name nothing, too much, or what they no longer should."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from waymark.domain.assignment import kpis_of
from waymark.domain.plan import Plan, Table
from waymark.domain.ref import Ref, RefList, parse_refs
from waymark.domain.rows import (
    Action,
    Commentary,
    Cover,
    Kpi,
    LogEntry,
    Objective,
    Passage,
    Recommendation,
    Row,
    Theme,
    Update,
)
from waymark.domain.text import shortened
from waymark.services.cells import theme_label
from waymark.services.checks.affected import texts_of
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check

REFERENCES = Family.references
# An indicator's ref in running text: capitals, a number, perhaps a letter. Plain numbers are figures far more often.
_CODED = re.compile(r"\b([A-Z]{1,4}) ?(\d{1,3})( ?[a-z])?\b(?! ?(?:%|per cent))")


def _same_ref(row: Any) -> Hashable | None:
    key = Ref(row.ref).key
    return (row.table, key) if key else None


@check(
    REFERENCES,
    Severity.error,
    Action,
    throughout="kpis",
    suggests="Name a KPI of the plan, or take the ref out.",
    example="Action 2.3.1 names “21b”; there is no KPI of that ref.",
)
def dangling_ref(look: Look, action: Action) -> Iterator[Note]:
    """An action names a KPI that is not in the plan, so nobody can say what it is measured by."""
    for part in _meant(look.plan, action).unknown:
        yield Note(f"{thing(look, action)} names “{part}”; there is no KPI of that ref.", "kpis", (part,))


@check(
    REFERENCES,
    Severity.note,
    Cover,
    throughout="actions kpis",
    suggests="Name the KPIs that measure these actions, unless it is all of them.",
    example="Actions 1.1.1 and 1.1.3 name “1”, which is read as 1a, 1b and 1c.",
)
def group_ref(look: Look, cover: Cover) -> Iterator[Note]:
    """Actions name a number under which there are several KPIs and none of just that ref; all of them are meant."""
    refs, naming = _refs(look.plan), _numbers_named(look.plan)
    for part, actions in naming.items():
        meant = parse_refs(part, refs).refs
        if len(meant) > 1:
            who = f"{cover.action_word.capitalize()}{'s' if len(actions) > 1 else ''} {_listed(actions)}"
            verb = "name" if len(actions) > 1 else "names"
            yield Note(f"{who} {verb} “{part}”, which is read as {_listed(meant)}.", about=(part, *meant))


@check(
    REFERENCES,
    Severity.error,
    Theme,
    Objective,
    Action,
    Kpi,
    Recommendation,
    LogEntry,
    alike=_same_ref,
    suggests="Give one of them another ref.",
    example="The ref 3.1.2 is that of two actions.",
)
def duplicate_ref(look: Look, row: Any) -> Iterator[Note]:
    """Two things of one kind have the same ref, so that a link or a tracker may find the wrong one."""
    same = look.peers(row)
    if len(same) > 1:
        other = same[1] if same[0] is row else same[0]
        known_by = shortened(getattr(other, "title", "") or getattr(other, "text", ""))
        others = f"{len(same) - 1} other{'s' if len(same) > 2 else ''}"
        yield Note(f"{thing(look, row)} shares its ref “{row.ref}” with {others}.", "ref", (row.ref, others, known_by))


@check(
    REFERENCES,
    Severity.warning,
    Action,
    reads="links",
    throughout="actions kpis",
    suggests="Name the KPI that will show it, or accept that it is measured otherwise.",
    example="No KPI measures action 2.4.1.",
)
def unmeasured_action(look: Look, action: Action) -> Iterator[Note]:
    """An action that no KPI measures cannot be seen to work."""
    if look.plan.actions.derived(_naming_kpis) and not action.kpis.strip() and not kpis_of(look.plan, action):
        yield Note(f"{thing(look, action)} names no KPI that measures it.", "kpis", (action.text,))


@check(
    REFERENCES,
    Severity.warning,
    Kpi,
    reads="placements",
    throughout="actions links",
    suggests="Link the actions that are to move it, or accept that it is only watched.",
    example="No action names KPI 19a.",
)
def orphan_kpi(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A KPI stands in a theme whose actions do not work towards it: perhaps a link was lost."""
    theme_ids = [place.theme_id for place in look.plan.placements.where("kpi_id", kpi.id) if place.theme_id]
    beneath = any(_naming(look.plan, id) for id in theme_ids)
    if beneath and not look.plan.linking(kpi.id, Action):
        yield Note(f"No action names {thing(look, kpi)}, other than by “All”.", "ref", (kpi.title,))


@check(
    REFERENCES,
    Severity.warning,
    Action,
    reads="objectives themes",
    suggests="Move the action under its heading, or renumber it.",
    example="Action 5.2.4 stands under 5.3.",
)
def misplaced_ref(look: Look, action: Action) -> Iterator[Note]:
    """An action's ref begins with another number than its heading: the action was moved, or misnumbered."""
    heading = look.plan.objectives.get(action.objective_id) or look.plan.themes.get(action.theme_id)
    if heading is None or not heading.ref or not action.ref:
        return
    begins, ref = Ref(heading.ref).key, Ref(action.ref).key
    if begins.replace(".", "").isdigit() and "." in ref and not ref.startswith(f"{begins}."):
        yield Note(
            f"{thing(look, action)} stands under {heading.ref} {heading.title}.", "ref", (action.ref, heading.ref)
        )


@check(
    REFERENCES,
    Severity.warning,
    Action,
    reads="links placements",
    throughout="kpis themes",
    suggests="See whether the KPI is the right one; accept the link if it is.",
    example="Action 4.2.4 names 19a and 19b of “6 Front door”, another theme.",
)
def cross_theme_link(look: Look, action: Action) -> Iterator[Note]:
    """An action is measured by a KPI of another theme: meant so, or left over from an older numbering."""
    own = look.plan.themes.get(action.theme_id)
    elsewhere: dict[str, list[str]] = {}
    for kpi in look.plan.linked(action.id, Kpi) if own else ():
        themes = [look.plan.themes.get(place.theme_id) for place in look.plan.placements.where("kpi_id", kpi.id)]
        standing = [theme for theme in themes if theme is not None and theme.withdrawn_at is None]
        if standing and own not in standing:
            elsewhere.setdefault(theme_label(standing[0]), []).append(kpi.ref)
    for label, refs in elsewhere.items():
        sentence = f"{thing(look, action)} names {_listed(refs)} of “{label}”, another {look.plan.cover.theme_word}."
        yield Note(sentence, "kpis", (label, *refs))


@check(
    REFERENCES,
    Severity.warning,
    Commentary,
    Passage,
    Update,
    Recommendation,
    reads="themes actions",
    throughout="kpis",
    suggests="Write the ref as the indicator has it.",
    example="The commentary on Workforce names “W 1 e”; there is no indicator of that ref.",
)
def unknown_indicator(look: Look, row: Row) -> Iterator[Note]:
    """A text names an indicator by a ref that none has: it was renumbered, or is written differently there."""
    families = look.plan.kpis.derived(_families)
    for named in dict.fromkeys(named for text in texts_of(row) for named in _coded(text)):
        known = families.get(named[0])
        if known and named[1] not in known:
            where = thing(look, row)
            yield Note(
                f"{where} names “{named[2]}”; there is no {look.plan.cover.kpi_word} of that ref.", "text", named[2:]
            )


@check(
    REFERENCES,
    Severity.note,
    Recommendation,
    throughout="links",
    suggests="Link the actions or KPIs that answer it.",
    example="Recommendation 4 has neither an action nor a KPI.",
)
def unanswered_recommendation(look: Look, recommendation: Recommendation) -> Iterator[Note]:
    """Nothing in the plan is linked to a recommendation of the inspectors, so nobody is seen to answer it."""
    answers = look.plan.links.derived(_ends)
    anybody = any(each.id in answers for each in look.plan.recommendations.live())
    if anybody and recommendation.id not in answers:
        sentence = f"{thing(look, recommendation)} has neither an action nor a KPI."
        yield Note(sentence, "text", (recommendation.text,))


def _meant(plan: Plan, action: Action) -> RefList:
    return parse_refs(action.kpis, _refs(plan))


def _refs(plan: Plan) -> tuple[str, ...]:
    return plan.kpis.derived(_refs_of)


def _refs_of(kpis: Table[Kpi]) -> tuple[str, ...]:
    return tuple(kpi.ref for kpi in kpis.live() if kpi.ref)


def _naming(plan: Plan, theme_id: str) -> bool:
    return any(action.kpis.strip() for action in plan.actions.where("theme_id", theme_id))


def _families(kpis: Table[Kpi]) -> dict[str, set[str]]:
    """The keys of coded refs by the capitals that they begin with."""
    families: dict[str, set[str]] = {}
    for kpi in kpis.live():
        if match := re.match(r"[A-Z]{1,4}", kpi.ref):
            families.setdefault(match[0], set()).add(Ref(kpi.ref).key)
    return families


def _numbers_named(plan: Plan) -> dict[str, list[str]]:
    """The refs of the actions that name each bare number."""
    found: dict[str, list[str]] = {}
    for action in plan.actions.live():
        for part in dict.fromkeys(re.split(r"[,;\s]+", action.kpis)):
            if part.isdigit():
                found.setdefault(part, []).append(action.ref)
    return found


def _naming_kpis(actions: Table[Action]) -> bool:
    return any(action.kpis.strip() for action in actions.live())


def _listed(refs: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(refs[:-1]), refs[-1])))


def _ends(links: Table[Any]) -> frozenset[str]:
    return frozenset(id for link in links.live() for id in (link.from_id, link.to_id))


@lru_cache(maxsize=16384)
def _coded(text: str) -> tuple[tuple[str, str, str], ...]:
    """The capitals, the key and the words of each coded ref in a text."""
    return tuple((found[1], Ref(found[0]).key, found[0]) for found in _CODED.finditer(text))
