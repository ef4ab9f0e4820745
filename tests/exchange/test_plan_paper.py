"""The improvement plan as a paper: what is wanted, what is done for it, and what the KPIs are to reach."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.exchange.papers import a_scheme, headings, issued, tables, texts, words
from tests.plans import (
    a_comparator,
    a_kpi,
    a_link,
    a_passage,
    a_placement,
    a_reading,
    a_target,
    a_theme,
    an_action,
    an_objective,
    an_officer,
)
from waymark.exchange.papers.content import Heading

THEME = a_theme(outcome_statement="Every child has a plan.")
OBJECTIVE = an_objective(THEME, "1.1", title="Audit")
ACTION = an_action("1.1.1", theme_id=THEME.id, objective_id=OBJECTIVE.id, due="Mar 2018", kpis="1a")
DIRECT = an_action("1.9", "Tell everybody", theme_id=THEME.id)
KPI = a_kpi("1a", "Audits graded good", polarity="BIB", frequency="quarterly", unit="%")
PLAN = (THEME, OBJECTIVE, ACTION, DIRECT, KPI, a_placement(KPI, THEME))


def kpi_row(*rows):
    [row] = texts(tables(issued("plan", *PLAN, *rows))["KPIs: Practice"])
    return row


def test_that_it_is_read_from_introduction_to_key_to_actions_to_kpis():
    passages = [
        a_passage("Why there is a plan.", "plan", heading="Introduction", rank="a"),
        a_passage("Targets are hard.", "plan", heading="Key performance indicators", rank="b"),
        a_passage("It is reviewed.", "plan", heading="What comes after", rank="c"),
    ]

    paper = issued("plan", *PLAN, *passages, *a_scheme())

    assert headings(paper, 2) == [
        *("Introduction", "Rating key", "Actions by theme", "Key performance indicators", "What comes after")
    ]


def test_that_an_objective_is_a_heading_above_a_table_of_its_own():
    paper = issued("plan", *PLAN)

    assert "1.1 Audit" in headings(paper, 4)
    assert {"Outcome statement", "Every child has a plan."} <= set(words(paper))
    assert [row["Ref"] for row in texts(tables(paper)["Actions: 1.1 Audit"])] == ["1.1.1"]
    assert [row["Ref"] for row in texts(tables(paper)["Actions: 1 Practice"])] == ["1.9"]


def test_that_the_councils_layout_has_one_table_for_a_theme_with_its_objectives_across():
    table = tables(issued("plan", *PLAN, council=True))["Actions: 1 Practice"]

    assert [[cell.plain for cell in row][:2] for row in table.rows] == [
        *(["1.9", "Tell everybody"], ["1.1 Audit"], ["1.1.1", "Train every team manager"])
    ]


def test_that_trap_b24_no_row_is_merged_unless_the_councils_layout_is_asked_for():
    for table in tables(issued("plan", *PLAN)).values():
        assert {len(row) for row in table.rows} == {len(table.headings)}


def test_that_an_action_says_when_it_is_due_and_who_leads_it_but_not_how_it_is_going():
    officer = an_officer("Head of Audit")

    paper = issued("plan", *PLAN, officer, a_link(ACTION, officer), a_link(ACTION, KPI))

    [row] = texts(tables(paper)["Actions: 1.1 Audit"])

    assert [*row] == ["Ref", "Action", "KPIs", "Due", "Leads"]
    assert (row["Due"], row["Leads"]) == ("Mar 2018", "Head of Audit")


def test_that_a_kpi_has_outturn_latest_target_and_comparator_each_with_its_time():
    rows = (
        a_comparator(KPI, "54%", "outturn", "2015/16"),
        a_comparator(KPI, "61%", "statistical neighbours", "2014/15"),
        *(a_reading(KPI, "2017-Q1", "58%"), a_reading(KPI, "2017-Q2", "79%"), a_reading(KPI, "2017-Q3", "90%")),
        a_target(KPI, "80%", by="Jun-18"),
    )

    row = kpi_row(*rows)

    assert (row["Frequency"], row["Outturn 2015/16"], row["Statistical neighbours 2014/15"]) == (
        *("quarterly", "54%", "61%"),
    )
    assert (row["Latest"], row["Latest is for"]) == ("79%", "Q2 2017/18")
    assert (row["Target"], row["Target due"]) == ("80%", "Jun-18")


@pytest.mark.parametrize(
    ("polarity", "said"), [("BIB", "Better"), ("SIB", "Worse"), ("neutral", "Not compared")], ids=lambda word: word
)
def test_that_trap_b43_the_direction_since_the_outturn_is_by_polarity(polarity, said):
    other = a_kpi("1b", polarity=polarity, unit="%")
    compared = a_kpi("1c", polarity="BIB", unit="%")
    rows = [
        row
        for kpi in (other, compared)
        for row in (kpi, a_placement(kpi, THEME), a_comparator(kpi, "54%"), a_reading(kpi, "2017-11", "60%"))
    ]

    found = {row["Ref"]: row for row in texts(tables(issued("plan", *PLAN, *rows))["KPIs: Practice"])}

    assert found["1b"]["Direction of travel"] == said


def test_that_traps_b37_and_b38_each_comparator_stands_under_whose_it_is_and_when():
    others = [a_kpi(f"2{letter}", rank=letter) for letter in "ab"]
    rows = [a_comparator(kpi, "40%", "statistical neighbours", "2014/15") for kpi in others]
    places = [a_placement(kpi, THEME) for kpi in others]

    paper = issued("plan", *PLAN, *others, *places, *rows, a_comparator(KPI, "45%", "England", "2016"))

    heads = ("Ref", "Statistical neighbours 2014/15", "England 2016")
    found = [tuple(map(row.get, heads)) for row in texts(tables(paper)["KPIs: Practice"])]
    assert found == [("1a", "None given", "45%"), ("2a", "40%", "None given"), ("2b", "40%", "None given")]


def test_that_trap_b34_an_outturn_of_another_year_is_printed_with_it_and_not_compared():
    row = kpi_row(a_comparator(KPI, "44% (2014/15)", "outturn", "2015/16"), a_reading(KPI, "2017-Q2", "50%"))

    assert row["Outturn 2015/16"] == "44% (2014/15)"
    assert "Direction of travel" not in row


def test_that_a_latest_figure_of_no_stated_time_is_shown_without_one():
    row = kpi_row(a_reading(KPI, "", "79%", period_typed="latest"))

    assert row["Latest"] == "79%"
    assert "Latest is for" not in row


def test_that_no_level_of_heading_is_skipped():
    levels = [block.level for block in issued("plan", *PLAN).blocks() if isinstance(block, Heading)]

    assert all(after <= before + 1 for before, after in pairwise(levels))
