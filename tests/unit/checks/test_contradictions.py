"""Checks of what texts say against the figures."""

from __future__ import annotations

import pytest

from tests.findings import said
from tests.plans import (
    a_commentary,
    a_judgement,
    a_kpi,
    a_link,
    a_passage,
    a_placement,
    a_plan,
    a_reading,
    a_target,
    a_theme,
    an_action,
    an_update,
)
from waymark.domain.plan import Plan
from waymark.domain.rows import Definition, Row

FALLING = ("77%", "69%", "65%", "63%", "62%")


def a_section(text: str, *values: str, polarity: str = "BIB", more: tuple[Row, ...] = (), **kpi_fields: str) -> Plan:
    """A section of two KPIs, of which the first has those readings up to November; the other has none."""
    theme = a_theme(title="Children looked after")
    reviews = a_kpi("LAC 11", kpi_fields.pop("title", "Children in care reviewed on time"), polarity=polarity)
    visits = a_kpi("LAC 10", "Children in care visited within the statutory time", polarity="BIB")
    readings = [a_reading(reviews, f"2017-{12 - len(values) + n:02}", value) for n, value in enumerate(values)]
    places = [a_placement(kpi, theme) for kpi in (reviews, visits)]
    return a_plan(theme, reviews, visits, *places, *readings, a_commentary(theme, text), *more)


@pytest.mark.parametrize(
    ("text", "values", "found"),
    [
        pytest.param("The timeliness of reviews has levelled off.", FALLING, True, id="trap C51: levelled off"),
        pytest.param("Timely reviews have stabilised in year.", FALLING, True, id="trap C51: stabilised"),
        pytest.param("Reviews have stabilised.", ("63%", "62%", "63%", "62%"), False, id="trap C51: they have"),
        pytest.param("Reviews have stabilised.", ("66%", "65.5%", "65%", "64.5%"), False, id="trap C51: by little"),
        pytest.param("Reviews have stabilised.", ("65%", "62%"), False, id="trap C51: too few to tell"),
        pytest.param("Reviews improved again.", ("65%", "62%"), True, id="trap C52: improved"),
        pytest.param("Reviews rose in November.", ("65%", "62%"), True, id="trap C52: rose"),
        pytest.param("Reviews fell in November.", ("62%", "65%"), True, id="trap C52: fell"),
        pytest.param("Reviews did not change.", ("62%", "70%"), True, id="trap C52: no change"),
        pytest.param("Reviews rose in November.", ("62%", "65%"), False, id="as it says"),
        pytest.param("Reviews will improve.", ("65%", "62%"), False, id="a hope"),
        pytest.param("Reviews have risen since 2015.", ("65%", "62%"), False, id="over another time"),
        pytest.param("Reviews have not improved.", ("65%", "62%"), False, id="denied"),
        pytest.param("Reviews fell, after a rise over months.", ("65%", "62%"), False, id="both, and true"),
        pytest.param("The number of reviews has risen.", ("65%", "62%"), False, id="how many, not what share"),
        pytest.param("Adoption has risen.", ("65%", "62%"), False, id="of no KPI here"),
        pytest.param("Care has improved.", ("65%", "62%"), False, id="of both KPIs alike"),
        pytest.param("All reviews are held within the time.", ("92%", "82%"), True, id="trap C52: all"),
        pytest.param("LAC 11: All are held within the time.", ("92%", "82%"), True, id="trap C52: all, by its ref"),
        pytest.param("All reviews are held within the time.", ("92%", "100%"), False, id="all of them"),
        pytest.param("LAC 10: Much has improved.", ("65%", "62%"), False, id="another KPI, by its ref"),
        pytest.param("Reviews improved.", ("65%", "provisional"), False, id="no figure for the month"),
    ],
)
def test_that_words_against_the_figures_are_found(text, values, found):
    assert bool(said(a_section(text, *values), "words_against_figures")) is found


def test_that_polarity_says_what_improves():
    better = a_section("Reviews improved.", "65", "62", polarity="SIB", title="Reviews that are late")
    unstated = a_section("Reviews improved.", "65", "62", polarity="", title="Reviews that are late")
    worse = a_section("Reviews improved.", "62", "65", polarity="SIB", title="Reviews that are late")

    assert said(better, "words_against_figures") == said(unstated, "words_against_figures") == []
    assert said(worse, "words_against_figures") == [
        "The summary of “Children looked after” for Nov 2017 says “Reviews improved”; "
        "LAC 11 rose from 62 for Oct 2017 to 65 for Nov 2017."
    ]


@pytest.mark.parametrize(("rating", "found"), [("Amber", True), ("Red", True), ("Green", False)])
def test_that_trap_c52_healthy_beside_another_rating_than_the_best_is_found(rating, found):
    plan = a_section("Reviews are healthy.", "90%", "90%")
    reviews = next(kpi for kpi in plan.kpis.live() if kpi.ref == "LAC 11")

    plan = a_plan(*plan.rows(), a_judgement(reviews, rating))

    assert bool(said(plan, "words_against_figures")) is found


def test_that_nothing_is_said_across_a_new_definition_or_in_a_count_for_the_year_to_date():
    plan = a_section("Reviews rose.", "65%", "62%")
    reviews = next(kpi for kpi in plan.kpis.live() if kpi.ref == "LAC 11")
    redefined = a_plan(*plan.rows(), Definition(id="d", kpi_id=reviews.id, from_period="Nov-17", text="Held."))
    to_date = a_section("Complaints did not change.", "25", "31", title="Complaints (year to date)")

    assert said(redefined, "words_against_figures") == said(to_date, "words_against_figures") == []


def test_that_a_passage_under_the_name_of_a_section_is_read_like_its_commentary():
    plan = a_section(
        "", *FALLING, more=(a_passage("Reviews have stabilised.", heading="Summary / Children Looked After"),)
    )

    assert len(said(plan, "words_against_figures")) == 1


def test_that_an_update_is_held_against_the_kpis_of_its_action():
    action, kpi = an_action("6.2.1"), a_kpi("FD 3", "Contacts acted on within one working day", polarity="BIB")
    readings = [a_reading(kpi, "2017-10", "86%"), a_reading(kpi, "2017-11", "82%")]
    update, earlier = an_update(action, "Contacts improved."), an_update(action, "Contacts improved.", "2017-10")

    plan = a_plan(action, kpi, a_link(action, kpi), *readings, update, earlier)

    assert said(plan, "words_against_figures") == [
        "The update on action 6.2.1 for Nov 2017 says “Contacts improved”; "
        "FD 3 fell from 86% for Oct 2017 to 82% for Nov 2017."
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("LAC 11: 84% of reviews were on time.", True, id="trap C33: another figure"),
        pytest.param("LAC 11: 70.4% of reviews were on time.", False, id="trap S25: equal when rounded"),
        pytest.param("LAC 11: 65% of reviews were on time.", False, id="the month before"),
        pytest.param("LAC 11: The target is 90%.", False, id="the target"),
        pytest.param("LAC 11: 84% of reviews were on time last year.", False, id="another time"),
        pytest.param("LAC 11: In September 2016 it was 84%.", False, id="a date"),
        pytest.param("LAC 11: More reviews were on time (+5%).", False, id="a change"),
        pytest.param("LAC 11: 84% of one team and 70% of another.", False, id="two figures"),
        pytest.param("Social workers in 84% of teams reviewed it.", False, id="not plainly of the KPI"),
    ],
)
def test_that_a_figure_that_differs_from_the_table_is_found(text, found):
    plan = a_section(text, "65%", "70%")
    reviews = next(kpi for kpi in plan.kpis.live() if kpi.ref == "LAC 11")

    assert bool(said(a_plan(*plan.rows(), a_target(reviews, "90%")), "figure_against_table")) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("More were reviewed (+5%).", ": LAC 11 went from 27% for Oct", id="trap C53: with the figures"),
        pytest.param("More were held within 15 days (+2%).", "seem to be", id="trap C53: by the words"),
        pytest.param("Numbers of contacts grew (+2%).", None, id="a number may grow by a share"),
        pytest.param("More were reviewed (5% of all).", None, id="no change"),
    ],
)
def test_that_percentage_points_written_as_per_cent_are_found(text, found):
    sentences = said(a_section(text, "27%", "32%"), "percentage_points")

    assert len(sentences) == (1 if found else 0)
    assert all(found in sentence for sentence in sentences)


def test_that_planted_contradictions_are_found(example_plan):
    planted = {
        ("C51", "words_against_figures"): ["levelled off this year”; LAC 11 fell from 69% for Aug 2017 to 62%"],
        ("C52", "words_against_figures"): ["All contacts are acted on within one working day”; FD 3 is 82%"],
        ("C53", "percentage_points"): ["(+5%)", "(+2%)", "(-3%)"],
    }

    missed = {
        (trap, words)
        for (trap, code), expected in planted.items()
        for words in expected
        if not any(words in sentence for sentence in said(example_plan, code))
    }

    assert missed == set()
    assert said(example_plan, "figure_against_table") == []
