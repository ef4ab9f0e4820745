"""What a thing is rated for a period."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.plans import a_kpi, a_plan, a_reading, a_target, an_action
from waymark.domain.period import period_from_key
from waymark.domain.polarity import Polarity
from waymark.domain.rows import Judgement, RatingScheme
from waymark.domain.value import parse_value
from waymark.services.ratings import (
    MET,
    NOT_MET,
    UNDEFINED,
    computed,
    is_met,
    judgement_in,
    rate,
    rated,
)
from waymark.services.schemes import find_rating, preset, printed_scheme, scheme_for

NOVEMBER = period_from_key("2017-11")
SCHEME = preset("Red, Amber, Green")
SCHEME_ID = SCHEME[0].id


W1 = "17 or below Green 18.1-20 Amber 20.1 and above Red"
CL3A = "85% or above Green 75%-84% Amber 74% and below Red"
CP10 = "10% of cohort or below Green 10-15% Amber 16% and above Red"


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


@pytest.mark.parametrize(
    ("rule", "value", "decimals", "word", "undefined"),
    [
        ("98% or above Green 90%-97% Amber 89% and below Red", "93%", None, "Amber", False),
        (W1, "18", None, "", True),
        (W1, "18", 0, "", True),
        (CL3A, "84.5%", None, "", True),
        (CL3A, "84.4%", 0, "Amber", False),
        ("22% or below Green 21%-25% Amber 26% and above Red", "21%", None, "", True),
        (CP10, "10%", None, "", True),
        (CP10, "15.5%", 1, "", True),
        (CP10, "14", None, "", False),
        (CP10, "3 of 37", 0, "Green", False),
        ("60% or above Green 50%-59% Amber 49% and below Red", "42%", None, "Red", False),
        ("", "82%", None, "", False),
        ("Whatever the board thinks", "82%", None, "", True),
        ("85% or above Green, Amber somewhat less", "95%", None, "", True),
    ],
    ids=[
        *("C05", "C01", "C01-0dp", "C02", "C05-0dp", "C03", "C04", "C04-gap", "C08", "C08-of", "C12", "B33"),
        *("unread", "half-read"),
    ],
)
def test_that_trap_a_figure_is_rated_by_its_rule_and_what_the_rule_leaves_open_gets_no_colour(
    rule, value, decimals, word, undefined
):
    kpi = a_kpi(rule=rule, decimals=decimals)

    found = computed(a_plan(*SCHEME, kpi, a_reading(kpi, value=value)), kpi, NOVEMBER)

    assert (found.word, found.undefined) == (word, undefined)
    assert (found.rating.word if found.rating else "") == word
    assert found.why


def test_that_trap_c01_what_lies_in_a_gap_stands_as_undefined_with_the_reason():
    kpi = a_kpi(rule=W1)

    result = rated(a_plan(*SCHEME, kpi, a_reading(kpi, value="18")), kpi, NOVEMBER)

    assert (result.word, result.rating, result.stated) == (UNDEFINED, None, False)
    assert result.why.startswith("18 lies in no band")


def test_that_trap_c01_a_rating_stated_where_the_rule_has_a_gap_stands_and_says_so():
    kpi = a_kpi(rule=W1)
    plan = a_plan(*SCHEME, kpi, a_reading(kpi, value="18"), judged(kpi.id, "Yellow"))

    found = rate(plan, kpi, NOVEMBER)

    assert (found.stands.word, found.computed.undefined, found.differs) == ("Amber", True, False)
    assert "Undefined by the rule" in found.why


def test_that_a_stated_rating_stands_beside_a_computed_one_that_differs():
    kpi = a_kpi(rule=CL3A)
    stated = judged(kpi.id, "Amber", reason="Figures being verified.")
    plan = a_plan(*SCHEME, kpi, a_reading(kpi, value="70%"), stated)

    found = rate(plan, kpi, NOVEMBER)

    assert (found.stands.word, found.computed.word, found.differs) == ("Amber", "Red", True)
    assert found.why == "Figures being verified. The rule gives Red: 70% is Red (74% or below)."


def test_that_trap_c14_yellow_stated_where_the_rule_gives_amber_is_no_difference():
    kpi = a_kpi(rule=CL3A)

    found = rate(a_plan(*SCHEME, kpi, a_reading(kpi, value="80%"), judged(kpi.id, "Yellow")), kpi, NOVEMBER)

    assert not found.differs


@pytest.mark.parametrize("trap", ["L08", "L11"])
def test_that_trap_a_rating_stated_without_a_figure_says_that_nothing_bears_it_out(trap):
    kpi = a_kpi(rule=CL3A)

    found = rate(a_plan(*SCHEME, kpi, judged(kpi.id, "Green")), kpi, NOVEMBER)

    assert found.why == "Stated for Nov 2017. Nothing computed: No figure for Nov 2017."


@pytest.mark.parametrize("value", ["", "-", "n/a", "pending until January"], ids=["C13", "B35", "B35-na", "C22"])
def test_that_trap_without_a_figure_there_is_no_rating(value):
    kpi = a_kpi(rule=CL3A, polarity="BIB")

    result = rated(a_plan(*SCHEME, kpi, a_reading(kpi, value=value), a_target(kpi, "85%")), kpi, NOVEMBER)

    assert result.word == ""
    assert result.why.startswith("No figure for Nov 2017")


def test_that_trap_c15_a_target_that_does_not_apply_rates_nothing():
    kpi = a_kpi(polarity="SIB")

    result = rated(a_plan(*SCHEME, kpi, a_reading(kpi, value="12"), a_target(kpi, "NA")), kpi, NOVEMBER)

    assert (result.word, result.why) == ("", "No target: “NA”.")


def test_that_trap_b33_a_target_alone_gives_no_colour():
    kpi = a_kpi(polarity="BIB")

    found = computed(a_plan(*SCHEME, kpi, a_reading(kpi, value="95%"), a_target(kpi, "90%")), kpi, NOVEMBER)

    assert (found.word, found.rating) == (MET, None)


@pytest.mark.parametrize(("value", "word"), [("92%", "Green"), ("86%", "Amber"), ("84%", "Red")])
def test_that_a_tolerance_round_the_target_gives_the_colours(value, word):
    kpi = a_kpi(rule="tolerance 5", polarity="BIB")

    found = computed(a_plan(*SCHEME, kpi, a_reading(kpi, value=value), a_target(kpi, "90%")), kpi, NOVEMBER)

    assert found.word == word


def test_that_a_rule_which_is_a_bare_figure_is_a_target():
    kpi = a_kpi(rule="95.0%", polarity="BIB")

    assert rated(a_plan(*SCHEME, kpi, a_reading(kpi, value="96%")), kpi, NOVEMBER).word == MET


def test_that_a_bare_number_is_a_percentage_where_the_kpis_unit_says_so():
    kpi = a_kpi(rule=CL3A, unit="%")

    assert rated(a_plan(*SCHEME, kpi, a_reading(kpi, value="80")), kpi, NOVEMBER).word == "Amber"


@pytest.mark.parametrize(
    ("rule", "target"),
    [("558 or below Green 559 to 608 Amber 609 and above Red", ""), ("", "558")],
    ids=["rule", "target"],
)
def test_that_trap_c23_an_average_of_nought_is_neither_green_nor_on_target(rule, target):
    kpi = a_kpi(title="Average time between entering care and moving in", rule=rule, polarity="SIB")
    plan = a_plan(*SCHEME, kpi, a_reading(kpi, value="0"), a_target(kpi, target))

    result = rated(plan, kpi, NOVEMBER)

    assert (result.word, result.rating) == (UNDEFINED, None)
    assert "nothing to average" in result.why


def test_that_trap_c09_a_rule_which_contradicts_the_polarity_rates_and_says_so():
    kpi = a_kpi(rule="90% or above Green 80%-89% Amber 79% and below Red", polarity="SIB")

    found = computed(a_plan(*SCHEME, kpi, a_reading(kpi, value="70%")), kpi, NOVEMBER)

    assert found.word == "Red"
    assert "lower is better" in found.why


def test_that_trap_c06_a_rule_which_contradicts_the_target_says_so():
    kpi = a_kpi(rule="16 or below Green 16.1-18 Amber 18.1 and above Red", polarity="SIB")
    plan = a_plan(*SCHEME, kpi, a_reading(kpi, value="15"), a_target(kpi, "17"))

    found = rate(plan, kpi, NOVEMBER)

    assert found.computed.word == "Green"
    assert "17" in found.why
