"""Where actions and KPIs stand, how they are moved, and where new ones go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.plans import a_kpi, a_placement, a_plan, a_theme, an_action, an_objective
from waymark.domain.changes import Update, applied
from waymark.domain.errors import Refused
from waymark.domain.plan import Plan
from waymark.services.inserting import new_action, new_kpi
from waymark.services.ordering import action_groups, kpi_places, moved, themes_with_actions

THEME, OTHER = a_theme("1"), a_theme("2")
FIRST, SECOND = an_objective(THEME, "1.1", rank="a"), an_objective(THEME, "1.2", rank="b")


def under(objective, ref, rank):
    return an_action(ref, theme_id=objective.theme_id, objective_id=objective.id, rank=rank)


def refs(plan: Plan) -> list[list[str]]:
    return [[action.ref for action in group.actions] for group in action_groups(plan)]


def kpi_refs(plan: Plan) -> list[str]:
    return [place.kpi.ref for place in kpi_places(plan)]


def test_that_actions_stand_by_theme_and_objective_and_those_of_no_theme_last():
    direct, loose = an_action("1.x", theme_id=THEME.id), an_action("loose")
    plan = a_plan(THEME, OTHER, FIRST, SECOND, under(SECOND, "1.2.1", "a"), under(FIRST, "1.1.1", "b"), direct, loose)

    assert refs(plan) == [["1.x"], ["1.1.1"], ["1.2.1"], [], ["loose"]]


def test_that_themes_and_groups_without_actions_are_left_out_where_only_those_with_some_are_wanted():
    direct, loose = an_action("1.x", theme_id=THEME.id), an_action("loose")
    plan = a_plan(THEME, OTHER, FIRST, SECOND, direct, under(SECOND, "1.2.1", "a"), loose)

    found = themes_with_actions(plan)

    assert [theme for theme, _ in found] == [THEME, None]
    assert [[group.objective for group in groups] for _, groups in found] == [[None, SECOND], [None]]


def test_that_a_theme_that_only_heads_kpis_is_no_place_for_actions():
    kpi = a_kpi()
    plan = a_plan(THEME, kpi, a_placement(kpi, THEME))

    assert action_groups(plan) == ()


def test_that_moving_an_action_up_puts_it_before_its_neighbour_with_one_change():
    one, two, three = (under(FIRST, f"1.1.{place}", rank) for place, rank in ((1, "a"), (2, "b"), (3, "c")))
    plan = a_plan(THEME, FIRST, one, two, three)

    changes = moved(plan, three, -1)

    assert refs(applied(plan, changes)) == [["1.1.1", "1.1.3", "1.1.2"]]
    assert [type(change) for change in changes] == [Update]


@pytest.mark.parametrize(
    ("ref", "step", "after"),
    [("1.1.2", 1, [["1.1.1"], ["1.1.2", "1.2.1"]]), ("1.2.1", -1, [["1.1.1", "1.1.2", "1.2.1"], []])],
    ids=["down", "up"],
)
def test_that_an_action_at_the_edge_of_its_group_goes_on_into_the_next(ref, step, after):
    actions = (under(FIRST, "1.1.1", "b"), under(FIRST, "1.1.2", "c"), under(SECOND, "1.2.1", "a"))
    plan = a_plan(THEME, FIRST, SECOND, *actions)
    action = next(each for each in actions if each.ref == ref)

    assert refs(applied(plan, moved(plan, action, step))) == after


def test_that_an_action_goes_into_an_empty_group_too():
    action = under(FIRST, "1.1.1", "a")
    plan = a_plan(THEME, FIRST, SECOND, action)

    assert refs(applied(plan, moved(plan, action, 1))) == [[], ["1.1.1"]]


def test_that_nothing_moves_past_the_ends_of_the_plan():
    action = under(FIRST, "1.1.1", "a")
    plan = a_plan(THEME, FIRST, action)

    assert moved(plan, action, -1) == moved(plan, action, 1) == ()


def test_that_rows_with_one_and_the_same_rank_can_still_be_moved():
    actions = [replace(under(FIRST, f"1.1.{place}", "a"), id=str(place)) for place in (1, 2, 3)]
    plan = a_plan(THEME, FIRST, *actions)

    assert refs(applied(plan, moved(plan, actions[2], -1))) == [["1.1.1", "1.1.3", "1.1.2"]]


def test_that_a_kpi_moves_within_its_table_and_then_into_the_next_section():
    kpis = [a_kpi(ref) for ref in ("1", "2", "3")]
    placements = [a_placement(kpis[0], THEME), a_placement(kpis[1], THEME), a_placement(kpis[2], OTHER)]
    plan = a_plan(THEME, OTHER, *kpis, *placements)

    once = applied(plan, moved(plan, kpis[0], 1))
    twice = applied(once, moved(once, kpis[0], 1))

    assert kpi_refs(once) == ["2", "1", "3"]
    assert once.placements[placements[0].id].theme_id == THEME.id
    assert kpi_refs(twice) == ["2", "1", "3"]
    assert twice.placements[placements[0].id].theme_id == OTHER.id


def test_that_a_kpi_in_no_section_moves_up_into_the_last_one():
    placed, loose = a_kpi("1"), a_kpi("2")
    plan = a_plan(THEME, placed, loose, a_placement(placed, THEME))

    after = applied(plan, moved(plan, loose, -1))

    assert [place.section.title for place in kpi_places(after)] == [THEME.title, THEME.title]


def test_that_trap_s11_a_kpi_in_two_sections_stands_once_and_never_moves_into_one_twice():
    here, twice = a_kpi("1"), a_kpi("2")
    placements = [
        a_placement(twice, THEME, rank="a"),
        a_placement(here, OTHER, rank="b"),
        a_placement(twice, OTHER, rank="c"),
    ]
    plan = a_plan(THEME, OTHER, here, twice, *placements)

    assert kpi_refs(plan) == ["2", "1"]
    with pytest.raises(Refused, match="already stands"):
        moved(plan, twice, 1)


def test_that_a_new_action_stands_after_the_other_with_the_next_free_ref():
    one, two = under(FIRST, "1.1.1", "a"), under(FIRST, "1.1.2", "b")
    plan = a_plan(THEME, FIRST, one, two)

    begun = new_action(plan, one)

    assert refs(applied(plan, begun.changes)) == [["1.1.1", "1.1.3", "1.1.2"]]


def test_that_a_withdrawn_action_keeps_its_ref_from_being_given_again():
    one, gone = (
        under(FIRST, "1.1.1", "a"),
        replace(under(FIRST, "1.1.2", "b"), withdrawn_at="2017-11-20T10:00:00+00:00"),
    )

    assert new_action(a_plan(THEME, FIRST, one, gone), one).row.ref == "1.1.3"


@pytest.mark.parametrize(("heading", "group"), [(SECOND, 1), (THEME, 0)], ids=["objective", "theme"])
def test_that_a_new_action_below_a_heading_is_its_first(heading, group):
    plan = a_plan(THEME, FIRST, SECOND)

    begun = new_action(plan, heading)

    assert refs(applied(plan, begun.changes))[group] == [f"1.{group + 1}.1"]


def test_that_the_first_action_of_an_empty_plan_has_no_theme_and_no_ref():
    begun = new_action(Plan(), None)

    assert refs(applied(Plan(), begun.changes)) == [[""]]


def test_that_a_new_kpi_stands_in_the_table_of_the_other():
    one, two = a_kpi("1a"), a_kpi("1b")
    plan = a_plan(THEME, one, two, a_placement(one, THEME), a_placement(two, THEME))

    begun = new_kpi(plan, one)

    assert kpi_refs(applied(plan, begun.changes)) == ["1a", "1c", "1b"]
