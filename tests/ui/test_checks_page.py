"""The checks page: what was found, listed, explained, led to, accepted and copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from tests.plans import a_cover, a_kpi, a_passage, a_placement, a_reading, a_target, a_theme, an_action
from tests.ui.grids import CONTROL, SHIFT, clipboard, steps
from waymark.domain.edits import Edits
from waymark.domain.period import parse_period
from waymark_ui.checks.accepting import AcceptDialog
from waymark_ui.checks.model import ACCEPTED, SENTENCE, SEVERITY, WHERE, FindingsModel
from waymark_ui.checks.standing import Standing
from waymark_ui.pages.checks import NOTHING, NOTHING_SUCH, READING, ChecksPage

PRACTICE, LEADERS = a_theme("1", "Practice"), a_theme("2", "Leadership")
DANGLING = an_action("1.9", theme_id=PRACTICE.id, kpis="21b", due="Mar 2018")
LATE = an_action("1.10", "Audit ten files a month", theme_id=PRACTICE.id, kpis="1a", due="Oct 2017")
UNSETTLED = an_action("2.1", "Publish the plan", theme_id=LEADERS.id, kpis="1a", due="TBC")
KPI = a_kpi("1a", unit="%", decimals=0, polarity="BIB", frequency="monthly")
PASSAGE = a_passage("This is a three-year plan for children. 2017 - 2021", "newsletter")
ROWS = (
    *(a_cover(version="Version 1", version_date="October 2017"), PRACTICE, LEADERS, KPI, PASSAGE),
    *(DANGLING, LATE, UNSETTLED, a_placement(KPI, PRACTICE), a_target(KPI), a_reading(KPI)),
)


@pytest.fixture
def session(session_of):
    session = session_of(*ROWS)
    session.report_on(parse_period("2017-11"))
    return session


@pytest.fixture
def page(qtbot, session):
    page = ChecksPage(session)
    qtbot.addWidget(page)
    page.resize(1100, 600)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    read(qtbot, page)
    page.setFocus()
    return page


def read(qtbot, page):
    standing = Standing(page.session, page)
    page.follow(standing)
    with qtbot.waitSignal(standing.changed):
        standing.begin()


def listed(page, column=SENTENCE):
    return [page.model.index(line, column).data() for line in range(page.model.rowCount())]


def codes(page):
    return [page.model.line(number).finding.check.code for number in range(page.model.rowCount())]


def choose(page, code):
    page.table.choose(next(line.finding for line in page.model.every() if line.finding.check.code == code), 0)


def accept(qtbot, page, code, reason="The board knows."):
    choose(page, code)
    qtbot.keyClick(page.table, "a", CONTROL | SHIFT)
    [dialog] = page.findChildren(AcceptDialog)
    qtbot.keyClicks(dialog.reason, reason)
    with qtbot.waitSignal(page.standing.changed):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)


def test_that_findings_are_listed_by_gravity_in_words_and_with_a_sign(page):
    ranks = [{"Error": 0, "Warning": 1, "Note": 2}[word] for word in listed(page, SEVERITY)]
    signs = [page.model.index(line, SEVERITY).data(Qt.ItemDataRole.DecorationRole) for line in range(len(ranks))]

    assert codes(page)[0] == "dangling_ref"
    assert ranks == sorted(ranks)
    assert not any(sign.isNull() for sign in signs)
    assert page.count() == len(ranks)


def test_that_the_model_is_sound(page, qtmodeltester):
    qtmodeltester.check(page.model)
    qtmodeltester.check(FindingsModel())


def test_that_the_page_says_that_it_is_still_reading_and_when_nothing_was_found(qtbot, session_of):
    page = ChecksPage(session_of(a_theme()))
    qtbot.addWidget(page)
    page.show()
    before = page.table.words

    read(qtbot, page)

    assert (before, page.table.words) == (READING, NOTHING)
    assert page.table.accessibleDescription() == NOTHING


def test_that_boxes_filter_and_are_remembered(page, qtbot):
    severities = page.filters.boxes["severity"]
    severities.setFocus()

    qtbot.keyClick(severities, "w")

    assert set(listed(page, SEVERITY)) == {"Warning"}
    again = ChecksPage(page.session)
    qtbot.addWidget(again)
    assert again.filters.boxes["severity"].currentText() == "Warnings"


def test_that_a_theme_can_be_chosen_and_all_be_shown_again(page, qtbot):
    everything = listed(page)
    headings = page.filters.boxes["heading"]

    headings.setCurrentIndex(headings.findText("2 Leadership"))

    assert set(listed(page, WHERE)) == {"Action 2.1"}
    qtbot.keyClick(page.table, "f", CONTROL | SHIFT)
    assert listed(page) == everything


def test_that_typing_finds_and_what_is_like_nothing_says_so(page, qtbot):
    qtbot.keyClick(page.table, "f", CONTROL)

    qtbot.keyClicks(page.filters.text, "21B")
    found = codes(page)
    qtbot.keyClicks(page.filters.text, "xyz")

    assert found == ["dangling_ref"]
    assert (listed(page), page.table.words) == ([], NOTHING_SUCH)


def test_that_a_click_on_a_heading_sorts_with_numbers_by_their_size(page, qtbot):
    header = page.table.horizontalHeader()
    page.filters.text.setText("Action 1.")
    page.table.scrollTo(page.model.index(0, WHERE))
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle(header, WHERE))

    upwards = list(dict.fromkeys(listed(page, WHERE)))
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle(header, WHERE))

    assert upwards == ["Action 1.9", "Action 1.10"]
    assert list(dict.fromkeys(listed(page, WHERE))) == upwards[::-1]


def middle(header, column):
    return QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) // 2, header.height() // 2)


def test_that_enter_leads_to_the_cell(page, qtbot):
    choose(page, "dangling_ref")

    with qtbot.waitSignal(page.go_to_cell) as gone:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)

    assert gone.args == ["actions", DANGLING.id, "kpis"]


def test_that_a_double_click_leads_to_the_cell(page, qtbot):
    choose(page, "due_unsettled")
    where = page.table.visualRect(page.table.currentIndex()).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=where)

    with qtbot.waitSignal(page.go_to_cell) as gone:
        qtbot.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=where)

    assert gone.args == ["actions", UNSETTLED.id, "due"]


def test_that_what_no_page_shows_is_said_and_its_whole_text_shown(page, qtbot):
    choose(page, "plan_length")

    with qtbot.waitSignal(page.said) as said:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)

    assert said.args[0].endswith("all of its text stands below.")
    assert "three-year plan for children" in page.explanation.toPlainText()


def test_that_the_current_finding_is_explained_and_its_row_is_the_one_for_the_details(page, qtbot):
    with qtbot.waitSignal(page.row_selected, check_params_cb=lambda row: row == UNSETTLED):
        choose(page, "due_unsettled")

    check = page.table.current().finding.check
    assert check.explains in page.explanation.toPlainText()
    assert check.suggests in page.explanation.toPlainText()


def test_that_accepting_asks_for_a_reason_and_is_one_step(page, qtbot):
    before = page.count()

    accept(qtbot, page, "dangling_ref", "It comes with version 5.")

    assert "dangling_ref" not in codes(page)
    assert page.count() == before - 1
    assert steps(page.session)[-1] == "Accept finding"
    [waiver] = page.session.plan.waivers.live()
    assert (waiver.reason, waiver.author) == ("It comes with version 5.", page.session.editor.author)


def test_that_a_long_finding_can_be_read_whole_while_it_is_accepted(page, qtbot):
    page.table.choose(max(page.model.every(), key=lambda line: len(line.finding.sentence)).finding, 0)
    qtbot.keyClick(page.table, "a", CONTROL | SHIFT)
    [dialog] = page.findChildren(AcceptDialog)

    assert all(label.height() >= label.heightForWidth(label.width()) for label in dialog.findChildren(QLabel))


def test_that_every_finding_that_is_listed_is_printed(page):
    html = page.paper_html()

    assert html.count("<tr>") == page.model.rowCount() + 1
    assert "Accepted because" not in html
    assert "<th" in html


def test_that_enter_gives_the_reason(page, qtbot):
    choose(page, "dangling_ref")
    qtbot.keyClick(page.table, "a", CONTROL | SHIFT)
    [dialog] = page.findChildren(AcceptDialog)

    qtbot.keyClicks(dialog.reason, "It comes with version 5.")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)

    assert [waiver.reason for waiver in page.session.plan.waivers.live()] == ["It comes with version 5."]


def test_that_what_a_finding_means_has_room_beneath_the_list(page):
    assert page.explanation.height() >= page.table.height() // 3


def test_that_nothing_is_accepted_without_a_reason(page, qtbot):
    choose(page, "dangling_ref")
    qtbot.keyClick(page.table, "a", CONTROL | SHIFT)
    [dialog] = page.findChildren(AcceptDialog)

    qtbot.keyClicks(dialog.reason, "   ")

    assert not dialog.go.isEnabled()
    dialog.accept()
    assert dialog.isVisible()


def test_that_accepted_ones_are_shown_when_asked_for_and_can_be_taken_back(page, qtbot):
    accept(qtbot, page, "dangling_ref", "It comes with version 5.")
    page.filters.accepted.setFocus()
    qtbot.keyClick(page.filters.accepted, Qt.Key.Key_Space)

    choose(page, "dangling_ref")
    shown = page.table.current().accepted, page.table.isColumnHidden(ACCEPTED), page.explanation.toPlainText()
    with qtbot.waitSignal(page.standing.changed):
        page.take_back()

    assert shown[:2] == ("It comes with version 5.", False)
    assert "It comes with version 5." in shown[2]
    assert steps(page.session)[-1] == "Take back acceptance"
    assert page.table.current().accepted == ""


def test_that_several_are_accepted_as_one_step_that_undo_takes_back(page, qtbot):
    before = listed(page)
    qtbot.keyClick(page.table, "a", CONTROL)

    qtbot.keyClick(page.table, "a", CONTROL | SHIFT)
    [dialog] = page.findChildren(AcceptDialog)
    dialog.reason.setPlainText("All known.")
    with qtbot.waitSignal(page.standing.changed):
        dialog.accept()
    emptied = listed(page), page.table.words
    with qtbot.waitSignal(page.standing.changed):
        page.session.undo()

    assert emptied == ([], NOTHING)
    assert listed(page) == before


def test_that_copying_gives_lines_for_excel_and_a_table_for_word(page, qtbot):
    choose(page, "dangling_ref")

    qtbot.keyClick(page.table, "c", CONTROL)

    cells = clipboard().rstrip("\n").split("\t")
    assert cells[0] == "Error"
    assert "21b" in cells[1]
    assert "Action 1.9" in cells


def test_that_an_edit_takes_a_finding_off_the_list_and_the_place_is_kept(page, qtbot):
    choose(page, "dangling_ref")
    edits = Edits(page.session.plan)
    edits.set(DANGLING, kpis="1a")

    with qtbot.waitSignal(page.standing.changed):
        page.session.make("Change KPIs", edits.changes(), "test")

    assert "dangling_ref" not in codes(page)
    assert page.table.currentIndex().row() == 0


def test_that_a_page_that_is_not_shown_takes_findings_when_it_is(qtbot, session):
    page = ChecksPage(session)
    qtbot.addWidget(page)
    read(qtbot, page)
    hidden = listed(page)

    with qtbot.waitExposed(page):
        page.show()

    assert hidden == []
    assert listed(page)


def test_that_the_window_counts_findings_and_leads_from_the_status_bar_to_the_cell(qtbot, main_window):
    workspace = main_window.workspace
    qtbot.waitUntil(lambda: workspace.standing is not None and workspace.standing.is_ready)
    count = workspace.standing.count()

    qtbot.mouseClick(main_window.status.findings, Qt.MouseButton.LeftButton)
    page = workspace.page
    words = main_window.status.findings.text(), workspace.navigation.button("checks").accessibleName()
    choose(page, "due_before_plan")
    finding = page.table.current().finding
    qtbot.keyClick(page.table, Qt.Key.Key_Return)

    assert words == (f"{count} findings", f"Checks, {count} findings")
    view = workspace.page.view
    assert workspace.page.name == "actions"
    assert view.current_row().id == finding.row_id
    assert view.model.column(view.table.picked.current.column).key == "due"
