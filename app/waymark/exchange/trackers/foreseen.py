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
    by_subject: dict[str, list[Cell]] = {}
    for cell in taken:
        by_subject.setdefault(cell.subject.id, []).append(cell)
    told: set[tuple[str, str, str]] = set()
    for id, cells in by_subject.items():
        for finding in _found(after, proposal, id, told):
            if _key(finding) not in {
                _key(each) for each in _looked(plan, proposal, finding.check.code, finding.owner_id)
            }:
                yield _doubt(after, finding, cells)


def _found(plan: Plan, proposal: Proposal, id: str, told: set[tuple[str, str, str]]) -> Iterator[Finding]:
    """What is found of a thing and of all that has to do with it, each once."""
    row = plan.find(id)
    near = dict.fromkeys(related(plan, row)) if row else ()
    for code in ASKED:
        for finding in (found for each in near for found in _looked(plan, proposal, code, each)):
            if _key(finding) not in told:
                told.add(_key(finding))
                yield finding


def _looked(plan: Plan, proposal: Proposal, code: str, id: str) -> Sequence[Finding]:
    return looked(plan, proposal.period, CHECKS[code], id)


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.check.code, finding.owner_id, finding.sentence


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
