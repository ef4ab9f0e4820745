"""Plans out of workbooks that somebody else made, and such workbooks taken into an open plan, by the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.end_to_end.commands import dump_of

HEADER = ("Ref", "Action", "Lead", "Due date", "Bubble")
ROWS = (
    ("1.1", "Recruit two team managers", "Head of Service", "Mar 2018", "Jo"),
    ("1.2", "Train all supervisors", "Principal Social Worker", "soonish", "Di"),
)


def a_workbook(path: Path, *rows, header=HEADER) -> Path:
    book = Workbook()
    page = book.create_sheet("Plan", 0)
    for row in (header, *rows):
        page.append(row)
    book.save(path)
    return path


@pytest.fixture
def theirs(tmp_path):
    return a_workbook(tmp_path / "theirs.xlsx", *ROWS)


@pytest.fixture
def made(run, tmp_path, theirs):
    path = tmp_path / "made.waymark"
    assert run("new", path, "--from", theirs).exit_code == 0
    return path


def dry_run(run, plan, file, *more):
    return json.loads(run("import", plan, file, "--dry-run", "--json", *more).output)


def test_that_a_plan_is_made_of_a_workbook_and_said_what_was_left_out_and_is_doubtful(run, tmp_path, theirs):
    told = run("new", tmp_path / "made.waymark", "--from", theirs)

    lines = told.output.splitlines()
    assert lines[0] == f"Made the plan {tmp_path / 'made.waymark'} with 2 actions."
    assert any(line.startswith("  left out") and "Bubble" in line for line in lines)
    assert any(line.startswith("  check") and "Plan!D3" in line and "soonish" in line for line in lines)
    assert [action["ref"] for action in dump_of(run, tmp_path / "made.waymark")["actions"]] == ["1.1", "1.2"]


@pytest.mark.parametrize(("name", "holds"), [("menu.xlsx", "found no actions"), ("no.xlsx", "no.xlsx")])
def test_that_where_there_is_no_plan_one_sentence_is_said_and_nothing_made(run, tmp_path, name, holds):
    a_workbook(tmp_path / "menu.xlsx", ("Soup", 3), ("Pie", 5), header=("Dish", "Price"))
    if name == "no.xlsx":
        (tmp_path / name).write_text("no workbook")

    told = run("new", tmp_path / "made.waymark", "--from", tmp_path / name)

    assert told.exit_code == 1
    assert len(told.output.splitlines()) == 1
    assert holds in told.output
    assert not (tmp_path / "made.waymark").exists()


def test_that_the_workbook_of_which_a_plan_was_made_changes_nothing_in_it(run, made, theirs):
    told = dry_run(run, made, theirs)

    assert (told["changes"], told["new_actions"], told["readings"]) == ([], [], [])


def test_that_a_workbook_is_merged_as_one_step_that_can_be_undone(run, made, tmp_path):
    later = a_workbook(
        tmp_path / "later.xlsx", (*ROWS[0][:3], "Apr 2018"), ("1.3", "Audit forty cases", "", "May 2018")
    )
    before = dump_of(run, made)

    preview = dry_run(run, made, later)
    told = run("import", made, later)

    [change] = preview["changes"]
    assert (change["ref"], change["field"], change["from"], change["to"], change["where"]) == (
        "1.1",
        "due",
        "2018-03",
        "2018-04",
        "Plan!D2",
    )
    assert [each["ref"] for each in preview["new_actions"]] == ["1.3"]
    assert {flag["reason"] for flag in preview["flags"]} >= {"row_new", "row_missing", "due_changed"}
    assert "Taken in as one step" in told.output
    assert [(each["ref"], each.get("due_raw")) for each in dump_of(run, made)["actions"]] == [
        ("1.1", "Apr 2018"),
        ("1.2", "soonish"),
        ("1.3", "May 2018"),
    ]
    run("undo", made)
    assert dump_of(run, made) == before


def test_that_what_is_said_of_a_column_is_kept_in_the_plan(run, made, theirs):
    assert dry_run(run, made, theirs, "--column", "Bubble=initials")["changes"] == []
    assert "column_roles" not in dump_of(run, made)

    said = dry_run(run, made, theirs, "--column", "Bubble=update", "--period", "Mar 2018")
    run("import", made, theirs, "--column", "Bubble=update", "--period", "Mar 2018")

    assert {(each["ref"], each["field"], each["to"]) for each in said["changes"]} == {
        ("1.1", "progress", "Jo"),
        ("1.2", "progress", "Di"),
    }
    content = dump_of(run, made)
    assert [(each["header"], each["role"]) for each in content["column_roles"]] == [("bubble", "update")]
    assert {each["period_raw"] for each in content["updates"]} == {"2018-03"}
    assert dry_run(run, made, theirs, "--period", "Mar 2018")["changes"] == []


def test_that_a_role_that_is_none_is_refused_with_those_there_are(run, made, theirs):
    told = run("import", made, theirs, "--column", "Bubble=emperor")

    assert told.exit_code == 1
    assert "review date" in told.output
    assert "column_roles" not in dump_of(run, made)
