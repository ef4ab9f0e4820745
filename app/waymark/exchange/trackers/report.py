"""What was not taken of a tracker, as a workbook to mail back to whoever filled it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from waymark.exchange.files import replacing
from waymark.exchange.trackers.layout import Column, as_cell
from waymark.exchange.trackers.looks import Styles, text_cell
from waymark.exchange.trackers.proposal import Cell, Flag, Proposal, Verdict, gathered, name_of
from waymark.exchange.trackers.workbook import append_row, set_page

COLUMNS = (
    Column("Sheet", "sheet", 18),
    Column("Cell", "cell", 9),
    Column("What", "what", 30),
    Column("What you typed", "typed", 36),
    Column("Why it was not taken", "why", 52),
    Column("What to do", "do", 44),
)
TITLE = "Of “{file}” ({period}) this was not taken, or is to be looked at"
LEFT_OUT = "It was left out this time."
TO_DO: Mapping[Verdict, str] = {
    Verdict.refused: "Type it again in this cell in another way, or write what you meant.",
    Verdict.conflict: "Look at both, and write which of them is right.",
    Verdict.new: "Ask if you had expected it to be taken.",
    Verdict.changed: "Ask if you had expected it to be taken.",
}
"""What whoever filled the tracker in can do about a cell, where its reason says nothing better."""
TO_DO_ABOUT: Mapping[str, str] = {
    **dict.fromkeys(
        ("due_unreadable", "due_is_number", "due_us_order", "due_several"),
        "Type one date with the day first, such as 31/03/2018 or Mar 2018, or TBC.",
    ),
    "due_shifted_1904": "Type the date that you mean, as a text or in a new cell.",
    "state_unreadable": "Choose one of the words of the drop-down.",
    "rag_value_not_in_scheme": "Choose one of the words of the drop-down.",
    "off_calendar_period": "Type the figure under the month in which the KPI’s own period ends.",
    "formula_without_value": "Type the figure or the text itself.",
    "error_value": "Type the figure or the text itself.",
    "action_text_changed": "Nothing, unless the words in the plan are wrong; then write what they should be.",
    "row_missing": "Nothing; to take something out of the plan, write so.",
    "same_return_again": "Nothing, unless you meant to send a newer copy.",
    "old_return": "Fill in the newest tracker that you were sent.",
    "future_period": "Send it with the tracker for that month.",
}
LOCKED = "Write what it should be; it is changed in the plan alone."
LOOK = "Nothing, if it is as you meant it."


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report, in the order of `COLUMNS`."""

    sheet: str
    cell: str
    what: str
    typed: str
    why: str
    do: str


def lines_of(proposal: Proposal, left: Iterable[Cell]) -> tuple[Line, ...]:
    """The cells that were not taken, and then what is to be said beside the cells."""
    return (*map(_of_cell, left), *map(_of_flag, gathered(proposal.flags)))


def write_report(proposal: Proposal, left: Iterable[Cell], target: Path, unfinished: Path | None = None) -> int:
    """Write the cells that are `left`, and the proposal's flags, as a workbook; gives the number of its lines.

    It is written by way of `unfinished` beside the target. Where there are no lines, nothing is written.

    Raises Refused, in words, where the target cannot be written; what was there is then unchanged.
    """
    lines = lines_of(proposal, left)
    if lines:
        with replacing(target, unfinished) as path:
            _book(proposal, lines).save(path)
    return len(lines)


def _book(proposal: Proposal, lines: tuple[Line, ...]) -> Workbook:
    book = Workbook(write_only=True)
    title = as_cell(TITLE.format(file=proposal.file, period=proposal.period.label))
    book.properties.title, book.properties.creator, book.properties.language = title, "Waymark", "en-GB"
    page: Any = book.create_sheet("Not taken")
    styles = Styles(page)
    for letter, column in zip("ABCDEF", COLUMNS, strict=True):
        page.column_dimensions[letter].width = column.width
    page.freeze_panes, page.print_title_rows = "A3", "2:2"
    page.auto_filter.ref = f"A2:F{len(lines) + 2}"
    set_page(page)
    page.append([text_cell(page, title, styles, styles.title)])
    append_row(page, COLUMNS, 2, [column.header for column in COLUMNS], [styles.header] * len(COLUMNS), styles)
    for number, line in enumerate(lines, 3):
        texts = [as_cell(getattr(line, column.field)) for column in COLUMNS]
        append_row(page, COLUMNS, number, texts, [styles.open] * len(COLUMNS), styles)
    # Closed here and not by saving: left open where the file cannot be written, it would fail when collected.
    page.close()
    return book


def _of_cell(cell: Cell) -> Line:
    what = f"{name_of(cell.subject)}, {cell.column.header}"
    return Line(*_place(cell.where), what, cell.raw, cell.say or LEFT_OUT, _to_do_about(cell))


def _to_do_about(cell: Cell) -> str:
    if cell.verdict is not Verdict.refused:
        return TO_DO[cell.verdict]
    return _to_do(cell.reason, TO_DO[cell.verdict]) if cell.column.editable else LOCKED


def _of_flag(flag: Flag) -> Line:
    what = name_of(flag.subject) if flag.subject else ""
    return Line(*_place(flag.where), what, "", flag.say, _to_do(flag.reason, LOOK))


def _to_do(reason: str, otherwise: str) -> str:
    return TO_DO_ABOUT.get(reason, otherwise)


def _place(where: str) -> tuple[str, str]:
    """The sheet and the cell of an address; what has no cell stands on a sheet, or in no place at all."""
    sheet, mark, cell = where.rpartition("!")
    return (sheet, f"row {cell}" if cell.isdigit() else cell) if mark else (where, "")
