"""What Excel makes of typed cells in a returned tracker, and files that are no trackers."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from tests.tracking import a_tracked_plan, a_tracker, cell_at, the_cell, what_changes, with_typed
from waymark.domain.errors import Refused
from waymark.exchange.reading.cells import shown
from waymark.exchange.reading.returned import read_returned
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.proposal import Verdict

PLAN = a_tracked_plan()


@pytest.mark.parametrize(
    ("field", "value", "number_format", "verdict", "expected"),
    [
        (("Readings", "1a", "Nov 2017"), 0.43, "0%", Verdict.changed, "43%"),
        (("Readings", "1a", "Nov 2017"), 0.833, "0.0%", Verdict.changed, "83.3%"),
        (("Readings", "1a", "Nov 2017"), 1234.5, "#,##0.0", Verdict.changed, "1,234.5"),
        (("Readings", "1a", "Nov 2017"), 12, "General", Verdict.changed, "12%"),
        (("Readings", "1a", "Nov 2017"), date(2017, 7, 4), "dd-mmm", Verdict.refused, "value_became_date"),
        (("Actions", "1.1", "Due"), date(2018, 3, 31), "dd/mm/yyyy", Verdict.changed, "31/03/2018"),
        (("Actions", "1.1", "Due"), date(2018, 6, 1), "mmm-yy", Verdict.changed, "Jun 2018"),
        (("Actions", "1.1", "KPIs"), date(2017, 2, 1), "dd-mmm", Verdict.refused, "kpi_refs_became_number"),
        (("Actions", "1.1", "KPIs"), 2.3, "General", Verdict.refused, "kpi_refs_became_number"),
        (("Actions", "1.1", "KPIs"), 2, "General", Verdict.changed, "2"),
        (("Actions", "1.1", "Ref"), date(2017, 10, 1), "mmm-yy", Verdict.refused, "ref_became_date"),
        (("Actions", "1.1", "Ref"), 1.2, "General", Verdict.refused, "ref_changed"),
        (("Actions", "1.1", "Due"), "#N/A", "General", Verdict.refused, "error_value"),
        (("Readings", "1a", "Nov 2017"), True, "General", Verdict.refused, "not_a_number"),
        (("Readings", "1a", "Nov 2017"), "false", "General", Verdict.refused, "not_a_number"),
    ],
    ids=[
        *("X08-percent", "X08-decimals", "thousands", "X08-bare", "B29-X07-fraction", "date", "month", "X07-refs"),
        *("B46-refs", "B10", "C40-X07-ref", "B46-ref", "error", "truth", "truth as text"),
    ],
)
def test_that_trap_what_excel_made_of_a_typed_text_is_turned_back_or_refused(
    tmp_path, field, value, number_format, verdict, expected
):
    path = with_typed(a_tracker(PLAN, tmp_path), {field: value})
    book = load_workbook(path)
    page = book[field[0]]
    page[
        cell_at(page, field[2], "1a") if field[0] == "Readings" else {"Due": "F2", "KPIs": "E2", "Ref": "B2"}[field[2]]
    ].number_format = number_format
    book.save(path)

    cell = the_cell(proposed(PLAN, PLAN, read_returned(path)))

    assert cell.verdict is verdict
    assert expected == (cell.reason if verdict is Verdict.refused else cell.theirs)


def test_that_trap_b46_a_ref_that_excel_holds_as_a_number_is_still_the_same_ref(tmp_path):
    path = with_typed(a_tracker(PLAN, tmp_path), {("Actions", "1.1", "Ref"): 1.1})
    book = load_workbook(path)
    book["Actions"]["B2"].number_format = "General"
    book.save(path)

    assert what_changes(PLAN, path) == set()


def test_that_trap_x06_a_formula_that_was_never_worked_out_is_refused(tmp_path):
    path = with_typed(a_tracker(PLAN, tmp_path), {("Actions", "1.1", "Due"): "=TODAY()"})
    book = load_workbook(path)
    book["Actions"]["F2"].data_type = "f"
    book.save(path)

    cell = the_cell(proposed(PLAN, PLAN, read_returned(path)))

    assert (cell.verdict, cell.reason, cell.where) == (Verdict.refused, "formula_without_value", "Actions!F2")


def test_that_trap_x05_cells_under_a_merge_are_refused_and_not_emptied(tmp_path):
    path = a_tracker(PLAN, tmp_path)
    book = load_workbook(path)
    book["Actions"].merge_cells("F2:F3")
    book.save(path)

    proposal = proposed(PLAN, PLAN, read_returned(path))

    assert [(cell.where, cell.verdict) for cell in proposal.cells if cell.reason == "merged_cell_over_rows"] == [
        ("Actions!F3", Verdict.refused)
    ]


def test_that_a_number_beyond_all_numbers_is_refused_in_words(tmp_path):
    path, damaged = with_typed(a_tracker(PLAN, tmp_path), {("Readings", "1a", "Nov 2017"): 876543}), tmp_path / "e.xlsx"
    with ZipFile(path) as archive, ZipFile(damaged, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, archive.read(name).replace(b"876543", b"1e999"))

    with pytest.raises(Refused, match="cannot be read as an Excel workbook"):
        read_returned(damaged)


def test_that_a_cell_at_the_far_end_of_the_sheet_is_not_walked_to(tmp_path):
    path = with_typed(a_tracker(PLAN, tmp_path), {})
    book = load_workbook(path)
    book["Actions"]["XFD1048576"] = "hello"
    book.save(path)

    assert what_changes(PLAN, path) == set()


def other_workbook(folder: Path) -> Path:
    book = Workbook()
    book.create_sheet("Actions").append(["Ref", "Action"])
    book.save(folder / "tracker.xlsx")
    return folder / "tracker.xlsx"


def without_stamp(folder: Path) -> Path:
    path = a_tracker(PLAN, folder)
    book = load_workbook(path)
    book["Waymark"]["B2"] = None
    book.save(path)
    return path


def newer(folder: Path) -> Path:
    path = a_tracker(PLAN, folder)
    book = load_workbook(path)
    book["Waymark"]["B6"] = "2"
    book.save(path)
    return path


def without_tables(folder: Path) -> Path:
    path = a_tracker(PLAN, folder)
    book = load_workbook(path)
    for page in book.worksheets[1:4]:
        page.delete_rows(1, 100)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (other_workbook, "not a tracker that Waymark wrote"),
        (without_stamp, "lost the mark of the plan"),
        (newer, "newer version of Waymark"),
        (without_tables, "none of its tables left"),
    ],
)
def test_that_a_workbook_that_is_no_tracker_of_ours_is_refused_by_name(tmp_path, file, words):
    path = file(tmp_path)

    with pytest.raises(Refused, match=words) as refused:
        read_returned(path)

    assert str(refused.value).startswith("“tracker.xlsx” ")


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (0.5714285714285714, "# ?/?", "4/7"),
        (2.5, "0", "3"),
        (1e20, "General", "100000000000000000000"),
        (True, "General", "TRUE"),
        (datetime.fromisoformat("2018-03-05T14:30"), "dd/mm/yyyy hh:mm", "05/03/2018 14:30"),
        (date(2018, 3, 1), "[$-809]mmmm\\ yyyy", "Mar 2018"),
        ("two\r\nlines_x000D_", "General", "two\nlines"),
    ],
)
def test_that_values_read_as_excel_shows_them(value, number_format, text):
    assert shown(value, number_format) == text
