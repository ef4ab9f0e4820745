"""Taking in, from the window, a workbook that Waymark did not write."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.dialogs import LONG_MS, action, box, click
from tests.ui.found import choose, column, read_again
from waymark_ui.dialogs.found_words import AS_FOUND
from waymark_ui.dialogs.import_found import ImportFoundDialog
from waymark_ui.dialogs.import_preview import ImportDialog, open_import
from waymark_ui.session import Session


@pytest.fixture
def workbook(example: Session, tmp_path: Path) -> Path:
    """Somebody's own list of actions, with a due date under a header that nobody else has."""
    return a_list(tmp_path, action(example.plan, "1.2.1").text)


def a_list(folder: Path, text: str, due: str = "Mar 2018") -> Path:
    book = Workbook()
    page = book.worksheets[0]
    page.append(["Ref", "Action", "Finish line", "Update"])
    page.append(["1.2.1", text, due, "Two thirds have opened them."])
    path = folder / "their list.xlsx"
    book.save(path)
    return path


def found(qtbot, window, files, session, path) -> ImportFoundDialog:
    open_import(window, files, session, path)
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportFoundDialog)), timeout=LONG_MS)
    dialog: ImportFoundDialog = window.findChildren(ImportFoundDialog)[-1]
    return dialog


def compared(qtbot, window, dialog) -> ImportDialog:
    click(qtbot, dialog, "Compare with the plan…")
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)), timeout=LONG_MS)
    preview: ImportDialog = window.findChildren(ImportDialog)[-1]
    return preview


def taken_in(qtbot, window, files, session, path, *choices: tuple[str, str]) -> None:
    """Import a workbook, with something said of its columns."""
    dialog = found(qtbot, window, files, session, path)
    for header, role in choices:
        choose(qtbot, dialog, header, role)
    if choices:
        read_again(qtbot, dialog)
    preview = compared(qtbot, window, dialog)
    click(qtbot, preview, "Import")
    preview.reject()
    qtbot.waitUntil(lambda: not window.findChildren(ImportDialog) and not window.findChildren(ImportFoundDialog))


def roles(session: Session) -> dict[str, str]:
    return {row.fingerprint: row.role for row in session.plan.column_roles.live()}


def test_that_a_column_explained_is_compared_and_taken_in_with_what_was_said_of_it_as_one_step(
    qtbot, window, files, example, workbook
):
    before = example.plan

    taken_in(qtbot, window, files, example, workbook, ("Finish line", "due"))
    taken = (action(example.plan, "1.2.1").due, roles(example))
    example.undo()

    assert taken == ("Mar 2018", {"finish line": "due"})
    assert example.plan == before


def test_that_what_was_said_of_a_column_is_known_the_next_time_and_can_be_taken_back(
    qtbot, window, files, example, workbook
):
    taken_in(qtbot, window, files, example, workbook, ("Finish line", "due"))
    again = a_list(workbook.parent, action(example.plan, "1.2.1").text, "Apr 2018")
    dialog = found(qtbot, window, files, example, again)
    known = column(dialog, "Finish line")[2]
    dialog.reject()
    qtbot.waitUntil(lambda: not window.findChildren(ImportFoundDialog))

    again = a_list(workbook.parent, "Something else that nobody has thought of yet", "Apr 2018")
    taken_in(qtbot, window, files, example, again, ("Finish line", AS_FOUND))

    assert known == "Due date"
    assert roles(example) == {}


def test_that_updates_without_a_month_are_for_the_month_that_is_typed(qtbot, window, files, example, workbook):
    dialog = found(qtbot, window, files, example, workbook)
    dialog.month.setText("Oct 2017")
    preview = compared(qtbot, window, dialog)
    click(qtbot, preview, "Import")

    updates = [each for each in example.plan.updates.live() if each.text == "Two thirds have opened them."]
    assert [each.period for each in updates] == ["2017-10"]


def test_that_a_month_that_cannot_be_read_is_told_and_the_dialog_stays(qtbot, window, files, example, workbook):
    dialog = found(qtbot, window, files, example, workbook)
    dialog.month.setText("Octember")

    click(qtbot, dialog, "Compare with the plan…")

    assert "Octember" in box(qtbot, dialog).text()
    assert dialog.isVisible()
