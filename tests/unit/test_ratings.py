"""What a thing is rated for a period."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.plans import a_kpi, a_plan, a_reading, a_target, an_action
from waymark.domain.period import period_from_key
from waymark.domain.polarity import Polarity
from waymark.domain.rows import Judgement, RatingScheme
from waymark.domain.value import parse_value
from waymark.services.ratings import MET, NOT_MET, is_met, judgement_in, rated
from waymark.services.schemes import find_rating, preset, printed_scheme, scheme_for

NOVEMBER = period_from_key("2017-11")
SCHEME = preset("Red, Amber, Green")
SCHEME_ID = SCHEME[0].id


def judged(subject_id: str, rating: str, **fields: str) -> Judgement:
    return Judgement(
        id=f"judgement {rating}", subject_id=subject_id, scheme_id=SCHEME_ID, rating=rating, period="2017-11", **fields
    )


def test_that_a_stated_rating_counts_before_the_target():
    kpi = a_kpi(polarity="BIB")
    plan = a_plan(
        *SCHEME, kpi, a_reading(kpi, value="95%"), a_target(kpi, "90%"), judged(kpi.id, "Red", reason="Late.")
    )

    result = rated(plan, kpi, NOVEMBER)

    assert (result.word, result.stated, result.why) == ("Red", True, "Late.")


def test_that_a_rating_stated_for_another_period_does_not_count():
    action = an_action()
    plan = a_plan(*SCHEME, action, judged(action.id, "Green"))

    assert rated(plan, action, period_from_key("2017-12")).word == ""


def test_that_a_rating_stated_for_a_quarter_counts_in_the_month_in_which_it_ends():
    kpi = a_kpi(frequency="quarterly")
    quarter = Judgement(id="quarter", subject_id=kpi.id, rating="Amber", period="2017-Q2")
    month = Judgement(id="month", subject_id=kpi.id, rating="Red", period="2017-09")

    assert judgement_in(a_plan(kpi, quarter), kpi, period_from_key("2017-09")) == quarter
    assert judgement_in(a_plan(kpi, quarter, month), kpi, period_from_key("2017-09")) == month
    assert judgement_in(a_plan(kpi, quarter), kpi, NOVEMBER) is None


@pytest.mark.parametrize(
    ("value", "target", "polarity", "word"),
    [
        ("95%", "90%", "BIB", MET),
        ("85%", "90%", "BIB", NOT_MET),
        ("18", "17", "SIB", NOT_MET),
        ("17", "17", "SIB", MET),
        ("79% (6m+)", "60%", "BIB", MET),
        ("21", "18 - 20", "", NOT_MET),
        ("19%", "18 - 20", "", ""),
        ("14", "<10% of Cohort", "SIB", ""),
        ("82%", "NA", "BIB", ""),
        ("82%", "90%", "", ""),
        ("-", "90%", "BIB", ""),
        ("4 / 7", "4 / 7", "BIB", MET),
    ],
    ids=["above", "below", "lower", "equal", "C20", "L07", "L07-percentage", "C08", "C15", "C11", "B35", "B29"],
)
def test_that_trap_values_without_a_stated_rating_are_held_against_their_target(value, target, polarity, word):
    kpi = a_kpi(polarity=polarity)
    plan = a_plan(kpi, a_reading(kpi, value=value), a_target(kpi, target))

    result = rated(plan, kpi, NOVEMBER)

    assert (result.word, result.stated) == (word, False)
    assert result.why


def test_that_a_fraction_is_not_held_against_a_percentage():
    assert is_met(parse_value("14"), parse_value("10%"), Polarity.lower) is None


def test_that_trap_c14_yellow_is_amber_where_the_scheme_has_no_yellow_and_itself_where_it_has():
    four = preset("Red, Amber, Yellow, Green")
    plan = a_plan(*SCHEME, *four)

    assert getattr(find_rating(plan, SCHEME_ID, "Yellow"), "word", None) == "Amber"
    assert getattr(find_rating(plan, four[0].id, "Yellow"), "word", None) == "Yellow"


@pytest.mark.parametrize("typed", ["A", "**A**", " amber ", "AMBER"], ids=["L03", "L03-bold", "blanks", "capitals"])
def test_that_trap_ratings_are_known_by_letter_or_word_however_written(typed):
    assert getattr(find_rating(a_plan(*SCHEME), SCHEME_ID, typed), "word", None) == "Amber"


def test_that_trap_b02_a_plans_own_words_for_its_ratings_are_kept_as_printed():
    rows = printed_scheme([("AMBER", "", "Work is on track")])
    plan = a_plan(*rows)

    rating = find_rating(plan, rows[0].id, "amber")

    assert rating is not None
    assert (rating.word, rating.letter, rating.meaning) == ("AMBER", "A", "Work is on track")


def test_that_the_latest_version_of_a_scheme_is_in_force():
    old = RatingScheme(id="old", name="Ours", applies_to="action", version=1)
    new = RatingScheme(id="new", name="Ours", applies_to="action kpi", version=2)

    assert scheme_for(a_plan(old, new), "action") == new
    assert scheme_for(a_plan(old), "kpi") is None


@pytest.mark.parametrize("period", ["2017-Q2", "2017-H1", "Q2 2017/18"], ids=["quarter", "half-year", "as typed"])
def test_that_an_action_rated_for_a_longer_period_is_so_rated_in_the_month_in_which_that_ends(period):
    action = an_action()
    plan = a_plan(*SCHEME, action, replace(judged(action.id, "Green"), period=period))

    assert rated(plan, action, period_from_key("2017-09")).word == "Green"
    assert rated(plan, action, NOVEMBER).word == ""


@pytest.mark.parametrize("period", ["", "latest"])
def test_that_what_was_rated_for_no_period_that_is_understood_counts_and_is_called_undated(period):
    action = an_action()
    plan = a_plan(*SCHEME, action, replace(judged(action.id, "Green"), period=period))

    result = rated(plan, action, NOVEMBER)

    assert (result.word, result.undated, result.why) == ("Green", True, "Stated for no period in particular.")


def test_that_a_month_held_against_its_target_comes_before_an_undated_rating():
    kpi = a_kpi(polarity="BIB")
    undated = replace(judged(kpi.id, "Red"), period="")
    plan = a_plan(*SCHEME, kpi, a_reading(kpi, value="95%"), a_target(kpi, "90%"), undated)

    assert rated(plan, kpi, NOVEMBER).word == MET
    assert rated(plan, kpi, period_from_key("2017-12")).word == "Red"
