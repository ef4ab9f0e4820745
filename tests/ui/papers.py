"""A small plan with a paper, and what tests do on the Papers page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.dialogs import click
from tests.plans import a_commentary, a_cover, a_kpi, a_passage, a_placement, a_theme, an_action
from waymark.domain.period import period_from_key
from waymark_ui.pages.papers import PapersPage
from waymark_ui.papers.putting import HeadingDialog
from waymark_ui.papers.text_field import TextField
from waymark_ui.session import Session

KEY, ALT, CTRL, SHIFT = (
    Qt.Key,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
THEME, KPI = a_theme(), a_kpi()
ABOUT = a_passage("What this is about.", heading="Purpose", rank="a")
FIGURES = a_passage("Where the figures come from.", heading="Purpose", rank="b")
OCTOBER = a_passage("The month in short.", heading="The month", period="2017-10", rank="c")
NEXT = a_commentary(THEME, "Ask for more visits.", "next_steps", period="2017-10")
SECTION = f"sections {THEME.id}"
PLAN = (a_cover(), THEME, KPI, a_placement(KPI, THEME), an_action(theme_id=THEME.id), ABOUT, FIGURES, OCTOBER, NEXT)
Sessions = Callable[..., Session]


def november(session_of: Sessions, qtbot: QtBot) -> PapersPage:
    """The page on the board paper for November 2017, with the keyboard in its outline."""
    session = session_of(*PLAN)
    session.report_on(period_from_key("2017-11"))
    return shown(PapersPage(session), qtbot)


def shown(page: PapersPage, qtbot: QtBot) -> PapersPage:
    """The page, in a window with the keyboard in its outline."""
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.tree.setFocus()
    qtbot.waitUntil(page.tree.hasFocus)
    return page


def outline(page: PapersPage, *, part: str = "part introduction") -> list[tuple[str, str]]:
    """What stands beneath a part, from the top down: each with its words in the second column."""
    found: list[tuple[str, str]] = []
    places = [page.model.index_of(part)]
    while places:
        place = places.pop(0)
        below = [page.model.index(line, 0, place) for line in range(page.model.rowCount(place))]
        found += [(str(each.data()), str(each.siblingAtColumn(1).data())) for each in (place,)]
        places = below + places
    return found[1:]


def undone(page: PapersPage) -> str:
    """What Undo would take back."""
    step = page.session.editor.next_undo
    return step.label if step else ""


def selected(page: PapersPage) -> str:
    """The key of what is selected in the outline."""
    branch = page.tree.branch()
    assert branch is not None
    return branch.key


def field(page: PapersPage, qtbot: QtBot, key: str) -> TextField:
    """The editor of a text, once it is made."""
    qtbot.waitUntil(lambda: any(each.branch.key == key for each in page.sheet.fields))
    return next(each for each in page.sheet.fields if each.branch.key == key)


def type_into(page: PapersPage, qtbot: QtBot, text: str) -> None:
    """Type into the text in which the keyboard is to be, and go back to the outline."""
    qtbot.waitUntil(lambda: isinstance(page.window().focusWidget(), QWidget) and not page.tree.hasFocus())
    qtbot.keyClicks(page.window().focusWidget(), text)
    qtbot.keyClick(page.window().focusWidget(), KEY.Key_Escape)
    qtbot.waitUntil(page.tree.hasFocus)


def choose_heading(page: PapersPage, qtbot: QtBot, heading: str) -> None:
    """Answer the question for a heading."""
    (dialog,) = page.findChildren(HeadingDialog)
    dialog.heading.setCurrentText(heading)
    click(qtbot, dialog, "Use it")
