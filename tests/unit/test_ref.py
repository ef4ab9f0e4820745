"""Refs: matched however they are spelt, sorted as people count."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.domain.errors import NotUnderstood
from waymark.domain.ref import Ref, parse_ref, parse_refs, same_ref

KNOWN = ("1a", "1b", "1c", "2a", "2b", "3a", "3b", "4", "6a", "6b", "10", "12a", "12b", "17a", "17b", "17c")
SECTIONED = ("P1", "W 1", "W1 a", "W1 b", "W 2", "LAC 10", "LAC 11", "LAC 19", "LAC 19 (12m)", "R & D 1", "CL a")
REFS = st.from_regex(r"\A[A-Z]{0,3} ?[0-9]{1,3}(\.[0-9]{1,2}){0,2} ?[a-e]?\Z")


def test_that_refs_sort_as_people_count() -> None:
    expected = ["1.2.9", "1.2.10", "1a", "1b", "2", "10", "LAC 2", "LAC 10", "W 1", "W1 a", "W 2", "W 10"]
    shuffled = random.Random(3).sample(expected, len(expected))

    assert sorted(shuffled, key=lambda ref: Ref(ref).order) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("W 1", "w1"), ("W1 a", "W 1\u00a0A"), ("1.", "1"), ("Oct–01", "Oct-01"), (" I_001", "i_001")],
    ids=["C32", "X20-blank", "L04", "X20-dash", "leading-blank"],
)
def test_that_trap_spellings_of_one_ref_match(one: str, other: str) -> None:
    assert same_ref(one, other)
    assert Ref(one).order == Ref(other).order


@pytest.mark.parametrize(
    ("one", "other"),
    [("W 1 e", "W 2"), ("LAC 19", "LAC 19 (12m)"), ("1.1", "1.10"), ("", "")],
    ids=["C30", "C31", "B46", "blank"],
)
def test_that_trap_refs_that_only_look_alike_do_not_match(one: str, other: str) -> None:
    assert not same_ref(one, other)


@given(st.text())
def test_that_any_text_is_read_as_a_ref_or_refused_in_words(text: str) -> None:
    try:
        ref = parse_ref(text)
    except NotUnderstood:
        return

    assert parse_ref(str(ref)) == ref
    assert sorted([ref.order, Ref("1").order, Ref("a").order])


@given(REFS)
def test_that_a_ref_is_kept_as_typed(typed: str) -> None:
    ref = parse_ref(typed)

    assert str(ref) == typed.strip()
    assert same_ref(str(parse_ref(str(ref))), typed)


@pytest.mark.parametrize(
    "typed", ["...", "first line\nsecond line", "an action's whole text that went astray into this cell"]
)
def test_that_what_is_no_ref_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        parse_ref(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1", ("1a", "1b", "1c")),
        ("6a,b", ("6a", "6b")),
        ("17a,b,c", ("17a", "17b", "17c")),
        ("1, 2, 3", ("1a", "1b", "1c", "2a", "2b", "3a", "3b")),
        ("2,3", ("2a", "2b", "3a", "3b")),
        ("1,2,3,17", ("1a", "1b", "1c", "2a", "2b", "3a", "3b", "17a", "17b", "17c")),
        ("", ()),
        ("17a-c", ("17a", "17b", "17c")),
        ("17a – 17c", ("17a", "17b", "17c")),
        ("2 to 4", ("2a", "2b", "3a", "3b", "4")),
        ("4; 10/12a & 12b and 1c\n17a", ("4", "10", "12a", "12b", "1c", "17a")),
        ("4, 4, 04", ("4",)),
    ],
    ids=["B10", "B11-two", "B11-three", "B12", "B12-close", "B12-groups", "B14", *["range"] * 3, "separators", "once"],
)
def test_that_trap_lists_of_refs_are_read_as_they_are_meant(typed: str, meant: tuple[str, ...]) -> None:
    refs = parse_refs(typed, KNOWN)

    assert refs.refs == meant
    assert not refs.everything
    assert refs.typed == typed


@pytest.mark.parametrize("typed", ["All", "all KPIs", "ALL."])
def test_that_trap_b13_all_means_every_ref(typed: str) -> None:
    refs = parse_refs(typed, KNOWN)

    assert refs.everything
    assert refs.refs == KNOWN


@pytest.mark.parametrize(
    ("typed", "meant", "unknown"),
    [
        ("W1 a", ("W1 a",), ()),
        ("LAC 19 (12m), LAC 19", ("LAC 19 (12m)", "LAC 19"), ()),
        ("LAC 10, 11", ("LAC 10", "LAC 11"), ()),
        ("R & D 1, P1", ("R & D 1", "P1"), ()),
        ("P1 CL a", (), ("P1 CL a",)),
        ("P1 w1a", ("P1", "W1 a"), ()),
        ("W 1 e", (), ("W 1 e",)),
        ("W 1, QA 9", ("W 1",), ("QA 9",)),
    ],
)
def test_that_refs_that_hold_blanks_are_matched_whole(
    typed: str, meant: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    refs = parse_refs(typed, SECTIONED)

    assert (refs.refs, refs.unknown) == (meant, unknown)


def test_that_things_without_a_ref_are_never_meant() -> None:
    assert parse_refs("9, b", ["", "4"]).refs == ()


def test_that_a_descending_range_is_left_to_the_person() -> None:
    assert parse_refs("17c-a", KNOWN).unknown == ("17c-a",)


@given(st.lists(st.sampled_from(SECTIONED), unique=True))
def test_that_a_list_written_out_means_the_same(chosen: list[str]) -> None:
    refs = parse_refs(", ".join(chosen), SECTIONED)

    assert refs.refs == tuple(chosen)
    assert parse_refs(refs.words, SECTIONED).refs == refs.refs


@given(st.text(), st.lists(REFS, max_size=8))
def test_that_reading_a_list_never_fails_and_names_only_known_refs(text: str, known: list[str]) -> None:
    refs = parse_refs(text, known)

    assert set(refs.refs) <= set(known)
    assert str(refs) == text
