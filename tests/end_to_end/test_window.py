"""The real program on a screen of its own, with nothing but the keyboard: a secretary's day that ends with a crash.

Before anything is typed into a cell, the cell is copied: so it is known where the keyboard is, however busy the machine
is.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook

from tests.end_to_end.screen import Screen, missing, screen, until
from waymark.domain.errors import WaymarkError
from waymark.domain.period import period_from_key
from waymark.domain.plan import Plan
from waymark.services.reporting import reading_in
from waymark_start import plans
from waymark_start.command import main

MONTHS = period_from_key("2017-10"), period_from_key("2017-11")
KPI, ACTION, OTHER_ACTION = "W 2", "1.1.2", "1.1.3"
WINDOW = "^example "
TO_DUE, TO_OCTOBER = 3, 15
"""How many columns these are to the right of the ref."""

pytestmark = pytest.mark.skipif(
    bool(missing()),
    reason=f"{' and '.join(missing())} not found, so there is no screen to drive the window on; "
    "“packaging/system-libraries .venv/bin/python screen” installs them or says how",
)


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Screen]:
    """A screen, for a person who has never used Waymark before."""
    with screen(tmp_path / "home") as begun:
        yield begun


@contextmanager
def waymark(shown: Screen, *words: object) -> Iterator[subprocess.Popen[bytes]]:
    """The program, killed without warning at the end of the block."""
    command = [sys.executable, "-m", "waymark_start", *map(str, words)]
    with subprocess.Popen(command, env=shown.environment) as program:
        try:
            yield program
        finally:
            program.kill()


def test_that_a_days_work_by_keyboard_outlives_a_killed_program(shown, tmp_path):
    plan, returned, paper = tmp_path / "example.waymark", tmp_path / "returned.xlsx", tmp_path / "paper.docx"

    with waymark(shown):
        open_the_example(shown, plan)
        paste_readings(shown, plan, KPI, "41%", "42%")
        type_due(shown, plan, ACTION, "Mar 2019")
        type_due(shown, plan, ACTION, "Mar 2020")
        shown.press("ctrl+z")
        until_kept(plan, lambda now: due(now, ACTION) == "Mar 2019")
        return_a_tracker(plan, returned, OTHER_ACTION, "Nov 2021")
        preview = import_tracker(shown, returned)
        until_kept(plan, lambda now: due(now, OTHER_ACTION) == "Nov 2021")
        shown.press("Return")
        shown.until_gone(preview)
        export_paper(shown, paper)
        until(paper.is_file, "No paper was written.")
    with waymark(shown, plan):
        type_due(shown, plan, ACTION, "Mar 2022")

    now = read(plan)
    assert (figures(now, KPI), due(now, OTHER_ACTION)) == (["41%", "42%"], "Nov 2021")
    assert "Mar 2019" in texts_in(paper)
    assert steps(plan) == [
        "The example plan",
        "Paste 2 cells",
        *["Change Due"] * 3,
        "Import returned.xlsx",
        "Change Due",
    ]


def open_the_example(shown: Screen, plan: Path) -> None:
    shown.turn_to("^Waymark")
    shown.press("alt+x")
    choose_file(shown, "^Where to keep the example", plan)
    until_kept(plan, lambda now: len(now.actions) > 0)


def paste_readings(shown: Screen, plan: Path, ref: str, *copied: str) -> None:
    """Paste figures for October and November that another program has copied."""
    go_to(shown, "ctrl+4", ref, TO_OCTOBER, figures(read(plan), ref)[0])
    shown.clipboard.hold("\t".join(copied))
    shown.press("ctrl+v")
    until_kept(plan, lambda now: figures(now, ref) == [*copied])


def type_due(shown: Screen, plan: Path, ref: str, typed: str) -> None:
    go_to(shown, "ctrl+2", ref, TO_DUE, due(read(plan), ref))
    shown.write(typed)
    shown.press("Return")
    until_kept(plan, lambda now: due(now, ref) == typed)


def go_to(shown: Screen, page: str, ref: str, right: int, there: str) -> None:
    """Go to a page by its keys, to the row with that ref, and so many columns to the right, where that text stands."""

    def arrives() -> bool:
        window = shown.turn_to(WINDOW)
        shown.press(page, "Home", "ctrl+f")
        shown.write(ref)
        shown.press("Return")
        if shown.copied(window) != ref:
            return False
        shown.press(*["Right"] * right)
        return shown.copied(window) == there

    # Qt's dialog for files may propose a name once more as it closes, and the list takes the keyboard away with it. To
    # go there again changes nothing.
    until(arrives, f"There is no way to {ref}.")


def import_tracker(shown: Screen, returned: Path) -> str:
    """Import all of a tracker; gives the number of the window that tells of it."""
    shown.turn_to(WINDOW)
    shown.press("ctrl+i")
    choose_file(shown, "^Import from Excel or Word", returned)
    preview = shown.turn_to(f"^Import {returned.name}")
    shown.press("alt+i")
    return preview


def export_paper(shown: Screen, paper: Path) -> None:
    shown.turn_to(WINDOW)
    shown.press("ctrl+e")
    shown.turn_to("^Export board paper")
    shown.press("alt+w", "ctrl+a")
    shown.write(str(paper))
    shown.press("alt+e")


def choose_file(shown: Screen, title: str, path: Path) -> None:
    chooser = shown.turn_to(title)
    shown.write(str(path))
    shown.press("Return")
    shown.until_gone(chooser)


def return_a_tracker(plan: Path, returned: Path, ref: str, typed: str) -> None:
    """Make a tracker of the plan in which an officer has changed when an action is due."""
    CliRunner().invoke(main, ["tracker", str(plan), str(returned)], catch_exceptions=False)
    book = load_workbook(returned)
    page = book["Actions"]
    titles = [str(cell.value) for cell in page[1]]
    row = next(cells for cells in page.iter_rows(min_row=2) if cells[titles.index("Ref")].value == ref)
    row[titles.index("Due")].value = typed
    book.save(returned)


def until_kept(plan: Path, so: Callable[[Plan], bool]) -> None:
    """Wait until something is so in the plan file, whatever the window shows."""

    def is_so() -> bool:
        try:
            return plan.exists() and so(read(plan))
        except WaymarkError:
            return False

    until(is_so, "The plan file did not become what was typed.")


def read(plan: Path) -> Plan:
    with plans.reading(plan) as reader:
        return reader.load()


def due(plan: Plan, ref: str) -> str:
    return next(action.due for action in plan.actions.live() if action.ref == ref)


def figures(plan: Plan, ref: str) -> list[str]:
    kpi = next(kpi for kpi in plan.kpis.live() if kpi.ref == ref)
    readings = [reading_in(plan, kpi, month) for month in MONTHS]
    return [reading.value if reading else "" for reading in readings]


def steps(plan: Path) -> list[str]:
    with plans.reading(plan) as reader:
        return [header.label for header in reader.headers()]


def texts_in(paper: Path) -> str:
    tables = Document(str(paper)).tables
    return "\n".join(str(text) for table in tables for text in table._tbl.itertext())
