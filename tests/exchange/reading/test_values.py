"""What stands in a cell is taken as it was meant, and never guessed: a doubt becomes something to be asked."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.reading.grids import AMBER, GREEN, RED, a_cell, a_sheet, actions, readings, reasons, taken
from waymark.exchange.reading.doubts import Told
from waymark.exchange.reading.found import Mark
from waymark.exchange.reading.hues import rated_by, word_of
from waymark.exchange.reading.printed import printed
from waymark.exchange.reading.sheet import Holding
from waymark.exchange.reading.values import (
    Dates,
    due_of,
    figure_of,
    kpi_refs_of,
    percentages,
    rating_of,
    ref_of,
    text_of,
)

KEY = (Mark("Favourable", colour=GREEN), Mark("Steady", colour=AMBER), Mark("Unfavourable", colour=RED))


@pytest.mark.parametrize(
    ("colour", "word"),
    [
        ("#ff0000", "Red"),
        ("#c00000", "Red"),
        ("#ffc7ce", "Red"),
        ("#ffc000", "Amber"),
        ("#ff9900", "Amber"),
        ("#ffeb9c", "Amber"),
        ("#ffff00", "Yellow"),
        ("#00b050", "Green"),
        ("#92d050", "Green"),
        ("#c6efce", "Green"),
        ("#0070c0", "Blue"),
        ("#00b0f0", "Blue"),
        ("#ffffff", ""),
        ("#d9d9d9", ""),
        ("#000000", ""),
        ("", ""),
    ],
)
def test_that_a_colour_is_known_by_its_hue_so_that_two_greens_are_green_with_trap_x11(colour, word):
    assert word_of(colour) == word


@pytest.mark.parametrize(
    ("colour", "word"),
    [("#00b050", "Favourable"), ("#92d050", "Favourable"), ("#fe1010", "Unfavourable"), ("#0070c0", "")],
)
def test_that_the_key_of_the_file_says_what_a_colour_means_with_trap_s02(colour, word):
    assert rated_by(colour, KEY) == word


def test_that_a_rating_by_colour_alone_is_taken_and_told_with_trap_c16():
    told = Told()

    rating = rating_of(a_cell("", fill=RED), [], (), told)

    assert (rating, [*told.reasons()]) == ("Red", ["rag_by_fill_only"])


def test_that_a_colour_over_the_whole_row_is_no_rating():
    cell = a_cell("", fill="#ffff00")
    row = [cell, a_cell("1.1", fill="#ffff00"), a_cell("Recruit", fill="#ffff00")]

    assert rating_of(cell, row, (), Told()) == ""


def test_that_a_word_stands_above_a_colour_that_says_otherwise_and_it_is_told():
    told = Told()

    rating = rating_of(a_cell("Green", fill=RED), [], (), told)

    assert (rating, [*told.reasons()]) == ("Green", ["rag_word_and_fill_disagree"])


def test_that_a_word_which_is_no_rating_is_kept_and_told_with_trap_x13():
    told = Told()

    rating = rating_of(a_cell("Purple-ish"), [], (), told)

    assert (rating, [*told.reasons()]) == ("Purple-ish", ["rag_value_not_in_scheme"])


def test_that_a_ref_that_became_a_date_is_recovered_and_told_with_trap_c40():
    told = Told()

    ref = ref_of(a_cell(date(2001, 10, 1), number_format="mmm-yy"), [], told)

    assert (ref, [*told.reasons()]) == ("Oct-01", ["ref_became_date"])


def test_that_a_ref_that_cannot_be_recovered_is_told_and_not_taken_with_trap_x07():
    told = Told()

    ref = ref_of(a_cell(date(2025, 7, 4), number_format="d-mmm"), [], told)

    assert (ref, [*told.reasons()]) == ("", ["ref_became_date"])


def test_that_the_tenth_ref_is_not_the_first_with_trap_b46():
    told = Told()

    refs: list[str] = []
    for number in (1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.1, 1.11):
        refs.append(ref_of(a_cell(number), refs, told))

    assert refs[-2:] == ["1.10", "1.11"]
    assert [*told.reasons()] == ["ref_changed"]


def test_that_hard_blanks_and_leading_blanks_go_with_trap_x20():
    assert ref_of(a_cell(" I_001\u00a0"), [], Told()) == "I_001"


def test_that_a_fraction_that_became_a_date_is_no_reading_with_trap_b29():
    told = Told()

    assert figure_of(a_cell(date(2025, 7, 4), number_format="d-mmm"), told, "Apr-24") == ""
    assert [*told.reasons()] == ["value_became_date"]


def test_that_a_target_that_became_a_date_is_told_as_one_with_trap_b29():
    told = Told()

    assert figure_of(a_cell(date(2025, 7, 4), number_format="d-mmm"), told, "target") == ""
    assert [*told.reasons()] == ["target_became_date"]


@pytest.mark.parametrize(
    ("value", "taken", "reasons"),
    [
        ("1a, 2", "1a, 2", []),
        (7, "7", []),
        (2.3, "", ["kpi_refs_became_number"]),
        (date(2017, 2, 1), "", ["kpi_refs_became_number"]),
    ],
)
def test_that_refs_of_kpis_which_excel_made_one_number_are_told_and_not_taken_with_trap_b12(value, taken, reasons):
    told = Told()

    assert kpi_refs_of(a_cell(value), told) == taken
    assert [*told.reasons()] == reasons


@pytest.mark.parametrize(
    ("shown", "taken_for"), [(85, "85%"), (0.85, "85%"), (0.855, "85.5%"), (1, "1"), ("85 %", "85 %")]
)
def test_that_a_bare_number_among_percentages_is_one_with_trap_x08(shown, taken_for):
    told = Told()
    others = [a_cell("80%"), a_cell("81%"), a_cell(shown)]

    texts = percentages([(cell, cell.text) for cell in others], ["90%"], told)

    assert texts == ["80%", "81%", taken_for]
    assert bool(told.doubts) is not isinstance(shown, str)


def test_that_numbers_among_numbers_stay_numbers():
    cells = [a_cell(15), a_cell(16), a_cell("17%")]

    assert percentages([(cell, cell.text) for cell in cells], ["20"], Told()) == ["15", "16", "17%"]


def test_that_dates_typed_month_first_are_told_and_never_put_right_with_trap_x09():
    rows = [
        ("Ref", "Action", "Lead", "Due date"),
        ("1", "Recruit", "HoS", date(2025, 3, 4)),
        ("2", "Train", "PSW", "03/27/2025"),
        ("3", "Audit", "PSW", date(2025, 3, 20)),
    ]

    result = taken(a_sheet(*rows))

    assert [action["due_raw"] for action in result.content["actions"]] == ["04/03/2025", "03/27/2025", "20/03/2025"]
    assert [doubt.about for doubt in result.doubts if doubt.reason == "due_us_order"] == ["1", "2"]


@pytest.mark.parametrize("text", ["TBC", "Ongoing", "20.08.2022", "27/2/2025", "Mar -17", "Sept18", "Quarterly"])
def test_that_dates_as_text_stay_as_typed(text):
    told = Told()

    assert due_of(a_cell(text), Dates(), told, "due") == text
    assert not told.doubts


@pytest.mark.parametrize(
    ("value", "reason", "kept"),
    [("9-Nove-07 or so", "due_unreadable", "9-Nove-07 or so"), (45000, "due_is_number", "")],
)
def test_that_what_is_no_date_is_told(value, reason, kept):
    told = Told()

    assert due_of(a_cell(value), Dates(), told, "due") == kept
    assert [*told.reasons()] == [reason]


def test_that_an_end_before_its_beginning_is_told():
    rows = [
        ("Ref", "Action", "Lead", "Start date", "Due date"),
        ("1", "Recruit", "HoS", date(2025, 5, 1), date(2025, 3, 4)),
    ]

    assert "due_ambiguous" in reasons(taken(a_sheet(*rows)))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [({"holding": Holding.error}, "error_value"), ({"holding": Holding.unworked}, "formula_without_value")],
)
def test_that_errors_and_formulas_without_a_value_are_not_taken_with_trap_x06(fields, reason):
    rows = [("Ref", "Measure", "Apr-24", "May-24"), ("K1", "Visits", 1, "#DIV/0!")]

    result = taken(a_sheet(*rows, looks={"D2": fields}))

    assert len(result.content["readings"]) == 1
    assert reason in reasons(result)


def test_that_comments_and_lines_through_are_told_with_trap_x12():
    told = Told()

    assert text_of(a_cell("Recruit", comment="Is this still needed?", struck=True), told, "text") == "Recruit"
    assert {*told.reasons()} == {"comment", "strikethrough"}


def test_that_months_without_a_year_are_asked_for_with_trap_s09():
    rows = [
        ("Measure", "September", "October", "RAG"),
        ("Visits on time", "80%", "81%", "Green"),
        ("Audits", 3, 4, "Red"),
    ]

    result = taken(a_sheet(*rows))

    assert [reading["period_raw"] for reading in result.content["readings"]][:2] == ["September", "October"]
    assert "month_without_year" in reasons(result)


def test_that_marks_of_missing_figures_stay_as_they_are_with_trap_s10():
    rows = [("Measure", "Apr-24", "May-24", "Jun-24"), ("Visits on time", "-", None, "NA"), ("Reviews", "c", "*", "z")]

    assert [raw for _, _, raw in readings(a_sheet(*rows))] == ["-", "NA", "c", "*", "z"]


def test_that_two_figures_for_one_period_are_told_and_the_first_is_kept():
    rows = [("Indicator", "Period", "Value"), ("Visits", "Apr-24", "80%"), ("Visits", "April 2024", "82%")]

    result = taken(a_sheet(*rows))

    assert [reading["raw"] for reading in result.content["readings"]] == ["80%"]
    assert "duplicate_row" in reasons(result)


def test_that_a_formula_in_words_stays_words_with_trap_x19():
    (action,) = actions(a_sheet(("Ref", "Action", "Lead"), ("1", "=cmd|' /C calc'!A0", "HoS")))

    assert action["text"] == "=cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (datetime(2017, 4, 1, tzinfo=UTC), "mmm\\-yy", "Apr-17"),
        (date(2017, 4, 1), "mmm-yy", "Apr-17"),
        (date(2018, 11, 5), "d mmmm yyyy", "5 November 2018"),
        (date(2018, 11, 5), "mm-dd-yy", "05/11/2018"),
        (date(2018, 11, 5), "dd/mm/yyyy;@", "05/11/2018"),
        (date(2018, 11, 5), "[$-809]dd mmmm yyyy", "05 November 2018"),
        (0.43, "0%", "43%"),
        (date(2018, 11, 5), 'd" of "mmm', "5 of Nov"),
    ],
)
def test_that_a_date_is_printed_by_its_format(value, number_format, text):
    assert printed(value, number_format) == text


@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.text(max_size=12), st.integers(-5, 5000), st.dates()), max_size=6), max_size=8
    )
)
def test_that_no_sheet_whatever_it_holds_breaks_the_reading(rows):
    header = ("Ref", "Action", "Lead", "Due date", "RAG", "Update")

    assert taken(a_sheet(*rows, name="A")).content["plan"]
    assert taken(a_sheet(header, *rows, name="B")).content["plan"]


@pytest.mark.parametrize(
    ("title", "months", "periods"),
    [
        ("Performance 2024/25", ("April", "May", "June"), ["2024-04", "2024-05", "2024-06"]),
        ("Performance 2024/25", ("Q1", "Q2", "Q3"), ["2024-Q1", "2024-Q2", "2024-Q3"]),
        ("Performance 2024", ("Nov", "Dec", "Jan"), ["Nov", "Dec", "Jan"]),
    ],
)
def test_that_a_year_in_the_title_settles_months_that_run_forwards_in_it_with_trap_s09(title, months, periods):
    result_of = a_sheet((title,), ("Measure", *months), ("Visits on time", 1, 2, 3), bold=[1])

    assert [period for _, period, _ in readings(result_of)] == periods
    assert "month_without_year" in reasons(taken(result_of))


def test_that_a_unit_of_per_cent_makes_bare_numbers_percentages_with_trap_x08():
    rows = [
        ("Ref", "Measure", "Unit", "Target", "Apr-24", "May-24"),
        (1, "Visits", "%", 0.9, 0.85, 86),
        (2, "Cases", "Number", 20, 18, 19),
    ]

    content = taken(a_sheet(*rows)).content

    assert [kpi["target_raw"] for kpi in content["kpis"]] == ["90%", "20"]
    assert [reading["raw"] for reading in content["readings"]] == ["85%", "86%", "18", "19"]
