"""Printing the page shown."""

from __future__ import annotations

import re

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QLabel, QVBoxLayout

from waymark_ui.dialogs.printed import printable, table_html
from waymark_ui.dialogs.printing import painter_of, print_page
from waymark_ui.pages.actions import ActionsPage
from waymark_ui.pages.page import Page


@pytest.fixture
def actions(qtbot, example):
    page = ActionsPage(example)
    qtbot.addWidget(page)
    return page


def printed(page, path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    painter_of(page)(printer)
    return len(re.findall(rb"/Type /Page\b", path.read_bytes()))


def test_that_a_grid_is_printed_over_as_many_sheets_as_it_takes(actions, tmp_path):
    assert printed(actions, tmp_path / "actions.pdf") > 3


def test_that_a_page_without_a_grid_is_printed_as_a_picture(qtbot, example, tmp_path):
    page = Page(example)
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(QLabel("A chart, say"))

    assert printed(page, tmp_path / "page.pdf") == 1


def test_that_the_paper_has_headings_headers_and_no_rating_by_colour_alone(actions):
    html = table_html(actions.model, printable(actions.model, actions.view.table.shown_columns()))

    titles = re.findall("<th [^>]*>([^<]*)</th>", html)
    ratings = re.findall("<td bgcolor='#[0-9a-f]{6}' style='color: #[0-9a-f]{6}'>([^<]*)</td>", html)
    assert titles[:2] == ["Ref", "Action"]
    assert "colspan" in html
    assert ratings
    assert all(ratings)


def test_that_what_is_filtered_out_is_not_printed(actions):
    actions.show_only({"ref": "1.2.1"})

    html = table_html(actions.model, printable(actions.model, actions.view.table.shown_columns()))

    assert "1.2.1" in html
    assert "2.1.1" not in html


def test_that_text_is_printed_as_text_and_never_as_markup(actions, example):
    action = next(each for each in example.plan.actions.live() if each.ref == "1.2.1")
    example.editor.type_into(action, "text", "Visit <b>all</b> & **soon**")

    html = table_html(actions.model, printable(actions.model, actions.view.table.shown_columns()))

    assert "Visit &lt;b&gt;all&lt;/b&gt; &amp; <b>soon</b>" in html


def test_that_print_shows_a_preview_and_does_not_stop_the_program(qtbot, window, actions):
    preview = print_page(window, actions)
    (sheets,) = preview.findChildren(QPrintPreviewWidget)

    qtbot.waitUntil(lambda: sheets.pageCount() > 3)

    assert preview.isVisible()
