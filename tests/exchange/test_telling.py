"""What the person is told of cells that are taken, or why they are not, as a word for programs."""

from __future__ import annotations

import pytest

from tests.plans import a_kpi, a_placement, a_reading, a_target
from tests.tracking import a_tracked_plan, after, came_back, the_cell
from waymark.domain.rows import Update
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.proposal import Verdict

PLAN = a_tracked_plan(Update(id="before", subject_id="audit", period="2017-10", text="Begun."))


def told(plan, where, typed):
    """The verdict, the value and the reason of a cell typed over in the plan's tracker."""
    cell = the_cell(proposed(plan, plan, came_back(plan, {where: typed})))
    return cell.verdict, cell.theirs, cell.reason


@pytest.mark.parametrize(
    ("where", "typed", "taken", "reason"),
    [
        pytest.param(("visits", "2017-11"), "61", "61%", "percent_scale", id="X08"),
        pytest.param(("visits", "2017-11"), "0.61", "61%", "percent_scale", id="X08-share"),
        (("visits", "2017-11"), "c", "c", "suppressed"),
        (("visits", "2017-11"), "about half", "about half", "not_a_number"),
        pytest.param(("visits", "2017-10"), "44%", "44%", "history_changed", id="X17"),
        pytest.param(("visits", "2017-10"), "44% (r)", "44% (r)", "revised", id="X17-revised"),
        (("train", "due"), "Q4 2017/18", "Q4 2017/18", "due_quarter"),
        pytest.param(("agree", "update"), "=B4", "=B4", "starts_like_formula", id="X19"),
        (("agree", "update"), "- one\n- two", "- one\n- two", ""),
        (("audit", "update"), "Begun.", "Begun.", "stale_commentary"),
        (("audit", "update"), "Half done.", "Half done.", ""),
        (("audit", "kpis"), "9z", "9z", "kpi_unknown"),
        (("train", "update"), "", "", "progress_cleared"),
    ],
)
def test_that_what_may_not_be_meant_is_taken_and_told(where, typed, taken, reason):
    verdict, theirs, why = told(PLAN, where, typed)

    assert verdict in (Verdict.new, Verdict.changed)
    assert (theirs, why) == (taken, reason)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        pytest.param("3/31/2018", "due_us_order", id="X09"),
        ("43190", "due_is_number"),
        ("Mar 2018 / Jun 2018", "due_several"),
        ("31/02/2018", "due_unreadable"),
        ("when the money comes", "due_unreadable"),
    ],
)
def test_that_a_due_date_that_is_none_is_refused_for_what_is_wrong_with_it(typed, reason):
    assert told(PLAN, ("train", "due"), typed)[::2] == (Verdict.refused, reason)


@pytest.mark.parametrize("typed", ["0", "1", "140"])
def test_that_a_bare_figure_that_may_be_either_stays_as_it_was_typed(typed):
    assert told(PLAN, ("visits", "2017-11"), typed)[1] == typed


def test_that_a_rating_against_the_kpis_rule_is_refused_for_that_and_not_as_an_unknown_word():
    kpi = a_kpi("7", "Cases closed", id="seven", polarity="higher", rule="Red below 50, Amber 50-80, Green above 80")
    plan = a_tracked_plan(kpi, a_placement(kpi), a_target(kpi, id="t7"), a_reading(kpi, "2017-11", "30"))

    assert told(plan, ("seven", "rating"), "Green")[::2] == (Verdict.refused, "rag_contradicts_methodology")
    assert told(plan, ("seven", "rating"), "Mauve")[::2] == (Verdict.refused, "rag_value_not_in_scheme")


def test_that_trap_x15_a_conflict_says_that_it_is_one_whatever_else_there_is_to_say():
    ours = after(PLAN, "train", due="Apr 2018")

    cell = the_cell(proposed(ours, PLAN, came_back(PLAN, {("train", "due"): "Q4 2017/18"})))

    assert (cell.verdict, cell.reason) == (Verdict.conflict, "conflict")
