"""Dates that Excel shifted by four years and a day."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook

from tests.tracking import a_tracked_plan, a_tracker, after, came_back, the_cell
from waymark.exchange.reading.returned import read_returned
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.proposal import Verdict
from waymark.exchange.trackers.shifted import shifted_from

PLAN = a_tracked_plan()


@pytest.mark.parametrize(
    ("ours", "theirs", "meant"),
    [
        ("31/03/2018", "01/04/2022", date(2018, 3, 31)),
        ("31/03/2018", "30/03/2014", date(2018, 3, 31)),
        ("Mar 2018", "16/03/2022", date(2018, 3, 15)),
        ("Mar 2018", "01/10/2022", date(2018, 9, 30)),
        ("31/03/2018", "30/06/2018", None),
        ("31/03/2018", "31/03/2020", None),
        ("31/03/2018", "31/03/2026", None),
        ("Mar 2018", "Apr 2022", None),
        ("TBC", "01/04/2022", None),
        ("", "01/04/2022", None),
    ],
)
def test_that_trap_x10_only_a_day_some_four_years_off_was_probably_shifted(ours, theirs, meant):
    assert shifted_from(ours, theirs) == meant


def test_that_trap_x10_a_date_pasted_from_a_workbook_of_the_other_calendar_is_refused_and_the_right_one_named(tmp_path):
    plan = after(PLAN, "train", due="31/03/2018")
    path = a_tracker(plan, tmp_path)
    book = load_workbook(path)
    due = book["Actions"]["F2"]
    due.value, due.number_format = date(2022, 4, 1), "dd/mm/yyyy"
    book.save(path)

    cell = the_cell(proposed(plan, plan, read_returned(path)))

    assert (cell.verdict, cell.reason) == (Verdict.refused, "due_shifted_1904")
    assert "31 March 2018" in cell.say


def test_that_a_due_date_put_off_by_four_years_can_be_typed_as_a_month():
    cell = the_cell(proposed(PLAN, PLAN, came_back(PLAN, {("train", "due"): "Mar 2022"})))

    assert (cell.verdict, cell.theirs) == (Verdict.changed, "Mar 2022")
