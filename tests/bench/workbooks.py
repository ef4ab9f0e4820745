"""What it costs to read a workbook that somebody else made: time against openpyxl, memory against what is allowed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, PatternFill

from tests.bench.measuring import TOLD_MEMORY, Case, most_memory
from waymark.exchange.reading.excel import read_workbook
from waymark.jobs.limits import Limits
from waymark.jobs.reading import office_file
from waymark.jobs.running import JobControl, RunningJob

ROWS, COLUMNS = 5_000, 20
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
    yield Case(
        "the most memory of the process that reads it",
        "what a process that reads may take",
        1.0,
        lambda: RunningJob(memory_of, path, limits=limits).result(),
        lambda: limits.memory,
        TOLD_MEMORY,
    )


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
