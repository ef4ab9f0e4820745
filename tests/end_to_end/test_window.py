"""The real program on a screen of its own, with nothing but the keyboard: a secretary's day, cut short."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.end_to_end.screen import Screen, missing, screen
from waymark.domain.plan import Plan
from waymark.domain.rows import Action
from waymark_start import plans
from waymark_start.command import main
from click.testing import CliRunner

ACTION = "1.1.2"
KPI = "W 2"
PATIENCE_MS = 60_000

pytestmark = pytest.mark.skipif(
    bool(missing()),
    reason=f"{' and '.join(missing())} not installed here, so there is no screen to drive the window on; "
    "“packaging/system-libraries .venv/bin/python screen” installs them",
)


@pytest.fixture
def shown(tmp_path) -> Iterator[Screen]:
    """A screen, and a person who has never used Waymark before."""
    with screen() as begun:
        yield begun.for_person(tmp_path / "home")


@contextmanager
def waymark(shown: Screen, *words: object) -> Iterator[subprocess.Popen[bytes]]:
    """The program, running until the end of the block at the latest."""
    command = [sys.executable, "-m", "waymark_start", *map(str, words)]
    with subprocess.Popen(command, env=shown.environment) as program:
        try:
            yield program
        finally:
            program.kill()
