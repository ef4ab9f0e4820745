"""What a change costs the grid: only cells that look different are told of, drawn and measured anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from tests.plans import a_kpi, a_placement, a_reading, a_theme, an_action
from tests.ui.grids import DUE, FIRST, REF, UPDATE, ActionsOfThemes
from tests.ui.sheets import in_use, place
from waymark.domain.edits import Edits
from waymark.domain.period import period_from_key
from waymark_ui.grid.model import FEW_ROWS, GridModel
from waymark_ui.grid.view import GridView
from waymark_ui.pages.readings import ReadingsPage
from waymark_ui.session import Session


def told_of(model: GridModel) -> list[tuple[int, range]]:
    """The cells that the model tells of from now on: lines, and the columns in them."""
    told: list[tuple[int, range]] = []
    model.dataChanged.connect(
        lambda first, last: told.extend(
            (line, range(first.column(), last.column() + 1)) for line in range(first.row(), last.row() + 1)
        )
    )
    return told


def test_that_a_reading_changes_its_own_cell_and_what_is_derived_from_it(
    session_of: Callable[..., Session], qtbot: QtBot
):
    theme, kpi, other = a_theme(), a_kpi("1a", polarity="higher"), a_kpi("1b")
    readings = [a_reading(each, f"2017-{month}", "80%") for each in (kpi, other) for month in ("09", "10", "11")]
    session = session_of(theme, kpi, other, a_placement(kpi, theme), a_placement(other, theme), *readings)
    session.report_on(period_from_key("2017-11"))
    page = in_use(ReadingsPage(session), qtbot)
    page.grab()
    told = told_of(page.model)

    page.model.setData(page.model.index(*place(page, kpi.id, "2017-11")), "90%")

    keys = {page.model.column(column).key for _, columns in told for column in columns}
    assert {line for line, _ in told} == {page.model.line_of(kpi.id)}
    assert {"2017-11", "trend", "travel"} <= keys <= {"2017-11", "trend", "travel", "rating", "standing"}


def test_that_of_many_changed_rows_all_cells_are_told_of_without_being_looked_at(session_of: Callable[..., Session]):
    theme = a_theme()
    actions = [an_action(f"1.{number:02}", theme_id=theme.id) for number in range(FEW_ROWS + 1)]
    session = session_of(theme, *actions)
    model = GridModel(session, ActionsOfThemes())
    told = told_of(model)
    edits = Edits(session.plan)
    for action in actions:
        edits.set(action, due="Mar 2018")

    session.make("Change", edits.changes(), "test")

    assert told == [(line, range(model.columnCount())) for line in range(1, FEW_ROWS + 2)]


def test_that_typing_into_a_cell_draws_that_cell_and_nothing_else_in_either_view(
    view: GridView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    view.grab()
    QApplication.processEvents()
    drawn: list[tuple[QTableView, QRect]] = []
    monkeypatch.setattr(
        view.table, "paint_over", lambda part, event: drawn.append((part, event.region().boundingRect()))
    )
    cell = view.model.index(FIRST, DUE)

    view.model.setData(cell, "Mar 2018")

    qtbot.waitUntil(lambda: bool(drawn))
    assert drawn == [(view.table, view.table.visualRect(cell))]


def test_that_a_row_becomes_higher_and_lower_again_with_any_of_its_texts(view: GridView, qtbot: QtBot):
    qtbot.waitUntil(lambda: view.table.rowHeight(FIRST) > 0)
    before = view.table.rowHeight(FIRST)

    view.model.setData(view.model.index(FIRST, UPDATE), "A long text that goes on and on. " * 8)
    qtbot.waitUntil(lambda: view.table.rowHeight(FIRST) > before)
    view.model.setData(view.model.index(FIRST, REF), "1.1a")
    view.model.setData(view.model.index(FIRST, UPDATE), "Short.")

    qtbot.waitUntil(lambda: view.table.rowHeight(FIRST) == before)
