"""Data that Waymark brings along: icons, themes, templates, presets and the example plan."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable


def example(name: str) -> Traversable:
    """A file of the example plan: `plan.json`, or `plan-earlier.json` for the version before."""
    return files(__name__) / "examples" / name


def icon(name: str) -> Traversable:
    """A drawing (SVG, 24 by 24) in the one colour `currentColor`; `waymark` is the program's own, in its colours."""
    return files(__name__) / "icons" / f"{name}.svg"


def theme() -> Traversable:
    """The window's colours, in light and in dark (TOML)."""
    return files(__name__) / "theme.toml"
