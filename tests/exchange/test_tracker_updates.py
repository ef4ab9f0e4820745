"""The sheet of a tracker on which updates are written: whose rows stand there, and how they come back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from tests.plans import a_link, an_action, an_officer
from tests.tracking import AT, NOVEMBER, STAMP, a_row, a_tracked_plan, a_tracker, after, came_back, reasons, the_cell
from waymark.domain.changes import applied
from waymark.domain.rows import Recommendation, Update
from waymark.exchange.reading.returned import read_returned
from waymark.exchange.trackers.layout import UPDATES
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.proposal import Verdict
from waymark.exchange.trackers.workbook import write_tracker

VISITING = Recommendation(id="visiting", ref="1.1", text="Improve visiting", rank="a")
PLAN = a_tracked_plan(VISITING)


def an_update(subject, period, text, **values):
    return Update(id=f"{subject}-{period or text}", subject_id=subject, period=period, text=text, **values)


def shown_on(path):
    """What stands on the sheet, by header, for each ref."""
    header, *rows = load_workbook(path)["Updates"].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_that_a_row_stands_there_for_each_action_and_recommendation_that_is_to_be_reported_on(tmp_path):
    ended = an_action("1.8", id="ended", rank="U", state="complete")
    told = an_action("1.9", id="told", rank="V", state="closed")

    rows = shown_on(a_tracker(a_tracked_plan(VISITING, ended, told, an_update("told", "2017-11", "Closed.")), tmp_path))

    assert [row["Ref"] for row in rows] == ["1.1", "1.2", "2.10", "1.9", "1.1"]
    assert [row["Action or recommendation"] for row in rows][::4] == ["Train every team manager", "Improve visiting"]
    assert [row["Update for Nov 2017"] for row in rows][::3] == ["Nine of eleven managers are trained.", "Closed."]


@pytest.mark.parametrize(
    ("updates", "before"),
    [
        ((), None),
        (("2017-09", "Begun."), "Sep 2017: Begun."),
        (("2017-Q2", "Half done."), "Q2 2017/18 (Jul\u2013Sep): Half done."),
        (("", "Once."), "Undated: Once."),
        (("2017-12", "All done."), None),
    ],
    ids=["none", "a month", "a quarter", "undated", "later"],
)
def test_that_the_update_before_is_shown_with_its_period(tmp_path, updates, before):
    told = [an_update("audit", *updates)] if updates else []

    rows = shown_on(a_tracker(a_tracked_plan(*told), tmp_path))

    assert rows[1]["Update before"] == before


def test_that_of_several_updates_before_the_last_is_shown(tmp_path):
    told = [an_update("audit", *each) for each in (("2017-10", "Two."), ("2017-08", "One."), ("", "Once."))]

    rows = shown_on(a_tracker(a_tracked_plan(*told), tmp_path))

    assert rows[1]["Update before"] == "Oct 2017: Two."


def test_that_a_share_asks_for_its_leads_own_updates(tmp_path):
    lead = an_officer("Visits", id="own", rank="Z")
    path = tmp_path / "share.xlsx"

    write_tracker(a_tracked_plan(VISITING, lead, a_link(VISITING, lead)), NOVEMBER, replace(STAMP, lead="own"), path)

    assert [row["Action or recommendation"] for row in shown_on(path)] == ["Improve visiting"]


def test_that_trap_x15_an_update_changed_on_both_sides_is_a_conflict():
    ours = after(PLAN, "u", text="Ten of eleven.")

    cell = the_cell(proposed(ours, PLAN, came_back(PLAN, {("train", "update"): "All eleven."})))

    assert (cell.verdict, cell.where) == (Verdict.conflict, "Updates!update2")


@pytest.mark.parametrize(
    ("field", "reason"), [("update_before", "history_changed"), ("text", "action_text_changed"), ("ref", "ref_changed")]
)
def test_that_trap_x17_what_is_locked_there_is_refused_where_it_was_changed(field, reason):
    returned = came_back(PLAN)
    at, row = next((at, row) for at, row in enumerate(returned.rows) if row.sheet == UPDATES)
    changed = replace(row, cells={**row.cells, field: replace(row.cells[field], text="Something else")})
    rows = (*returned.rows[:at], changed, *returned.rows[at + 1 :])

    cell = the_cell(proposed(PLAN, PLAN, replace(returned, rows=rows)))

    assert (cell.verdict, cell.reason) == (Verdict.refused, reason)


@pytest.mark.parametrize(
    ("naming", "meant"),
    [
        ({"ref": "2.10"}, "agree"),
        ({"text": "Improve visiting"}, "visiting"),
        ({"ref": "1.2", "text": "AUDIT"}, "audit"),
    ],
    ids=["by its ref", "by its text", "ref first"],
)
def test_that_trap_x03_an_update_in_a_row_that_was_added_goes_to_what_it_names(naming, meant):
    returned = came_back(PLAN)
    kept = tuple(row for row in returned.rows if row.sheet != UPDATES or row.id != meant)

    proposal = proposed(PLAN, PLAN, replace(returned, rows=(*kept, a_row(UPDATES, **naming, update="Done."))))

    taken = [(cell.subject.id, cell.theirs) for cell in proposal.cells if cell.verdict is Verdict.new]
    assert (taken, reasons(proposal)) == ([(meant, "Done.")], [])


def test_that_the_update_of_a_new_action_goes_to_it_wherever_its_sheet_stands_and_comes_again_unchanged():
    new = a_row(ref="1.3", text="Publish what was learnt")
    returned = came_back(PLAN)
    returned = replace(returned, rows=(a_row(UPDATES, ref="1.3", update="Begun."), new, *returned.rows))

    proposal = proposed(PLAN, PLAN, returned)
    plan = applied(PLAN, proposal.changes(PLAN, AT))
    again = proposed(plan, PLAN, returned)

    [action] = proposal.added
    assert [update.text for update in plan.updates.where("subject_id", action.id)] == ["Begun."]
    assert (again.cells, again.changes(plan, AT)) == ((), ())


def test_that_an_update_about_nothing_in_the_plan_is_told_and_not_taken():
    proposal = proposed(PLAN, PLAN, came_back(PLAN, {}, a_row(UPDATES, ref="9.9", update="Done.")))

    [flag] = proposal.flags
    assert (proposal.cells, flag.reason) == ((), "row_new")
    assert "no \u201c9.9\u201d" in flag.say


def test_that_trap_x01_a_second_update_of_one_thing_is_told_and_not_taken():
    proposal = proposed(PLAN, PLAN, came_back(PLAN, {}, a_row(UPDATES, ref="1.2", update="Done.")))

    assert (proposal.cells, reasons(proposal)) == ((), ["duplicate_row"])


def test_that_trap_x03_a_thing_missing_from_both_of_its_sheets_is_told_of_once():
    returned = came_back(PLAN)
    kept = tuple(row for row in returned.rows if row.id != "agree")

    proposal = proposed(PLAN, PLAN, replace(returned, rows=kept))

    assert [(flag.reason, flag.where) for flag in proposal.flags] == [("row_missing", "Actions")]


def test_that_trap_x04_a_sheet_cut_to_refs_and_updates_still_comes_back(tmp_path):
    path = a_tracker(PLAN, tmp_path)
    book = load_workbook(path)
    page = book["Updates"]
    page["E4"] = "Agreed."
    page.delete_cols(3, 2)
    page.delete_cols(1)
    book.save(path)

    cell = the_cell(proposed(PLAN, PLAN, read_returned(path)))

    assert (cell.subject.id, cell.where, cell.theirs) == ("agree", "Updates!B4", "Agreed.")


@pytest.mark.parametrize("sheet", ["Actions", "Recommendations", "Updates"])
def test_that_trap_x04_of_sheets_that_are_alike_the_name_tells_which_is_meant(tmp_path, sheet):
    path = a_tracker(PLAN, tmp_path)
    book = load_workbook(path)
    page = book[sheet]
    for place in reversed(range(3, page.max_column + 1)):
        page.delete_cols(place)
    for other in {"Actions", "Readings", "Recommendations", "Updates"} - {sheet}:
        del book[other]
    book.save(path)

    assert {row.sheet.title for row in read_returned(path).rows} == {sheet}
