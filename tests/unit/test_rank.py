"""Order keys: always room for another between two."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.domain.rank import DIGITS, between, spread

PLACES = st.lists(st.integers(min_value=0, max_value=1_000_000), max_size=60)


@given(PLACES)
def test_that_a_key_put_anywhere_sorts_strictly_between_its_neighbours(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        before, after = (keys[at - 1] if at else None), (keys[at] if at < len(keys) else None)
        keys.insert(at, between(before, after))

    assert keys == sorted(set(keys))
    assert keys == sorted(keys, key=str.encode)
    assert not any(key.endswith(DIGITS[0]) for key in keys)


@given(st.integers(min_value=0, max_value=5000))
def test_that_a_fresh_list_gets_short_keys_in_order(count: int) -> None:
    keys = spread(count)

    assert len(keys) == count
    assert keys == sorted(set(keys))
    assert all(0 < len(key) <= 3 and not key.endswith(DIGITS[0]) for key in keys)


@given(st.integers(min_value=2, max_value=300))
def test_that_a_fresh_list_has_room_everywhere(count: int) -> None:
    keys = [None, *spread(count), None]

    for before, after in pairwise(keys):
        key = between(before, after)

        assert (before or "") < key
        assert after is None or key < after


def test_that_keys_stay_short_when_rows_are_appended_or_put_first_one_after_another() -> None:
    last = first = between(None, None)
    for _ in range(6000):
        last, first = between(last, None), between(None, first)

    assert len(last) <= 4
    assert len(first) <= 4


@pytest.mark.parametrize(("before", "after"), [("B", "A"), ("A", "A"), ("A0", None), ("", "A")])
def test_that_neighbours_without_room_are_our_mistake(before: str | None, after: str | None) -> None:
    with pytest.raises(ValueError, match="rank"):
        between(before, after)


@pytest.mark.parametrize("before", ["zzzz", "zzzzz"])
def test_that_there_is_room_behind_the_last_of_all_short_keys(before: str) -> None:
    assert between(before, None) > before


def test_that_there_is_room_before_the_first_of_all_short_keys() -> None:
    assert between(None, "0001") < "0001"
