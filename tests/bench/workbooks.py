"""What it costs to read a workbook that somebody else made: time against openpyxl, memory against what is allowed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, PatternFill

from tests.bench.measuring import TOLD_MEMORY, Case, most_memory
from tests.bench.trackers import ACTIONS_MANY, PERIOD, large_plan
from waymark.domain.assignment import leads_text
from waymark.domain.plan import Plan
from waymark.exchange.reading.excel import read_workbook
from waymark.exchange.reading.survey import survey_of
from waymark.exchange.reading.tables import found_in
from waymark.exchange.trackers.foreign import as_returned
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.proposal import Proposal
from waymark.jobs.limits import Limits
from waymark.jobs.reading import office_file
from waymark.jobs.running import JobControl, RunningJob

ROWS, COLUMNS = 5_000, 20
FIRST_NUMBER = 10_000
"""Above what could be read as a year."""
RATINGS = {"Red": "FF0000", "Amber": "FFC000", "Green": "00B050"}


def cases(folder: Path) -> Iterator[Case]:
    """The gates of reading."""
    path = folder / "theirs.xlsx"
    write(path)
    limits = Limits(path.name)
    yield Case(
        f"a workbook of {ROWS:,} × {COLUMNS} cells in, with its colours",
        "openpyxl reading the same file in full",
        2.0,
        lambda: read_workbook(path),
        lambda: load_workbook(path),
    )
    plan, own = large_plan(), folder / "their own tracker.xlsx"
    write_own(plan, own)
    yield Case(
        f"a tracker of {ACTIONS_MANY:,} actions that Waymark did not write, to a proposal",
        "openpyxl reading the same file in full",
        6.0,
        lambda: proposal_of(plan, own),
        lambda: load_workbook(own),
    )
    yield Case(
        "the most memory of the process that reads it",
        "what a process that reads may take",
        1.0,
        lambda: RunningJob(memory_of, path, limits=limits).result(),
        lambda: limits.memory,
        TOLD_MEMORY,
    )


def proposal_of(plan: Plan, path: Path) -> Proposal:
    """What is measured of a workbook that is held against a plan: reading, understanding and comparing."""
    taken = survey_of(found_in(read_workbook(path), {})).taken
    return proposed(plan, None, as_returned(taken, path.name, plan, PERIOD))


def write_own(plan: Plan, path: Path) -> None:
    """The plan's actions as somebody keeps them who has never seen a tracker of ours, each with a new update."""
    book = Workbook()
    page: Any = book.worksheets[0]
    page.append(["Ref", "Action", "Lead", "Due date", "Status", "RAG", "Update"])
    for number, action in enumerate(plan.actions.live(), FIRST_NUMBER):
        told = f"Of all managers, {number} were trained by then."
        page.append([action.ref, action.text, leads_text(plan, action.id), "Mar 2018", "In progress", "Amber", told])
    book.save(path)


def memory_of(path: Path, control: JobControl) -> int:
    """A job: the most memory, in bytes, that it takes to read a workbook."""
    office_file(path, control)
    return most_memory()


def write(path: Path) -> None:
    """A tracker of an officer's own: texts and figures, ratings by words, by fills and by a conditional format."""
    book = Workbook()
    page: Any = book.worksheets[0]
    for row in range(1, ROWS + 1):
        rating = [*RATINGS][row % len(RATINGS)]
        page.append([_content(row, column, rating) for column in range(1, COLUMNS + 1)])
        page.cell(row, COLUMNS).fill = PatternFill("solid", fgColor=RATINGS[rating])
        page.cell(row, 2).alignment = Alignment(wrap_text=True)
    for rating, colour in RATINGS.items():
        rule = CellIsRule("equal", [f'"{rating}"'], fill=PatternFill(bgColor=colour))
        page.conditional_formatting.add(f"C1:C{ROWS}", rule)
    book.save(path)


def _content(row: int, column: int, rating: str) -> object:
    if column == 3:
        return rating
    if column > 12:
        return row * column / 100
    return f"{row}.{column}: train every team manager in reflective supervision, and test by audit whether it shows"
