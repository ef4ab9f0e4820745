"""The plan's outline: what stands under which heading, and what making, moving, withdrawing and naming change."""

from __future__ import annotations

import pytest

from tests.plans import a_cover, a_kpi, a_placement, a_plan, a_theme, an_action, an_objective
from waymark.domain.changes import applied
from waymark.domain.errors import NotUnderstood, Refused
from waymark.domain.period import period_from_key
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Commentary
from waymark.services.cells import Entry, Field, read, shown
from waymark.services.front_page import cover_changes
from waymark.services.ordering import action_groups, kpi_places
from waymark.services.outline import (
    beneath,
    heading_moved,
    heading_restored,
    heading_withdrawn,
    moved_under,
    new_objective,
    new_theme,
    outline,
    section_renamed,
)

AT, EARLIER = "2017-11-20T10:00:00+00:00", "2017-11-01T10:00:00+00:00"
PERIOD = period_from_key("2017-11")
ONE, TWO = a_theme("1", "Practice"), a_theme("2", "Leadership")
FIRST, SECOND, OTHER = (an_objective(theme, ref, rank=ref) for theme, ref in ((ONE, "1.1"), (ONE, "1.2"), (TWO, "2.1")))
TRAIN, AUDIT, HIRE = (
    an_action(f"{objective.ref}.1", theme_id=objective.theme_id, objective_id=objective.id)
    for objective in (FIRST, SECOND, OTHER)
)
KPI, LOOSE = a_kpi("1a"), a_kpi("9")
PLACED = a_placement(KPI, ONE)
PLAN = a_plan(ONE, TWO, FIRST, SECOND, OTHER, TRAIN, AUDIT, HIRE, KPI, LOOSE, PLACED)


def labels(plan: Plan, *, withdrawn: bool = False) -> list[str]:
    """The headings from the top down, those beneath another with a dash before them."""
    return [
        line
        for branch in outline(plan, withdrawn=withdrawn)
        for line in (branch.label, *(f"- {each.label}" for each in branch.beneath))
    ]


def test_that_themes_stand_with_their_objectives_and_what_is_beneath_is_counted():
    practice, leadership = outline(PLAN)

    assert labels(PLAN)[:3] == ["1 Practice", "- 1.1 Objective 1.1", "- 1.2 Objective 1.2"]
    assert labels(PLAN)[3:] == ["2 Leadership", "- 2.1 Objective 2.1"]
    assert [(each.actions, each.kpis) for each in (practice, leadership)] == [(2, 1), (1, 0)]
    assert [each.actions for each in practice.beneath] == [1, 1]


def test_that_sections_of_kpis_that_are_no_theme_stand_after_the_themes():
    plan = a_plan(ONE, KPI, a_placement(KPI, None, section="Front door"))

    assert labels(plan) == ["1 Practice", "Front door"]
    assert outline(plan)[-1].kpis == 1


def test_that_an_objective_whose_theme_is_withdrawn_stands_by_itself():
    gone = a_theme("1", "Practice", withdrawn_at=AT)
    plan = a_plan(gone, TWO, an_objective(gone, "1.1"))

    assert labels(plan) == ["2 Leadership", "1.1 Objective 1.1"]
    assert labels(plan, withdrawn=True) == ["1 Practice", "2 Leadership", "1.1 Objective 1.1"]


def test_that_the_first_theme_is_number_one():
    begun = new_theme(Plan(), None)

    assert begun.row.ref == "1"
    assert labels(applied(Plan(), begun.changes)) == ["1"]


def test_that_a_new_theme_stands_after_another_with_the_next_free_ref():
    begun = new_theme(PLAN, ONE)

    assert [theme.ref for theme in applied(PLAN, begun.changes).themes.live()] == ["1", "3", "2"]


@pytest.mark.parametrize(("beside", "ref", "place"), [(ONE, "1.3", 2), (FIRST, "1.3", 1)], ids=["theme", "objective"])
def test_that_a_new_objective_stands_last_under_a_theme_or_after_another(beside, ref, place):
    begun = new_objective(PLAN, beside)

    refs = [each.ref for each in applied(PLAN, begun.changes).objectives.where("theme_id", ONE.id)]
    assert begun.row.ref == ref
    assert refs.index(ref) == place


def test_that_the_first_objective_counts_on_from_its_theme():
    assert new_objective(a_plan(TWO), TWO).row.ref == "2.1"


def test_that_a_theme_moves_past_its_neighbour_and_no_further_than_the_end():
    assert labels(applied(PLAN, heading_moved(PLAN, ONE, 1)))[0] == "2 Leadership"
    assert heading_moved(PLAN, ONE, -1) == ()


def test_that_an_objective_moves_past_its_neighbour():
    after = applied(PLAN, heading_moved(PLAN, SECOND, -1))

    assert labels(after)[:3] == ["1 Practice", "- 1.2 Objective 1.2", "- 1.1 Objective 1.1"]


def test_that_an_objective_moves_into_the_next_theme_with_its_actions():
    after = applied(PLAN, heading_moved(PLAN, SECOND, 1))

    assert labels(after)[2:] == ["2 Leadership", "- 1.2 Objective 1.2", "- 2.1 Objective 2.1"]
    assert after.actions[AUDIT.id].theme_id == TWO.id
    assert heading_moved(PLAN, OTHER, 1) == ()


def test_that_withdrawing_a_theme_takes_along_what_is_beneath_it():
    after = applied(PLAN, heading_withdrawn(PLAN, ONE, AT))

    assert labels(after) == ["2 Leadership", "- 2.1 Objective 2.1"]
    assert [action.ref for group in action_groups(after) for action in group.actions] == ["2.1.1"]


def test_that_the_kpis_of_a_withdrawn_theme_stay_and_say_no_more_that_they_belong_there():
    after = applied(PLAN, heading_withdrawn(PLAN, ONE, AT))

    assert {(place.kpi.ref, place.section.title) for place in kpi_places(after)} == {("1a", "Other"), ("9", "Other")}
    assert shown(after, KPI, Field("section"), PERIOD) == ""


def test_that_what_is_beneath_a_heading_is_told():
    told = beneath(PLAN, ONE)

    assert (told.objectives, told.actions, told.kpis) == ((FIRST, SECOND), (TRAIN, AUDIT), (KPI,))
    assert beneath(PLAN, FIRST).actions == (TRAIN,)
    assert not beneath(a_plan(TWO), TWO)


def test_that_restoring_a_theme_brings_back_what_went_with_it_and_nothing_else():
    earlier = an_action("1.9", theme_id=ONE.id, withdrawn_at=EARLIER)
    plan = a_plan(*PLAN.rows(), earlier)
    gone = applied(plan, heading_withdrawn(plan, ONE, AT))

    assert applied(gone, heading_restored(gone, gone.themes[ONE.id])) == plan


def test_that_an_objective_is_not_restored_under_a_theme_that_is_withdrawn():
    gone = applied(PLAN, heading_withdrawn(PLAN, ONE, AT))

    with pytest.raises(Refused, match="“1 Practice”, which is withdrawn"):
        heading_restored(gone, gone.objectives[FIRST.id])


def test_that_actions_are_put_last_under_another_heading_in_their_order():
    after = applied(PLAN, moved_under(PLAN, [AUDIT, TRAIN], OTHER))

    groups = {group.objective: [action.ref for action in group.actions] for group in action_groups(after)}
    assert groups[OTHER] == ["2.1.1", "1.2.1", "1.1.1"]
    assert {after.actions[id].theme_id for id in (AUDIT.id, TRAIN.id)} == {TWO.id}


def test_that_an_action_that_stands_there_already_keeps_its_place():
    assert moved_under(PLAN, [HIRE], OTHER) == ()


def test_that_renaming_a_section_renames_it_for_its_kpis_and_its_commentary():
    words = Commentary(id="c", section="Front door", text="Steady")
    plan = a_plan(KPI, a_placement(KPI, None, section="Front door"), words)

    after = applied(plan, section_renamed(plan, "Front door", " First  contact "))

    assert labels(after) == ["First contact"]
    assert after.commentary["c"].section == "First contact"


@pytest.mark.parametrize(
    ("typed", "why"),
    [("  ", "needs a title"), ("practice", "is a theme"), ("Courts", "There is a section “Courts” already")],
)
def test_that_a_section_is_not_given_a_title_that_means_nothing_or_something_else(typed, why):
    places = (a_placement(KPI, None, section="Front door"), a_placement(LOOSE, None, section="Courts"))
    plan = a_plan(ONE, KPI, LOOSE, *places)

    with pytest.raises(NotUnderstood, match=why):
        section_renamed(plan, "Front door", typed)


@pytest.mark.parametrize("typed", ["2", "leadership", "2 Leadership"])
def test_that_an_action_is_put_under_a_theme_by_its_ref_its_title_or_both(typed):
    entry = Entry(PLAN, PERIOD, AT)
    entry.put(TRAIN, Field("theme"), read(PLAN, TRAIN, Field("theme"), typed, PERIOD))

    after = applied(PLAN, entry.edits.changes()).actions[TRAIN.id]
    assert (after.theme_id, after.objective_id) == (TWO.id, None)


def test_that_an_action_is_put_under_no_theme_that_is_not_there():
    with pytest.raises(NotUnderstood, match="“Courts” is no theme of this plan"):
        read(PLAN, TRAIN, Field("theme"), "Courts", PERIOD)


def test_that_an_action_of_a_withdrawn_theme_does_not_say_that_it_stands_there():
    gone = a_theme("1", withdrawn_at=AT)
    action = Action(id="a", theme_id=gone.id, text="Train")

    assert shown(a_plan(gone, action), action, Field("theme"), PERIOD) == ""


def test_that_the_front_page_takes_what_was_typed_and_usual_words_for_blanks():
    plan = a_plan(a_cover(theme_word="priority"))

    after = applied(plan, cover_changes(plan, {"version": " Version  2 ", "theme_word": ""})).cover

    assert (after.title, after.version, after.theme_word) == ("Steady Ground", "Version 2", "theme")


def test_that_a_plan_without_a_front_page_is_given_one():
    after = applied(Plan(), cover_changes(Plan(), {"title": "Firm Steps"}))

    assert (after.cover.title, after.cover.kpi_word) == ("Firm Steps", "KPI")
