"""What a job that reads a file may take of time and memory, and how it ends where it takes more."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests import jobs
from tests.exchange.reading.surgery import SHEET, a_workbook, replaced
from tests.tracking import a_tracked_plan, a_tracker
from waymark.domain.errors import Refused
from waymark.exchange.reading.excel import read_workbook
from waymark.exchange.reading.sheet import Source
from waymark.jobs.limits import MEGABYTE, TOO_LARGE, TOO_SLOW, Limits, watch, within
from waymark.jobs.papers import returned
from waymark.jobs.reading import office_file
from waymark.jobs.running import RunningJob

FAR_AWAY = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files, in which nothing may be left."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert not list(folder.iterdir())


def result(job: Any, *arguments: Any, **limits: Any) -> Any:
    return RunningJob(job, *arguments, limits=Limits("odd.xlsx", **limits)).result()


def refusal(job: Any, *arguments: Any, **limits: Any) -> str:
    with pytest.raises(Refused) as refused:
        result(job, *arguments, **limits)
    return str(refused.value)


def test_that_a_workbook_is_read_within_the_limits(tmp_path):
    path = a_workbook(tmp_path)

    read = result(office_file, path)

    assert isinstance(read, Source)
    assert read == read_workbook(path)


def test_that_a_tracker_of_ours_is_read_within_the_limits(tmp_path):
    read = result(returned, a_tracker(a_tracked_plan(), tmp_path))

    assert len(read.rows) > 0


def test_that_a_tracker_of_ours_with_a_cell_at_the_end_of_the_sheet_is_read(tmp_path):
    path = a_tracker(a_tracked_plan(), tmp_path)
    whole = result(returned, path)

    with ZipFile(path) as archive:
        sheet, *_ = [name for name in archive.namelist() if b"Train every team manager" in archive.read(name)]
    replaced(path, sheet, "</sheetData>", FAR_AWAY)

    assert result(returned, path).rows == whole.rows


def test_that_a_cell_at_the_end_of_the_sheet_stops_nobody(tmp_path):
    path = replaced(a_workbook(tmp_path), SHEET, "</sheetData>", FAR_AWAY)

    assert len(result(office_file, path).grids[0].cells) == 9


def test_that_what_a_job_refuses_is_refused(tmp_path):
    path = tmp_path / "odd.xlsx"
    path.write_bytes(b"Ref,Action")

    assert refusal(office_file, path) == (
        "“odd.xlsx” is not an Excel or Word file, whatever its name says. Nothing was changed."
    )


def test_that_a_job_that_takes_too_much_memory_is_given_up():
    assert refusal(jobs.hungry, memory=200 * MEGABYTE) == (
        "Reading “odd.xlsx” took more than 200 MB of memory and was given up. "
        "Nothing was changed; copy what matters into a new file, and try that."
    )


def test_that_a_job_that_takes_too_long_is_given_up():
    said = refusal(jobs.busy, seconds=1)

    assert said.startswith("Reading “odd.xlsx” took more than 1 seconds and was given up. Nothing was changed;")


def test_that_a_job_that_does_nothing_is_not_waited_for_for_ever(tmp_path):
    said = refusal(jobs.deaf, tmp_path / "target", seconds=0)

    assert said.startswith("Reading “odd.xlsx” took more than 0 seconds and was given up.")


def test_that_a_process_that_aborts_is_told_of_in_a_sentence(capfd):
    said = refusal(jobs.aborted)

    assert said.startswith("“odd.xlsx” is built in a way that stops the program that reads it. Nothing was changed;")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("code", "words"), [(TOO_LARGE, "300 MB"), (TOO_SLOW, "10 seconds"), (3, "is built")])
def test_that_how_a_process_ended_itself_is_told(code, words):
    assert words in refusal(jobs.left_over, code)


def test_that_a_library_says_nothing_for_itself(capfd):
    assert result(jobs.last_words) == "read"
    assert capfd.readouterr() == ("", "")


def test_that_a_bug_is_no_refusal():
    with pytest.raises(RuntimeError, match="KeyError: 'a bug'"):
        result(jobs.broken)


def test_that_a_process_looks_at_itself_where_the_system_does_not():
    sizes = iter([1.0, 2.0, 3.0])
    ends: list[int] = []

    watch({lambda: next(sizes): (2.5, TOO_LARGE), lambda: 0.0: (1.0, TOO_SLOW)}, ends.append)

    assert ends == [TOO_LARGE]


def test_that_work_that_tells_how_far_it_is_ends_when_the_time_is_over():
    told: list[tuple[float, str]] = []
    in_time, late = (within(seconds, lambda *words: told.append(words)) for seconds in (1_000, -1))

    in_time(0.5, "Reading")
    with pytest.raises(TimeoutError):
        late(0.5, "Reading")

    assert told == [(0.5, "Reading")]
