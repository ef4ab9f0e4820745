"""Reading what somebody sent, as jobs: with limits, in a process that may break down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from waymark.domain.period import Period
from waymark.exchange.reading.preflight import is_document
from waymark.jobs.limits import within
from waymark.jobs.running import InParts, JobControl
from waymark.ports import PlanReader

if TYPE_CHECKING:
    from waymark.exchange.accessibility import Finding
    from waymark.exchange.pictures import Image
    from waymark.exchange.reading.content import Taken
    from waymark.exchange.reading.sheet import Source
    from waymark.exchange.reading.survey import Survey
    from waymark.exchange.reading.typed import Returned
    from waymark.exchange.trackers.proposal import Cell, Proposal

FULL_SECONDS = 6.0
"""How long a workbook may take with its colours. Its values alone are read in what then remains of the job's time."""
CELLS_AT_ONCE = 1_000
"""So many cells of a proposal go over at a time; they are taken over in 5 ms."""
Read = Callable[[Path], PlanReader]
"""Opens a plan file for reading: `PlanFiles.read`."""
COMPARING = "Comparing it with the plan, row by row"


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


def shut_out(path: Path, control: JobControl) -> tuple[Finding, ...]:
    """Read a Word document, anybody's, for what shuts readers out."""
    from waymark.exchange.accessibility import findings
    from waymark.exchange.accessibility.document import read_document

    control.say(0.1, f"Reading {path.name}")
    return findings(read_document(path))


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


def offered(
    read: Read, plan: Path, path: Path, corrections: Mapping[str, str], control: JobControl
) -> InParts | Survey:
    """As `received`, with a tracker held against the plan at that path: a `Proposal`.

    The plan is read here, and so is its log since the tracker went out: to hand both over would stop the window. Raises
    Refused, in words, for a tracker of another plan.
    """
    from waymark.exchange.reading.typed import Returned
    from waymark.exchange.trackers.against import held_against

    came = received(path, corrections, control)
    if not isinstance(came, Returned):
        return came
    control.say(0.7, COMPARING)
    with closing(read(plan)) as reader:
        return _in_parts(held_against(reader, reader.load(), came))


def compared(read: Read, plan: Path, taken: Taken, file: str, period: Period, control: JobControl) -> InParts:
    """What a file that Waymark did not write would change in the plan at that path: a `Proposal`.

    A long one that is unlike the plan takes seconds.
    """
    from waymark.exchange.trackers.foreign import as_returned
    from waymark.exchange.trackers.merging import proposed

    control.say(0.1, COMPARING)
    with closing(read(plan)) as reader:
        now = reader.load()
    return _in_parts(proposed(now, None, as_returned(taken, file, now, period)))


def _survey(source: Source, corrections: Mapping[str, str], control: JobControl) -> Survey:
    from waymark.exchange.reading.survey import survey_of
    from waymark.exchange.reading.tables import found_in

    control.say(0.9, "Finding the tables")
    return survey_of(found_in(source, corrections))


def _in_parts(proposal: Proposal) -> InParts:
    from waymark.exchange.trackers.proposal import Cells

    cells = proposal.cells
    parts = [Cells(cells[first : first + CELLS_AT_ONCE]) for first in range(0, len(cells), CELLS_AT_ONCE)]
    return InParts(partial(_joined, replace(proposal, cells=())), parts)


def _joined(rest: Proposal, parts: Sequence[Sequence[Cell]]) -> Proposal:
    return replace(rest, cells=tuple(chain.from_iterable(parts)))
