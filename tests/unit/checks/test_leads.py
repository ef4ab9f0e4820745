"""Checks of leads."""

from __future__ import annotations

import pytest

from tests.findings import said
from tests.plans import a_link, a_plan, a_recommendation, an_action, an_officer


def test_that_a_thing_without_a_lead_is_found_where_there_are_leads():
    led, unled, officer = an_action("1"), an_action("2"), an_officer()

    assert said(a_plan(led, unled, officer, a_link(led, officer)), "no_lead") == ["Action 2 has no lead."]
    assert said(a_plan(led, unled), "no_lead") == []


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        pytest.param("Head of Safeguarding & Support", "Head of Safeguarding and Support", True, id="trap L25: a sign"),
        pytest.param("Manager, Fostering", "Fostering Manager", True, id="trap L25: in another order"),
        pytest.param("Head of School Partnerships", "Head of Schools Partnerships", True, id="trap B22: a letter"),
        pytest.param("Head of Fostering", "Manager of Fostering", False, id="two grades"),
        pytest.param(
            "Service Manager, Skills and Learning", "Service Manager, Skills", False, id="trap B21: a wider post"
        ),
    ],
)
def test_that_a_post_spelt_in_two_ways_is_found(one, other, found):
    plan = a_plan(an_officer(one, rank="a"), an_officer(other, rank="b"))

    assert bool(said(plan, "post_spelt_twice")) is found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        pytest.param(
            *("Service Manager, Employment, Skills and Learning", "Head of Employment, Learning and Skills"),
            True,
            id="trap B22",
        ),
        pytest.param("Head of Early Help", "Service Manager, Early Help", False, id="a head and a manager"),
        pytest.param("Head of Early Help", "Head of Early Help", False, id="the very same"),
    ],
)
def test_that_a_post_that_may_have_been_renamed_is_noted(one, other, found):
    plan = a_plan(an_officer(one, rank="a"), an_officer(other, rank="b"))

    assert bool(said(plan, "post_renamed")) is found


@pytest.mark.parametrize(
    ("post", "found"),
    [
        pytest.param("Head of Fieldwork – Ada Specimen", True, id="trap L25: post and person"),
        pytest.param("Ada Specimen – Head of Fieldwork", True, id="trap L25: person and post"),
        pytest.param("Ada Specimen Head of Fieldwork", True, id="trap L25: joined"),
        pytest.param("Ada O'Specimen, Head of Fieldwork", False, id="with a comma"),
        pytest.param("DCS Ada Specimen", True, id="trap S05: letters and person"),
        pytest.param("HoS Ada Specimen (Chair of the group)", True, id="trap S05: with another post"),
        pytest.param("Service Manager – Early Help", False, id="a field behind a dash"),
        pytest.param("Principal Social Worker", False, id="capitals"),
        pytest.param("Interim Deputy Head of Fieldwork", False, id="a grade before the head"),
        pytest.param("Children's Health Commissioning Manager", False, id="a field before the grade"),
        pytest.param("Manager, Placement Service Provision", False, id="trap B21: a comma in a post"),
    ],
)
def test_that_a_persons_name_within_a_post_is_noted(post, found):
    assert bool(said(a_plan(an_officer(post)), "person_in_post")) is found


def test_that_trap_l25_one_person_under_two_posts_is_found_once():
    posts = (
        "Head of Service Fieldwork – Ada Specimen",
        "Ada Specimen – Head of Fieldwork",
        "Head of Fieldwork – Bo Pattern",
    )

    plan = a_plan(*(an_officer(post, rank=rank) for post, rank in zip(posts, "abc", strict=True)))

    assert said(plan, "person_twice") == [f"One person has two posts: “{posts[0]}” and “{posts[1]}”."]
    assert said(plan, "post_spelt_twice") == []


def test_that_trap_l25_one_lead_twice_on_one_thing_is_found():
    thing, other = a_recommendation("2"), a_recommendation("3")
    one, same = an_officer("Head of Fieldwork – Ada Specimen"), an_officer("Ada Specimen – Head of Service")
    links = (a_link(thing, one, "a"), a_link(thing, same, "b"), a_link(other, one))

    [sentence] = said(a_plan(thing, other, one, same, *links), "lead_twice")

    assert sentence == f"Recommendation 2 has one lead twice: “{one.post}” and “{same.post}”."


@pytest.mark.parametrize(
    ("post", "found"),
    [
        pytest.param("Head of Safeguarding Head of Children in Care", True, id="trap B20"),
        pytest.param("Heads of Service – Ada Specimen, Bo Pattern and Cy Example", True, id="trap L25: several people"),
        pytest.param("Assistant Director of Safeguarding", False, id="one grade of two words"),
        pytest.param("Service Manager, Employment, Skills and Learning", False, id="trap B21: commas in one post"),
    ],
)
def test_that_leads_run_together_are_found(post, found):
    assert bool(said(a_plan(an_officer(post)), "leads_joined")) is found


def test_that_the_post_spelt_otherwise_in_the_example_plan_is_found_as_trap_l25(example_plan):
    [sentence] = said(example_plan, "post_spelt_twice")

    assert "“Head of Safeguarding and Family Support” and “Head of Safeguarding & Family Support”" in sentence


@pytest.mark.parametrize(
    "code", ["no_lead", "lead_twice", "post_renamed", "person_twice", "person_in_post", "leads_joined"]
)
def test_that_nothing_else_is_said_of_the_leads_in_the_example_plan(example_plan, code):
    assert said(example_plan, code) == []
