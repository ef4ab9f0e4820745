"""The returns page: who owes what, where that leads, and the tracker that is sent for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.dialogs import LONG_MS, button, click
from tests.plans import a_kpi, a_link, a_recommendation, a_theme, an_action, an_officer, an_update
from tests.ui.grids import CONTROL, clipboard
from waymark.domain.changes import Insert
from waymark.domain.ledger import Dispatch, Receipt
from waymark.domain.period import parse_period
from waymark.exchange.reading.returned import read_returned
from waymark_ui.dialogs.export.dialog import FOLDER, ExportDialog
from waymark_ui.pages.returns import ReturnsPage

DONE = an_officer("Audit lead", id="done", rank="a")
HEAD = an_officer("Head of Practice / North", id="head", rank="b")
THEME = a_theme("1", "Practice")
TOLD = an_action("1.1", "Audit ten files", theme_id=THEME.id)
SILENT = an_action("1.2", "Publish the **plan**", theme_id=THEME.id)
UNLED = an_action("1.3", "Train everybody", theme_id=THEME.id)
KPI = a_kpi("1a", "Visits on time", frequency="monthly")
ADVICE = a_recommendation("7")
LINKS = [a_link(TOLD, DONE), *(a_link(row, HEAD) for row in (SILENT, KPI, ADVICE))]
SENT = Dispatch(id="sent", officer_id=HEAD.id, period="2017-11", file="north.xlsx", at="2017-11-13T09:00:00+00:00")
BACK = Receipt(
    id="back", tracker="sent", period="2017-11", file="from north.xlsx", new=2, at="2017-11-20T09:00:00+00:00"
)
ROWS = (THEME, DONE, HEAD, TOLD, SILENT, UNLED, KPI, ADVICE, *LINKS, an_update(TOLD), SENT, BACK)


@pytest.fixture
def session(session_of):
    session = session_of(*ROWS)
    session.report_on(parse_period("2017-11"))
    return session


@pytest.fixture
def page(qtbot, session):
    return shown(qtbot, session)


def shown(qtbot, session):
    page = ReturnsPage(session)
    qtbot.addWidget(page)
    page.resize(1100, 600)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    return page


def texts(model):
    return [
        [model.index(line, column).data() for column in range(model.columnCount())] for line in range(model.rowCount())
    ]


def lead(page):
    return page.leads.thing(page.lead_list.currentIndex().row()).officer


def test_that_each_lead_is_listed_with_what_is_owed_sent_and_come_back(page):
    assert texts(page.leads) == [
        ["Audit lead", "0 of 1", "0", "0", "0", "", ""],
        ["Head of Practice / North", "3 of 3", "1", "1", "1", "13 Nov 2017", "20 Nov 2017"],
        ["Nobody is named", "1 of 1", "1", "0", "0", "", ""],
    ]
    assert page.count() == 1
    assert page.summary.text().startswith("For Nov 2017, 1 of 2 leads still owe something")


def test_that_the_models_are_sound(page, qtmodeltester):
    qtmodeltester.check(page.leads)
    qtmodeltester.check(page.owed)


def test_that_the_first_who_owes_something_is_shown_with_all_of_it(page):
    assert lead(page) == HEAD
    assert texts(page.owed) == [
        ["Action’s update", "1.2", "Publish the plan"],
        ["KPI’s reading", "1a", "Visits on time"],
        ["Recommendation’s update", "7", "See that reports are right"],
    ]
    assert page.told.text().splitlines() == [
        "Head of Practice / North: owes 3 of 3.",
        "Sent 13 Nov 2017, “north.xlsx”.",
        "Came back 20 Nov 2017, “from north.xlsx”: 2 new, 0 changed, 0 in conflict, 0 refused.",
    ]


def test_that_the_arrows_lead_to_another_lead_and_nobody_is_sent_no_tracker(page, qtbot):
    qtbot.keyClick(page.lead_list, Qt.Key.Key_Down)

    assert texts(page.owed) == [["Action’s update", "1.3", "Train everybody"]]
    assert not button(page, "Send tracker").isEnabled()


@pytest.mark.parametrize(
    ("down", "place"), [(0, ["actions", SILENT.id, "update"]), (1, ["readings", KPI.id, "2017-11"])]
)
def test_that_enter_leads_to_the_cell(page, qtbot, down, place):
    page.owed_list.setFocus()
    for _ in range(down):
        qtbot.keyClick(page.owed_list, Qt.Key.Key_Down)

    with qtbot.waitSignal(page.go_to_cell) as gone:
        qtbot.keyClick(page.owed_list, Qt.Key.Key_Return)

    assert gone.args == place


def test_that_a_double_click_on_a_recommendation_says_that_no_page_has_it(page, qtbot):
    where = page.owed_list.visualRect(page.owed.index(2, 0)).center()
    qtbot.mouseClick(page.owed_list.viewport(), Qt.MouseButton.LeftButton, pos=where)

    with qtbot.waitSignal(page.said) as said:
        qtbot.mouseDClick(page.owed_list.viewport(), Qt.MouseButton.LeftButton, pos=where)

    assert said.args[0].startswith("Recommendation 7: ")


def test_that_the_details_are_of_what_is_selected(page, qtbot):
    page.owed_list.setFocus()

    with qtbot.waitSignal(page.row_selected, check_params_cb=lambda row: row == KPI):
        qtbot.keyClick(page.owed_list, Qt.Key.Key_Down)


def test_that_what_is_owed_is_copied_as_lines(page, qtbot):
    qtbot.keyClick(page.lead_list, "c", CONTROL)
    owed = clipboard()

    click(qtbot, page, "Copy all leads")

    assert owed.splitlines()[0] == "Action’s update\t1.2\tPublish the plan"
    assert clipboard().splitlines()[2] == "Nobody is named\t1 of 1\t1\t0\t0\t\t"


def test_that_an_update_is_owed_no_more_and_the_place_is_kept(page, qtbot):
    qtbot.keyClick(page.lead_list, Qt.Key.Key_Up)
    qtbot.keyClick(page.lead_list, Qt.Key.Key_Down)

    page.session.make("Add update", [Insert(an_update(SILENT))], "test")

    assert lead(page) == HEAD
    assert [ref for _, ref, _ in texts(page.owed)] == ["1a", "7"]


def test_that_the_page_obeys_the_reporting_period(page):
    page.session.report_on(parse_period("2017-12"))

    assert [owes for _, owes, *_ in texts(page.leads)] == ["1 of 1", "3 of 3", "1 of 1"]


def test_that_every_lead_is_printed(page):
    assert page.paper_html().count("<tr>") == page.leads.rowCount() + 1


def test_that_a_plan_in_which_there_is_nothing_to_report_says_so(qtbot, session_of):
    page = shown(qtbot, session_of(THEME))

    assert "there is nothing to report" in page.summary.text()
    assert page.commands()[0].isEnabled() is False


def test_that_a_lead_is_sent_a_tracker_of_their_own_which_then_stands_there(page, qtbot, tmp_path):
    page.session.preferences.put(FOLDER, str(tmp_path))
    click(qtbot, page, "Send tracker")
    [dialog] = page.findChildren(ExportDialog)

    click(qtbot, dialog, "Export")
    qtbot.waitUntil(lambda: dialog.open_file.isVisible(), timeout=LONG_MS)

    written = tmp_path / "small tracker for Head of Practice North Nov 2017.xlsx"
    sent = page.session.plan.dispatches.where("officer_id", HEAD.id)[-1]
    assert (sent.file, sent.id) == (written.name, read_returned(written).stamp.tracker)
    assert read_returned(written).stamp.lead == HEAD.id
    assert f"“{written.name}”" in page.told.text()


def test_that_the_window_counts_the_leads_and_goes_from_here_to_the_cell(qtbot, main_window):
    workspace = main_window.workspace
    qtbot.keyClick(main_window, "7", CONTROL)
    page = workspace.page
    wanted = next(n for n in range(page.leads.rowCount()) if page.leads.thing(n).actions)
    page.lead_list.selectRow(wanted)
    action = page.leads.thing(wanted).actions[0]
    page.owed_list.setFocus()

    qtbot.waitUntil(lambda: bool(workspace.navigation.button("returns").badge))
    name = workspace.navigation.button("returns").accessibleName()
    qtbot.keyClick(page.owed_list, Qt.Key.Key_Return)

    assert name == f"Returns, {page.count()} leads owing"
    assert (workspace.page.name, workspace.page.view.current_row().id) == ("actions", action.id)
