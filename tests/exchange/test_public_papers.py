"""Public copies of papers: nothing that was left out can be found again, in no table, chart, text or file."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.exchange.papers import NOVEMBER, a_scheme, issued, judged, tables, texts, words
from tests.plans import (
    a_commentary,
    a_comparator,
    a_cover,
    a_kpi,
    a_link,
    a_passage,
    a_placement,
    a_plan,
    a_reading,
    a_recommendation,
    a_theme,
    an_action,
    an_entry,
    an_update,
)
from waymark.exchange.figures import Figures
from waymark.exchange.papers.assembly import paper
from waymark.exchange.papers.content import Chart
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.outline import KINDS
from waymark.exchange.papers.word import write_paper

THEME = a_theme("1", "Help", outcome_statement="No more than 3 children wait.")
HOME = a_kpi("S 1", "Number of children at home", rank="a")
CARE = a_kpi("S 2", "Number of children in care", rank="b")
ALL = a_kpi("S 3", "Number of children in all", rank="c")
KPIS = (HOME, CARE, ALL)
VALUES = {"2017-09": ("9", "20", "29"), "2017-10": ("4", "21", "25"), "2017-11": ("12", "20", "32")}
READINGS = [
    a_reading(kpi, period, value) for period, row in VALUES.items() for kpi, value in zip(KPIS, row, strict=True)
]
ACTION = an_action("1.1", "Find homes for 4 children", theme_id=THEME.id, expected_outcome="2 children adopted")
RECOMMENDATION = a_recommendation(
    evidence="**3** young people went home.", targets="5 children", further_actions="Ask 2 care leavers"
)
PLAN = (
    *(a_cover(), THEME, *KPIS, *(a_placement(kpi, THEME) for kpi in KPIS), *READINGS, ACTION, RECOMMENDATION),
    *(a_link(RECOMMENDATION, HOME), a_comparator(HOME, "4", "outturn", "2016/17")),
    *(an_update(ACTION, "Only 4 children are waiting."), an_entry("Nov-01", "Visit the 5 children")),
    *(a_commentary(THEME, "4 children moved."), a_commentary(THEME, "See 3 children", "next_steps", rank="b")),
    a_passage("3 of 37 children were late.", ""),
    *(*a_scheme(), judged(RECOMMENDATION, "Amber")),
)


def workbooks_in(path):
    """The cells of every workbook within a Word file."""
    with ZipFile(path) as file:
        books = [load_workbook(BytesIO(file.read(name))) for name in file.namelist() if name.endswith(".xlsx")]
    return [[cell.value for row in book.worksheets[0].iter_rows() for cell in row] for book in books]


@pytest.mark.parametrize("kind", [*KINDS])
def test_that_trap_l27_no_text_of_a_public_paper_counts_few_children(kind):
    copy = issued(kind, *PLAN, public=True)

    said = "\n".join([*words(copy), *(table.plain for table in tables(copy).values())])
    assert not any(
        f"{number} {who}" in said for number in range(1, 6) for who in ("children", "young people", "care leavers")
    )
    assert "[c] of [c] children were late." in said
    assert any(line.startswith("This is a public copy, in which [c] stands for") for line in words(copy))


@pytest.mark.parametrize("kind", [*KINDS])
def test_that_a_copy_for_the_board_keeps_every_number_and_is_not_called_public(kind):
    said = words(issued(kind, *PLAN))

    assert "3 of 37 children were late." in said
    assert not any("public copy" in line for line in said)


def test_that_trap_s23_a_small_count_is_left_out_with_what_gives_it_away():
    rows = {row["Ref"]: row for row in texts(tables(issued("board", *PLAN, public=True))["KPIs: Help"])}

    assert [rows[ref]["Sep 2017"] for ref in ("S 1", "S 2", "S 3")] == ["9", "20", "29"]
    assert [rows[ref]["Oct 2017"] for ref in ("S 1", "S 2", "S 3")] == ["[c]", "[c]", "25"]


def test_that_a_chart_its_words_and_its_workbook_know_no_more_than_the_table(tmp_path):
    copy = paper(a_plan(*PLAN), Issue("board", NOVEMBER, public=True))
    drawn = [block.figures for block in copy.blocks() if isinstance(block, Chart)]
    charts = {figures.title: figures for figures in drawn if isinstance(figures, Figures)}

    write_paper(copy, tmp_path / "public.docx")

    assert charts["S 1 Number of children at home"].readings == (9.0, None, 12.0)
    assert "Oct 2017 [c]" in charts["S 1 Number of children at home"].words
    numbers = {cell for book in workbooks_in(tmp_path / "public.docx") for cell in book}
    assert {9, 12, 20, 25} <= numbers
    assert not {4, 21} & numbers


def test_that_an_outturn_that_is_small_is_left_out_of_the_plan_and_the_appendix():
    planned = {row["Ref"]: row for row in texts(tables(issued("plan", *PLAN, public=True))["KPIs: Help"])}
    [measure] = texts(tables(issued("scrutiny", *PLAN, public=True))["Measures of the recommendations"])

    assert planned["S 1"]["Outturn 2016/17"] == "[c]"
    assert measure["Outturn"] == "[c] (2016/17)"


def test_that_nothing_is_said_of_how_a_figure_compares_that_was_left_out():
    few = a_kpi("F", "Number of children moved", polarity="lower")
    rows = (*PLAN, few, a_placement(few, THEME), a_reading(few, "2017-10", "9"), a_reading(few, "2017-11", "2"))

    for public, told in {False: "Better, 7 lower", True: "Not compared"}.items():
        found = texts(tables(issued("board", *rows, public=public))["KPIs and their ratings"])
        assert {row["Ref"]: row["Since the figure before"] for row in found}["F"] == told
