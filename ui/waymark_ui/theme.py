"""The window's one calm theme: its colours in light and dark, its font, and what may be written on what."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

import waymark_resources

LEAST_POINTS = 12.0
"""The smallest size of text, in points."""
LEAST_CONTRAST = 4.5
"""The smallest contrast of text with what it stands on (WCAG 2.2, 1.4.3)."""
LIGHT, DARK = "light", "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours by what they are for.

    `window`, `base`, `alternate`, `raised`, `notice` and `tip` are grounds, on each of which `text`, `muted`, `accent`,
    `good`, `warning` and `bad` can be read; `selected_text` stands on `selection`; `line` only divides.
    """

    window: QColor
    base: QColor
    alternate: QColor
    raised: QColor
    text: QColor
    muted: QColor
    line: QColor
    accent: QColor
    selection: QColor
    selected_text: QColor
    good: QColor
    warning: QColor
    bad: QColor
    notice: QColor
    tip: QColor


@cache
def schemes() -> Mapping[str, Colours]:
    """The colours of the light and of the dark scheme."""
    data = tomllib.loads(waymark_resources.theme().read_text(encoding="utf-8"))
    return {name: Colours(**{use: QColor(code) for use, code in codes.items()}) for name, codes in data.items()}


def colours() -> Colours:
    """The colours of the scheme that is shown at present."""
    return schemes()[shown_scheme()]


def shown_scheme() -> str:
    """Whether the window is light or dark at present."""
    return DARK if luminance(QGuiApplication.palette().window().color()) < 0.18 else LIGHT


def luminance(colour: QColor) -> float:
    """Relative luminance, from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    red, green, blue = map(_linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(colour: QColor) -> QColor:
    """Black or white, whichever can be read better on a colour."""
    black, white = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)
    return max(black, white, key=lambda ink: contrast(ink, colour))


def palette(of: Colours) -> QPalette:
    """The palette that widgets take their colours from."""
    made = QPalette()
    for role, colour in _roles(of).items():
        made.setColor(QPalette.ColorGroup.All, role, colour)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, of.muted)
    return made


def follow_system(app: QApplication) -> None:
    """Give the program its style, and its colours from now on as the system has them: light or dark."""
    app.setStyle(QStyleFactory.create("Fusion"))
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(lambda scheme: show_in(_scheme_name(scheme)))
    show_in(_scheme_name(hints.colorScheme()))


def show_in(scheme: str) -> None:
    """Show the program in `light` or `dark`."""
    QApplication.setPalette(palette(schemes()[scheme]))


def set_text_size(percent: int) -> None:
    """Write everything in the system's font, at least 12 points of it, times a percentage."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPointSizeF(max(font.pointSizeF(), LEAST_POINTS) * percent / 100)
    QApplication.setFont(font)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _scheme_name(scheme: Qt.ColorScheme) -> str:
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def _roles(of: Colours) -> dict[QPalette.ColorRole, QColor]:
    role = QPalette.ColorRole
    return {
        role.Window: of.window,
        role.WindowText: of.text,
        role.Base: of.base,
        role.AlternateBase: of.alternate,
        role.Text: of.text,
        role.Button: of.raised,
        role.ButtonText: of.text,
        role.BrightText: of.bad,
        role.Highlight: of.selection,
        role.HighlightedText: of.selected_text,
        role.Accent: of.selection,
        role.PlaceholderText: of.muted,
        role.Link: of.accent,
        role.LinkVisited: of.accent,
        role.ToolTipBase: of.tip,
        role.ToolTipText: of.text,
        role.Light: of.base,
        role.Midlight: of.raised,
        role.Mid: of.line,
        role.Dark: of.line,
        role.Shadow: of.line,
    }
