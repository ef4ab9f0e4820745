"""Checks of what the texts of recommendations claim of their measures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.findings import findings_of, refs_found, said
from tests.plans import a_judgement, a_plan, a_recommendation
from waymark.domain.polarity import Polarity
from waymark.domain.rows import Recommendation
from waymark.services.checks.claims import claims
from waymark.services.schemes import USUAL, preset

FOUND = [
    pytest.param("claim_target_eased", {"2", "5", "7"}, id="trap L05 L13"),
    pytest.param("claim_against_rating", {"5"}, id="trap L09"),
    pytest.param("claim_without_figure", {"10", "11"}, id="trap L11"),
    pytest.param("measure_rated_twice", {"14"}, id="trap L14"),
    pytest.param("claim_unit", {"8"}, id="trap L15"),
]


@pytest.mark.parametrize(("code", "refs"), FOUND)
def test_that_the_faults_planted_in_the_example_plan_are_found(example_plan, code, refs):
    found = refs_found(example_plan, code)

    assert found == refs


def rated(targets: str, word: str = "Green", ref: str = "1", evidence: str = "", scheme=(), reason: str = ""):
    scheme = scheme or preset(USUAL)
    row = a_recommendation(ref, targets=targets, evidence=evidence)
    return (*scheme, row, a_judgement(row, word, scheme_id=scheme[0].id, reason=reason))


def test_that_figures_and_targets_are_told_apart_by_words():
    [claim] = claims("- Supervision held on time: 84% (Dec 15), 88% of 40 Sept 2017; targets 90% Mar-18, 95% Mar-20")

    assert [figure.words for figure in claim.figures] == ["84%", "88%"]
    assert [target.words for target in claim.targets] == ["90%", "95%"]
    assert [str(target.day) for target in claim.targets] == ["2018-03-31", "2020-03-31"]
    assert claim.polarity is Polarity.higher


def test_that_trap_l12_what_words_do_not_tell_is_left_alone():
    text = "- Turnover; social workers; vacancies: 12.4 | 215.5 | 6.1\nWe aim at 90% and had 84%."

    [claim] = claims(text)

    assert claim.targets == ()


@pytest.mark.parametrize(
    ("line", "word", "count"),
    [
        pytest.param("Referrals that come back: 17%, 30.6% in Sept 2017, target 22%", "Green", 1, id="trap L09"),
        pytest.param("Referrals that come back: 25%, 20% in Sept 2017, target 22%", "Green", 0, id="near miss: met"),
        pytest.param("Referrals that come back: 17%, 30.6% in Sept 2017, target 22%", "Amber", 0, id="not Green"),
        pytest.param("Calls: 17%, 30.6% in Sept 2017, target 22%", "Green", 0, id="which way is better is not said"),
    ],
)
def test_that_trap_l09_green_beside_a_missed_target_is_found(line, word, count):
    plan = a_plan(*rated(f"- {line}", word))

    assert len(findings_of(plan, "claim_against_rating")) == count


def test_that_a_rating_with_a_reason_is_left_alone():
    plan = a_plan(*rated("- Referrals that come back: 30.6%, target 22%", reason="figures being verified"))

    assert findings_of(plan, "claim_against_rating") == []


@pytest.mark.parametrize(
    ("targets", "evidence", "count"),
    [
        pytest.param("- Good plans: *, target 100%", "", 1, id="trap L11"),
        pytest.param("Targets are:\n- Decision within 24 hours – 100%", "", 1, id="trap L08"),
        pytest.param("- Good plans: 33% (Mar 16), now *, target 100%", "", 1, id="trap L11: only the baseline"),
        pytest.param("- Good plans: 97% *, target 100%", "", 0, id="near miss of trap L11"),
        pytest.param("- Good plans: *, target 100%", "An audit found 97%.", 0, id="the evidence has it"),
        pytest.param("- Plans are good", "", 0, id="no target"),
    ],
)
def test_that_trap_l11_green_without_a_figure_is_found(targets, evidence, count):
    plan = a_plan(*rated(targets, evidence=evidence))

    assert len(findings_of(plan, "claim_without_figure")) == count


@pytest.mark.parametrize(
    ("line", "count"),
    [
        pytest.param("Supervision on time: 84% (Dec 15), target 83%", 1, id="trap L05"),
        pytest.param("Supervision on time: 84% (Oct 17), target 83%", 0, id="the present figure: met already"),
        pytest.param("Stability: 60%; 69.1%; targets 69.3%, 68.5%", 1, id="trap L13"),
        pytest.param("Vacancies: 9%; 8%; targets 7.5%, 7%", 0, id="near miss: lower is better"),
    ],
)
def test_that_trap_l05_a_target_that_asks_for_less_is_found(line, count):
    plan = a_plan(a_recommendation(targets=f"- {line}"))

    assert len(findings_of(plan, "claim_target_eased")) == count


def test_that_trap_l15_a_score_beside_a_share_is_found():
    plan = a_plan(a_recommendation("8", targets="- Score: 78.5% of children scored 16 or less; target 16"))

    assert said(plan, "claim_unit") == [
        "Recommendation 8 has 78.5% for “Score”, and the target 16: the two cannot be compared."
    ]


@pytest.mark.parametrize(
    ("word", "sentences"),
    [
        pytest.param(
            "Amber",
            ["Recommendation 14 is rated Amber and recommendation 7 Green, and both report “Three or more homes”."],
            id="trap L14",
        ),
        pytest.param("Green", [], id="near miss of trap L14"),
    ],
)
def test_that_trap_l14_one_measure_under_two_ratings_is_found(word, sentences):
    scheme = preset(USUAL)
    first = rated("- Three or more homes: 8%", ref="7", scheme=scheme)
    second = rated("", word, "14", "- Three or more homes: 8.5%, more than before", scheme)[len(scheme) :]
    plan = a_plan(*first, *(replace(row, rank="b") if isinstance(row, Recommendation) else row for row in second))

    assert said(plan, "measure_rated_twice") == sentences
