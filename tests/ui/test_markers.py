"""Marks in the grids, and the findings of a row in the details pane: what the checks found, where it was found."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QPushButton

from tests.plans import a_cover, a_kpi, a_placement, a_reading, a_theme, an_action, an_update
from tests.ui.sheets import in_use, place
from waymark.domain.edits import Edits
from waymark.domain.period import parse_period
from waymark.services.checks import CHECKS
from waymark.services.checks.finding import Finding
from waymark_ui.checks.accepting import AcceptDialog, accept
from waymark_ui.checks.places import Place, place_of
from waymark_ui.checks.standing import Standing
from waymark_ui.details.pane import DetailsPane
from waymark_ui.grid.marks import Mark, draw_mark
from waymark_ui.pages.actions import ActionsPage
from waymark_ui.pages.kpis import KpisPage
from waymark_ui.pages.readings import ReadingsPage

NOVEMBER = parse_period("2017-11")
THEME = a_theme("1", "Practice")
DANGLING = an_action("1.1", theme_id=THEME.id, kpis="21b", due="Mar 2018")
SOUND = an_action("1.2", "Audit ten files a month", theme_id=THEME.id, kpis="1a", due="Mar 2018")
KPI = a_kpi("1a", unit="%", frequency="quarterly")
LATEST, OLD = a_reading(KPI, "2017-Q2", "82%"), a_reading(KPI, "2012-03", "80%")
TOLD, TOLD_BEFORE = an_update(SOUND, "Begun"), an_update(SOUND, "To begin", "2017-10")
ROWS = (
    *(a_cover(version="Version 1"), THEME, DANGLING, SOUND, KPI),
    *(a_placement(KPI, THEME), LATEST, OLD, TOLD, TOLD_BEFORE),
)
MARKS = [Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole]


@pytest.fixture
def session(session_of):
    session = session_of(*ROWS)
    session.report_on(NOVEMBER)
    return session


@pytest.fixture
def standing(qtbot, session):
    standing = Standing(session)
    with qtbot.waitSignal(standing.changed):
        standing.begin()
    return standing


@pytest.fixture
def page(qtbot, session, standing):
    page = in_use(ActionsPage(session), qtbot)
    page.follow(standing)
    return page


def mark(page, row, key):
    return page.model.mark(*place(page, row.id, key))


def found(row, field, code="dangling_ref"):
    return Finding(CHECKS[code], row.id, row.id, field, "Something.", "")


def change(qtbot, standing, row, **values):
    edits = Edits(standing.session.plan)
    edits.set(row, **values)
    with qtbot.waitSignal(standing.changed):
        standing.session.make("Change", edits.changes(), "test")


def test_that_a_cell_with_an_open_finding_is_marked_and_its_sentence_told(page):
    cell = page.model.index(*place(page, DANGLING.id, "kpis"))

    told = [page.model.data(cell, role) for role in MARKS]

    assert mark(page, DANGLING, "kpis").shape == "error"
    assert [text.startswith("Error: ") and "21b" in text for text in told] == [True, True]
    assert mark(page, SOUND, "kpis") is None


def test_that_an_edit_takes_the_mark_away_and_draws_only_that_cell_anew(page, qtbot, standing):
    cell = place(page, DANGLING.id, "kpis")
    change(qtbot, standing, DANGLING, text="Train them")
    told = []
    page.model.dataChanged.connect(lambda first, last: told.append((first.row(), first.column(), last.column())))

    page.model.set_marks({key: value for key, value in page.model._marks.items() if key != (DANGLING.id, "kpis")})

    assert told == [(cell[0], cell[1], cell[1])]


def test_that_marks_that_stay_draw_nothing_anew(page, standing):
    told = []
    page.model.dataChanged.connect(lambda *_: told.append(1))

    standing.changed.emit()

    assert told == []


def test_that_very_many_marks_are_drawn_at_once(page, monkeypatch):
    monkeypatch.setattr("waymark_ui.grid.model.MANY_ROWS", 3)
    told = []
    page.model.dataChanged.connect(lambda *_: told.append(1))
    keys = [column.key for column in page.model.columns()]

    page.model.set_marks({(row.id, key): Mark("note", "x") for row in (DANGLING, SOUND) for key in keys})

    assert told == [1]


def test_that_what_a_page_has_no_column_for_is_marked_in_the_first_of_its_own_page(standing):
    actions = standing.marks("actions", {"ref", "text"}, "ref")
    kpis = standing.marks("kpis", {"ref", "text"}, "ref")

    assert (DANGLING.id, "ref") in actions
    assert (DANGLING.id, "ref") not in kpis


def test_that_an_accepted_finding_marks_nothing(page, qtbot, standing):
    findings = standing.of_row(DANGLING.id)
    with qtbot.waitSignal(standing.changed):
        accept(standing.session, findings, "Known")

    assert mark(page, DANGLING, "kpis") is None
    assert standing.of_row(DANGLING.id) == []


def test_that_a_page_that_is_not_shown_marks_its_cells_when_it_is(qtbot, session, standing):
    page = ActionsPage(session)
    qtbot.addWidget(page)
    page.follow(standing)
    before = mark(page, DANGLING, "kpis")

    with qtbot.waitExposed(page):
        page.show()

    assert before is None
    assert mark(page, DANGLING, "kpis") is not None


@pytest.mark.parametrize(
    ("row", "field", "expected"),
    [
        (DANGLING, "kpis", Place("actions", DANGLING.id, "kpis")),
        (KPI, "rule", Place("kpis", KPI.id, "rule")),
        (KPI, "reading", Place("readings", KPI.id, "reading")),
        (LATEST, "value", Place("readings", KPI.id, "2017-09")),
        (OLD, "value", Place("readings", KPI.id, "2012-03")),
        (TOLD, "text", Place("actions", SOUND.id, "update")),
        (TOLD_BEFORE, "text", Place("actions", SOUND.id, "")),
        (THEME, "title", None),
    ],
    ids=["action", "kpi", "kpi’s readings", "quarter", "old reading", "update", "update of another month", "theme"],
)
def test_that_a_finding_is_placed_in_the_cell_that_shows_it(session, row, field, expected):
    assert place_of(session.plan, found(row, field), NOVEMBER) == expected


@pytest.mark.parametrize(("kind", "key"), [(KpisPage, "rule"), (ReadingsPage, "2017-09")])
def test_that_a_cell_is_led_to_on_its_page(qtbot, session, kind, key):
    page = in_use(kind(session), qtbot)

    page.show_row(KPI.id, key)

    assert page.model.column(page.view.table.picked.current.column).key == key


def test_that_a_column_that_is_not_there_or_hidden_is_said(qtbot, page):
    with qtbot.waitSignal(page.said) as none:
        page.show_row(DANGLING.id, "expected_outcome")
    page.view.columns.change(page.view.columns.state.showing("due", shown=False))
    with qtbot.waitSignal(page.said) as hidden:
        page.show_row(DANGLING.id, "due")

    assert "details of the row" in none.args[0]
    assert hidden.args == ["The column “Due” is hidden; “Columns…” shows it."]


@pytest.mark.parametrize("scale", [1, 2])
def test_that_each_gravity_has_a_mark_of_its_own_shape(qapp, page, scale):
    inks = page.view.table.cells.inks
    pictures = [drawn(shape, inks, 20 * scale) for shape in ("error", "warning", "note")]

    assert len({*pictures}) == 3


def drawn(shape, inks, line):
    """Where a mark is drawn, whatever its colour."""
    picture = QImage(60, 60, QImage.Format.Format_Alpha8)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_mark(painter, QRect(0, 0, 60, 60), shape, line, inks)
    painter.end()
    return bytes(picture.constBits())


def test_that_a_marked_cell_is_painted_in_another_way(page, qtbot):
    area = page.view.table.visualRect(page.model.index(*place(page, SOUND.id, "due")))
    before = page.view.table.viewport().grab(area).toImage()

    page.model.set_marks({(SOUND.id, "due"): Mark("warning", "Warning: it is late.")})

    assert page.view.table.viewport().grab(area).toImage() != before


def test_that_the_details_list_the_findings_of_the_row_and_let_one_accept_them(qtbot, session, standing):
    pane = DetailsPane(session)
    qtbot.addWidget(pane)
    pane.resize(400, 800)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.follow(standing)
    pane.show_row(SOUND)
    none = pane.section("findings").isVisible()
    pane.show_row(DANGLING)
    listed = pane.findings
    assert listed is not None
    told = listed.list.item(0).text()

    qtbot.mouseClick(listed.findChild(QPushButton), Qt.MouseButton.LeftButton)
    [dialog] = pane.findChildren(AcceptDialog)
    qtbot.keyClicks(dialog.reason, "It comes with version 5.")
    with qtbot.waitSignal(standing.changed):
        dialog.accept()

    assert not none
    assert told.startswith("Error: ")
    assert "21b" in told
    assert not any("21b" in finding.sentence for finding in standing.of_row(DANGLING.id))
