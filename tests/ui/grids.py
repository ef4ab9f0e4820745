"""A small sheet of actions in two themes, and the keys and clicks with which a person works in its grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.plans import a_theme, an_action, an_officer
from waymark.domain.due import due_as_typed
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi, Row
from waymark.services.cells import Field
from waymark.services.schemes import preset, scheme_words
from waymark_ui.grid.columns import PLAIN, Column, Kind, Line, Look, Sheet
from waymark_ui.grid.model import GridModel
from waymark_ui.grid.selection import Cell
from waymark_ui.grid.view import GridView
from waymark_ui.session import Session

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
REF, TEXT, DUE, LEADS, STATE, RATING, UPDATE, THEME = range(8)
"""The numbers of the sheet's columns."""
FIRST, SECOND, THIRD = 1, 2, 4
"""The lines of the three actions: a heading stands before the first and before the third."""


class ActionsOfThemes(Sheet):
    """The actions under their themes; the theme itself cannot be typed."""

    name = "actions"
    kind = Action

    def columns(self, plan: Plan, period: Period) -> Sequence[Column]:
        return (
            Column("ref", "Ref", Field("ref"), Kind.ref, 8, frozen=True),
            Column("text", "Action", Field("text"), Kind.long_text, 30, frozen=True),
            Column("due", "Due", Field("due"), Kind.due, 12, looks=_due_look),
            Column("leads", "Leads", Field("leads"), Kind.people, 20, choices=_posts),
            Column("state", "State", Field("state"), Kind.choice, 12, choices=lambda *_: ("Not started", "Complete")),
            Column("rating", "Rating", Field("rating"), Kind.rating, 12, choices=_ratings),
            Column("update", "Update", Field("update"), Kind.long_text, 40),
            Column("theme", "Theme", Field("theme"), width=20, editable=False),
        )

    def lines(self, plan: Plan, period: Period) -> Sequence[Line]:
        lines: list[Line] = []
        for theme in plan.themes.live():
            lines.append(Line(None, theme.title, 1, theme))
            lines += map(Line, plan.actions.where("theme_id", theme.id))
        return lines


class KpiTitles(Sheet):
    """KPIs without headings: ref, title and the reading of the month."""

    name = "kpis"
    kind = Kpi

    def columns(self, plan: Plan, period: Period) -> Sequence[Column]:
        return (
            Column("ref", "Ref", Field("ref"), Kind.ref, 8, frozen=True),
            Column("title", "Title", Field("title"), width=30),
            Column(period.key, period.label, Field("reading", period), Kind.value, 12),
        )

    def lines(self, plan: Plan, period: Period) -> Sequence[Line]:
        return [*map(Line, plan.kpis.live())]


def _due_look(plan: Plan, row: Row, period: Period) -> Look:
    due = due_as_typed(row.due) if isinstance(row, Action) else None
    overdue = due is not None and due.is_overdue(period.last_day)
    return Look(mark="!", why="Overdue.") if overdue else PLAIN


def _posts(plan: Plan, row: Row) -> Sequence[str]:
    return [officer.label for officer in plan.officers.live()]


def _ratings(plan: Plan, row: Row) -> Sequence[str]:
    return scheme_words(plan, "action")


def some_rows() -> list[Row]:
    """Two actions of one theme and one of another, two posts and the ratings."""
    practice, leaders = a_theme("1", "Practice"), a_theme("2", "Leadership")
    return [
        practice,
        leaders,
        an_action("1.1", "Train every team manager", theme_id=practice.id, due="Mar 2017", state="Complete"),
        an_action("1.2", "Audit ten files a month", theme_id=practice.id, due="May 2018"),
        an_action("2.1", "Publish the board’s plan", theme_id=leaders.id, due="Jan 2018"),
        an_officer("Head of Safeguarding"),
        an_officer("Director of Children’s Services"),
        *preset("Red, Amber, Green"),
    ]


def shown(qtbot: QtBot, session: Session, sheet: Sheet | None = None, size: tuple[int, int] = (1300, 600)) -> GridView:
    """A grid on the screen, with the focus on its first row."""
    view = GridView(GridModel(session, sheet or ActionsOfThemes()))
    qtbot.addWidget(view)
    view.resize(*size)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    return view


def press(key: Any, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(), key, modifiers)


def write(text: str) -> None:
    """Type a text, each letter where the focus then is."""
    for letter in text:
        QTest.keyClicks(focused(), letter)


def focused() -> QWidget:
    """The widget that keys go to."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def go(view: GridView, line: int, column: int) -> None:
    """Make a cell the current one."""
    view.table.picked.go_to(Cell(line, column))


def click(view: GridView, line: int, column: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Click a cell, in whichever view it is drawn."""
    host = view.table.view_of(column).viewport()
    QTest.mouseClick(host, Qt.MouseButton.LeftButton, modifiers, middle(view, line, column))


def middle(view: GridView, line: int, column: int) -> QPoint:
    """The middle of a cell, in the viewport of its view."""
    return view.table.view_of(column).visualRect(view.model.index(line, column)).center()


def at(view: GridView) -> tuple[int, int]:
    """Line and column of the current cell."""
    current = view.table.picked.current
    assert current is not None
    return current.line, current.column


def picked(view: GridView) -> set[tuple[int, int]]:
    """The cells that Qt has as selected."""
    return {(index.row(), index.column()) for index in view.table.selectionModel().selectedIndexes()}


def texts(view: GridView, column: int) -> list[str]:
    """What a column shows, headings left out."""
    lines = range(view.model.rowCount())
    return [view.model.text(line, column) for line in lines if view.model.line(line).row is not None]


def steps(session: Session) -> list[str]:
    """The labels of the steps made since the plan was begun, oldest first."""
    return [header.label for header in session.reader.headers()[1:]]


def clipboard() -> str:
    """The text on the clipboard."""
    return QGuiApplication.clipboard().text()
