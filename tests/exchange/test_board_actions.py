"""Actions and the board's own action log in its paper."""

from __future__ import annotations

import pytest

from tests.exchange.papers import headings, paper_of, tables, texts
from tests.plans import a_kpi, a_link, a_theme, an_action, an_objective, an_officer
from waymark.domain.rows import Update


def test_that_an_action_says_what_it_is_for_and_when_it_is_reviewed():
    theme = a_theme()
    action = an_action(
        theme_id=theme.id,
        expected_outcome="Children are seen alone",
        success_measures="- Audits\n- Visits",
        review_date="November 2022",
    )

    row = texts(tables(paper_of(theme, action))["Actions: 1 Practice"])[0]

    assert row["Action"].split("\n") == [
        *("Train every team manager", "Expected outcome", "Children are seen alone"),
        *("Success measures", "Audits", "Visits"),
    ]
    assert row["Due"] == "Review: November 2022"


@pytest.mark.parametrize(
    ("period", "dated", "heading", "told"),
    [
        ("2017-11", "", "Update for November 2017", "Half done."),
        ("2017-Q2", "", "No update", ""),
        ("2017-H1", "", "No update", ""),
        ("", "", "Update", "Undated: Half done."),
        ("latest", "", "Update", "Undated: Half done."),
        ("", "20 November", "Update", "20 November: Half done."),
    ],
)
def test_that_an_update_says_for_when_it_is(period, dated, heading, told):
    theme = a_theme()
    action = an_action(theme_id=theme.id)

    paper = paper_of(theme, action, Update(id="u", subject_id=action.id, period=period, dated=dated, text="Half done."))

    row = texts(tables(paper)["Actions: 1 Practice"])[0]
    assert row.get(heading, "") == told


def test_that_actions_stand_by_theme_and_objective_with_what_was_reported():
    theme = a_theme()
    objective, officer = an_objective(theme, "1.1", title="Audit"), an_officer("Head of Audit")
    action = an_action(
        "1.1.1", "Audit **more**", theme_id=theme.id, objective_id=objective.id, kpis="1", due="Oct 2017"
    )
    updates = [
        Update(id="u1", subject_id=action.id, period="2017-11", dated="20 November", text="Half done."),
        Update(id="u2", subject_id=action.id, period="2017-10", text="Begun."),
    ]

    paper = paper_of(theme, objective, action, officer, a_link(action, officer), *updates)

    assert "1.1 Audit" in headings(paper, 4)
    assert texts(tables(paper)["Actions: 1.1 Audit"]) == [
        {
            "Ref": "1.1.1",
            "Action": "Audit more",
            "KPIs": "1",
            "Due": "Oct 2017\nOverdue",
            "Leads": "Head of Audit",
            "Update for November 2017": "20 November: Half done.",
        }
    ]


@pytest.mark.parametrize("due", ["Report quarterly", "Nov 2017", "TBC"], ids=["B05", "B07", "C42"])
def test_that_trap_due_dates_that_have_not_run_out_are_not_called_overdue(due):
    theme = a_theme()

    paper = paper_of(theme, an_action(theme_id=theme.id, due=due))

    assert texts(tables(paper)["Actions: 1 Practice"])[0]["Due"] == due


def test_that_trap_s01_actions_without_refs_have_no_empty_column():
    theme = a_theme("", "Basics")

    paper = paper_of(theme, an_action("", "Embed practice standards", theme_id=theme.id))

    assert "Ref" not in tables(paper)["Actions: Basics"].headings


def test_that_trap_b15_an_action_names_its_kpis_by_the_refs_they_have_now():
    theme, kpi = a_theme(), a_kpi("18")
    action = an_action(theme_id=theme.id, kpis="16")

    paper = paper_of(theme, kpi, a_kpi("16"), action, a_link(action, kpi))

    assert texts(tables(paper)["Actions: 1 Practice"])[0]["KPIs"] == "18"
