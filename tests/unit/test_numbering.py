"""Refs in order: the next free one, and what stands below a heading numbered anew."""

from __future__ import annotations

import pytest

from tests.plans import a_kpi, a_link, a_plan, a_theme, an_action, an_objective
from waymark.domain.changes import applied
from waymark.services.numbering import also_named, next_ref, renumbered, renumbering


@pytest.mark.parametrize(
    ("ref", "taken", "following"),
    [
        ("1.2.6", ["1.2.6"], "1.2.7"),
        ("1.2.1", ["1.2.1", "1.2.2", "1.2.4"], "1.2.3"),
        ("1.2.9", [], "1.2.10"),
        ("1a", ["1a", "1b", "1 c"], "1d"),
        ("W1 a", ["W1 a", "W1 b"], "W1 c"),
        ("LAC 19", ["LAC 19", "LAC 20"], "LAC 21"),
        ("Oct-09", [], "Oct-10"),
        ("4.", ["4."], "5."),
        ("LAC 19 (12m)", [], ""),
        ("1z", [], ""),
        ("Action", [], ""),
        ("", [], ""),
    ],
)
def test_that_the_next_ref_counts_on_to_the_first_free_one(ref, taken, following):
    assert next_ref(ref, taken) == following


def test_that_what_stands_below_a_theme_is_numbered_in_the_order_in_which_it_stands():
    theme = a_theme("1")
    first, second = an_objective(theme, "1.2", rank="a"), an_objective(theme, "1.5", rank="b")
    one = an_action("1.2.3", theme_id=theme.id, objective_id=first.id, rank="a")
    two = an_action("", theme_id=theme.id, objective_id=first.id, rank="b")
    three = an_action("1.5.1", theme_id=theme.id, objective_id=second.id, rank="c")
    plan = a_plan(theme, first, second, one, two, three)

    proposed = renumbering(plan, theme)

    assert [(new.row.id, new.ref) for new in proposed] == [
        (first.id, "1.1"),
        (one.id, "1.1.1"),
        (two.id, "1.1.2"),
        (second.id, "1.2"),
        (three.id, "1.2.1"),
    ]


def test_that_below_an_objective_only_its_actions_are_numbered():
    theme = a_theme("1")
    here, there = an_objective(theme, "1.4", rank="a"), an_objective(theme, "1.7", rank="b")
    mine = an_action("x", theme_id=theme.id, objective_id=here.id)
    other = an_action("y", theme_id=theme.id, objective_id=there.id)

    proposed = renumbering(a_plan(theme, here, there, mine, other), here)

    assert [(new.row.id, new.ref) for new in proposed] == [(mine.id, "1.4.1")]


def test_that_actions_below_a_heading_without_a_ref_count_on_under_the_theme():
    theme = a_theme("3")
    plain = an_objective(theme, "", rank="a")
    one = an_action("", theme_id=theme.id, objective_id=plain.id, rank="a")
    two = an_action("", theme_id=theme.id, objective_id=plain.id, rank="b")

    proposed = renumbering(a_plan(theme, plain, one, two), None)

    assert [(new.row.id, new.ref) for new in proposed] == [(one.id, "3.1"), (two.id, "3.2")]


def test_that_what_has_no_numbered_heading_keeps_its_ref():
    theme = a_theme("")

    assert renumbering(a_plan(theme, an_action("x", theme_id=theme.id), an_action("y")), None) == ()


def test_that_trap_b15_renumbering_leaves_ids_and_links_as_they_are():
    theme, kpi = a_theme("1"), a_kpi("1a")
    action = an_action("1.9", theme_id=theme.id, kpis="1a")
    plan = a_plan(theme, kpi, action, a_link(action, kpi))

    after = applied(plan, renumbered(plan, renumbering(plan, theme)))

    assert after.actions[action.id].ref == "1.1"
    assert after.links == plan.links


def test_that_a_ref_which_something_else_keeps_is_named():
    theme, other = a_theme("1"), an_action("1.1")
    action = an_action("1.5", theme_id=theme.id)
    plan = a_plan(theme, action, other)

    assert also_named(plan, renumbering(plan, theme)) == ("1.1",)
