"""Python's search for rubbish, while a plan is opened."""

from __future__ import annotations

import gc
import weakref

import pytest

from waymark.domain.errors import PlanInUse
from waymark_ui import rubbish


class Ring:
    """A thing that only the search for rubbish can end."""

    def __init__(self) -> None:
        self.itself = self


@rubbish.not_looked_for()
def _fail_to_open() -> None:
    assert not gc.isenabled()
    raise PlanInUse("Somebody has it.")


@pytest.fixture(autouse=True)
def _nothing_frozen():
    yield
    rubbish.look_everywhere()


def test_that_rubbish_is_looked_for_again_when_opening_fails():
    with pytest.raises(PlanInUse, match="has it"):
        _fail_to_open()

    assert gc.isenabled()


def test_that_what_was_made_meanwhile_is_left_alone_until_it_is_let_go():
    with rubbish.not_looked_for():
        known = weakref.ref(Ring())
    gc.collect()
    assert known() is not None

    rubbish.look_everywhere()
    gc.collect()

    assert known() is None
