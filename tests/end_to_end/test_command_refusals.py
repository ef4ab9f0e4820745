"""What the command line refuses, in one sentence and with everything left as it was."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.end_to_end.commands import dump_of, returned


def test_that_a_plan_which_names_no_month_is_not_reported_on_for_todays(run, tmp_path):
    plan = tmp_path / "new.waymark"
    run("new", plan)

    told = run("report", plan, tmp_path / "paper.docx")

    assert told.exit_code == 1
    assert "--period" in told.stderr
    assert not (tmp_path / "paper.docx").exists()
    assert run("tracker", plan, tmp_path / "tracker.xlsx", "--period", "2017-11").exit_code == 0


def test_that_wrong_usage_has_an_exit_status_of_its_own(run):
    assert run("report").exit_code == 2
    assert run("nonsense").exit_code == 2


def _not_a_plan(plan: Path) -> None:
    plan.write_bytes(b"This is a letter, not a plan." * 100)


def _another_programs(plan: Path) -> None:
    plan.unlink()
    with closing(sqlite3.connect(plan)) as db:
        db.execute("CREATE TABLE notes (text)")


def _newer(plan: Path) -> None:
    with closing(sqlite3.connect(plan)) as db:
        db.execute("PRAGMA user_version = 99")


def _truncated(plan: Path) -> None:
    plan.write_bytes(plan.read_bytes()[:50_000])


def _empty(plan: Path) -> None:
    plan.write_bytes(b"")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_not_a_plan, "not a Waymark plan"),
        (_another_programs, "another program"),
        (_newer, "newer version"),
        (_truncated, "damaged"),
        (_empty, "empty"),
        (Path.unlink, "no file"),
    ],
    ids=["a letter", "another program's", "newer", "truncated", "empty", "gone"],
)
def test_that_a_file_that_cannot_be_opened_is_left_alone_and_told_of_in_one_sentence(run, plan, spoil, told):
    spoil(plan)
    before = plan.read_bytes() if plan.exists() else None

    result = run("undo", plan)

    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert (plan.read_bytes() if plan.exists() else None) == before


def test_that_a_plan_open_elsewhere_is_not_written_and_can_be_read(run, plan):
    holding = "import sys; from waymark_start.plans import writing; from pathlib import Path\n"
    holding += "with writing(Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(plan)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"WAYMARK_AUTHOR": "Another secretary"},
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"

        refused, read = run("undo", plan), run("history", plan)
        other.communicate("")

    assert (refused.exit_code, read.exit_code) == (1, 0)
    assert "Another secretary" in refused.stderr


def _letter(path: Path) -> None:
    path.write_text("Dear colleague")


def _plain_workbook(path: Path) -> None:
    Workbook().save(path)


def _cut_short(path: Path) -> None:
    _plain_workbook(path)
    path.write_bytes(path.read_bytes()[:-800])


def _protected(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))


@pytest.mark.parametrize("make", [_letter, _plain_workbook, _cut_short, _protected])
def test_that_a_file_that_is_no_tracker_changes_nothing_and_is_told_of_in_one_sentence(run, plan, tmp_path, make):
    file = tmp_path / "returned.xlsx"
    make(file)
    before = run("history", plan).output

    result = run("import", plan, file)

    assert result.exit_code == 1
    assert "returned.xlsx" in result.stderr
    assert result.stderr.count("\n") == 1
    assert run("history", plan).output == before


def test_that_a_tracker_of_another_plan_is_recognised(run, plan, tmp_path):
    other = tmp_path / "other.waymark"
    run("example", other)

    result = run("import", plan, returned(run, other, "other.xlsx"))

    assert result.exit_code == 1
    assert "another plan" in result.stderr


def test_that_a_period_that_is_none_is_refused_and_nothing_is_written(run, plan, tmp_path):
    result = run("report", plan, tmp_path / "paper.docx", "--period", "the other day")

    assert result.exit_code == 1
    assert "the other day" in result.stderr
    assert not (tmp_path / "paper.docx").exists()


def test_that_an_existing_plan_is_not_overwritten(run, plan):
    before = plan.read_bytes()

    result = run("new", plan)

    assert result.exit_code == 1
    assert plan.read_bytes() == before


def test_that_a_dump_that_cannot_be_loaded_leaves_no_plan_behind(run, tmp_path):
    dump = tmp_path / "dump.json"
    dump.write_text('{"schema_version": 1, "plan": {}, "readings": [{"kpi_ref": "9", "raw": "1"}]}', encoding="utf-8")

    result = run("new", tmp_path / "new.waymark", "--from", dump)

    assert result.exit_code == 1
    assert {path.name for path in tmp_path.iterdir()} == {"dump.json"}


def test_that_a_paper_is_not_written_into_a_folder_that_is_not_there(run, plan, tmp_path):
    result = run("report", plan, tmp_path / "nowhere" / "paper.docx")

    assert result.exit_code == 1
    assert "paper.docx" in result.stderr


@pytest.mark.parametrize("what", ["report", "tracker"])
def test_that_nothing_is_written_over_a_plan(run, plan, what):
    before = plan.read_bytes()

    result = run(what, plan, plan)

    assert result.exit_code == 1
    assert plan.read_bytes() == before


def test_that_restoring_a_plan_from_itself_or_from_a_newer_version_is_refused(run, plan, tmp_path):
    newer = tmp_path / "newer.waymark"
    newer.write_bytes(plan.read_bytes())
    _newer(newer)
    before = plan.read_bytes()

    results = [run("restore", plan, backup) for backup in (plan, newer)]

    assert [result.exit_code for result in results] == [1, 1]
    assert plan.read_bytes() == before


def test_that_a_copy_does_not_take_the_place_of_another_file(run, plan, tmp_path):
    other = tmp_path / "other.waymark"
    run("new", other, "--title", "Other")

    assert run("copy", plan, other).exit_code == 1
    assert dump_of(run, other)["plan"]["title"] == "Other"


def test_that_a_plan_is_made_only_under_a_plans_name(run, tmp_path):
    result = run("new", tmp_path / "plan.docx")

    assert result.exit_code == 1
    assert not list(tmp_path.iterdir())
