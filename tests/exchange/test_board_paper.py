from itertools import pairwise

import pytest

from tests.plans import (
    a_cover,
    a_kpi,
    a_link,
    a_placement,
    a_plan,
    a_reading,
    a_target,
    a_theme,
    an_action,
    an_objective,
    an_officer,
)
from waymark.domain.period import parse_period
from waymark.domain.rows import (
    Commentary,
    Comparator,
    Judgement,
    LogEntry,
    Meeting,
    Passage,
    Rating,
    RatingScheme,
    Recommendation,
    Update,
)
from waymark.exchange.papers.board import board_paper
from waymark.exchange.papers.content import Chart, Heading, Prose, Section, Table, said
from waymark.exchange.papers.wording import title_words
from waymark.services.schemes import preset

SEPTEMBER = parse_period("Sep 2017")
NOVEMBER = parse_period("Nov 2017")


def paper_of(*rows):
    return board_paper(a_plan(*rows), NOVEMBER)


def words(paper):
    return [
        block.plain if isinstance(block, Prose) else block.text
        for block in paper.blocks()
        if isinstance(block, Prose | Heading)
    ]


def headings(paper, level):
    return [block.text for block in paper.blocks() if isinstance(block, Heading) and block.level == level]


def tables(paper):
    return {block.caption: block for block in paper.blocks() if isinstance(block, Table)}


def texts(table):
    return [dict(zip(table.headings, (cell.plain for cell in row), strict=True)) for row in table.rows]


def a_scheme(applies_to="action kpi recommendation"):
    scheme = RatingScheme(id="scheme", name="Traffic lights", applies_to=applies_to, rank="a")
    colours = {"Red": "#b3261e", "Amber": "#ffbf47", "Green": "#1b7a3d"}
    ratings = [
        Rating(
            id=word,
            scheme_id="scheme",
            letter=word[0],
            word=word,
            meaning=f"{word} means this",
            colour=colour,
            rank=str(place),
        )
        for place, (word, colour) in enumerate(colours.items())
    ]
    return [scheme, *ratings]


def judged(row, rating, period="2017-11"):
    return Judgement(id=f"{row.id}-{period}", subject_id=row.id, scheme_id="scheme", period=period, rating=rating)


def test_that_the_front_says_whose_paper_it_is_and_which():
    cover = a_cover(title="Steady Ground", organisation="Marlbrook", version="Version 4", marking="OFFICIAL")

    paper = paper_of(cover)

    assert (paper.title, paper.issue, paper.period) == ("Steady Ground", "Version 4, November 2017", "November 2017")
    assert headings(paper, 1) == ["Steady Ground"]
    assert {"Marlbrook", "Version 4, November 2017", "Marking: OFFICIAL"} <= set(words(paper))


def test_that_what_a_plan_has_nothing_of_has_no_part_in_the_paper():
    paper = paper_of()

    assert paper.title == "Improvement plan"
    assert headings(paper, 2) == ["Summary"]
    assert words(paper)[-1] == "This is how the plan stood on 30 November 2017."
    assert len(paper.sections) == 3
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
    assert "No commentary for November 2017." in said_of_it
    assert texts(tables(paper)["Actions: 1 Practice"])[0]["Update for November 2017"] == "No update"


def test_that_a_column_which_nothing_in_the_whole_paper_fills_is_left_out():
    theme, other, kpi = a_theme(), a_theme("2", "Help"), a_kpi()
    actions = [an_action("1.1", theme_id=theme.id), an_action("2.1", theme_id=other.id, due="Mar 2018")]

    paper = tables(paper_of(theme, other, kpi, a_placement(kpi, theme), *actions, LogEntry(id="l", text="Write")))

    assert paper["Actions: 1 Practice"].headings == ("Ref", "Action", "Due")
    assert texts(paper["Actions: 1 Practice"])[0]["Due"] == "No date"
    assert paper["KPIs: Practice"].headings == ("Ref", "KPI")
    assert paper["Board action log"].headings == ("Action",)


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


def test_that_kpis_say_who_owns_them_how_they_are_rated_and_what_is_to_be_known():
    theme, owner = a_theme(), an_officer("Head of Audit")
    ruled, noted, plain = a_kpi("1", rule="24% or below Green"), a_kpi("2", note="Not audited since June."), a_kpi("3")
    places = [a_placement(kpi, theme) for kpi in (ruled, noted, plain)]

    paper = paper_of(theme, ruled, noted, plain, owner, a_link(ruled, owner), *places)

    assert "Practice: owners, rating rules and notes" in headings(paper, 4)
    assert [list(row.values()) for row in texts(tables(paper)["Background: Practice"])] == [
        ["1", "Visits on time", "Head of Audit", "24% or below Green", ""],
        ["2", "Visits on time", "None named", "Not stated", "Not audited since June."],
    ]


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


def test_that_what_was_said_for_a_quarter_stands_in_the_month_in_which_that_ends():
    theme = a_theme()
    action = an_action(theme_id=theme.id)
    rows = [
        Update(id="u", subject_id=action.id, period="2017-Q2", text="Half done."),
        Commentary(id="c", theme_id=theme.id, period="Q2 2017/18", text="A steady quarter."),
        Passage(id="p", paper="board", heading="Purpose", period="2017-H1", text="To note."),
    ]

    paper = board_paper(a_plan(theme, action, *rows, *a_scheme(), judged(action, "Red", "2017-Q2")), SEPTEMBER)

    row = texts(tables(paper)["Actions: 1 Practice"])[0]
    assert row["Update for September 2017"] == "Q2 2017/18 (Jul–Sep): Half done."
    assert row["Rating"] == "R\u00a0Red"
    assert {"A steady quarter.", "To note."} <= set(words(paper))


def test_that_undated_commentary_and_ratings_are_called_so():
    theme = a_theme()
    action = an_action(theme_id=theme.id)
    comment = Commentary(id="c", theme_id=theme.id, text="Steady.")

    paper = paper_of(theme, action, comment, *a_scheme(), judged(action, "Red", ""))

    assert "Summary, undated" in headings(paper, 4)
    assert texts(tables(paper)["Actions: 1 Practice"])[0]["Rating"] == "R\u00a0Red\nUndated"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("WORKFORCE", "Workforce"),
        ("CHILDREN IN NEED (CIN) AND MASH", "Children in need (CIN) and MASH"),
        ("CIN", "CIN"),
        ("Children and CIN", "Children and CIN"),
        ("2017", "2017"),
    ],
)
def test_that_a_heading_typed_in_capitals_is_in_small_letters_but_for_abbreviations(typed, shown):
    assert title_words(typed) == shown


def test_that_the_key_says_where_the_meanings_are_not_the_councils_own():
    usual = "This plan does not say what its ratings mean; these are Waymark’s usual meanings."

    assert usual in words(paper_of(*preset("Red, Amber, Green")))
    assert usual not in words(paper_of(*a_scheme()))


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


def test_that_trap_l01_the_recommendations_are_counted_and_not_copied():
    recommendations = [Recommendation(id=f"r{n}", ref=f"{n}.", text=f"Do thing {n}", rank=f"{n}") for n in range(3)]
    ratings = [judged(each, rating) for each, rating in zip(recommendations, ("G", "**A**", "G"), strict=True)]

    paper = paper_of(*recommendations, *a_scheme(), *ratings)

    assert "Of 3 recommendations: 0 Red, 1 Amber, 2 Green." in words(paper)
    assert "Recommendation 1" in headings(paper, 3)


def test_that_a_kpi_table_shows_months_as_typed_polarity_in_words_target_and_rating():
    theme, kpi = a_theme(), a_kpi("W 1", "Caseload", polarity="SIB")
    readings = [a_reading(kpi, "2017-10", "17*"), a_reading(kpi, "2017-11", "18")]

    paper = paper_of(theme, kpi, a_placement(kpi, theme), *readings, a_target(kpi, "17", by="Mar-18"))

    assert texts(tables(paper)["KPIs: Practice"]) == [
        {
            "Ref": "W 1",
            "KPI": "Caseload",
            "Which way is better": "Lower is better",
            "Oct 2017": "17*",
            "Nov 2017": "18",
            "Target": "17 by Mar-18",
            "Rating": "Target not met",
        }
    ]


def test_that_a_rating_is_said_by_letter_and_word_and_its_colour_only_repeats_it():
    theme, kpi = a_theme(), a_kpi()

    paper = paper_of(theme, kpi, a_placement(kpi, theme), *a_scheme(), judged(kpi, "Amber"))

    cell = tables(paper)["KPIs: Practice"].rows[0][-1]
    assert cell.plain == "A\u00a0Amber"
    assert cell.fill == "#ffbf47"


def test_that_a_quarterly_kpi_keeps_the_rating_of_its_last_quarter_between_quarters():
    theme, kpi = a_theme(), a_kpi(frequency="quarterly")

    paper = paper_of(theme, kpi, a_placement(kpi, theme), *a_scheme(), judged(kpi, "Green", "2017-09"))

    assert texts(tables(paper)["KPIs: Practice"])[0]["Rating"] == "G\u00a0Green"


def test_that_readings_of_no_stated_month_stand_in_a_column_of_their_own():
    theme, kpi = a_theme(), a_kpi()
    latest = a_reading(kpi, "", "79%", period_typed="latest")

    paper = paper_of(theme, kpi, a_placement(kpi, theme), latest)

    assert texts(tables(paper)["KPIs: Practice"])[0]["Latest"] == "79%"


def test_that_trap_b38_comparisons_are_printed_with_their_years():
    theme, kpi = a_theme(), a_kpi()
    outturn = Comparator(id="c1", kpi_id=kpi.id, who="outturn", period="2015/16", value="54%", rank="a")
    neighbours = Comparator(
        id="c2", kpi_id=kpi.id, who="statistical neighbours", period="2014/15", value="n/a", rank="b"
    )

    paper = paper_of(theme, kpi, a_placement(kpi, theme), outturn, neighbours)

    compared = texts(tables(paper)["Comparisons: Practice"])[0]
    assert compared["Outturn 2015/16"] == "54%"
    assert compared["Statistical neighbours 2014/15"] == "n/a"


def test_that_a_kpi_in_two_sections_is_drawn_once_and_counted_once():
    theme, other, kpi = a_theme("1"), a_theme("2", "Help"), a_kpi(polarity="BIB")
    readings = [a_reading(kpi, "2017-10"), a_reading(kpi, "2017-11", "85%")]

    paper = paper_of(theme, other, kpi, a_placement(kpi, theme), a_placement(kpi, other), *readings, a_target(kpi))

    charts = [block for block in paper.blocks() if isinstance(block, Chart)]
    assert [chart.caption.plain for chart in charts] == [
        "Figure 1. KPI 1a: 85% in Nov 2017, target 90%. At or above the line is good."
    ]
    assert [row["Total"] for row in texts(tables(paper)["KPIs by section"])] == ["1", "1", "1"]
    assert "Some KPIs stand in more than one section; the last row counts each once." in words(paper)


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


def test_that_the_councils_own_words_for_its_levels_are_used():
    theme, kpi = a_theme(), a_kpi()
    cover = a_cover(theme_word="priority", kpi_word="indicator", action_word="task")
    task = an_action(theme_id=theme.id, kpis="All")

    paper = paper_of(cover, theme, kpi, a_placement(kpi, theme), a_reading(kpi), a_reading(kpi, "2017-10"), task)

    assert {"Tasks by priority", "Indicators", "Indicator charts"} <= set(headings(paper, 2))
    assert "Indicators" in tables(paper)["Tasks: 1 Practice"].headings


def test_that_commentary_is_that_of_the_period_under_its_section_with_the_kpis_it_is_about():
    theme, kpi = a_theme(), a_kpi("CIN 4")
    now = Commentary(id="c1", theme_id=theme.id, kind="next_steps", period="2017-11", text="- Hire\n- Train")
    before = Commentary(id="c2", theme_id=theme.id, kind="summary", period="2017-10", text="Old news")

    paper = paper_of(theme, kpi, a_placement(kpi, theme), now, before, a_link(now, kpi))

    said_of_it = words(paper)
    assert said_of_it[said_of_it.index("Next steps: CIN 4") :][1:3] == ["Hire", "Train"]
    assert "Old news" not in said_of_it


def test_that_passages_stand_in_order_under_their_headings():
    passages = [
        Passage(id="1", paper="board", heading="Purpose", text="To note.", rank="a"),
        Passage(id="2", paper="board", heading="Purpose", text="To agree.", rank="b"),
        Passage(
            id="3",
            paper="board",
            heading="Summary of the month / Workforce",
            period="2017-11",
            text="Steady.",
            rank="c",
        ),
        Passage(id="4", paper="board", heading="Purpose", period="2017-10", text="Last month.", rank="d"),
        Passage(id="5", paper="scrutiny", heading="Purpose", text="For others.", rank="e"),
    ]

    said_of_it = words(paper_of(*passages))

    start = said_of_it.index("Purpose")
    assert said_of_it[start:][:6] == [
        "Purpose",
        "To note.",
        "To agree.",
        "Summary of the month",
        "Workforce",
        "Steady.",
    ]
    assert not {"Last month.", "For others."} & set(said_of_it)


def test_that_the_action_log_says_where_each_was_raised_and_what_is_late():
    meeting = Meeting(id="m", title="October 2017 board")
    late = LogEntry(
        id="1", meeting_id="m", ref="Oct-01", text="Report back", due="Oct-17", complete="Ongoing", rank="a"
    )
    done = LogEntry(id="2", meeting_id="m", ref="Oct-02", text="Write to all", due="Oct-17", complete="Y", rank="b")

    paper = paper_of(meeting, late, done)

    assert "1 of 2 are complete." in words(paper)
    log = texts(tables(paper)["Board action log"])
    assert [(row["Ref"], row["Raised at"], row["Due"], row["Complete"]) for row in log] == [
        ("Oct-01", "October 2017 board", "Oct-17\nOverdue", "Ongoing"),
        ("Oct-02", "October 2017 board", "Oct-17", "Y"),
    ]


def test_that_trap_b02_the_key_prints_the_meaning_that_the_plan_gives_to_each_rating():
    paper = paper_of(*a_scheme())

    assert texts(tables(paper)["Traffic lights, version 1"])[1] == {
        "Letter": "A",
        "Rating": "Amber",
        "Meaning": "Amber means this",
    }


def test_that_withdrawn_things_are_not_in_the_paper():
    theme = a_theme()
    action = an_action(text="Taken out", theme_id=theme.id, withdrawn_at="2017-11-01")

    assert headings(paper_of(theme, action), 2) == ["Summary"]


def test_that_a_section_cannot_end_in_a_table():
    with pytest.raises(ValueError, match="paragraph"):
        Section((said("Before"), Table("c", "d", ("A",), ())))


def test_that_the_summary_counts_recommendations_where_a_plan_has_nothing_else():
    recommendation = Recommendation(id="r", ref="1", text="Do it", rank="a")

    paper = paper_of(recommendation, *a_scheme(), judged(recommendation, "Green"))

    assert words(paper)[words(paper).index("Summary") + 1] == "Of 1 recommendation: 0 Red, 0 Amber, 1 Green."
