"""What a value comes to under a rule, and what is wrong with a rule."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from waymark.domain.bands import Band
from waymark.domain.polarity import Polarity
from waymark.domain.rating import TARGET_MET, TARGET_NOT_MET, Rule, Tolerance, parts, rate_value, rule_by_target
from waymark.domain.rule_faults import Fault, FaultKind, faults
from waymark.domain.rule_text import parse_rule
from waymark.domain.value import Value, ValueState, parse_value

SCHEME = ("Green", "Amber", "Red")
CASELOAD = "17 or below Green 18.1-20 Amber 20.1 and above Red"
SUITABLE = "85% or above Green 75%-84% Amber 74% and below Red"
REFERRED = "22% or below Green 21%-25% Amber 26% and above Red"
COHORT = "10% of cohort or below Green 10-15% Amber 16% and above Red"
VACANT = "24% or below Green 25%-34% Amber 35% and above Red"
SUPERVISED = "90% or above Green 80%-89% Amber 79% and below Red"
HALF_OPEN = "Green 85% or above, Amber from 75% to below 85%, Red below 75%"


# Rules of whole numbers or tenths over figures with more decimals, and the measures that had them.
STEPPED = {
    "P1": VACANT,
    "W1-a": "20 or below Green 20.1-22 Amber 22.1 and above Red",
    "W1-b-c-d": "16 or below Green 16.1-18 Amber 18.1 and above Red",
    "W2": "14 or below Green 14.1-16 Amber 16.1 and above Red",
    "FD3": "90% or above Green 85%-89% Amber 84% and below Red",
    "AMT2-LE2-F3": "95% or above Green 85%-94% Amber 84% and below Red",
    "CIN4-CIN5-CP13-LAC10-LAC11-CLa": "98% or above Green 90%-97% Amber 89% and below Red",
    "CP5": "80% or above Green 70%-79% Amber 69% and below Red",
    "MC6-CL1a": "60% or above Green 50%-59% Amber 49% and below Red",
    "LAC19": "60% or above Green 55%-59% Amber 54% and below Red",
    "LAC20": "75% or above Green 65%-74% Amber 64% and below Red",
    "AD7": "558 or below Green 559 to 608 Amber 609 and above Red",
    "CL3a": SUITABLE,
    "QA1": SUPERVISED,
    "QA3": "50% or above Green 40%-49% Amber 39% and below Red",
}


def found(
    rule: str, decimals: int | None = 0, polarity: Polarity = Polarity.unstated, target: str = ""
) -> tuple[Fault, ...]:
    aimed = parse_value(target) if target else None
    return faults(parse_rule(rule, SCHEME), decimals=decimals, polarity=polarity, target=aimed)


@pytest.mark.parametrize(
    ("rule", "value", "decimals", "word"),
    [
        (VACANT, "43%", 0, "Red"),
        (VACANT, "24%", 0, "Green"),
        (VACANT, "34.4%", 0, "Amber"),
        (VACANT, "34.5%", 0, "Red"),
        (SUITABLE, "83.3%", 0, "Amber"),
        (SUITABLE, "84.5%", 0, "Green"),
        (SUITABLE, "87%", 1, "Green"),
        (HALF_OPEN, "84.99%", None, "Amber"),
        (COHORT, "3 of 37", None, "Green"),
        (COHORT, "12% (4 / 33)", 0, "Amber"),
        ("Green: 12-15, Amber: 10-11 or 16-17", "16", 0, "Amber"),
        ("Green: 12-15, Amber: 10-11 or 16-17", "15", 0, "Green"),
    ],
    ids=[
        *("C12-red", "edge", "C05-down", "C05-half-up", "C24-mixed", "C02-whole", "C24-fewer", "half-open", "C08-of"),
        *("C08-percent", "L07-two-stretches", "L07-range"),
    ],
)
def test_that_trap_a_value_gets_the_rating_of_its_band(rule: str, value: str, decimals: int | None, word: str) -> None:
    outcome = rate_value(parse_rule(rule, SCHEME), parse_value(value), decimals)

    assert (outcome.word, outcome.undefined) == (word, False)
    assert outcome.band is not None
    assert outcome.band.words in outcome.why


@pytest.mark.parametrize(
    ("rule", "value", "decimals", "why"),
    [
        (CASELOAD, "18", None, "Green is 17 or below and Amber is 18.1 to 20"),
        (CASELOAD, "18", 0, "18 lies in no band"),
        (SUITABLE, "84.5%", None, "84.5% lies in no band"),
        (SUITABLE, "84.5%", 1, "Amber is 75% to 84% and Green is 85% or above"),
        (REFERRED, "21%", 0, "Green (22% or below) and Amber (21% to 25%) at once"),
        (COHORT, "10%", 0, "Green (10% or below) and Amber (10% to 15%) at once"),
        (COHORT, "15.5%", None, "15.5% lies in no band"),
        ("Green 85 or above, roughly 80 Amber", "90", 0, "“roughly”"),
    ],
    ids=["C01", "C01-rounded", "C02", "C02-tenths", "C03", "C04-both", "C04-neither", "half-read"],
)
def test_that_trap_a_value_on_which_the_rule_fails_is_undefined_and_no_colour(
    rule: str, value: str, decimals: int | None, why: str
) -> None:
    outcome = rate_value(parse_rule(rule, SCHEME), parse_value(value), decimals)

    assert (outcome.word, outcome.band, outcome.undefined) == ("", None, True)
    assert why in outcome.why


@pytest.mark.parametrize(
    ("rule", "value", "why"),
    [
        (COHORT, "14", "needs its denominator"),
        (VACANT, "12 days", "in %"),
        ("Green 45 days or below", "6 weeks", "in days"),
        (VACANT, "pending", "no figure"),
        (VACANT, "-", "no figure"),
        (VACANT, "<10%", "no figure"),
        ("", "12", "No rule"),
    ],
    ids=["C08", "unit", "other-unit", "C22", "B35", "bound", "B33"],
)
def test_that_trap_what_cannot_be_rated_has_no_colour_and_says_why(rule: str, value: str, why: str) -> None:
    outcome = rate_value(parse_rule(rule, SCHEME), parse_value(value), 0)

    assert (outcome.word, outcome.band, outcome.undefined) == ("", None, False)
    assert why in outcome.why


@pytest.mark.parametrize(
    ("rule", "decimals", "ends"),
    [
        (CASELOAD, 0, [(17, "18.1")]),
        (CASELOAD, None, [(17, "18.1"), (20, "20.1")]),
        (SUITABLE, 0, []),
        (SUITABLE, 1, [(74, 75), (84, 85)]),
        (REFERRED, None, [(25, 26)]),
        (COHORT, None, [(15, 16)]),
        (VACANT, None, [(24, 25), (34, 35)]),
        (VACANT, 0, []),
        (HALF_OPEN, None, []),
        ("Green > 85, Red < 85", 0, [(85, 85)]),
        ("60% or above Green", 0, [(None, 60)]),
        ("Amber 559 to 608", 0, [(None, 559), (608, None)]),
        ("Green 0-50%, Amber 51%-100%", 0, []),
    ],
    ids=[
        *("C01", "C01-tenths", "C02-whole", "C02", "C03", "C04", "C05", "C05-whole", "C05-half-open", "point"),
        *("open-below", "open-ends", "natural-ends"),
    ],
)
def test_that_trap_gaps_are_found_where_a_figure_can_fall_into_them(
    rule: str, decimals: int | None, ends: list[tuple[object, object]]
) -> None:
    gaps = [fault for fault in found(rule, decimals) if fault.kind is FaultKind.gap]

    assert [(fault.low, fault.high) for fault in gaps] == [
        tuple(None if end is None else Decimal(str(end)) for end in pair) for pair in ends
    ]


@pytest.mark.parametrize("rule", STEPPED.values(), ids=[f"C05-{measure}" for measure in STEPPED])
def test_that_trap_a_rule_in_steps_is_whole_only_for_figures_in_its_steps(rule: str) -> None:
    steps = parse_rule(rule, SCHEME).decimals

    assert found(rule, steps) == ()
    assert [fault.kind for fault in found(rule, None)] == [FaultKind.gap] * 2
    assert all("Write “" in fault.sentence for fault in found(rule, steps + 1))


def test_that_trap_c05_a_gap_between_whole_numbers_is_offered_a_half_open_band() -> None:
    sentences = [fault.sentence for fault in found(VACANT, None)]

    assert "“Green below 25%”" in sentences[0]
    assert "“Amber from 25% to below 35%”" in sentences[1]


def test_that_trap_c01_a_wider_gap_names_a_figure_in_it() -> None:
    (gap,) = found(CASELOAD, 0)

    assert gap.sentence == "A figure between 17 and 18.1 has no rating, 18 for one. Say which it has."


@pytest.mark.parametrize(
    ("rule", "decimals", "ends"),
    [(REFERRED, 0, [(21, 22)]), (COHORT, 0, [(10, 10)]), (VACANT, None, []), (SUITABLE, None, [])],
    ids=["C03", "C04", "C05", "C02"],
)
def test_that_trap_overlaps_are_found(rule: str, decimals: int | None, ends: list[tuple[int, int]]) -> None:
    overlaps = [fault for fault in found(rule, decimals) if fault.kind is FaultKind.overlap]

    assert [(fault.low, fault.high) for fault in overlaps] == [(Decimal(low), Decimal(high)) for low, high in ends]


@pytest.mark.parametrize(
    ("rule", "polarity", "target", "kind", "said"),
    [
        ("16 or below Green 16.1-18 Amber 18.1 and above Red", Polarity.lower, "17", FaultKind.target, "Green is 16"),
        ("98% or above Green 90%-97% Amber 89% and below Red", Polarity.higher, "75%", FaultKind.target, "98% or"),
        (VACANT, Polarity.lower, ">24%", FaultKind.target, "24% or below"),
        ("Green 12-15, Amber 10-11 or 16-17", Polarity.range, "12 – 14", FaultKind.target, "12 to 15"),
        ("Green 10% or below, Red above 10%", Polarity.lower, "<10%", FaultKind.strictness, "differ at 10% itself"),
        (SUPERVISED, Polarity.lower, "90%", FaultKind.polarity, "Green is 90% or above"),
        ("10% or below Green 11% and above Red", Polarity.lower, "10", FaultKind.unit, "needs its denominator"),
    ],
    ids=["C06-caseload", "C06-visits", "C06-wrong-side", "L07", "C07", "C09", "C08"],
)
def test_that_trap_a_rule_that_contradicts_its_target_or_polarity_is_found(
    rule: str, polarity: Polarity, target: str, kind: FaultKind, said: str
) -> None:
    contradictions = [fault for fault in found(rule, 0, polarity, target) if fault.kind is not FaultKind.gap]

    assert [fault.kind for fault in contradictions] == [kind]
    assert said in contradictions[0].sentence


@pytest.mark.parametrize(
    ("rule", "polarity", "target", "decimals"),
    [
        (VACANT, Polarity.lower, "24%", 0),
        (SUITABLE, Polarity.unstated, "85%", 0),
        ("Green 12-15, Amber 10-11 or 16-17, Red otherwise", Polarity.range, "12 – 15", None),
        ("Green 9 or below, Red 10 or above", Polarity.lower, "<10", 0),
        ("less than 5 Red, Green otherwise", Polarity.higher, "NA", 0),
        ("", Polarity.higher, "85%", 0),
    ],
    ids=["same", "C10-unstated", "L07", "whole-numbers", "C15-no-target", "B33-no-rule"],
)
def test_that_trap_a_rule_that_agrees_with_its_target_and_polarity_has_no_fault(
    rule: str, polarity: Polarity, target: str, decimals: int | None
) -> None:
    assert found(rule, decimals, polarity, target) == ()


def test_that_what_is_unread_is_a_fault() -> None:
    (fault,) = found("Green 0 or above, Red below 0, whatever")

    assert (fault.kind, "“whatever”" in fault.sentence) == (FaultKind.unread, True)


@pytest.mark.parametrize(
    ("target", "polarity", "tolerance", "words"),
    [
        ("85%", Polarity.higher, Tolerance(Decimal(5), False),
         "Green: 85% or above\nAmber: from 80% to below 85%\nRed: below 80%"),
        ("50", Polarity.lower, Tolerance(Decimal(10), True),
         "Green: 50 or below\nAmber: above 50 to 55\nRed: above 55"),
        ("12 – 15", Polarity.range, Tolerance(Decimal(1), False),
         "Green: 12 to 15\nAmber: from 11 to below 12\nAmber: above 15 to 16\nRed: below 11\nRed: above 16"),
        ("<10%", Polarity.unstated, Tolerance(Decimal(0), False), "Green: below 10%\nRed: 10% or above"),
        ("85%", Polarity.unstated, Tolerance(Decimal(5), False), ""),
        ("TBC", Polarity.higher, Tolerance(Decimal(5), False), ""),
    ],
    ids=["higher", "lower", "L07", "C07", "C10", "no-number"],
)  # fmt: skip
def test_that_trap_a_target_and_a_tolerance_make_a_rule(
    target: str, polarity: Polarity, tolerance: Tolerance, words: str
) -> None:
    assert rule_by_target(parse_value(target), polarity, tolerance, SCHEME).words == words


def test_that_trap_b33_a_target_alone_is_met_or_not_and_gives_no_rating_of_the_scheme() -> None:
    rule = rule_by_target(parse_value("95%"), Polarity.higher, None, SCHEME)

    assert rate_value(rule, parse_value("95%"), 0).word == TARGET_MET
    assert rate_value(rule, parse_value("94.4%"), 0).word == TARGET_NOT_MET
    assert not {TARGET_MET, TARGET_NOT_MET} & set(SCHEME)


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        (("Green", "Amber", "Red"), ("Green", "Amber", "Red")),
        (("Blue", "Green", "Amber", "Red"), ("Green", "Amber", "Red")),
        (("Green", "Yellow", "Amber", "Red"), ("Green", "Amber", "Red")),
        (("Favourable", "On track/Neutral", "Unfavourable", "Not started"),
         ("Favourable", "On track/Neutral", "Unfavourable")),
        (("Good", "Fair", "Poor"), ("Good", "Fair", "Poor")),
        (("Good", "Poor"), ("Good", "", "Poor")),
        ((), ("", "", "")),
    ],
)  # fmt: skip
def test_that_a_target_takes_the_words_that_fit_it(scheme: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert parts(scheme) == expected


NUMBERS = st.decimals(min_value=-50, max_value=50, places=1, allow_nan=False)
BANDS = st.builds(
    Band, st.none() | NUMBERS, st.none() | NUMBERS, st.booleans(), st.booleans(), st.sampled_from(SCHEME)
)  # fmt: skip


def _naive(bands: list[Band], number: Decimal) -> set[str]:
    """The words of all bands that hold a number, said in the longest way."""
    words = set()
    for band in bands:
        above = band.low is None or number > band.low or (number == band.low and band.low_included)
        below = band.high is None or number < band.high or (number == band.high and band.high_included)
        if above and below:
            words.add(band.word)
    return words


@given(st.lists(BANDS, min_size=1, max_size=5), NUMBERS, st.sampled_from([None, 0, 1]))
def test_that_rating_agrees_with_a_naive_one(bands: list[Band], number: Decimal, decimals: int | None) -> None:
    counted = number if decimals is None else number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    words = _naive(bands, counted)

    outcome = rate_value(Rule("", tuple(bands)), Value("", ValueState.reported, number, decimals=1), decimals)

    assert {outcome.word} - {""} == (words if len(words) == 1 else set())
    assert outcome.undefined == (len(words) != 1)


@given(st.lists(BANDS, min_size=1, max_size=4), st.integers(0, 70).map(Decimal), st.sampled_from([None, 0]))
def test_that_every_figure_without_one_rating_lies_in_a_gap_or_overlap_that_was_found(
    bands: list[Band], figure: Decimal, decimals: int | None
) -> None:
    rule = Rule("", tuple(each for each in bands if not each.is_empty(None)))
    assume(rule.bands and rate_value(rule, parse_value(str(figure)), decimals).undefined)

    ends = faults(rule, decimals=decimals, polarity=Polarity.unstated, target=None)

    assert any((each.low or figure) <= figure <= (each.high or figure) for each in ends)
