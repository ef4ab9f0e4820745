"""Data that Waymark brings along: icons, themes, templates, presets and the example plan."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def example(name: str) -> Path:
    """A file of the example plan: `plan.json`, or `plan-earlier.json` for the version before."""
    return HERE / "examples" / name


def icon(name: str) -> Path:
    """A drawing (SVG, 24 by 24) in the one colour `currentColor`; `waymark` is the program's own, in its colours."""
    return HERE / "icons" / f"{name}.svg"


def theme() -> Path:
    """The window's colours, in light and in dark (TOML)."""
    return HERE / "theme.toml"
