"""The picture of where a table stands on its sheet."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.exchange.reading.grids import a_sheet, found
from waymark.exchange.reading.survey import Survey, survey_of
from waymark_ui import theme
from waymark_ui.dialogs.where_found import WherePicture

HEADER = ("Ref", "Action", "Lead", "Due date", "RAG")
FIRST = ("1.1", "Recruit two team managers", "Head of Service", "Mar 2025", "Green")
SECOND = ("1.2", "Train all supervisors", "Principal Social Worker", "Jun 2025", "Amber")
NUMBERED = ("1.3",)
NOTE = (None, None, None, None, None, None, None, None, None, "Provisional")
SHEET = a_sheet(NOTE, (), HEADER, FIRST, NUMBERED, SECOND, (), (), (), NOTE, name="Plan")
"""Ten rows and ten columns: the table stands in rows 3 to 6 and columns 1 to 5, and row 5 of it is left out."""
SIDE = 20
"""Pixels of the picture to a row and to a column."""


@pytest.fixture
def survey() -> Survey:
    return survey_of(found(SHEET))


@pytest.fixture(params=[theme.LIGHT, theme.DARK])
def picture(request, qapp: QApplication, qtbot: QtBot, survey: Survey):
    """The picture of the table, in the light and in the dark scheme."""
    before = qapp.palette()
    theme.show_in(request.param)
    shown = WherePicture()
    qtbot.addWidget(shown)
    shown.resize(10 * SIDE, 10 * SIDE)
    shown.show_table(survey, survey.tables[0])
    yield shown
    qapp.setPalette(before)


def colour(picture: WherePicture, row: int, column: int) -> QColor:
    """The colour in the middle of a cell."""
    image = picture.grab().toImage()
    middle = [round((place - 0.5) * SIDE * image.devicePixelRatio()) for place in (column, row)]
    return image.pixelColor(*middle)


def test_that_header_rows_and_what_is_outside_can_be_told_from_one_another(picture):
    places = {"header": (3, 2), "row": (4, 2), "outside": (1, 10), "nothing": (8, 3)}

    colours = {name: colour(picture, *place).name() for name, place in places.items()}

    assert colours["header"] == theme.colours().accent.name()
    assert colours["nothing"] == picture.palette().color(QPalette.ColorRole.Base).name()
    assert len({*colours.values()}) == len(places)


def test_that_a_row_that_is_left_out_is_hatched(picture):
    image = picture.grab().toImage()
    ratio = image.devicePixelRatio()
    line = [image.pixelColor(round(x * ratio), round(4.5 * SIDE * ratio)).name() for x in range(SIDE, 4 * SIDE)]

    assert {theme.colours().accent.name(), picture.palette().base().color().name()} <= {*line}


def test_that_the_picture_is_told_in_words(picture):
    assert picture.accessibleName() == "Where the table stands"
    assert picture.accessibleDescription() == (
        "“Plan”: 10 rows, 10 columns. The table stands in rows 3 to 6; its header is row 3. 1 row in it left out. "
        "What stands outside the tables is grey."
    )


def test_that_nothing_is_pictured_where_no_table_is_selected(qtbot, survey):
    picture = WherePicture()
    qtbot.addWidget(picture)

    picture.show_table(survey, None)

    assert picture.words() == ""
    assert not picture.grab().isNull()
