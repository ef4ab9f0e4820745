"""A workbook read cell by cell: what a person sees of it, and what else a cell may be told by."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule, Rule
from openpyxl.styles import Alignment, Color, Font, GradientFill, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.exchange.reading.surgery import SHEET, STYLES, Parts, a_workbook, operated, replaced
from waymark.exchange.reading.excel import read_workbook
from waymark.exchange.reading.sheet import Grid, Holding, SheetCell

RED, AMBER, GREEN = "#ff0000", "#ffc000", "#00b050"


def the_grid(path: Path) -> Grid:
    source = read_workbook(path)
    assert source.told == ()
    return source.grids[0]


def the_cell(folder: Path, **looks: Any) -> SheetCell | None:
    """D2 as it is read, with these put onto it."""

    def fill(page: Any) -> None:
        page["E3"] = "the last"
        for name, look in looks.items():
            setattr(page["D2"], name, look)

    return the_grid(a_workbook(folder, fill)).cells.get((2, 4))


def conditioned(folder: Path, value: object, *rules: Rule) -> str:
    """The fill of a cell that holds a value, where these conditional formats reach over it."""

    def fill(page: Any) -> None:
        page["D2"], page["F1"] = value, "Late"
        for rule in rules:
            page.conditional_formatting.add("D1:D3", rule)

    return the_grid(a_workbook(folder, fill)).cells[2, 4].fill


def a_fill(colour: str) -> PatternFill:
    return PatternFill(bgColor=colour[1:])


def test_that_a_workbook_is_read_with_addresses_texts_and_who_made_it(tmp_path):
    source = read_workbook(a_workbook(tmp_path))

    [grid] = source.grids
    assert (source.file, grid.name, grid.hidden) == ("odd.xlsx", "Actions", False)
    assert [cell.text for cell in grid.cells.values()][:5] == ["Ref", "Action", "Rating", "1.1", "Train every manager"]
    assert grid.cells[2, 2].where == "Actions!B2"
    assert source.properties["creator"] == "openpyxl"


@pytest.mark.parametrize(
    ("value", "number_format", "text", "holding"),
    [
        (0.43, "0%", "43%", Holding.number),
        (1.10, "0.00", "1.10", Holding.number),
        (date(2018, 3, 31), "dd/mm/yyyy", "31/03/2018", Holding.date),
        (True, "General", "TRUE", Holding.truth),
        ("#N/A", "General", "#N/A", Holding.error),
        ("Ongoing ", "General", "Ongoing", Holding.text),
    ],
    ids=["percentage", "decimals", "date", "truth", "error", "text"],
)
def test_that_a_cell_says_what_a_person_sees_in_it_and_what_it_holds(tmp_path, value, number_format, text, holding):
    cell = the_cell(tmp_path, value=value, number_format=number_format)

    assert cell is not None
    assert (cell.text, cell.holding) == (text, holding)


def test_that_trap_x10_dates_count_from_1904_where_the_workbook_says_so(tmp_path):
    def fill(page: Any) -> None:
        page.parent.epoch = CALENDAR_MAC_1904
        page["D2"] = date(2018, 3, 31)
        page["D2"].number_format = "dd/mm/yyyy"

    cell = the_grid(a_workbook(tmp_path, fill)).cells[2, 4]

    assert isinstance(cell.value, datetime)
    assert (cell.text, cell.value.date()) == ("31/03/2018", date(2018, 3, 31))


def test_that_a_formula_without_a_saved_result_is_told_from_a_blank_cell(tmp_path):
    cell = the_cell(tmp_path, value="=1+1")

    assert cell is not None
    assert (cell.text, cell.holding) == ("", Holding.unworked)


def test_that_a_formula_with_its_result_is_that(tmp_path):
    path = a_workbook(tmp_path, lambda page: page.__setitem__("D2", "=1+1"))
    replaced(path, SHEET, "<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")

    cell = the_grid(path).cells[2, 4]

    assert (cell.text, cell.holding, cell.value) == ("2", Holding.number, 2)


def test_that_bold_struck_out_and_moved_in_are_told(tmp_path):
    cell = the_cell(tmp_path, value="Done", font=Font(bold=True, strike=True), alignment=Alignment(indent=2))

    assert cell is not None
    assert (cell.bold, cell.struck, cell.indent) == (True, True, 2)


def test_that_a_text_keeps_the_blanks_that_it_is_moved_in_by(tmp_path):
    cell = the_cell(tmp_path, value="    a step")

    assert cell is not None
    assert cell.text == "    a step"


@pytest.mark.parametrize(
    ("runs", "struck"),
    [
        ([TextBlock(InlineFont(strike=True), "All of "), TextBlock(InlineFont(strike=True, b=True), "it")], True),
        ([TextBlock(InlineFont(strike=True), "A part"), " of it"], False),
    ],
    ids=["all", "part"],
)
def test_that_a_text_is_struck_out_where_each_of_its_parts_is(tmp_path, runs, struck):
    cell = the_cell(tmp_path, value=CellRichText(runs))

    assert cell is not None
    assert cell.text in ("All of it", "A part of it")
    assert cell.struck is struck


@pytest.mark.parametrize(
    ("fill", "seen"),
    [
        (PatternFill("solid", fgColor="FFFF0000"), RED),
        (PatternFill("solid", fgColor="00FFC000"), AMBER),
        (PatternFill("solid", fgColor=Color(theme=4)), "#4f81bd"),
        (PatternFill("solid", fgColor=Color(theme=4, tint=0.5999)), "#b9cde5"),
        (PatternFill("solid", fgColor=Color(theme=0, tint=-0.25)), "#bfbfbf"),
        (PatternFill("solid", fgColor=Color(indexed=10)), RED),
        (PatternFill("solid", fgColor=Color(indexed=64)), ""),
        (PatternFill("solid", fgColor="FFFFFFFF"), ""),
        (PatternFill("gray125", fgColor="FFFF0000"), ""),
        (GradientFill(stop=("FF0000", "00FF00")), ""),
    ],
    ids=["rgb", "no alpha", "theme", "lighter", "darker", "indexed", "system", "white", "pattern", "gradient"],
)
def test_that_trap_a_fill_is_read_from_whichever_way_it_is_written(tmp_path, fill, seen):
    cell = the_cell(tmp_path, value="Green", fill=fill)

    assert cell is not None
    assert cell.fill == seen


def test_that_a_palette_of_its_own_counts(tmp_path):
    path = a_workbook(
        tmp_path, lambda page: setattr(page["A2"], "fill", PatternFill("solid", fgColor=Color(indexed=10)))
    )
    replaced(path, STYLES, '<rgbColor rgb="00FF0000"/>', '<rgbColor rgb="00123456"/>')

    assert the_grid(path).cells[2, 1].fill == "#123456"


def test_that_a_fill_alone_makes_a_cell_and_a_white_one_does_not(tmp_path):
    assert the_cell(tmp_path, fill=PatternFill("solid", fgColor="FF00B050")) is not None
    assert the_cell(tmp_path, fill=PatternFill("solid", fgColor="FFFFFFFF")) is None


CONTAINS = Rule(
    "containsText",
    operator="containsText",
    text="late",
    formula=['NOT(ISERROR(SEARCH("late",D1)))'],
    dxf=DifferentialStyle(fill=a_fill(RED)),
)


@pytest.mark.parametrize(
    ("value", "rule", "fill"),
    [
        ("red", CellIsRule("equal", ['"Red"'], fill=a_fill(RED)), RED),
        ("Redder", CellIsRule("equal", ['"Red"'], fill=a_fill(RED)), ""),
        ("Late", CellIsRule("equal", ["$F$1"], fill=a_fill(RED)), RED),
        (0.7, CellIsRule("between", ["60%", "0.8"], fill=a_fill(AMBER)), AMBER),
        (0.9, CellIsRule("between", ["60%", "0.8"], fill=a_fill(AMBER)), ""),
        (0.9, CellIsRule("greaterThanOrEqual", ["0.9"], fill=a_fill(GREEN)), GREEN),
        (3, CellIsRule("lessThan", ["TODAY()"], fill=a_fill(RED)), ""),
        ("A little later", CONTAINS, RED),
        ("On track", CONTAINS, ""),
        ("x", FormulaRule(['$B1="Train every manager"'], fill=a_fill(GREEN)), GREEN),
        ("x", FormulaRule(['AND($B1="Train every manager",1)'], fill=a_fill(GREEN)), ""),
    ],
    ids=[
        *("equal", "not equal", "a cell", "between", "outside", "at least", "a formula"),
        *("contains", "contains not", "another cell", "not understood"),
    ],
)
def test_that_a_conditional_format_in_force_is_the_fill(tmp_path, value, rule, fill):
    assert conditioned(tmp_path, value, rule) == fill


def test_that_of_two_conditional_formats_in_force_the_first_counts(tmp_path):
    first, second = (CellIsRule("greaterThan", ["1"], fill=a_fill(colour)) for colour in (AMBER, GREEN))

    assert conditioned(tmp_path, 5, first, second) == AMBER


def test_that_a_conditional_format_that_stops_the_others_leaves_the_fill_as_it_is(tmp_path):
    stop = CellIsRule("greaterThan", ["1"], stopIfTrue=True, font=Font(bold=True))

    assert conditioned(tmp_path, 5, stop, CellIsRule("greaterThan", ["2"], fill=a_fill(GREEN))) == ""


def test_that_comments_and_conversations_are_read(tmp_path):
    path = a_workbook(tmp_path, lambda page: setattr(page["B2"], "comment", Comment("Ask Finance", "A")))
    assert the_grid(path).cells[2, 2].comment == "Ask Finance"

    operated(path, with_a_conversation)
    assert the_grid(path).cells[2, 2].comment == "Who pays?\nFinance does."


def with_a_conversation(parts: Parts) -> Parts:
    """As Excel keeps it since 2018: a part of its own, and a comment for older versions that says where to read it."""
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    relation = f'<Relationship Id="t" Type="{kind}" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    conversation = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="B2" personId="p" id="1"><text>Who pays?</text></threadedComment>'
        '<threadedComment ref="B2" personId="q" id="2" parentId="1"><text>Finance does.</text></threadedComment>'
        "</ThreadedComments>"
    )
    return parts | {
        rels: parts[rels].replace(b"</Relationships>", relation.encode()),
        "xl/threadedComments/threadedComment1.xml": conversation.encode(),
    }


def test_that_what_is_hidden_is_read_and_told(tmp_path):
    def hide(page: Any) -> None:
        page.row_dimensions[3].hidden = True
        page.column_dimensions["C"].hidden = True
        lists = page.parent.create_sheet("Lists")
        lists["A1"], lists.sheet_state = "Red", "veryHidden"

    actions, lists = read_workbook(a_workbook(tmp_path, hide)).grids

    assert (actions.hidden, actions.hidden_rows, actions.hidden_columns) == (False, frozenset({3}), frozenset({3}))
    assert actions.cells[3, 3].text == "Green"
    assert (lists.hidden, lists.cells[1, 1].text) == (True, "Red")


def test_that_a_merged_cell_reaches_over_those_it_covers(tmp_path):
    def merge(page: Any) -> None:
        page["D1"], page["F9"] = "Current", "the last"
        page.merge_cells("D1:E1")
        page.merge_cells("B2:B3")

    cells = the_grid(a_workbook(tmp_path, merge)).cells

    assert (cells[1, 4].rows, cells[1, 4].columns) == (1, 2)
    assert (cells[2, 2].rows, cells[2, 2].columns) == (2, 1)
    assert {(1, 5), (3, 2)}.isdisjoint(cells)


def test_that_reading_ends_with_the_last_row_that_holds_a_value(tmp_path):
    def style(page: Any) -> None:
        for row in range(4, 1_004):
            page.cell(row, 1).fill = PatternFill("solid", fgColor="FFD9D9D9")

    assert max(row for row, _ in the_grid(a_workbook(tmp_path, style)).cells) == 3
