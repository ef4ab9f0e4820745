"""Every call that writes fails in turn: the old state or the new one, and what was acknowledged is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.db.faulted import FAULTS, OPERATIONS

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that makes calls fail."""
    if not sys.platform.startswith("linux") or shutil.which("cc") is None:
        pytest.skip("needs Linux and a C compiler")
    library = tmp_path_factory.mktemp("shim") / "shim.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, HERE / "shim.c", "-ldl"], check=True)
    return library


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_that_a_fault_at_any_call_leaves_the_old_state_or_the_new(operation, fault, shim, tmp_path):
    environment = {"LD_PRELOAD": str(shim), "PYTHONPATH": os.pathsep.join(sys.path)}

    finished = subprocess.run(
        [sys.executable, "-m", "tests.db.faulted", operation, fault, tmp_path],
        env=os.environ | environment,
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
    )

    assert finished.stderr == ""
    *broken, calls = finished.stdout.splitlines()
    assert broken == []
    assert int(calls) > 3
