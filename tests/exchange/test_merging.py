"""A returned tracker held against the plan: which cells are the same, changed, new, in conflict or refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracking import AT, NOVEMBER, a_row, a_tracked_plan, after, came_back, in_plan, the_cell
from waymark.domain.assignment import assign_leads
from waymark.domain.changes import applied
from waymark.domain.edits import Edits
from waymark.domain.errors import Refused
from waymark.domain.plan import Plan
from waymark.exchange.reading.typed import Ignored, Typed
from waymark.exchange.trackers.content import shown
from waymark.exchange.trackers.layout import CUT_NOTE, LONGEST_TEXT, SHEETS
from waymark.exchange.trackers.merging import check_plan, proposed
from waymark.exchange.trackers.proposal import Verdict

PLAN = a_tracked_plan()


def test_that_a_tracker_that_nobody_touched_proposes_nothing():
    proposal = proposed(PLAN, PLAN, came_back(PLAN))

    assert proposal.cells == ()
    assert proposal.flags == ()
    assert in_plan(proposal.changes(PLAN, AT)) == ()


def test_that_a_cell_only_the_officer_changed_is_changed_with_its_address():
    cell = the_cell(proposed(PLAN, PLAN, came_back(PLAN, {("train", "due"): "31/05/2018"})))

    assert (cell.verdict, cell.base, cell.ours, cell.theirs) == (Verdict.changed, "Mar 2018", "Mar 2018", "31/05/2018")
    assert cell.where == "Actions!due2"


def test_that_a_value_where_there_was_none_is_new():
    cell = the_cell(proposed(PLAN, PLAN, came_back(PLAN, {("audit", "update"): "The first ten are done."})))

    assert cell.verdict is Verdict.new


def test_that_a_cell_only_the_secretary_changed_stays_hers():
    plan = after(PLAN, "train", due="Apr 2018")

    proposal = proposed(plan, PLAN, came_back(PLAN))

    assert proposal.cells == ()


def test_that_both_making_the_same_change_is_no_change():
    plan = after(PLAN, "train", due="Apr 2018")

    proposal = proposed(plan, PLAN, came_back(PLAN, {("train", "due"): "Apr 2018"}))

    assert proposal.cells == ()


def test_that_both_changing_a_cell_is_a_conflict_that_shows_all_three():
    plan = after(PLAN, "train", due="Apr 2018")

    cell = the_cell(proposed(plan, PLAN, came_back(PLAN, {("train", "due"): "May 2018"})))

    assert (cell.verdict, cell.base, cell.ours, cell.theirs) == (Verdict.conflict, "Mar 2018", "Apr 2018", "May 2018")
    assert cell.say == "It was “Mar 2018”; the plan now has “Apr 2018” and the tracker “May 2018”."


def test_that_trap_x15_two_officers_changing_one_cell_are_in_conflict():
    first = proposed(PLAN, PLAN, came_back(PLAN, {("train", "update"): "Ten of eleven."}))
    plan = applied(PLAN, first.changes(PLAN, AT))

    second = proposed(plan, PLAN, came_back(PLAN, {("train", "update"): "All eleven."}))

    assert the_cell(second).verdict is Verdict.conflict


def test_that_of_another_history_every_cell_that_differs_is_a_conflict():
    proposal = proposed(PLAN, None, came_back(PLAN, {("train", "due"): "May 2018", ("audit", "update"): "Begun."}))

    assert [cell.verdict for cell in proposal.cells] == [Verdict.conflict, Verdict.conflict]


@pytest.mark.parametrize(
    ("subject", "field"), [("train", "theme"), ("visits", "title"), ("visits", "target"), ("visits", "better_when")]
)
def test_that_what_only_the_plan_may_say_is_refused(subject, field):
    cell = the_cell(proposed(PLAN, PLAN, came_back(PLAN, {(subject, field): "Something else"})))

    assert cell.verdict is Verdict.refused
    assert "change it in Waymark" in cell.say


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("due", "31/02/2018", "due_unreadable"),
        ("due", "when we can", "due_unreadable"),
        ("state", "perhaps", "state_unreadable"),
        ("rating", "Purple", "rag_value_not_in_scheme"),
        ("text", "", "action_text_changed"),
    ],
)
def test_that_what_cannot_be_understood_is_refused_in_words(field, typed, reason):
    cell = the_cell(proposed(PLAN, PLAN, came_back(PLAN, {("train", field): typed})))

    assert (cell.verdict, cell.reason) == (Verdict.refused, reason)
    assert cell.say.endswith(".")


@pytest.mark.parametrize("typed", ["R", "red", "RED "], ids=["letter", "case", "blank"])
def test_that_trap_x13_a_rating_is_known_by_word_or_letter_and_becomes_the_schemes_word(typed):
    cell = the_cell(proposed(PLAN, PLAN, came_back(PLAN, {("train", "rating"): typed})))

    assert (cell.verdict, cell.theirs) == (Verdict.changed, "Red")


def test_that_white_space_capitals_of_a_choice_and_the_spelling_of_a_ref_are_no_change():
    typed = {("train", "text"): " Train every  team manager ", ("train", "rating"): "AMBER", ("train", "ref"): "1.1."}

    proposal = proposed(PLAN, PLAN, came_back(PLAN, typed))

    assert proposal.cells == ()


def test_that_emptying_a_cell_is_a_change_that_is_told():
    cell = the_cell(proposed(PLAN, PLAN, came_back(PLAN, {("train", "update"): ""})))

    assert (cell.verdict, cell.reason) == (Verdict.changed, "progress_cleared")


def test_that_trap_x22_a_figure_outside_a_kpis_own_calendar_is_refused():
    cell = the_cell(proposed(PLAN, PLAN, came_back(PLAN, {("audits", "2017-11"): "60%"})))

    assert (cell.verdict, cell.reason) == (Verdict.refused, "off_calendar_period")


@pytest.mark.parametrize("typed", ["44%", ""], ids=["another figure", "emptied"])
def test_that_trap_x17_a_figure_of_an_earlier_period_that_was_changed_is_taken_and_told(typed):
    cell = the_cell(proposed(PLAN, PLAN, came_back(PLAN, {("visits", "2017-10"): typed})))

    assert (cell.verdict, cell.theirs, cell.reason) == (Verdict.changed, typed, "history_changed")
    assert cell.say == "For Oct 2017 “43%” has been reported already; this changes it."


@pytest.mark.parametrize(("month", "typed"), [("2017-11", "5 / 7"), ("2017-09", "40%")], ids=["own", "late"])
def test_that_a_figure_of_the_trackers_own_month_or_a_late_one_is_no_changed_history(month, typed):
    cell = the_cell(proposed(PLAN, PLAN, came_back(PLAN, {("visits", month): typed})))

    assert cell.reason == ""


def test_that_a_text_where_a_figure_belongs_is_kept_and_told():
    cell = the_cell(proposed(PLAN, PLAN, came_back(PLAN, {("visits", "2017-09"): "see the note"})))

    assert (cell.verdict, cell.reason) == (Verdict.new, "not_a_number")


def test_that_a_cell_that_excel_spoilt_is_refused_for_the_reason_found_when_reading():
    returned = came_back(PLAN)
    spoilt = Typed("", "Actions!F2", "formula_without_value", "The formula has no value.")
    rows = [replace(row, cells={**row.cells, "due": spoilt}) if row.id == "train" else row for row in returned.rows]

    cell = the_cell(proposed(PLAN, PLAN, replace(returned, rows=tuple(rows))))

    assert (cell.verdict, cell.reason, cell.where) == (Verdict.refused, "formula_without_value", "Actions!F2")


def test_that_trap_x21_a_text_that_went_out_cut_comes_back_unchanged_or_is_refused():
    plan = after(PLAN, "train", text="word " * 8_000)
    went_out = shown(plan, plan.actions["train"], [*SHEETS[0].headed(NOVEMBER)][3], NOVEMBER)

    untouched = proposed(plan, plan, came_back(plan))
    edited = proposed(plan, plan, came_back(plan, {("train", "text"): "Shorter now"}))

    assert len(went_out) == LONGEST_TEXT
    assert went_out.endswith(CUT_NOTE)
    assert untouched.cells == ()
    assert the_cell(edited).reason == "too_long"


def test_that_a_change_to_something_taken_out_since_is_refused():
    plan = after(PLAN, "train", withdrawn_at=AT)

    proposal = proposed(plan, PLAN, came_back(PLAN, {("train", "due"): "May 2018"}))

    assert the_cell(proposal).verdict is Verdict.refused
    assert "taken out" in the_cell(proposal).say


def test_that_a_column_of_the_officers_own_is_told():
    returned = replace(came_back(PLAN), ignored=(Ignored("Actions!K2", "a column", "column_unknown"),))

    proposal = proposed(PLAN, PLAN, returned)

    assert [(flag.reason, flag.where) for flag in proposal.flags] == [("column_unknown", "Actions!K2")]
    assert proposal.ignored == returned.ignored


def test_that_trap_b15_a_renumbered_kpi_leaves_neither_a_stale_ref_nor_a_change():
    plan = after(PLAN, "visits", ref="7")

    proposal = proposed(plan, PLAN, came_back(PLAN))

    assert shown(plan, plan.actions["train"], SHEETS[0].columns[4], NOVEMBER) == "7"
    assert proposal.cells == ()


def test_that_trap_x24_a_tracker_of_another_plan_is_refused():
    with pytest.raises(Refused, match="another plan"):
        check_plan(came_back(PLAN), "some-other-plan")


@pytest.mark.parametrize("policy", ["skip", "ours", "theirs"])
def test_that_trap_x14_the_same_tracker_twice_changes_nothing_the_second_time(policy):
    plan = after(PLAN, "train", due="Apr 2018")
    typed = {
        ("train", "due"): "May 2018",
        ("train", "leads"): "Head of Practice\nHead of Nothing Yet",
        ("audit", "kpis"): "1a, 2",
        ("audit", "rating"): "g",
        ("agree", "update"): "Agreed.",
        ("train", "update"): "",
        ("visits", "2017-11"): "",
        ("audits", "2017-09"): "53%",
    }
    returned = came_back(PLAN, typed, a_row(ref="3.1", text="An action that nobody had yet", kpis="All"))

    first = proposed(plan, PLAN, returned).changes(plan, AT, policy)
    then = applied(plan, first)

    assert first
    assert proposed(then, PLAN, returned).changes(then, AT, policy) == ()


def test_that_leads_called_by_other_names_of_theirs_are_no_change():
    typed = {("train", "leads"): "Head of Practice / LA"}

    assert proposed(PLAN, PLAN, came_back(PLAN, typed)).cells == ()


def test_that_trap_c14_a_tracker_that_still_says_yellow_is_no_change_of_amber():
    assert proposed(PLAN, PLAN, came_back(PLAN, {("train", "rating"): "Yellow"})).cells == ()


def test_that_a_tracker_of_another_history_is_told_of_first():
    proposal = proposed(PLAN, None, came_back(PLAN, {("train", "due"): "May 2018"}))

    assert "Look at each cell" in proposal.flags[0].say


FIELDS = {
    "text": ["Train every team manager", "Train all managers", "Train nobody"],
    "due": ["", "Mar 2018", "TBC", "quarterly"],
    "leads": ["", "Head of Practice", "Lead, Audit & Learning\nHead of Practice", "Somebody New"],
}
CELLS = [(id, field) for id in ("train", "audit") for field in ("text", "due", "leads")]
EDITS = st.fixed_dictionaries({}, optional={cell: st.sampled_from(FIELDS[cell[1]]) for cell in CELLS})


def edited(plan: Plan, typed: dict[tuple[str, str], str]) -> Plan:
    edits = Edits(plan)
    for (id, field), text in typed.items():
        if field == "leads":
            assign_leads(edits, id, text, AT)
        else:
            edits.set(plan.actions[id], **{field: text})
    return applied(plan, edits.changes())


def texts(plan: Plan) -> dict[tuple[str, str], str]:
    columns = {column.field: column for column in SHEETS[0].columns}
    return {(id, field): shown(plan, plan.actions[id], columns[field], NOVEMBER) for id, field in CELLS}


@given(officer=EDITS, secretary=EDITS, policy=st.sampled_from(["skip", "ours", "theirs"]))
def test_that_whoever_edits_what_neither_side_is_ever_lost_silently(officer, secretary, policy):
    plan = edited(PLAN, secretary)
    base, ours = texts(PLAN), texts(plan)
    theirs = base | officer
    returned = came_back(PLAN, officer)

    proposal = proposed(plan, PLAN, returned)
    then = applied(plan, proposal.changes(plan, AT, policy))

    verdicts = {(cell.subject.id, cell.column.field): cell.verdict for cell in proposal.cells}
    assert verdicts == {
        cell: Verdict.conflict if ours[cell] != base[cell] else Verdict.changed if ours[cell] else Verdict.new
        for cell in CELLS
        if theirs[cell] not in (base[cell], ours[cell])
    }
    taken = {cell for cell, verdict in verdicts.items() if verdict is not Verdict.conflict or policy == "theirs"}
    assert texts(then) == {cell: theirs[cell] if cell in taken else ours[cell] for cell in CELLS}
    assert proposed(then, PLAN, returned).changes(then, AT, policy) == ()
