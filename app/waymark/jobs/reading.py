"""Reading what somebody sent, as jobs: with limits, in a process that may break down."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from waymark.jobs.limits import within
from waymark.jobs.running import JobControl

if TYPE_CHECKING:
    from waymark.exchange.reading.content import Taken
    from waymark.exchange.reading.sheet import Source

FULL_SECONDS = 6.0
"""How long a workbook may take with its colours. Its values alone are read in what then remains of the job's time."""


def workbook(path: Path, control: JobControl) -> Source:
    """Read a workbook that may hold anything."""
    from waymark.exchange.reading.excel import read_workbook

    return read_workbook(path, within(FULL_SECONDS, control.within(0.05, 0.9)))


def understood(path: Path, corrections: Mapping[str, str], control: JobControl) -> Taken:
    """Read a workbook that may hold anything, and understand it: what of it can go into a plan.

    `corrections` are what a person has explained of its columns: a header's fingerprint, its role.
    """
    from waymark.exchange.reading.content import taken_from
    from waymark.exchange.reading.tables import found_in

    source = workbook(path, control)
    control.say(0.9, "Finding the tables")
    return taken_from(found_in(source, corrections))
