"""What trackers cost: out against openpyxl writing the same cells, in against openpyxl reading the same file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side

from tests.bench.measuring import Case
from tests.plans import a_link, a_plan, a_theme, an_action, an_officer
from waymark.domain.period import parse_period
from waymark.domain.plan import Plan
from waymark.domain.rows import Judgement, Row, Update
from waymark.exchange.reading.returned import read_returned
from waymark.exchange.trackers.content import rows_of, shown
from waymark.exchange.trackers.layout import ACTIONS, UPDATES, Sheet, Stamp
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.read_me import Request
from waymark.exchange.trackers.shares import write_shares
from waymark.exchange.trackers.workbook import write_tracker

ACTIONS_MANY = 5_000
LEADS = 50
PERIOD = parse_period("Nov 2017")
STAMP, REQUEST = Stamp("bench", 1, "bench"), Request("8 December 2017", "the secretary")


def cases(folder: Path) -> Iterator[Case]:
    """The gates of trackers."""
    plan, path = large_plan(), folder / "tracker.xlsx"
    yield Case(
        f"tracker of {ACTIONS_MANY:,} actions out",
        "openpyxl write-only with the same cells and styles",
        2.0,
        lambda: write(plan, path),
        bare_writing(plan, folder / "bare.xlsx"),
    )
    shares = folder / "shares"
    yield Case(
        f"trackers of {LEADS} leads out",
        "openpyxl write-only with the same cells and styles, a workbook each",
        1.5,
        lambda: write_shares(plan, PERIOD, STAMP, shares, REQUEST),
        bare_shares(plan, folder),
    )
    write(plan, path)
    yield Case(
        f"tracker of {ACTIONS_MANY:,} actions in, to a proposal",
        "openpyxl reading the same file in full",
        2.0,
        lambda: proposed(plan, plan, read_returned(path)),
        lambda: load_workbook(path),
    )


def large_plan() -> Plan:
    """A plan of many actions, each with a lead, a rating and an update."""
    themes = [a_theme(str(number), f"Theme number {number}") for number in range(1, 7)]
    officers = [an_officer(f"Head of Service {number}") for number in range(LEADS)]
    rows: list[Row] = [*themes, *officers]
    for number in range(ACTIONS_MANY):
        action = an_action(
            f"{number % 6 + 1}.{number}",
            f"Action {number}: train every team manager in reflective supervision, and test by audit whether it shows",
            theme_id=themes[number % 6].id,
            due="Mar 2018",
            state="in progress",
        )
        update = Update(
            id=f"u{number}", subject_id=action.id, period=PERIOD.key, text=f"{number} managers were trained."
        )
        judgement = Judgement(id=f"j{number}", subject_id=action.id, period=PERIOD.key, rating="Amber")
        rows += [action, a_link(action, officers[number % LEADS]), update, judgement]
    return a_plan(*rows)


def write(plan: Plan, path: Path) -> None:
    """What is measured of writing."""
    write_tracker(plan, PERIOD, STAMP, path)


def bare_writing(plan: Plan, path: Path) -> Callable[[], None]:
    """The same texts in the same looks, with nothing of Waymark between them and openpyxl."""
    texts = {sheet.title: _texts(plan, sheet) for sheet in (ACTIONS, UPDATES)}
    return lambda: _bare(texts, path)


def _texts(plan: Plan, sheet: Sheet) -> list[list[str]]:
    columns = [*sheet.headed(PERIOD)]
    return [[shown(plan, row, column, PERIOD) for column in columns] for row in rows_of(plan, sheet, PERIOD)]


def bare_shares(plan: Plan, folder: Path) -> Callable[[], None]:
    """The same cells of every sheet of every lead's tracker, with nothing of Waymark between them and openpyxl."""
    written = write_shares(plan, PERIOD, STAMP, folder / "shares", REQUEST)
    books = [load_workbook(share.path) for share in written]
    texts = [{page.title: [*page.values] for page in book} for book in books]

    def run() -> None:
        for number, sheets in enumerate(texts):
            _bare(sheets, folder / f"bare {number}.xlsx")

    return run


def _bare(sheets: Mapping[str, Sequence[Sequence[Any]]], path: Path) -> None:
    book = Workbook(write_only=True)
    for title, texts in sheets.items():
        page = book.create_sheet(title)
        look = _look(page)
        for line in texts:
            cells = []
            for text in line:
                cell: Any = WriteOnlyCell(page, text)
                cell.data_type, cell._style = "s", look
                cells.append(cell)
            page.append(cells)
    book.save(path)


def _look(page: Any) -> Any:
    cell: Any = WriteOnlyCell(page)
    side = Side(style="thin", color="BFBFBF")
    cell.font, cell.border = Font("Arial", 11), Border(side, side, side, side)
    cell.alignment, cell.number_format = Alignment(wrap_text=True, vertical="top"), "@"
    return cell._style
