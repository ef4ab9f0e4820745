"""What helps an officer to fill a tracker in: locks, doubts, colours, and a sheet that says how."""

from __future__ import annotations

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from tests.plans import a_cover, a_plan
from tests.tracking import NOVEMBER, STAMP, a_tracked_plan, cell_at
from waymark.domain.rows import RatingScheme
from waymark.exchange.reading.returned import read_returned
from waymark.exchange.trackers.read_me import Request
from waymark.exchange.trackers.workbook import write_tracker
from waymark.services.schemes import preset


def written(folder, plan=None, lead="", request=None):
    path = folder / "tracker.xlsx"
    stamp = replace(STAMP, lead=lead)
    write_tracker(plan or a_tracked_plan(a_cover()), NOVEMBER, stamp, path, request=request or Request())
    return load_workbook(path)


def read_me(book):
    return {row[0]: row[1] for row in book["Read me"].iter_rows(values_only=True)}


def test_that_what_names_a_row_is_locked_and_the_rest_is_not(tmp_path):
    book = written(tmp_path)

    locked = {
        page.title: [cell.value for cell in page[1] if page.cell(2, cell.column).protection.locked]
        for page in (book["Actions"], book["Readings"], book["Updates"])
    }

    assert locked == {
        "Actions": ["Waymark id", "Ref", "Theme"],
        "Readings": ["Waymark id", "Ref", "Section", "Measure", "Better when", "Target"],
        "Updates": ["Waymark id", "Ref", "Action or recommendation", "Update before"],
    }


def test_that_trap_x22_a_month_in_which_a_kpi_has_no_figure_is_locked(tmp_path):
    page = written(tmp_path)["Readings"]

    assert page[cell_at(page, "Nov 2017", "2")].protection.locked
    assert not page[cell_at(page, "Sep 2017", "2")].protection.locked


def test_that_a_sheet_is_protected_without_a_password_and_can_be_filtered_and_widened(tmp_path):
    for page in written(tmp_path).worksheets[1:4]:
        protection = page.protection
        assert (protection.sheet, protection.password) == (True, None)
        assert not any((protection.autoFilter, protection.sort, protection.formatColumns, protection.insertRows))


def test_that_rows_below_the_last_can_be_added(tmp_path):
    page = written(tmp_path)["Actions"]

    assert not any(page.column_dimensions[letter].protection.locked for letter in "BCDEFGHI")
    assert {page.column_dimensions[letter].number_format for letter in "BCDEFGHI"} == {"@"}


def test_that_trap_x13_a_rating_is_coloured_by_its_word_whether_a_reason_follows_or_not(tmp_path):
    page = written(tmp_path)["Actions"]
    letter = cell_at(page, "Rating for Nov 2017", "1.1")[0]

    [rules] = [found.rules for found in page.conditional_formatting if str(found.sqref).startswith(letter)]

    assert [rule.formula for rule in rules] == [
        [f'OR({letter}2="Red",LEFT({letter}2,4)="Red:")'],
        [f'OR({letter}2="Amber",LEFT({letter}2,6)="Amber:")'],
        [f'OR({letter}2="Green",LEFT({letter}2,6)="Green:")'],
    ]
    assert [rule.dxf.fill.bgColor.rgb for rule in rules] == ["00C00000", "00FFC000", "0000763D"]
    assert [rule.dxf.font.color.rgb for rule in rules] == ["00FFFFFF", "00000000", "00FFFFFF"]


@pytest.mark.parametrize(("sheet", "header", "ref"), [("Actions", "Due", "1.1"), ("Readings", "Nov 2017", "1a")])
def test_that_a_date_and_a_figure_are_doubted_and_never_forbidden(tmp_path, sheet, header, ref):
    page = written(tmp_path)[sheet]
    address = cell_at(page, header, ref)

    [doubt] = [each for each in page.data_validations.dataValidation if address in each.sqref]

    assert (doubt.type, doubt.errorStyle, doubt.showErrorMessage) == ("custom", "warning", True)
    assert f"{address[0]}2" in doubt.formula1
    assert len(doubt.formula1) <= 255


def test_that_the_first_sheet_says_what_it_is_by_when_how_and_for_whom(tmp_path):
    told = read_me(written(tmp_path, lead="lead", request=Request("8 December 2017", "secretary@example.org")))

    assert "Steady Ground: tracker for November 2017" in told
    assert told["For"] == "Lead, Audit & Learning"
    assert told["What this is"].startswith("2 actions, what Lead, Audit & Learning leads or owns")
    assert (told["By when"], told["Send it back to"]) == ("8 December 2017", "secretary@example.org")
    assert "Amber" in told
    assert "Actions" in told
    assert "Readings" not in told


def test_that_a_tracker_for_everybody_says_nothing_of_a_date_that_nobody_gave(tmp_path):
    told = read_me(written(tmp_path))

    assert told["For"] == "Everybody who leads something in this plan"
    assert "By when" not in told


def test_that_two_schemes_have_a_key_each(tmp_path):
    plan = a_tracked_plan()
    scheme, *ratings = preset("Favourable to Not started", "kpi")
    assert isinstance(scheme, RatingScheme)

    told = read_me(written(tmp_path, a_plan(*plan.rows(), replace(scheme, version=2), *ratings)))

    assert "Ratings of actions" in told
    assert "Ratings of readings" in told
    assert "Unfavourable" in told


def test_that_trap_x19_the_first_sheet_holds_texts_and_no_formulas(tmp_path):
    book = written(tmp_path, a_tracked_plan(a_cover(title="=1+1")), request=Request("=2+2", "@SUM(A1)"))

    cells = [cell for row in book["Read me"].iter_rows() for cell in row if cell.value]

    assert {cell.data_type for cell in cells} == {"s"}


def test_that_the_first_sheet_is_not_read_back(tmp_path):
    written(tmp_path)

    returned = read_returned(tmp_path / "tracker.xlsx")

    assert returned.ignored == ()
