"""What a person types into a field, read or refused."""

from __future__ import annotations

import pytest

from waymark.domain.entry import understood
from waymark.domain.errors import NotUnderstood
from waymark.domain.rows import Kpi


@pytest.mark.parametrize(("typed", "held"), [("0", 0), (" 2 ", 2), ("6", 6), ("", None)])
def test_that_trap_c24_a_kpi_has_its_own_number_of_decimal_places(typed, held):
    assert understood(Kpi, "decimals", typed) == held


@pytest.mark.parametrize("typed", ["7", "12", "0123456", "-1", "two"])
def test_that_what_is_no_number_of_decimal_places_is_refused(typed):
    with pytest.raises(NotUnderstood, match="from 0 to 6"):
        understood(Kpi, "decimals", typed)


@pytest.mark.parametrize(("typed", "held"), [("Yes", 1), ("y", 1), ("No", 0), ("", 0)])
def test_that_yes_and_no_are_read(typed, held):
    assert understood(Kpi, "counts_children", typed) == held


def test_that_neither_yes_nor_no_is_refused():
    with pytest.raises(NotUnderstood, match="“perhaps”"):
        understood(Kpi, "counts_children", "perhaps")
