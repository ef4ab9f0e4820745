"""Data that Waymark brings along: icons, themes, templates, presets and the example plan."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable


def example(name: str) -> Traversable:
    """A file of the example plan: `plan.json`, or `plan-earlier.json` for the version before."""
    return files(__name__) / "examples" / name
