"""What a chair asks first."""

from __future__ import annotations

import pytest

from tests.plans import a_cover, a_kpi, a_placement, a_plan, a_reading, a_target, a_theme, an_action
from waymark.domain.period import parse_period
from waymark.domain.rows import Judgement, Recommendation
from waymark.services.overview import (
    actions_by_theme,
    all_kpis,
    is_missing,
    kpis_by_section,
    latest_rating,
    overdue_actions,
    recommendation_ratings,
    tally_words,
)
from waymark.services.ratings import rate
from waymark.services.schemes import preset

NOVEMBER = parse_period("Nov 2017")
SCHEME = preset("Red, Amber, Green")


def judged(subject, rating, period="2017-11"):
    return Judgement(
        id=f"{subject.id} {period}", subject_id=subject.id, scheme_id=SCHEME[0].id, rating=rating, period=period
    )


def counted(group):
    return {each.word: len(each) for each in group.counts}


def test_that_actions_are_counted_by_theme_and_rating_with_the_schemes_noughts():
    theme, empty = a_theme("1", "Practice"), a_theme("2", "Partners")
    red, plain, loose = (
        an_action("1.1", theme_id=theme.id),
        an_action("1.2", theme_id=theme.id),
        an_action("9.1", theme_id="gone"),
    )

    groups = actions_by_theme(a_plan(*SCHEME, theme, empty, red, plain, loose, judged(red, "R")), NOVEMBER)

    assert [group.title for group in groups] == ["1 Practice", "No theme"]
    assert counted(groups[0]) == {"Red": 1, "Amber": 0, "Green": 0, "Not rated": 1}
    assert groups[0].counts[0].ids == (red.id,)
    assert groups[0].total.ids == (red.id, plain.id)


def test_that_withdrawn_actions_are_not_counted():
    action = an_action(withdrawn_at="2017-10-01T09:00:00+00:00", due="Jan 2017")

    assert actions_by_theme(a_plan(action), NOVEMBER) == ()
    assert overdue_actions(a_plan(action), NOVEMBER.last_day) == ()


@pytest.mark.parametrize(
    ("due", "state", "overdue"),
    [
        ("Nov 2017", "", False),
        ("Oct 2017", "", True),
        ("Oct 2017", "complete", False),
        ("Oct 2017", "superseded", False),
        ("Oct 2017", "nobody knows", True),
        ("Report quarterly", "", False),
        ("TBC", "", False),
    ],
    ids=["B07", "last-month", "complete", "superseded", "unclear-state", "B05", "undated"],
)
def test_that_trap_what_is_due_in_a_month_is_not_overdue_before_it_has_ended(due, state, overdue):
    action = an_action(due=due, state=state)

    assert bool(overdue_actions(a_plan(action), NOVEMBER.last_day)) is overdue


@pytest.mark.parametrize(
    ("frequency", "month", "missing"),
    [("quarterly", "Nov 2017", False), ("quarterly", "Dec 2017", True), ("monthly", "Nov 2017", True)],
    ids=["B31-between-quarters", "B31-quarter", "month"],
)
def test_that_trap_a_kpi_misses_a_figure_only_where_a_period_of_its_own_ends(frequency, month, missing):
    kpi = a_kpi(frequency=frequency)

    assert is_missing(a_plan(kpi), kpi, parse_period(month)) is missing


@pytest.mark.parametrize(("value", "missing"), [("82%", False), ("-", False), ("Pending", False), (" ", True)])
def test_that_a_kpi_of_which_something_is_reported_misses_nothing(value, missing):
    kpi = a_kpi()

    assert is_missing(a_plan(kpi, a_reading(kpi, value=value)), kpi, NOVEMBER) is missing


def test_that_red_kpis_are_those_rated_red_or_off_target_for_the_latest_period_of_their_own():
    theme = a_theme()
    stated, off, fine = a_kpi("1"), a_kpi("2", polarity="BIB", frequency="quarterly"), a_kpi("3", polarity="BIB")
    readings = [a_reading(off, "2017-Q2", "50%"), a_reading(fine, value="95%")]
    targets = [a_target(off), a_target(fine)]
    placements = [a_placement(kpi, theme) for kpi in (stated, off, fine)]

    plan = a_plan(*SCHEME, theme, stated, off, fine, *readings, *targets, *placements, judged(stated, "Red"))
    red, missing = kpis_by_section(plan, NOVEMBER)[0].counts

    assert red.ids == (stated.id, off.id)
    assert missing.ids == (stated.id,)


def test_that_a_kpi_counts_as_it_is_rated_where_a_month_of_its_quarter_has_words_for_a_figure():
    kpi = a_kpi(polarity="BIB", frequency="quarterly")
    plan = a_plan(kpi, a_target(kpi), a_reading(kpi, "2017-Q2", "50%"), a_reading(kpi, "2017-11", "not yet"))

    assert latest_rating(plan, kpi, NOVEMBER).word == rate(plan, kpi, NOVEMBER).stands.word


def test_that_trap_s11_a_kpi_in_several_sections_is_counted_once_in_all():
    one, two, kpi = a_theme("1", "Basics"), a_theme("2", "Quality"), a_kpi()
    plan = a_plan(one, two, kpi, a_placement(kpi, one), a_placement(kpi, two, rank="b"))

    assert [len(group.total) for group in kpis_by_section(plan, NOVEMBER)] == [1, 1]
    assert len(all_kpis(plan, NOVEMBER).total) == 1


def test_that_recommendations_are_counted_in_a_sentence():
    found = [Recommendation(id=f"r{number}", ref=str(number), rank=f"a{number:02}") for number in range(17)]
    words = ["Green"] * 11 + ["Amber"] * 6
    judgements = [judged(each, word) for each, word in zip(found, words, strict=True)]

    group = recommendation_ratings(a_plan(*SCHEME, *found, *judgements), NOVEMBER)

    assert tally_words(group.counts) == "0 Red, 6 Amber, 11 Green"


def test_that_what_is_not_rated_is_said_last():
    rated, other = Recommendation(id="r"), Recommendation(id="s")

    group = recommendation_ratings(a_plan(*SCHEME, rated, other, judged(rated, "Green")), NOVEMBER)

    assert tally_words(group.counts) == "0 Red, 0 Amber, 1 Green, 1 not rated"


def test_that_where_none_is_rated_no_noughts_are_listed():
    group = recommendation_ratings(a_plan(*SCHEME, Recommendation(id="r")), NOVEMBER)

    assert tally_words(group.counts) == "none is rated"


def test_that_actions_under_none_of_the_levels_are_called_so_in_the_councils_own_word():
    groups = actions_by_theme(a_plan(a_cover(theme_word="priority"), an_action()), NOVEMBER)

    assert [group.title for group in groups] == ["No priority"]
