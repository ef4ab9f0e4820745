"""The theme: what can be read on what, in light and in dark, and icons that follow."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel

import waymark_resources
from waymark_ui import theme
from waymark_ui.icons import icon

INKS = ("text", "muted", "accent", "good", "warning", "bad")
GROUNDS = ("window", "base", "alternate", "raised", "notice", "tip")


@pytest.fixture
def shown_in(qapp):
    """Shows the program in a scheme, and in its own colours again afterwards."""
    before, font = QApplication.palette(), QApplication.font()
    yield theme.show_in
    QApplication.setPalette(before)
    QApplication.setFont(font)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_that_every_ink_can_be_read_on_every_ground(scheme, ink, ground):
    colours = theme.schemes()[scheme]

    ratio = theme.contrast(getattr(colours, ink), getattr(colours, ground))

    assert ratio >= theme.LEAST_CONTRAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_what_is_selected_can_be_read(scheme):
    colours = theme.schemes()[scheme]

    assert theme.contrast(colours.selected_text, colours.selection) >= theme.LEAST_CONTRAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "group", [QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled]
)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window),
        (QPalette.ColorRole.Text, QPalette.ColorRole.Base),
        (QPalette.ColorRole.Text, QPalette.ColorRole.AlternateBase),
        (QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Base),
        (QPalette.ColorRole.ButtonText, QPalette.ColorRole.Button),
        (QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Highlight),
        (QPalette.ColorRole.ToolTipText, QPalette.ColorRole.ToolTipBase),
        (QPalette.ColorRole.Link, QPalette.ColorRole.Base),
    ],
)
def test_that_the_palette_can_be_read_also_where_things_are_disabled(scheme, group, ink, ground):
    palette = theme.palette(theme.schemes()[scheme])

    assert theme.contrast(palette.color(group, ink), palette.color(group, ground)) >= theme.LEAST_CONTRAST


def test_that_both_schemes_name_the_same_colours():
    light, dark = theme.schemes()["light"], theme.schemes()["dark"]

    assert all(isinstance(getattr(of, field.name), QColor) for of in (light, dark) for field in fields(theme.Colours))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_the_colours_are_those_of_the_scheme_that_is_shown(shown_in, scheme):
    shown_in(scheme)

    assert theme.shown_scheme() == scheme
    assert theme.colours() == theme.schemes()[scheme]


@pytest.mark.parametrize(
    ("ground", "ink"), [("#c00000", "white"), ("#ffc000", "black"), ("#00763d", "white"), ("#1f4e9e", "white")]
)
def test_that_the_ink_on_a_colour_is_the_one_that_can_be_read(ground, ink):
    chosen = theme.ink_on(QColor(ground))

    assert chosen == QColor(ink)
    assert theme.contrast(chosen, QColor(ground)) >= theme.LEAST_CONTRAST


def test_that_no_text_is_smaller_than_twelve_points(shown_in):
    theme.set_text_size(100)

    assert QLabel("A").font().pointSizeF() >= 12


def test_that_text_grows_with_the_percentage(shown_in):
    theme.set_text_size(100)
    usual = QApplication.font().pointSizeF()

    theme.set_text_size(200)

    assert QApplication.font().pointSizeF() == pytest.approx(2 * usual)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_that_icons_are_drawn_in_the_colour_of_text_and_as_sharp_as_the_screen(shown_in, scheme, ratio):
    shown_in(scheme)

    picture = icon("actions").pixmap(QSize(24, 24), ratio).toImage()

    inks = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    darkest = max(inks, key=lambda colour: colour.alpha())
    assert picture.width() == 24 * ratio
    assert darkest == theme.colours().text


def test_that_every_drawing_can_be_drawn():
    drawings = [entry.name for entry in waymark_resources.icon("new").parent.iterdir()]

    for name in drawings:
        picture = icon(name.removesuffix(".svg")).pixmap(QSize(32, 32)).toImage()
        assert any(picture.pixelColor(x, y).alpha() for x in range(32) for y in range(32)), name
