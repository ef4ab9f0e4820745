"""Who leads a thing and which KPIs measure an action: the text that people type, and the links it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from waymark.domain.edits import Edits, new_id
from waymark.domain.leads import split_leads
from waymark.domain.plan import Plan, Table
from waymark.domain.rank import between, spread
from waymark.domain.ref import Ref, RefList, parse_refs
from waymark.domain.rows import Action, Kpi, Officer, Row
from waymark.domain.text import cleaned, plain_signs

MOST_INITIALS = 4


def leads_text(plan: Plan, subject_id: str) -> str:
    """Who leads a thing, a line each."""
    return "\n".join(officer.label for officer in plan.linked(subject_id, Officer))


def kpis_of(plan: Plan, action: Action) -> tuple[Kpi, ...]:
    """The KPIs that measure an action; “All” means every KPI of today, without links."""
    if parse_refs(action.kpis, ()).everything:
        return plan.kpis.live()
    return plan.linked(action.id, Kpi)


def kpis_text(plan: Plan, action: Action) -> str:
    """An action's KPI refs as typed, while that still means the KPIs it is linked to; else the refs these have now.

    A KPI that was renumbered therefore never leaves a ref behind that means another one or none (B15).
    """
    linked = plan.linked(action.id, Kpi)
    if not action.kpis and not linked:
        return ""
    meant = _meant(plan, action.kpis)
    if meant.everything or {Ref(ref).key for ref in meant.refs} == {Ref(kpi.ref).key for kpi in linked if kpi.ref}:
        return action.kpis
    return ", ".join(kpi.ref for kpi in linked if kpi.ref)


def find_officer(plan: Plan, named: str) -> Officer | None:
    """The officer who is called so, by post, name or initials; None where nobody is."""
    return plan.officers.derived(_by_name).get(_key(named))


def leads_meant(plan: Plan, typed: str) -> tuple[str, ...]:
    """Who is named in a cell: known officers by their labels, whatever they are called there, others as typed."""
    known = plan.officers.derived(_by_name)
    names = split_leads(typed, [*known])
    return tuple(known[_key(name)].label if _key(name) in known else name for name in names)


def named_field(name: str) -> str:
    """The field of an officer that holds such a name: a few capitals are initials, anything else is a post."""
    return "initials" if name.isupper() and name.isalpha() and len(name) <= MOST_INITIALS else "post"


def assign_leads(edits: Edits, subject_id: str, typed: str, at: str) -> None:
    """Make the officers named in a cell a thing's leads, in that order; who is unknown joins the register.

    Officers are known by post, name or initials. `at` is the time at which links that no longer hold are withdrawn.
    """
    Assignments(edits, at).leads(subject_id, typed)


def assign_kpis(edits: Edits, action: Action, typed: str, at: str) -> None:
    """Keep an action's KPI refs as typed and link it to those that are known; “All” is a word without links."""
    Assignments(edits, at).kpis(action, typed)


class Assignments:
    """Many assignments gathered into the same edits: the plan is looked at once, and each thing is given leads once."""

    def __init__(self, edits: Edits, at: str) -> None:
        self._edits = edits
        self._at = at
        self._plan = edits.plan
        self._officers: dict[str, Officer] = {**self._plan.officers.derived(_by_name)}
        self._last_rank = max((officer.rank for officer in self._plan.officers), default="") or None

    def leads(self, subject_id: str, typed: str) -> None:
        """See `assign_leads`."""
        if _lines(typed) != _lines(leads_text(self._plan, subject_id)):
            names = split_leads(typed, [*self._officers])
            officers = [self._officers.get(_key(name)) or self._joined(name) for name in names]
            self._relink(subject_id, Officer, officers)

    def kpis(self, action: Action, typed: str) -> None:
        """See `assign_kpis`."""
        typed = cleaned(typed).strip()
        if typed != kpis_text(self._plan, action):
            meant = _meant(self._plan, typed)
            known = self._plan.kpis.derived(_by_ref)
            self._edits.set(action, kpis=typed)
            self._relink(action.id, Kpi, [] if meant.everything else [known[Ref(ref).key] for ref in meant.refs])

    def _joined(self, name: str) -> Officer:
        self._last_rank = between(self._last_rank, None)
        officer = Officer(id=new_id(), rank=self._last_rank, **{named_field(name): name})
        self._edits.insert(officer)
        self._officers[_key(name)] = officer
        return officer

    def _relink(self, from_id: str, kind: type[Row], wanted: Sequence[Row]) -> None:
        """Make these the rows of that kind which a thing is linked to, in that order."""
        table = self._plan.table(kind)
        ids = [*dict.fromkeys(row.id for row in wanted)]
        standing = [link for link in self._plan.links.where("from_id", from_id) if link.to_id in table]
        if [link.to_id for link in standing] == ids:
            return
        for link in standing:
            if link.to_id not in ids:
                self._edits.set(link, withdrawn_at=self._at)
        for id, rank in zip(ids, spread(len(ids)), strict=True):
            self._edits.link(from_id, id, rank)


def _meant(plan: Plan, typed: str) -> RefList:
    return parse_refs(typed, plan.kpis.derived(_refs))


def _refs(kpis: Table[Kpi]) -> tuple[str, ...]:
    return tuple(kpi.ref for kpi in kpis.live() if kpi.ref)


def _by_ref(kpis: Table[Kpi]) -> Mapping[str, Kpi]:
    """KPIs by the key of their ref; of two with one ref, the first."""
    return {Ref(kpi.ref).key: kpi for kpi in reversed(kpis.live())}


def _by_name(officers: Table[Officer]) -> Mapping[str, Officer]:
    """Officers by whatever they may be called; what two share means the first, and a post comes before a name."""
    found: dict[str, Officer] = {}
    for field in ("post", "name", "initials"):
        for officer in officers.live():
            if called := getattr(officer, field):
                found.setdefault(_key(called), officer)
    return found


def _key(name: str) -> str:
    return plain_signs(name).casefold()


def _lines(text: str) -> list[str]:
    return [line for line in map(str.strip, cleaned(text).split("\n")) if line]
