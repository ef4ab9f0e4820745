"""Printing a paper from its page."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtPrintSupport import QPrintPreviewWidget
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.dialogs import LONG_MS
from tests.ui.opening import Opener
from waymark.exchange import pdf
from waymark_ui.dialogs.printing import PagePreview
from waymark_ui.dialogs.printing_paper import print_paper
from waymark_ui.session import Session

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")


def test_that_without_libreoffice_the_words_are_printed_and_that_is_said(
    qtbot: QtBot, window: QWidget, example: Session, monkeypatch
):
    monkeypatch.setattr(pdf, "COMMANDS", ())
    monkeypatch.setattr(pdf, "PLACES", {})

    print_paper(window, example, "update")
    qtbot.waitUntil(lambda: bool(window.findChildren(PagePreview)), timeout=LONG_MS)
    (preview,) = window.findChildren(PagePreview)
    (sheets,) = preview.findChildren(QPrintPreviewWidget)

    qtbot.waitUntil(lambda: sheets.pageCount() > 1, timeout=LONG_MS)
    assert preview.windowTitle().startswith("Print Plan update without its Word layout: LibreOffice")


@needs_office
def test_that_with_libreoffice_the_pdf_is_opened_to_be_printed(
    qtbot: QtBot, window: QWidget, example: Session, opener: Opener
):
    print_paper(window, example, "update")

    qtbot.waitUntil(lambda: bool(opener.opened), timeout=4 * LONG_MS)
    assert opener.opened[0].endswith("Plan update.pdf")
