"""Long work in a process of its own."""

from __future__ import annotations

import errno
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import pytest

from tests import jobs
from tests.tracking import NOVEMBER, STAMP, a_tracked_plan, a_tracker, after
from waymark.domain.changes import Insert
from waymark.domain.plan import Table
from waymark.exchange.files import beside
from waymark.exchange.papers.issue import Form, Issue
from waymark.exchange.trackers.layout import Stamp
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.proposal import Verdict
from waymark.exchange.trackers.workbook import write_tracker
from waymark.jobs.backups import verified
from waymark.jobs.papers import paper, returned, tracker
from waymark.jobs.reading import offered
from waymark.jobs.running import NOT_BEGUN, Failed, Finished, Progress, RunningJob
from waymark_start.plans import FILES, begin


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files, in which nothing may be left."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert not list(folder.iterdir())


def all_said(job: RunningJob) -> list[Progress | Finished | Failed]:
    """Everything that a job says to its end."""
    said = job.poll()
    while not (said and isinstance(said[-1], Finished | Failed)):
        wait([job._line, job._process.sentinel])
        said += job.poll()
    return said


def outcome(job: RunningJob) -> Any:
    return all_said(job)[-1]


def begun(job: RunningJob) -> None:
    """Waits until the job has said something."""
    while not job.poll():
        wait([job._line])


@pytest.mark.usefixtures("scratch")
def test_that_no_thread_of_ours_is_needed_in_which_garbage_with_widgets_could_end():
    before = threading.active_count()

    job = RunningJob(jobs.length, "a" * 1_000_000)
    during = threading.active_count()

    assert outcome(job) == Finished(1_000_000)
    assert during == before


@pytest.mark.usefixtures("scratch")
def test_that_a_job_tells_how_far_it_is_and_gives_its_result():
    said = all_said(RunningJob(jobs.doubled, 21))

    assert said == [Progress(0.5, "Doubling"), Finished(42)]


@pytest.mark.usefixtures("scratch")
def test_that_a_job_takes_over_more_than_fits_into_a_pipe():
    assert outcome(RunningJob(jobs.length, "x" * 5_000_000)) == Finished(5_000_000)


@pytest.mark.usefixtures("scratch")
def test_that_a_job_can_be_closed_before_it_has_taken_its_work_over():
    job = RunningJob(jobs.length, "x" * 5_000_000)

    job.kill()

    assert isinstance(outcome(job), Failed)


@pytest.mark.usefixtures("scratch")
def test_that_a_job_which_cannot_be_told_what_to_do_says_that_the_disk_is_full(monkeypatch):
    def full(path: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)

    came = outcome(RunningJob(jobs.length, "a"))

    assert isinstance(came, Failed)
    assert came.words == NOT_BEGUN


@pytest.mark.usefixtures("scratch")
def test_that_a_refusal_comes_back_as_its_sentence():
    assert outcome(RunningJob(jobs.refused)) == Failed("The folder is gone; nothing was changed.")


@pytest.mark.usefixtures("scratch")
def test_that_a_bug_comes_back_with_its_details():
    failed = outcome(RunningJob(jobs.broken))

    assert "Something went wrong inside Waymark" in failed.words
    assert "KeyError: 'a bug'" in failed.details


def test_that_a_job_called_off_leaves_no_file(tmp_path, scratch):
    target = tmp_path / "paper.docx"
    target.write_text("the old one", encoding="utf-8")
    job = RunningJob(jobs.endless, target, unfinished=beside(target))
    begun(job)

    job.cancel()

    assert outcome(job) == Failed("Called off; nothing was changed.")
    assert set(tmp_path.iterdir()) == {target, scratch}
    assert target.read_text(encoding="utf-8") == "the old one"


def test_that_a_killed_job_is_told_of_and_leaves_no_file(tmp_path, scratch):
    target = tmp_path / "paper.docx"

    failed = outcome(RunningJob(jobs.killed, target, unfinished=beside(target)))

    assert failed.words == "The work was ended before it was done; nothing was changed. Try again."
    assert list(tmp_path.iterdir()) == [scratch]


def test_that_a_job_which_does_not_listen_can_be_killed(tmp_path, scratch):
    target = tmp_path / "paper.docx"
    job = RunningJob(jobs.deaf, target, unfinished=beside(target))
    begun(job)

    job.cancel()
    job.kill()

    assert isinstance(outcome(job), Failed)
    assert list(tmp_path.iterdir()) == [scratch]


def test_that_closing_a_job_ends_it_and_leaves_no_file(tmp_path, scratch):
    target = tmp_path / "paper.docx"
    job = RunningJob(jobs.endless, target, unfinished=beside(target))
    begun(job)

    job.close()

    assert list(tmp_path.iterdir()) == [scratch]
    assert job.poll() == []


def test_that_a_job_whose_starter_is_gone_removes_what_it_wrote(tmp_path, scratch):
    target = tmp_path / "paper.docx"
    job = RunningJob(jobs.endless, target)
    begun(job)

    job._line.close()
    job._process.join()

    assert list(tmp_path.iterdir()) == [scratch]
    job.close()


def test_that_a_board_paper_is_written_in_parts_that_can_be_called_off(tmp_path, scratch):
    target = tmp_path / "paper.docx"

    said = all_said(
        RunningJob(paper, a_tracked_plan(), Issue("board", NOVEMBER), Form(), target, unfinished=beside(target))
    )

    assert said[-1] == Finished(target)
    assert len([each for each in said if isinstance(each, Progress)]) > 10
    assert set(tmp_path.iterdir()) == {target, scratch}


def test_that_a_tracker_written_and_read_by_jobs_comes_back_unchanged(tmp_path, scratch):
    plan, target = a_tracked_plan(), tmp_path / "tracker.xlsx"

    written = outcome(RunningJob(tracker, plan, NOVEMBER, STAMP, target, unfinished=beside(target)))
    read = outcome(RunningJob(returned, target))

    assert written == Finished(target)
    assert proposed(plan, plan, read.result).cells == ()
    assert set(tmp_path.iterdir()) == {target, scratch}


@pytest.mark.usefixtures("scratch")
def test_that_an_action_added_to_a_tracker_is_new_also_when_a_job_read_it(tmp_path):
    plan = a_tracked_plan()
    path = a_tracker(plan, tmp_path)
    without_actions = replace(plan, actions=Table())

    read = outcome(RunningJob(returned, path)).result

    added = proposed(without_actions, without_actions, read).added
    assert sorted(action.ref for action in added) == ["1.1", "1.2", "2.10"]


@pytest.mark.usefixtures("scratch")
def test_that_a_result_in_parts_is_put_together_where_it_was_asked_for():
    job = RunningJob(jobs.in_three_parts, "red amber green")

    assert outcome(job) == Finished("red and amber and green")


@pytest.mark.usefixtures("scratch")
def test_that_a_tracker_is_held_against_the_plan_file_by_the_job_that_reads_it(tmp_path):
    plan = tmp_path / "plan.waymark"
    begin(plan, "A plan", tuple(map(Insert, a_tracked_plan().rows())), "test")
    with closing(FILES.read(plan)) as reader:
        position, went_out = reader.position(), reader.load()
        stamp = Stamp(reader.plan_id, position.sequence, position.hash)
    write_tracker(after(went_out, "train", due="May 2018", state="Complete"), NOVEMBER, stamp, tmp_path / "back.xlsx")

    found = outcome(RunningJob(offered, FILES.read, plan, tmp_path / "back.xlsx", {})).result

    assert {(cell.column.field, cell.verdict, cell.base, cell.theirs) for cell in found.cells} == {
        ("due", Verdict.changed, "Mar 2018", "May 2018"),
        ("state", Verdict.new, "", "Complete"),
    }
    assert all(cell.subject == went_out.actions["train"] for cell in found.cells)


@pytest.mark.usefixtures("scratch")
def test_that_a_tracker_of_another_plan_is_refused_by_that_job(tmp_path):
    plan = tmp_path / "plan.waymark"
    begin(plan, "A plan", tuple(map(Insert, a_tracked_plan().rows())), "test")
    theirs = a_tracker(a_tracked_plan(), tmp_path)

    assert "is a tracker of another plan" in outcome(RunningJob(offered, FILES.read, plan, theirs, {})).words


@pytest.mark.usefixtures("scratch")
def test_that_a_file_which_is_no_workbook_is_refused_in_words(tmp_path):
    path = tmp_path / "letter.xlsx"
    path.write_text("Dear colleague", encoding="utf-8")

    assert outcome(RunningJob(returned, path)).words.startswith("“letter.xlsx” is not an Excel or Word file")


@pytest.mark.usefixtures("scratch")
def test_that_a_backup_is_looked_through_by_a_job():
    assert outcome(RunningJob(verified, jobs.faults_of, Path("a backup"))) == Finished(["“a backup” is damaged."])
