"""The reporting period: stepped through, typed, and refused in words."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from waymark.domain.period import PeriodKind, period_containing, period_from_key
from waymark_ui.period_control import PeriodControl

NOVEMBER = period_containing(PeriodKind.month, date(2017, 11, 1))


@pytest.fixture
def control(qtbot):
    made = PeriodControl(NOVEMBER)
    made.chosen.connect(made.show_period)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def line(control):
    return control.findChild(QLineEdit)


def reason(control):
    return next((label.text() for label in control.findChildren(QLabel) if label.wordWrap() and label.isVisible()), "")


def retype(qtbot, line, text):
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


@pytest.mark.parametrize(("name", "month"), [("Previous month", "October 2017"), ("Next month", "December 2017")])
def test_that_the_buttons_step_from_month_to_month(qtbot, control, line, name, month):
    button = next(button for button in control.findChildren(QToolButton) if button.accessibleName() == name)

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert line.text() == month


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Mar 2018", "2018-03"),
        ("2018-03", "2018-03"),
        ("31/03/2018", "2018-03"),
        ("March", "2017-03"),
        ("Q3 2017/18", "2017-12"),
        ("2017/18", "2018-03"),
    ],
)
def test_that_a_period_may_be_typed_in_any_of_its_ways(qtbot, control, line, typed, key):
    with qtbot.waitSignal(control.chosen) as chosen:
        retype(qtbot, line, typed)

    assert chosen.args == [period_from_key(key)]
    assert reason(control) == ""


def test_that_what_is_not_understood_stays_with_the_reason_beside_it(qtbot, control, line):
    with qtbot.assertNotEmitted(control.chosen):
        retype(qtbot, line, "the other day")

    assert line.text() == "the other day"
    assert "the other day" in reason(control)
    assert line.accessibleDescription() == reason(control)


def test_that_escape_puts_the_period_back(qtbot, control, line):
    retype(qtbot, line, "the other day")

    qtbot.keyClick(line, Qt.Key.Key_Escape)

    assert line.text() == "November 2017"
    assert reason(control) == ""


def test_that_the_longest_month_has_room_in_larger_text_too(control, line):
    font = control.font()
    font.setPointSizeF(2 * font.pointSizeF())

    control.setFont(font)

    assert line.width() > line.fontMetrics().horizontalAdvance("September 2017")


def test_that_leaving_the_field_untouched_asks_for_nothing(qtbot, control, line):
    with qtbot.assertNotEmitted(control.chosen):
        line.setFocus()
        qtbot.keyClick(line, Qt.Key.Key_Tab)
