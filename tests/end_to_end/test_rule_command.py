"""`waymark rule`: a methodology tried on the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from waymark_start.command import main

CASELOAD = "17 or below Green 18.1-20 Amber 20.1 and above Red"
SUITABLE = "85% or above Green 75%-84% Amber 74% and below Red"
COHORT = "10% of cohort or below Green 10-15% Amber 16% and above Red"


def tried(*words: str) -> Result:
    result = CliRunner().invoke(main, ["rule", *words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def tried_as_json(*words: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(tried(*words, "--json").output)
    return content


def test_that_trap_c01_a_value_in_a_gap_is_told_in_words():
    told = tried(CASELOAD, "--value", "18", "--decimals", "0")

    assert told.exit_code == 0
    assert told.output.splitlines() == [
        "Green: 17 or below",
        "Amber: 18.1 to 20",
        "Red: 20.1 or above",
        "A figure between 17 and 18.1 has no rating, 18 for one. Say which it has.",
        "18 lies in no band: Green is 17 or below and Amber is 18.1 to 20.",
    ]


@pytest.mark.parametrize(
    ("words", "rating", "undefined"),
    [
        ((CASELOAD, "--value", "18"), None, True),
        ((SUITABLE, "--value", "84.5"), None, True),
        ((SUITABLE, "--value", "84.5%"), None, True),
        ((SUITABLE, "--value", "84.5", "--decimals", "0"), "Green", False),
        ((SUITABLE, "--value", "84.4", "--decimals", "0"), "Amber", False),
        ((COHORT, "--value", "10%"), None, True),
        ((COHORT, "--value", "14"), None, False),
        ((COHORT, "--value", "3 of 37"), "Green", False),
        (("95.0%", "--polarity", "higher", "--value", "96%"), None, False),
        (("tolerance 5", "--target", "50", "--polarity", "lower", "--value", "54"), "Amber", False),
        (("Green on or above target, Red below target", "--target", "50", "--value", "50"), "Green", False),
    ],
    ids=["C01", "C02", "C02-unit", "C02-whole", "C05", "C04", "C08", "C08-of", "B33", "tolerance", "by-target"],
)
def test_that_trap_a_value_is_rated_or_not(words, rating, undefined):
    content = tried_as_json(*words)

    assert (content["rating"], content["undefined"]) == (rating, undefined)
    assert content["why"].endswith(".")


def test_that_the_json_has_the_bands_and_all_that_is_wrong():
    content = tried_as_json(COHORT, "--polarity", "higher", "--target", "<10% of Cohort")

    assert content["typed"] == COHORT
    assert content["bands"][1] == {
        "word": "Amber",
        "low": 10,
        "high": 15,
        "low_included": True,
        "high_included": True,
        "words": "10% to 15%",
    }
    assert (content["unit"], content["decimals"], content["polarity"], content["unread"]) == ("%", 0, "lower", [])
    assert [(gap["low"], gap["high"]) for gap in content["gaps"]] == [(15, 16)]
    assert [(overlap["low"], overlap["high"]) for overlap in content["overlaps"]] == [(10, 10)]
    assert [each["kind"] for each in content["contradictions"]] == ["polarity", "strictness"]
    assert "value" not in content


def test_that_trap_c01_numbers_in_the_json_are_numbers():
    (gap, _) = tried_as_json(CASELOAD)["gaps"]

    assert (gap["low"], gap["high"]) == (17, 18.1)


def test_that_a_tolerance_and_a_target_are_told():
    told = tried("85% ± 5", "--polarity", "higher")

    assert told.output.splitlines() == [
        "Green: 85% or above",
        "Amber: from 80% to below 85%",
        "Red: below 80%",
        "Target: 85%",
        "Tolerance: ± 5",
    ]
    assert tried_as_json("within 5% of target Amber")["tolerance"] == {"amount": 5, "of_target": True}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["95%"], "Nobody has said which way is better, so 96% is not rated."),
        (["within 5% of target"], "A tolerance needs a target, so 96 is not rated."),
        (["± 5", "--target", "soon"], "“soon” is no target that a figure can meet, so 96 is not rated."),
    ],
)
def test_that_what_a_target_still_lacks_is_said(words, why):
    assert tried(*words, "--value", "96").output.splitlines()[-1] == why


def test_that_a_gap_that_rounding_leaves_open_is_not_to_be_rounded_away():
    told = tried("Green above 90%, Red below 90%", "--polarity", "higher")

    assert told.output.splitlines()[-1] == "A figure of 90% has no rating. Write “Red 90% or below”."


def test_that_a_half_read_rule_is_told_with_what_was_not_read():
    content = tried_as_json("Green 85 or above, roughly 80 Amber", "--value", "90")

    assert content["unread"] == ["roughly"]
    assert content["gaps"] == content["overlaps"] == []
    assert (content["rating"], content["undefined"]) == (None, True)


@pytest.mark.parametrize("text", ["whatever the board decides", "", "n/a"])
def test_that_a_text_without_a_rule_is_refused_in_words(text):
    refused = tried(text, "--json")

    assert refused.exit_code == 1
    assert refused.stderr.startswith("Nothing of ")
    assert refused.stdout == ""


def test_that_a_polarity_that_is_none_is_refused_in_words():
    refused = tried(SUITABLE, "--polarity", "sideways")

    assert refused.exit_code == 1
    assert "“sideways” is no polarity" in refused.stderr
