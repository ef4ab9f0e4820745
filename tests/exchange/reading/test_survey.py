"""What a survey tells of a file: where each table stands on its sheet, its header, and what is outside."""

from __future__ import annotations

from tests.exchange.reading.grids import a_sheet, found
from waymark.exchange.reading.survey import Area, survey_of

HEADER = ("Ref", "Action", "Lead", "Due date", "RAG")
FIRST = ("1.1", "Recruit two team managers", "Head of Service", "Mar 2025", "Green")
SECOND = ("1.2", "Train all supervisors", "Principal Social Worker", "Jun 2025", "Amber")
NUMBERED = ("1.3",)
BLANK = ()
SHEET = a_sheet(
    ("Improvement plan",),
    ("For the board",),
    BLANK,
    HEADER,
    FIRST,
    NUMBERED,
    SECOND,
    BLANK,
    BLANK,
    (None, None, None, None, None, None, "Figures are provisional until the census has been closed"),
    name="Plan",
)


def test_that_a_table_says_where_it_stands_with_its_header_and_the_rows_in_it_that_are_left_out():
    [table] = survey_of(found(SHEET)).tables

    assert (table.sheet, table.area, table.header) == ("Plan", Area(4, 1, 7, 5), 1)
    assert table.rows_out == (6,)


def test_that_a_sheet_says_how_far_it_is_used_and_what_stands_outside_its_tables():
    survey = survey_of(found(SHEET))
    sheet = survey.sheet_of(survey.tables[0])

    assert (sheet.name, sheet.rows, sheet.columns) == ("Plan", 10, 7)
    assert sheet.outside == (Area(1, 1, 2, 1), Area(10, 7, 10, 7))


def test_that_a_sheet_without_a_table_is_not_pictured():
    survey = survey_of(found(SHEET, a_sheet(("Read me first",), name="Read me")))

    assert [sheet.name for sheet in survey.sheets] == ["Plan"]
