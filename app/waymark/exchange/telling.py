"""How a writer tells whoever waits for it how far it is."""

from __future__ import annotations

from collections.abc import Callable

Said = Callable[[float, str], object]
"""Takes how far the work is, from 0 to 1, and what is being done. What it raises ends the work, and no file is left."""


def unheard(done: float, words: str) -> None:
    """Tells nobody."""
