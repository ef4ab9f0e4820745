"""The rows of a returned tracker: which of the plan's each is, and what is new, missing or there twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tracking import AT, a_row, a_tracked_plan, after, came_back, in_plan, reasons
from waymark.domain.changes import applied
from waymark.exchange.reading.typed import Typed
from waymark.exchange.trackers.layout import SHEETS
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.proposal import Verdict

PLAN = a_tracked_plan()


def test_that_trap_x03_a_missing_row_is_told_and_never_taken_out():
    returned = came_back(PLAN)

    proposal = proposed(PLAN, PLAN, replace(returned, rows=returned.rows[1:]))

    assert [(flag.reason, flag.subject) for flag in proposal.flags] == [("row_missing", PLAN.actions["train"])]
    assert proposal.flags[0].say == "1.1 did not come back; it stays as it is."
    assert in_plan(proposal.changes(PLAN, AT)) == ()


def test_that_trap_x03_a_lead_who_returns_only_a_few_rows_is_told_so_once():
    returned = came_back(PLAN)

    proposal = proposed(PLAN, PLAN, replace(returned, rows=returned.rows[:1]))

    assert reasons(proposal) == ["partial_return"] * 3


def test_that_trap_x03_an_added_row_is_a_new_action():
    added = a_row(
        ref="1.3", text="Publish what was learnt", theme="1 Practice", leads="Head of Practice", due="Jun 2018"
    )

    proposal = proposed(PLAN, PLAN, came_back(PLAN, {}, added))

    assert [(action.ref, action.theme_id) for action in proposal.added] == [("1.3", "practice")]
    assert reasons(proposal) == ["row_new"]
    assert {cell.column.field: cell.theirs for cell in proposal.cells if cell.verdict is Verdict.new} == {
        "text": "Publish what was learnt",
        "due": "Jun 2018",
        "leads": "Head of Practice",
    }


@pytest.mark.parametrize(
    ("ref", "text"),
    [("1.1 ", "Train each of the managers"), ("", "Train every team manager."), ("", "train every team manager")],
    ids=["by ref", "by nearly the same text", "by text"],
)
def test_that_a_row_without_its_id_is_known_by_its_ref_or_text(ref, text):
    returned = came_back(PLAN)
    rows = (a_row(ref=ref, text=text, due="May 2018"), *returned.rows[1:])

    proposal = proposed(PLAN, PLAN, replace(returned, rows=rows))

    assert proposal.added == ()
    assert {cell.subject.id for cell in proposal.cells} == {"train"}
    assert reasons(proposal) == []


def test_that_trap_x01_the_second_row_about_one_thing_is_refused_and_the_original_is_the_one_with_the_right_ref():
    returned = came_back(PLAN)
    copy = replace(
        returned.rows[0], where="Actions!50", cells={"ref": Typed("1.9", ""), "text": Typed("Quite new", "")}
    )

    proposal = proposed(PLAN, PLAN, replace(returned, rows=(copy, *returned.rows)))

    assert [(flag.reason, flag.where) for flag in proposal.flags] == [("duplicate_row", "Actions!50")]
    assert proposal.cells == ()


def test_that_a_row_without_a_text_is_told_and_not_taken():
    proposal = proposed(PLAN, PLAN, came_back(PLAN, {}, a_row(due="May 2018")))

    assert reasons(proposal) == ["row_new"]
    assert proposal.added == ()


def test_that_an_unknown_kpi_is_told_and_not_added():
    stranger = replace(a_row(), sheet=SHEETS[1], cells={"ref": Typed("9z", ""), "title": Typed("A new measure", "")})

    proposal = proposed(PLAN, PLAN, came_back(PLAN, {}, stranger))

    assert reasons(proposal) == ["kpi_unknown"]
    assert proposal.added == ()


def test_that_a_new_ref_which_excel_holds_as_a_number_is_to_be_checked():
    added = replace(a_row(), cells={"ref": Typed("3.1", "Actions!B9", is_number=True), "text": Typed("Something", "")})

    proposal = proposed(PLAN, PLAN, came_back(PLAN, {}, added))

    assert reasons(proposal) == ["row_new", "ref_changed"]


def test_that_trap_x02_a_ref_changed_by_the_officer_is_refused_and_the_row_still_known():
    proposal = proposed(PLAN, PLAN, came_back(PLAN, {("train", "ref"): "1.7", ("train", "due"): "May 2018"}))

    verdicts = {cell.column.field: (cell.verdict, cell.reason) for cell in proposal.cells}
    assert verdicts == {"ref": (Verdict.refused, "ref_changed"), "due": (Verdict.changed, "")}


def test_that_a_new_action_renamed_and_renumbered_by_the_secretary_is_still_known_when_its_tracker_comes_again():
    returned = came_back(PLAN, {}, a_row(ref="3.1", text="An action that nobody had yet"))
    plan = applied(PLAN, proposed(PLAN, PLAN, returned).changes(PLAN, AT))
    [new] = [action for action in plan.actions.live() if action.ref == "3.1"]

    renamed = after(plan, new.id, ref="4.1", text="In quite other words")

    assert proposed(renamed, PLAN, returned).added == ()


@pytest.mark.parametrize("theme", ["1 Practice", "practice", "1", "", "Quite another theme"])
def test_that_a_new_action_that_comes_again_is_quiet_about_its_ref_and_theme(theme):
    added = a_row(ref="1.3", text="Publish what was learnt", theme=theme, leads="LA / Head of Practice", due="Jun 2018")
    returned = came_back(PLAN, {}, added)
    plan = applied(PLAN, proposed(PLAN, PLAN, returned).changes(PLAN, AT))

    again = proposed(plan, PLAN, returned)

    assert (again.cells, reasons(again)) == ((), ["same_return_again"])


def test_that_a_new_action_is_put_under_the_theme_that_its_row_names_and_told_of_where_there_is_none():
    named, unknown = a_row(ref="9.1", text="One", theme="PRACTICE"), a_row(ref="9.2", text="Another", theme="Nobody’s")

    proposal = proposed(PLAN, PLAN, came_back(PLAN, {}, named, unknown))

    assert [action.theme_id for action in proposal.added] == ["practice", None]
    assert reasons(proposal) == ["row_new", "row_new", "ref_out_of_place"]
