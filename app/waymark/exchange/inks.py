"""Black and white on colours."""

from __future__ import annotations

DARK, LIGHT = "000000", "FFFFFF"


def ink(fill: str) -> str:
    """Black or white, whichever is read more easily on `fill` (`#rrggbb`); that is at 4.5 to 1 or better (WCAG 2.2)."""
    luminance = sum(share * _linear(fill[at : at + 2]) for share, at in ((0.2126, 1), (0.7152, 3), (0.0722, 5)))
    return DARK if (luminance + 0.05) ** 2 > 0.05 * 1.05 else LIGHT


def _linear(channel: str) -> float:
    level = int(channel, 16) / 255
    return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
