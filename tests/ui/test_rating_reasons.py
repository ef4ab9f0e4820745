"""A rating stated against the rule: the reason after a colon, in grids and in the details pane."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.plans import a_kpi, a_reading
from tests.ui.grids import ALT, press, write
from tests.ui.panes import short, shown_pane, type_in
from tests.ui.sheets import in_use, look, place, text, undone
from waymark.domain.period import period_from_key
from waymark.services.schemes import preset
from waymark_ui.details.pane import DetailsPane
from waymark_ui.grid.editors import ChoiceEditor
from waymark_ui.pages.kpis import KpisPage
from waymark_ui.pages.readings import ReadingsPage
from waymark_ui.session import Session

KEY = Qt.Key
KPI = a_kpi("1a", rule="85% or above Green 75%-84% Amber 74% and below Red")
PLAN = (*preset("Red, Amber, Green"), KPI, a_reading(KPI, "2017-11", "88%"))
TYPED, WHY = "Amber: figures being verified", "figures being verified"
KEYS = {"Down": KEY.Key_Down, "Up": KEY.Key_Up, "PgDn": KEY.Key_PageDown, "PgUp": KEY.Key_PageUp}
REFUSAL = "The rule gives Green (85% or above). To state Amber, say why after a colon: “Amber: …”."

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def session(session_of: Callable[..., Session]) -> Session:
    session = session_of(*PLAN)
    session.report_on(period_from_key("2017-11"))
    return session


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> KpisPage:
    """With the keyboard on the KPI's rating."""
    page = in_use(KpisPage(session), qtbot)
    page.view.select_row(KPI.id, "rating")
    return page


@pytest.fixture
def pane(session: Session, qtbot: QtBot) -> DetailsPane:
    """With the KPI's details."""
    pane = shown_pane(session, qtbot)
    pane.show_row(KPI)
    return pane


def stated(session: Session) -> list[tuple[str, str]]:
    """What stands of the KPI, each with its reason."""
    return [(each.rating, each.reason) for each in session.plan.judgements.where("subject_id", KPI.id)]


def editor(page: KpisPage) -> ChoiceEditor:
    opened = page.view.editing.editor
    assert isinstance(opened, ChoiceEditor)
    return opened


def choose(qtbot: QtBot, combo: QComboBox, word: str) -> None:
    """Open a list by keyboard, go to a word, and press Enter."""
    QTest.keyClick(combo, KEY.Key_Down, ALT)
    qtbot.waitUntil(combo.view().isVisible)
    while combo.view().currentIndex().data() != word:
        QTest.keyClick(combo.view(), KEY.Key_Down)
    QTest.keyClick(combo.view(), KEY.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


# In the grid


def test_that_a_rating_is_typed_with_its_reason(page: KpisPage):
    write(TYPED)
    press(KEY.Key_Return)

    assert stated(page.session) == [("Amber", WHY)]
    assert text(page, KPI.id, "rating") == "Amber"
    assert undone(page) == "Change Rating for Nov 2017"


def test_that_the_refusal_stands_in_the_editor_and_the_reason_can_be_typed_on(page: KpisPage):
    write("Amber")
    press(KEY.Key_Return)
    told, still = page.view.editing.reason, editor(page).typed()
    write(f": {WHY}")
    press(KEY.Key_Return)

    assert told == f"⚠ {REFUSAL}"
    assert still == "Amber"
    assert page.view.editing.editor is None
    assert stated(page.session) == [("Amber", WHY)]


def test_that_a_rating_is_chosen_from_the_list_and_its_reason_typed_after_it(page: KpisPage, qtbot: QtBot):
    press(KEY.Key_F2)

    choose(qtbot, editor(page), "Amber")
    told = page.view.editing.reason
    write(f": {WHY}")
    press(KEY.Key_Return)

    assert told == f"⚠ {REFUSAL}"
    assert stated(page.session) == [("Amber", WHY)]


def test_that_the_computed_rating_is_chosen_from_the_list_without_a_reason(page: KpisPage, qtbot: QtBot):
    press(KEY.Key_F2)

    choose(qtbot, editor(page), "Green")

    assert stated(page.session) == [("Green", "")]
    assert page.view.editing.editor is None


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_that_keys_that_go_up_and_down_open_the_list_and_leave_what_was_typed(
    page: KpisPage, qtbot: QtBot, key: Qt.Key
):
    write(TYPED)
    opened = editor(page)

    QTest.keyClick(opened, key)
    qtbot.waitUntil(opened.view().isVisible)
    QTest.keyClick(opened.view(), KEY.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    still = opened.typed()
    press(KEY.Key_Return)

    assert still == TYPED
    assert stated(page.session) == [("Amber", WHY)]


def test_that_the_wheel_leaves_what_was_typed(page: KpisPage):
    write(TYPED)
    opened = editor(page)
    middle, still = QPointF(opened.rect().center()), QPoint()
    turned = QWheelEvent(
        *(middle, opened.mapToGlobal(middle), still, QPoint(0, -120)),
        *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False),
    )

    QApplication.sendEvent(opened, turned)

    assert opened.typed() == TYPED


def test_that_the_reason_stands_in_the_tooltip_on_both_pages(page: KpisPage, session: Session, qtbot: QtBot):
    write(TYPED)
    press(KEY.Key_Return)
    readings = in_use(ReadingsPage(session), qtbot)

    for shown in (page, readings):
        told = shown.model.index(*place(shown, KPI.id, "rating")).data(Qt.ItemDataRole.ToolTipRole)
        assert told.startswith("Amber: ")
        assert WHY in told
    assert WHY in look(readings, KPI.id, "2017-11").why


def test_that_another_rating_takes_a_reason_of_its_own(page: KpisPage):
    write(TYPED)
    press(KEY.Key_Return)
    page.view.select_row(KPI.id, "rating")
    write("Red")
    press(KEY.Key_Return)
    told = page.view.editing.reason
    write(": nobody was seen")
    press(KEY.Key_Return)

    assert "To state Red, say why after a colon" in told
    assert stated(page.session) == [("Red", "nobody was seen")]


# In the details pane


def test_that_a_rating_is_typed_with_its_reason_in_the_pane(pane: DetailsPane, qtbot: QtBot):
    edit = short(pane, "rating").edit

    type_in(qtbot, edit, TYPED)
    qtbot.keyClick(edit, KEY.Key_Return)

    assert stated(pane.session) == [("Amber", WHY)]
    assert edit.text() == "Amber"
    assert WHY in pane.why.text()


def test_that_the_refusal_stands_beneath_the_field_and_the_reason_can_be_typed_on(pane: DetailsPane, qtbot: QtBot):
    field = short(pane, "rating")

    type_in(qtbot, field.edit, "Amber")
    qtbot.keyClick(field.edit, KEY.Key_Return)
    told, still = field.reason, field.edit.text()
    qtbot.keyClicks(field.edit, f": {WHY}")
    qtbot.keyClick(field.edit, KEY.Key_Return)

    assert (told, still) == (REFUSAL, "Amber")
    assert field.reason == ""
    assert stated(pane.session) == [("Amber", WHY)]


def test_that_a_rating_chosen_in_the_pane_takes_its_reason_after_it(pane: DetailsPane, qtbot: QtBot):
    field = short(pane, "rating")
    combo = field.focusProxy()
    assert isinstance(combo, QComboBox)
    combo.setFocus()

    choose(qtbot, combo, "Amber")
    told = field.reason
    write(f": {WHY}")
    press(KEY.Key_Return)

    assert told == REFUSAL
    assert stated(pane.session) == [("Amber", WHY)]
