"""The command line as a secretary uses it: what is done."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.end_to_end.commands import dump_of, returned
from waymark_start.command import main


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
    file = returned(run, plan, "back.xlsx", ("Actions", "1.1.2", "Due", "Mar 2019"), ("Readings", "P1", "Nov", "41%"))
    before = dump_of(run, plan)

    told = run("import", plan, file)
    after = dump_of(run, plan)
    run("undo", plan)

    assert "2 changed" in told.output
    assert next(action for action in after["actions"] if action["ref"] == "1.1.2")["due_raw"] == "Mar 2019"
    assert dump_of(run, plan) == before
    assert [step["label"] for step in json.loads(run("history", plan, "--json").output)][2:] == ["Import back.xlsx"] * 2


def test_that_a_dry_run_says_what_would_be_done_and_does_nothing(run, plan):
    file = returned(run, plan, "back.xlsx", ("Actions", "1.1.2", "Due", "Mar 2019"))
    before = run("history", plan).output

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
    file = returned(run, plan, "back.xlsx", ("Actions", "1.1.2", "Due", "Mar 2019"))
    before = dump_of(run, plan)
    run("import", plan, file)
    (backup,) = plan.with_name("improvement backups").glob("*before import.waymark")

    restored = run("restore", plan, backup)

    assert restored.exit_code == 0
    assert dump_of(run, plan) == before


def test_that_what_a_plan_began_with_is_not_undone(run, plan):
    before = dump_of(run, plan)

    undone = run("undo", plan)

    assert (undone.exit_code, undone.stderr) == (1, "There is nothing to undo.\n")
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


def test_that_every_command_shows_an_example_in_its_help(run):
    for name in main.commands:
        assert f"Example: waymark {name}" in run(name, "--help").output


def test_that_the_demonstration_does_the_main_job_and_keeps_out_of_a_folder_in_use(run, tmp_path):
    done = run("demo", tmp_path / "demo")

    again = run("demo", tmp_path / "demo")

    assert done.exit_code == 0
    assert "verified whole" in done.output
    assert "1 conflict" in done.output
    assert "1 refused" in done.output
    assert {path.suffix for path in (tmp_path / "demo").iterdir() if path.is_file()} == {
        ".waymark",
        ".xlsx",
        ".docx",
        ".txt",
    }
    assert again.exit_code == 1


def test_that_a_tracker_is_taken_in_after_an_import_with_new_readings_was_undone(run, plan):
    file = returned(run, plan, "back.xlsx", ("Readings", "QA 3", "Nov", "48%"))
    run("import", plan, file)
    run("undo", plan)

    again = run("import", plan, file)

    assert "1 new" in again.output


def test_that_a_backup_that_fails_in_the_end_is_no_refusal_of_what_was_done(run, plan):
    run("import", plan, returned(run, plan, "back.xlsx", ("Actions", "1.1.2", "Due", "Mar 2019")))
    for backup in (folder := plan.with_name("improvement backups")).iterdir():
        backup.unlink()
    folder.rmdir()
    folder.write_text("in the way")

    undone = run("undo", plan)

    assert undone.exit_code == 0
    assert "What was done is saved" in undone.stderr
