"""Rating schemes: presets, versions, what words stand for, and which of them fits an action."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.plans import a_plan, an_action
from waymark.domain.changes import applied
from waymark.domain.errors import NotUnderstood
from waymark.domain.period import period_from_key
from waymark.domain.plan import Plan
from waymark.domain.rows import Judgement, Rating, RatingScheme, Row
from waymark.services.ratings import rated
from waymark.services.schemes import (
    Role,
    begun_rating,
    best_first,
    is_preset,
    kinds_of,
    preset,
    preset_names,
    printed_scheme,
    read_colour,
    revised,
    role_word,
    roles,
    scheme_for,
    scheme_words,
    standing,
    worded,
)

NOVEMBER = period_from_key("2017-11")
AT = "2017-11-20T10:00:00+00:00"
BRISTOLS = (
    ("RED", "", "Task or outcome not met, or timescale slipped"),
    ("AMBER", "", "On track with milestones met; not complete"),
    ("GREEN", "", "Completed, or performance on target"),
    ("BLUE", "", "Completed"),
)
LEICESTERSHIRES = (
    ("Red", "", "Requiring further focused work"),
    ("Amber", "", "On track to deliver over a longer time"),
    ("Green", "", "Good progress"),
)


def scheme_of(rows: tuple[Row, ...]) -> RatingScheme:
    return next(row for row in rows if isinstance(row, RatingScheme))


def ratings_of(plan: Plan, scheme: RatingScheme) -> list[Rating]:
    return [*plan.ratings.where("scheme_id", scheme.id)]


def judged(action_id: str, scheme: RatingScheme, rating: str) -> Judgement:
    return Judgement(id="judged", subject_id=action_id, scheme_id=scheme.id, rating=rating, period="2017-11")


@pytest.mark.parametrize("name", preset_names())
def test_that_every_preset_is_known_as_one_and_explains_each_of_its_words(name):
    rows = preset(name)
    plan = a_plan(*rows)

    assert is_preset(plan, scheme_of(rows))
    assert all(rating.meaning and rating.letter and rating.colour and rating.shape for rating in plan.ratings.live())


def test_that_trap_b01_green_and_blue_of_the_preset_both_say_complete_and_blue_is_chosen():
    plan = a_plan(*preset("Red, Amber, Green, Blue"))

    found = {each.word: roles(each) for each in plan.ratings.live()}

    assert Role.complete in found["Green"] & found["Blue"]
    assert role_word(plan, "action", Role.complete) == "Blue"


def test_that_a_scheme_may_be_for_one_kind_of_thing_only():
    plan = a_plan(*preset("Red, Amber, Green, Blue", "action"), *preset("Red, Amber, Green", "kpi recommendation"))

    assert scheme_words(plan, "action") == ("Red", "Amber", "Green", "Blue")
    assert scheme_words(plan, "kpi") == ("Red", "Amber", "Green")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Red, Amber, Green", ("Green", "Amber", "Red")),
        ("Red, Amber, Green, Blue", ("Blue", "Green", "Amber", "Red")),
        ("Red, Amber, Yellow, Green", ("Green", "Yellow", "Amber", "Red")),
        ("Favourable to Not started", ("Favourable", "On track/Neutral", "Unfavourable", "Not started")),
        ("Completed, In progress, Not started", ("Completed", "In progress", "Not started")),
    ],
)
def test_that_the_words_in_force_stand_best_first(name, words):
    assert best_first(a_plan(*preset(name)), "kpi") == words


def test_that_without_a_plan_the_usual_three_are_meant():
    assert best_first(None, "kpi") == ("Green", "Amber", "Red")
    assert best_first(a_plan(), "kpi") == ()


def test_that_trap_b03_not_started_says_nothing_of_how_well_a_thing_goes():
    assert standing("Not started") is None
    assert standing("RED") == standing("Unfavourable")


@pytest.mark.parametrize(
    ("printed", "role", "word"),
    [
        (BRISTOLS, Role.complete, "BLUE"),
        (BRISTOLS, Role.on_track, "AMBER"),
        (BRISTOLS, Role.overdue, "RED"),
        (BRISTOLS, Role.not_started, ""),
        (LEICESTERSHIRES, Role.on_track, "Green"),
        (LEICESTERSHIRES, Role.overdue, "Red"),
        ((("Red", "", ""), ("Amber", "", ""), ("Green", "", "")), Role.on_track, "Green"),
        ((("Red", "", ""), ("Green", "", ""), ("Blue", "", "Not yet due to start")), Role.complete, "Green"),
    ],
    ids=["B01", "B02", "B04", "B03", "good-progress", "focused-work", "no-meanings", "blue-is-not-complete"],
)
def test_that_trap_a_schemes_own_words_decide_which_rating_fits_an_action(printed, role, word):
    assert role_word(a_plan(*printed_scheme(printed)), "action", role) == word


def test_that_a_scheme_under_which_nothing_was_judged_is_changed_in_place():
    rows = preset("Red, Amber, Green")
    plan, scheme = a_plan(*rows), scheme_of(rows)
    red, amber, green = ratings_of(plan, scheme)

    edits = revised(plan, scheme, [replace(red, meaning="Late"), replace(green, word="Fine")], AT)

    after = applied(plan, edits.changes())
    assert [(each.id, each.word, each.meaning) for each in ratings_of(after, scheme)] == [
        (red.id, "Red", "Late"),
        (green.id, "Fine", green.meaning),
    ]
    assert after.ratings[amber.id].withdrawn_at == AT
    assert len(after.rating_schemes) == 1


def test_that_a_scheme_under_which_something_was_judged_gets_a_new_version_and_the_judgement_keeps_the_old_one():
    rows, action = preset("Red, Amber, Green"), an_action()
    scheme = scheme_of(rows)
    plan = a_plan(*rows, action, judged(action.id, scheme, "Green"))
    worse = [replace(each, meaning="Something else", colour="#000000") for each in ratings_of(plan, scheme)]

    after = applied(plan, revised(plan, scheme, worse, AT).changes())

    now = scheme_for(after, "action")
    assert now is not None
    assert (now.version, now.name, now.id != scheme.id) == (2, scheme.name, True)
    assert [each.meaning for each in ratings_of(after, now)] == ["Something else"] * 3
    standing_now = rated(after, action, NOVEMBER).rating
    assert standing_now == rated(plan, action, NOVEMBER).rating
    assert getattr(standing_now, "scheme_id", None) == scheme.id


def test_that_a_word_which_a_new_version_lacks_stays_what_it_was():
    rows, action = preset("Red, Amber, Yellow, Green"), an_action()
    scheme = scheme_of(rows)
    plan = a_plan(*rows, action, judged(action.id, scheme, "Yellow"))
    without = [each for each in ratings_of(plan, scheme) if each.word != "Yellow"]

    after = applied(plan, revised(plan, scheme, without, AT).changes())

    assert rated(after, action, NOVEMBER).word == "Yellow"
    assert scheme_words(after, "action") == ("Red", "Amber", "Green")


def test_that_a_kind_that_a_scheme_is_no_longer_for_keeps_its_version_though_nothing_was_judged():
    rows = preset("Red, Amber, Green")
    plan, scheme = a_plan(*rows), scheme_of(rows)

    without = replace(scheme, applies_to="action recommendation")
    after = applied(plan, revised(plan, without, ratings_of(plan, scheme)[:2], AT).changes())

    assert scheme_for(after, "kpi") == scheme
    assert scheme_words(after, "kpi") == ("Red", "Amber", "Green")
    assert scheme_words(after, "action") == scheme_words(after, "recommendation") == ("Red", "Amber")
    assert kinds_of(after, scheme) == ("kpi",)


def test_that_a_scheme_that_takes_a_kind_over_is_in_force_for_it_whatever_version_the_other_had():
    own, others = preset("Red, Amber, Green, Blue", "action"), preset("Red, Amber, Green", "kpi")
    later = replace(scheme_of(others), version=7)
    plan, scheme = a_plan(*own, *others[1:], later), scheme_of(own)

    wider = replace(scheme, applies_to="action kpi")
    after = applied(plan, revised(plan, wider, ratings_of(plan, scheme), AT).changes())

    assert scheme_words(after, "kpi") == ("Red", "Amber", "Green", "Blue")
    assert [each.version for each in (scheme_for(after, "kpi"), scheme_for(after, "action")) if each] == [8, 8]


def test_that_a_kind_for_which_nothing_is_in_force_is_added_in_place():
    rows = preset("Red, Amber, Green", "action")
    plan, scheme = a_plan(*rows), scheme_of(rows)

    wider = replace(scheme, applies_to="action kpi")
    after = applied(plan, revised(plan, wider, ratings_of(plan, scheme), AT).changes())

    assert len(after.rating_schemes) == 1
    assert scheme_words(after, "kpi") == ("Red", "Amber", "Green")


def test_that_a_first_scheme_is_version_one():
    rows = preset("Red, Amber, Green")
    ratings = ratings_of(a_plan(*rows), scheme_of(rows))

    after = applied(a_plan(), revised(a_plan(), scheme_of(rows), ratings, AT).changes())

    assert scheme_words(after, "action") == ("Red", "Amber", "Green")
    assert [each.version for each in after.rating_schemes.live()] == [1]


def test_that_a_scheme_in_which_nothing_differs_gets_no_new_version():
    rows, action = preset("Red, Amber, Green"), an_action()
    scheme = scheme_of(rows)
    plan = a_plan(*rows, action, judged(action.id, scheme, "Green"))

    assert revised(plan, scheme, ratings_of(plan, scheme), AT).changes() == ()


def test_that_a_rating_renamed_keeps_its_looks_and_one_just_begun_is_given_those_of_its_word():
    begun = worded(begun_rating(), "Amber")

    renamed = worded(begun, "Red")

    assert (begun.letter, begun.colour, begun.shape) == ("A", "#ffc000", "square")
    assert (renamed.word, renamed.letter, renamed.colour) == ("Red", "A", "#ffc000")


@pytest.mark.parametrize("typed", ["#C00000", " c00000 "])
def test_that_a_colour_is_read_with_or_without_its_sign(typed):
    assert read_colour(typed) == "#c00000"


@pytest.mark.parametrize("typed", ["", "red", "#c00", "#c0000g", "#c000000"])
def test_that_what_is_no_colour_is_refused_in_words(typed):
    with pytest.raises(NotUnderstood, match="is no colour"):
        read_colour(typed)
