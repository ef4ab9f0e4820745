"""What the checks would find once a proposal is taken, and do not find in the plan as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from waymark.domain.changes import applied
from waymark.domain.plan import Plan
from waymark.domain.rows import Reading, Row
from waymark.domain.value import parse_value
from waymark.exchange.reading.doubts import Doubt
from waymark.exchange.trackers.proposal import Cell, Proposal, Verdict
from waymark.services.checks import CHECKS
from waymark.services.checks.affected import related
from waymark.services.checks.finding import Finding
from waymark.services.checks.review import looked
from waymark.services.reporting import named_period

ASKED: Mapping[str, str] = {
    "impossible_figure": "out_of_range",
    "value_contradicts_fraction": "value_contradicts_fraction",
    "jump": "jump",
    "rating_against_rule": "rag_contradicts_methodology",
    "rule_overlap": "methodology_overlap",
    "words_against_figures": "stale_commentary",
    "figure_against_table": "stale_commentary",
}
"""The checks that tell of what was typed, and what a finding is called as a reason."""
MOST_CELLS = 2_000
"""Of more cells a person does not look at each; the Checks page tells of them once they are in the plan."""
NO_TIME = "0001-01-01T00:00:00+00:00"


def foreseen(plan: Plan, proposal: Proposal) -> Iterator[Doubt]:
    """A doubt at the cell of each finding that would be new; conflicts are looked at by a person anyway."""
    taken = [cell for cell in proposal.cells if cell.verdict in (Verdict.new, Verdict.changed)]
    if not taken or len(taken) > MOST_CELLS:
        return
    after = applied(plan, proposal.changes(plan, NO_TIME))
    for id, cells in _near(after, taken).items():
        for check in (CHECKS[code] for code in ASKED):
            found = looked(after, proposal.period, check, id)
            known = {each.sentence for each in looked(plan, proposal.period, check, id)} if found else ()
            yield from (_doubt(after, finding, cells) for finding in found if finding.sentence not in known)


def _near(plan: Plan, taken: Sequence[Cell]) -> Mapping[str, Sequence[Cell]]:
    """The ids of what the cells change and of what has to do with it, each with the cells that may be the reason."""
    near: dict[str, list[Cell]] = {}
    for cell in taken:
        near.setdefault(cell.subject.id, []).append(cell)
    for id, cells in [*near.items()]:
        row = plan.find(id)
        for each in related(plan, row) if row else ():
            near.setdefault(each, cells)
    return near


def _doubt(plan: Plan, finding: Finding, cells: Sequence[Cell]) -> Doubt:
    row = plan.find(finding.row_id)
    cell = next((cell for cell in cells if _is_about(cell, finding, row)), cells[0])
    reason = ASKED[finding.check.code]
    figure = parse_value(cell.theirs).figure
    if reason == "out_of_range" and figure is not None and figure < 0:
        reason = "negative_count"
    return Doubt(reason, finding.sentence, cell.where, field=cell.column.name)


def _is_about(cell: Cell, finding: Finding, row: Row | None) -> bool:
    """Whether a finding is about what a cell would bring."""
    if not isinstance(row, Reading):
        return cell.column.field == finding.field
    period = named_period(row.period)
    return period is not None and cell.column.month == period.month_column
