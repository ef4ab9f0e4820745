"""Leads and KPI refs as people type them, and the links they stand for."""

from __future__ import annotations

import pytest

from tests.tracking import AT, a_tracked_plan
from waymark.domain.assignment import assign_kpis, assign_leads, kpis_of, kpis_text, leads_text
from waymark.domain.changes import applied
from waymark.domain.edits import Edits
from waymark.domain.plan import Plan

PLAN = a_tracked_plan()


def led_by(typed: str, plan: Plan = PLAN) -> Plan:
    edits = Edits(plan)
    assign_leads(edits, "train", typed, AT)
    return applied(plan, edits.changes())


def measured_by(typed: str) -> Plan:
    edits = Edits(PLAN)
    assign_kpis(edits, PLAN.actions["train"], typed, AT)
    return applied(PLAN, edits.changes())


def test_that_leads_read_as_a_line_each_in_their_order():
    assert leads_text(PLAN, "train") == "Head of Practice\nLead, Audit & Learning"


@pytest.mark.parametrize(
    "typed",
    [
        "Head of Practice\nLead, Audit & Learning",
        " Head of Practice \n\nLead, Audit & Learning\n",
        "head of practice / LA",
    ],
    ids=["as they stand", "with blanks", "trap C36: by initials"],
)
def test_that_the_same_leads_typed_again_are_no_change(typed):
    assert led_by(typed) == PLAN


def test_that_trap_b21_a_post_with_a_comma_is_one_lead():
    assert leads_text(led_by("Lead, Audit & Learning"), "train") == "Lead, Audit & Learning"


def test_that_trap_b20_posts_run_together_are_told_apart():
    assert leads_text(led_by("Lead, Audit & Learning Head of Practice"), "train") == (
        "Lead, Audit & Learning\nHead of Practice"
    )


def test_that_an_unknown_lead_joins_the_register_once():
    plan = led_by("Head of Nothing Yet\nHEAD OF NOTHING YET\nPS")

    posts = [(officer.post, officer.initials) for officer in plan.officers.live()]
    assert posts[2:] == [("Head of Nothing Yet", ""), ("", "PS")]
    assert leads_text(plan, "train") == "Head of Nothing Yet\nPS"


def test_that_a_lead_taken_out_and_put_back_has_the_same_link():
    without = led_by("Head of Practice")

    again = led_by("Head of Practice\nLead, Audit & Learning", without)

    assert leads_text(without, "train") == "Head of Practice"
    assert {link.id for link in again.links.live()} == {link.id for link in PLAN.links.live()}


def test_that_kpi_refs_are_kept_as_typed_and_linked():
    plan = measured_by("2, 1a, 99")

    assert plan.actions["train"].kpis == "2, 1a, 99"
    assert [kpi.id for kpi in kpis_of(plan, plan.actions["train"])] == ["audits", "visits"]
    assert kpis_text(plan, plan.actions["train"]) == "2, 1a, 99"


def test_that_trap_b13_all_means_every_kpi_and_needs_no_links():
    plan = measured_by("All")

    assert plan.linked("train", type(PLAN.kpis["visits"])) == ()
    assert [kpi.id for kpi in kpis_of(plan, plan.actions["train"])] == ["visits", "audits"]
    assert kpis_text(plan, plan.actions["train"]) == "All"


def test_that_trap_b15_a_renumbered_kpi_is_named_by_the_ref_it_has_now():
    edits = Edits(PLAN)
    edits.set(PLAN.kpis["visits"], ref="5a")
    plan = applied(PLAN, edits.changes())

    assert kpis_text(plan, plan.actions["train"]) == "5a"


def test_that_a_ref_given_to_another_kpi_does_not_move_the_link():
    edits = Edits(PLAN)
    edits.set(PLAN.kpis["visits"], ref="3")
    edits.set(PLAN.kpis["audits"], ref="1a")
    plan = applied(PLAN, edits.changes())

    assert [kpi.id for kpi in kpis_of(plan, plan.actions["train"])] == ["visits"]
    assert kpis_text(plan, plan.actions["train"]) == "3"
