"""Rating rules as people write them: what is read, and that nothing is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.domain.bands import Band, Span, band
from waymark.domain.number_words import UNITS
from waymark.domain.polarity import Polarity
from waymark.domain.rating import Rule, Tolerance
from waymark.domain.rule_text import LONGEST_RULE, parse_rule

SCHEME = ("Green", "Amber", "Red")
PERCENT = "Green: 24% or below\nAmber: 25% to 34%\nRed: 35% or above"
# Every text that stood under “RAG methodology” in the sources, with the ids of what is odd about it.
PRINTED = [
    ("24% or below Green 25%-34% Amber 35% and above Red", PERCENT),
    ("Green: 24% or below\nAmber: 25%-34%\nRed: 35% and above", PERCENT),
    (
        "17 or below Green 18.1-20 Amber 20.1 and above Red",
        "Green: 17 or below\nAmber: 18.1 to 20\nRed: 20.1 or above",
    ),
    (
        "85% or above Green 75%-84% Amber 74% and below Red",
        "Green: 85% or above\nAmber: 75% to 84%\nRed: 74% or below",
    ),
    (
        "22% or below Green 21% - 25% Amber 26% and above Red",
        "Green: 22% or below\nAmber: 21% to 25%\nRed: 26% or above",
    ),
    (
        "10% of cohort or below Green 10-15% Amber 16% and above Red",
        "Green: 10% or below\nAmber: 10% to 15%\nRed: 16% or above",
    ),
    (
        "558 or below Green 559 to 608 Amber 609 and above Red",
        "Green: 558 or below\nAmber: 559 to 608\nRed: 609 or above",
    ),
]
PRINTED_IDS = ["C05-one-line", "C05-lines", "C01", "C02", "C03", "C04", "C23-days"]


@pytest.mark.parametrize(("typed", "words"), PRINTED, ids=PRINTED_IDS)
def test_that_trap_printed_rules_are_read(typed: str, words: str) -> None:
    rule = parse_rule(typed, SCHEME)

    assert rule.words == words
    assert rule.unread == ()
    assert rule.typed == typed


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Green >= 85, Amber 75 to <85, Red < 75", "Green: 85 or above\nAmber: from 75 to below 85\nRed: below 75"),
        ("G ≥ 90%; A 80–89.9%; R < 80%", "Green: 90% or above\nAmber: 80% to 89.9%\nRed: below 80%"),
        ("G≥90% / A 80–89.9% / R<80%", "Green: 90% or above\nAmber: 80% to 89.9%\nRed: below 80%"),
        ("R: under 60, A: 60 - 69, G: 70+", "Green: 70 or above\nAmber: 60 to 69\nRed: below 60"),
        ("between 12 and 15 Green", "Green: 12 to 15"),
        ("Amber 559 to 608", "Amber: 559 to 608"),
        ("60% or above Green", "Green: 60% or above"),
        ("less than 5 Red", "Red: below 5"),
        (
            "Red (<75%), Amber [75% to <85%], Green = 85% plus",
            "Green: 85% or above\nAmber: from 75% to below 85%\nRed: below 75%",
        ),
        (
            "- Green: at least 85\n- Amber: 75 up to 84\n- Red: 74 or fewer",
            "Green: 85 or above\nAmber: 75 to 84\nRed: 74 or below",
        ),
        ("Green\n85% or above\nAmber\n75% - 84%", "Green: 85% or above\nAmber: 75% to 84%"),
        ("Green >= 85, 75 to 84 Amber, Red < 75", "Green: 85 or above\nAmber: 75 to 84\nRed: below 75"),
        ("Amber: >= 75 and < 85", "Amber: from 75 to below 85"),
        ("Amber: 84%-75%", "Amber: 75% to 84%"),
        ("Red: below 10 and above 17", "Red: below 10\nRed: above 17"),
        ("Red: less than 10 or above 17", "Red: below 10\nRed: above 17"),
        ("Green: -5 to 5", "Green: -5 to 5"),
        ("Green £1,500 or less, Red over £1,500", "Green: £1,500 or below\nRed: above £1,500"),
        ("Green 45 working days or fewer, Red 46 days and over", "Green: 45 days or below\nRed: 46 days or above"),
        ("0 Green, 1 Amber, 2+ Red", "Green: 0\nAmber: 1\nRed: 2 or above"),
        ("Green 85 or above, Red anything else", "Green: 85 or above\nRed: below 85"),
        (
            "Green 12-15, Amber 10-11 or 16-17, Red otherwise",
            "Green: 12 to 15\nAmber: 10 to 11\nAmber: 16 to 17\n"
            "Red: below 10\nRed: above 11 to below 12\nRed: above 15 to below 16\nRed: above 17",
        ),
        ("Green 12-15, Amber 10-11, 16-17", "Green: 12 to 15\nAmber: 10 to 11\nAmber: 16 to 17"),
    ],
)
def test_that_a_rule_is_read_in_whatever_order_and_signs_it_is_written(typed: str, words: str) -> None:
    rule = parse_rule(typed, SCHEME)

    assert rule.words == words
    assert rule.unread == ()


def test_that_trap_c14_a_word_that_the_scheme_lacks_is_read_as_the_one_it_stands_for() -> None:
    typed = "17 or below Green 18.1-20 Yellow"

    assert parse_rule(typed, SCHEME).words == "Green: 17 or below\nAmber: 18.1 to 20"
    assert parse_rule(typed, ("Green", "Yellow", "Amber", "Red")).words == "Green: 17 or below\nYellow: 18.1 to 20"


def test_that_a_scheme_of_two_words_a_rating_is_read_with_them() -> None:
    rule = parse_rule("Green 90+; Amber/Green 80-89; Amber 70-79", ("Green", "Amber/Green", "Amber", "Red"))

    assert [band.word for band in rule.bands] == ["Green", "Amber/Green", "Amber"]


def test_that_trap_c08_a_rule_in_percent_says_of_what() -> None:
    rule = parse_rule("10% of cohort or below Green 10-15% Amber 16% and above Red", SCHEME)

    assert (rule.unit, rule.of) == ("%", "cohort")


def test_that_trap_c24_a_rule_has_the_decimals_that_it_is_written_with() -> None:
    assert parse_rule("17 or below Green 18.1-20 Amber", SCHEME).decimals == 1
    assert parse_rule("24% or below Green 25%-34% Amber", SCHEME).decimals == 0


@pytest.mark.parametrize(
    ("typed", "state"), [("95.0%", "95.0%"), ("12 – 15", "12 – 15"), ("<10% of Cohort", "<10%"), ("Target 85%", "85%")],
    ids=["C24-figure", "L07-range", "C08-bound", "word"],
)  # fmt: skip
def test_that_trap_a_figure_alone_is_a_target_and_no_band(typed: str, state: str) -> None:
    rule = parse_rule(typed, SCHEME)

    assert rule.target is not None
    assert rule.target.words.startswith(state)
    assert (rule.bands, rule.unread) == ((), ())


@pytest.mark.parametrize(
    ("typed", "amount", "of_target"),
    [
        ("within 5% of target Amber", 5, True),
        ("within 5% of the target", 5, True),
        ("tolerance 5", 5, False),
        ("tolerance of 5 percentage points", 5, False),
        ("± 2", 2, False),
        ("+/- 10%", 10, True),
        ("85% ± 5", 5, False),
        ("Green: on or above target; Amber: within 10% of target; Red: more than 10% below target", 10, True),
        ("Green: at target or above, Amber: up to 10% below target, Red: otherwise", 10, True),
        ("Green: on or above target; Red: below target", 0, False),
    ],
)
def test_that_what_is_said_of_the_target_is_a_tolerance(typed: str, amount: int, of_target: bool) -> None:
    rule = parse_rule(typed, SCHEME)

    assert rule.tolerance == Tolerance(Decimal(amount), of_target)
    assert (rule.bands, rule.unread) == ((), ())


def test_that_a_rule_by_the_target_says_which_way_is_better() -> None:
    assert parse_rule("Green: on or above target; Red: below target", SCHEME).polarity is Polarity.higher
    assert parse_rule("Green: on or below target; Red: above target", SCHEME).polarity is Polarity.lower


@pytest.mark.parametrize(
    ("typed", "unread"),
    [
        ("whatever the board decides", ("whatever the board decides",)),
        ("85% or above Green, roughly 80 Amber", ("roughly",)),
        ("Blue 95 or above, Green 85 or above", ("Blue 95 or above",)),
        ("Green 85 or above 75-84 Amber", ("Green 85 or above 75-84 Amber",)),
        ("Green 85 or above, Amber", ("Amber",)),
        ("85 or above Green, 75 or above", ("75 or above",)),
        ("Green -5 to 5", ("-5",)),
        ("Green 12,15 or above", ("12", "15")),
        ("Green 85% or above, Amber 75 days", ("75 days",)),
        ("Green or better than last year", ("Green", "better than last year")),
        ("Green: within 5% of target, Amber: within 10% of target", ("within 5% of target", "within 10% of target")),
        ("Green 85 or above, Amber within 10% of target", ("within 10% of target",)),
        ("Red otherwise", ("otherwise",)),
        ("Green within 10", ("within",)),
        ("Green 85 or above, tolerance", ("tolerance",)),
        ("9" * (LONGEST_RULE + 1), ("9" * (LONGEST_RULE + 1),)),
    ],
    ids=[
        *("none", "word", "no-word-of-scheme", "ambiguous", "no-stretch", "no-word", "dash-or-minus", "comma", "units"),
        *("last-year", "two-tolerances", "mixed", "nothing-before", "within-what", "no-amount", "long"),
    ],
)  # fmt: skip
def test_that_what_cannot_be_read_is_kept_and_said(typed: str, unread: tuple[str, ...]) -> None:
    rule = parse_rule(typed, SCHEME)

    assert not rule.is_blank
    assert all(any(piece in each for each in rule.unread) for piece in unread)


@pytest.mark.parametrize("typed", ["", " \n", "n/a", "-", "TBC", "not applicable"])
def test_that_a_rule_that_says_nothing_is_blank(typed: str) -> None:
    assert parse_rule(typed, SCHEME).is_blank


@pytest.mark.parametrize(
    ("typed", "polarity"),
    [
        *((typed, Polarity.higher if "85% or above" in typed else Polarity.lower) for typed, _ in PRINTED),
        ("60% or above Green", Polarity.higher),
        ("less than 5 Red", Polarity.higher),
        ("less than 5 Green", Polarity.lower),
        ("Green 12-15, Amber 10-11 or 16-17, Red otherwise", Polarity.range),
        ("between 12 and 15 Green", Polarity.range),
        ("Amber 559 to 608", Polarity.unstated),
        ("Red 10-20, Green 30-40, Red 50-60, Green 70-80", Polarity.unstated),
    ],
)
def test_that_bands_imply_a_polarity(typed: str, polarity: Polarity) -> None:
    assert parse_rule(typed, SCHEME).polarity is polarity


NUMBERS = st.decimals(min_value=-99999, max_value=99999, places=2, allow_nan=False) | st.integers(-200, 2000).map(
    Decimal
)
SPANS = st.one_of(
    st.builds(lambda low, included: Span(low=low, low_included=included), NUMBERS, st.booleans()),
    st.builds(lambda high, included: Span(high=high, high_included=included), NUMBERS, st.booleans()),
    st.builds(Span, NUMBERS, NUMBERS, st.booleans(), st.booleans()).filter(lambda span: not span.is_empty(None)),
)  # fmt: skip


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """A rule of one to three words with one or two stretches each, gaps and overlaps as they come."""
    unit = draw(st.sampled_from(["", "£", *sorted(set(UNITS.values()))]))
    words = draw(st.lists(st.sampled_from(SCHEME), min_size=1, max_size=3, unique=True))
    bands = [band(word, span, unit) for word in words for span in draw(st.lists(SPANS, min_size=1, max_size=2))]
    return Rule("", tuple(sorted(bands, key=lambda each: (SCHEME.index(each.word), each.begin()))), unit=unit)


@given(rules(), st.sampled_from(["\n", "; ", ", "]))
def test_that_bands_in_words_are_read_back(rule: Rule, separator: str) -> None:
    read = parse_rule(rule.words.replace("\n", separator), SCHEME)

    assert sorted(map(_meaning, read.bands)) == sorted(map(_meaning, rule.bands))
    assert (read.unit, read.unread) == (rule.unit, ())


PIECES = st.sampled_from(
    [
        *("Green", "Amber", "Red", "R", "Blue", "85", "75%", "0.5", "-3", "£5", "days", "or above"),
        *("and below", "-", "–", "to"),
        *("<", ">=", "≤", "between", "and", "or", "within", "of target", "target", "otherwise", "±", "tolerance", "of"),
        *(",", ";", "\n", "/", ":", "(", ")", "+", "cohort", "%", "."),
        *("on or above target", "below target", "more than", "up to"),
    ]
)  # fmt: skip


@given(st.text() | st.lists(PIECES, max_size=14).map(" ".join) | st.lists(PIECES, max_size=14).map("".join))
def test_that_any_text_is_read_or_kept_as_unread(text: str) -> None:
    rule = parse_rule(text, SCHEME)

    assert rule.typed == text
    assert all(band.word in SCHEME and not band.is_empty(None) for band in rule.bands)
    assert parse_rule(rule.words, SCHEME).words == rule.words


@given(st.text(), st.lists(st.text(max_size=5), max_size=4))
def test_that_a_scheme_of_any_words_is_no_trouble(text: str, scheme: list[str]) -> None:
    assert parse_rule(text, scheme).typed == text


def _meaning(band: Band) -> tuple[str, ...]:
    ends = (band.low_included or band.low is None, band.high_included or band.high is None)
    return (band.word, *(str(end if end is None else end.normalize()) for end in (band.low, band.high)), str(ends))
