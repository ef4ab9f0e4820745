"""Python's search for rubbish, put off while much is made that lasts."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def not_looked_for() -> Iterator[None]:
    """Look for no rubbish meanwhile, and then no more among what there is by now, until `look_everywhere`.

    A plan and its window stay once they are made: going through them over and over took 30 ms of opening a large plan,
    and each later pass would stop the window for as long.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def look_everywhere() -> None:
    """Look for rubbish among everything again: what lasted has been let go."""
    gc.unfreeze()
