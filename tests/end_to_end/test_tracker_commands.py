"""Trackers out and back by the command line, the board's workbook, and who owes what."""

from __future__ import annotations

import json

import pytest
from openpyxl import load_workbook

from tests.end_to_end.commands import dump_of, returned

LEAD = "Head of Early Help"


def owed(run, plan):
    return json.loads(run("returns", plan, "--period", "2017-11", "--json").output)


def test_that_a_leads_tracker_is_written_and_noted(run, plan, tmp_path):
    told = run("tracker", plan, tmp_path / "lead.xlsx", "--lead", LEAD, "--period", "2017-11", "--by", "8 December")

    [sent] = dump_of(run, plan)["dispatches"]
    assert told.output == f"Wrote the tracker for {LEAD} for Nov 2017 to {tmp_path / 'lead.xlsx'}.\n"
    assert (sent["to"], sent["period_raw"], sent["position"], sent["file"]) == (LEAD, "2017-11", 1, "lead.xlsx")
    assert "8 December" in [row[1].value for row in load_workbook(tmp_path / "lead.xlsx")["Read me"].iter_rows()]


def test_that_a_lead_whom_nobody_knows_is_refused_by_name_and_nothing_written(run, plan, tmp_path):
    told = run("tracker", plan, tmp_path / "lead.xlsx", "--lead", "Nobody at all")

    assert told.exit_code == 1
    assert "“Nobody at all”" in told.output
    assert LEAD in told.output
    assert not (tmp_path / "lead.xlsx").exists()


def test_that_all_trackers_are_one_step(run, plan, tmp_path):
    run("trackers", plan, tmp_path / "out", "--period", "2017-11")

    files = sorted(path.suffix for path in (tmp_path / "out").iterdir())
    content = dump_of(run, plan)
    assert len(content["dispatches"]) == files.count(".xlsx") == files.count(".txt") > 10
    assert run("undo", plan).output.startswith(f"Undid “Send {files.count('.xlsx')} trackers”")
    assert "dispatches" not in dump_of(run, plan)


def test_that_what_came_back_stands_by_the_lead_to_whom_it_went(run, plan, tmp_path):
    path = tmp_path / "lead.xlsx"
    run("tracker", plan, path, "--lead", LEAD, "--period", "2017-11")
    book = load_workbook(path)
    book["Updates"]["E2"] = "All four hubs are open."
    book.save(path)

    told = run("import", plan, path)

    assert "Taken in as one step" in told.output
    [lead] = [each for each in owed(run, plan)["leads"] if each["lead"] == LEAD]
    assert [each["file"] for each in lead["sent"]] == ["lead.xlsx"]
    [came] = lead["taken_in"]
    assert (came["file"], came["new"] + came["changed"]) == ("lead.xlsx", 1)
    assert run("verify", plan).exit_code == 0


def test_that_trap_x14_a_tracker_that_comes_back_twice_is_said_to(run, plan):
    tracker = returned(run, plan, "back.xlsx", ("Actions", "1.1.1", "Due", "Apr 2018"))
    run("import", plan, tracker)

    told = json.loads(run("import", plan, tracker, "--dry-run", "--json").output)

    assert [flag["reason"] for flag in told["flags"]] == ["same_return_again"]


def test_that_a_tracker_in_which_nothing_changed_is_noted_and_changes_nothing(run, plan):
    tracker = returned(run, plan, "back.xlsx")

    told = run("import", plan, tracker)

    assert "Nothing was changed." in told.output
    assert len(dump_of(run, plan)["receipts"]) == 1


@pytest.mark.parametrize(("policy", "asked"), [("ours", 0), ("skip", 1)])
def test_that_a_conflict_answered_with_ours_is_not_asked_again(run, plan, policy, asked):
    tracker = returned(run, plan, "back.xlsx", ("Actions", "1.1.1", "Due", "Apr 2018"))
    other = returned(run, plan, "other.xlsx", ("Actions", "1.1.1", "Due", "May 2018"))
    run("import", plan, other)

    run("import", plan, tracker, "--conflicts", policy)

    assert f"{asked} conflict" in run("import", plan, tracker, "--dry-run").output


def test_that_trap_x15_a_conflict_says_what_went_out_both_sides_and_who_changed_the_plan_and_when(run, plan):
    tracker = returned(run, plan, "back.xlsx", ("Actions", "1.1.1", "Due", "Apr 2018"))
    other = returned(run, plan, "other.xlsx", ("Actions", "1.1.1", "Due", "May 2018"))
    run("import", plan, other)

    [cell] = json.loads(run("import", plan, tracker, "--dry-run", "--json").output)["cells"]
    line = next(line for line in run("import", plan, tracker, "--dry-run").output.splitlines() if "conflict " in line)

    assert (cell["ref"], cell["field"], cell["verdict"]) == ("1.1.1", "due", "conflict")
    assert (cell["ours"], cell["theirs"]) == ("May 2018", "Apr 2018")
    assert cell["base"]
    assert f"It was “{cell['base']}”; the plan now has “May 2018” and the tracker “Apr 2018”." in line
    assert f"The plan’s was changed since by {cell['since']}." in line


def test_that_a_tracker_is_written_while_somebody_else_has_the_plan_and_it_is_said_that_it_is_not_noted(
    run, plan, tmp_path
):
    from waymark_start import plans

    with plans.writing(plan):
        told = run("tracker", plan, tmp_path / "tracker.xlsx")

    assert told.exit_code == 0
    assert "not noted in the plan's ledger" in told.output
    assert (tmp_path / "tracker.xlsx").exists()
    assert "dispatches" not in dump_of(run, plan)


def test_that_returns_say_who_owes_what(run, plan):
    told = run("returns", plan, "--period", "2017-11").output

    content = owed(run, plan)
    owing = [each for each in content["leads"] if each["owes"]]
    assert told.startswith(f"For Nov 2017, {len(owing)} of {len(content['leads'])} leads still owe something: ")
    assert all(f"owes {each['owes']} of {each['of']}" in told for each in owing)


@pytest.mark.parametrize(
    ("options", "sheet", "what"),
    [((), "Summary", "workbook"), (("--publication",), "Contents", "publication copy")],
)
def test_that_a_workbook_is_written_for_the_month_asked_for(run, plan, tmp_path, options, sheet, what):
    out = tmp_path / "board.xlsx"

    told = run("workbook", plan, out, "--period", "Q2 2017/18", *options)

    assert told.output == f"Wrote the {what} for Sep 2017 to {out}.\n"
    assert load_workbook(out).sheetnames[0] == sheet


def test_that_a_tracker_of_a_plan_that_can_only_be_read_is_written_all_the_same(run, plan, tmp_path, monkeypatch):
    from waymark.domain.errors import Refused
    from waymark_start import plans

    def refuse(path):
        raise Refused("This plan can only be read.")

    monkeypatch.setattr(plans.FILES, "open", refuse)

    told = run("tracker", plan, tmp_path / "tracker.xlsx")

    assert told.exit_code == 0
    assert told.output.endswith("It is not noted in the plan's ledger. This plan can only be read.\n")


def test_that_a_report_of_what_was_not_taken_is_written_to_mail_back(run, plan, tmp_path):
    tracker = returned(run, plan, "back.xlsx", ("Actions", "1.1.1", "Due", "31/02/2018"))

    told = run("import", plan, tracker, "--report", tmp_path / "report.xlsx")

    assert told.output.endswith(f"Wrote what was not taken to {tmp_path / 'report.xlsx'}.\n")
    _, _, *lines = load_workbook(tmp_path / "report.xlsx")["Not taken"].values
    assert [line[2:4] for line in lines] == [("1.1.1, Due", "31/02/2018")]


def test_that_no_report_is_written_where_everything_was_taken(run, plan, tmp_path):
    tracker = returned(run, plan, "back.xlsx", ("Actions", "1.1.1", "Due", "Apr 2018"))

    told = run("import", plan, tracker, "--report", tmp_path / "report.xlsx")

    assert told.output.endswith("Everything was taken; there is nothing to report.\n")
    assert not (tmp_path / "report.xlsx").exists()


def test_that_a_report_never_takes_the_place_of_what_came_back(run, plan):
    tracker = returned(run, plan, "back.xlsx", ("Actions", "1.1.1", "Due", "31/02/2018"))
    before = tracker.read_bytes()

    told = run("import", plan, tracker, "--report", tracker)

    assert told.exit_code == 1
    assert tracker.read_bytes() == before


def test_that_what_json_says_stays_json_beside_a_report(run, plan, tmp_path):
    tracker = returned(run, plan, "back.xlsx", ("Actions", "1.1.1", "Due", "31/02/2018"))

    told = run("import", plan, tracker, "--dry-run", "--json", "--report", tmp_path / "report.xlsx")

    assert [flag["reason"] for flag in json.loads(told.stdout)["flags"]] == ["due_unreadable"]
    assert (tmp_path / "report.xlsx").exists()
