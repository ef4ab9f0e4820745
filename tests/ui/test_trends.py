"""The trends page: a KPI's chart and the same figures in a table."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from tests.plans import a_kpi, a_placement, a_plan, a_reading, a_target, a_theme
from waymark.domain.edits import Edits
from waymark.domain.period import parse_period
from waymark.domain.rows import Definition
from waymark.services.series import kpi_series
from waymark_ui import theme
from waymark_ui.charts.series_model import SeriesModel
from waymark_ui.charts.trend_chart import span
from waymark_ui.charts.trend_pane import TrendPane
from waymark_ui.pages.trends import TrendsPage

NOVEMBER = parse_period("Nov 2017")


def a_small_plan():
    """Two sections: visits, of which a month is missing, and a caseload."""
    one, two = a_theme("1", "Practice"), a_theme("2", "Workforce")
    visits, load = a_kpi("1a", "Visits on time", polarity="BIB", unit="%"), a_kpi("W 1", "Caseload", polarity="SIB")
    readings = [a_reading(visits, "2017-08", "79% (6m+)"), a_reading(visits, "2017-10", "70%"), a_reading(visits)]
    loads = [a_reading(load, "2017-10", "17"), a_reading(load, value="18")]
    places = [a_placement(visits, one), a_placement(load, two)]
    return [one, two, visits, load, *readings, *loads, *places, a_target(visits, "80%")]


@pytest.fixture
def page(qtbot, session_of):
    session = session_of(*a_small_plan())
    session.report_on(NOVEMBER)
    page = TrendsPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 650)
    with qtbot.waitExposed(page):
        page.show()
    return page


def pane(page: TrendsPage) -> TrendPane:
    assert page.chart is not None
    return page.chart


def turn_wheel(widget: QWidget, spot: QPointF) -> None:
    none, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    turned = QWheelEvent(
        spot, widget.mapToGlobal(spot), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, none, phase, False
    )
    QApplication.sendEvent(widget, turned)


def cells(model: QAbstractItemModel) -> list[list[str]]:
    columns = range(model.columnCount())
    return [[model.index(row, column).data() for column in columns] for row in range(model.rowCount())]


def test_that_the_first_kpi_is_shown_with_its_figures_in_the_table(page):
    assert [row[:4] for row in cells(page.series)] == [
        ["Aug 2017", "79% (6m+)", "80%", "Target not met"],
        ["Sep 2017", "no reading", "80%", "Not rated"],
        ["Oct 2017", "70%", "80%", "Target not met"],
        ["Nov 2017", "82%", "80%", "Target met"],
    ]


def test_that_the_figures_model_is_sound(page, qtmodeltester):
    qtmodeltester.check(page.series)


def test_that_the_lists_models_are_sound(page, qtmodeltester):
    qtmodeltester.check(page.kpis.model)
    qtmodeltester.check(page.kpis.found)


def test_that_an_empty_figures_model_is_sound(qtmodeltester):
    qtmodeltester.check(SeriesModel())


def test_that_the_arrow_keys_move_through_the_kpis_past_the_headings(page, qtbot):
    with qtbot.waitSignal(page.row_selected) as shown:
        qtbot.keyClick(page.kpis.view, Qt.Key.Key_Down)
        qtbot.keyClick(page.kpis.view, Qt.Key.Key_Down)

    assert shown.args[0].title == "Caseload"
    assert page.chart.chart.accessibleName() == "Chart of W 1 Caseload"


def test_that_typing_in_the_list_finds_a_kpi(page, qtbot):
    qtbot.keyClicks(page.kpis.view, "w 1")

    assert page.chart.chart.accessibleName() == "Chart of W 1 Caseload"


def test_that_the_box_lists_what_contains_its_letters_and_the_arrow_leads_there(page, qtbot):
    qtbot.keyClicks(page.kpis.box, "CASE")
    qtbot.keyClick(page.kpis.box, Qt.Key.Key_Down)

    assert page.kpis.found.rowCount() == 1
    assert page.kpis.view.hasFocus()
    assert page.chart.chart.accessibleName() == "Chart of W 1 Caseload"


def test_that_escape_empties_the_box_and_lists_everything_again(page, qtbot):
    qtbot.keyClicks(page.kpis.box, "nothing has this")
    qtbot.keyClick(page.kpis.box, Qt.Key.Key_Escape)

    assert page.kpis.box.text() == ""
    assert page.kpis.found.rowCount() == 2


def test_that_find_leads_to_the_box(page, qtbot):
    page.kpis.view.setFocus()

    qtbot.keyClick(page.kpis.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    assert page.kpis.box.hasFocus()


def test_that_another_page_can_lead_to_a_kpi(page):
    page.kpis.box.setText("visits")

    page.show_row(next(kpi.id for kpi in page.session.plan.kpis if kpi.ref == "W 1"))

    assert page.chart.chart.accessibleName() == "Chart of W 1 Caseload"


def test_that_the_chart_says_its_figures_to_a_screen_reader(page):
    words = page.chart.chart.accessibleDescription()

    assert "Aug 2017 79% (6m+), Sep 2017 no reading, Oct 2017 70%, Nov 2017 82%." in words
    assert "Target 80%." in words
    assert "At or above the target line is good." in words
    assert page.table.accessibleDescription() == words


def test_that_the_arrow_keys_on_the_chart_tell_one_period_after_the_other(page, qtbot):
    page.chart.chart.setFocus()
    qtbot.keyClick(page.chart.chart, Qt.Key.Key_Left)

    assert page.chart.told.text().split("\n")[0] == "Oct 2017: 70%."
    assert "does not meet the target of 80%" in page.chart.told.text()
    assert page.table.currentIndex().row() == 2


@pytest.mark.parametrize(
    ("key", "told"),
    [(Qt.Key.Key_Home, "Aug 2017: 79% (6m+)."), (Qt.Key.Key_End, "Nov 2017: 82%.")],
    ids=["Home", "End"],
)
def test_that_home_and_end_lead_to_the_first_and_last_period(page, qtbot, key, told):
    page.chart.chart.setFocus()

    qtbot.keyClick(page.chart.chart, key)

    assert page.chart.told.text().split("\n")[0] == told


def test_that_the_mouse_over_the_chart_tells_the_period_beneath_it(page, qtbot):
    chart = page.chart.chart
    box = chart.getViewBox()
    chart.grab()
    spot = chart.mapFromScene(box.mapViewToScene(box.viewRect().center()))

    qtbot.mouseMove(chart.viewport(), spot - QPoint(1, 0))
    qtbot.mouseMove(chart.viewport(), spot)

    qtbot.waitUntil(lambda: page.chart.told.text().startswith(("Sep 2017: no reading", "Oct 2017: 70%")))


def test_that_moving_in_the_table_points_at_the_same_period_in_the_chart(page, qtbot):
    page.table.setFocus()
    page.table.setCurrentIndex(page.series.index(0, 1))
    qtbot.keyClick(page.table, Qt.Key.Key_Down)

    assert page.chart.told.text().startswith("Sep 2017: no reading.")


def test_that_dragging_and_the_wheel_leave_the_chart_as_it_is(page, qtbot):
    box = page.chart.chart.getViewBox()
    page.chart.chart.grab()
    before = box.viewRect()

    qtbot.mousePress(page.chart.chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 100))
    qtbot.mouseMove(page.chart.chart.viewport(), QPoint(300, 150))
    qtbot.mouseRelease(page.chart.chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 150))
    turn_wheel(page.chart.chart.viewport(), QPointF(300, 150))

    assert box.viewRect() == before


def test_that_copying_in_the_table_takes_all_of_it_with_its_headings(page, qtbot):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Period\tFigure\tTarget\tRating\tWhy and notes"
    assert lines[4].startswith("Nov 2017\t82%\t80%\tTarget met")
    assert "<td>82%</td>" in QGuiApplication.clipboard().mimeData().html()


def test_that_the_chart_is_saved_as_a_picture_with_its_figures_in_the_description(page, qtbot, tmp_path):
    path = tmp_path / "visits.png"

    with qtbot.waitSignal(page.said):
        page.save_picture(str(path))

    image = QImage(str(path))
    assert image.width() > 800
    assert "Nov 2017 82%" in image.text("Description")
    assert [each.name for each in tmp_path.glob("*.png")] == ["visits.png"]


def test_that_asking_where_to_save_opens_a_dialog_and_blocks_nothing(page, qtbot, tmp_path):
    page.ask_where_to_save()
    dialog = page.findChild(QFileDialog)

    assert dialog.isVisible()
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(tmp_path / "chosen.png"))
    assert (tmp_path / "chosen.png").exists()
    dialog.close()


@pytest.mark.parametrize("name", ["missing folder/chart.png", "plan.waymark"])
def test_that_a_picture_that_cannot_be_saved_is_said_in_a_sentence(page, qtbot, tmp_path, name):
    with qtbot.waitSignal(page.session.refused) as refused:
        page.save_picture(str(tmp_path / name))

    assert name.rpartition("/")[2] in refused.args[0]
    assert not (tmp_path / name).exists()


def test_that_the_picture_is_copied_and_is_a_light_one_in_a_dark_window_too(page, qtbot):
    page.setPalette(theme.palette(theme.schemes()[theme.DARK]))

    page.copy_picture()

    image = QGuiApplication.clipboard().image()
    assert image.pixelColor(2, 2).lightness() > 240
    assert page.chart.chart.palette().window().color().lightness() < 100


def test_that_a_change_of_the_plan_is_shown_at_once(page):
    plan = page.session.plan
    reading = next(each for each in plan.readings if each.value == "82%")
    edits = Edits(plan)
    edits.set(reading, value="91%")

    page.session.make("Change reading", edits.changes(), "test")

    assert cells(page.series)[-1][1] == "91%"
    assert "Nov 2017 91%" in page.chart.chart.accessibleDescription()


def test_that_the_page_obeys_the_reporting_period_and_keeps_the_kpi(page):
    page.show_row(next(kpi.id for kpi in page.session.plan.kpis if kpi.ref == "W 1"))

    page.session.report_on(parse_period("Oct 2017"))

    assert [row[0] for row in cells(page.series)] == ["Oct 2017"]
    assert page.chart.chart.accessibleName() == "Chart of W 1 Caseload"


def test_that_a_kpi_without_readings_says_where_they_are_entered(qtbot, session_of):
    page = TrendsPage(session_of(a_kpi("1a", "Visits")))
    qtbot.addWidget(page)
    page.show()

    assert "Readings page" in pane(page).told.text()


def test_that_a_plan_without_kpis_is_shown_as_an_empty_page(qtbot, session_of):
    page = TrendsPage(session_of(a_theme()))
    qtbot.addWidget(page)
    page.show()

    assert page.kpis.found.rowCount() == 0
    assert page.series.rowCount() == 0
    assert not pane(page).isVisible()
    assert any(label.isVisible() and "Insert the KPIs" in label.text() for label in page.findChildren(QLabel))


def test_that_every_kpi_of_the_example_can_be_drawn_in_light_and_dark(qtbot, example):
    page = TrendsPage(example)
    qtbot.addWidget(page)
    page.resize(1100, 650)
    page.show()

    for scheme in (theme.DARK, theme.LIGHT):
        page.setPalette(theme.palette(theme.schemes()[scheme]))
        for kpi in example.plan.kpis.live():
            page.show_row(kpi.id)
            assert not page.grab().isNull()


def test_that_trap_c20_a_new_definition_and_qualified_figures_stand_in_the_key(qtbot, session_of):
    kpi = a_kpi("LAC 19", "Same social worker")
    new = [
        Definition(id=f"d{number}", kpi_id=kpi.id, rank=f"a{number}", from_period=period, text=f"Text {number}.")
        for number, period in enumerate(("Dec-15", "Oct-17"))
    ]
    readings = [a_reading(kpi, "2017-09", "79% (6m+)"), a_reading(kpi, "2017-10", "53%")]
    page = TrendsPage(session_of(kpi, *new, *readings))
    qtbot.addWidget(page)
    page.show()

    words = " ".join(label.text() for label in pane(page).findChildren(QLabel))
    assert "with a qualifier" in words
    assert "new definition" in words
    assert "From Oct 2017 on: Text 1." in words


def test_that_tab_leads_through_the_page_in_reading_order(page, qtbot):
    page.kpis.box.setFocus()
    visited = []
    for _ in range(6):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        visited.append(page.focusWidget().accessibleName())

    assert visited[:5] == [
        "KPIs by section",
        "Copy picture",
        "Save chart as PNG…",
        "Chart of 1a Visits on time",
        "The chart’s figures",
    ]


@pytest.mark.parametrize(
    ("values", "low_is_nought"), [(("3", "9"), True), (("70%", "82%"), False), (("-4", "9"), False), (("0", "0"), True)]
)
def test_that_the_axis_begins_at_nought_where_the_figures_are_near_it(values, low_is_nought):
    kpi = a_kpi()
    readings = [a_reading(kpi, "2017-10", values[0]), a_reading(kpi, "2017-11", values[1])]
    points = kpi_series(a_plan(kpi, *readings), kpi, NOVEMBER).points

    low, high = span(points)

    figures = [point.figure for point in points if point.figure is not None]
    assert low < min(figures) <= max(figures) < high
    assert (low <= 0 < high) is (low_is_nought or values[0] == "-4")


def test_that_pyqtgraph_is_imported_only_once_the_page_is_shown():
    script = (
        "import sys, waymark_ui.pages.trends, waymark_ui.pages.overview\n"
        "assert not {'pyqtgraph', 'numpy'} & set(sys.modules), 'too early'"
    )
    folders = [str(Path(__file__).parents[2] / name) for name in ("app", "db", "ui", "resources")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}

    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)

    assert done.stderr == ""
