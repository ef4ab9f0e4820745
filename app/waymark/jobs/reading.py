"""Reading what somebody sent, as jobs: with limits, in a process that may break down."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.exchange.reading.preflight import is_document
from waymark.jobs.limits import within
from waymark.jobs.running import JobControl

if TYPE_CHECKING:
    from waymark.exchange.pictures import Image
    from waymark.exchange.reading.content import Taken
    from waymark.exchange.reading.sheet import Source
    from waymark.exchange.reading.survey import Survey
    from waymark.exchange.reading.typed import Returned
    from waymark.exchange.trackers.proposal import Proposal

FULL_SECONDS = 6.0
"""How long a workbook may take with its colours. Its values alone are read in what then remains of the job's time."""


def office_file(path: Path, control: JobControl) -> Source:
    """Read a workbook or a Word document that may hold anything; which of these it is, its content says."""
    from waymark.exchange.reading.preflight import preflight

    preflight(path)
    said = control.within(0.05, 0.9)
    # Each library is imported only where it is needed: they take a quarter of the memory that there is.
    if is_document(path):
        from waymark.exchange.reading.word.document import read_document

        return read_document(path, said)
    from waymark.exchange.reading.excel import read_workbook

    return read_workbook(path, within(FULL_SECONDS, said))


def picture(path: Path, control: JobControl) -> Image:
    """Read a picture that is to be shown in papers."""
    from waymark.exchange.pictures import read_image

    control.say(0.1, f"Reading {path.name}")
    return read_image(path)


def understood(path: Path, corrections: Mapping[str, str], control: JobControl) -> Taken:
    """Read a file that may hold anything, and understand it: what of it can go into a plan.

    `corrections` are what a person has explained of its columns: a header's fingerprint, its role.
    """
    return surveyed(path, corrections, control).taken


def arrived(path: Path, corrections: Mapping[str, str], control: JobControl) -> Returned | Taken:
    """Read what came back: a tracker of Waymark's as what it is, another file as far as it is `understood`."""
    from waymark.exchange.reading.typed import Returned

    came = received(path, corrections, control)
    return came if isinstance(came, Returned) else came.taken


def surveyed(path: Path, corrections: Mapping[str, str], control: JobControl) -> Survey:
    """As `understood`, with the tables and columns in which it was found."""
    return _survey(office_file(path, control), corrections, control)


def received(path: Path, corrections: Mapping[str, str], control: JobControl) -> Returned | Survey:
    """As `arrived`, with the tables and columns of a file that Waymark did not write."""
    from waymark.exchange.reading.preflight import preflight
    from waymark.exchange.reading.returned import is_tracker, read_returned

    control.say(0.0, f"Reading {path.name}")
    preflight(path)
    return read_returned(path) if is_tracker(path) else surveyed(path, corrections, control)


def compared(plan: Plan, taken: Taken, file: str, period: Period, control: JobControl) -> Proposal:
    """What a file that Waymark did not write would change; a long one that is unlike the plan takes seconds."""
    from waymark.exchange.trackers.foreign import as_returned
    from waymark.exchange.trackers.merging import proposed

    control.say(0.1, "Comparing it with the plan, row by row")
    return proposed(plan, None, as_returned(taken, file, plan, period))


def _survey(source: Source, corrections: Mapping[str, str], control: JobControl) -> Survey:
    from waymark.exchange.reading.survey import survey_of
    from waymark.exchange.reading.tables import found_in

    control.say(0.9, "Finding the tables")
    return survey_of(found_in(source, corrections))
