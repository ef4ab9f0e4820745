"""How cells are drawn and measured, by the kind of their column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from tests.plans import a_kpi
from tests.ui.grids import DUE, FIRST, RATING, TEXT, KpiTitles, go, shown, some_rows
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Row
from waymark.services.cells import Field
from waymark_ui import theme
from waymark_ui.grid.columns import Column, Kind, Look
from waymark_ui.grid.painting import Inks, shape_path, sparkline_points
from waymark_ui.grid.texts import Texts, Wanted
from waymark_ui.grid.view import GridView
from waymark_ui.session import Session

RED, SHAPE = "#c00000", "triangle"


class Drawn(KpiTitles):
    """A column of each kind that is drawn and not only written."""

    name = "drawn"

    def columns(self, plan: Plan, period: Period) -> Sequence[Column]:
        def red(plan: Plan, row: Row, period: Period) -> Look:
            return Look("R", SHAPE, RED, why="Red: off target.")

        def shaded(plan: Plan, row: Row, period: Period) -> Look:
            return Look(why="Reported quarterly.", shaded=True)

        return (
            Column("ref", "Ref", Field("ref"), Kind.ref, 8),
            Column("rating", "Rating", Field("title"), Kind.rating, 14, looks=red),
            Column("value", "Value", Field("ref"), Kind.value, 14, looks=red),
            Column("kpis", "KPIs", Field("note"), Kind.kpis, 10),
            Column("trend", "Trend", Field("ref"), Kind.sparkline, 14, figures=lambda *_: (1.0, 3.0, None, 2.0)),
            Column("later", "Later", Field("unit"), Kind.value, 10, looks=shaded),
        )


@pytest.fixture
def view(qtbot, session_of: Callable[..., Session]) -> GridView:
    view = shown(qtbot, session_of(a_kpi("12", "Red", note="1a, 1b; 2")), Drawn())
    go(view, 0, 0)
    return view


def colours_in(view: GridView, column: int) -> set[str]:
    """The colours that a cell is drawn in."""
    host = view.table.view_of(column)
    area = host.visualRect(view.model.index(0, column))
    image = host.viewport().grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_that_a_rating_is_a_pill_in_its_colour_with_letter_and_word(view):
    assert {RED, "#ffffff"} <= colours_in(view, 1)
    assert view.table.cells._pill_words(0, 1, view.model.look(0, 1)).layout.text() == "R Red"


def test_that_a_rated_value_has_its_letter_on_the_colour(view):
    assert RED in colours_in(view, 2)


def test_that_a_period_outside_a_kpis_frequency_is_hatched_and_takes_nothing(view):
    assert (
        len(
            {view.table.cells.inks.shade.name(), view.table.cells.inks.hatch_brush.color().name()} & colours_in(view, 5)
        )
        == 2
    )
    assert view.model.why_not(0, 5) == "Reported quarterly."


def test_that_a_sparkline_is_drawn_in_the_accent(view):
    assert view.table.cells.inks.accent.name() in colours_in(view, 4)


def test_that_kpis_are_chips_in_as_many_lines_as_they_need(view):
    cells = view.table.cells

    wide, narrow = [*cells._chips(0, 3, 400)], [*cells._chips(0, 3, 40)]

    assert [words.layout.text() for _, words in wide] == ["1a", "1b", "2"]
    assert len({chip.y() for chip, _ in wide}) == 1
    assert len({chip.y() for chip, _ in narrow}) == 3
    assert cells.height(0, [(3, 40)])[0] > cells.height(0, [(3, 400)])[0]


def test_that_a_gap_breaks_a_sparkline():
    area = QRectF(0, 0, 30, 10)

    assert sparkline_points([1, 3, None, 2], area) == [
        [QPointF(0, 10), QPointF(10, 0)],
        [QPointF(30, 5)],
    ]
    assert sparkline_points([None], area) == []
    assert sparkline_points([4], area) == [[QPointF(0, 5)]]


@pytest.mark.parametrize("shape", ["circle", "triangle", "square", "diamond", "star", "unheard of"])
def test_that_every_shape_fills_its_room_and_stays_in_it(shape):
    room = QRectF(10, 10, 20, 20)

    bounds = shape_path(shape, room).boundingRect()

    assert room.adjusted(-2, -2, 2, 2).contains(bounds)
    assert bounds.width() > 15


@pytest.fixture
def laid(qapp: QApplication) -> Texts:
    return Texts(QFont(), QColor("red"))


def test_that_long_texts_are_laid_out_with_bold_and_bullets(laid):
    text = laid.laid(Wanted("Do **this**\n- one\n- two", 400, marked_up=True))

    assert text.layout.text() == "Do this\u2028•  one\u2028•  two"
    assert [(part.start, part.length) for part in text.layout.formats()] == [(3, 4)]
    assert text.height == pytest.approx(3 * laid.metrics.height(), abs=3)


def test_that_a_bullets_second_line_hangs_under_its_first_word(laid):
    text = laid.laid(Wanted("- one two three four five six seven", 90, marked_up=True))

    lines = [text.layout.lineAt(number) for number in range(text.layout.lineCount())]

    assert len(lines) > 1
    assert lines[0].x() == 0
    assert {line.x() for line in lines[1:]} == {laid.metrics.horizontalAdvance("•  ")}


def test_that_what_is_no_long_text_is_written_as_typed(laid):
    assert laid.laid(Wanted("5 ** 3", 400)).layout.text() == "5 ** 3"
    assert laid.laid(Wanted("Mar 2017", 400, sign="!")).layout.text() == "! Mar 2017"
    assert laid.laid(Wanted("", 400, sign="○")).layout.text() == "○"


def test_that_a_text_is_laid_out_once(laid):
    assert laid.laid(Wanted("once", 400)) is laid.laid(Wanted("once", 400))


def test_that_a_row_is_never_higher_than_a_page_of_the_grid(qtbot, session_of):
    view = shown(qtbot, session_of(*some_rows()))

    view.model.setData(view.model.index(FIRST, TEXT), "word " * 2000)

    line = view.table.cells.texts.metrics.height()
    assert view.table.cells.height(FIRST, [(TEXT, 200)])[0] < 22 * line


def test_that_a_column_fitted_to_its_texts_has_room_for_the_longest_line(qtbot, session_of):
    view = shown(qtbot, session_of(*some_rows()))
    delegate = view.table.cells

    hint = delegate.sizeHint(QStyleOptionViewItem(), view.model.index(FIRST, DUE))

    assert hint.width() > delegate.texts.metrics.horizontalAdvance("! Mar 2017")
    assert delegate.sizeHint(QStyleOptionViewItem(), view.model.index(FIRST, RATING)).width() < hint.width()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_every_ground_of_a_cell_can_be_read(qapp, scheme):
    before = qapp.palette()
    theme.show_in(scheme)
    try:
        inks = Inks.of(qapp.palette())

        grounds = [inks.base, inks.selected, inks.shade, *inks.headings]

        assert min(theme.contrast(inks.text, ground) for ground in grounds) >= theme.LEAST_CONTRAST
        assert theme.contrast(inks.muted, inks.shade) >= theme.LEAST_CONTRAST
        assert theme.contrast(inks.bad, inks.base) >= theme.LEAST_CONTRAST
    finally:
        qapp.setPalette(before)


def test_that_the_grid_follows_a_change_of_the_palette(qtbot, session_of, qapp):
    view = shown(qtbot, session_of(*some_rows()))
    before = qapp.palette()
    try:
        theme.show_in("dark")

        qtbot.waitUntil(lambda: view.table.cells.inks.base.name() == qapp.palette().base().color().name())
    finally:
        qapp.setPalette(before)
