"""Polarity: which way is better."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.domain.errors import NotUnderstood
from waymark.domain.polarity import Movement, Polarity, parse_polarity

OPPOSITE = {Movement.better: Movement.worse, Movement.worse: Movement.better}


@pytest.mark.parametrize(
    ("typed", "polarity"),
    [
        ("BIB", Polarity.higher),
        ("SIB", Polarity.lower),
        ("Bigger is better", Polarity.higher),
        ("higher", Polarity.higher),
        ("lower is better", Polarity.lower),
        ("neutral", Polarity.neutral),
        ("Volume", Polarity.neutral),
        ("range", Polarity.range),
        ("", Polarity.unstated),
    ],
)
def test_that_polarities_are_read_in_their_many_words(typed: str, polarity: Polarity) -> None:
    assert parse_polarity(typed) is polarity


@pytest.mark.parametrize("polarity", Polarity)
def test_that_a_polarity_in_words_is_read_back(polarity: Polarity) -> None:
    assert parse_polarity(polarity.words) is polarity
    assert parse_polarity(polarity.value) is polarity


def test_that_what_is_no_polarity_is_refused_with_what_to_try() -> None:
    with pytest.raises(NotUnderstood, match="higher"):
        parse_polarity("sideways")


@given(st.text())
def test_that_any_text_is_understood_or_refused_in_words(text: str) -> None:
    try:
        parse_polarity(text)
    except NotUnderstood as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize(
    ("polarity", "movement"),
    [
        (Polarity.higher, Movement.better),
        (Polarity.lower, Movement.worse),
        (Polarity.neutral, Movement.unjudged),
        (Polarity.range, Movement.unjudged),
        (Polarity.unstated, Movement.unjudged),
    ],
)
def test_that_trap_b43_a_rise_is_judged_by_polarity(polarity: Polarity, movement: Movement) -> None:
    rise = polarity.movement(Decimal("84.5"), Decimal("85"))
    fall = polarity.movement(Decimal("85"), Decimal("84.5"))

    assert rise is movement
    assert fall is OPPOSITE.get(movement, movement)


@pytest.mark.parametrize("polarity", Polarity)
def test_that_an_equal_figure_is_the_same_whatever_its_decimals(polarity: Polarity) -> None:
    assert polarity.movement(Decimal("85"), Decimal("85.0")) is Movement.same
