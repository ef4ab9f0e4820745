"""Small numbers left out, and what would give them away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import a_kpi
from waymark.domain.value import parse_value
from waymark.services.small_numbers import is_confidential, is_small_number, public_note, without_small_counts
from waymark.services.suppression import Sum, sums, suppressed

TABLE = ((3, 12), (9, 20), (8, 11), (20, 43))


def small_in(rows):
    return {
        (row, place) for row, line in enumerate(rows) for place, n in enumerate(line) if n is not None and 1 <= n <= 5
    }


def test_that_a_total_of_the_rows_above_it_is_found():
    assert sums(TABLE) == (Sum(3, (0, 1, 2)),)


def test_that_a_total_of_the_rows_below_it_is_found():
    assert sums(((20, 43), *TABLE[:3])) == (Sum(0, (1, 2, 3)),)


def test_that_one_column_is_too_few_to_know_a_total_by():
    assert sums(((3, None), (9, None), (12, None))) == ()


def test_that_noughts_alone_add_up_to_nothing():
    assert sums(((0, 0), (0, 0), (0, 0))) == ()


def test_that_beside_a_lone_small_number_the_next_smallest_part_is_left_out():
    assert suppressed(TABLE, {(0, 0)}) == {(0, 0), (2, 0)}


def test_that_nought_is_left_out_only_where_there_is_nothing_else():
    assert suppressed(((2, 8), (0, 9), (7, 6), (9, 23)), {(0, 0)}) == {(0, 0), (2, 0)}
    assert suppressed(((2, 8), (0, 9), (0, 6), (2, 23)), {(0, 0), (3, 0)}) == {(0, 0), (3, 0)}


def test_that_two_small_numbers_hide_each_other():
    assert suppressed(((3, 12), (2, 20), (15, 11), (20, 43)), {(0, 0), (1, 0)}) == {(0, 0), (1, 0)}


def test_that_without_a_total_only_the_small_number_goes():
    assert suppressed(((3, 12), (9, 20), (8, 11)), {(0, 0)}) == {(0, 0)}


PARTS = st.lists(st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=2, max_size=5)


@given(PARTS)
def test_that_no_figure_left_out_can_be_worked_out_from_a_total(parts):
    rows = [*parts, [sum(column) for column in zip(*parts, strict=True)]]
    small = small_in(rows)

    hidden = suppressed(rows, small)

    assert small <= hidden
    for each in sums(rows):
        for column in range(4):
            assert sum((row, column) in hidden for row in each.members) != 1


@given(PARTS)
def test_that_columns_without_small_numbers_stay_whole(parts):
    rows = [*parts, [sum(column) for column in zip(*parts, strict=True)]]
    small = small_in(rows)

    touched = {column for _, column in suppressed(rows, small)}

    assert touched == {column for _, column in small}


@given(PARTS)
def test_that_leaving_out_twice_leaves_out_no_more(parts):
    rows = [*parts, [sum(column) for column in zip(*parts, strict=True)]]

    once = suppressed(rows, small_in(rows))

    assert suppressed(rows, once) == once


@given(st.integers(-10, 50))
def test_that_one_to_five_are_small_and_nought_is_not(number):
    assert is_small_number(number) == (number in (1, 2, 3, 4, 5))


@pytest.mark.parametrize(
    ("kpi", "value", "confidential"),
    [
        pytest.param({"counts_children": 1}, "3", True, id="trap S23"),
        pytest.param({"counts_children": 1}, "0", False, id="nought"),
        pytest.param({"counts_children": 1}, "6", False, id="six"),
        pytest.param({"title": "Children seen in time"}, "92% (34 of 37)", True, id="trap L27: all but three"),
        pytest.param({"title": "Children seen in time"}, "42% (13 of 31)", False, id="trap L27: large enough"),
        pytest.param({"title": "Audits graded good"}, "4 / 7", False, id="trap B29: no children"),
        pytest.param({"title": "Children per social worker, on average"}, "4", False, id="trap C25"),
        pytest.param({"counts_children": 1, "unit": "%"}, "3", False, id="a bare share"),
    ],
)
def test_that_what_a_public_copy_leaves_out_is_small_and_about_children(kpi, value, confidential):
    assert is_confidential(a_kpi("1", **kpi), parse_value(value)) is confidential


@pytest.mark.parametrize(
    ("text", "public"),
    [
        pytest.param("3 of 37 children were late", "[c] of [c] children were late", id="trap L27"),
        pytest.param("only 4 children are open", "only [c] children are open", id="trap L18"),
        pytest.param("Two care leavers began", "[c] care leavers began", id="trap L27: words"),
        pytest.param("Level 4 care leavers; 40 children", "Level 4 care leavers; 40 children", id="no count"),
        pytest.param("**3** children\n- **12** children", "**[c]** children\n- **12** children", id="markup"),
        pytest.param("- [4 children](https://a.example)", "- [c] children", id="a link"),
    ],
)
def test_that_small_counts_are_taken_out_of_texts(text, public):
    assert without_small_counts(text) == public


def test_that_trap_l27_a_fraction_in_the_note_of_a_kpi_about_children_is_left_out():
    about, other = a_kpi("1", "Children seen", note="November: 1 of 9."), a_kpi("2", "Audits", note="November: 1 of 9.")

    assert (public_note(about), public_note(other)) == ("November: [c].", "November: 1 of 9.")
