"""A plan's tables: rows that change lie over those that tables share, and nobody can tell."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plans import a_kpi, a_reading
from waymark.domain.plan import FEW, Table
from waymark.domain.rows import Reading

Rows = dict[str, Reading]
KPIS = ("visits", "plans")
AT = "2017-11-20T10:00:00+00:00"
READINGS = st.builds(
    Reading,
    id=st.integers(0, 2 * FEW).map(str),
    kpi_id=st.sampled_from(KPIS),
    period=st.sampled_from(("2017-09", "2017-10", "2017-11")),
    withdrawn_at=st.sampled_from((None, AT)),
)
CHANGES = st.builds(
    lambda rows, gone: {row.id: row for row in rows} | dict.fromkeys(map(str, gone)),
    st.lists(READINGS, max_size=3) | st.lists(READINGS, min_size=FEW - 2, max_size=2 * FEW),
    st.lists(st.integers(0, 2 * FEW), max_size=3),
)
LOOKS: Mapping[str, Callable[[Table[Reading]], object]] = {
    "at nothing": lambda table: None,
    "at all": list,
    "at those that stand": Table.live,
    "at a group": lambda table: table.where("kpi_id", KPIS[0]),
}


@given(st.lists(READINGS), st.lists(st.tuples(CHANGES, st.sampled_from(sorted(LOOKS))), max_size=12))
@settings(deadline=None)
def test_that_a_table_holds_what_a_dictionary_would_hold_whatever_changes_and_is_looked_at(first, steps):
    table = Table(first)
    rows = {row.id: row for row in first}
    every = [(table, rows)]

    for changed, look in steps:
        LOOKS[look](table)
        table, rows = table.replacing(changed), _replaced(rows, changed)
        every.append((table, rows))

    for made, wanted in reversed(every):
        assert made.live() == _ordered(wanted)
        assert all(made.where("kpi_id", kpi) == _ordered(wanted, kpi) for kpi in KPIS)
        assert {id: made.get(id) for id in map(str, range(2 * FEW + 1)) if id in made} == wanted
        assert {row.id: row for row in made} == wanted
        assert len(made) == len(wanted)


@given(st.lists(READINGS), CHANGES)
def test_that_a_changed_table_equals_one_made_of_its_rows_and_comes_back_from_another_process(first, changed):
    rows = {row.id: row for row in first}

    table = Table(first).replacing(changed)

    assert pickle.loads(pickle.dumps(table)) == table == Table(_replaced(rows, changed).values())


def test_that_what_is_made_of_a_group_is_kept_when_another_group_changes():
    visits, plans = a_kpi("1"), a_kpi("2")
    rows = [a_reading(kpi, f"2017-{month:02}") for kpi in (visits, plans) for month in range(1, 13)]
    table = Table(rows)
    made: list[tuple[Reading, ...]] = []
    table.derived_where("kpi_id", visits.id, made.append)

    table = table.replacing({rows[-1].id: replace(rows[-1], value="90%")})
    table.derived_where("kpi_id", visits.id, made.append)
    table.derived_where("kpi_id", plans.id, made.append)

    assert made == [table.where("kpi_id", visits.id), table.where("kpi_id", plans.id)]


def _replaced(rows: Rows, changed: Mapping[str, Reading | None]) -> Rows:
    after = {**rows, **changed}
    return {id: row for id, row in after.items() if row is not None}


def _ordered(rows: Rows, kpi_id: str | None = None) -> tuple[Reading, ...]:
    standing = (row for row in rows.values() if row.withdrawn_at is None and kpi_id in (None, row.kpi_id))
    return tuple(sorted(standing, key=lambda row: row.order))
