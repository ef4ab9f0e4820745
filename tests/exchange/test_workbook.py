"""The board's workbook."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from tests.exchange.boards import NOVEMBER, a_board_plan
from tests.plans import (
    a_commentary,
    a_kpi,
    a_placement,
    a_plan,
    a_reading,
    a_recommendation,
    a_target,
    a_theme,
    an_action,
    an_entry,
    an_update,
)
from waymark.domain.errors import Refused
from waymark.exchange.workbooks.board import write_workbook
from waymark.exchange.workbooks.names import SheetNames

HEADINGS = 4


def written(folder, *more):
    path = folder / "board.xlsx"
    write_workbook(a_board_plan(*more), NOVEMBER, path)
    return load_workbook(path)


def column(page, heading):
    place = next(cell.column for cell in page[HEADINGS] if cell.value == heading)
    return [page.cell(row, place) for row in range(HEADINGS + 1, page.max_row + 1)]


def first(page, heading):
    return column(page, heading)[0]


def test_that_there_is_a_sheet_for_the_summary_each_section_each_theme_and_the_figures_of_charts(tmp_path):
    book = written(tmp_path, an_entry(), a_recommendation())

    assert book.sheetnames == [
        "Summary",
        "KPIs Practice",
        "Actions 1 Practice",
        "Actions 2 Partners",
        "Recommendations",
        "Board action log",
        "Chart data",
    ]


def test_that_a_section_has_its_months_as_columns_with_target_rating_and_rule(tmp_path):
    page = written(tmp_path)["KPIs Practice"]

    assert [cell.value for cell in page[HEADINGS]] == [
        *("Ref", "KPI", "Which way is better", "Sep 2017", "Oct 2017", "Nov 2017", "Target"),
        *("Rating now", "Rating last period", "Owner", "How it is rated"),
    ]
    assert (first(page, "Rating now").value, first(page, "Rating last period").value) == ("Green", "Amber")
    assert first(page, "Owner").value == "Head of Practice"


def test_that_figures_are_numbers_with_the_decimals_that_were_typed(tmp_path):
    page = written(tmp_path)["KPIs Practice"]

    found = [first(page, month) for month in ("Sep 2017", "Oct 2017", "Target")]

    assert [(cell.value, cell.number_format) for cell in found] == [
        (78.5, '#,##0.0"%"'),
        (81, '#,##0"%"'),
        (90, '#,##0"%"'),
    ]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("79% (6m+)", id="trap C20"),
        pytest.param("4 / 7", id="trap B29"),
        pytest.param("57% (4 of 7)", id="a fraction"),
        pytest.param("-", id="trap S10"),
        pytest.param("763 days", id="a unit"),
        pytest.param("=1+1", id="trap X19"),
        pytest.param("Oct-01", id="trap X07"),
    ],
)
def test_that_what_is_more_than_a_number_stays_as_typed(tmp_path, value):
    kpi = a_kpi("2", "Other")

    page = written(tmp_path, kpi, a_reading(kpi, value=value))["KPIs Other"]

    cell = first(page, "Nov 2017")
    assert (cell.value, cell.data_type, cell.number_format) == (value, "s", "@")


@pytest.mark.parametrize("sign", ["=1+1", "+44 117", "-", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_that_trap_x19_a_text_is_never_a_formula(tmp_path, sign):
    entry, action = an_entry(sign, sign), an_action(sign, sign, theme_id="practice")

    book = written(tmp_path, entry, action, an_update(action, sign))

    cells = [cell for name in ("Board action log", "Actions 1 Practice") for row in book[name] for cell in row]
    found = [cell for cell in cells if cell.value == sign]
    assert len(found) == 5
    assert {(cell.data_type, cell.quotePrefix) for cell in found} == {("s", True)}


def test_that_the_summary_counts_by_formulas(tmp_path):
    page = written(tmp_path)["Summary"]

    rows = {row[0].value: [cell.value for cell in row[1:7]] for row in page.iter_rows() if row[0].value}

    assert rows["Theme"] == ["Total", "Red", "Amber", "Green", "Not rated", "Overdue"]
    assert rows["1 Practice"] == [
        "=ROWS('Actions 1 Practice'!$A$5:$A$5)",
        "=COUNTIF('Actions 1 Practice'!$E$5:$E$5,\"Red\")",
        "=COUNTIF('Actions 1 Practice'!$E$5:$E$5,\"Amber\")",
        "=COUNTIF('Actions 1 Practice'!$E$5:$E$5,\"Green\")",
        "=COUNTBLANK('Actions 1 Practice'!$E$5:$E$5)",
        "=COUNTIF('Actions 1 Practice'!$D$5:$D$5,\"Overdue\")",
    ]
    assert rows["2 Partners"][-1] == "=0"
    assert rows["All"][0] == "=SUM(B8:B9)"


def test_that_trap_l01_the_counts_follow_every_word_that_stands_among_the_ratings(tmp_path):
    kpi = a_kpi("2", "Other", polarity="higher")

    page = written(tmp_path, kpi, a_reading(kpi, value="5"), a_target(kpi, "4"))["Summary"]

    assert "Target met" in [cell.value for row in page.iter_rows() for cell in row]


def test_that_ratings_have_the_colour_of_whatever_word_is_typed(tmp_path):
    page = written(tmp_path)["KPIs Practice"]

    rules = {str(found.sqref): [rule.formula[0] for rule in found.rules] for found in page.conditional_formatting}

    assert rules["H5"] == [f'OR(H5="{word}",LEFT(H5,{len(word) + 1})="{word}:")' for word in ("Red", "Amber", "Green")]


def test_that_charts_stand_on_their_figures_with_a_line_for_the_target(tmp_path):
    book = written(tmp_path)

    [chart] = book["KPIs Practice"]._charts
    assert [each.val.numRef.f for each in chart.series] == ["'Chart data'!$B$2:$B$4"]
    assert [each.val.numRef.f for part in chart._charts[1:] for each in part.series] == ["'Chart data'!$C$2:$C$4"]
    assert [[cell.value for cell in row[:3]] for row in book["Chart data"].iter_rows()] == [
        ["Period", "Reading", "Target"],
        ["Sep 2017", 78.5, 90],
        ["Oct 2017", 81, 90],
        ["Nov 2017", 92, 90],
    ]


def test_that_trap_s11_a_kpi_in_two_sections_is_drawn_once(tmp_path):
    kpi, other = a_kpi("9", "Shared", id="shared"), a_theme("3", "Other theme")
    places = [a_placement(kpi, None, section="One"), a_placement(kpi, other)]
    readings = [a_reading(kpi, "2017-10", "1%"), a_reading(kpi, "2017-11", "2%")]

    book = written(tmp_path, other, kpi, *places, *readings)

    assert sum(len(page._charts) for page in book) == 2
    assert "Some KPIs stand in more than one section and are counted in each." in [
        row[0].value for row in book["Summary"].iter_rows()
    ]


def test_that_what_was_written_of_a_section_stands_below_its_table(tmp_path):
    text = a_commentary(None, "Visits are **weekly** now.", "next_steps", theme_id="practice")

    page = written(tmp_path, text)["KPIs Practice"]

    texts = [row[0].value for row in page.iter_rows(min_row=6)]
    assert texts[texts.index("Next steps") + 1] == "Visits are weekly now."


def test_that_sheets_are_frozen_filtered_and_printed_with_their_headings(tmp_path):
    for page in written(tmp_path).worksheets[1:4]:
        assert page.freeze_panes == "C5"
        assert page.auto_filter.ref.startswith("A4:")
        assert page.print_title_rows == "$4:$4"
        assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
        assert page["A3"].value == "OFFICIAL"


def test_that_an_overdue_action_says_so_in_words(tmp_path):
    assert first(written(tmp_path)["Actions 1 Practice"], "Overdue").value == "Overdue"


def test_that_an_empty_plan_has_a_summary_and_nothing_else(tmp_path):
    write_workbook(a_plan(), NOVEMBER, tmp_path / "board.xlsx")

    assert load_workbook(tmp_path / "board.xlsx").sheetnames == ["Summary"]


def test_that_a_workbook_that_cannot_be_written_is_refused_in_words(tmp_path):
    with pytest.raises(Refused, match="could not be written"):
        write_workbook(a_board_plan(), NOVEMBER, tmp_path / "gone" / "board.xlsx")


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Actions: 1/2 [draft]*?", "Actions 1 2 draft"),
        ("'Quoted'", "Quoted"),
        ("History", "History 2"),
        ("", "Sheet"),
        ("KPIs Sound practice with every child", "KPIs Sound practice with every"),
        ("A" * 40, "A" * 31),
    ],
)
def test_that_a_sheet_is_called_what_excel_takes(wanted, name):
    assert SheetNames().named(wanted) == name


def test_that_no_two_sheets_have_one_name():
    names = SheetNames()

    found = [names.named("KPIs Sound practice with every child of all") for _ in range(3)] + [names.named("kpis sound")]

    assert len({name.casefold() for name in found}) == 4
    assert all(len(name) <= 31 for name in found)
