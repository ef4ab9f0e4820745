"""The self-test, as it is started after the program was built or when somebody's installation misbehaves."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from waymark_start import self_test


def test_that_it_tells_what_it_did_and_ends_well_where_all_works(tmp_path):
    command = [sys.executable, "-m", "waymark_start", "self-test"]

    run = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"TMPDIR": str(tmp_path)})

    assert (run.returncode, run.stderr) == (0, "")
    assert "Drew the window" in run.stdout
    assert run.stdout.count("worker process") == 2
    assert run.stdout.endswith("Everything works.\n")
    assert list(tmp_path.iterdir()) == []


def test_that_it_tells_what_does_not_work(monkeypatch: pytest.MonkeyPatch):
    said: list[str] = []
    monkeypatch.setattr(self_test, "_draw_window", _no_window)

    assert not self_test.run(said.append)
    assert "There is no Qt here." in said[-1]


def _no_window(*_: object) -> str:
    raise ImportError("There is no Qt here.")
