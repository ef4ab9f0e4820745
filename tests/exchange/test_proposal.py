"""From a proposal to the changes of one change set, and to the listing of a dry run."""

from __future__ import annotations

import pytest

from tests.tracking import AT, NOVEMBER, a_row, a_tracked_plan, came_back, in_plan
from waymark.domain.assignment import kpis_of, leads_text
from waymark.domain.changes import Insert, Update, applied
from waymark.domain.plan import Plan
from waymark.domain.rows import Judgement
from waymark.exchange.trackers.dry_run import dry_run
from waymark.exchange.trackers.layout import UPDATES
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.proposal import Proposal

PLAN = a_tracked_plan()


def proposal_of(typed: dict[tuple[str, str], str], *added) -> Proposal:
    return proposed(PLAN, PLAN, came_back(PLAN, typed, *added))


def then(typed: dict[tuple[str, str], str], *added) -> Plan:
    return applied(PLAN, proposal_of(typed, *added).changes(PLAN, AT))


def test_that_a_field_of_the_action_itself_is_one_update_of_its_row():
    changes = proposal_of({("train", "due"): "May 2018", ("train", "text"): "Train all of them"}).changes(PLAN, AT)

    fields = {"due": ("Mar 2018", "May 2018"), "text": ("Train every team manager", "Train all of them")}
    assert in_plan(changes) == (Update("actions", "train", fields),)


def test_that_a_rating_where_there_was_none_is_a_judgement_under_the_scheme_in_force():
    [change] = in_plan(proposal_of({("audit", "rating"): "G"}).changes(PLAN, AT))

    assert isinstance(change, Insert)
    assert isinstance(change.row, Judgement)
    assert (change.row.subject_id, change.row.period, change.row.rating) == ("audit", "2017-11", "Green")
    assert change.row.scheme_id in PLAN.rating_schemes


def test_that_another_rating_does_not_keep_the_reason_that_was_given_for_the_last_one():
    judgement = then({("train", "rating"): "Red"}).judgements["j"]

    assert (judgement.rating, judgement.reason) == ("Red", "")


def test_that_an_update_goes_to_the_trackers_period():
    [update] = then({("audit", "update"): "Ten done."}).updates.where("subject_id", "audit")

    assert (update.period, update.text) == (NOVEMBER.key, "Ten done.")


@pytest.mark.parametrize(
    ("kpi", "month", "period"),
    [("visits", "2017-08", "2017-08"), ("audits", "2017-06", "2017-Q1")],
    ids=["month", "X22"],
)
def test_that_trap_a_new_reading_is_for_the_period_of_the_kpis_own_calendar(kpi, month, period):
    before = set(PLAN.readings.live())

    [reading] = set(then({(kpi, month): "61%"}).readings.live()) - before

    assert (reading.kpi_id, reading.period, reading.value) == (kpi, period, "61%")


def test_that_a_changed_reading_stays_the_same_row():
    plan = then({("audits", "2017-09"): "55%"})

    assert [reading.value for reading in plan.readings.where("kpi_id", "audits")] == ["55%"]
    assert len(plan.readings) == len(PLAN.readings)


def test_that_what_was_emptied_is_withdrawn_and_not_deleted():
    plan = then({("visits", "2017-11"): "", ("train", "rating"): "", ("train", "update"): ""})

    assert plan.judgements["j"].withdrawn_at == AT
    assert plan.updates["u"].withdrawn_at == AT
    assert [reading.value for reading in plan.readings.where("kpi_id", "visits")] == ["43%"]


def test_that_leads_and_kpis_become_links():
    plan = then({("audit", "leads"): "LA\nHead of Something New", ("audit", "kpis"): "1a, 2"})

    assert leads_text(plan, "audit") == "Lead, Audit & Learning\nHead of Something New"
    assert [kpi.id for kpi in kpis_of(plan, plan.actions["audit"])] == ["visits", "audits"]


def test_that_a_new_action_stands_behind_the_others_with_its_leads_rating_and_update():
    row = a_row(ref="1.3", theme="1 Practice", text="Publish what was learnt", leads="LA", rating="Amber")

    plan = then({}, row, a_row(UPDATES, ref="1.3", update="Begun."))

    new = plan.actions.live()[-1]
    assert (new.ref, new.theme_id, new.text) == ("1.3", "practice", "Publish what was learnt")
    assert leads_text(plan, new.id) == "Lead, Audit & Learning"
    assert [judgement.rating for judgement in plan.judgements.where("subject_id", new.id)] == ["Amber"]
    assert [update.text for update in plan.updates.where("subject_id", new.id)] == ["Begun."]


def test_that_only_what_is_taken_is_changed():
    proposal = proposal_of({("train", "due"): "May 2018", ("audit", "due"): "May 2018"}, a_row(text="Quite new"))

    plan = applied(PLAN, proposal.changes(PLAN, AT, taken=lambda cell: cell.subject.id == "audit"))

    assert [action.due for action in plan.actions.live()] == ["Mar 2018", "May 2018", "TBC"]


def test_that_the_changes_can_be_taken_back_as_one():
    changes = proposal_of({("train", "leads"): "", ("train", "rating"): "R"}, a_row(text="Quite new")).changes(PLAN, AT)

    there = applied(PLAN, changes)

    assert applied(there, [change.inverse() for change in reversed(changes)]) == PLAN


def test_that_a_dry_run_lists_changes_as_understood_and_as_typed():
    listing = dry_run(proposal_of({("train", "due"): "31/05/2018", ("audit", "kpis"): "1a, 99"}), PLAN)

    assert listing["changes"] == [
        {
            "ref": "1.1",
            "field": "due",
            "from": "2018-03",
            "to": "2018-05-31",
            "raw": "31/05/2018",
            "where": "Actions!due2",
        },
        {
            "ref": "1.2",
            "field": "kpi_refs",
            "from": [],
            "to": ["1a", "99"],
            "raw": "1a, 99",
            "where": "Actions!kpis3",
        },
    ]
    assert [(flag["reason"], flag["ref"], flag["field"]) for flag in listing["flags"]] == [
        ("kpi_unknown", "1.2", "kpi_refs")
    ]
    assert listing["deleted"] == []


def test_that_a_dry_run_lists_readings_and_new_actions_in_the_dumps_shape():
    typed = {("audits", "2017-06"): "61%", ("visits", "2017-10"): "44%"}

    listing = dry_run(proposal_of(typed, a_row(ref="1.3", theme="1 Practice", text="Quite new", leads="LA")), PLAN)

    [reading] = listing["readings"]
    assert (reading["kpi_ref"], reading["raw"]) == ("2", "61%")
    assert (reading["parsed"]["period"], reading["parsed"]["value"], reading["parsed"]["unit"]) == ("2017-Q1", 61, "%")
    assert [(change["kpi_ref"], change["field"], change["to"]) for change in listing["changes"]] == [
        ("1a", "Oct 2017", "44%")
    ]
    assert listing["new_actions"] == [
        {"ref": "1.3", "theme_ref": "1", "theme_title": "Practice", "text": "Quite new", "leads": ["LA"]}
    ]
