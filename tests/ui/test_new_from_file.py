"""A new plan out of a file that somebody made: what was found, columns corrected, and the plan made and opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.dialogs import LONG_MS, box, button, click
from tests.exchange.reading.documents import a_document, heading, table
from tests.ui.found import choose, column, lines, read_again, select_column
from tests.ui.windows import Opened
from waymark.exchange.reading.found import Kind
from waymark.exchange.reading.survey import called, roles_for
from waymark.exchange.reading.vocabulary import NO_ROLE, vocabulary
from waymark_ui.dialogs.column_choice import NO_HEADER
from waymark_ui.dialogs.found import FOLDER
from waymark_ui.dialogs.found_words import AS_FOUND
from waymark_ui.dialogs.new_from_file import NewPlanDialog, open_new_from_file
from waymark_ui.main_window import MainWindow

SHEETS: dict[str, list[list[Any]]] = {
    "Actions": [
        ["Steady Ground: improvement plan"],
        ["Ref", "Action", "Lead", "By when", "Champion", "RAG"],
        ["1.1", "Train every manager in supervision", "Head of Service", "31/03/2018", "A. Person", "Amber"],
        ["1.2", "Audit ten cases a month and report", "Principal Social Worker", "Mar 2018", "B. Person", "Green"],
        ["1.3", "Visit every child within ten days", "Team Manager", "31/02/2018", "C. Person", "Red"],
    ],
    "KPIs": [
        ["Ref", "Indicator", "Target", "Sep 2017", "Oct 2017", "Nov 2017"],
        ["P1", "Assessments completed within 45 days", "85%", "79%", "81%", "84%"],
        ["P2", "Children seen within ten days", "95%", "90%", "92%", "91%"],
    ],
    "Risks": [
        ["Risk", "Likelihood", "Impact", "Mitigation"],
        ["Agency staff leave at once", 3, 4, "Recruit earlier"],
        ["The new system comes late", 2, 5, "Keep the old one"],
    ],
}


def a_workbook_of_theirs(folder: Path) -> Path:
    """A workbook as somebody has kept it: actions, KPIs, and a register of which a plan has nothing."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in SHEETS.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    path = folder / "Their tracker.xlsx"
    book.save(path)
    return path


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return a_workbook_of_theirs(tmp_path)


@pytest.fixture
def start(window_of: Opened) -> MainWindow:
    """The window without a plan."""
    return window_of()


@pytest.fixture
def dialog(qtbot, start, workbook) -> NewPlanDialog:
    return shown(qtbot, start, workbook)


def shown(qtbot, window: MainWindow, path: Path) -> NewPlanDialog:
    open_new_from_file(window, window.files, window.preferences, window.open, path)
    qtbot.waitUntil(lambda: bool(window.findChildren(NewPlanDialog)), timeout=LONG_MS)
    dialog = window.findChild(NewPlanDialog)
    assert isinstance(dialog, NewPlanDialog)
    return dialog


def choose_place(qtbot, dialog: NewPlanDialog, place: Path) -> None:
    """Answer where the plan is to be."""
    click(qtbot, dialog, "Make the plan…")
    dialog.findChildren(QFileDialog)[-1].fileSelected.emit(str(place))


def test_that_the_workbook_is_asked_for_from_the_start_page(qtbot, start, workbook):
    assert start.start is not None
    qtbot.mouseClick(start.start.ways["excel"], Qt.MouseButton.LeftButton)
    chooser = start.findChild(QFileDialog)
    kinds = chooser.nameFilters()

    chooser.fileSelected.emit(str(workbook))
    chooser.reject()
    qtbot.waitUntil(lambda: bool(start.findChildren(NewPlanDialog)), timeout=LONG_MS)

    assert "*.xlsx" in kinds[0]
    assert "*.docx" in kinds[0]
    assert start.preferences.get(FOLDER) == str(workbook.parent)


def test_that_a_plan_is_made_of_a_word_document(qtbot, start, tmp_path):
    rows = (["Ref", "Action", "Due", "Lead"], ["1.1", "Audit ten cases", "Mar 2018", "Head of Quality"])
    path = a_document(tmp_path / "Steady Ground.docx", heading("Theme 1: Practice"), table(*rows))

    dialog = shown(qtbot, start, path)
    choose_place(qtbot, dialog, tmp_path / "made.waymark")
    qtbot.waitUntil(lambda: start.session is not None, timeout=LONG_MS)

    assert lines(dialog.tables)[0][:3] == ["Table 1, rows 1 to 2", "Actions", "1"]
    assert start.session is not None
    assert [action.text for action in start.session.plan.actions.live()] == ["Audit ten cases"]


def test_that_every_table_is_listed_with_its_range_and_what_becomes_of_it(dialog):
    actions, kpis, risks = lines(dialog.tables)

    assert actions == ["Actions!A2:F5", "Actions", "3", "“Steady Ground: improvement plan” is taken"]
    assert kpis[:3] == ["KPIs!A1:F3", "KPIs", "2"]
    assert risks[3].startswith("Left out: a register")
    assert "2 of 3 tables" in dialog.words()
    assert "3 actions" in dialog.words()
    assert "6 readings" in dialog.words()


def test_that_the_columns_of_a_table_are_shown_with_what_each_is_taken_for_and_examples(qtbot, dialog):
    due = column(dialog, "By when")
    qtbot.keyClick(dialog.tables_view, Qt.Key.Key_Down)
    month = column(dialog, "Sep 2017")

    assert due[0] == "D"
    assert due[2] == "Due date"
    assert "31/03/2018 · Mar 2018" in due[3]
    assert month[2] == "Readings of a period: Sep 2017"
    assert "79%" in month[3]


def test_that_doubts_are_shown_with_their_cells(dialog):
    assert any(line[0] == "Actions!D5" and "1.3" in line[1] for line in lines(dialog.doubts)), lines(dialog.doubts)


def test_that_a_column_is_corrected_by_the_keyboard_and_the_file_read_again(qtbot, dialog):
    assert column(dialog, "Champion")[2] == "Not understood"

    choose(qtbot, dialog, "Champion", "lead")
    pending, may_go = column(dialog, "Champion")[2], dialog.go.isEnabled()
    read_again(qtbot, dialog)

    assert (pending, may_go) == ("Lead (not read yet)", False)
    assert column(dialog, "Champion")[2] == "Lead"
    assert dialog.go.isEnabled()
    assert "A. Person" in str(dialog.survey.taken.content["actions"][0])


def test_that_enter_leads_from_a_table_to_its_columns_and_from_a_column_to_what_it_can_be(qtbot, start, dialog):
    qtbot.keyClick(dialog.tables_view, Qt.Key.Key_Return)
    on_columns = dialog.columns_view.hasFocus()
    qtbot.keyClick(dialog.columns_view, Qt.Key.Key_Return)

    assert on_columns
    assert dialog.choice.roles.hasFocus()
    assert not dialog.findChildren(QFileDialog)


def test_that_a_correction_is_taken_back_before_and_after_the_file_was_read_with_it(qtbot, dialog):
    choose(qtbot, dialog, "By when", NO_ROLE)
    choose(qtbot, dialog, "By when", AS_FOUND)
    assert column(dialog, "By when")[2] == "Due date"
    assert dialog.go.isEnabled()
    choose(qtbot, dialog, "By when", NO_ROLE)
    read_again(qtbot, dialog)
    without = dialog.survey.taken.content["actions"]

    choose(qtbot, dialog, "By when", AS_FOUND)
    read_again(qtbot, dialog)

    assert not any(action.get("due_raw") for action in without)
    assert column(dialog, "By when")[2] == "Due date"
    assert dialog.corrections == {}


def test_that_the_selected_table_and_column_stay_selected_when_the_file_is_read_again(qtbot, dialog):
    dialog.tables_view.selectRow(1)
    choose(qtbot, dialog, "Indicator", "kpi")

    read_again(qtbot, dialog)

    assert dialog.tables_view.currentIndex().row() == 1
    assert column(dialog, "Indicator") == lines(dialog.columns)[dialog.columns_view.currentIndex().row()]


def test_that_a_column_without_a_header_says_why_it_cannot_be_corrected(qtbot, start, tmp_path, monkeypatch):
    rows = [["Ref", "Action", "Lead", None], *([f"1.{n}", f"Do thing {n}", "Head", f"Word {n}"] for n in range(5))]
    monkeypatch.setitem(SHEETS, "Actions", rows)
    dialog = shown(qtbot, start, a_workbook_of_theirs(tmp_path))

    select_column(dialog, "")

    assert not dialog.choice.isEnabled()
    assert dialog.choice.told() == NO_HEADER


def test_that_a_table_that_was_not_understood_is_taken_once_a_person_says_what_its_columns_are(
    qtbot, start, tmp_path, monkeypatch
):
    things = ([f"1.{n}", f"Do thing {n} for all", "Head", "May 2018"] for n in range(5))
    rows = [["Ref", "Undertaking", "Champion", "Due"], *things]
    monkeypatch.setitem(SHEETS, "Actions", rows)
    dialog = shown(qtbot, start, a_workbook_of_theirs(tmp_path))
    before = lines(dialog.tables)[0]

    choose(qtbot, dialog, "Undertaking", "action")
    choose(qtbot, dialog, "Champion", "lead")
    read_again(qtbot, dialog)

    assert before[1] != "Actions"
    assert lines(dialog.tables)[0][1:3] == ["Actions", "5"]


def test_that_the_plan_is_made_in_one_step_with_its_title_and_opened(qtbot, start, dialog, tmp_path):
    dialog.title.selectAll()
    qtbot.keyClicks(dialog.title, "Firmer Ground")
    choose_place(qtbot, dialog, tmp_path / "new.waymark")

    assert start.session is not None
    plan = start.session.plan
    assert plan.cover.title == "Firmer Ground"
    assert [action.ref for action in plan.actions.live()] == ["1.1", "1.2", "1.3"]
    assert len([*plan.readings.live()]) == 6
    assert [row.changeset.header.label for row in start.session.reader.log()] == ["From Their tracker.xlsx"]


def test_that_the_plan_keeps_what_was_said_of_its_columns(qtbot, start, dialog, tmp_path):
    choose(qtbot, dialog, "Champion", "lead")
    choose(qtbot, dialog, "By when", NO_ROLE)
    read_again(qtbot, dialog)

    choose_place(qtbot, dialog, tmp_path / "new.waymark")

    kept = {(said.fingerprint, said.role) for said in start.session.plan.column_roles.live()}
    assert kept == {("champion", "lead"), ("by when", "")}


def test_that_a_place_that_is_taken_is_refused_and_the_dialog_stays(qtbot, start, dialog, plan):
    before = plan.read_bytes()

    choose_place(qtbot, dialog, plan)

    assert "already a file" in box(qtbot, dialog).text()
    assert dialog.isVisible()
    assert plan.read_bytes() == before
    assert start.session is None


def test_that_what_is_no_workbook_is_refused_in_words(qtbot, start, tmp_path):
    path = tmp_path / "letter.xlsx"
    path.write_text("Dear Board,", encoding="utf-8")

    open_new_from_file(start, start.files, start.preferences, start.open, path)

    assert "letter.xlsx" in box(qtbot, start).text()
    assert not start.findChildren(NewPlanDialog)


def test_that_a_workbook_without_a_table_says_so_and_makes_no_plan(qtbot, start, tmp_path, monkeypatch):
    for name in SHEETS:
        monkeypatch.setitem(SHEETS, name, [["Dear Board"]])
    dialog = shown(qtbot, start, a_workbook_of_theirs(tmp_path))

    assert "No table was found" in dialog.words()
    assert not button(dialog, "Make the plan…").isEnabled()


def test_that_the_models_keep_to_what_qt_asks_of_them(qtmodeltester, dialog):
    for model in (dialog.tables, dialog.columns, dialog.doubts, dialog.left_out):
        qtmodeltester.check(model)


def test_that_every_role_has_words_for_people():
    roles = {*vocabulary()["roles"], "reading", "unknown", NO_ROLE}

    assert {called(role) for role in roles}
    assert all(set().union(*roles_for(kind)) == roles - {"risk", "unplaced", "unknown", NO_ROLE} for kind in Kind)
