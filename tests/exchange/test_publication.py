"""The copy for publication, held against the Analysis Function's checklist."""

from __future__ import annotations

from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.exchange.boards import NOVEMBER, a_board_plan
from tests.plans import (
    a_commentary,
    a_cover,
    a_kpi,
    a_placement,
    a_plan,
    a_reading,
    a_recommendation,
    an_action,
    an_entry,
    an_update,
)
from waymark.exchange.workbooks.publication import write_publication


def a_public_plan(*more):
    quarterly = a_kpi("1b", "Audits graded good", frequency="quarterly", note="Audits of **closed** cases.")
    missing = a_kpi("M 1", "Number of children missing", polarity="lower")
    rows = (
        *(quarterly, a_placement(quarterly, None, theme_id="practice"), a_reading(quarterly, "2017-Q2", "51%")),
        *(missing, a_reading(missing, "2017-10", "3"), a_reading(missing, "2017-11", "12")),
        *(an_entry(), a_recommendation(), a_commentary(None, "3 of 37 children were late.", theme_id="practice")),
    )
    return a_board_plan(*rows, *more)


def written(folder, *more):
    path = folder / "public.xlsx"
    write_publication(a_public_plan(*more), NOVEMBER, path)
    return load_workbook(path)


def table(page):
    [found] = page.tables.values()
    return page[found.ref]


def column(page, heading):
    headings, *rows = table(page)
    place = [cell.value for cell in headings].index(heading)
    return [row[place].value for row in rows]


def test_that_every_sheet_has_one_marked_table_with_one_row_of_headings_and_nothing_below(tmp_path):
    for page in written(tmp_path):
        [found] = page.tables.values()
        first, *_ = page[found.ref]
        assert found.headerRowCount == 1
        assert [column.name for column in found.tableColumns] == [cell.value for cell in first]
        assert page.max_row == table(page)[-1][0].row
        assert found.ref.startswith("A")


def test_that_no_cell_of_a_table_is_empty(tmp_path):
    for page in written(tmp_path):
        assert all(str(cell.value or "").strip() or cell.value == 0 for row in table(page) for cell in row)


def test_that_there_are_no_merges_filters_frozen_panes_hidden_parts_or_fills(tmp_path):
    for page in written(tmp_path):
        assert not page.merged_cells.ranges
        assert page.auto_filter.ref is None
        assert all(each.autoFilter is None for each in page.tables.values())
        assert page.freeze_panes is None
        assert page.sheet_state == "visible"
        assert not any(each.hidden for each in (*page.row_dimensions.values(), *page.column_dimensions.values()))
        assert {cell.fill.fill_type for row in page.iter_rows() for cell in row} == {None}
        assert not page.conditional_formatting
        assert not page._charts


def test_that_there_are_no_headers_footers_or_images(tmp_path):
    written(tmp_path)

    with ZipFile(tmp_path / "public.xlsx") as file:
        names, sheets = file.namelist(), [file.read(name) for name in file.namelist() if "/sheet" in name]

    assert not any("drawing" in name or "media" in name or "vba" in name for name in names)
    assert not any(b"<headerFooter" in sheet or b"<oddFooter" in sheet for sheet in sheets)


def test_that_the_cursor_stands_at_the_top_left_and_the_first_sheet_is_open(tmp_path):
    book = written(tmp_path)

    assert book.active.title == "Contents"
    assert {page.sheet_view.selection[0].activeCell for page in book} == {"A1"}


def test_that_every_sheet_has_a_title_of_its_own_in_its_first_cell(tmp_path):
    titles = [page["A1"].value for page in written(tmp_path)]

    assert len(set(titles)) == len(titles)
    assert "KPIs: Practice, November 2017" in titles


def test_that_the_contents_lead_to_every_other_sheet(tmp_path):
    book = written(tmp_path)

    links = [row[0].hyperlink.location for row in table(book["Contents"])[1:]]

    assert [link.removesuffix("!A1").strip("'") for link in links] == book.sheetnames[1:]


def test_that_the_file_says_what_it_is_and_in_which_language(tmp_path):
    properties = written(tmp_path).properties

    assert properties.title == "Steady Ground: publication copy for November 2017"
    assert (properties.creator, properties.language, bool(properties.subject)) == ("Marlbrook Council", "en-GB", True)


def test_that_an_empty_month_says_why(tmp_path):
    page = written(tmp_path)["KPIs Practice"]

    assert column(page, "Ref") == ["1a", "1b"]
    assert (column(page, "Sep 2017"), column(page, "Oct 2017")) == ([78.5, 51], [81, "[z]"])
    assert column(page, "Target") == [90, "No target"]


def test_that_marks_and_notes_are_explained_on_a_sheet_of_their_own(tmp_path):
    book = written(tmp_path)

    notes = dict(zip(column(book["Notes"], "Mark"), column(book["Notes"], "What it means"), strict=True))

    assert [*notes] == ["[z]", "[c]", "[note 1]"]
    assert notes["[note 1]"] == "Audits of closed cases."
    assert column(book["KPIs Practice"], "KPI") == ["Visits on time", "Audits graded good [note 1]"]


def test_that_trap_s23_a_small_count_of_children_is_left_out(tmp_path):
    page = written(tmp_path)["KPIs Other"]

    assert (column(page, "Oct 2017"), column(page, "Nov 2017")) == (["[c]"], [12])


def test_that_what_gives_a_small_count_away_is_left_out_with_it(tmp_path):
    titles = {"A": "Number of children at home", "B": "Number of children in care", "C": "Number of children in all"}
    kpis = [a_kpi(f"S {ref}", title) for ref, title in titles.items()]
    values = {"2017-09": ("9", "20", "29"), "2017-10": ("3", "20", "23"), "2017-11": ("12", "20", "32")}
    readings = [
        a_reading(kpi, period, value) for period, row in values.items() for kpi, value in zip(kpis, row, strict=True)
    ]
    places = [a_placement(kpi, None, section="Sums") for kpi in kpis]

    page = written(tmp_path, *kpis, *places, *readings)["KPIs Sums"]

    assert column(page, "Sep 2017") == [9, 20, 29]
    assert column(page, "Oct 2017") == ["[c]", "[c]", 23]


def test_that_traps_l18_and_l27_small_counts_are_left_out_of_texts(tmp_path):
    action = an_action("1.9", "Find homes", theme_id="practice")

    book = written(tmp_path, action, an_update(action, "Only 4 children are waiting."))

    assert column(book["Commentary"], "Commentary") == ["[c] of [c] children were late."]
    assert "Only [c] children are waiting." in column(book["Actions 1 Practice"], "Update for November 2017")


def test_that_a_rating_is_a_word(tmp_path):
    book = written(tmp_path)

    assert column(book["KPIs Practice"], "Rating now") == ["Green", "Not rated"]
    assert column(book["Actions 1 Practice"], "Rating") == ["Amber"]


@pytest.mark.parametrize("sign", ["=1+1", "-", "@SUM(A1)"])
def test_that_trap_x19_a_text_is_never_a_formula(tmp_path, sign):
    page = written(tmp_path, an_entry(sign, sign))["Board action log"]

    [row] = [row for row in table(page) if row[0].value == sign]
    assert {cell.data_type for cell in row} == {"s"}


def test_that_headings_of_one_name_are_told_apart(tmp_path):
    write_publication(a_public_plan(a_cover(id="other", action_word="due")), NOVEMBER, tmp_path / "public.xlsx")

    for page in load_workbook(tmp_path / "public.xlsx"):
        headings = [cell.value.casefold() for cell in table(page)[0]]
        assert len(set(headings)) == len(headings)


def test_that_a_plan_with_nothing_in_it_says_so(tmp_path):
    write_publication(a_plan(), NOVEMBER, tmp_path / "public.xlsx")

    book = load_workbook(tmp_path / "public.xlsx")
    assert book.sheetnames == ["Contents"]
    assert "There is nothing in this plan to be published yet." in [row[0].value for row in book["Contents"]]
    assert not book["Contents"].tables
