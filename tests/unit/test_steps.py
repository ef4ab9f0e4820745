"""The steps of a history in words."""

from __future__ import annotations

from tests.plans import a_kpi, a_link, a_plan, a_reading, a_theme, an_action, an_officer
from waymark.domain.changes import Change, ChangeSet, Header, Insert, Remove, Update
from waymark.domain.plan import Plan
from waymark.domain.rows import TABLES
from waymark.domain.rows import Update as Report
from waymark.services.steps import KINDS, Told, details, named, told

HEADER = Header(id="s", label="A step", author="A secretary", origin="grid", at="2017-11-20T10:00:00+00:00")
VISITS = a_kpi("P1", "Visits on time", id="visits")
TRAIN = an_action("1.2.1", "Train every manager", id="train")


def words(plan: Plan, *changes: Change) -> list[Told]:
    return [told(plan, detail) for detail in details(ChangeSet(HEADER, changes))]


def test_that_each_changed_field_is_told_with_its_value_before_and_after():
    change = Update("actions", "train", {"due": ("Jan 2018", "Feb 2018"), "state": ("", "Complete")})

    assert words(a_plan(TRAIN), change) == [
        Told("action 1.2.1: due", "Jan 2018", "Feb 2018"),
        Told("action 1.2.1: state", "", "Complete"),
    ]


def test_that_a_reading_is_told_by_its_kpi_and_period():
    reading = a_reading(VISITS, "2017-11", "82%", period_typed="Nov 2017")

    assert words(a_plan(VISITS), Insert(reading)) == [Told("KPI P1, reading for Nov 2017", "", "82%")]


def test_that_what_is_taken_back_is_told_as_gone():
    report = Report(id="r", subject_id="train", period="2017-11", text="All are trained.")

    assert words(a_plan(TRAIN), Remove(report)) == [Told("action 1.2.1, update for Nov 2017", "All are trained.", "")]


def test_that_a_withdrawn_row_is_told_to_stand_no_longer():
    change = Update("actions", "train", {"withdrawn_at": (None, "2017-11-20T10:00:00+00:00")})

    assert words(a_plan(TRAIN), change) == [Told("action 1.2.1: stands in the plan", "yes", "no")]


def test_that_ids_are_told_by_the_rows_that_they_name():
    one, two = a_theme("1", "Practice", id="one"), a_theme("2", "Partners", id="two")
    change = Update("actions", "train", {"theme_id": ("one", "two")})

    assert words(a_plan(TRAIN, one, two), change) == [Told("action 1.2.1: theme", "theme 1", "theme 2")]


def test_that_a_link_is_told_by_both_its_ends():
    head = an_officer("Head of Practice", id="head")

    assert words(a_plan(TRAIN, head), Insert(a_link(TRAIN, head))) == [
        Told("action 1.2.1, link", "", "lead Head of Practice")
    ]


def test_that_a_row_which_is_no_longer_there_is_still_told_of():
    change = Update("actions", "gone", {"due": ("", "TBC")})

    assert words(a_plan(), change) == [Told("action that is no longer there: due", "", "TBC")]


def test_that_every_kind_of_row_has_a_name():
    assert KINDS.keys() == TABLES.keys()


def test_that_a_row_without_a_ref_is_called_by_its_text():
    assert named(a_plan(), an_action("", "Train every manager")) == "action Train every manager"
