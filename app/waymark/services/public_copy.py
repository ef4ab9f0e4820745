"""A plan as the public may see it: small numbers of children left out, and with them whatever gives them away.

Papers, charts and workbooks for the public are made from such a copy, so that nothing that they show or compute can
know more than it does (domain notes 2.7).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from waymark.domain.edits import Edits
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.ref import Ref
from waymark.domain.rows import (
    Action,
    Commentary,
    Definition,
    Kpi,
    LogEntry,
    Objective,
    Passage,
    Picture,
    Reading,
    Recommendation,
    Row,
    Theme,
    Update,
)
from waymark.domain.value import parse_value
from waymark.services.meanings import period_of
from waymark.services.ratings import figure_as_read
from waymark.services.reporting import sections
from waymark.services.small_numbers import (
    LEFT_OUT,
    is_about_children,
    is_confidential,
    public_note,
    small_shares,
    without_small_counts,
)
from waymark.services.suppression import suppressed

TEXTS: Mapping[type[Row], tuple[str, ...]] = {
    Theme: ("title", "outcome_statement"),
    Objective: ("title",),
    Action: ("text", "expected_outcome", "success_measures"),
    Definition: ("text",),
    Update: ("text",),
    Commentary: ("text",),
    Passage: ("text",),
    Picture: ("name", "alternative"),
    LogEntry: ("text",),
    Recommendation: ("text", "targets", "evidence", "further_actions"),
}
"""What people write that papers print. A KPI's note is looked at more closely."""
MONTHS_COMPARED = 12
"""Sums are looked for a year at a time: one that held last year need not hold this year."""

Figure = tuple[str, str]
"""A reading by its KPI's id and its period, as typed where that names no year."""
Hidden = frozenset[Figure]


def public_copy(plan: Plan) -> Plan:
    """The plan with `[c]` in the place of what is confidential; no less can be said of what it still shows.

    It is for printing: what of it was withdrawn is as it was.
    """
    edits = Edits(plan)
    hidden = _hidden(plan)
    for reading in plan.readings.live():
        if (reading.kpi_id, _key(reading)) in hidden:
            edits.set(reading, value=LEFT_OUT)
    for comparator in plan.comparators.live():
        kpi = plan.kpis.get(comparator.kpi_id)
        if kpi and is_confidential(kpi, figure_as_read(kpi, comparator.value)):
            edits.set(comparator, value=LEFT_OUT)
    for kpi in plan.kpis.live():
        edits.set(kpi, note=public_note(kpi))
    for kind, names in TEXTS.items():
        for row in plan.table(kind).live():
            edits.set(row, **{name: without_small_counts(getattr(row, name)) for name in names})
    return edits.plan


@dataclass(frozen=True, slots=True)
class _Table:
    """Figures that stand together and may add up: KPIs by their ids, periods by their keys."""

    kpis: tuple[str, ...]
    periods: tuple[str, ...]

    def beside(self, counts: Mapping[Figure, int], hidden: Hidden) -> Iterator[Figure]:
        """Those hidden in it, and what would give them away."""
        places = {(row, column): (kpi, key) for row, kpi in enumerate(self.kpis) for column, key in self._columns()}
        small = [place for place, figure in places.items() if figure in hidden]
        if small:
            lines = [[counts.get((kpi, key)) for key in self.periods] for kpi in self.kpis]
            yield from (places[place] for place in suppressed(lines, small))

    def _columns(self) -> Iterator[tuple[int, str]]:
        return iter(enumerate(self.periods))


def _hidden(plan: Plan) -> Hidden:
    """The readings to leave out: small ones, then what gives away others, until nothing does any more."""
    tables, shares, counts = [*_tables(plan)], _shares(plan), dict(_counts(plan))
    hidden = frozenset((kpi.id, _key(each)) for kpi in plan.kpis.live() for each in _small(plan, kpi))
    while True:
        more = {figure for table in tables for figure in table.beside(counts, hidden)}
        more |= {(share, period) for kpi, period in hidden for share in shares.get(kpi, ())}
        if more <= hidden:
            return hidden
        hidden |= more


def _small(plan: Plan, kpi: Kpi) -> Iterator[Reading]:
    """The readings of a KPI that are small themselves, or the share that a small fraction in its note makes (C26)."""
    noted = small_shares(kpi.note) if is_about_children(kpi) else ()
    for reading in plan.readings.where("kpi_id", kpi.id):
        value = figure_as_read(kpi, reading.value)
        share = value.figure if value.unit == "%" else None
        if is_confidential(kpi, value) or any(share is not None and abs(share - each) < 1 for each in noted):
            yield reading


def _tables(plan: Plan) -> Iterator[_Table]:
    """Each section with its periods: those of one length a year's worth at a time, and those that name no year."""
    for section in sections(plan):
        kpis = tuple(dict.fromkeys(kpi.id for kpi in section.kpis))
        readings = [each for kpi in kpis for each in plan.readings.where("kpi_id", kpi)]
        dated = sorted({period_of(each.period) for each in readings if each.period}, key=_kind_and_day, reverse=True)
        for _, alike in groupby(dated, key=lambda period: period.kind):
            keys = [period.key for period in alike]
            for first in range(0, len(keys), MONTHS_COMPARED):
                yield _Table(kpis, tuple(keys[first : first + MONTHS_COMPARED]))
        if undated := tuple(dict.fromkeys(each.period_typed for each in readings if not each.period)):
            yield _Table(kpis, undated)


def _kind_and_day(period: Period) -> tuple[str, date]:
    return period.kind, period.last_day


def _shares(plan: Plan) -> Mapping[str, Sequence[str]]:
    """The KPIs that tell what share a count is, by the count's id: CL 1a is that of CL 1 (refs, in one section)."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for section in sections(plan):
        keys = {kpi.id: Ref(kpi.ref).key for kpi in section.kpis if kpi.ref}
        shares = [kpi for kpi in section.kpis if kpi.id in keys and parse_value(f"1 {kpi.unit}").unit == "%"]
        for share in shares:
            found_for = [id for id, key in keys.items() if key == keys[share.id][:-1] and keys[share.id][-1:].isalpha()]
            for id in found_for:
                found[id].append(share.id)
    return found


def _counts(plan: Plan) -> Iterator[tuple[Figure, int]]:
    """Every reading that is a whole number of something."""
    for reading in plan.readings.live():
        value = parse_value(reading.value)
        number = value.figure
        if number is not None and not value.unit and value.denominator is None and number == int(number):
            yield (reading.kpi_id, _key(reading)), int(number)


def _key(reading: Reading) -> str:
    return reading.period or reading.period_typed
