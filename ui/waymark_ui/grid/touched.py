"""Which rows of a grid may look different after a change of the plan."""

from __future__ import annotations

from collections.abc import Mapping

from waymark.domain.plan import Plan
from waymark.domain.rows import Row
from waymark_ui.session import Touched

SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "readings": ("kpi_id",),
    "targets": ("kpi_id",),
    "comparators": ("kpi_id",),
    "definitions": ("kpi_id",),
    "placements": ("kpi_id",),
    "judgements": ("subject_id",),
    "updates": ("subject_id",),
    "links": ("from_id", "to_id"),
    "waivers": ("subject_id",),
}
"""The tables whose rows belong to others, and the fields that name those."""


def rows_touched(kind: type[Row], touched: Touched, *plans: Plan) -> set[str] | None:
    """The ids of the rows of a kind that a change can show in; None where it may be any of them.

    `plans` are those before and after: a row that was taken away is only in the one, a new row only in the other.
    """
    found: set[str] = set()
    for table, ids in touched.items():
        if table == kind.table:
            found |= ids
        elif table not in SUBJECTS:
            return None
        else:
            rows = [row for plan in plans for id in ids if (row := getattr(plan, table).get(id)) is not None]
            found.update(getattr(row, field) for row in rows for field in SUBJECTS[table])
    return found
