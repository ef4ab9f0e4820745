"""The plan update: what is done under each priority, what is new, and the figures."""

from __future__ import annotations

from tests.exchange.papers import a_scheme, headings, issued, judged, tables, texts
from tests.plans import (
    a_cover,
    a_kpi,
    a_link,
    a_passage,
    a_placement,
    a_reading,
    a_theme,
    an_action,
    an_objective,
    an_officer,
    an_update,
)

THEME = a_theme("", "Workforce")
OBJECTIVE = an_objective(THEME, "", title="Recruit")
ACTION = an_action(
    "",
    "Carry out the strategy",
    theme_id=THEME.id,
    objective_id=OBJECTIVE.id,
    expected_outcome="Enough staff",
    success_measures="- Vacancies\n- Sickness",
    review_date="November 2022 (Thereafter bi-monthly review)",
)
KPI = a_kpi("", "Vacancy rate", polarity="SIB")
PLAN = (a_cover(theme_word="priority"), THEME, OBJECTIVE, ACTION, KPI, a_placement(KPI, THEME))


def action_row(*rows):
    [row] = texts(tables(issued("update", *PLAN, *rows))["Actions: Workforce"])
    return row


def test_that_an_action_has_outcomes_measures_people_and_review_date_in_columns():
    officer = an_officer("Director")

    row = action_row(officer, a_link(ACTION, officer), an_update(ACTION, "Meetings every week."))

    assert row == {
        "Action": "Carry out the strategy",
        "Expected outcomes": "Enough staff",
        "Measures": "Vacancies\nSickness",
        "By whom": "Director",
        "Review date": "November 2022 (Thereafter bi-monthly review)",
        "Update for November 2017": "Meetings every week.",
    }


def test_that_trap_s08_an_update_with_a_date_of_its_own_begins_with_it():
    row = action_row(an_update(ACTION, "Agreed.", dated="14 November 2017"))

    assert row["Update for November 2017"] == "14 November 2017: Agreed."


def test_that_a_plan_with_due_dates_shows_them_beside_the_reviews():
    other = an_action("", "Train", theme_id=THEME.id, due="Oct 2017")

    rows = texts(tables(issued("update", *PLAN, other))["Actions: Workforce"])

    assert [row["Due and review date"] for row in rows] == [
        *("Oct 2017\nOverdue", "Review: November 2022 (Thereafter bi-monthly review)"),
    ]


def test_that_trap_s02_the_performance_data_have_ratings_in_words_and_the_key():
    paper = issued("update", *PLAN, *a_scheme(), a_reading(KPI, "2017-11", "14.6%"), judged(KPI, "Amber"))

    [row] = texts(tables(paper)["KPIs: Workforce"])
    assert (row["Which way is better"], row["Nov 2017"], row["Rating"]) == ("Lower is better", "14.6%", "A\u00a0Amber")
    assert headings(paper, 2) == ["Priorities and actions", "Performance data", "Rating key"]


def test_that_passages_of_the_update_and_those_of_every_paper_stand_first():
    passages = [
        a_passage("For staff.", "update", heading="About this update", rank="a"),
        a_passage("For all.", "", heading="Us", rank="b"),
    ]

    assert headings(issued("update", *PLAN, *passages), 2)[:2] == ["About this update", "Us"]


def test_that_trap_s02_in_a_plan_with_ratings_figures_that_nobody_rated_say_so():
    [row] = texts(tables(issued("update", *PLAN, *a_scheme(), a_reading(KPI, "2017-11", "14.6%")))["KPIs: Workforce"])

    assert row["Rating"] == "Not rated"
