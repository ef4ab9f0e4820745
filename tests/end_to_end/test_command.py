"""The command line as a secretary uses it: what is done, and what is refused in one sentence."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document
from openpyxl import Workbook, load_workbook

from waymark_start.command import main

Run = Callable[..., Result]


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
    path = tmp_path / "improvement.waymark"
    assert run("example", path).exit_code == 0
    return path


def dump_of(run: Run, plan: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(run("dump", plan).output)
    return content


def returned(run: Run, plan: Path, name: str, *cells: tuple[str, str, str, str]) -> Path:
    """A tracker sent out and filled in: sheet, ref, how the header begins, what is typed."""
    path = plan.with_name(name)
    run("tracker", plan, path)
    book = load_workbook(path)
    for sheet, ref, header, typed in cells:
        page = book[sheet]
        titles = [str(cell.value) for cell in page[1]]
        column = next(number for number, title in enumerate(titles) if title.startswith(header))
        row = next(cells for cells in page.iter_rows(min_row=2) if cells[titles.index("Ref")].value == ref)
        row[column].value = typed
    book.save(path)
    return path


def test_that_the_example_plan_is_made_dumped_and_made_again_from_its_dump(run, plan, tmp_path):
    dumped = tmp_path / "plan.json"
    dumped.write_text(run("dump", plan).output, encoding="utf-8")

    made = run("new", tmp_path / "again.waymark", "--from", dumped)

    assert made.exit_code == 0
    assert dump_of(run, tmp_path / "again.waymark") == dump_of(run, plan)


def test_that_the_earlier_example_is_a_version_before(run, tmp_path):
    run("example", tmp_path / "earlier.waymark", "--earlier")

    assert dump_of(run, tmp_path / "earlier.waymark")["plan"]["version"] == "Version 1.3"


def test_that_a_new_plan_has_a_title_and_ratings_to_begin_with(run, tmp_path):
    run("new", tmp_path / "new.waymark", "--title", "Steady Ground")

    content = dump_of(run, tmp_path / "new.waymark")

    assert content["plan"]["title"] == "Steady Ground"
    assert [rating["label"] for rating in content["rag_scheme"]] == ["Red", "Amber", "Green"]


def test_that_a_returned_tracker_is_taken_in_as_one_step_that_undo_takes_back(run, plan):
    before = dump_of(run, plan)
    file = returned(run, plan, "back.xlsx", ("Actions", "1.1.2", "Due", "Mar 2019"), ("Readings", "P1", "Nov", "41%"))

    told = run("import", plan, file)
    after = dump_of(run, plan)
    run("undo", plan)

    assert "2 changed" in told.output
    assert next(action for action in after["actions"] if action["ref"] == "1.1.2")["due_raw"] == "Mar 2019"
    assert dump_of(run, plan) == before
    assert [step["label"] for step in json.loads(run("history", plan, "--json").output)][1:] == ["Import back.xlsx"] * 2


def test_that_a_dry_run_says_what_would_be_done_and_does_nothing(run, plan):
    before = run("history", plan).output
    file = returned(run, plan, "back.xlsx", ("Actions", "1.1.2", "Due", "Mar 2019"))

    told = json.loads(run("import", plan, file, "--dry-run", "--json").output)

    (change,) = told["changes"]
    assert (change["ref"], change["field"], change["raw"]) == ("1.1.2", "due", "Mar 2019")
    assert change["where"].startswith("Actions!")
    assert run("history", plan).output == before


def test_that_the_same_tracker_taken_in_twice_changes_nothing_the_second_time(run, plan):
    file = returned(run, plan, "back.xlsx", ("Actions", "1.1.2", "Due", "Mar 2019"))
    run("import", plan, file)
    once = run("history", plan).output

    again = run("import", plan, file)

    assert "Nothing was changed" in again.output
    assert run("history", plan).output == once


@pytest.mark.parametrize(("policy", "due"), [("skip", "Feb 2019"), ("ours", "Feb 2019"), ("theirs", "Mar 2019")])
def test_that_a_cell_changed_on_both_sides_is_settled_only_as_the_person_says(run, plan, policy, due):
    one = returned(run, plan, "one.xlsx", ("Actions", "1.1.2", "Due", "Feb 2019"))
    two = returned(run, plan, "two.xlsx", ("Actions", "1.1.2", "Due", "Mar 2019"))
    run("import", plan, one)

    told = run("import", plan, two, "--conflicts", policy)

    assert "1 conflict" in told.output
    assert next(action for action in dump_of(run, plan)["actions"] if action["ref"] == "1.1.2")["due_raw"] == due


def test_that_a_backup_is_made_before_an_import_and_can_be_restored(run, plan):
    before = dump_of(run, plan)
    run("import", plan, returned(run, plan, "back.xlsx", ("Actions", "1.1.2", "Due", "Mar 2019")))
    (backup,) = plan.with_name("improvement backups").glob("*before import.waymark")

    restored = run("restore", plan, backup)

    assert restored.exit_code == 0
    assert dump_of(run, plan) == before


def test_that_redo_does_what_undo_took_back(run, plan):
    run("import", plan, returned(run, plan, "back.xlsx", ("Actions", "1.1.2", "Due", "Mar 2019")))
    after = dump_of(run, plan)

    run("undo", plan)
    run("redo", plan)

    assert dump_of(run, plan) == after


def test_that_the_board_paper_and_the_tracker_are_written_for_the_month_asked_for(run, plan, tmp_path):
    paper, tracker = tmp_path / "paper.docx", tmp_path / "tracker.xlsx"

    run("report", plan, paper, "--kind", "board", "--period", "Sept 2017")
    run("tracker", plan, tracker, "--period", "Q2 2017/18")

    assert any("September 2017" in paragraph.text for paragraph in Document(str(paper)).paragraphs)
    assert any("Sep 2017" in str(cell.value) for cell in load_workbook(tracker)["Actions"][1])


def test_that_verify_says_that_a_sound_plan_is_whole_and_what_is_wrong_with_another(run, plan):
    sound = run("verify", plan)
    with closing(sqlite3.connect(plan)) as db:
        db.execute("UPDATE actions SET text = 'tampered' WHERE ref = '1.1.1'")
        db.commit()

    tampered = run("verify", plan)

    assert (sound.exit_code, tampered.exit_code) == (0, 1)
    assert "actions" in tampered.stderr


def test_that_a_copy_without_history_has_the_plan_and_none_of_its_steps(run, plan, tmp_path):
    run("copy", plan, tmp_path / "copy.waymark", "--without-history")

    assert dump_of(run, tmp_path / "copy.waymark") == dump_of(run, plan)
    assert json.loads(run("history", tmp_path / "copy.waymark", "--json").output) == []


def test_that_a_redacted_text_is_nowhere_in_the_plan_any_more(run, plan):
    text = dump_of(run, plan)["actions"][0]["text"]

    run("redact", plan, text, "--why", "Names a child", "--yes")

    assert text.encode() not in plan.read_bytes()
    assert run("verify", plan).exit_code == 0


def test_that_a_tracker_from_before_a_redaction_brings_nothing_back_unseen(run, plan):
    file = returned(run, plan, "back.xlsx")
    text = dump_of(run, plan)["actions"][0]["text"]
    run("redact", plan, text, "--why", "Names a child", "--yes")

    told = run("import", plan, file)

    assert "from before a text was redacted" in told.output
    assert "0 changed, 0 new, 1 conflict" in told.output
    assert "Nothing was changed." in told.output
    assert text not in json.dumps(dump_of(run, plan))


def test_that_rows_which_did_not_come_back_are_named_in_one_line(run, plan):
    file = returned(run, plan, "back.xlsx")
    book = load_workbook(file)
    book["Actions"].delete_rows(2, 3)
    book.save(file)

    told = run("import", plan, file, "--dry-run")

    assert "3 rows did not come back and stay as they are: 1.1.1, 1.1.2, 1.1.3." in told.output


def test_that_a_plan_which_names_no_month_is_not_reported_on_for_todays(run, tmp_path):
    plan = tmp_path / "new.waymark"
    run("new", plan)

    told = run("report", plan, tmp_path / "paper.docx")

    assert told.exit_code == 1
    assert "--period" in told.stderr
    assert not (tmp_path / "paper.docx").exists()
    assert run("tracker", plan, tmp_path / "tracker.xlsx", "--period", "2017-11").exit_code == 0


def test_that_every_command_shows_an_example_in_its_help(run):
    for name in main.commands:
        assert f"Example: waymark {name}" in run(name, "--help").output


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


def test_that_the_demonstration_does_the_main_job_and_keeps_out_of_a_folder_in_use(run, tmp_path):
    done = run("demo", tmp_path / "demo")

    again = run("demo", tmp_path / "demo")

    assert done.exit_code == 0
    assert "verified whole" in done.output
    assert "1 conflict" in done.output
    assert "1 refused" in done.output
    assert {path.suffix for path in (tmp_path / "demo").iterdir() if path.is_file()} == {".waymark", ".xlsx", ".docx"}
    assert again.exit_code == 1


@pytest.mark.parametrize("what", ["report", "tracker"])
def test_that_nothing_is_written_over_a_plan(run, plan, what):
    before = plan.read_bytes()

    result = run(what, plan, plan)

    assert result.exit_code == 1
    assert plan.read_bytes() == before


def test_that_a_tracker_is_taken_in_after_an_import_with_new_readings_was_undone(run, plan):
    file = returned(run, plan, "back.xlsx", ("Readings", "QA 3", "Nov", "48%"))
    run("import", plan, file)
    run("undo", plan)

    again = run("import", plan, file)

    assert "1 new" in again.output


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


def test_that_a_backup_that_fails_in_the_end_is_no_refusal_of_what_was_done(run, plan):
    run("import", plan, returned(run, plan, "back.xlsx", ("Actions", "1.1.2", "Due", "Mar 2019")))
    for backup in (folder := plan.with_name("improvement backups")).iterdir():
        backup.unlink()
    folder.rmdir()
    folder.write_text("in the way")

    undone = run("undo", plan)

    assert undone.exit_code == 0
    assert "What was done is saved" in undone.stderr
