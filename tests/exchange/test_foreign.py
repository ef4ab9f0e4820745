"""Workbooks that Waymark did not write, held against an open plan cell by cell; nothing is ever deleted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.exchange.reading.grids import a_sheet, found
from tests.plans import a_cover
from tests.tracking import AT, NOVEMBER, a_tracked_plan
from waymark.domain.changes import applied
from waymark.domain.errors import Refused
from waymark.exchange.reading.content import taken_from
from waymark.exchange.trackers.dry_run import dry_run
from waymark.exchange.trackers.foreign import as_returned, period_of
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.proposal import Verdict
from waymark.services.reporting import reading_in

PLAN = a_tracked_plan()
HEADER = ("Ref", "Action", "Lead", "Due date", "Status")
TRAIN = ("1.1", "Train every team manager", "Head of Practice; LA", "Mar 2018", None)
AUDIT = ("1.2", "Audit a tenth of all open cases", "Lead, Audit & Learning", None, None)
AGREE = ("2.10", "Agree thresholds with the police", None, "TBC", None)
KPIS = ("Ref", "Measure", "Target", "Oct 2017", "Nov 2017")


def offered(*grids, plan=PLAN, **more):
    return proposed(plan, None, as_returned(taken_from(found(*grids, **more)), "theirs.xlsx", plan, NOVEMBER))


def cells(proposal):
    return {
        (getattr(cell.subject, "ref", ""), cell.column.field): (cell.verdict.value, cell.theirs)
        for cell in proposal.cells
    }


def reasons(proposal):
    return [flag.reason for flag in proposal.flags]


def taken_in(proposal, plan=PLAN):
    return applied(plan, proposal.changes(plan, AT))


def test_that_the_same_in_other_clothes_is_no_change():
    train = ("1.1", "Train  every team manager", "Head of Practice\nLA", "March 2018", None)

    proposal = offered(a_sheet(HEADER, train, AUDIT, AGREE))

    assert proposal.cells == ()
    assert reasons(proposal) == []


def test_that_what_differs_is_a_change_with_its_address_and_nobody_knows_what_it_was():
    proposal = offered(a_sheet(HEADER, (*TRAIN[:3], "Apr 2018", None), AUDIT, AGREE, name="Plan"))

    [cell] = proposal.cells
    assert (cell.where, cell.verdict, cell.base, cell.ours, cell.theirs) == (
        "Plan!D2",
        Verdict.changed,
        None,
        "Mar 2018",
        "Apr 2018",
    )
    assert cell.reason == "due_changed"
    assert taken_in(proposal).actions["train"].due == "Apr 2018"


def test_that_a_blank_cell_or_a_missing_row_takes_nothing_away():
    proposal = offered(a_sheet(HEADER, (*TRAIN[:2], None, None, "In progress"), AUDIT))
    after = taken_in(proposal)

    assert cells(proposal) == {("1.1", "state"): ("new", "In progress")}
    assert [(flag.reason, flag.say) for flag in proposal.flags] == [
        ("row_missing", "2.10 did not come back; it stays as it is.")
    ]
    assert len(after.actions.live()) == 3
    assert after.actions["train"].due == "Mar 2018"


def test_that_renumbered_actions_are_known_by_their_words_and_offered_their_new_refs():
    proposal = offered(a_sheet(HEADER, ("1.2", *TRAIN[1:]), ("1.3", *AUDIT[1:]), AGREE))
    after = taken_in(proposal)

    assert cells(proposal) == {("1.1", "ref"): ("changed", "1.2"), ("1.2", "ref"): ("changed", "1.3")}
    assert {cell.reason for cell in proposal.cells} == {"ref_changed"}
    assert (after.actions["train"].ref, after.actions["audit"].ref) == ("1.2", "1.3")


def test_that_the_same_ref_with_other_words_is_a_changed_text():
    proposal = offered(a_sheet(HEADER, (TRAIN[0], "Coach all newly qualified workers", *TRAIN[2:]), AUDIT, AGREE))

    assert cells(proposal) == {("1.1", "text"): ("changed", "Coach all newly qualified workers")}
    assert proposal.cells[0].reason == "action_text_changed"


def test_that_a_new_action_joins_the_plan_beneath_its_theme():
    header = (*HEADER, "Theme")
    more = ("1.3", "Recruit two managers", "Head of Practice", "May 2018", "Not started", "Practice")
    proposal = offered(a_sheet(header, (*TRAIN, "Practice"), (*AUDIT, "Practice"), (*AGREE, "Partners"), more))

    [action] = [each for each in taken_in(proposal).actions.live() if each.ref == "1.3"]

    assert (action.text, action.due, action.theme_id) == ("Recruit two managers", "May 2018", "practice")
    assert reasons(proposal) == ["row_new"]
    [told] = dry_run(proposal, PLAN)["new_actions"]
    assert (told["ref"], told["leads"]) == ("1.3", ["Head of Practice"])


def test_that_readings_and_new_kpis_come_in_with_their_periods():
    rows = [
        ("1a", "Visits on time", "95%", "43%", "61%", None),
        ("7", "Calls answered", "90%", "80%", "85%", "Contact centre"),
    ]
    proposal = offered(a_sheet((*KPIS, "Section"), *rows))
    after = taken_in(proposal)

    [new] = [kpi for kpi in after.kpis.live() if kpi.ref == "7"]
    figures = [reading_in(after, kpi, NOVEMBER) for kpi in (after.kpis["visits"], new)]
    assert [figure.value for figure in figures if figure] == ["61%", "85%"]
    assert new.title == "Calls answered"
    assert [target.value for target in after.targets.where("kpi_id", new.id)] == ["90%"]
    assert [place.section for place in after.placements.where("kpi_id", new.id)] == ["Contact centre"]
    assert cells(proposal)["1a", "2017-11"] == ("changed", "61%")
    told = dry_run(proposal, PLAN)
    assert {(each["kpi_ref"], each["period_raw"]) for each in told["readings"]} == {
        ("7", "Oct 2017"),
        ("7", "Nov 2017"),
    }


def test_that_new_kpis_keep_the_order_of_the_workbook():
    rows = [(f"9{letter}", f"Measure number {letter}", "90%", "80%", "85%") for letter in "dacb"]

    after = taken_in(offered(a_sheet(KPIS, *rows)))

    assert [kpi.ref for kpi in after.kpis.live()][-4:] == ["9d", "9a", "9c", "9b"]
    places = [after.kpis[place.kpi_id].ref for place in after.placements.live()]
    assert places[-4:] == ["9d", "9a", "9c", "9b"]


def test_that_a_bare_figure_of_a_percentage_is_one_as_in_the_plan_trap_x08():
    proposal = offered(a_sheet(KPIS, ("1a", "Visits on time", None, 43, 0.61)))

    assert cells(proposal) == {("1a", "2017-11"): ("changed", "61%")}


def test_that_figures_for_longer_periods_stand_beside_those_of_months():
    proposal = offered(a_sheet(("Ref", "Measure", "2016/17", "Nov 2017"), ("1a", "Visits on time", "55%", "43%")))
    after = taken_in(proposal)

    assert cells(proposal)["1a", "2016-FY"] == ("new", "55%")
    assert {reading.period for reading in after.readings.where("kpi_id", "visits")} == {
        "2016-FY",
        "2017-10",
        "2017-11",
    }


def test_that_a_figure_off_the_kpis_calendar_is_refused_in_words():
    proposal = offered(a_sheet(KPIS, ("2", "Audits graded good", None, "60%", None)))

    [cell] = proposal.cells
    assert (cell.verdict, cell.reason) == (Verdict.refused, "off_calendar_period")


def test_that_trap_x16_a_figure_for_a_month_to_come_is_taken_and_told():
    proposal = offered(a_sheet(("Ref", "Measure", "Nov 2017", "Dec 2017"), ("1a", "Visits on time", "4 / 7", "61%")))

    [cell] = proposal.cells
    assert (cell.column.field, cell.verdict, cell.reason) == ("2017-12", Verdict.new, "future_period")
    assert cell.say == "Dec 2017 is after Nov 2017, for which this is; is the figure really known?"


def test_that_trap_x17_another_figure_for_an_earlier_month_is_told():
    proposal = offered(a_sheet(KPIS, ("1a", "Visits on time", None, "44%", None)))

    [cell] = proposal.cells
    assert (cell.verdict, cell.reason) == (Verdict.changed, "history_changed")


def test_that_a_rating_that_the_plan_does_not_know_is_refused_and_one_that_it_knows_is_new():
    header = ("Ref", "Action", "RAG")
    proposal = offered(a_sheet(header, ("1.1", TRAIN[1], "Amber"), ("1.2", AUDIT[1], "G"), ("2.10", AGREE[1], "Mauve")))

    assert cells(proposal) == {("1.2", "rating"): ("new", "Green"), ("2.10", "rating"): ("refused", "")}


def test_that_doubts_are_told_with_their_cells_and_of_what_the_plan_has_already_nothing():
    plan = a_tracked_plan()
    rows = [(*TRAIN[:3], 43800, None), (*AUDIT[:3], "Report quarterly", None), AGREE]
    grid = a_sheet(HEADER, *rows, looks={"B3": {"comment": "Ask Jo"}, "B4": {"struck": True}})

    proposal = offered(grid, plan=plan)

    assert proposal.cells == ()
    assert [(flag.reason, flag.where, flag.subject.id if flag.subject else "") for flag in proposal.flags] == [
        ("due_is_number", "Sheet1!D2", "train"),
        ("comment", "Sheet1!B3", "audit"),
        ("strikethrough", "Sheet1!B4", "agree"),
    ]


def test_that_the_same_workbook_again_is_said_to_be_that_and_changes_nothing():
    grid = a_sheet(HEADER, (*TRAIN[:3], "Apr 2018", None), AUDIT, AGREE)
    after = taken_in(offered(grid))

    again = offered(grid, plan=after)

    assert again.cells == ()
    assert reasons(again) == ["same_return_again"]
    assert again.changes(after, AT) == ()


def test_that_what_only_a_new_plan_takes_is_listed():
    log = a_sheet(
        ("Log ref", "Board action", "Owner", "When?", "Complete?"),
        ("Oct-01", "Circulate the audit of placements", "Chair", "Dec 2017", "No"),
        name="Action log",
    )

    told = dry_run(offered(a_sheet(HEADER, TRAIN, AUDIT, AGREE, name="Plan"), log), PLAN)

    assert {"where": "Action log!B2", "what": "1 entries of the log: only a new plan is made with them"} in told[
        "ignored"
    ]
    assert told["deleted"] == []


def test_that_a_workbook_without_a_plan_is_refused_in_a_sentence():
    with pytest.raises(Refused, match=r"found no actions, KPIs or recommendations in “theirs\.xlsx”"):
        offered(a_sheet(("Menu", "Price"), ("Soup", 3), ("Pie", 5)))


def test_that_a_workbook_is_for_the_month_that_it_is_dated_with():
    rows = (("Steady Ground",), ("March 2018",), (), HEADER, TRAIN, AUDIT)
    dated = taken_from(found(a_sheet(*rows, bold=[1])))

    period = period_of(dated)

    assert period is not None
    assert period.key == "2018-03"
    assert period_of(taken_from(found(a_sheet(HEADER, TRAIN, AUDIT)))) is None


def test_that_of_a_workbook_with_less_than_half_of_the_actions_no_list_of_the_rest_is_made():
    proposal = offered(a_sheet(HEADER, TRAIN))

    assert [(flag.reason, flag.say) for flag in proposal.flags] == [
        ("partial_return", "1 of 3 rows of “actions” came back; the others stay as they are.")
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "reasons"),
    [("Version 3", "Version 2", ["other_plan_version"]), ("Version 2", "version 2", []), ("", "Version 2", [])],
)
def test_that_trap_x24_a_workbook_of_another_version_of_the_plan_is_told(ours, theirs, reasons):
    plan = a_tracked_plan(a_cover(version=ours))
    taken = taken_from(found(a_sheet(HEADER, TRAIN, AUDIT, AGREE)))
    taken = replace(taken, content={**taken.content, "plan": {"version": theirs}})

    proposal = proposed(plan, None, as_returned(taken, "theirs.xlsx", plan, NOVEMBER))

    assert [flag.reason for flag in proposal.flags] == reasons


def test_that_a_target_that_is_a_range_is_taken_and_told():
    proposal = offered(a_sheet(KPIS, ("1a", "Visits on time", "12 - 15", "43%", "4 / 7")))

    assert [(cell.theirs, cell.reason) for cell in proposal.cells] == [("12 - 15", "target_is_range")]


def test_that_trap_x11_a_rating_whose_colour_alone_was_changed_is_told():
    rows = [("Ref", "Action", "RAG"), ("1.1", "Train every team manager", "Amber")]

    proposal = offered(a_sheet(*rows, looks={"C2": {"fill": "#00b050"}}))

    assert proposal.cells == ()
    assert ("rag_word_and_fill_disagree", "Sheet1!C2") in [(flag.reason, flag.where) for flag in proposal.flags]


def test_that_trap_x17_a_figure_marked_as_revised_is_told_as_one():
    proposal = offered(a_sheet(KPIS, ("1a", "Visits on time", "90%", "44% (r)", "4 / 7")))

    assert [(cell.theirs, cell.reason) for cell in proposal.cells] == [("44% (r)", "revised")]
