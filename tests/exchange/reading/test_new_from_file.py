"""A whole plan out of a workbook, read in a process of its own: what is made of it, and what is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill

from tests.tracking import a_tracked_plan, a_tracker
from waymark.domain.changes import applied
from waymark.domain.errors import Refused
from waymark.domain.plan import Plan
from waymark.exchange.beginnings import found_plan
from waymark.exchange.reading.content import Taken
from waymark.exchange.reading.corrections import corrections_in, explained, kept
from waymark.exchange.reading.typed import Returned
from waymark.jobs.limits import Limits
from waymark.jobs.reading import arrived, understood
from waymark.jobs.running import RunningJob


def a_workbook(path: Path, **sheets) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name.replace("_", " "))
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def made_of(path, corrections=None):
    taken = RunningJob(understood, path, corrections or {}, limits=Limits(path.name)).result()
    return applied(Plan(), found_plan(taken, path)), taken


ACTIONS = [
    ("Ref", "Action", "Lead", "Due date", "RAG"),
    ("1.1", "Recruit two team managers", "Head of Service", date(2018, 3, 31), "Amber"),
    ("1.2", "Train all supervisors", "Principal Social Worker", "Jun 2018", None),
]
KPIS = [("Ref", "Measure", "Target", "Oct 2017", "Nov 2017"), ("1a", "Visits on time", 0.95, 0.43, 0.61)]


def test_that_a_plan_has_what_its_workbook_holds_and_only_the_result_comes_back(tmp_path):
    path = a_workbook(tmp_path / "Steady Ground.xlsx", Plan=ACTIONS, KPIs=KPIS)

    plan, taken = made_of(path)

    assert isinstance(taken, Taken)
    assert plan.cover.title == "Steady Ground"
    assert [action.ref for action in plan.actions.live()] == ["1.1", "1.2"]
    assert [reading.period for reading in plan.readings.live()] == ["2017-10", "2017-11"]
    assert {officer.post for officer in plan.officers.live()} == {"Head of Service", "Principal Social Worker"}


def test_that_a_rating_by_colour_alone_is_taken_and_told(tmp_path):
    path = a_workbook(tmp_path / "plan.xlsx", Plan=ACTIONS)
    book = load_workbook(path)
    book["Plan"]["E3"].fill = PatternFill("solid", fgColor="FF00B050")
    book.save(path)

    plan, taken = made_of(path)

    assert {row.rating for row in plan.judgements.live()} == {"Amber", "Green"}
    assert [(doubt.reason, doubt.where) for doubt in taken.doubts] == [("rag_by_fill_only", "Plan!E3")]


def test_that_a_workbook_without_a_plan_makes_none(tmp_path):
    path = a_workbook(tmp_path / "menu.xlsx", Menu=[("Dish", "Price"), ("Soup", 3), ("Pie", 5)])

    with pytest.raises(Refused, match=r"found no actions, KPIs or recommendations in “menu\.xlsx”"):
        made_of(path)


def test_that_the_log_of_a_board_alone_begins_a_plan(tmp_path):
    rows = [("Minute", "Action agreed", "By whom", "Deadline"), ("3.1", "Send the data early", "Chair", "May 2025")]

    plan, _ = made_of(a_workbook(tmp_path / "log.xlsx", **{"Action log": rows}))

    assert [(entry.ref, entry.text) for entry in plan.log_entries.live()] == [("3.1", "Send the data early")]


def test_that_our_own_tracker_can_begin_a_plan_too(tmp_path):
    tracked = a_tracked_plan()

    plan, _ = made_of(a_tracker(tracked, tmp_path))

    assert [action.text for action in plan.actions.live()] == [action.text for action in tracked.actions.live()]
    assert {kpi.title for kpi in plan.kpis.live()} == {kpi.title for kpi in tracked.kpis.live()}
    assert {kpi.polarity for kpi in plan.kpis.live()} != {""}


def test_that_a_correction_says_what_a_column_is(tmp_path):
    rows = [("Ref", "Action", "Bubble"), *((row[0], row[1], row[2]) for row in ACTIONS[1:])]
    path = a_workbook(tmp_path / "plan.xlsx", Plan=rows)

    without, _ = made_of(path)
    corrected, _ = made_of(path, explained(["Bubble=lead"]))

    assert [*without.officers.live()] == []
    assert {officer.post for officer in corrected.officers.live()} == {"Head of Service", "Principal Social Worker"}


def test_that_corrections_are_kept_by_what_two_spellings_of_a_header_share():
    plan = applied(Plan(), kept(Plan(), explained(["Bubble (s)=review date", "Person :=lead"])))
    again = applied(plan, kept(plan, explained(["BUBBLE=leave out"])))

    assert corrections_in(plan) == {"bubble": "review_date", "person": "lead"}
    assert corrections_in(again) == {"bubble": "", "person": "lead"}
    assert kept(again, corrections_in(again)) == ()


@pytest.mark.parametrize("said", ["Bubble", "=lead", "Bubble=emperor"])
def test_that_what_says_nothing_of_a_column_is_refused_with_the_roles_there_are(said):
    with pytest.raises(Refused, match="review date"):
        explained([said])


def test_that_a_tracker_of_ours_arrives_as_one_and_another_workbook_as_what_was_understood(tmp_path):
    ours = a_tracker(a_tracked_plan(), tmp_path)
    theirs = a_workbook(tmp_path / "plan.xlsx", Plan=ACTIONS)

    came = [RunningJob(arrived, path, {}, limits=Limits(path.name)).result() for path in (ours, theirs)]

    assert [type(each) for each in came] == [Returned, Taken]
