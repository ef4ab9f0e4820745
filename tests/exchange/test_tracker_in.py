"""Trackers that come back as real files: sorted, cut and moved about, added to, saved by another program."""

from __future__ import annotations

import random
import shutil
import subprocess
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.plans import a_kpi, a_reading, an_action
from tests.tracking import AT, NOVEMBER, STAMP, a_tracked_plan, a_tracker, what_changes, with_typed
from waymark.domain.changes import applied
from waymark.exchange.reading.returned import read_returned
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.proposal import Verdict

PLAN = a_tracked_plan(
    *(an_action(f"3.{number}", f"Further action number {number}", rank=f"U{number}x") for number in range(1, 8)),
    an_action("3.10", "=SUM of all\n- one\n- two", rank="V"),
)
TYPED = {
    ("Actions", "1.1", "Due"): "May 2018",
    ("Updates", "1.2", "Update for Nov 2017"): "The first ten are done.",
    ("Actions", "2.10", "Rating for Nov 2017"): "Red",
    ("Readings", "1a", "Nov 2017"): "5 / 7",
}
EXPECTED = {
    ("train", "Due", Verdict.changed, "May 2018"),
    ("audit", "Update for Nov 2017", Verdict.new, "The first ten are done."),
    ("agree", "Rating for Nov 2017", Verdict.new, "Red"),
    ("visits", "Nov 2017", Verdict.changed, "5 / 7"),
}


@pytest.fixture
def edited(tmp_path):
    """A tracker with four cells typed over."""
    return with_typed(a_tracker(PLAN, tmp_path), TYPED)


def test_that_an_untouched_tracker_comes_back_as_it_went_out(tmp_path):
    returned = read_returned(a_tracker(PLAN, tmp_path))

    proposal = proposed(PLAN, PLAN, returned)

    assert (returned.stamp, returned.period) == (STAMP, NOVEMBER)
    assert (proposal.cells, proposal.flags, proposal.ignored) == ((), (), ())


def test_that_typed_cells_come_back_with_their_addresses(edited):
    proposal = proposed(PLAN, PLAN, read_returned(edited))

    assert what_changes(PLAN, edited) == EXPECTED
    assert {cell.where for cell in proposal.cells} == {"Actions!F2", "Updates!E3", "Actions!I4", "Readings!I2"}


def rows_of(page):
    return [[cell.value for cell in row] for row in page.iter_rows()]


def rewritten(page, rows):
    page.delete_rows(1, page.max_row)
    for row in rows:
        page.append(row)
    for cell in (cell for row in page.iter_rows() for cell in row if cell.value):
        # openpyxl would make a formula of a text that begins with “=”; Excel moves it as it is.
        cell.data_type = "s"


def sort_rows(book):
    for page in book.worksheets[1:4]:
        header, *rows = rows_of(page)
        random.Random(4).shuffle(rows)
        rewritten(page, [header, *rows])


def move_columns(book):
    for page in book.worksheets[1:4]:
        rewritten(page, [row[::-1] for row in rows_of(page)])


def insert_blanks(book):
    for page in book.worksheets[1:4]:
        page.insert_rows(4, 3)
        page.insert_rows(1, 2)
        page.insert_cols(3)


def insert_a_title(book):
    for page in book.worksheets[1:4]:
        page.insert_rows(1, 4)
        page["B2"] = "Progress of our service"


def delete_columns_and_rows(book):
    page = book["Actions"]
    page.delete_cols(3, 3)
    page.delete_rows(6, 3)


def hide(book):
    for page in book.worksheets[1:4]:
        page.column_dimensions["F"].hidden = True
        page.row_dimensions[2].hidden = True


def recolour(book):
    for page in book.worksheets[1:4]:
        for row in page.iter_rows():
            for cell in row:
                cell.fill = PatternFill("solid", fgColor="FFFF00")


def paint_empty_cells(book):
    for cell in (book["Actions"]["ZZ9"], book["Actions"]["B900"]):
        cell.fill = PatternFill("solid", fgColor="FFFFFF")


def rename_and_reorder_sheets(book):
    book["Actions"].title = "Our actions"
    book.move_sheet("Readings", -1)


def lose_the_ids(book):
    for page in book.worksheets[1:4]:
        page.delete_cols(1)


@pytest.mark.parametrize(
    "officer",
    [
        *(sort_rows, move_columns, insert_blanks, insert_a_title, delete_columns_and_rows, hide, recolour),
        *(paint_empty_cells, rename_and_reorder_sheets, lose_the_ids),
    ],
    ids=[
        "X03-sorted",
        "X04-moved",
        "X04-inserted",
        "titled",
        "X03-X04-cut",
        "X04-hidden",
        "X11",
        "used-range",
        "sheets",
        "ids",
    ],
)
def test_that_trap_an_officer_who_rearranges_the_tracker_proposes_the_same(edited, officer):
    book = load_workbook(edited)
    officer(book)
    book.save(edited)

    assert what_changes(PLAN, edited) == EXPECTED


def test_that_taking_a_file_in_twice_changes_nothing_the_second_time(edited):
    plan = applied(PLAN, proposed(PLAN, PLAN, read_returned(edited)).changes(PLAN, AT))

    again = proposed(plan, PLAN, read_returned(edited))

    assert again.cells == ()
    assert again.changes(plan, AT) == ()


def test_that_a_row_added_by_hand_is_a_new_action(edited):
    book = load_workbook(edited)
    book["Actions"].append([None, "1.3", "1 Practice", "Publish what was learnt", None, "Jun 2018"])
    book.save(edited)

    proposal = proposed(PLAN, PLAN, read_returned(edited))

    assert [(action.ref, action.theme_id) for action in proposal.added] == [("1.3", "practice")]


def test_that_a_reading_without_a_year_comes_back_unchanged_or_is_refused(tmp_path):
    kpi = a_kpi("9", id="nine")
    plan = a_tracked_plan(kpi, a_reading(kpi, "", "8%", period_typed="September"))
    path = a_tracker(plan, tmp_path)

    untouched = proposed(plan, plan, read_returned(path))
    edited = with_typed(path, {("Readings", "9", "September (no year)"): "9%"})
    [cell] = proposed(plan, plan, read_returned(edited)).cells

    assert (untouched.cells, untouched.ignored) == ((), ())
    assert (cell.verdict, cell.reason) == (Verdict.refused, "column_unknown")
    assert cell.say == "“September (no year)” is not taken from trackers; change it in Waymark."


def test_that_a_column_and_a_sheet_of_the_officers_own_are_told_and_not_read(edited):
    book = load_workbook(edited)
    book["Actions"]["L1"], book["Actions"]["L3"] = "Notes", "Ask the police first"
    book.create_sheet("Guide")["A1"] = "How to fill this in"
    book.save(edited)

    returned = read_returned(edited)

    assert {(each.where, each.reason) for each in returned.ignored} == {("Guide", ""), ("Actions!L3", "column_unknown")}


def test_that_trap_x12_comments_are_told_and_not_read(edited):
    book = load_workbook(edited)
    book["Actions"]["F2"].comment = Comment("We asked for June", "An officer")
    book.save(edited)

    proposal = proposed(PLAN, PLAN, read_returned(edited))

    assert [flag.reason for flag in proposal.flags] == ["comment"]
    assert what_changes(PLAN, edited) == EXPECTED


def saved_again(path, folder):
    """The file as LibreOffice saves it, untouched."""
    profile, out = (folder / "profile").as_uri(), folder / "saved"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir", out, path],
        check=True,
        capture_output=True,
    )
    return out / path.name


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_that_a_tracker_saved_by_libreoffice_comes_back_the_same(tmp_path, edited):
    path = saved_again(edited, tmp_path)

    assert what_changes(PLAN, path) == EXPECTED


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("words", ["word ", "\U0001f642 two “units” "], ids=["one unit", "two units"])
def test_that_trap_x21_a_text_that_was_cut_is_unchanged_when_the_file_was_only_saved_again(tmp_path, words):
    plan = a_tracked_plan(an_action("9.9", words * 8_000, id="long", rank="Z"))

    path = saved_again(a_tracker(plan, tmp_path), tmp_path)

    assert proposed(plan, plan, read_returned(path)).cells == ()


def test_that_trap_x10_dates_of_a_tracker_saved_with_those_of_1904_are_the_ones_that_were_typed(tmp_path):
    path = a_tracker(PLAN, tmp_path)
    book = load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    due = book["Actions"]["F2"]
    due.value, due.number_format = date(2018, 5, 31), "dd/mm/yyyy"
    book.save(path)

    assert what_changes(PLAN, path) == {("train", "Due", Verdict.changed, "31/05/2018")}


def test_that_trap_x16_a_column_of_figures_for_a_month_to_come_is_not_taken_and_told(tmp_path):
    path = a_tracker(PLAN, tmp_path)
    book = load_workbook(path)
    page = book["Readings"]
    place = page.max_column + 1
    page.cell(1, place).value, page.cell(2, place).value = "Dec 2017", "61%"
    book.save(path)

    proposal = proposed(PLAN, PLAN, read_returned(path))

    [flag] = proposal.flags
    assert (proposal.cells, flag.reason) == ((), "future_period")
    assert "Dec 2017" in flag.say
