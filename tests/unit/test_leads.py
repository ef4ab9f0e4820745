"""Several leads in one cell, split only where that is certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.domain.leads import split_leads

POSTS = (
    "Head of Service",
    "Head of Service Care",
    "Service Manager, Learning & Skills",
    "Director of Public Health",
    "Care Lead / Deputy",
    "Care Planning Manager",
)


@pytest.mark.parametrize(
    "typed",
    [
        "Head of Service Care Planning Manager",
        "Head of Service\nCare Planning Manager",
        "Head of Service / Care Planning Manager",
        "head of service;  care planning manager",
        "Head of Service\u00a0Care Planning Manager",
        "Head of Service\nCare Planning Manager\nHead of Service",
    ],
)
def test_that_trap_b20_leads_are_split_however_they_were_joined(typed: str) -> None:
    assert split_leads(typed, POSTS) == ("Head of Service", "Care Planning Manager")


def test_that_the_longest_known_post_is_meant() -> None:
    leads = split_leads("Head of Service Care Director of Public Health", POSTS)

    assert leads == ("Head of Service Care", "Director of Public Health")


@pytest.mark.parametrize(
    "typed",
    [
        "Service Manager, Learning & Skills",
        "Manager, Placements and Provision",
        "Director of Public Health and Nobody",
        "Head of Service (vacant)",
        "Care Lead / Deputy",
    ],
    ids=["B21", "B21-unknown", "and", "left-over", "known-with-stroke"],
)
def test_that_trap_what_is_not_certain_stays_one_lead(typed: str) -> None:
    assert split_leads(typed, POSTS) == (typed,)


def test_that_a_post_broken_over_two_lines_is_one_lead() -> None:
    assert split_leads("Service Manager,\nLearning & Skills", POSTS) == ("Service Manager, Learning & Skills",)


def test_that_a_blank_cell_names_no_lead() -> None:
    assert split_leads(" \n ", POSTS) == ()


@given(st.lists(st.sampled_from(POSTS), unique=True), st.sampled_from(["\n", "; ", " / "]))
def test_that_known_posts_come_back_from_a_joined_cell(chosen: list[str], joint: str) -> None:
    chosen = [post for post in chosen if " / " not in post]

    assert split_leads(joint.join(chosen), POSTS) == tuple(chosen)


@given(st.text(), st.lists(st.text(), max_size=5))
def test_that_splitting_never_fails_and_loses_no_letter(text: str, posts: list[str]) -> None:
    leads = split_leads(text, posts)

    assert all(lead.strip() for lead in leads)
    assert len(leads) == len(set(leads))
