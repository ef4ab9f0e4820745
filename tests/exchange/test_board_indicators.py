"""The board's indicators: all in one list, then section by section with charts, what is done and what comes next."""

from __future__ import annotations

from dataclasses import replace

from tests.exchange.papers import NOVEMBER, a_scheme, headings, issued, judged, paper_of, tables, texts, words
from tests.plans import a_commentary, a_kpi, a_placement, a_plan, a_reading, a_target, a_theme
from waymark.domain.changes import Insert, applied
from waymark.domain.rows import Waiver
from waymark.exchange.papers.assembly import paper
from waymark.exchange.papers.content import Chart, Heading
from waymark.exchange.papers.issue import Issue
from waymark.services.checks.review import found_by

THEME = a_theme("", "FRONT DOOR")
KPI = a_kpi("FD 3", "Contacts in a day", polarity="BIB")
READ = (a_reading(KPI, "2017-10", "86%"), a_reading(KPI, "2017-11", "82%"))
DOING = a_commentary(THEME, "Two more people answer.", "improvement_activity")
PLAN = (*(THEME, KPI, a_placement(KPI, THEME), a_target(KPI)), *READ, DOING)
RED = (*a_scheme(), judged(KPI, "Amber", "2017-10"), judged(KPI, "Red"))
UNTOLD = "No next steps were written for FD 3, which is Red."


def test_that_the_list_has_the_rating_of_the_last_period_and_of_this_one_in_words_and_colour():
    [row] = texts(tables(paper_of(*PLAN, *RED))["KPIs and their ratings"])

    assert (row["Section"], row["Ref"], row["Figure now"]) == ("Front door", "FD 3", "82%\nNov 2017")
    assert (row["Rating last period"], row["Rating now"]) == ("A\u00a0Amber", "R\u00a0Red")
    cells = tables(paper_of(*PLAN, *RED))["KPIs and their ratings"].rows[0]
    assert [cell.fill for cell in cells[-2:]] == ["#ffbf47", "#b3261e"]


def test_that_trap_c53_a_difference_of_percentages_is_in_percentage_points():
    [row] = texts(tables(paper_of(*PLAN))["KPIs and their ratings"])

    assert row["Since the figure before"] == "Worse, 4 percentage points lower"


def test_that_trap_c16_what_is_not_rated_says_so():
    [row] = texts(tables(paper_of(*PLAN, *a_scheme(), judged(KPI, "Red")))["KPIs and their ratings"])

    assert row["Rating last period"] == "Target not met"


def test_that_a_kpi_read_by_quarter_is_held_against_the_quarter_before():
    quarterly = a_kpi("Q", frequency="quarterly")
    rows = (quarterly, a_placement(quarterly, THEME), a_reading(quarterly, "2017-Q1", "5"))

    found = texts(tables(paper_of(THEME, *rows, a_reading(quarterly, "2017-Q2", "7")))["KPIs and their ratings"])

    assert (found[0]["Figure now"], found[0]["Since the figure before"]) == ("7\nQ2 2017/18", "2 higher")


def test_that_each_section_has_figures_then_charts_then_what_is_done_and_what_comes_next():
    paper = paper_of(*PLAN, a_commentary(THEME, "Train them.", "next_steps", rank="b"))

    section = [
        block
        for each in paper.sections
        for block in each.blocks
        if isinstance(block, Chart) or (isinstance(block, Heading) and block.level > 2)
    ]
    names = [block.text if isinstance(block, Heading) else "chart" for block in section]
    assert names[names.index("Front door") :][:4] == ["Front door", "chart", "Improvement activity", "Next steps"]


def test_that_the_directors_summary_stands_first_by_section():
    paper = paper_of(*PLAN, a_commentary(THEME, "Busy.", rank="c"))

    assert headings(paper, 2)[0] == "Director’s summary"
    said = words(paper)
    assert said[said.index("Director’s summary") :][:3] == ["Director’s summary", "Front door", "Busy."]


def test_that_trap_c54_a_section_with_a_red_and_without_next_steps_says_so():
    assert UNTOLD in words(paper_of(*PLAN, *RED))


def test_that_trap_c54_several_reds_without_an_answer_are_told_together():
    other = a_kpi("FD 8", rank="b")

    said = words(paper_of(*PLAN, *RED, other, a_placement(other, THEME), judged(other, "Red")))

    assert "No next steps were written for FD 3 and FD 8, which are Red." in said


def test_that_trap_c54_nothing_is_said_where_the_finding_is_accepted():
    plan = a_plan(*PLAN, *RED)
    [finding] = found_by("red_section_untold", plan, NOVEMBER)
    waiver = Waiver(id="w", subject_id=finding.row_id, check=finding.check.code, reason="Told at the meeting")

    accepted = paper(applied(plan, [Insert(waiver)]), Issue("board", NOVEMBER))

    assert UNTOLD not in words(accepted)


def test_that_what_is_written_of_a_heading_without_kpis_is_not_lost():
    other = replace(a_commentary(None, "Go on.", "next_steps"), section="Estates")

    said = words(issued("board", *PLAN, other))

    assert said[said.index("Estates") :][:3] == ["Estates", "Next steps", "Go on."]
