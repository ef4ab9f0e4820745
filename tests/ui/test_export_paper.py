"""Exporting a paper: which, for whom, which sections, on which template, and what is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.dialogs import LONG_MS, button, click
from tests.exchange.templates import a_council_template
from waymark.exchange import pdf
from waymark.exchange.papers.outline import KINDS
from waymark_ui.dialogs.export.choices import Choices, Copy, remember, remembered
from waymark_ui.dialogs.export.paper import NO_GROUND, NO_SECTION, PaperDialog, open_export_paper
from waymark_ui.dialogs.export.template import StylesDialog
from waymark_ui.session import Session


@pytest.fixture
def dialog(window: QWidget, example: Session) -> PaperDialog:
    """The dialog on the scrutiny progress report."""
    return open_export_paper(window, example, "scrutiny")


def choose(dialog: PaperDialog, copy: Copy) -> None:
    dialog.copies.setCurrentIndex(dialog.copies.findData(copy))
    dialog.copies.activated.emit(dialog.copies.currentIndex())


def written(qtbot: QtBot, dialog: PaperDialog) -> str:
    """Have the paper written; gives its text."""
    path = dialog.place.path()
    assert path is not None
    click(qtbot, dialog, "Export")
    qtbot.waitUntil(lambda: dialog.open_file.isVisible(), timeout=LONG_MS)
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def told(dialog: PaperDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_that_every_paper_can_be_chosen_with_its_own_sections(dialog: PaperDialog):
    shown = {}
    for place in range(dialog.kinds.count()):
        dialog.kinds.setCurrentIndex(place)
        shown[dialog.kind] = dialog.sections.count()

    assert shown == {kind.key: len(kind.parts) for kind in KINDS.values()}


def test_that_a_paper_is_written_and_found_to_shut_nobody_out(qtbot: QtBot, dialog: PaperDialog):
    text = written(qtbot, dialog)

    assert "Scrutiny progress report for the reporting period November 2017" in text
    assert "No accessibility findings." in told(dialog)


def test_that_a_public_copy_is_written_under_a_name_of_its_own(qtbot: QtBot, dialog: PaperDialog):
    full = dialog.place.path()
    choose(dialog, Copy.public)

    text = written(qtbot, dialog)

    assert dialog.place.path() != full
    assert "This is a public copy" in text


def test_that_an_exempt_copy_needs_the_persons_own_ground_in_its_marking(qtbot: QtBot, dialog: PaperDialog):
    choose(dialog, Copy.exempt)
    began, ready = dialog.marking.text(), button(dialog, "Export").isEnabled()
    problem = told(dialog)

    qtbot.keyClicks(dialog.marking, "as the director decided")

    assert (began, ready) == ("NOT FOR PUBLICATION: ", False)
    assert NO_GROUND in problem
    assert dialog.choices().marking == "NOT FOR PUBLICATION: as the director decided"
    assert button(dialog, "Export").isEnabled()


def test_that_the_marking_of_an_exempt_copy_goes_with_it(dialog: PaperDialog):
    choose(dialog, Copy.exempt)

    choose(dialog, Copy.full)

    assert dialog.marking.text() == ""


def test_that_a_section_that_is_not_ticked_is_left_out(qtbot: QtBot, dialog: PaperDialog):
    keys = [part.key for part in KINDS["scrutiny"].parts]
    dialog.sections.item(keys.index("ratings")).setCheckState(Qt.CheckState.Unchecked)

    text = written(qtbot, dialog)

    assert "Summary of ratings" not in text
    assert "Contacts" in text


def test_that_a_section_is_called_as_the_paper_calls_it(window: QWidget, example: Session):
    dialog = open_export_paper(window, example, "board")

    titles = [dialog.sections.item(row).text() for row in range(dialog.sections.count())]

    assert "Summary of the month" in titles
    assert "Director’s summary" not in titles


def test_that_a_paper_without_any_section_is_not_offered(dialog: PaperDialog):
    for row in range(dialog.sections.count()):
        dialog.sections.item(row).setCheckState(Qt.CheckState.Unchecked)

    assert NO_SECTION in told(dialog)
    assert not button(dialog, "Export").isEnabled()


def test_that_a_pdf_ends_so_and_says_where_there_is_no_libreoffice(dialog: PaperDialog, monkeypatch):
    monkeypatch.setattr(pdf, "COMMANDS", ())
    monkeypatch.setattr(pdf, "PLACES", {})

    dialog.forms.setCurrentIndex(dialog.forms.findData(True))

    path = dialog.place.path()
    assert path is not None
    assert path.suffix == ".pdf"
    assert "LibreOffice, which was not found" in told(dialog)
    assert not button(dialog, "Export").isEnabled()


def test_that_what_was_chosen_is_remembered_for_each_paper(window: QWidget, example: Session):
    chosen = Choices(
        Copy.public, "OFFICIAL", ("key",), council=True, template="/no/such.docx", styles={"Note": "Small"}
    )
    remember(example.preferences, "board", chosen)

    again = open_export_paper(window, example, "board")
    other = open_export_paper(window, example, "plan")

    assert again.choices() == chosen
    assert other.choices() == Choices()


@pytest.mark.parametrize("kept", [None, "full", {}, {"copy": "secret"}, {"copy": "full", "marking": "", "left_out": 3}])
def test_that_choices_that_cannot_be_understood_are_the_usual_ones(example: Session, kept):
    example.preferences.put("export/board", kept)

    assert remembered(example.preferences, "board") == Choices()


def test_that_a_template_that_is_gone_is_told_before_anything_is_written(qtbot: QtBot, dialog: PaperDialog):
    qtbot.keyClicks(dialog.template.line, "/no/such/template.docx")

    assert "There is no file “/no/such/template.docx”" in told(dialog)
    assert not button(dialog, "Export").isEnabled()


def test_that_styles_of_other_names_are_chosen_for_a_template(qtbot: QtBot, dialog: PaperDialog, tmp_path: Path):
    template = a_council_template(tmp_path / "council.docx")
    dialog.template.line.setText(str(template))

    click(qtbot, dialog, "Styles…")
    qtbot.waitUntil(lambda: bool(dialog.findChildren(StylesDialog)), timeout=LONG_MS)
    (styles,) = dialog.findChildren(StylesDialog)
    name, box = next((name, box) for name, box in styles.boxes.items() if box.count() > 1)
    box.setCurrentIndex(1)
    click(qtbot, styles, "Use these")

    assert dialog.choices().styles == {name: box.itemText(1)}
    assert dialog.choices().form().template == template
