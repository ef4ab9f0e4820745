"""The board paper as a whole: what stands in it, what is left out, and its summary."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.exchange.papers import SEPTEMBER, a_scheme, headings, judged, paper_of, tables, texts, words
from tests.plans import a_cover, a_kpi, a_placement, a_plan, a_reading, a_theme, an_action, an_objective
from waymark.domain.rows import Commentary, Comparator, LogEntry, Passage, Recommendation, Update
from waymark.exchange.papers import assembly
from waymark.exchange.papers.content import Chart, Heading, Section, Table, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.tally import Share, Tally


def test_that_the_front_says_whose_paper_it_is_and_which():
    cover = a_cover(title="Steady Ground", organisation="Marlbrook", version="Version 4", marking="OFFICIAL")

    paper = paper_of(cover)

    assert (paper.title, paper.issue, paper.period) == ("Steady Ground", "Version 4, November 2017", "November 2017")
    assert headings(paper, 1) == ["Steady Ground"]
    assert {"Marlbrook", "Version 4, November 2017", "Marking: OFFICIAL"} <= set(words(paper))


def test_that_what_a_plan_has_nothing_of_has_no_part_in_the_paper():
    paper = paper_of()

    assert paper.title == "Improvement plan"
    assert headings(paper, 2) == []
    assert words(paper)[-1] == "There is nothing in the plan yet that this paper would show."
    assert len(paper.sections) == 2
    assert not any(section.wide for section in paper.sections)


def test_that_what_a_plan_has_but_not_for_this_month_is_said_to_be_missing():
    theme, kpi = a_theme(), a_kpi()
    action = an_action(theme_id=theme.id)
    before = [
        a_reading(kpi, "2015-01"),
        Commentary(id="c", theme_id=theme.id, period="2017-10", text="Old news"),
        Update(id="u", subject_id=action.id, period="2017-10", text="Begun."),
    ]

    paper = paper_of(theme, kpi, a_placement(kpi, theme), action, *before)

    said_of_it = words(paper)
    assert "No figures have been reported in the 12 months to November 2017." in said_of_it
    assert "No summary was written for November 2017." in said_of_it
    assert texts(tables(paper)["Actions: 1 Practice"])[0]["Update for November 2017"] == "No update"


def test_that_a_column_which_nothing_in_the_whole_paper_fills_is_left_out():
    theme, other, kpi = a_theme(), a_theme("2", "Help"), a_kpi()
    actions = [an_action("1.1", theme_id=theme.id), an_action("2.1", theme_id=other.id, due="Mar 2018")]

    paper = tables(paper_of(theme, other, kpi, a_placement(kpi, theme), *actions, LogEntry(id="l", text="Write")))

    assert paper["Actions: 1 Practice"].headings == ("Ref", "Action", "Due")
    assert texts(paper["Actions: 1 Practice"])[0]["Due"] == "No date"
    assert paper["KPIs: Practice"].headings == ("Ref", "KPI")
    assert paper["Board action log: open, carried over from earlier meetings"].headings == ("Action",)


def test_that_what_was_said_for_a_quarter_stands_in_the_month_in_which_that_ends():
    theme = a_theme()
    action = an_action(theme_id=theme.id)
    rows = [
        Update(id="u", subject_id=action.id, period="2017-Q2", text="Half done."),
        Commentary(id="c", theme_id=theme.id, period="Q2 2017/18", text="A steady quarter."),
        Passage(id="p", paper="board", heading="Purpose", period="2017-H1", text="To note."),
    ]

    plan = a_plan(theme, action, *rows, *a_scheme(), judged(action, "Red", "2017-Q2"))
    paper = assembly.paper(plan, Issue("board", SEPTEMBER))

    row = texts(tables(paper)["Actions: 1 Practice"])[0]
    assert row["Update for September 2017"] == "Q2 2017/18 (Jul–Sep): Half done."
    assert row["Rating"] == "R\u00a0Red"
    assert {"A steady quarter.", "To note."} <= set(words(paper))


def test_that_no_heading_level_is_skipped():
    theme = a_theme()
    objective, kpi = an_objective(theme), a_kpi()
    action = an_action(theme_id=theme.id, objective_id=objective.id)
    comparator = Comparator(id="c", kpi_id=kpi.id, who="England", period="2016/17", value="70%")

    paper = paper_of(a_cover(), theme, objective, action, kpi, a_placement(kpi, theme), comparator)

    levels = [block.level for block in paper.blocks() if isinstance(block, Heading)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_that_the_summary_counts_ratings_and_what_is_overdue_on_the_periods_last_day():
    theme = a_theme()
    red = an_action("1.1", theme_id=theme.id, due="Oct 2017", state="in progress")
    green = an_action("1.2", theme_id=theme.id, due="Oct 2017", state="complete")
    due_now = an_action("1.3", theme_id=theme.id, due="Nov 2017")

    paper = paper_of(theme, red, green, due_now, *a_scheme(), judged(red, "R"), judged(green, "Green"))

    assert "Of 3 actions in November 2017: 1 Red, 0 Amber, 1 Green, 1 not rated." in words(paper)
    assert "1 action is overdue as at 30 November 2017." in words(paper)
    by_rating = texts(tables(paper)["Actions by theme and rating"])
    expected = {"Total": "3", "Red": "1", "Amber": "0", "Green": "1", "Not rated": "1", "Overdue": "1"}
    assert by_rating == [{"Theme": "1 Practice", **expected}, {"Theme": "All", **expected}]
    assert texts(tables(paper)["Actions by theme and state"])[-1] == {
        "Theme": "All",
        "In progress": "1",
        "Complete": "1",
        "No state given": "1",
    }


def test_that_the_councils_own_words_for_its_levels_are_used():
    theme, kpi = a_theme(), a_kpi()
    cover = a_cover(theme_word="priority", kpi_word="indicator", action_word="task")
    task = an_action(theme_id=theme.id, kpis="All")

    paper = paper_of(cover, theme, kpi, a_placement(kpi, theme), a_reading(kpi), a_reading(kpi, "2017-10"), task)

    assert {"Tasks by priority", "Indicators by section", "Indicators and their ratings"} <= set(headings(paper, 2))
    assert "Indicators" in tables(paper)["Tasks: 1 Practice"].headings


def test_that_withdrawn_things_are_not_in_the_paper():
    theme = a_theme()
    action = an_action(text="Taken out", theme_id=theme.id, withdrawn_at="2017-11-01")

    assert headings(paper_of(theme, action), 2) == []


def test_that_a_section_cannot_end_in_a_table():
    with pytest.raises(ValueError, match="paragraph"):
        Section((said("Before"), Table("c", "d", ("A",), ())))


def test_that_the_summary_counts_recommendations_where_a_plan_has_nothing_else():
    recommendation = Recommendation(id="r", ref="1", text="Do it", rank="a")

    paper = paper_of(recommendation, *a_scheme(), judged(recommendation, "Green"))

    assert words(paper)[words(paper).index("Ratings counted") + 1] == "Of 1 recommendation: 0 Red, 0 Amber, 1 Green."


def test_that_trap_l26_a_title_in_capitals_and_a_date_with_an_ordinal_are_printed_in_plain_style():
    paper = paper_of(a_cover(title="PROGRESS REPORT: THE LONG ROAD", version_date="5th NOVEMBER 2018"))

    assert (paper.title, paper.issue) == ("Progress report: the long road", "5 November 2018")


def test_that_ratings_are_drawn_by_theme_in_the_schemes_colours_and_told_in_words():
    one, other = a_theme("1"), a_theme("2", "Help")
    red, green = an_action("1.1", theme_id=one.id), an_action("1.2", theme_id=one.id)
    unrated = an_action("2.1", theme_id=other.id)

    paper = paper_of(one, other, red, green, unrated, *a_scheme(), judged(red, "R"), judged(green, "Green"))

    [chart] = [block for block in paper.blocks() if isinstance(block, Chart)]
    assert chart.caption.plain == "Figure 1. Actions by theme and rating: 1 Red, 0 Amber, 1 Green, 1 not rated."
    assert chart.figures == Tally(
        "Actions by theme and rating",
        ("1 Practice", "2 Help"),
        (Share("Red", "#b3261e", (1, 0)), Share("Green", "#1b7a3d", (1, 0)), Share("Not rated", "", (0, 1))),
    )


def test_that_nothing_is_drawn_of_what_nobody_has_rated():
    theme = a_theme()

    paper = paper_of(theme, an_action(theme_id=theme.id), *a_scheme())

    assert not [block for block in paper.blocks() if isinstance(block, Chart)]
