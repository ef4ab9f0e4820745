"""A tracker as a workbook: what stands in it, and that Excel leaves it as it is."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from tests.plans import a_cover, a_kpi, a_plan, a_reading, a_theme, an_action, an_objective
from tests.tracking import NOVEMBER, STAMP, a_tracked_plan, a_tracker, cell_at
from waymark.domain.errors import Refused
from waymark.domain.rows import Judgement, Recommendation, Update
from waymark.exchange.trackers.layout import CUT_NOTE, LONGEST_TEXT
from waymark.exchange.trackers.workbook import write_tracker
from waymark.services.schemes import preset


def written(folder, *more):
    return load_workbook(a_tracker(a_tracked_plan(*more), folder))


def values(page, header):
    [column] = [cell.column for cell in page[1] if cell.value == header]
    return [row[column - 1].value for row in page.iter_rows(min_row=2)]


def test_that_the_sheets_stand_in_the_plans_order_with_what_the_plan_says(tmp_path):
    book = written(tmp_path)

    assert book.sheetnames == ["Read me", "Actions", "Readings", "Updates", "Waymark"]
    assert values(book["Actions"], "Ref") == ["1.1", "1.2", "2.10"]
    assert values(book["Actions"], "Theme") == ["1 Practice", "1 Practice", "2 Partners"]
    assert values(book["Actions"], "Leads")[0] == "Head of Practice\nLead, Audit & Learning"
    assert values(book["Actions"], "Rating for Nov 2017")[0] == "Amber"
    assert values(book["Updates"], "Update for Nov 2017")[0] == "Nine of eleven managers are trained."
    assert values(book["Readings"], "Better when") == ["higher is better", "higher is better"]
    assert values(book["Readings"], "Target") == ["90%", None]


def test_that_actions_right_under_a_theme_stand_before_those_of_its_objectives_as_on_the_page(tmp_path):
    theme = a_theme()
    objective = an_objective(theme)
    below = an_action("1.1.1", theme_id=theme.id, objective_id=objective.id, rank="a")
    direct = an_action("1.x", theme_id=theme.id, rank="b")

    page = load_workbook(a_tracker(a_plan(theme, objective, below, direct), tmp_path))["Actions"]

    assert values(page, "Ref") == ["1.x", "1.1.1"]


def test_that_a_longer_periods_value_stands_in_the_month_where_it_ends_and_other_months_are_shaded(tmp_path):
    page = written(tmp_path)["Readings"]

    assert page[cell_at(page, "Sep 2017", "2")].value == "51%"
    fills = {month: page[cell_at(page, month, "2")].fill.fill_type for month in ("Sep 2017", "Oct 2017", "Nov 2017")}
    assert fills == {"Sep 2017": None, "Oct 2017": "solid", "Nov 2017": "solid"}


def months(page):
    return [cell.value for cell in page[1] if cell.value[-4:] in ("2016", "2017") and len(cell.value) == 8]


def test_that_months_begin_with_the_first_figure_and_never_later_than_a_quarter_back(tmp_path):
    recent, none = written(tmp_path), load_workbook(a_tracker(a_plan(a_kpi()), tmp_path))

    assert months(recent["Readings"]) == ["Sep 2017", "Oct 2017", "Nov 2017"]
    assert months(none["Readings"]) == ["Sep 2017", "Oct 2017", "Nov 2017"]


def test_that_readings_whose_months_name_no_year_are_shown_before_the_months(tmp_path):
    kpi = a_kpi("9", id="nine")
    values = {"October": "9%", "September": "8%"}
    undated = [a_reading(kpi, "", value, period_typed=month) for month, value in values.items()]

    page = written(tmp_path, kpi, *undated)["Readings"]

    headers = [cell.value for cell in page[1]]
    assert headers[6:9] == ["September (no year)", "October (no year)", "Sep 2017"]
    assert page[cell_at(page, "September (no year)", "9")].value == "8%"


def test_that_trap_c14_a_rating_is_shown_by_the_word_that_its_list_offers(tmp_path):
    action = an_action("9.9", id="odd", rank="Z")
    scheme = preset("Red, Amber, Green")
    stated = Judgement(id="odd", subject_id="odd", period="2017-11", rating="Yellow", scheme_id=scheme[0].id)

    page = load_workbook(a_tracker(a_plan(*scheme, action, stated), tmp_path))["Actions"]

    assert page[cell_at(page, "Rating for Nov 2017", "9.9")].value == "Amber"


def test_that_a_sheet_of_many_columns_is_printed_on_two_pages_across_with_its_names_on_both(tmp_path):
    early = a_reading(a_kpi(id="visits"), "2016-12")
    book = written(tmp_path, early)

    actions, readings = book["Actions"], book["Readings"]
    assert (actions.page_setup.fitToWidth, actions.print_title_cols) == (None, None)
    assert (readings.page_setup.fitToWidth, readings.print_title_cols) == (2, "$A:$D")


def test_that_twelve_months_end_with_the_period(tmp_path):
    page = written(tmp_path, a_reading(a_kpi(id="visits"), "2016-12"))["Readings"]

    assert months(page) == [
        *("Dec 2016", "Jan 2017", "Feb 2017", "Mar 2017", "Apr 2017", "May 2017"),
        *("Jun 2017", "Jul 2017", "Aug 2017", "Sep 2017", "Oct 2017", "Nov 2017"),
    ]


@pytest.mark.parametrize(
    ("field", "header", "text"),
    [
        ("ref", "Ref", "1.10"),
        ("kpis", "KPIs", "8,9"),
        ("due", "Due", "Mar -17"),
        ("ref", "Ref", "Oct-01"),
        ("text", "Action", "4 / 7"),
    ],
    ids=["B46-ref", "B46-kpis", "B30", "C40", "B29"],
)
def test_that_trap_what_looks_like_a_number_or_a_date_is_a_text_cell(tmp_path, field, header, text):
    page = written(tmp_path, an_action(**{"ref": "9.9", "id": "odd", "rank": "Z", field: text}))["Actions"]

    [cell] = [cell for row in page.iter_rows(min_row=5, max_row=5) for cell in row if cell.value == text]
    assert (cell.data_type, cell.number_format) == ("s", "@")


def test_that_trap_b29_a_fraction_is_a_text_cell_among_the_readings(tmp_path):
    page = written(tmp_path)["Readings"]

    cell = page[cell_at(page, "Nov 2017", "1a")]
    assert (cell.value, cell.data_type, cell.number_format) == ("4 / 7", "s", "@")


@pytest.mark.parametrize("sign", ["=1+1", "+44 117", "-", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_that_trap_x19_what_looks_like_a_formula_stays_a_text(tmp_path, sign):
    page = written(tmp_path, an_action("9.9", sign, rank="Z"))["Actions"]

    cell = page[cell_at(page, "Action", "9.9")]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (sign, "s", True)


def test_that_trap_x19_control_characters_do_not_reach_the_workbook(tmp_path):
    page = written(tmp_path, an_action("9.9", "Bell\x07 and\x00 form feed\x1f", rank="Z"))["Actions"]

    assert page[cell_at(page, "Action", "9.9")].value == "Bell and form feed"


def test_that_trap_x21_a_text_too_long_for_excel_is_cut_and_says_so(tmp_path):
    page = written(tmp_path, an_action("9.9", "word " * 8_000, rank="Z"))["Actions"]

    text = page[cell_at(page, "Action", "9.9")].value
    assert len(text) == LONGEST_TEXT
    assert text.endswith(CUT_NOTE.strip())


def test_that_headers_are_frozen_filtered_and_repeated_in_print(tmp_path):
    for page in written(tmp_path).worksheets[1:4]:
        assert page.freeze_panes == "C2"
        assert page.auto_filter.ref == page.dimensions
        assert page.print_title_rows == "$1:$1"
        assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)


def test_that_rows_carry_their_ids_in_a_hidden_column(tmp_path):
    for page in written(tmp_path).worksheets[1:4]:
        assert page.column_dimensions["A"].hidden
        assert not page.column_dimensions["B"].hidden
    assert values(page, "Waymark id") == ["train", "audit", "agree"]


def test_that_drop_downs_offer_the_states_and_the_words_of_the_scheme(tmp_path):
    book = written(tmp_path)

    offered = {}
    for page in book.worksheets[1:4]:
        for offer in (each for each in page.data_validations.dataValidation if each.type == "list"):
            words = book["Waymark"][offer.formula1.removeprefix("Waymark!")]
            letter = str(offer.sqref).partition("2")[0]
            offered[page.title, page[f"{letter}1"].value] = [cell.value for (cell,) in words]
    assert offered == {
        ("Actions", "State"): ["not started", "in progress", "complete", "closed", "superseded"],
        ("Actions", "Rating for Nov 2017"): ["Red", "Amber", "Green"],
        ("Readings", "Rating for Nov 2017"): ["Red", "Amber", "Green"],
    }


def test_that_the_hidden_sheet_says_where_the_tracker_came_from(tmp_path):
    page = written(tmp_path)["Waymark"]

    assert page.sheet_state == "veryHidden"
    assert {row[0].value: row[1].value for row in page.iter_rows(min_row=2, max_row=6)} == {
        "plan": STAMP.plan_id,
        "position": "7",
        "hash": "hash-of-7",
        "period": "2017-11",
        "layout": "1",
    }


def test_that_the_workbook_has_a_title_and_a_language(tmp_path):
    properties = written(tmp_path, a_cover(title="Steady Ground")).properties

    assert properties.title == "Steady Ground: tracker for November 2017"
    assert properties.language == "en-GB"


def test_that_recommendations_have_a_sheet_where_the_plan_has_any(tmp_path):
    recommendation = Recommendation(id="r1", ref="1", text="Improve visiting", evidence="Audits", rank="a")
    update = Update(id="u1", subject_id="r1", period="2017-11", text="Visits are weekly now.")

    book = written(tmp_path, recommendation, update)

    assert book.sheetnames[3:5] == ["Recommendations", "Updates"]
    assert values(book["Updates"], "Ref")[-1] == "1"
    assert values(book["Updates"], "Update for Nov 2017")[-1] == "Visits are weekly now."


def test_that_two_trackers_of_one_plan_hold_the_same_cells(tmp_path):
    plan = a_tracked_plan(*(a_reading(a_kpi(), "2017-05"),), *preset("Red, Amber, Green"))

    first, second = load_workbook(a_tracker(plan, tmp_path)), load_workbook(a_tracker(plan, tmp_path))

    for one, other in zip(first.worksheets, second.worksheets, strict=True):
        assert [*one.values] == [*other.values]


def test_that_a_tracker_that_cannot_be_written_is_refused_in_words(tmp_path):
    with pytest.raises(Refused, match="could not be written"):
        write_tracker(a_tracked_plan(), NOVEMBER, STAMP, tmp_path / "gone" / "tracker.xlsx")
