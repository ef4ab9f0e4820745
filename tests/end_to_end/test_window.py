"""The real program on a screen of its own, with nothing but the keyboard: a secretary's day that ends with a crash."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook

from tests.end_to_end.screen import Screen, missing, screen
from waymark.domain.errors import WaymarkError
from waymark.domain.period import period_from_key
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi
from waymark.services.reporting import reading_in
from waymark_start import plans
from waymark_start.command import main

PATIENCE_MS = 60_000
OCTOBER, NOVEMBER = period_from_key("2017-10"), period_from_key("2017-11")

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


def test_that_a_day_s_work_by_keyboard_outlives_a_killed_program(shown, qtbot, tmp_path):
    plan, returned, paper = tmp_path / "example.waymark", tmp_path / "returned.xlsx", tmp_path / "paper.docx"

    with waymark(shown):
        open_the_example(shown, plan)
        until(qtbot, plan, lambda there: len(there.actions) > 0)
        kpi, action, other = subjects(plan)

        paste_readings(shown, kpi)
        until(qtbot, plan, lambda there: figures(there, kpi) == ("41%", "42%"))
        change_the_due_date(shown, action, "Mar 2019")
        until(qtbot, plan, lambda there: there.actions[action.id].due == "Mar 2019")
        change_the_due_date(shown, action, "Mar 2020")
        until(qtbot, plan, lambda there: there.actions[action.id].due == "Mar 2020")
        shown.press("ctrl+z")
        until(qtbot, plan, lambda there: there.actions[action.id].due == "Mar 2019")
        fill_in_a_tracker(plan, returned, other, "Nov 2021")
        import_the_tracker(shown, returned)
        until(qtbot, plan, lambda there: there.actions[other.id].due == "Nov 2021")
        export_the_paper(shown, paper)
        qtbot.waitUntil(paper.is_file, timeout=PATIENCE_MS)

    with waymark(shown, plan):
        shown.turn_to("example")
        change_the_due_date(shown, action, "Mar 2022")
        until(qtbot, plan, lambda there: there.actions[action.id].due == "Mar 2022")

    there = read(plan)
    assert figures(there, kpi) == ("41%", "42%")
    assert there.actions[other.id].due == "Nov 2021"
    assert any("Steady Ground" in paragraph.text for paragraph in Document(str(paper)).paragraphs)
    assert steps(plan)[-5:] == ["Paste", "", "", "", ""]
