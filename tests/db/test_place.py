"""Where a plan is kept: folders that are copied about, network shares, and places that can only be read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from waymark_db.place import is_on_network, synchronised_by, warnings

MOUNTS = [("/", "ext4"), ("/mnt/council", "cifs"), ("/mnt/council/scratch", "tmpfs"), ("/home", "nfs4")]

NOBODY = 65534

TRYING = """
import datetime, os, sys
from pathlib import Path
from waymark.domain.errors import ReadOnlyPlan
from waymark_db.store import open_plan, read_plan
path = Path(sys.argv[1])
if os.getuid() == 0:
    os.setuid(int(sys.argv[2]))
try:
    open_plan(path, who="A secretary", clock=lambda: datetime.datetime(2017, 11, 20, tzinfo=datetime.UTC)).close()
except ReadOnlyPlan as refusal:
    print(refusal)
with read_plan(path) as reader:
    print(reader.load().actions["action"].ref)
"""


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/a/OneDrive/plans", "OneDrive"),
        ("/home/a/OneDrive - Ashcombe Council", "OneDrive"),
        ("/home/a/Dropbox (Work)/x", "Dropbox"),
        ("/home/a/Google Drive", "Google Drive"),
        ("/home/a/Library/CloudStorage/GoogleDrive-a@example.org/My Drive", "Google Drive"),
        ("/home/a/Library/Mobile Documents/x", "iCloud"),
        ("/home/a/iCloudDrive", "iCloud"),
        ("/home/a/drives/one", None),
        ("/home/a/plans", None),
    ],
)
def test_that_a_synchronised_folder_is_recognised(folder, service):
    plan = Path(folder) / "Dropbox plan.waymark"

    said = warnings(plan)

    assert synchronised_by(plan) == service
    assert bool(service) == any(f"a folder that {service} copies" in each for each in said)


@pytest.mark.parametrize(
    ("plan", "shared"),
    [
        ("/mnt/council/plans/plan.waymark", True),
        ("/mnt/council/scratch/plan.waymark", False),
        ("/mnt/councillors/plan.waymark", False),
        ("/home/a/plan.waymark", True),
        ("/srv/plan.waymark", False),
        ("//server/share/plan.waymark", True),
    ],
)
def test_that_a_network_share_is_recognised(plan, shared):
    assert is_on_network(Path(plan), MOUNTS) == shared


def test_that_there_is_nothing_to_say_of_a_folder_on_this_computer(store):
    assert store.warnings == ()


@pytest.fixture
def anybodys(template: Path) -> Iterator[Path]:
    """A plan in a folder that every user of the system may enter."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = Path(shutil.copy(template, folder / "plan.waymark"))
        folder.chmod(0o777)
        path.chmod(0o666)
        yield path
        folder.chmod(0o777)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
@pytest.mark.parametrize("which", ["file", "folder"])
def test_that_a_plan_that_cannot_be_written_is_said_to_be_so_and_can_be_read(anybodys, which):
    (anybodys.chmod(0o444) if which == "file" else anybodys.parent.chmod(0o555))
    before = anybodys.read_bytes()

    finished = subprocess.run(
        [sys.executable, "-c", TRYING, str(anybodys), str(NOBODY)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )

    said, ref = finished.stdout.splitlines()
    assert "“plan.waymark” cannot be" in said
    assert "It can be opened for reading." in said
    assert ref == "1.1.1"
    assert anybodys.read_bytes() == before
    assert [each.name for each in anybodys.parent.iterdir()] == ["plan.waymark"]
