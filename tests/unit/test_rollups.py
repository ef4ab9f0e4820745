"""Ratings rolled up by theme and section."""

from __future__ import annotations

from dataclasses import replace

from tests.plans import a_kpi, a_placement, a_plan, a_theme, an_action
from waymark.domain.period import period_from_key
from waymark.domain.rows import Judgement, Recommendation, Row
from waymark.services.rollups import actions_rolled_up, all_rolled_up, kpis_rolled_up
from waymark.services.schemes import preset

NOVEMBER = period_from_key("2017-11")
SCHEME = preset("Red, Amber, Green")


def judged(subject: Row, rating: str, period: str = "2017-11") -> Judgement:
    return Judgement(id=f"of {subject.id}", subject_id=subject.id, scheme_id=SCHEME[0].id, period=period, rating=rating)


def test_that_trap_l01_the_sentence_is_counted_best_first_with_its_noughts():
    found = [Recommendation(id=str(number), ref=str(number)) for number in range(17)]
    ratings = [judged(each, "A" if number < 6 else "G") for number, each in enumerate(found)]

    (rolled_up,) = all_rolled_up(a_plan(*SCHEME, *found, *ratings), NOVEMBER)

    assert rolled_up.sentence == "11 Green, 6 Amber, 0 Red"
    assert (rolled_up.worst, rolled_up.majority, rolled_up.total) == ("Amber", "Green", 17)


def test_that_actions_are_counted_by_theme_and_what_is_not_rated_is_said():
    theme = a_theme()
    actions = [an_action(f"1.1.{number}", theme_id=theme.id) for number in range(4)]
    plan = a_plan(*SCHEME, theme, *actions, judged(actions[0], "Red"), judged(actions[1], "Green"))

    (found,) = actions_rolled_up(plan, NOVEMBER)

    assert (found.title, found.sentence) == ("1 Practice", "1 Green, 0 Amber, 1 Red, 2 not rated")
    assert (found.worst, found.majority) == ("Red", "")


def test_that_where_nothing_is_rated_nothing_is_worst():
    plan = a_plan(*SCHEME, an_action())

    (found,) = all_rolled_up(plan, NOVEMBER)

    assert (found.sentence, found.worst, found.majority) == ("none is rated", "", "")


def test_that_most_may_have_a_rating_that_the_scheme_has_no_more():
    scheme, actions = preset("Red, Amber, Green"), [an_action(str(number)) for number in range(3)]
    words = [each for each in scheme if getattr(each, "word", "") != "Amber"]
    plan = a_plan(*words, *actions, *(judged(each, "Amber") for each in actions))

    assert all_rolled_up(plan, NOVEMBER)[0].majority == "Amber"


def test_that_trap_b03_not_started_is_never_the_worst():
    scheme, action, other = preset("Favourable to Not started"), an_action("1"), an_action("2")
    judgements = [judged(action, "Not started"), judged(other, "Favourable")]
    plan = a_plan(*scheme, action, other, *(replace(each, scheme_id=scheme[0].id) for each in judgements))

    assert all_rolled_up(plan, NOVEMBER)[0].worst == "Favourable"


def test_that_trap_s11_a_kpi_in_two_sections_counts_in_each_and_once_in_all():
    kpi = a_kpi()
    places = [a_placement(kpi, section="Audits", rank="a"), a_placement(kpi, section="Quality", rank="b")]
    plan = a_plan(*SCHEME, kpi, *places, judged(kpi, "Green"))

    assert [(each.title, each.total) for each in kpis_rolled_up(plan, NOVEMBER)] == [("Audits", 1), ("Quality", 1)]
    assert [(each.title, each.total) for each in all_rolled_up(plan, NOVEMBER)] == [("KPIs", 1)]


def test_that_trap_b31_a_quarterly_kpi_counts_in_november_as_it_did_in_september():
    kpi = a_kpi(frequency="quarterly")
    plan = a_plan(*SCHEME, kpi, a_placement(kpi, section="Audits"), judged(kpi, "Red", "2017-Q2"))

    (found,) = kpis_rolled_up(plan, NOVEMBER)

    assert found.sentence == "0 Green, 0 Amber, 1 Red"
