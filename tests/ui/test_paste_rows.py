"""Pasting a block with more rows than the grid has room for, and a whole table onto a page that is empty."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.dialogs import click
from tests.plans import a_kpi, a_placement, a_theme, an_action, an_objective
from tests.ui.grids import CONTROL, focused, press, steps
from tests.ui.sheets import in_use, lines, undone
from tests.ui.windows import Opened
from waymark.domain.changes import Insert
from waymark.services.reporting import sections
from waymark_db.store import read_plan
from waymark_start.plans import begin
from waymark_ui.dialogs.refusals import RefusalsDialog
from waymark_ui.pages.actions import ActionsPage
from waymark_ui.pages.grid_page import GridPage
from waymark_ui.pages.kpis import KpisPage
from waymark_ui.pages.readings import ReadingsPage
from waymark_ui.session import Session

Key = Qt.Key
Sessions = Callable[..., Session]
THEME, OTHER = a_theme("1", "Practice", rank="a"), a_theme("2", "Leadership", rank="b")
FIRST, SECOND = an_objective(OTHER, "2.1", rank="a"), an_objective(OTHER, "2.2", rank="b")
ONE = an_action("1.1", "Train", theme_id=THEME.id, rank="a")
TWO, THREE = (
    an_action(ref, what, theme_id=OTHER.id, objective_id=SECOND.id, rank=rank)
    for ref, what, rank in (("2.2.1", "Audit", "b"), ("2.2.2", "Publish", "c"))
)
PLAN = (THEME, OTHER, FIRST, SECOND, ONE, TWO, THREE)


@pytest.fixture
def page(session_of: Sessions, qtbot: QtBot) -> ActionsPage:
    return in_use(ActionsPage(session_of(*PLAN)), qtbot)


def pasted(page: GridPage, block: str) -> list[QMessageBox]:
    """Press Ctrl+V with that on the clipboard; gives the questions that are then asked."""
    QGuiApplication.clipboard().setText(block)
    press(Key.Key_V, CONTROL)
    return [box for box in page.window().findChildren(QMessageBox) if box.isVisible()]


def asked(page: GridPage, block: str) -> QMessageBox:
    """Press Ctrl+V with that on the clipboard; gives the one question that is then asked."""
    (box,) = pasted(page, block)
    return box


def listed(page: GridPage) -> list[list[str]]:
    """What the list of refused cells holds."""
    dialog = page.window().findChild(RefusalsDialog)
    return [line.split("\t") for line in dialog.text().splitlines()[1:]] if dialog else []


def actions(page: GridPage) -> list[tuple[str, str, str]]:
    """Ref, text and due of each action, in the plan's order."""
    return [(each.ref, each.text, each.due) for each in page.session.plan.actions.live()]


def test_that_a_block_that_runs_past_the_end_asks_before_it_adds_rows(page, qtbot):
    page.view.select_row(TWO.id, "text")

    box = asked(page, "Audit all\nPublish all\nReview\nReport\n")

    assert box.text() == (
        "The block has 2 rows more than there is room for. Add 2 actions?\n\nThey stand under “2.2 Objective 2.2” then."
    )
    assert steps(page.session) == []


def test_that_rows_are_added_under_the_last_heading_and_all_is_one_step(page, qtbot):
    page.view.select_row(TWO.id, "text")
    box = asked(page, "Audit all\tMay 2018\nPublish all\t\nReview\t\nReport\t\n")

    click(qtbot, box, "Add 2 actions")

    assert [each.text for each in page.session.plan.actions.live()] == [
        *("Train", "Audit all", "Publish all", "Review", "Report"),
    ]
    assert lines(page)[-4:] == ["2.2.1", "2.2.2", "2.2.3", "2.2.4"]
    assert {each.objective_id for each in page.session.plan.actions.live()[1:]} == {SECOND.id}
    assert steps(page.session) == ["Paste 3 cells and 2 actions"]
    assert page.view.current_row().text == "Review"
    assert page.view.table.hasFocus()


def test_that_undo_takes_added_rows_and_changed_cells_back_together(page, qtbot):
    page.view.select_row(THREE.id, "text")
    click(qtbot, asked(page, "Publish all\nReview\n"), "Add 1 action")

    page.session.undo()

    assert actions(page) == [("1.1", "Train", ""), ("2.2.1", "Audit", ""), ("2.2.2", "Publish", "")]


def test_that_only_what_is_there_is_filled_when_no_rows_are_wanted(page, qtbot):
    page.view.select_row(THREE.id, "text")
    box = asked(page, "Publish all\nReview\n")

    click(qtbot, box, "Only fill what is there")

    assert [each.text for each in page.session.plan.actions.live()] == ["Train", "Audit", "Publish all"]
    assert listed(page) == [["after the last row", "Action", "Review", "The grid has no row here: it ends above."]]


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Return], ids=["Esc", "Enter"])
def test_that_neither_rows_nor_cells_change_when_the_question_is_left(page, qtbot, key):
    page.view.select_row(THREE.id, "text")
    box = asked(page, "Publish all\nReview\n")

    qtbot.keyClick(box, key)

    assert steps(page.session) == []


def test_that_cells_which_new_rows_cannot_take_are_listed_with_the_row_where_it_stands(page, qtbot):
    page.view.select_row(THREE.id, "text")
    box = asked(page, "Publish\t\tsoonish\nReview\t\tone day\n")

    click(qtbot, box, "Add 1 action")

    assert [(line[0], line[2]) for line in listed(page)] == [("2.2.2 Publish", "soonish"), ("2.2.3 Review", "one day")]
    assert actions(page)[-1] == ("2.2.3", "Review", "")


def test_that_blank_lines_at_a_blocks_end_add_no_rows(page, qtbot):
    page.view.select_row(THREE.id, "text")

    boxes = pasted(page, "Publish all\n\t\n\n")

    assert boxes == []
    assert steps(page.session) == ["Paste Action"]


def test_that_refs_in_the_block_are_kept_and_the_others_counted_around_them(page, qtbot):
    page.view.select_row(THREE.id, "ref")
    box = asked(page, "2.2.2\tPublish\n\tReview\n2.2.3\tReport\n\tClose\n")

    click(qtbot, box, "Add 3 actions")

    assert [each.ref for each in page.session.plan.actions.live()][-3:] == ["2.2.4", "2.2.3", "2.2.5"]


def test_that_a_row_which_names_a_theme_goes_under_it_with_a_ref_of_its_own(page, qtbot):
    page.view.select_row(THREE.id, "text")
    titles = [column.key for column in page.model.columns()]
    blanks = "\t" * (titles.index("theme") - titles.index("text"))
    box = asked(page, f"Publish{blanks}2 Leadership\nCoach{blanks}practice\nReview{blanks}2\n")

    click(qtbot, box, "Add 2 actions")

    assert lines(page) == [
        *("1 Practice", "1.1", "1.2", "2 Leadership", "2.1 Objective 2.1"),
        *("2.2 Objective 2.2", "2.2.1", "2.2.2", "2.2.3"),
    ]


def test_that_new_leads_of_several_rows_join_the_register_once(page, qtbot):
    page.view.select_row(THREE.id, "leads")
    box = asked(page, "Head of Practice\nHead of Practice\nHead of Practice\n")

    click(qtbot, box, "Add 2 actions")

    assert [officer.label for officer in page.session.plan.officers.live()] == ["Head of Practice"]


@pytest.mark.parametrize("way", ["sorted", "filtered", "withdrawn"])
def test_that_no_rows_are_added_while_the_grid_is_not_in_the_plans_own_order(page, qtbot, way):
    if way == "withdrawn":
        page.view.select_row(TWO.id)
        press(Key.Key_Minus, CONTROL)
        page.show_withdrawn_command.trigger()
    elif way == "sorted":
        page.view.sort_by(page.model.column_of("text"))
    else:
        page.show_only({"text": "ublish"})
    page.view.select_row(THREE.id, "text")
    last = page.model.rowCount() - page.view.current_line()

    boxes = pasted(page, "Publish all\n" + "Review\n" * last)

    assert boxes == []
    assert "clear the sorting and the filters" in listed(page)[-1][-1]
    assert len(page.session.plan.actions) == 3
    assert steps(page.session)[-1].startswith("Paste")


def test_that_readings_add_no_kpis(session_of, qtbot):
    kpi = a_kpi("1a", "Visits")
    page = in_use(ReadingsPage(session_of(kpi)), qtbot)
    page.view.select_row(kpi.id, "title")

    boxes = pasted(page, "Visits in time\nAnother\n")

    assert boxes == []
    assert [line[-1] for line in listed(page)] == ["The grid has no row here: it ends above."]
    assert [each.title for each in page.session.plan.kpis.live()] == ["Visits in time"]


def test_that_kpis_are_added_to_the_last_section(session_of, qtbot):
    one, two = a_kpi("1a", "Visits", rank="a"), a_kpi("2a", "Boards", rank="b")
    page = in_use(KpisPage(session_of(THEME, OTHER, one, two, a_placement(one, THEME), a_placement(two, OTHER))), qtbot)
    page.view.select_row(two.id, "title")
    box = asked(page, "Boards\nMinutes\t%\nMembers\n")

    click(qtbot, box, "Add 2 KPIs")

    assert lines(page) == ["1 Practice", "1a", "2 Leadership", "2a", "2b", "2c"]
    assert [(kpi.title, kpi.unit) for kpi in page.session.plan.kpis.live()][-2:] == [("Minutes", "%"), ("Members", "")]
    assert undone(page) == "Paste 2 KPIs"


def test_that_a_table_pasted_on_an_empty_page_fills_the_columns_in_their_order(session_of, qtbot):
    page = in_use(ActionsPage(session_of(a_kpi("1a"))), qtbot)

    boxes = pasted(page, "1\tTrain every manager\t1a\tMay 2018\n2\tAudit ten files\t\tTBC\n")

    assert boxes == []
    assert actions(page) == [("1", "Train every manager", "May 2018"), ("2", "Audit ten files", "TBC")]
    assert steps(page.session) == ["Paste 2 actions"]
    assert page.view.table.hasFocus()


def test_that_a_table_with_known_titles_fills_the_columns_that_they_name(session_of, qtbot):
    page = in_use(ActionsPage(session_of(a_kpi("1a"))), qtbot)

    pasted(page, "DUE\tOwner\taction\nMay 2018\tA post\tTrain every manager\n\t\tAudit ten files\n")

    assert actions(page) == [("", "Train every manager", "May 2018"), ("", "Audit ten files", "")]
    assert page.session.plan.officers.live() == ()


def test_that_a_column_that_a_page_does_not_have_is_told_of(session_of, qtbot):
    page = in_use(ActionsPage(session_of(a_kpi("1a"))), qtbot)

    with qtbot.waitSignal(page.said) as told:
        pasted(page, "Ref\tAction\tBudget\tDue\tDue\n1\tTrain\t£100\tMay 2018\tJun 2018\n")

    assert told.args == ["2 of 5 cells were refused; the others were taken."]
    assert [line[1:] for line in listed(page)] == [
        ["Budget", "£100", "This page has no column “Budget”."],
        ["Due", "Jun 2018", "This page has no column “Due”."],
    ]
    assert actions(page) == [("1", "Train", "May 2018")]


def test_that_a_first_line_with_one_title_among_other_words_is_a_row(session_of, qtbot):
    page = in_use(ActionsPage(session_of(a_kpi("1a"))), qtbot)

    pasted(page, "1\tAction\n2\tAudit\n")

    assert [each.ref for each in page.session.plan.actions.live()] == ["1", "2"]


def test_that_what_waymark_works_out_is_no_refusal_where_it_comes_to_the_same(page, qtbot):
    page.view.select_row(ONE.id, "due")
    pasted(page, "Oct 2017")
    before = actions(page)
    page.view.select_row(ONE.id)
    press(Key.Key_A, CONTROL)
    press(Key.Key_Minus, CONTROL)
    rows = [(*action, "Overdue" if action[2] else "", "1" if action[0] == "1.1" else "2") for action in before]
    titles = ("Ref", "Action", "Due", "Overdue", "Theme")

    box = asked(page, "\n".join(map("\t".join, (titles, *rows))))
    click(qtbot, box, "Add 3 actions")

    assert actions(page) == before
    assert listed(page) == []


def test_that_the_empty_page_has_a_button_for_pasting(session_of, qtbot):
    page = in_use(KpisPage(session_of(THEME)), qtbot)
    QGuiApplication.clipboard().setText(
        "Ref\tKPI\tSection\n1a\tVisits\t1 Practice\n2a\tMinutes\tThe board\n2b\tMembers\tThe board\n"
    )

    click(qtbot, page, "Paste a table (Ctrl+V)")

    assert lines(page) == ["1 Practice", "1a", "The board", "2a", "2b"]
    assert [section.title for section in sections(page.session.plan)] == ["Practice", "The board"]
    assert steps(page.session) == ["Paste 3 KPIs"]


def test_that_kpis_of_many_sections_stand_in_the_order_of_the_block(session_of, qtbot):
    page = in_use(KpisPage(session_of(a_theme("1", "Practice"))), qtbot)

    pasted(page, "Ref\tKPI\tSection\n" + "".join(f"{place}\tKPI {place}\tPart {place // 10}\n" for place in range(60)))

    assert [line for line in lines(page) if line.isdigit()] == [str(place) for place in range(60)]


def test_that_a_table_pasted_on_a_heading_without_actions_goes_beneath_it(session_of, qtbot):
    page = in_use(ActionsPage(session_of(THEME, OTHER)), qtbot)
    assert lines(page) == ["1 Practice", "2 Leadership"]
    box = asked(page, "Action\tDue\nTrain\tMay 2018\nCoach\tTBC\n")

    click(qtbot, box, "Add 2 actions")

    assert lines(page) == ["1 Practice", "1.1", "1.2", "2 Leadership"]
    assert "under “1 Practice”" in box.text()
    assert actions(page) == [("1.1", "Train", "May 2018"), ("1.2", "Coach", "TBC")]


def test_that_nothing_is_pasted_into_a_plan_that_is_only_read(session_of, qtbot, preferences):
    writing = session_of(a_kpi("1a"))
    with read_plan(writing.path) as reader:
        page = in_use(ActionsPage(Session.reading(reader, writing.clock, preferences)), qtbot)
        QGuiApplication.clipboard().setText("1\tTrain\n")

        page.view.paste()

        assert {line[-1] for line in listed(page)} == {"This plan is open for reading only; nothing was changed."}
        assert page.session.plan.actions.live() == ()


def test_that_ctrl_v_on_an_empty_page_of_the_window_takes_the_table(window_of: Opened, tmp_path, qtbot):
    path = tmp_path / "small.waymark"
    begin(path, "A small plan", (Insert(a_kpi("1a")),), "test")
    window = window_of(path)
    assert window.workspace is not None
    window.workspace.enter("actions")
    page = window.workspace.page
    assert isinstance(page, ActionsPage)
    assert isinstance(focused(), QPushButton)

    pasted(page, "1\tTrain\n2\tAudit\n")

    assert actions(page) == [("1", "Train", ""), ("2", "Audit", "")]
    assert page.view.table.hasFocus()
    pasted(page, "3\n4\n")
    assert [each.ref for each in page.session.plan.actions.live()] == ["3", "4"]
