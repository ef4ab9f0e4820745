"""Copying out of the grid and pasting into it, with what Excel and Word write and read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.plans import a_kpi
from tests.ui.grids import (
    CONTROL,
    DUE,
    FIRST,
    LEADS,
    REF,
    SECOND,
    SHIFT,
    STATE,
    TEXT,
    THEME,
    THIRD,
    UPDATE,
    KpiTitles,
    click,
    clipboard,
    go,
    press,
    shown,
    steps,
)
from waymark_ui.dialogs.refusals import RefusalsDialog
from waymark_ui.grid.clipboard import block_to_html, block_to_text, text_to_block
from waymark_ui.grid.view import GridView

Key = Qt.Key
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=12) | st.sampled_from(
    ['"', '""', '"quoted"', 'a "b" c', '"', "\t", "\n", 'x"\ty', '"a\nb"']
)
BLOCKS = st.integers(1, 4).flatmap(
    lambda wide: st.lists(st.lists(CELLS, min_size=wide, max_size=wide), min_size=1, max_size=5)
)


def put(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def select(view: GridView, first: tuple[int, int], last: tuple[int, int]) -> None:
    click(view, *first)
    click(view, *last, SHIFT)


@given(BLOCKS)
def test_that_a_block_reads_as_it_was_written(block):
    assert text_to_block(block_to_text(block)) == block


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"two\nlines"\tb\r\n', [["two\nlines", "b"]]),
        ('"say ""hello""\nnow"\r\n', [['say "hello"\nnow']]),
        ('"hello"\t5" pipe\r\n', [['"hello"', '5" pipe']]),
        ('"never closed\tb', [['"never closed', "b"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ("\t\r\n", [["", ""]]),
        ("", [[""]]),
    ],
    ids=[
        "plain",
        "lines in a cell",
        "quotes in a cell",
        "quotes that are text",
        "a lone quote",
        "gap",
        "blank",
        "none",
    ],
)
def test_that_what_excel_writes_is_read(text, block):
    assert text_to_block(text) == block


def test_that_the_page_for_word_has_a_header_row_and_keeps_bold_and_bullets():
    page = block_to_html([["1.1", "Do **this** now\n- & that"]], ["Ref", "Action <x>"])

    assert '<th scope="col">Ref</th><th scope="col">Action &lt;x&gt;</th></tr></thead>' in page
    assert "Do <b>this</b> now" in page
    assert "•&nbsp;&amp; that" in page


def test_that_a_block_is_copied_as_text_and_as_a_table(view):
    select(view, (FIRST, DUE), (SECOND, STATE))

    press(Key.Key_C, CONTROL)

    content = QGuiApplication.clipboard().mimeData()
    assert content.text() == "Mar 2017\t\tComplete\nMay 2018\t\t\n"
    assert content.html().count("<tr>") == 3
    assert content.text() == view.copied_text()


def test_that_one_cell_is_copied_as_its_text_alone(view):
    go(view, FIRST, DUE)

    press(Key.Key_C, CONTROL)

    assert clipboard() == "Mar 2017"
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_that_titles_are_copied_when_they_are_asked_for(view):
    select(view, (FIRST, REF), (FIRST, TEXT))

    press(Key.Key_C, CONTROL | SHIFT)

    assert clipboard() == "Ref\tAction\n1.1\tTrain every team manager\n"


def test_that_hidden_columns_are_not_copied(view):
    view.columns.change(view.columns.state.showing("leads", shown=False))
    select(view, (FIRST, DUE), (FIRST, STATE))

    press(Key.Key_C, CONTROL)

    assert clipboard() == "Mar 2017\tComplete\n"


def test_that_two_blocks_are_not_copied_at_once(view, qtbot):
    put("before")
    click(view, FIRST, DUE)
    click(view, THIRD, STATE, CONTROL)

    with qtbot.waitSignal(view.said) as told:
        press(Key.Key_C, CONTROL)

    assert "one block" in told.args[0]
    assert clipboard() == "before"


def test_that_cut_copies_and_clears_as_one_step(view, session):
    go(view, FIRST, DUE)

    press(Key.Key_X, CONTROL)

    assert clipboard() == "Mar 2017"
    assert view.model.text(FIRST, DUE) == ""
    assert steps(session) == ["Cut Due"]


def test_that_a_block_is_pasted_from_the_current_cell_on_as_one_step(view, session):
    put("Jun 2018\tHead of Safeguarding\r\nTBC\tA post\r\n")
    go(view, FIRST, DUE)

    press(Key.Key_V, CONTROL)

    assert view.model.text(FIRST, DUE) == "Jun 2018"
    assert view.model.text(SECOND, DUE + 1) == "A post"
    assert steps(session) == ["Paste 4 cells"]


def test_that_a_cell_of_several_lines_is_pasted_whole(view):
    put('"First\nSecond ""so""\n"\r\n')
    go(view, FIRST, UPDATE)

    press(Key.Key_V, CONTROL)

    assert view.model.text(FIRST, UPDATE).startswith('First\nSecond "so"')


def test_that_one_value_fills_the_selected_cells(view, session):
    put("TBC")
    select(view, (FIRST, DUE), (SECOND, DUE))

    press(Key.Key_V, CONTROL)

    assert [view.model.text(line, DUE) for line in (FIRST, SECOND)] == ["TBC", "TBC"]
    assert steps(session) == ["Paste 2 cells"]


def test_that_what_is_refused_is_listed_with_reasons_and_the_rest_taken(view, session, qtbot):
    put("TBC\nsoonish\nJun 2019\nbeyond the end\n")
    go(view, FIRST, DUE)

    with qtbot.waitSignal(view.said) as told:
        press(Key.Key_V, CONTROL)

    dialog = view.findChild(RefusalsDialog) or view.window().findChild(RefusalsDialog)
    assert told.args[0] == "2 of 4 cells were refused; the others were taken."
    assert [view.model.text(line, DUE) for line in (FIRST, SECOND, THIRD)] == ["TBC", "May 2018", "Jun 2019"]
    assert [line.split("\t")[2] for line in dialog.text().splitlines()[1:]] == [
        "soonish",
        "beyond the end",
    ]
    assert steps(session) == ["Paste 4 cells"]


def test_that_a_block_without_headings_passes_over_them_so_that_no_figure_goes_to_the_next_row(view, session):
    put("TBC\tHead of Safeguarding\nMay 2019\t\nJun 2019\tHead of Safeguarding\n")
    go(view, FIRST, DUE)

    press(Key.Key_V, CONTROL)

    assert [view.model.text(line, DUE) for line in (FIRST, SECOND, THIRD)] == ["TBC", "May 2019", "Jun 2019"]
    assert [view.model.text(line, LEADS) for line in (FIRST, THIRD)] == ["Head of Safeguarding"] * 2


def test_that_one_value_fills_selected_cells_on_both_sides_of_a_heading_and_none_beyond(view, session):
    put("TBC")
    select(view, (SECOND, DUE), (THIRD, DUE))

    press(Key.Key_V, CONTROL)

    assert [view.model.text(line, DUE) for line in (SECOND, THIRD)] == ["TBC", "TBC"]
    assert steps(session) == ["Paste 2 cells"]


def test_that_pasting_over_a_column_that_is_worked_out_is_refused_unless_it_says_the_same(view, session):
    put("Practice")
    go(view, FIRST, THEME)
    press(Key.Key_V, CONTROL)
    put("Something else")

    press(Key.Key_V, CONTROL)

    assert view.model.text(FIRST, THEME) != "Something else"
    assert steps(session) == []


def test_that_a_block_with_headings_goes_back_where_it_came_from(view, session):
    press(Key.Key_A, CONTROL)
    press(Key.Key_C, CONTROL)

    press(Key.Key_V, CONTROL)

    assert steps(session) == []


def test_that_an_empty_clipboard_is_said_to_be_empty(view, qtbot):
    QGuiApplication.clipboard().clear()

    with qtbot.waitSignal(view.said) as told:
        press(Key.Key_V, CONTROL)

    assert "no text" in told.args[0]


def test_that_a_paste_of_many_rows_is_one_step(qtbot, session_of):
    kpis = [a_kpi(f"{place}", f"KPI {place}", rank=f"{place:04}") for place in range(300)]
    session = session_of(*kpis)
    view = shown(qtbot, session, KpiTitles())
    put("".join(f"New {place}\n" for place in range(300)))
    go(view, 0, 1)

    press(Key.Key_V, CONTROL)

    assert view.model.text(299, 1) == "New 299"
    assert steps(session) == ["Paste 300 cells"]
