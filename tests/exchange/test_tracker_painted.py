"""What an officer says in a tracker by colours, strikes, comments and hidden rows: told, and never taken."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.tracking import a_tracked_plan, a_tracker, cell_at
from waymark.exchange.reading.returned import read_returned
from waymark.exchange.trackers.merging import proposed

PLAN = a_tracked_plan()
RED, AMBER, LIME, BLUE = "C00000", "FFBF00", "00FF00", "9DC3E6"
RATING = "Rating for Nov 2017"


def told(folder, change):
    """The flags on a tracker in which an officer has changed something, and its cells."""
    path = a_tracker(PLAN, folder)
    book = load_workbook(path)
    change(book["Actions"])
    book.save(path)
    proposal = proposed(PLAN, PLAN, read_returned(path))
    return [(flag.reason, flag.where, getattr(flag.subject, "ref", "")) for flag in proposal.flags], proposal.cells


def paint(*addresses, colour):
    def change(page):
        for address in addresses:
            page[address].fill = PatternFill("solid", fgColor=colour)

    return change


@pytest.mark.parametrize(
    ("ref", "colour", "reasons"),
    [
        ("1.2", RED, [("rag_by_fill_only", "Actions!I3", "1.2")]),
        ("1.2", LIME, [("rag_by_fill_only", "Actions!I3", "1.2")]),
        ("1.1", RED, [("rag_word_and_fill_disagree", "Actions!I2", "1.1")]),
        ("1.1", AMBER, []),
        ("1.2", BLUE, []),
    ],
    ids=["no word", "another green", "another word", "the same", "no rating's colour"],
)
def test_that_trap_x11_a_rating_told_by_its_colour_is_told_and_not_taken(tmp_path, ref, colour, reasons):
    flags, cells = told(tmp_path, lambda page: paint(cell_at(page, RATING, ref), colour=colour)(page))

    assert (flags, cells) == (reasons, ())


def test_that_trap_x11_a_row_that_is_painted_from_end_to_end_rates_nothing(tmp_path):
    assert told(tmp_path, paint(*(f"{letter}3" for letter in "BCDEFGHI"), colour=RED)) == ([], ())


def test_that_what_is_struck_through_is_told_at_its_cell(tmp_path):
    def strike(page):
        page["D3"].font = Font(strike=True)

    assert told(tmp_path, strike) == ([("strikethrough", "Actions!D3", "1.2")], ())


def test_that_trap_x12_a_comment_is_told_at_its_cell(tmp_path):
    def comment(page):
        page["F2"].comment = Comment("We asked for June", "An officer")

    assert told(tmp_path, comment) == ([("comment", "Actions!F2", "1.1")], ())


def test_that_trap_x04_hidden_rows_are_read_and_told(tmp_path):
    def hide(page):
        page.row_dimensions[3].hidden = True
        page["F3"] = "Apr 2018"

    flags, cells = told(tmp_path, hide)

    assert flags == [("hidden_rows", "Actions", "")]
    assert [(cell.where, cell.theirs) for cell in cells] == [("Actions!F3", "Apr 2018")]
