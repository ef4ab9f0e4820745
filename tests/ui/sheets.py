"""What stands in the grid of a page, for tests to look at."""

from __future__ import annotations

from typing import TypeVar

from pytestqt.qtbot import QtBot

from waymark.domain.rows import Action, Kpi
from waymark_ui.grid.columns import Look
from waymark_ui.pages.grid_page import GridPage

P = TypeVar("P", bound=GridPage)


def in_use(page: P, qtbot: QtBot) -> P:
    """The page on the screen, active and with the focus in its grid."""
    qtbot.addWidget(page)
    page.resize(1000, 600)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.view.setFocus()
    return page


def lines(page: GridPage) -> list[str]:
    """The headings, and the rows by their refs."""
    shown = map(page.model.line, range(page.model.rowCount()))
    return [line.row.ref if isinstance(line.row, Action | Kpi) else line.heading for line in shown]


def place(page: GridPage, row_id: str, key: str) -> tuple[int, int]:
    """Line and column of a cell."""
    line, column = page.model.line_of(row_id), page.model.column_of(key)
    assert line is not None
    assert column is not None
    return line, column


def look(page: GridPage, row_id: str, key: str) -> Look:
    """How a cell stands out."""
    return page.model.look(*place(page, row_id, key))


def text(page: GridPage, row_id: str, key: str) -> str:
    """The text of a cell."""
    return page.model.text(*place(page, row_id, key))


def undone(page: GridPage) -> str:
    """What Undo would take back."""
    step = page.session.editor.next_undo
    return step.label if step else ""
