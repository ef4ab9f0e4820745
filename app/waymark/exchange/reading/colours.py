"""A fill's colour as a person sees it, from the four ways in which Excel writes one down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

SYSTEM = 64
"""The first of the indices that stand for colours of the system: whatever a window's ground is."""
WHITE = "#ffffff"
OFFICE_THEME = tuple(
    "ffffff 000000 eeece1 1f497d 4f81bd c0504d 9bbb59 8064a2 4bacc6 f79646 0000ff 800080".split()  # noqa: SIM905
)
"""The colours of a workbook that brings no theme, in the order of their numbers: light before dark, twice."""
_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *_ACCENTS, "hlink", "folHlink")
_HEX = re.compile("[0-9A-Fa-f]{6}")


class Palette:
    """A workbook's colours: those of its theme, and those known by an index."""

    def __init__(self, theme: bytes | None, indexed: Sequence[str]) -> None:
        self._theme = _theme(theme) if theme else OFFICE_THEME
        self._indexed = indexed

    def solid(self, fill: Any) -> str:
        """The colour of a cell's fill, `#rrggbb`; blank for none, for white, and for patterns and gradients."""
        return self._shown(fill.fgColor) if getattr(fill, "patternType", None) == "solid" else ""

    def conditional(self, fill: Any) -> str:
        """The colour of a conditional format's fill: there Excel names as the ground what in a cell is the pattern."""
        if fill is None or getattr(fill, "patternType", "") not in (None, "solid"):
            return ""
        ground, pattern = fill.bgColor, fill.fgColor
        return self._shown(pattern if _is_unset(ground) and fill.patternType == "solid" else ground)

    def _shown(self, colour: Any) -> str:
        plain = self._plain(colour)
        tint = colour.tint if colour is not None else 0
        shown = f"#{_tinted(plain, tint)}" if plain else ""
        return "" if shown == WHITE else shown

    def _plain(self, colour: Any) -> str:
        kind: str = colour.type if colour is not None else ""
        named: Any = colour.value if colour is not None else None
        if kind == "rgb" and not _is_unset(colour):
            return str(named)[-6:].lower()
        if kind == "theme" and 0 <= named < len(self._theme):
            return self._theme[int(named)]
        if kind == "indexed" and 0 <= named < min(len(self._indexed), SYSTEM):
            return self._indexed[int(named)][-6:].lower()
        return ""


def _is_unset(colour: Any) -> bool:
    """Whether it is what openpyxl makes of a colour that was not named: black that cannot be seen."""
    return colour is None or (colour.type == "rgb" and colour.rgb == "00000000")


def _theme(content: bytes) -> tuple[str, ...]:
    scheme = fromstring(content).find(".//{*}clrScheme")
    named = {element.tag.rpartition("}")[2]: _in_theme(element) for element in scheme} if scheme is not None else {}
    return tuple(named.get(name) or usual for name, usual in zip(_THEME_ORDER, OFFICE_THEME, strict=True))


def _in_theme(element: Element) -> str:
    colour = next(iter(element), element)
    plain = colour.get("lastClr") or colour.get("val") or ""
    return plain.lower() if _HEX.fullmatch(plain) else ""


def _tinted(colour: str, tint: float) -> str:
    """A colour made lighter (tint above 0) or darker (below), as ECMA-376 18.3.1.15 has it."""
    if not tint:
        return colour
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02x}" for part in hls_to_rgb(hue, min(max(light, 0), 1), saturation))
