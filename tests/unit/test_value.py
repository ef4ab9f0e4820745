"""Values: numbers with what qualifies them; other text stays text and is never 0."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.domain.value import Value, ValueState, format_number, parse_value, rounded

NUMBERS = st.decimals(min_value=-99999, max_value=999999, places=1, allow_nan=False)
TYPED = st.builds(
    "{}{}{}".format,
    NUMBERS,
    st.sampled_from(["", "%", " days", " %"]),
    st.sampled_from(["", " (6m+)", " ~", "*", " (2014/15)", " (Sept 18) ~", " (4 / 7)", " (England ave.)"]),
)
STATED = st.sampled_from(
    [
        "4 / 7",
        "12 – 15",
        "10-15%",
        "<10% of Cohort",
        "at least 90%",
        "16 or below",
        "-",
        "n/a",
        "",
        "c",
        "QA audit",
        "-£1,234.50",
    ]
)


@pytest.mark.parametrize(
    ("typed", "number", "unit", "decimals", "qualifiers"),
    [
        ("43%", "43", "%", 0, ()),
        ("83.0%", "83.0", "%", 1, ()),
        ("85 %", "85", "%", 0, ()),
        ("-3%", "-3", "%", 0, ()),
        ("–3%", "-3", "%", 0, ()),
        ("1,234", "1234", "", 0, ()),
        ("£1,234.50", "1234.50", "£", 2, ()),
        ("763 days", "763", "days", 0, ()),
        ("79% (6m+)", "79", "%", 0, ("6m+",)),
        ("44% (2014/15)", "44", "%", 0, ("2014/15",)),
        ("90% (England ave.)", "90", "%", 0, ("England ave.",)),
        ("28% (11)", "28", "%", 0, ("11",)),
        ("30.6% Sept 2018", "30.6", "%", 1, ("Sept 2018",)),
        ("0", "0", "", 0, ()),
    ],
    ids=["percent", "C24", "X08", "minus", "X20", *["unit"] * 3, "C20", "B34", "B37", "S19", "month", "zero"],
)
def test_that_trap_numbers_keep_unit_decimals_and_qualifiers(
    typed: str, number: str, unit: str, decimals: int, qualifiers: tuple[str, ...]
) -> None:
    value = parse_value(typed)

    assert value.state is ValueState.reported
    assert (value.figure, value.unit, value.decimals) == (Decimal(number), unit, decimals)
    assert value.qualifiers == qualifiers
    assert str(value) == typed


@pytest.mark.parametrize("typed", ["4 / 7", "4/7", "4 of 7"])
def test_that_trap_b29_a_fraction_is_its_numerator_of_its_denominator(typed: str) -> None:
    value = parse_value(typed)

    assert value.words == "4 of 7"
    assert value.parsed == {"value": 4, "unit": None, "qualifier": None, "numerator": 4, "denominator": 7}


def test_that_a_percentage_keeps_the_cases_it_was_worked_out_of() -> None:
    value = parse_value("57% (4/7)")

    assert (value.number, value.numerator, value.denominator) == (Decimal(57), Decimal(4), Decimal(7))
    assert value.words == "57% (4 of 7)"


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("", ValueState.blank),
        ("-", ValueState.not_available),
        ("–", ValueState.not_available),
        (":", ValueState.not_available),
        ("n/a", ValueState.not_applicable),
        ("NA", ValueState.not_applicable),
        ("z", ValueState.not_applicable),
        ("not collected", ValueState.not_collected),
        ("pending", ValueState.pending),
        ("c", ValueState.suppressed),
        ("21 June 2018", ValueState.text),
        ("8* Adoptions (*year to date)", ValueState.text),
        ("QA audit", ValueState.text),
        ("2015/16", ValueState.text),
        ("2016-2017", ValueState.text),
        ("0/0", ValueState.text),
        ("(xx%)", ValueState.text),
        ("1,23", ValueState.text),
    ],
    ids=[
        *("C21", "B35-dash", "S10", "colon", "B35-n/a", "C15", "z", "not-collected", "C22", "suppressed"),
        *("L06", "S24", "L19", "year", "years", "C23", "C50", "comma"),
    ],
)
def test_that_trap_a_cell_without_a_number_never_becomes_one(typed: str, state: ValueState) -> None:
    value = parse_value(typed)

    assert value.state is state
    assert value.number is None
    assert value.figure is None


@pytest.mark.parametrize("typed", ["90.8% (Sept 18) ~", "90.8% (Sept 18)*", "90.8% (Sept 18; provisional)"])
def test_that_trap_l10_marks_make_a_figure_provisional(typed: str) -> None:
    value = parse_value(typed)

    assert value.state is ValueState.provisional
    assert value.figure == Decimal("90.8")
    assert value.words == "90.8% (Sept 18; provisional)"


@pytest.mark.parametrize(("typed", "low", "high"), [("12 – 15", 12, 15), ("18 - 20", 18, 20), ("18 to 20", 18, 20)])
def test_that_trap_l07_a_range_has_two_ends_and_no_figure(typed: str, low: int, high: int) -> None:
    value = parse_value(typed)

    assert value.state is ValueState.range
    assert (value.low, value.high, value.figure) == (Decimal(low), Decimal(high), None)


@pytest.mark.parametrize(
    ("typed", "comparison", "number", "qualifiers"),
    [
        ("<10% of Cohort", "<", 10, ("of Cohort",)),
        ("at least 90%", ">=", 90, ()),
        ("16 or below", "<=", 16, ()),
        ("≤ 5", "<=", 5, ()),
    ],
    ids=["C08", "words", "behind", "sign"],
)
def test_that_trap_a_bound_is_kept_and_is_no_figure(
    typed: str, comparison: str, number: int, qualifiers: tuple[str, ...]
) -> None:
    value = parse_value(typed)

    assert value.state is ValueState.bound
    assert (value.comparison, value.number, value.qualifiers) == (comparison, Decimal(number), qualifiers)
    assert value.figure is None


@pytest.mark.parametrize(
    ("typed", "qualifier"),
    [("-", "not available"), ("NA", "not applicable"), ("<10% of Cohort", "text"), ("QA audit", "text"), ("", None)],
)
def test_that_the_dump_says_why_there_is_no_figure(typed: str, qualifier: str | None) -> None:
    assert parse_value(typed).parsed == {"value": None, "unit": None, "qualifier": qualifier}


def test_that_the_dump_writes_a_number_as_printed() -> None:
    assert parse_value("43%").parsed == {"value": 43, "unit": "%", "qualifier": None}
    assert parse_value("37.5% (6m+)").parsed == {"value": 37.5, "unit": "%", "qualifier": "6m+"}


@given(TYPED | STATED)
def test_that_a_value_in_words_is_read_back(typed: str) -> None:
    value = parse_value(typed)

    assert _meaning(parse_value(value.words)) == _meaning(value)


@given(st.text() | st.from_regex(r"\A[<>£+-]{0,2}[0-9,.]{0,8} ?[%a-z/-]{0,3} ?[0-9]{0,4}(\([a-z0-9;/]*\)|[~*]){0,2}\Z"))
def test_that_any_text_is_kept_and_means_the_same_in_words(text: str) -> None:
    value = parse_value(text)

    assert value.typed == text
    assert _meaning(parse_value(value.words)) == _meaning(value)
    assert any(sign.isdigit() for sign in text) or value.number is None


@pytest.mark.parametrize(
    ("number", "decimals", "expected"),
    [("2.5", 0, "3"), ("-2.5", 0, "-3"), ("95.25", 1, "95.3"), ("-0.4", 0, "0"), ("83", 1, "83.0")],
    ids=["half", "half-below-zero", "S25", "no-minus-zero", "more-places"],
)
def test_that_trap_halves_are_rounded_away_from_zero(number: str, decimals: int, expected: str) -> None:
    assert str(rounded(Decimal(number), decimals)) == expected


@pytest.mark.parametrize(
    ("number", "unit", "decimals", "words"),
    [
        ("1234", "", 0, "1,234"),
        ("83", "%", 1, "83.0%"),
        ("-5", "£", 0, "-£5"),
        ("763", "days", 0, "763 days"),
        ("1", "days", 0, "1 day"),
    ],
)
def test_that_numbers_are_written_for_people(number: str, unit: str, decimals: int, words: str) -> None:
    assert format_number(Decimal(number), unit, decimals) == words


def _meaning(value: Value) -> Value:
    return replace(value, typed=" ".join(value.typed.split()) if value.state is ValueState.text else "")
