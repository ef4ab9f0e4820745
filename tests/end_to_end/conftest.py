"""The command line, and a plan to use it on."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.end_to_end.commands import Run
from waymark_start.command import main


@pytest.fixture
def run() -> Run:
    """Runs a command and gives its result; what is neither done nor refused in words is raised."""

    def invoke(*words: object) -> Result:
        result = CliRunner(env={"WAYMARK_AUTHOR": "A secretary"}).invoke(main, [str(word) for word in words])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def plan(tmp_path: Path, run: Run) -> Path:
    """A file with the example plan."""
    path = tmp_path / "improvement.waymark"
    assert run("example", path).exit_code == 0
    return path
