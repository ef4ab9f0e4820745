"""Papers, trackers and returned workbooks as jobs.

The Office libraries are imported in the functions: they are for the worker, and the window that starts it need not wait
for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.jobs.running import JobControl

if TYPE_CHECKING:
    from waymark.exchange.papers.issue import Form, Issue
    from waymark.exchange.papers.template.matching import Unmatched
    from waymark.exchange.reading.typed import Returned
    from waymark.exchange.trackers.layout import Stamp
    from waymark.exchange.trackers.proposal import Cell, Proposal


def paper(plan: Plan, issue: Issue, form: Form, target: Path, control: JobControl) -> Path:
    """Write a paper, as Word or PDF."""
    from waymark.exchange.papers import assembly
    from waymark.exchange.papers.issuing import write_issue

    content = assembly.paper(plan, issue, control.within(0.05, 0.2))
    write_issue(content, target, form, control.within(0.2, 0.95), control.unfinished)
    return target


def part(plan: Plan, issue: Issue, key: str, control: JobControl) -> tuple[str, ...]:
    """What is computed of a paper's part, as HTML for the window; nothing where the paper leaves that out."""
    from waymark.exchange.papers.assembly import pieces
    from waymark.exchange.papers.html import html_pieces

    control.say(0.1, "Working out what the paper says")
    wanted = next(piece for piece in pieces(plan, issue) if piece.part.key == key)
    return tuple(html_pieces(block for section in wanted.sections(plan, issue) for block in section.blocks))


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper that was written, and what shuts readers out of it; None where that was not looked at, as in a PDF."""

    path: Path
    shuts_out: tuple[str, ...] | None


def issued(plan: Plan, issue: Issue, form: Form, target: Path, control: JobControl) -> Issued:
    """Write a paper and look whether everybody can read it."""
    from waymark.exchange.accessibility import findings
    from waymark.exchange.accessibility.document import read_document

    # Once the paper is there the job can no more be called off: so nothing is told that might end it.
    paper(plan, issue, form, target, control)
    return Issued(target, None if form.pdf else tuple(each.sentence for each in findings(read_document(target))))


def unmatched_styles(template: Path, control: JobControl) -> tuple[Unmatched, ...]:
    """Which of Waymark's styles have no namesake in a template, and which of its own could stand for each."""
    from waymark.exchange.papers.template.matching import unmatched

    control.say(0.1, f"Reading {template.name}")
    return unmatched(template)


def read_out(plan: Plan, issue: Issue, control: JobControl) -> str:
    """All that a paper says, as HTML."""
    from waymark.exchange.papers.assembly import paper
    from waymark.exchange.papers.html import html_pieces

    return "".join(html_pieces(paper(plan, issue, control.within(0.05, 0.8)).blocks()))


def tracker(plan: Plan, period: Period, stamp: Stamp, target: Path, control: JobControl) -> Path:
    """Write a tracker."""
    from waymark.exchange.trackers.workbook import write_tracker

    control.say(0.05, "Beginning the Excel workbook")
    write_tracker(plan, period, stamp, target, control.within(0.1, 0.95), control.unfinished)
    return target


def report(proposal: Proposal, left: Sequence[Cell], target: Path, control: JobControl) -> Path:
    """Write what was not taken of a tracker."""
    from waymark.exchange.trackers.report import write_report

    control.say(0.1, f"Writing {target.name}")
    write_report(proposal, left, target, control.unfinished)
    return target


def returned(path: Path, control: JobControl) -> Returned:
    """Read a tracker that came back."""
    from waymark.exchange.reading.returned import read_returned

    control.say(0.1, f"Reading {path.name}")
    return read_returned(path)
