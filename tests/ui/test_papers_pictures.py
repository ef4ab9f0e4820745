"""Pictures in papers: added from a file, by drag and drop and by paste, described, replaced and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.dialogs import LONG_MS, box, button, click
from tests.pictures import a_picture, a_png
from tests.plans import a_cover, a_passage
from waymark.domain.rows import Passage
from waymark_ui.pages.papers import PapersPage
from waymark_ui.papers.picture_field import PictureField
from waymark_ui.papers.pictures import PictureDialog
from waymark_ui.session import Session

ABOUT = a_passage("What this is about.", heading="Purpose", rank="a")
MAP = a_passage("The localities.", heading="Purpose", picture_id="picture", rank="b")
Sessions = Callable[..., Session]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(session_of: Sessions, qtbot: QtBot) -> PapersPage:
    """The page on a paper with a passage and a picture, the passage selected."""
    page = PapersPage(session_of(a_cover(), ABOUT, MAP, a_picture()))
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.tree.setFocus()
    page.tree.select(ABOUT.id)
    return page


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "visits.png"
    path.write_bytes(a_png(30, 60))
    return path


def describe(page: PapersPage, qtbot: QtBot, words: str) -> None:
    """Give the picture that is asked about its alternative text, and add it."""
    qtbot.waitUntil(lambda: bool(page.findChildren(PictureDialog)), timeout=LONG_MS)
    (dialog,) = page.findChildren(PictureDialog)
    assert not button(dialog, "Add it").isEnabled()
    qtbot.keyClicks(dialog.alternative, words)
    click(qtbot, dialog, "Add it")


def added(page: PapersPage) -> Passage:
    (passage,) = (each for each in page.session.plan.passages.live() if each not in (ABOUT, MAP))
    return passage


def undone(page: PapersPage) -> str:
    step = page.session.editor.next_undo
    return step.label if step else ""


def shown_picture(page: PapersPage, qtbot: QtBot) -> PictureField:
    page.tree.select(MAP.id)
    qtbot.waitUntil(lambda: any(field.picture for field in page.sheet.fields))
    return next(field.picture for field in page.sheet.fields if field.picture)


def test_that_a_chosen_picture_is_added_with_its_alternative_text_as_one_step(
    page: PapersPage, qtbot: QtBot, file: Path
):
    page.work.add_picture.trigger()
    (chooser,) = page.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(file))
    chooser.reject()

    describe(page, qtbot, " A chart of  visits ")

    picture = page.session.plan.pictures[str(added(page).picture_id)]
    assert (picture.name, picture.alternative, picture.media_type) == ("visits.png", "A chart of visits", "image/png")
    assert undone(page) == "Add picture “visits.png”"
    page.session.undo()
    assert page.session.plan.passages.live() == (ABOUT, MAP)


def test_that_a_picture_dropped_on_a_text_is_asked_about(page: PapersPage, qtbot: QtBot, file: Path):
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    qtbot.waitUntil(lambda: bool(page.sheet.fields))
    where = page.sheet.fields[0].text.edit.viewport()

    with_left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, dropped, with_left, plain),
        QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, dropped, with_left, plain),
    ):
        QApplication.sendEvent(where, event)
    describe(page, qtbot, "A chart of visits")

    assert added(page).heading == "Purpose"
    assert page.session.plan.passages[ABOUT.id].text == ABOUT.text


def test_that_a_picture_on_the_clipboard_is_pasted_into_the_outline(page: PapersPage, qtbot: QtBot):
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QApplication.clipboard().setImage(image)

    qtbot.keyClick(page.tree, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    describe(page, qtbot, "A green field")

    assert page.session.plan.pictures[str(added(page).picture_id)].name == "pasted picture.png"


def test_that_text_on_the_clipboard_is_pasted_as_text(page: PapersPage, qtbot: QtBot):
    QApplication.clipboard().setText("(New) ")
    qtbot.keyClick(page.tree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.tree.hasFocus())

    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Escape)

    assert page.session.plan.passages[ABOUT.id].text == "(New)What this is about."


def test_that_a_file_that_is_no_picture_is_refused_in_a_sentence(page: PapersPage, qtbot: QtBot, tmp_path: Path):
    path = tmp_path / "minutes.png"
    path.write_text("Minutes of the meeting", encoding="utf-8")

    page.work.take_file(path)

    assert "“minutes.png” is no PNG or JPEG picture" in box(qtbot, page).text()
    assert page.session.plan.passages.live() == (ABOUT, MAP)


def test_that_a_picture_is_shown_small_and_its_alternative_text_can_be_changed(page: PapersPage, qtbot: QtBot):
    picture = shown_picture(page, qtbot)

    picture.alternative.edit.setText("A map of four localities")
    qtbot.keyClick(picture.alternative.edit, Qt.Key.Key_Return)

    assert not picture.thumbnail.pixmap().isNull()
    assert page.session.plan.pictures["picture"].alternative == "A map of four localities"
    assert undone(page) == "Change alternative text of picture “map.png”"


def test_that_a_picture_does_not_lose_its_alternative_text(page: PapersPage, qtbot: QtBot):
    picture = shown_picture(page, qtbot)

    picture.alternative.edit.clear()
    qtbot.keyClick(picture.alternative.edit, Qt.Key.Key_Return)

    assert "needs its alternative text" in picture.alternative.reason
    assert page.session.plan.pictures["picture"].alternative == "A map of the localities"


def test_that_another_file_takes_a_pictures_place_under_the_same_alternative_text(
    page: PapersPage, qtbot: QtBot, file: Path
):
    picture = shown_picture(page, qtbot)

    picture.replace.click()
    (chooser,) = page.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(file))
    chooser.reject()
    qtbot.waitUntil(lambda: page.session.plan.pictures["picture"].name == "visits.png", timeout=LONG_MS)

    assert page.session.plan.pictures["picture"].alternative == "A map of the localities"
    assert undone(page) == "Replace picture “map.png” by “visits.png”"


def test_that_a_damaged_picture_is_told_where_it_would_be_shown(session_of: Sessions, qtbot: QtBot):
    page = PapersPage(session_of(a_cover(), MAP, a_picture(content="bm90aGluZw==")))
    qtbot.addWidget(page)
    page.show()

    picture = shown_picture(page, qtbot)

    assert "is damaged and cannot be shown" in picture.thumbnail.text()
