"""A details pane on a small plan, for tests to look at and to type into."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.plans import a_kpi, a_link, a_reading, an_action, an_officer
from waymark.domain.rows import Action, Update
from waymark_ui.details.form import RowForm
from waymark_ui.details.long_text import LongText
from waymark_ui.details.pane import DetailsPane
from waymark_ui.details.short import ShortField
from waymark_ui.session import Session

KPI, OTHER_KPI = a_kpi("1a", "Visits on time"), a_kpi("1b", "Audits graded good")
HEAD, MANAGER = an_officer("Head of Safeguarding"), an_officer("Quality Manager")
ACTION, OTHER = (
    an_action("1.1.1", "Train every manager", due="Mar 2018", kpis="1a"),
    an_action("1.1.2", "Write it down"),
)
TOLD = Update(id="u", subject_id=ACTION.id, period="2017-10", text="**Begun** in October")
PLAN = (KPI, OTHER_KPI, HEAD, MANAGER, ACTION, OTHER, TOLD, a_link(ACTION, KPI), a_reading(KPI))


def shown_pane(session: Session, qtbot: QtBot) -> DetailsPane:
    """The details pane of a session, in an active window."""
    pane = DetailsPane(session)
    qtbot.addWidget(pane)
    pane.resize(500, 900)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    return pane


def form(pane: DetailsPane) -> RowForm:
    assert pane.form is not None
    return pane.form


def short(pane: DetailsPane, name: str) -> ShortField:
    return form(pane).short[name]


def long(pane: DetailsPane, name: str) -> LongText:
    return form(pane).long[name]


def type_in(qtbot: QtBot, edit: QLineEdit | QTextEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def action(pane: DetailsPane) -> Action:
    return pane.session.plan.actions[ACTION.id]


def undone(pane: DetailsPane) -> str:
    step = pane.session.editor.next_undo
    return step.label if step else ""


def button(parent: QWidget, words: str) -> QPushButton:
    return next(each for each in parent.findChildren(QPushButton) if each.text().startswith(words))
