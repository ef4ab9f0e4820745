"""The report of what was not taken: which lines it has, and the workbook in which it is mailed back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from tests.plans import an_action
from tests.tracking import a_tracked_plan, after, came_back
from waymark.domain.errors import Refused
from waymark.exchange.reading.typed import Ignored
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.proposal import Verdict
from waymark.exchange.trackers.report import COLUMNS, lines_of, write_report

PLAN = a_tracked_plan()
CHANGED = after(PLAN, "train", due="Apr 2018")
TYPED = {
    ("train", "due"): "May 2018",
    ("audit", "due"): "31/02/2018",
    ("audit", "update"): "The first ten are done.",
}
PROPOSAL = proposed(CHANGED, PLAN, came_back(PLAN, TYPED))


def left_of(proposal):
    return [cell for cell in proposal.cells if cell.verdict in (Verdict.conflict, Verdict.refused)]


def written(folder, proposal=PROPOSAL):
    write_report(proposal, left_of(proposal), folder / "report.xlsx")
    return load_workbook(folder / "report.xlsx").active


def test_that_a_refused_cell_is_told_with_its_place_what_was_typed_why_and_what_to_do():
    [line] = [line for line in lines_of(PROPOSAL, left_of(PROPOSAL)) if line.typed == "31/02/2018"]

    assert (line.sheet, line.cell, line.what) == ("Actions", "due3", "1.2, Due")
    assert "31/02/2018" in line.why
    assert line.do == "Type one date with the day first, such as 31/03/2018 or Mar 2018, or TBC."


def test_that_nobody_is_told_to_type_again_where_a_tracker_changes_nothing():
    proposal = proposed(PLAN, PLAN, came_back(PLAN, {("visits", "target"): "99%"}))

    [line] = lines_of(proposal, left_of(proposal))

    assert line.do == "Write what it should be; it is changed in the plan alone."


def test_that_a_conflict_that_was_not_taken_is_told_with_both_values():
    [line] = [line for line in lines_of(PROPOSAL, left_of(PROPOSAL)) if line.typed == "May 2018"]

    assert line.why == "It was “Mar 2018”; the plan now has “Apr 2018” and the tracker “May 2018”."
    assert line.do == "Look at both, and write which of them is right."


def test_that_what_was_taken_is_not_told_and_what_was_left_out_by_choice_is():
    left = [cell for cell in PROPOSAL.cells if cell.verdict is not Verdict.conflict]

    typed = {line.typed: line.why for line in lines_of(PROPOSAL, left)}

    assert "May 2018" not in typed
    assert typed["The first ten are done."] == "It was left out this time."


def test_that_notes_stand_below_the_cells():
    returned = replace(came_back(PLAN, TYPED), ignored=(Ignored("Actions!K2", "a column", "column_unknown"),))

    proposal = proposed(CHANGED, PLAN, returned)
    *_, line = lines_of(proposal, left_of(proposal))

    assert (line.sheet, line.cell, line.why) == ("Actions", "K2", "Waymark does not read this: a column.")


def test_that_rows_that_did_not_come_back_are_one_line():
    plan = a_tracked_plan(*(an_action(f"3.{number}", f"Further {number}", rank=f"U{number}x") for number in range(9)))
    returned = came_back(plan)
    kept = tuple(row for row in returned.rows if row.id not in ("audit", "agree"))

    [line] = lines_of(proposed(plan, plan, replace(returned, rows=kept)), [])

    assert line.why == "2 rows did not come back and stay as they are: 1.2, 2.10."


def test_that_the_workbook_has_a_title_headings_and_a_line_each(tmp_path):
    title, headings, *lines = written(tmp_path).values

    assert title[0] == "Of “tracker.xlsx” (Nov 2017) this was not taken, or is to be looked at"
    assert headings == tuple(column.header for column in COLUMNS)
    assert len(lines) == len(lines_of(PROPOSAL, left_of(PROPOSAL))) == 2


@pytest.mark.parametrize("typed", ["=1+1", "+44", "-", "@SUM(A1)", "=HYPERLINK(1)\x07"])
def test_that_trap_x19_what_was_typed_never_becomes_a_formula(tmp_path, typed):
    page = written(tmp_path, proposed(PLAN, PLAN, came_back(PLAN, {("audit", "due"): typed})))

    cell = page["D3"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", typed.rstrip("\x07"), True)


def test_that_nothing_is_written_where_nothing_is_to_be_told(tmp_path):
    assert write_report(proposed(PLAN, PLAN, came_back(PLAN)), [], tmp_path / "report.xlsx") == 0
    assert [*tmp_path.iterdir()] == []


def test_that_a_report_which_cannot_be_written_is_refused_and_leaves_nothing_behind(tmp_path):
    with pytest.raises(Refused, match=r"report\.txt"):
        write_report(PROPOSAL, left_of(PROPOSAL), tmp_path / "report.txt")

    assert [*tmp_path.iterdir()] == []
