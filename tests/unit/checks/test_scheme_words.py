"""Checks of what ratings mean, and of the words in which they are stated."""

from __future__ import annotations

import pytest

from tests.findings import findings_of, refs_found, said
from tests.plans import a_judgement, a_kpi, a_plan
from waymark.services.schemes import USUAL, preset, preset_names, printed_scheme

GREEN, BLUE = ("Green", "G", "Done, or on target"), ("Blue", "B", "Done")
RED = ("Red", "R", "The date has slipped")


def test_that_trap_b01_b02_b04_are_found_in_the_example_plan(example_plan):
    assert said(example_plan, "scheme_overlap") == [
        "Green (“Done, or the figures have reached their target”) and Blue (“Done”) both mean complete."
    ]
    assert len(findings_of(example_plan, "amber_on_track")) == 1
    assert len(findings_of(example_plan, "slipped_without_tolerance")) == 1


def test_that_trap_c14_is_found_in_the_example_plan(example_plan):
    assert refs_found(example_plan, "rating_word") == {"W 1", "LAC 20"}


@pytest.mark.parametrize("name", preset_names())
@pytest.mark.parametrize("code", ["scheme_overlap", "amber_on_track", "slipped_without_tolerance"])
def test_that_nobody_is_blamed_for_the_words_of_a_preset(name, code):
    assert findings_of(a_plan(*preset(name)), code) == []


@pytest.mark.parametrize(
    ("green", "count"),
    [
        pytest.param(GREEN, 1, id="trap B01"),
        pytest.param(("Green", "G", "On target, and not yet complete"), 0, id="near miss of trap B01"),
    ],
)
def test_that_trap_b01_two_words_for_complete_are_found(green, count):
    assert len(findings_of(a_plan(*printed_scheme([RED, green, BLUE])), "scheme_overlap")) == count


@pytest.mark.parametrize(
    ("meaning", "count"),
    [
        pytest.param("Milestones are on track", 1, id="trap B02"),
        pytest.param("Some delay, recoverable", 0, id="near miss of trap B02"),
        pytest.param("", 0, id="no meaning"),
    ],
)
def test_that_trap_b02_amber_for_on_track_is_noted(meaning, count):
    plan = a_plan(*printed_scheme([RED, ("Amber", "A", meaning), GREEN]))

    assert len(findings_of(plan, "amber_on_track")) == count


@pytest.mark.parametrize(
    ("meaning", "count"),
    [
        pytest.param("The date has slipped", 1, id="trap B04"),
        pytest.param("Slipped by more than one month", 0, id="near miss of trap B04"),
        pytest.param("Not done", 0, id="it says nothing of dates"),
    ],
)
def test_that_trap_b04_slipped_without_a_tolerance_is_noted(meaning, count):
    plan = a_plan(*printed_scheme([("Red", "R", meaning), GREEN]))

    assert len(findings_of(plan, "slipped_without_tolerance")) == count


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param("Yellow", ["read as Amber"], id="trap C14: an alias"),
        pytest.param("Purple", ["counts as no rating"], id="trap C14: no such word"),
        pytest.param("**a**", [], id="trap L03"),
        pytest.param("AMBER", [], id="near miss of trap C14"),
    ],
)
def test_that_trap_c14_a_word_that_is_not_the_schemes_is_found(typed, words):
    scheme, kpi = preset(USUAL), a_kpi("W 1")
    plan = a_plan(*scheme, kpi, a_judgement(kpi, typed, scheme_id=scheme[0].id))

    found = said(plan, "rating_word")

    assert len(found) == len(words)
    assert all(word in sentence for word, sentence in zip(words, found, strict=True))
