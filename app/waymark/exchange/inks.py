"""Black and white on colours, and how well colours are told apart."""

from __future__ import annotations

DARK, LIGHT = "000000", "FFFFFF"


def ink(fill: str) -> str:
    """Black or white, whichever is read more easily on `fill` (`#rrggbb`); that is at 4.5 to 1 or better (WCAG 2.2)."""
    return DARK if (_luminance(fill.lstrip("#")) + 0.05) ** 2 > 0.05 * 1.05 else LIGHT


def contrast(one: str, other: str) -> float:
    """How well one colour (`rrggbb`) is told from another, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    return sum(share * _linear(colour[at : at + 2]) for share, at in ((0.2126, 0), (0.7152, 2), (0.0722, 4)))


def _linear(channel: str) -> float:
    level = int(channel, 16) / 255
    return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
